import { Data } from "effect"

/**
 * A database does not do what a check of the conformance suite asks of it.
 *
 * @since 0.1.0
 */
export class ConformanceFailure extends Data.TaggedError("ConformanceFailure")<{
  /** What was asked, what was expected and what was found. */
  readonly message: string
  /** What a statement failed with, where one did that should not. */
  readonly cause?: unknown
}> {}
