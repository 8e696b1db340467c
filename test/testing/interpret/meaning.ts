import { holding, interpret, type Memory, memory } from "../../../src/testing/index.js"
import { from, integer, nullable, primaryKey, table, text } from "../../../src/index.js"

export const Cake = table("cake", { id: integer.pipe(primaryKey), name: text, price: integer.pipe(nullable) })
export const Fruit = table("fruit", { id: integer.pipe(primaryKey), cakeId: integer.pipe(nullable), name: text.pipe(nullable) })

export const db = memory(
  holding(Cake, [
    { id: 1, name: "Opera", price: 30 },
    { id: 2, name: "Tart", price: null },
    { id: 3, name: "Roll", price: 10 },
    { id: 4, name: "Eclair", price: 30 },
  ]),
  holding(Fruit, [
    { id: 1, cakeId: 1, name: "Cherry" },
    { id: 2, cakeId: 1, name: "Plum" },
    { id: 3, cakeId: 3, name: null },
    { id: 4, cakeId: null, name: "Fig" },
    { id: 5, cakeId: 9, name: "Cherry" },
  ]),
)

const any = from(Cake)

/** The rows that a query means; what has no meaning is thrown. */
export const rows = (query: object, world: Memory = db): ReadonlyArray<unknown> => {
  const found = interpret(query as typeof any)(world)
  if (found._tag === "Left") {
    throw found.left
  }
  return found.right as ReadonlyArray<unknown>
}
