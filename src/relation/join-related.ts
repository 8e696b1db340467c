import { queryNode } from "../core/erase.js"
import { withClauses } from "../core/query-node.js"
import type { AnyQuery, Query } from "../core/query-types.js"
import { open } from "../core/query/block.js"
import type { NewName } from "../core/query/join.js"
import { type AnyTable, type NameOf, tableData, type TableMeta } from "../core/table.js"
import type { Reads } from "../core/expr.js"
import { joinsAlong, tablesOf } from "./path.js"
import { type AnyRelation, type Cardinality, type Relation, relationNode, targetOf } from "./relation.js"

/** The tables that a join along a relation brings, where that of the related rows is called `M`. */
type Brought<S, T, M> = Exclude<S, NameOf<T>> | M

const joined = (kind: "inner" | "left") => (relation: AnyRelation, as?: AnyTable) => {
  const node = relationNode(relation)
  const target = targetOf(node)
  if (as !== undefined && tableData(as).name !== tableData(target).name) {
    throw new TypeError(
      `The relation leads to table ${JSON.stringify(tableData(target).name)}, not to ${JSON.stringify(tableData(as).name)}; give an alias of it.`,
    )
  }
  const tables = tablesOf(node, new Set())
  const last = as ?? tables[tables.length - 1]!
  const joins = joinsAlong(kind, node, node.from, [...tables.slice(0, -1), last])
  return (query: AnyQuery) => {
    const block = open(queryNode(query))
    return withClauses(block, { joins: [...block.joins, ...joins] }) as never
  }
}

interface Joined<L> {
  <C extends Cardinality, N, T, S>(
    relation: Relation<C, N, T, S>,
  ): <Q, U, O, F, G>(
    query: Query<"select", Q, U, O, F, G> & NewName<S, Q>,
  ) => Query<"select", Q | S, U | (L extends "left" ? S : never), O, F | Reads<N, "*">, G>
  <C extends Cardinality, N, D, X, S, M>(
    relation: Relation<C, N, TableMeta<any, D, X>, S>,
    as: TableMeta<M, D, X>,
  ): <Q, U, O, F, G>(
    query: Query<"select", Q, U, O, F, G> & NewName<Brought<S, TableMeta<any, D, X>, M>, Q>,
  ) => Query<
    "select",
    Q | Brought<S, TableMeta<any, D, X>, M>,
    U | (L extends "left" ? Brought<S, TableMeta<any, D, X>, M> : never),
    O,
    F | Reads<N, "*">,
    G
  >
}

/**
 * `innerJoin` along a relation: every row so far with each of its related rows, the condition of the join being the
 * relation's. A second argument is an alias of the table of the related rows, under which it is joined.
 *
 * The SQL: `inner join "fruit" on "fruit"."cakeId" = "cake"."id"`; over a junction two of them.
 *
 * @example
 * ```ts
 * import { from, hasMany, innerJoinRelated, integer, primaryKey, select, table, text, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey) })
 * const Fruit = table("fruit", { name: text, cakeId: integer })
 * const cakeFruits = hasMany(Cake, Fruit, { id: "cakeId" })
 * toSql(dialect)(pipe(from(Cake), innerJoinRelated(cakeFruits), select({ cake: Cake.id, fruit: Fruit.name })))
 * // => `select "cake"."id" as "cake", "fruit"."name" as "fruit" from "cake" inner join "fruit" on "fruit"."cakeId" = "cake"."id"`
 * ```
 *
 * @since 0.1.0
 */
export const innerJoinRelated: Joined<"inner"> = joined("inner") as never

/**
 * `leftJoin` along a relation: every row so far with each of its related rows, or without one where it has none.
 *
 * The SQL: `left join "fruit" on "fruit"."cakeId" = "cake"."id"`; over a junction two of them.
 *
 * @example
 * ```ts
 * import { alias, belongsTo, from, integer, leftJoinRelated, nullable, primaryKey, type RowOf, select, table, text } from "fulmar"
 * import { pipe } from "effect"
 *
 * const Person = table("person", { id: integer.pipe(primaryKey), name: text, bossId: integer.pipe(nullable) })
 * const personBoss = belongsTo(Person, Person, { bossId: "id" })
 * const Boss = Person.pipe(alias("boss"))
 * const q = pipe(from(Person), leftJoinRelated(personBoss, Boss), select({ name: Person.name, boss: Boss.name }))
 * const row: RowOf<typeof q> = { name: "Ada", boss: null }
 * row.boss // => null
 * ```
 *
 * @since 0.1.0
 */
export const leftJoinRelated: Joined<"left"> = joined("left") as never
