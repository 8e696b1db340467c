/** Insert: one, as a row or for its number only, and many. */
import { all, execute, insertInto, insertRow, newRow, one, returning } from "fulmar"
import { Effect, pipe } from "effect"
import { sample } from "../sample.js"
import { Fruit, tables } from "./entity.js"

const apple = { name: "Apple" }
const pear = { name: "Pear" }

export const insertOne = sample("Insert one: Active Record style", {
  tables,
  program: insertRow(newRow(Fruit, apple)),
  gives: { id: 1, name: "Apple", cakeId: null },
})

export const insertForId = sample("Insert one: repository style", {
  tables,
  program: one(pipe(insertInto(Fruit, apple), returning({ lastInsertId: Fruit.id }))),
  gives: { lastInsertId: 1 },
})

export const insertMany = sample("Insert many: the last id", {
  tables,
  program: Effect.map(all(pipe(insertInto(Fruit, [apple, pear]), returning(Fruit.id))), (ids) => ids.at(-1)),
  gives: 2,
})

export const insertManyOnly = sample("Insert many: how many", {
  tables,
  program: execute(insertInto(Fruit, [apple, pear])),
  gives: { rowsAffected: 2 },
})
