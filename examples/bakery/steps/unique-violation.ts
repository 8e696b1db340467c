import { Effect } from "effect"
import { execute, insertInto } from "fulmar"
import { say, showSql } from "../page/show.js"
import { Customer } from "../schema/index.js"

const secondAda = insertInto(Customer, {
  name: "Ada Abbot",
  email: "ada.abbot@example.org",
  preferences: { newsletter: false, allergies: [] },
})

export const uniqueViolation = Effect.gen(function* () {
  yield* showSql(secondAda)
  const answer = yield* execute(secondAda).pipe(
    Effect.as("Welcome!"),
    Effect.catchReason("SqlError", "UniqueViolation", (reason) =>
      Effect.succeed(`There is a ${reason.table} with this ${reason.columns.join(" and ")} already.`),
    ),
  )
  yield* say(answer)
})
