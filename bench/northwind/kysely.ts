import type { Insert, Row } from "fulmar"
import type { ColumnType } from "kysely"
import type { Customer, Employee, Order, OrderDetail, Product, Supplier } from "./fulmar.js"

/** A table as Kysely is told of it. Dates are `Date`s with pg's own parsers and text elsewhere: no query here computes with one. */
type Table<Row, Insert> = { [K in keyof Row]: ColumnType<Row[K], K extends keyof Insert ? Insert[K] : never> }

export interface Northwind {
  customer: Table<Row<typeof Customer>, Insert<typeof Customer>>
  employee: Table<Row<typeof Employee>, Insert<typeof Employee>>
  supplier: Table<Row<typeof Supplier>, Insert<typeof Supplier>>
  product: Table<Row<typeof Product>, Insert<typeof Product>>
  order: Table<Row<typeof Order>, Insert<typeof Order>>
  order_detail: Table<Row<typeof OrderDetail>, Insert<typeof OrderDetail>>
}
