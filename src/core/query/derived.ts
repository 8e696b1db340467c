import { type CommandNode, isCommand } from "../command-node.js"
import { queryNode } from "../erase.js"
import { freeTables } from "../free-tables.js"
import type { QueryNode } from "../query-node.js"
import type { CteNode } from "../query-node.js"
import type {
  CheckFlat,
  CheckGroup,
  CheckGroupOf,
  CheckPrepared,
  Command,
  Derived,
  DerivedDefs,
  Free,
  FreeOf,
  NeedsBeside,
  Nothing,
  OpenTable,
  Query,
  RowOf,
  RowOut,
} from "../query-types.js"
import type { Needs, Reads } from "../expr.js"
import type { TableData } from "../table-data.js"
import { fromData } from "../table.js"
import { step } from "../selection.js"
import { derivedData, derived } from "./block.js"
import { conform } from "./conform.js"
import { flat, flatCommand } from "./flat.js"
import { marksOf, type RecursiveOptions, type Walked, withMarks } from "./search-cycle.js"
import type { SameRows } from "./set.js"

/** A common table expression cannot read the tables beside it. */
export type CheckClosed<F> = [Extract<F, Reads<any, any>>] extends [never]
  ? unknown
  : { readonly "table is not in from/join": Extract<F, Reads<any, any>> extends Reads<infer T, any> ? T : never }

type Rows = "select" | "compound"

/** What is wrong with a query or command as a CTE. */
type CheckCte<K, S, O, F, G> = [K] extends [Rows]
  ? CheckFlat<O> & CheckGroup<S, O, G, F> & CheckClosed<Free<F, S>>
  : O extends Nothing
    ? { readonly "gives no rows; add returning, or run it by alongside": true }
    : CheckFlat<O> & CheckPrepared<K, S, F, O, unknown>

type NeedsOfCommand<K> = [K] extends [Rows] ? never : Needs<"dataModifyingCte">

/** The step gives rows like those of the base, which alone says what may be NULL. */
type StepRows<A, B> = [B] extends [A] ? SameRows<A, B> : { readonly "rows of the step do not fit the base": readonly [A, B] }

/**
 * The query as a table, to select from or join. One that uses tables beside it can only be joined after them, by
 * {@link innerJoinLateral} and its kin.
 *
 * The SQL: `(select …) as "counts"`.
 *
 * @example
 * ```ts
 * import { as, count, from, groupBy, integer, select, table } from "fulmar"
 * import { pipe } from "effect"
 *
 * const Fruit = table("fruit", { id: integer, cakeId: integer })
 * const counts = pipe(
 *   from(Fruit),
 *   groupBy(Fruit.cakeId),
 *   select({ cakeId: Fruit.cakeId, n: count(Fruit.id) }),
 *   as("counts"),
 * )
 * Object.keys(counts) // => ["cakeId", "n"]
 * ```
 *
 * @since 0.1.0
 */
export const as =
  <const N extends string>(name: N) =>
  <S, U, O, F, G>(
    query: Query<Rows, S, U, O, F, G> & CheckFlat<O> & CheckGroup<S, O, G, F>,
  ): Derived<N, O, U | OpenTable<Free<F, S>>, NeedsBeside<Free<F, S>>> => {
    const q = flat(queryNode(query))
    return fromData(derived(name, q, freeTables(q))) as never
  }

/** The data of a CTE's table. The node is made late, since a recursive one refers to itself. */
const cteData = (name: string, query: QueryNode | CommandNode, node: () => CteNode): TableData =>
  derivedData(name, query, (table) => () => ({ _tag: "CteSource", table, cte: node() }))

const columnNames = (table: TableData): ReadonlyArray<string> => table.columns.map((c) => c.name)
const columnPaths = (table: TableData): ReadonlyArray<string> => table.columns.map((c) => step(c.key))

/** How a common table expression is computed. */
export interface CteOptions {
  /**
   * `true`: its rows are computed once, before they are used. `false`: it is made part of the query that uses it, as a
   * derived table is, so that conditions and indexes reach into it. Else the database decides.
   */
  readonly materialized?: boolean
}

