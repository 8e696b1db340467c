import {
  belongsTo, boolean, execute, hasMany, hasOne, insertInto, integer, manyToMany, nullable, primaryKey, primaryKeyOn, references,
  table, text, unique,
} from "fulmar"
import { Effect } from "effect"

export const Bakery = table("bakery", { id: integer.pipe(primaryKey), name: text })
export const Cake = table("cake", { id: integer.pipe(primaryKey), name: text, bakeryId: integer.pipe(nullable, references(() => Bakery.id)) })
export const Fruit = table("fruit", { id: integer.pipe(primaryKey), name: text, cakeId: integer.pipe(nullable, unique, references(() => Cake.id)) })
export const Filling = table("filling", { id: integer.pipe(primaryKey), name: text, vegan: boolean })
export const CakeFilling = table(
  "cake_filling",
  { cakeId: integer.pipe(references(() => Cake.id)), fillingId: integer.pipe(references(() => Filling.id)), grams: integer },
  (t) => [primaryKeyOn(t.cakeId, t.fillingId)],
)
export const Ingredient = table("ingredient", { id: integer.pipe(primaryKey), name: text, fillingId: integer.pipe(references(() => Filling.id)) })
export const Person = table("person", { id: integer.pipe(primaryKey), name: text, bossId: integer.pipe(nullable) })
export const tables = [Bakery, Cake, Fruit, Filling, CakeFilling, Ingredient, Person] as const

export const bakeryCakes = hasMany(Bakery, Cake, { id: "bakeryId" })
export const cakeBakery = belongsTo(Cake, Bakery, { bakeryId: "id" })
export const cakeFruit = hasOne(Cake, Fruit, { id: "cakeId" })
export const fruitCake = belongsTo(Fruit, Cake, { cakeId: "id" })
export const cakeFillings = manyToMany(Cake, Filling, { through: CakeFilling, from: { id: "cakeId" }, to: { fillingId: "id" } })
export const fillingIngredients = hasMany(Filling, Ingredient, { id: "fillingId" })
export const ingredientFilling = belongsTo(Ingredient, Filling, { fillingId: "id" })
export const personBoss = belongsTo(Person, Person, { bossId: "id" })
export const personStaff = hasMany(Person, Person, { id: "bossId" })

export const rows = Effect.gen(function* () {
  yield* execute(insertInto(Bakery, [{ id: 1, name: "Sea" }, { id: 2, name: "Empty" }]))
  yield* execute(insertInto(Cake, [
    { id: 42, name: "Black Forest", bakeryId: 1 },
    { id: 43, name: "Cheese", bakeryId: null },
    { id: 44, name: "Opera", bakeryId: 1 },
  ]))
  yield* execute(insertInto(Fruit, [{ id: 1, name: "Cherry", cakeId: 42 }, { id: 2, name: "Loose", cakeId: null }]))
  yield* execute(insertInto(Filling, [
    { id: 1, name: "Chocolate", vegan: false },
    { id: 2, name: "Jam", vegan: true },
    { id: 3, name: "Nothing", vegan: true },
  ]))
  yield* execute(insertInto(CakeFilling, [
    { cakeId: 42, fillingId: 1, grams: 100 },
    { cakeId: 42, fillingId: 2, grams: 50 },
    { cakeId: 44, fillingId: 1, grams: 70 },
  ]))
  yield* execute(insertInto(Ingredient, [
    { id: 1, name: "Syrup", fillingId: 1 },
    { id: 2, name: "Cocoa", fillingId: 1 },
    { id: 3, name: "Sugar", fillingId: 2 },
  ]))
  yield* execute(insertInto(Person, [
    { id: 1, name: "Ada", bossId: null },
    { id: 2, name: "Bob", bossId: 1 },
    { id: 3, name: "Cy", bossId: 1 },
    { id: 4, name: "Di", bossId: 3 },
  ]))
})
