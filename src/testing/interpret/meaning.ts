/**
 * What operators, casts and functions mean, as functions of the values that a program reads of columns. It is written to be
 * read, shares no code with the printer, and throws an {@link EvaluationError} where there is no value.
 */
import type { OrderNode } from "../../core/query-node.js"
import type { TypeSpec } from "../../core/sql-type.js"

/**
 * What a program reads of a column; null is NULL. Two things have another form while they are computed with: a JSON document
 * is a `Document`, so that JSON's null is no NULL, and a whole number beyond ±(2^53 − 1) is a bigint whatever its type is.
 * `fromProgram` and `toProgram` change the one into the other.
 */
export type Value = unknown

/** The types of a result, and of the arguments that it is made of. */
export interface Types {
  readonly result: TypeSpec
  readonly args: ReadonlyArray<TypeSpec>
}

/** What a function makes of its arguments. Of one whose NullRule is strict they are never NULL, but for those of `takesNull`. */
export type Meaning = (args: ReadonlyArray<unknown>, types: Types) => Value

/**
 * What an aggregate makes of the arguments of its rows, which are filtered, made distinct and in the order asked for; NULLs
 * are among them. `keys` are the values of the sort keys of each row.
 */
export type AggregateMeaning = (
  rows: ReadonlyArray<ReadonlyArray<unknown>>,
  types: Types,
  keys: ReadonlyArray<ReadonlyArray<unknown>>,
  orders: ReadonlyArray<OrderNode>,
) => Value

export { EvaluationError, type EvaluationReason } from "./evaluation-error.js"
export { cast } from "./functions/cast.js"
export { Document, fromProgram, toProgram } from "./functions/document.js"
export { aggregates, functions, takesNull, unsaid, widened } from "./functions/index.js"
export { jsonPath } from "./functions/json-path.js"
export { like } from "./functions/like.js"
export { binary, unary } from "./functions/operator.js"
export { compareValues, sameValue } from "./functions/order.js"
