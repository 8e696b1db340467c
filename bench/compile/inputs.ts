import { makeOrders } from "../northwind/data.js"

/** The values of the queries that all libraries are to build. */
export const country = "Norway"
export const freight = 9_000
export const most = 20

/** Twenty conditions on the columns of an order; which there are is only known when the query runs. */
export const filters: ReadonlyArray<
  | { readonly column: "id" | "shipVia" | "freight" | "customerId" | "employeeId"; readonly op: ">" | "<" | "<>"; readonly value: number }
  | { readonly column: "shipName" | "shipCity" | "shipCountry"; readonly op: "like"; readonly value: string }
> = [
  { column: "id", op: ">", value: 0 },
  { column: "id", op: "<", value: 1_000_000 },
  { column: "id", op: "<>", value: 17 },
  { column: "shipVia", op: ">", value: 0 },
  { column: "shipVia", op: "<", value: 4 },
  { column: "shipVia", op: "<>", value: 9 },
  { column: "freight", op: ">", value: 10 },
  { column: "freight", op: "<", value: 90_000 },
  { column: "freight", op: "<>", value: 77 },
  { column: "customerId", op: ">", value: 0 },
  { column: "customerId", op: "<", value: 100_000 },
  { column: "customerId", op: "<>", value: 13 },
  { column: "employeeId", op: ">", value: 0 },
  { column: "employeeId", op: "<", value: 100_000 },
  { column: "employeeId", op: "<>", value: 11 },
  { column: "shipName", op: "like", value: "%a%" },
  { column: "shipCity", op: "like", value: "%e%" },
  { column: "shipName", op: "like", value: "% %" },
  { column: "shipCity", op: "like", value: "____%" },
  { column: "shipCountry", op: "like", value: "%" },
]

export const newOrders = makeOrders(100, 20, 20).map((order) => ({ ...order, id: order.id + 1_000_000 }))
