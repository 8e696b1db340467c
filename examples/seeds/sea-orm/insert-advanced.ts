/** Insert (advanced): what the database made of many rows, and rows that may be there already. */
import { all, execute, from, insertInto, onConflictDoNothing, orderBy, returning, select } from "fulmar"
import { Effect, pipe } from "effect"
import { sample } from "../sample.js"
import { Fruit, tables } from "./entity.js"

const apple = { name: "Apple" }
const pear = { name: "Pear" }

export const insertReturning = sample("Insert many with returning", {
  tables,
  program: all(pipe(insertInto(Fruit, [apple, pear]), returning(Fruit))),
  gives: [
    { id: 1, name: "Apple", cakeId: null },
    { id: 2, name: "Pear", cakeId: null },
  ],
})

const fruits = [{ id: 1, ...apple }, { id: 2, ...pear }]
const others = fruits.map(({ id }) => ({ id, name: "Other" }))

export const insertOrNothing = sample("Insert with ON CONFLICT DO NOTHING", {
  tables,
  given: execute(insertInto(Fruit, fruits)),
  program: Effect.andThen(execute(pipe(insertInto(Fruit, others), onConflictDoNothing())), all(pipe(from(Fruit), select(Fruit.name), orderBy(Fruit.id)))),
  gives: ["Apple", "Pear"],
})
