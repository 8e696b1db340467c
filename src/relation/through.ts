import { tableData } from "../core/table.js"
import type { NameOf } from "../core/table.js"
import { type Cardinality, makeRelation, type Relation, relationNode, targetOf } from "./relation.js"

type Chained<A extends Cardinality, B extends Cardinality> = "many" extends A | B ? "many" : "maybe" extends A | B ? "maybe" : "one"

/** The second relation begins where the first ends. */
type Meets<T, N> = NameOf<T> extends N ? unknown : { readonly "the relation does not begin at": NameOf<T> }

/**
 * The rows that are related to related rows: a chain of relations as one, of any length. A row that is reached in several
 * ways comes once.
 *
 * The SQL: the joins of both.
 *
 * @example
 * ```ts
 * import { belongsTo, hasMany, integer, primaryKey, table, text, through } from "fulmar"
 *
 * const City = table("city", { id: integer.pipe(primaryKey), name: text })
 * const Bakery = table("bakery", { id: integer.pipe(primaryKey), cityId: integer })
 * const Cake = table("cake", { id: integer.pipe(primaryKey), bakeryId: integer })
 * const cityCakes = through(hasMany(City, Bakery, { id: "cityId" }), hasMany(Bakery, Cake, { id: "bakeryId" }))
 * const cakeCity = through(belongsTo(Cake, Bakery, { bakeryId: "id" }), belongsTo(Bakery, City, { cityId: "id" }))
 * ```
 *
 * @since 0.1.0
 */
export const through = <C extends Cardinality, N, T, S, D extends Cardinality, M, X, R>(
  first: Relation<C, N, T, S>,
  second: Relation<D, M, X, R> & Meets<T, M>,
): Relation<Chained<C, D>, N, X, S | R> => {
  const a = relationNode(first)
  const b = relationNode(second)
  if (tableData(targetOf(a)).ref !== tableData(b.from).ref) {
    throw new TypeError(
      `The first relation ends at table ${JSON.stringify(tableData(targetOf(a)).ref)}, the second begins at ${JSON.stringify(tableData(b.from).ref)}.`,
    )
  }
  const both = [a.cardinality, b.cardinality]
  return makeRelation({
    kind: "through",
    from: a.from,
    links: [...a.links, ...b.links] as never,
    cardinality: both.includes("many") ? "many" : both.includes("maybe") ? "maybe" : "one",
    refine: null,
    strategy: null,
    rule: "set null",
  })
}
