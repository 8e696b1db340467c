/** Update: of one row what is changed, and many rows by an expression. */
import { add, all, change, contains, edit, eq, execute, from, insertInto, one, orderBy, update, updateRow, where } from "fulmar"
import { Effect, pipe } from "effect"
import { sample } from "../sample.js"
import { Cake, Fruit, tables } from "./entity.js"

const fruits = Effect.andThen(
  execute(insertInto(Cake, [1, 2, 3, 4].map((id) => ({ id, name: "Tart" })))),
  execute(insertInto(Fruit, [
    { id: 1, name: "Pear", cakeId: null },
    { id: 2, name: "Apple", cakeId: 1 },
    { id: 3, name: "Pineapple", cakeId: 4 },
    { id: 4, name: "Red Apple", cakeId: null },
  ])),
)

/** The statement sets "name" and nothing else. */
export const updateOne = sample("Update one", {
  tables,
  given: fruits,
  program: Effect.gen(function* () {
    const pear = yield* one(pipe(from(Fruit), where(eq(Fruit.id, 1))))
    return yield* updateRow(edit(Fruit, pear).pipe(change({ name: "Sweet pear" })))
  }),
  gives: { id: 1, name: "Sweet pear", cakeId: null },
})

const moved = pipe(update(Fruit, { cakeId: add(Fruit.cakeId, 2) }), where(contains(Fruit.name, "Apple")))

export const updateMany = sample("Update many", {
  tables,
  given: fruits,
  program: Effect.andThen(execute(moved), all(pipe(from(Fruit), orderBy(Fruit.id)))),
  gives: [
    { id: 1, name: "Pear", cakeId: null },
    { id: 2, name: "Apple", cakeId: 3 },
    { id: 3, name: "Pineapple", cakeId: 4 },
    { id: 4, name: "Red Apple", cakeId: null },
  ],
})
