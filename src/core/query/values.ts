import { columnSpec } from "../column-spec.js"
import { type ExprNode, isExprNode } from "../expr-node.js"
import type { Aggregate, Expr, Locks, NeedsOf, Windowed } from "../expr.js"
import type { ValuesSource } from "../query-node.js"
import type { OpenTable } from "../query-types.js"
import type { AnyColumnDef, ColumnDef } from "../sql-type.js"
import { type Defs, fromData, type Table, type ValueOfDef } from "../table.js"
import type { TableColumn, TableData } from "../table-data.js"

/** A row of values or expressions. */
type Given<D> = { readonly [K in keyof D]: ValueOfDef<D[K]> | Expr<ValueOfDef<D[K]>, any, any> }

type Others<X, K> = X extends unknown ? Exclude<keyof X, K> : never
type NeedsOfRow<X> = X extends unknown ? NeedsOf<X[keyof X]> : never

/** While the checker still infers the rows, what they read is `any`. */
type NoReads<R> = Locks extends R
  ? unknown
  : [Extract<R, Aggregate | Windowed>] extends [never]
    ? [OpenTable<R>] extends [never]
      ? unknown
      : { readonly "table is not in from/join": OpenTable<R> }
    : { readonly "aggregate or window function in a row of values": true }

type CheckRows<D, X> = ([Others<X, keyof D>] extends [never] ? unknown : { readonly "no such column": Others<X, keyof D> }) &
  NoReads<NeedsOfRow<X>>

/** The columns are just of these types: keys, defaults and the like are of tables that are stored. */
type Plain<D> = { readonly [K in keyof D]: ColumnDef<ValueOfDef<D[K]>, "never", false, false> }

const columnOf = (key: string, { spec }: AnyColumnDef): TableColumn =>
  Object.freeze({
    key,
    name: spec.columnName ?? key,
    spec: { ...columnSpec(spec.type), nullable: spec.nullable, option: spec.option, constraints: spec.constraints },
  })

/** A tree does not change with the values it was made of. */
const copy = (row: unknown): unknown => (typeof row === "object" && row !== null ? { ...row } : row)

/**
 * Rows of values as a table, which is nowhere stored: to join a list with what the database has, to insert or update from.
 * A row has a value for every column, which its codec and constraints check, or an expression that reads no table beside it.
 * Of no rows it is empty. A value that does not fit is a CompileError that names its row, from 1, and its column.
 *
 * The SQL: `(values (1, 'Opera'), (2, null)) as "v" ("id", "name")`; of no rows `(select null as "id", … where false)`.
 *
 * @example
 * ```ts
 * import { from, integer, nullable, text, toSql, values } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 *
 * const v = values("v", { id: integer, name: text.pipe(nullable) }, [{ id: 1, name: "Opera" }, { id: 2, name: null }])
 * toSql(dialect)(from(v))
 * // => `select "v"."id", "v"."name" from (values (1, 'Opera'), (2, null::text)) as "v" ("id", "name")`
 * ```
 *
 * @since 0.1.0
 */
export const values = <const N extends string, D extends Defs, const X extends Given<D>>(
  name: N,
  columns: D & { readonly pipe?: never },
  rows: ReadonlyArray<X> & CheckRows<D, X>,
): Table<N, Plain<D>, NeedsOfRow<X>> => {
  const table: TableData = Object.freeze({
    ref: name,
    name,
    schema: null,
    columns: Object.keys(columns).map((key) => columnOf(key, columns[key]!)),
    constraints: () => [],
    comment: null,
    hints: [],
    sample: null,
    source: () => source,
  })
  const source: ValuesSource = Object.freeze({ _tag: "ValuesSource", table, rows: rows.map(copy) })
  return fromData(table) as never
}

/** The expressions among the values. */
export const valueExprs = (source: ValuesSource): ReadonlyArray<ExprNode> =>
  source.rows.flatMap((row) => (typeof row === "object" && row !== null ? Object.values(row).filter(isExprNode) : []))