/**
 * The query as a common table expression: a table that is written once, in front of the statement, however often it is
 * used and however deep. On PostgreSQL also a command with {@link returning}, whose rows it gives. Such a command is run
 * once, and to its end, in whatever statement uses the table, and not at all where none does: {@link alongside} runs one
 * whose rows nobody reads. All parts of the statement see the tables as they were before it.
 *
 * `options.materialized` is a hint for PostgreSQL and SQLite: `true` keeps the rows, `false` makes the query part of each
 * that uses it. The rows are the same, if nothing in it is random. MySQL and MariaDB have no such hint, and it is left out.
 *
 * The SQL: `with "counts" ("cakeId", "n") as (select …)`; `as materialized (…)`, `as not materialized (…)`.
 *
 * @example
 * ```ts
 * import { cte, from, integer, select, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer })
 * const best = pipe(from(Cake), select({ id: Cake.id }), cte("best"))
 * toSql(dialect)(from(best))
 * // => `with "best" ("id") as (select "cake"."id" from "cake") select "best"."id" from "best"`
 * ```
 *
 * @since 0.1.0
 */
export const cte =
  <const N extends string>(name: N, options: CteOptions = {}) =>
  <K extends Rows | Command, S, U, O, F, G>(
    query: Query<K, S, U, O, F, G> & CheckCte<K, S, O, F, G>,
  ): Derived<N, O, U, Free<F, S> | NeedsOfCommand<K>> => {
    const given = query as unknown as QueryNode | CommandNode
    const q = isCommand(given) ? flatCommand(given) : flat(given)
    const table: TableData = cteData(name, q, () => node)
    const node: CteNode = Object.freeze({
      name,
      columns: columnNames(table),
      paths: columnPaths(table),
      query: q,
      materialized: options.materialized ?? null,
      step: null,
      search: null,
      cycle: null,
    })
    return fromData(table) as never
  }

/**
 * A recursive common table expression: the rows of `base`, and all rows that `step` makes of rows that are there already.
 * `options.distinct` leaves out rows seen before, which ends a walk through a graph with cycles.
 *
 * On PostgreSQL, from version 14, `options.search` and `options.cycle` add a column each: one to sort by, of no other use,
 * for the order in which the walk finds the rows, and one that is true where a row was found on its own way before, with
 * which this way ends.
 *
 * The SQL: `with recursive "tree" as (<base> union all <step>)`, `search depth first by "id" set "order"`,
 * `cycle "id" set "again" using "_path"`.
 *
 * @example
 * ```ts
 * import { eq, from, innerJoin, integer, isNull, nullable, recursive, select, table, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Part = table("part", { id: integer, parentId: integer.pipe(nullable) })
 * const tree = recursive(
 *   "tree",
 *   pipe(from(Part), where(isNull(Part.parentId)), select({ id: Part.id })),
 *   (self) => pipe(from(Part), innerJoin(self, eq(Part.parentId, self.id)), select({ id: Part.id })),
 * )
 * toSql(dialect)(from(tree)).startsWith("with recursive") // => true
 * ```
 *
 * @since 0.1.0
 */
export const recursive = <const N extends string, S, U, O, F, G, B extends Query<Rows, any, any, any, any, any>, const M = {}>(
  name: N,
  base: Query<Rows, S, U, O, F, G> & CheckFlat<O> & CheckGroup<S, O, G, F> & CheckClosed<Free<F, S>>,
  step: (self: Derived<N, O, U, Free<F, S>>) => B & StepRows<RowOut<O, U>, RowOf<B>> & CheckGroupOf<B> & CheckClosed<FreeOf<B>>,
  options: RecursiveOptions<keyof DerivedDefs<O, U>> & M = {} as never,
): Walked<N, O, U, Free<F, S> | FreeOf<B>, M> => {
  const q = flat(queryNode(base))
  let node: CteNode | null = null
  const table: TableData = cteData(name, q, () => node!)
  const self = fromData(table)
  // `step` reads the node of its own CTE only when it is printed, by which time it is there.
  const mutable = {
    name,
    columns: columnNames(table),
    paths: columnPaths(table),
    query: q,
    materialized: null,
    step: null as CteNode["step"],
    ...marksOf(table, options),
  }
  node = mutable
  mutable.step = { query: conform(flat(queryNode(step(self as never))), q), op: options.distinct === true ? "union" : "union all" }
  Object.freeze(mutable)
  return fromData(withMarks(table, mutable)) as never
}
