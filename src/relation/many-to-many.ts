import type { NameOf, TableMeta } from "../core/table.js"
import { link, type On, type Unknown } from "./keys.js"
import { makeRelation, type Relation } from "./relation.js"

type AnyT = TableMeta<any, any, any>

/**
 * Any number of rows of each table, linked by the rows of a junction table, which holds the keys of both. What else the
 * junction holds is read by {@link refineRelation}, in whose query it is joined.
 *
 * The SQL: `cake.id = cake_filling.cakeId` and `cake_filling.fillingId = filling.id`.
 *
 * @example
 * ```ts
 * import { integer, manyToMany, primaryKey, primaryKeyOn, table, text } from "fulmar"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey), name: text })
 * const Filling = table("filling", { id: integer.pipe(primaryKey), name: text })
 * const CakeFilling = table("cake_filling", { cakeId: integer, fillingId: integer }, (t) => [primaryKeyOn(t.cakeId, t.fillingId)])
 * const cakeFillings = manyToMany(Cake, Filling, {
 *   through: CakeFilling,
 *   from: { id: "cakeId" },
 *   to: { fillingId: "id" },
 * })
 * ```
 *
 * @since 0.1.0
 */
export const manyToMany = <F extends AnyT, T extends AnyT, J extends AnyT, const P extends On<F, J>, const Q extends On<J, T>>(
  from: F,
  to: T,
  by: {
    /** The junction. */
    readonly through: J
    /** Keys of the first table, with those of the junction that equal them. */
    readonly from: P & Unknown<P, F>
    /** Keys of the junction, with those of the second table that equal them. */
    readonly to: Q & Unknown<Q, J>
  },
): Relation<"many", NameOf<F>, T, NameOf<T> | NameOf<J>, never, never> =>
  makeRelation({
    kind: "manyToMany",
    from,
    links: [link(from, by.through, by.from), link(by.through, to, by.to)],
    cardinality: "many",
    refine: null,
    strategy: null,
    rule: "set null",
  })
