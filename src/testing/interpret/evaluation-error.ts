import { Data } from "effect"

/**
 * Why something has no value: `DataError` where a database would refuse the values, `DecodeError` where what comes out does not
 * fit its codec, `Undetermined` where each database, or each time, gives another value, `Unsupported` where only a database
 * can say it. A command that breaks a constraint says which kind, by the word of the `SqlError`.
 */
export type EvaluationReason =
  | "DataError"
  | "DecodeError"
  | "Undetermined"
  | "Unsupported"
  | "UniqueViolation"
  | "ForeignKeyViolation"
  | "NotNullViolation"
  | "CheckViolation"

/** An expression that has no value. */
export class EvaluationError extends Data.TaggedError("EvaluationError")<{
  readonly message: string
  readonly reason: EvaluationReason
}> {}

/** Throws a `DataError`. */
export const refuse = (message: string): never => {
  throw new EvaluationError({ message, reason: "DataError" })
}
