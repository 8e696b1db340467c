import { asc, count, eq, like, sql } from "drizzle-orm"
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3"
import type * as schema from "./drizzle-sqlite.js"
import { type Answers, id, page, pattern } from "./questions.js"

type Schema = typeof schema

/** A query that Drizzle can prepare; on SQLite without a name. */
export interface Preparable {
  readonly prepare: (name: string) => { readonly execute: (args: Record<string, unknown>) => unknown }
}

/** The tables of PostgreSQL have other types but the same names, and so have the builders: they may stand for those of SQLite. */
export const drizzleAnswers = (
  db: BetterSQLite3Database<Schema>,
  { customers, details, employees, orders, products, suppliers }: Schema,
  ask: (query: Preparable, name: string, args: Record<string, unknown>) => () => unknown,
): Answers => {
  const limit = sql.placeholder("limit")
  const offset = sql.placeholder("offset")
  const given = sql.placeholder("id")
  const like_ = sql.placeholder("pattern")
  const totals = () =>
    db
      .select({
        id: orders.id,
        shippedDate: orders.shippedDate,
        shipName: orders.shipName,
        shipCity: orders.shipCity,
        shipCountry: orders.shipCountry,
        products: count(details.productId),
        quantity: sql<number>`sum(${details.quantity})`,
        price: sql<number>`sum(${details.quantity} * ${details.unitPrice})`,
      })
      .from(orders)
      .leftJoin(details, eq(details.orderId, orders.id))
      .groupBy(orders.id)
  return {
    "customers, a page": ask(db.query.customers.findMany({ orderBy: asc(customers.id), limit, offset }), "p1", page),
    "customer by id": ask(db.query.customers.findMany({ where: eq(customers.id, given) }), "p2", { id }),
    "customers, searched": ask(
      db.query.customers.findMany({ where: like(sql`lower(${customers.companyName})`, like_), orderBy: asc(customers.id) }),
      "p3",
      { pattern },
    ),
    "employees, a page": ask(db.query.employees.findMany({ orderBy: asc(employees.id), limit, offset }), "p4", page),
    "employee with recipient": ask(
      db.query.employees.findMany({ with: { recipient: true }, where: eq(employees.id, given) }),
      "p5",
      { id },
    ),
    "suppliers, a page": ask(db.query.suppliers.findMany({ orderBy: asc(suppliers.id), limit, offset }), "p6", page),
    "supplier by id": ask(db.query.suppliers.findMany({ where: eq(suppliers.id, given) }), "p7", { id }),
    "products, a page": ask(db.query.products.findMany({ orderBy: asc(products.id), limit, offset }), "p8", page),
    "product with supplier": ask(db.query.products.findMany({ with: { supplier: true }, where: eq(products.id, given) }), "p9", { id }),
    "products, searched": ask(
      db.query.products.findMany({ where: like(sql`lower(${products.name})`, like_), orderBy: asc(products.id) }),
      "p10",
      { pattern },
    ),
    "orders with totals, a page": ask(totals().orderBy(orders.id).limit(limit).offset(offset), "p11", page),
    "order with totals": ask(totals().where(eq(orders.id, given)), "p12", { id }),
    "order with details and products": ask(
      db.query.orders.findMany({
        with: { details: { with: { product: true }, orderBy: asc(details.productId) } },
        where: eq(orders.id, given),
      }),
      "p13",
      { id },
    ),
  }
}
