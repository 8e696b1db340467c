import { Array, Effect } from "effect"
import { execute, insertInto, transaction } from "fulmar"
import { Bakery, Cake, CakeFilling, Customer, Filling, Fruit, Ingredient, Order, OrderLine } from "../schema/index.js"
import { bakeryRows, cakeRows, fruitRows } from "./cakes.js"
import { cakeFillingRows, fillingRows, ingredientRows } from "./fillings.js"
import { customerRows, orderLineRows, orderRows } from "./orders.js"
import { random } from "./random.js"

/** Fills the tables, all or nothing, with some thousands of rows that are the same on every run. */
export const fill = transaction(
  Effect.gen(function* () {
    const chance = random(1)
    const bakeries = bakeryRows(chance)
    const cakes = cakeRows(chance)
    const fruits = fruitRows(chance, cakes.length)
    const customers = customerRows(chance)
    const orders = orderRows(chance, customers, bakeries)
    const lines = orderLineRows(chance, orders, cakes)

    yield* execute(insertInto(Bakery, bakeries))
    yield* execute(insertInto(Cake, cakes))
    yield* execute(insertInto(Fruit, fruits))
    yield* execute(insertInto(Filling, fillingRows))
    yield* execute(insertInto(CakeFilling, cakeFillingRows(chance, cakes.length)))
    yield* execute(insertInto(Ingredient, ingredientRows()))
    yield* execute(insertInto(Customer, customers))
    // A statement takes some ten thousand parameters, so long lists go in parts.
    yield* Effect.forEach(Array.chunksOf(orders, 500), (rows) => execute(insertInto(Order, rows)))
    yield* Effect.forEach(Array.chunksOf(lines, 500), (rows) => execute(insertInto(OrderLine, rows)))
  }),
)
