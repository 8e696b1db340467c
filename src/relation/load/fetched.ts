import type { DecodeError } from "../../codec/decode-error.js"
import type { ValidationError } from "../../core/errors.js"
import type { ExprNode } from "../../core/expr-node.js"
import type { SelectionNode } from "../../core/query-node.js"
import type { SqlError } from "../../driver/sql-error.js"

export type LoadError = SqlError | DecodeError | ValidationError

/** The values of the columns that relate rows. */
export type Key = ReadonlyArray<unknown>

/** Its values by their places, as a statement gives them. */
export type KeyRecord = Readonly<Record<string, unknown>>

/** A related row, or some, with the key of what they are related to. */
export type Fetched = { readonly key: KeyRecord } & ({ readonly value: unknown } | { readonly values: ReadonlyArray<unknown> })

/** Columns by their places. */
export const keyRecord = (columns: ReadonlyArray<ExprNode>): SelectionNode => ({
  _tag: "Record",
  fields: columns.map((expr, i) => [String(i), { _tag: "Field", expr }] as const),
})
