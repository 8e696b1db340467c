import { and, asc, desc, eq, gt, like, lt, ne, or } from "drizzle-orm"
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3"
import * as schema from "../northwind/drizzle-sqlite.js"
import { country, filters, freight, most, newOrders } from "./inputs.js"

type Database = BetterSQLite3Database<typeof schema>

const { customers, employees, orders } = schema

export const point = (db: Database, id: number) => db.select().from(customers).where(eq(customers.id, id))

export const threeTables = (db: Database) =>
  db
    .select({
      id: orders.id,
      orderDate: orders.orderDate,
      freight: orders.freight,
      company: customers.companyName,
      employee: employees.lastName,
    })
    .from(orders)
    .innerJoin(customers, eq(customers.id, orders.customerId))
    .leftJoin(employees, eq(employees.id, orders.employeeId))
    .where(and(gt(orders.freight, freight), or(eq(customers.country, country), eq(employees.city, orders.shipCity))))
    .orderBy(desc(orders.freight), asc(orders.id))
    .limit(most)

const condition = (filter: (typeof filters)[number]) => {
  if (filter.op === "like") return like(orders[filter.column], filter.value)
  const operator = { ">": gt, "<": lt, "<>": ne }[filter.op]
  return operator(orders[filter.column], filter.value)
}

export const filter = (db: Database) =>
  db
    .select({ id: orders.id })
    .from(orders)
    .where(and(...filters.map(condition)))
    .orderBy(orders.id)
    .limit(most)

export const insert = (db: Database) => db.insert(orders).values([...newOrders])

export const nested = (db: Database) =>
  db.query.customers.findMany({
    columns: { id: true, companyName: true },
    with: {
      orders: {
        columns: { id: true, shipName: true },
        orderBy: asc(orders.id),
        with: {
          details: {
            columns: { productId: true, quantity: true },
            orderBy: asc(schema.details.productId),
          },
        },
      },
    },
    orderBy: asc(customers.id),
    limit: 10,
  })
