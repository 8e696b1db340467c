/** Save: a new row is inserted, one that the database gave is updated. */
import { change, edit, execute, insertInto, newRow, save } from "fulmar"
import { Effect } from "effect"
import { sample } from "../sample.js"
import { Fruit, tables } from "./entity.js"

export const saved = sample("Save", {
  tables,
  given: execute(insertInto(Fruit, { name: "Apple" })),
  program: Effect.gen(function* () {
    const banana = yield* save(newRow(Fruit, { name: "Banana" }))
    const mongo = yield* save(edit(Fruit, banana).pipe(change({ name: "Banana Mongo" })))
    return [banana, mongo]
  }),
  gives: [
    { id: 2, name: "Banana", cakeId: null },
    { id: 2, name: "Banana Mongo", cakeId: null },
  ],
})
