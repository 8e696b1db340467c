import { countType } from "../count-type.js"
import { exprNode } from "../erase.js"
import type { Aggregate, AnyExpr, Expr, Inside, Reads } from "../expr.js"
import { type ExprNode, groupingSetsNode, groupKeyNode } from "../expr-node.js"
import type { NoAggregate } from "./where.js"

/** The symbol under which grouping sets keep their node, so that their keys may have any name. */
export const SetsId: unique symbol = Symbol.for("fulmar/GroupingSets")

type Within<R> = R extends Reads<infer T, any> ? Inside<T> : R

/** A key of grouping sets: NULL in the rows of the sets that are without it. */
export type GroupKey<A, R> = Expr<A | null, Aggregate | Within<R>, never, GroupKeyId>
/** What tells a key of grouping sets from other expressions. */
export interface GroupKeyId {
  readonly _tag: "GroupKey"
}

/** The expressions to group by, by the name of the key. */
export type KeyRecord = { readonly [key: string]: AnyExpr }
type NeedsOfRecord<D> = { [K in keyof D]: D[K] extends Expr<any, infer R, any> ? R : never }[keyof D]
type KeysOf<D> = { readonly [K in keyof D]: D[K] extends Expr<infer A, infer R, any> ? GroupKey<A, R> : never }

/** Several ways of grouping at once. Its keys are expressions, for `select`, `having` and `orderBy`; it is given to `groupBy`. */
export type GroupingSets<D> = KeysOf<D> & Sets<NeedsOfRecord<D>>

/** What `groupBy` takes of grouping sets: what their keys need. */
export interface Sets<out R> {
  readonly [SetsId]: () => R
}

const make = (
  kind: "rollup" | "cube" | "grouping sets",
  keys: KeyRecord,
  sets: (all: ReadonlyArray<ExprNode>, keys: never) => ReadonlyArray<ReadonlyArray<ExprNode>>,
): never => {
  const nodes = Object.fromEntries(Object.entries(keys).map(([key, e]) => [key, groupKeyNode(exprNode(e))]))
  const node = groupingSetsNode(countType, kind, sets(Object.values(nodes), nodes as never))
  Object.defineProperty(nodes, SetsId, { value: node, enumerable: false })
  return Object.freeze(nodes) as never
}

/**
 * Groups by all the keys, by all but the last, and so on to no key: totals of each level. In the rows of a level that is
 * without a key it is NULL; {@link grouping} tells such a NULL from one of the data.
 *
 * The SQL: `rollup (a, b)`; where the database has none, the groups of each set united.
 *
 * @example
 * ```ts
 * import { from, groupBy, grouping, integer, rollup, select, sum, table, text, toSql } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Sale = table("sale", { shop: text, day: integer, cents: integer })
 * const by = rollup({ shop: Sale.shop, day: Sale.day })
 * toSql(dialect)(pipe(from(Sale), groupBy(by), select({ shop: by.shop, total: sum(Sale.cents), all: grouping(by.shop) })))
 * // => `select "sale"."shop" as "shop", sum("sale"."cents") as "total", grouping("sale"."shop") as "all" from "sale" group by rollup ("sale"."shop", "sale"."day")`
 * ```
 *
 * @since 0.1.0
 */
export const rollup = <const D extends KeyRecord>(keys: D & NoAggregate<NeedsOfRecord<D>>): GroupingSets<D> =>
  make("rollup", keys, (all) => Array.from({ length: all.length + 1 }, (_, i) => all.slice(0, all.length - i)))

/** Groups by every choice of the keys. The SQL: `cube (a, b)`; elsewhere the groups of each set united. @since 0.1.0 */
export const cube = <const D extends KeyRecord>(keys: D & NoAggregate<NeedsOfRecord<D>>): GroupingSets<D> =>
  make("cube", keys, (all) =>
    Array.from({ length: 2 ** all.length }, (_, i) => all.filter((_, j) => (i & (1 << (all.length - 1 - j))) === 0)),
  )

/**
 * Groups by each of the given sets of keys.
 *
 * The SQL: `grouping sets ((a, b), (a), ())`; where the database has none, the groups of each set united.
 *
 * @example
 * ```ts
 * import { countAll, from, groupBy, groupingSets, integer, select, table, text, toSql } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Sale = table("sale", { shop: text, day: integer })
 * const by = groupingSets({ shop: Sale.shop, day: Sale.day }, (k) => [[k.shop], [k.day], []])
 * toSql(dialect)(pipe(from(Sale), groupBy(by), select({ shop: by.shop, day: by.day, n: countAll })))
 * // => `select "sale"."shop" as "shop", "sale"."day" as "day", count(*) as "n" from "sale" group by grouping sets (("sale"."shop"), ("sale"."day"), ())`
 * ```
 *
 * @since 0.1.0
 */
export const groupingSets = <const D extends KeyRecord>(
  keys: D & NoAggregate<NeedsOfRecord<D>>,
  sets: (keys: KeysOf<D>) => ReadonlyArray<ReadonlyArray<KeysOf<D>[keyof D]>>,
): GroupingSets<D> => make("grouping sets", keys, (_, nodes) => sets(nodes) as never)
