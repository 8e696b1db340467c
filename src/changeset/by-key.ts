import { Effect, Option } from "effect"
import type { DecodeError } from "../codec/decode-error.js"
import { deleteFrom } from "../core/command/delete.js"
import { update } from "../core/command/update.js"
import type { ValidationError } from "../core/errors.js"
import { binaryNode, type ExprNode, logicalNode, unaryNode, valueNode } from "../core/expr-node.js"
import { from } from "../core/query/from.js"
import { select } from "../core/query/select.js"
import { where } from "../core/query/where.js"
import { type AnyTable, deletionOf, isSoft, tableData } from "../core/table.js"
import type { Database } from "../driver/database.js"
import { all } from "../driver/operations/all.js"
import { execute } from "../driver/operations/execute.js"
import type { SqlError } from "../driver/sql-error.js"
import { booleanSpec } from "../expr/arguments.js"
import { isIn } from "../expr/membership.js"
import { rowValue } from "../expr/row-value.js"

/** How writing a row can fail. */
export type WriteError = SqlError | DecodeError | ValidationError

export type Rec = Readonly<Record<string, unknown>>
export type Key = ReadonlyArray<unknown>
type Written<A> = Effect.Effect<A, WriteError, Database>

export const column = (table: AnyTable, key: string): ExprNode => (table as unknown as Readonly<Record<string, ExprNode>>)[key]!

export const and = (...conditions: ReadonlyArray<ExprNode>): ExprNode => logicalNode(booleanSpec, "and", conditions)

export const not = (e: ExprNode): ExprNode => unaryNode(booleanSpec, "not", e)

/** The value of a key, out of the Option that it may be read in. */
export const plain = (value: unknown): unknown => (Option.isOption(value) ? Option.getOrNull(value) : value)

/** A value as one of the column. */
export const valueFor = (table: AnyTable, key: string, value: unknown): unknown =>
  tableData(table).columns.some((c) => c.key === key && c.spec.option) ? Option.fromNullOr(value) : value

/** That a row has these values. */
export const has = (table: AnyTable, row: Rec, keys: ReadonlyArray<string>): ExprNode =>
  and(
    ...keys.map((key) => {
      const c = column(table, key)
      return binaryNode(booleanSpec, "=", c, valueNode(c.type, plain(row[key])))
    }),
  )

/** That a row has one of several keys. */
export const isOneOf = (table: AnyTable, columns: ReadonlyArray<string>, keys: ReadonlyArray<Key>): ExprNode => {
  if (columns.length === 1) return isIn(column(table, columns[0]!) as never, keys.map((key) => key[0]) as never) as never
  const named = (items: ReadonlyArray<unknown>) => Object.fromEntries(items.map((item, i) => [String(i), item]))
  return isIn(rowValue(named(columns.map((c) => column(table, c))) as never) as never, keys.map(named) as never) as never
}

export const rowsOf = (query: unknown): Written<ReadonlyArray<Rec>> => all(query as never) as never
export const run = (command: unknown): Written<number> =>
  Effect.map(execute(command as never) as unknown as Written<{ readonly rowsAffected: number }>, ({ rowsAffected }) => rowsAffected)

export const rowsWhere = (table: AnyTable, condition: ExprNode): Written<ReadonlyArray<Rec>> =>
  rowsOf(where(condition as never)(from(table as never) as never))

/** The values of some columns of the rows for which a condition holds. */
export const valuesWhere = (table: AnyTable, columns: ReadonlyArray<string>, condition: ExprNode): Written<ReadonlyArray<Key>> =>
  Effect.map(
    rowsOf(select(Object.fromEntries(columns.map((c) => [c, column(table, c)])) as never)(where(condition as never)(from(table as never) as never) as never)),
    (rows) => rows.map((row) => columns.map((c) => plain(row[c]))),
  )

export const updateWhere = (table: AnyTable, set: Rec, condition: ExprNode) => where(condition as never)(update(table as never, set as never) as never)
/** Deletes rows, or marks them where they are only marked. */
export const deleteWhere = (table: AnyTable, condition: ExprNode): never => {
  const data = tableData(table)
  const deletion = isSoft(data) ? deletionOf(data) : null
  return (
    deletion === null
      ? where(condition as never)(deleteFrom(table as never) as never)
      : updateWhere(table, { [deletion.key]: valueFor(table, deletion.key, new Date()) }, condition)
  ) as never
}
