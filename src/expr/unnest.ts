import type { Expr } from "../core/expr.js"
import type { ExprNode } from "../core/expr-node.js"
import { functionTable, resultColumn } from "../core/function-table.js"
import type { NoAggregate } from "../core/query/where.js"
import type { ColumnDef } from "../core/sql-type.js"
import type { Table } from "../core/table.js"
import { elementType, holdsNull } from "./array-type.js"
import { wholeSpec } from "./arguments.js"

type Of<A> = ColumnDef<A, "never", false, false>

/**
 * The elements of an array as rows: `value`, and `ordinality`, its place from 1. Of NULL and of an empty array there are
 * none. The array may be a column of a table before it, or of a query around.
 *
 * The SQL: `unnest(a) with ordinality as "tags" ("value", "ordinality")`, `json_table(…)` or `json_each(a)`. Where arrays
 * are JSON, elements that have another form there than in a column are a CompileError: bytes, and on MySQL intervals; so
 * are arrays of arrays everywhere.
 *
 * @example
 * ```ts
 * import { array, crossJoin, from, integer, select, table, text, toSql, unnest } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer, tags: array(text) })
 * const tags = unnest("tags", Cake.tags)
 * toSql(dialect)(pipe(from(Cake), crossJoin(tags), select({ id: Cake.id, tag: tags.value })))
 * // => `select "cake"."id", "tags"."value" as "tag" from "cake" cross join unnest("cake"."tags") with ordinality as "tags" ("value", "ordinality")`
 * ```
 *
 * @since 0.1.0
 */
export const unnest = <const N extends string, E, R>(
  name: N,
  array: Expr<ReadonlyArray<E> | null, R, unknown> & NoAggregate<R>,
): Table<N, { readonly value: Of<E>; readonly ordinality: Of<number> }, R> => {
  const e = array as unknown as ExprNode
  const columns = [resultColumn("value", elementType(e.type), holdsNull(e.type)), resultColumn("ordinality", wholeSpec)]
  return functionTable(name, "unnest", [e], columns) as never
}
