/** Entities: tables, and relations between them, are values. */
import {
  all, autoIncrement, belongsTo, columnName, execute, from, hasMany, hasOne, insertInto, integer, manyToMany, nullable, primaryKey,
  primaryKeyOn, references, type Row, table, text, unique,
} from "fulmar"
import { Effect } from "effect"
import { sample } from "../sample.js"

export const Cake = table("cake", { id: integer.pipe(primaryKey, autoIncrement), name: text })

export const Fruit = table("fruit", {
  id: integer.pipe(primaryKey, autoIncrement),
  name: text,
  cakeId: integer.pipe(columnName("cake_id"), nullable, unique, references(() => Cake.id)),
})

export const Filling = table("filling", { id: integer.pipe(primaryKey, autoIncrement), name: text })

export const CakeFilling = table(
  "cake_filling",
  {
    cakeId: integer.pipe(columnName("cake_id"), references(() => Cake.id)),
    fillingId: integer.pipe(columnName("filling_id"), references(() => Filling.id)),
  },
  (t) => [primaryKeyOn(t.cakeId, t.fillingId)],
)

export const Ingredient = table("ingredient", {
  id: integer.pipe(primaryKey, autoIncrement),
  name: text,
  fillingId: integer.pipe(columnName("filling_id"), references(() => Filling.id)),
})

export const tables = [Cake, Fruit, Filling, CakeFilling, Ingredient]

export const cakeFruit = hasOne(Cake, Fruit, { id: "cakeId" })
export const fruitCake = belongsTo(Fruit, Cake, { cakeId: "id" })
export const cakeFillings = manyToMany(Cake, Filling, {
  through: CakeFilling,
  from: { id: "cakeId" },
  to: { fillingId: "id" },
})
export const fillingIngredients = hasMany(Filling, Ingredient, { id: "fillingId" })

export const cherry: Row<typeof Fruit> = { id: 1, name: "Cherry", cakeId: null }

export const entity = sample("Entity", {
  tables,
  program: Effect.andThen(execute(insertInto(Fruit, cherry)), all(from(Fruit))),
  gives: [cherry],
})
