import { Data } from "effect"

/**
 * A statement that cannot be printed for a dialect: says which part, and what to use instead.
 *
 * @since 0.1.0
 */
export class CompileError extends Data.TaggedError("CompileError")<{
  readonly message: string
  readonly dialect: string
  /** What to write instead, when there is something. */
  readonly remedy: string | null
}> {
  readonly isRetryable: boolean = false
  readonly sql: string | null = null
}

/** One column whose value does not fit. */
export interface ValidationIssue {
  /** Key of the column in the table. */
  readonly column: string
  /** Position of the row in a many-row insert. */
  readonly row: number
  /** Where the value stands in the input of a model, by keys of the input and positions in its lists. */
  readonly path?: ReadonlyArray<string | number>
  readonly value: unknown
  readonly expected: string
  readonly message: string
}

/**
 * Values that do not fit their columns, one issue for each column; nothing was sent to the database.
 *
 * @since 0.1.0
 */
export class ValidationError extends Data.TaggedError("ValidationError")<{
  readonly message: string
  readonly table: string
  readonly issues: ReadonlyArray<ValidationIssue>
  /** The statement of a `batch` that it is about: its name, or its number from 0. */
  readonly statement?: string | undefined
}> {}
