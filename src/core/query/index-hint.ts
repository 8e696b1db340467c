import type { Needs } from "../expr.js"
import type { IndexHint } from "../table-data.js"
import { type Defs, fromData, hintedData, type Table, tableData, type TableMeta } from "../table.js"

type Hinted = <N extends string, D extends Defs, Q>(table: TableMeta<N, D, Q>) => Table<N, D, Q | Needs<"indexHints">>

const hint =
  (kind: IndexHint["kind"], indexes: ReadonlyArray<string>): Hinted =>
  (table) =>
    fromData(hintedData(tableData(table), { kind, indexes })) as never

/**
 * The table, whose rows are found by one of these indexes or by none; of no indexes: by none. The primary key is the index
 * `"PRIMARY"`. A query may join it, and an update or delete may change it, but an insert takes the table itself. MySQL and
 * MariaDB have it; an index that is not there is a `SyntaxError` of theirs.
 *
 * The SQL: `"cake" use index ("ix_cake_name")`.
 *
 * @example
 * ```ts
 * import { from, indexOn, integer, select, table, text, toSql, useIndex } from "fulmar"
 * import { dialect } from "fulmar/mysql"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer, name: text }, (cake) => [indexOn(cake.name)])
 * toSql(dialect)(pipe(from(Cake.pipe(useIndex("ix_cake_name"))), select(Cake.name)))
 * // => "select `cake`.`name` from `cake` use index (`ix_cake_name`)"
 * ```
 *
 * @since 0.1.0
 */
export const useIndex = (...indexes: ReadonlyArray<string>): Hinted => hint("use", indexes)

/**
 * {@link useIndex}, where reading the whole table counts as very expensive: it is done only if no index can be used.
 *
 * The SQL: `"cake" force index ("ix_cake_name")`.
 *
 * @since 0.1.0
 */
export const forceIndex = (...indexes: readonly [string, ...ReadonlyArray<string>]): Hinted => hint("force", indexes)

/** The table, whose rows are not found by these indexes. The SQL: `"cake" ignore index ("ix_cake_name")`. @since 0.1.0 */
export const ignoreIndex = (...indexes: readonly [string, ...ReadonlyArray<string>]): Hinted => hint("ignore", indexes)
