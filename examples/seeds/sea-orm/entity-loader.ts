/** Entity Loader: a cake with its fruit by a join, and its fillings with their ingredients by a statement each. */
import { eq, from, loadOne, where } from "fulmar"
import { pipe } from "effect"
import { sample } from "../sample.js"
import { baked } from "./bakery.js"
import { Cake, cakeFillings, cakeFruit, fillingIngredients, tables } from "./entity.js"

const superCake = pipe(
  from(Cake),
  where(eq(Cake.id, 42)),
  loadOne({ fruit: cakeFruit, fillings: [cakeFillings, { ingredients: fillingIngredients }] }),
)

export const entityLoader = sample("Entity Loader", {
  tables,
  given: baked,
  program: superCake,
  gives: {
    id: 42,
    name: "Black Forest",
    fruit: { id: 1, name: "Cherry", cakeId: 42 },
    fillings: [{ id: 1, name: "Chocolate", ingredients: [{ id: 1, name: "Syrup", fillingId: 1 }] }],
  },
  statements: 3,
})
