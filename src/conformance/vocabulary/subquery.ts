/** Subqueries as values: one value, rows in rows. */
import { pipe } from "effect"
import { desc, distinct, from, limit, nullsLast, offset, orderBy, select, where } from "../../core/index.js"
import { countAll, eq, gt, gte, many, maybe, scalar } from "../../expr/index.js"
import { Cake, Fruit } from "../tables.js"
import { k, type Vocabulary } from "./operands.js"

export const subquery: Vocabulary = {
  "scalar": [scalar(pipe(from(Fruit), where(eq(Fruit.cakeId, k.id)), select({ n: countAll }))), 1, 2],
  "nested rows": [
    many(pipe(from(Fruit), where(eq(Fruit.cakeId, k.id)), orderBy(desc(Fruit.id)), select({ id: Fruit.id, name: Fruit.name }))),
    [{ id: 1, name: "Cherry" }],
    [{ id: 3, name: "Berry" }, { id: 2, name: "Apple" }],
  ],
  "nested rows, limited": [
    many(pipe(from(Fruit), where(gt(Fruit.id, k.id)), orderBy(desc(Fruit.id)), limit(2), offset(1), select(Fruit))),
    [{ id: 3, name: "Berry", cakeId: 2 }, { id: 2, name: "Apple", cakeId: 2 }],
    [{ id: 3, name: "Berry", cakeId: 2 }],
  ],
  "nested rows, distinct": [
    many(pipe(from(Cake), where(gt(Cake.id, k.id)), distinct, orderBy(nullsLast(Cake.bakeryId)), select({ b: Cake.bakeryId }))),
    [{ b: 1 }, { b: null }],
    [{ b: null }],
  ],
  "a nested row": [
    maybe(pipe(from(Fruit), where(eq(Fruit.cakeId, k.id)), orderBy(Fruit.id), select(Fruit))),
    { id: 1, name: "Cherry", cakeId: 1 },
    { id: 2, name: "Apple", cakeId: 2 },
  ],
  "rows in rows": [
    many(pipe(
    from(Cake),
    where(gte(Cake.id, k.id)),
    orderBy(Cake.id),
    select({ id: Cake.id, fruits: many(pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)), orderBy(Fruit.id), select({ n: Fruit.name }))) }),
    )),
    [{ id: 1, fruits: [{ n: "Cherry" }] }, { id: 2, fruits: [{ n: "Apple" }, { n: "Berry" }] }, { id: 3, fruits: [] }],
    [{ id: 2, fruits: [{ n: "Apple" }, { n: "Berry" }] }, { id: 3, fruits: [] }],
  ],
}
