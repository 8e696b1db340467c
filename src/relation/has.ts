import type { NameOf, TableMeta } from "../core/table.js"
import { link, type On, type Unknown } from "./keys.js"
import { makeRelation, type Relation } from "./relation.js"

type AnyT = TableMeta<any, any, any>

/**
 * At most one row of the second table has the key of a row of the first: the other side of {@link belongsTo}, where the
 * key is unique. Where several have it, the first by its primary key counts.
 *
 * The SQL: `cake.id = fruit.cakeId`, where `cakeId` is unique and references `cake`.
 *
 * @example
 * ```ts
 * import { hasOne, integer, nullable, primaryKey, table, text, unique } from "fulmar"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey), name: text })
 * const Fruit = table("fruit", { id: integer.pipe(primaryKey), name: text, cakeId: integer.pipe(nullable, unique) })
 * const cakeFruit = hasOne(Cake, Fruit, { id: "cakeId" })
 * ```
 *
 * @since 0.1.0
 */
export const hasOne = <F extends AnyT, T extends AnyT, const P extends On<F, T>>(
  from: F,
  to: T,
  on: P & Unknown<P, F>,
): Relation<"maybe", NameOf<F>, T, NameOf<T>, never, P[keyof P]> =>
  makeRelation({ kind: "hasOne", from, links: [link(from, to, on)], cardinality: "maybe", refine: null, strategy: null, rule: "set null" })

/**
 * Any number of rows of the second table have the key of a row of the first: the other side of {@link belongsTo}.
 *
 * The SQL: `cake.id = fruit.cakeId`, where `cakeId` references `cake`.
 *
 * @example
 * ```ts
 * import { hasMany, integer, primaryKey, table, text } from "fulmar"
 *
 * const Team = table("team", { id: integer.pipe(primaryKey), name: text })
 * const Hero = table("hero", { id: integer.pipe(primaryKey), name: text, teamId: integer })
 * const teamHeroes = hasMany(Team, Hero, { id: "teamId" })
 * ```
 *
 * @since 0.1.0
 */
export const hasMany = <F extends AnyT, T extends AnyT, const P extends On<F, T>>(
  from: F,
  to: T,
  on: P & Unknown<P, F>,
): Relation<"many", NameOf<F>, T, NameOf<T>, never, P[keyof P]> =>
  makeRelation({ kind: "hasMany", from, links: [link(from, to, on)], cardinality: "many", refine: null, strategy: null, rule: "set null" })
