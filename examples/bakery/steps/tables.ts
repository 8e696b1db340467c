import { Effect } from "effect"
import { count, createAll, createTable, from } from "fulmar"
import { say, showRows, showSql } from "../page/show.js"
import { fill } from "../rows/fill.js"
import { Cake, Customer, Fruit, Order, OrderLine, tables } from "../schema/index.js"

export const makeTables = Effect.gen(function* () {
  yield* say("A table is a value. This is the SQL of one of nine:")
  yield* showSql(createTable(Cake))

  yield* createAll(tables)
  yield* fill

  yield* showRows([
    { table: "cake", rows: yield* count(from(Cake)) },
    { table: "fruit", rows: yield* count(from(Fruit)) },
    { table: "customer", rows: yield* count(from(Customer)) },
    { table: "order", rows: yield* count(from(Order)) },
    { table: "order_line", rows: yield* count(from(OrderLine)) },
  ])
})
