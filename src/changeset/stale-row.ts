import { Data } from "effect"

/**
 * A row that was changed by someone else since it was read. Read it again, and change that.
 *
 * @since 0.1.0
 */
export class StaleRow extends Data.TaggedError("StaleRow")<{
  readonly message: string
  readonly table: string
  /** Its primary key. */
  readonly key: Readonly<Record<string, unknown>>
  /** The version that it was read with, and the one that it has. */
  readonly expected: unknown
  readonly actual: unknown
}> {}
