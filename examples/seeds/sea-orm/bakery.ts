/** The rows that the other samples find. */
import { execute, insertInto } from "fulmar"
import { Effect } from "effect"
import { Cake, CakeFilling, Filling, Fruit, Ingredient } from "./entity.js"

export const baked = Effect.gen(function* () {
  yield* execute(insertInto(Cake, [{ id: 1, name: "Cheese" }, { id: 2, name: "White chocolate" }, { id: 42, name: "Black Forest" }]))
  yield* execute(insertInto(Fruit, [{ id: 1, name: "Cherry", cakeId: 42 }, { id: 2, name: "Lemon", cakeId: 1 }]))
  yield* execute(insertInto(Filling, { id: 1, name: "Chocolate" }))
  yield* execute(insertInto(CakeFilling, { cakeId: 42, fillingId: 1 }))
  yield* execute(insertInto(Ingredient, { id: 1, name: "Syrup", fillingId: 1 }))
})
