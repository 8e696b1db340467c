import type { SqlClient } from "effect/sql/SqlClient"
import { country, filters, freight, most, newOrders } from "./inputs.js"

/** As records of unknown values, which is what it takes. */
const [first, ...rest] = newOrders.map((order): Record<string, unknown> => Object.fromEntries(Object.entries(order)))

export const point = (sql: SqlClient, id: number) => sql`select * from "customer" where "id" = ${id}`

export const threeTables = (sql: SqlClient) => sql`
  select "order"."id", "order"."orderDate", "order"."freight", "customer"."companyName" as "company", "employee"."lastName" as "employee"
  from "order"
  inner join "customer" on "customer"."id" = "order"."customerId"
  left join "employee" on "employee"."id" = "order"."employeeId"
  where "order"."freight" > ${freight} and ("customer"."country" = ${country} or "employee"."city" = "order"."shipCity")
  order by "order"."freight" desc, "order"."id" limit ${most}`

export const filter = (sql: SqlClient) => sql`
  select "id" from "order"
  where ${sql.and(filters.map(({ column, op, value }) => sql`${sql(column)} ${sql.literal(op)} ${value}`))}
  order by "id" limit ${most}`

export const insert = (sql: SqlClient) => sql`insert into "order" ${sql.insert([first!, ...rest])}`
