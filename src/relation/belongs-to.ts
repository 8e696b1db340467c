import type { NameOf, TableMeta } from "../core/table.js"
import { type Cardinal, link, type On, type Unknown } from "./keys.js"
import { makeRelation, type Relation } from "./relation.js"

type AnyT = TableMeta<any, any, any>

/**
 * Each row of the first table has the key of one row of the second. Where a column of that key may be NULL, there is one or
 * none.
 *
 * The SQL: `fruit.cakeId = cake.id`, where `cakeId` references `cake`.
 *
 * @example
 * ```ts
 * import { belongsTo, integer, nullable, primaryKey, table, text } from "fulmar"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey), name: text })
 * const Fruit = table("fruit", { id: integer.pipe(primaryKey), name: text, cakeId: integer.pipe(nullable) })
 * const fruitCake = belongsTo(Fruit, Cake, { cakeId: "id" })
 * ```
 *
 * @since 0.1.0
 */
export const belongsTo = <F extends AnyT, T extends AnyT, const P extends On<F, T>>(
  from: F,
  to: T,
  on: P & Unknown<P, F>,
): Relation<Cardinal<F, P>, NameOf<F>, T, NameOf<T>, keyof P, never> => {
  const step = link(from, to, on)
  const columns = from as unknown as Readonly<Record<string, { readonly spec: { readonly nullable: boolean; readonly option: boolean } }>>
  const mayMiss = step.keys.some(({ near }) => columns[near]!.spec.nullable || columns[near]!.spec.option)
  return makeRelation({ kind: "belongsTo", from, links: [step], cardinality: mayMiss ? "maybe" : "one", refine: null, strategy: null, rule: "set null" })
}
