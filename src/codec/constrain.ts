import type { Constraint } from "../core/column-spec.js"
import { callNode, valueNode } from "../core/expr-node.js"
import type { AnyColumnDef, ColumnDef, InsertMode } from "../core/sql-type.js"
import { amend } from "./amend.js"
import { boolean } from "./boolean.js"
import { digitsAtMost, multiple, placesAtMost } from "./constrain-digits.js"
import { lengthAtLeast, lengthAtMost } from "./constrain-length.js"
import { compared, comparisons, type Limit, type NumberLike } from "./constrain-order.js"
import type { Present } from "./nullable.js"
import { text } from "./text.js"

/** Whether the database checks the rule too. */
export interface ConstraintOptions {
  /** Also a CHECK constraint of the table. Default: false. */
  readonly check?: boolean
}

type LimitOf<A> = [A] extends [NumberLike]
  ? NumberLike
  : [A] extends [string]
    ? string
    : [A] extends [Date]
      ? Date
      : never

/** Nothing, if a limit `L` may stand for a column of `A`; else what is wrong. */
export type LimitFits<A, L> = [L] extends [LimitOf<Present<A>>]
  ? unknown
  : { readonly "the limit does not fit the column": [column: A, limit: L] }

/** Nothing, if a column of `A` holds values of `Kind`; else what is wrong. */
export type KindFits<A, Kind> = [Present<A>] extends [Kind]
  ? unknown
  : { readonly "the rule does not fit the column": [column: A, rule: Kind] }

/** A rule for columns that may be compared with `L`. */
export interface OrderRule<L> {
  <A, I extends InsertMode, U extends boolean, Pk extends boolean>(
    self: ColumnDef<A, I, U, Pk> & LimitFits<A, L>,
  ): ColumnDef<A, I, U, Pk>
}

/** A rule for columns that hold values of `Kind`. */
export interface KindRule<Kind> {
  <A, I extends InsertMode, U extends boolean, Pk extends boolean>(
    self: ColumnDef<A, I, U, Pk> & KindFits<A, Kind>,
  ): ColumnDef<A, I, U, Pk>
}

const rule =
  (constraint: Constraint) =>
  <A, I extends InsertMode, U extends boolean, Pk extends boolean>(self: AnyColumnDef): ColumnDef<A, I, U, Pk> =>
    amend(self, { constraints: Object.freeze([...self.spec.constraints, Object.freeze(constraint)]) })

const orderRule =
  (name: keyof typeof comparisons) =>
  <L extends Limit>(limit: L, options: ConstraintOptions = {}): OrderRule<L> =>
    rule(compared(comparisons[name], limit, options.check ?? false))

/** What has a length: text, bytes and arrays. */
export type Long = string | Uint8Array | ReadonlyArray<unknown>

/** A limit of the value, for columns of numbers, text (dates and times too) and instants. */
export type OrderConstraint = <L extends Limit>(limit: L, options?: ConstraintOptions) => OrderRule<L>

const matches = (pattern: RegExp, check: boolean): Constraint => {
  // without `g` and `y`, which make a RegExp remember where it was
  const fresh = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ""))
  return {
    name: "pattern",
    of: fresh,
    expected: `text that matches ${fresh.toString()}`,
    limit: fresh.source,
    test: (value: string) => fresh.test(value),
    sql: check
      ? (column) => callNode(boolean.spec.type, "regexp", [column, valueNode(text.spec.type, fresh.source)], "strict")
      : null,
  }
}

/**
 * Rules on the values of a column, checked before anything is sent, all of them, with one error for each column. NULL
 * meets every rule. With `{ check: true }` the database checks the rule too, as far as SQL can say it: `maxDigits` there
 * bounds only the size of the number, and `pattern` needs a database with regular expressions.
 *
 * The SQL: none, or `check ("layers" >= 1)`, on PostgreSQL, MySQL and SQLite.
 *
 * @example
 * ```ts
 * import { constrain, integer, validateColumn } from "fulmar"
 *
 * const layers = integer.pipe(constrain.ge(1), constrain.le(7))
 * validateColumn(layers.spec, 9)
 * // => { _tag: "Left", left: { expected: "at most 7", message: "expected at most 7, got 9" } }
 * ```
 *
 * @since 0.1.0
 */
export const constrain: {
  /** At least the limit. */
  readonly ge: OrderConstraint
  /** Greater than the limit. */
  readonly gt: OrderConstraint
  /** At most the limit. */
  readonly le: OrderConstraint
  /** Less than the limit. */
  readonly lt: OrderConstraint
  /** A whole multiple of the number, in decimal arithmetic. */
  readonly multipleOf: (of: NumberLike, options?: ConstraintOptions) => KindRule<NumberLike>
  /** Not shorter: text counts characters, bytes and arrays their items. */
  readonly minLength: (length: number, options?: ConstraintOptions) => KindRule<Long>
  /** Not longer: text counts characters, bytes and arrays their items. */
  readonly maxLength: (length: number, options?: ConstraintOptions) => KindRule<Long>
  /** Text that a regular expression matches somewhere; anchor it with `^` and `$`. */
  readonly pattern: (pattern: RegExp, options?: ConstraintOptions) => KindRule<string>
  /** No more digits before and after the point together. */
  readonly maxDigits: (digits: number, options?: ConstraintOptions) => KindRule<NumberLike>
  /** No more digits after the point. */
  readonly decimalPlaces: (places: number, options?: ConstraintOptions) => KindRule<NumberLike>
} = {
  ge: orderRule("ge"),
  gt: orderRule("gt"),
  le: orderRule("le"),
  lt: orderRule("lt"),
  multipleOf: (of, options = {}) => rule(multiple(of, options.check ?? false)),
  minLength: (length, options = {}) => rule(lengthAtLeast(length, options.check)),
  maxLength: (length, options = {}) => rule(lengthAtMost(length, options.check)),
  pattern: (pattern, options = {}) => rule(matches(pattern, options.check ?? false)),
  maxDigits: (digits, options = {}) => rule(digitsAtMost(digits, options.check ?? false)),
  decimalPlaces: (places, options = {}) => rule(placesAtMost(places, options.check ?? false)),
}
