/** Delete: a row that was read, one by its key, and many. */
import { all, contains, deleteFrom, deleteRow, eq, execute, from, insertInto, one, select, where } from "fulmar"
import { Effect, pipe } from "effect"
import { sample } from "../sample.js"
import { Fruit, tables } from "./entity.js"

const fruits = execute(insertInto(Fruit, ["Orange", "Lemon", "Blood Orange", "Lime"].map((name) => ({ name }))))
const left = all(pipe(from(Fruit), select(Fruit.name)))

export const deleteOne = sample("Delete one: Active Record style", {
  tables,
  given: fruits,
  program: Effect.gen(function* () {
    const orange = yield* one(pipe(from(Fruit), where(eq(Fruit.id, 1))))
    yield* deleteRow(Fruit, orange)
    return yield* left
  }),
  gives: ["Lemon", "Blood Orange", "Lime"],
})

export const deleteByKey = sample("Delete one: repository style", {
  tables,
  given: fruits,
  program: Effect.andThen(deleteRow(Fruit, { id: 2 }), left),
  gives: ["Orange", "Blood Orange", "Lime"],
})

export const deleteMany = sample("Delete many", {
  tables,
  given: fruits,
  program: Effect.gen(function* () {
    const { rowsAffected } = yield* execute(pipe(deleteFrom(Fruit), where(contains(Fruit.name, "Orange"))))
    return [rowsAffected, yield* left]
  }),
  gives: [2, ["Lemon", "Lime"]],
})
