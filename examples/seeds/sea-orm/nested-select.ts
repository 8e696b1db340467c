/** Nested Select: only the columns that are wanted, in records in records. */
import { all, from, leftJoinRelated, load, orderBy, refineRelation, select } from "fulmar"
import { pipe } from "effect"
import { sample } from "../sample.js"
import { baked } from "./bakery.js"
import { Cake, cakeFruit, Fruit, tables } from "./entity.js"

const cakesWithFruit = pipe(
  from(Cake),
  leftJoinRelated(cakeFruit),
  select({ id: Cake.id, name: Cake.name, fruit: Fruit }),
  orderBy(Cake.id),
)

export const nestedSelect = sample("Nested Select", {
  tables,
  given: baked,
  program: all(cakesWithFruit),
  gives: [
    { id: 1, name: "Cheese", fruit: { id: 2, name: "Lemon", cakeId: 1 } },
    { id: 2, name: "White chocolate", fruit: null },
    { id: 42, name: "Black Forest", fruit: { id: 1, name: "Cherry", cakeId: 42 } },
  ],
  statements: 1,
})

const fruitName = cakeFruit.pipe(refineRelation((fruits) => pipe(fruits, select({ name: Fruit.name }))))

export const nestedPartial = sample("Nested Select: another partial model", {
  tables,
  given: baked,
  program: load(pipe(from(Cake), select({ name: Cake.name }), orderBy(Cake.id)), { fruit: fruitName }),
  gives: [
    { name: "Cheese", fruit: { name: "Lemon" } },
    { name: "White chocolate", fruit: null },
    { name: "Black Forest", fruit: { name: "Cherry" } },
  ],
})
