import type { Either } from "fp-ts/lib/Either.js"
import type { BinaryOperator, UnaryOperator } from "./expr-node.js"
import type { TypeSpec, Wire } from "./sql-type.js"

/**
 * SQL with places for the operands: `$1`, `$2` …, which are printed as if between parentheses, and `$*` for all of them
 * with commas between. The whole must read as one operand: a call, or between parentheses.
 */
export type Template = string

/**
 * All that the printer knows of a database, as data: how it quotes, what it calls things, and how it says what others say
 * differently. The printer never asks for a dialect's name.
 *
 * @since 0.1.0
 */
export interface Dialect {
  readonly name: string
  readonly quote: (identifier: string) => string
  /** The placeholder of the parameter at an index, from 0. */
  readonly placeholder: (index: number) => string
  /** A value as text, for people: escaped, but not what is sent. */
  readonly literal: (type: TypeSpec, wire: Wire) => string
  /** The form in which the driver binds a value, or what the database has no form for. */
  readonly bind: (type: TypeSpec, wire: Wire) => Either<string, unknown>
  /** The name of a type in CREATE TABLE. */
  readonly columnType: (type: TypeSpec) => string
  /** A cast to a type; `null` where there is none. `from` is the type of the operand. */
  readonly cast: (to: TypeSpec, from: TypeSpec) => Template | null
  /** What an expression of one type is written to a column of another as, where the database does not convert it itself. */
  readonly assign: (to: TypeSpec, from: TypeSpec) => Template | null
  /** Functions of the portable vocabulary. */
  readonly functions: Readonly<Record<string, Template>>
  readonly aggregates: Readonly<Record<string, Template>>
  /** How an operator prints on operands of a family, where its symbol alone would be wrong. */
  readonly operator: (op: BinaryOperator, left: TypeSpec, right: TypeSpec) => Template | null
  readonly unary: (op: UnaryOperator, operand: TypeSpec) => Template | null
  /** What to compare and sort by instead of a value of the type, where its own order is not that of its values. */
  readonly sortKey: (type: TypeSpec) => Template | null
  /** `is distinct from` and `is not distinct from`. */
  readonly distinctFrom: readonly [distinct: string, notDistinct: string]
  /** The words for LIKE that minds case and that does not, and what declares the backslash as escape. */
  readonly like: { readonly sensitive: string; readonly insensitive: string | null; readonly escape: string }
  readonly nullsOrder: boolean
  /** Whether operands of set operations may stand in parentheses. */
  readonly setParentheses: boolean
  /** What to print where OFFSET is given without LIMIT. */
  readonly unlimited: string | null
  /** Nesting of rows as JSON. */
  readonly json: {
    /** An array of the rows; `$1` is one row. */
    readonly list: Template
    /** One row; `$*` are its columns. */
    readonly row: Template
    /** A column in a row: text where JSON has no lossless form. */
    readonly column: (type: TypeSpec) => Template | null
    /** A nested list or row in a row. */
    readonly nested: Template
  }
  /** Whether VALUES may hold DEFAULT. */
  readonly defaultKeyword: boolean
  /** Row locks. */
  readonly locks: boolean
  /** Whether a foreign key can be added to a table that is there. */
  readonly addForeignKey: boolean
  readonly createTableSuffix: string
  readonly autoIncrement: { readonly suffix: string; readonly inPrimaryKey: boolean }
  /** Most parameters of one statement. */
  readonly maxParameters: number
  /** Capabilities beyond the portable vocabulary. */
  readonly capabilities: ReadonlySet<string>
}
