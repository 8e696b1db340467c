import { BigDecimal, Effect } from "effect"
import { execute, insertInto } from "fulmar"
import { say, showRows } from "../page/show.js"
import { Cake } from "../schema/index.js"

const impossible = insertInto(Cake, {
  bakeryId: 1,
  name: "Ox",
  kind: "tart",
  price: BigDecimal.fromStringUnsafe("-3.999"),
  serves: 500,
  inStock: 0.5,
})

export const refused = execute(impossible).pipe(
  Effect.andThen(say("This is not printed.")),
  Effect.catchTag("ValidationError", ({ issues, table }) =>
    Effect.andThen(
      say(`Nothing was sent to the database. What is wrong with the ${table}:`),
      showRows(issues.map(({ column, value, expected }) => ({ column, value, expected }))),
    ),
  ),
)
