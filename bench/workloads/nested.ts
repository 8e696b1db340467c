import { asc } from "drizzle-orm"
import { Effect, pipe } from "effect"
import { all, eq, from, hasMany, load, many, orderBy, refineRelation, select, where } from "fulmar"
import { type Kysely, ParseJSONResultsPlugin } from "kysely"
import * as ofPostgres from "kysely/helpers/postgres"
import * as ofSqlite from "kysely/helpers/sqlite"
import type { Bench, Workload } from "../bench.js"
import { withPostgres } from "../connections/postgres.js"
import { withSqlite } from "../connections/sqlite.js"
import { type Helpers, orderColumns } from "../northwind/answers-kysely.js"
import { fillNorthwind, type Sizes } from "../northwind/data.js"
import { customers, orders } from "../northwind/drizzle-sqlite.js"
import * as onPostgres from "../northwind/drizzle-postgres.js"
import { Customer, Order } from "../northwind/fulmar.js"
import type { Northwind } from "../northwind/kysely.js"

/** A thousand rows of each, as prisma's orm-benchmarks have. */
const sizes: Sizes = { employees: 100, customers: 1000, orders: 1000, products: 10, suppliers: 10, detailsPerOrder: 1 }
const few: Sizes = { ...sizes, customers: 30, orders: 30 }

const ordersOf = hasMany(Customer, Order, { id: "customerId" }).pipe(refineRelation((rows) => pipe(rows, orderBy(Order.id))))
const sorted = pipe(from(Customer), orderBy(Customer.id))

const byQuery = load(sorted, { orders: ordersOf }, { strategy: "query" })
const byNesting = load(sorted, { orders: ordersOf }, { strategy: "nested" })
const byMany = all(
  pipe(sorted, select({ ...Customer, orders: many(pipe(from(Order), where(eq(Order.customerId, Customer.id)), orderBy(Order.id))) })),
)

const byKysely = (db: Kysely<Northwind>, { jsonArrayFrom }: Pick<Helpers, "jsonArrayFrom">) =>
  db
    .selectFrom("customer")
    .selectAll("customer")
    .select((eb) =>
      jsonArrayFrom(
        eb.selectFrom("order").select(orderColumns).whereRef("order.customerId", "=", "customer.id").orderBy("order.id"),
      ).as("orders"),
    )
    .orderBy("customer.id")
    .execute()

type Row = Readonly<Record<string, unknown>>

const texts = [`select * from "customer" order by "id"`, `select * from "order" order by "id"`] as const

/** Two statements, and a Map. */
const byHand = (customers: ReadonlyArray<Row>, orders: ReadonlyArray<Row>): ReadonlyArray<Row> => {
  const groups = new Map<unknown, Array<Row>>()
  for (const order of orders) {
    const group = groups.get(order["customerId"])
    if (group === undefined) groups.set(order["customerId"], [order])
    else group.push(order)
  }
  return customers.map((customer) => ({ ...customer, orders: groups.get(customer["id"]) ?? [] }))
}

const index = `create index "order_of_customer" on "order" ("customerId")`

const titles = (database: string): ReadonlyArray<string> => [`nested, ${database}, no index`, `nested, ${database}, with an index`]

const sqlite = (bench: Bench): Promise<void> =>
  withSqlite("file", fillNorthwind(bench.smoke ? few : sizes), async ({ fulmar, kysely, drizzle, bare }) => {
    const run = Effect.runSyncWith(fulmar)
    const parsing = kysely.withPlugin(new ParseJSONResultsPlugin())
    const relational = drizzle.query.customers
      .findMany({ with: { orders: { orderBy: asc(orders.id) } }, orderBy: asc(customers.id) })
      .prepare()
    const [first, second] = texts.map((text) => bare.prepare(text))
    for (const [i, name] of titles("SQLite").entries()) {
      if (i === 1) bare.exec(`${index}; analyze`)
      await bench.race({
        name,
        contenders: [
          { name: "fulmar, load", run: () => run(byQuery) },
          { name: "fulmar, load nested", run: () => run(byNesting) },
          { name: "fulmar, many", run: () => run(byMany) },
          { name: "by hand", run: () => byHand(first!.all() as ReadonlyArray<Row>, second!.all() as ReadonlyArray<Row>) },
          { name: "Kysely", run: () => byKysely(parsing, ofSqlite) },
          { name: "Drizzle", run: () => relational.execute().sync() },
        ],
      })
    }
  })

const postgres = (bench: Bench, server: string): Promise<void> =>
  withPostgres(server, fillNorthwind(bench.smoke ? few : sizes), async ({ fulmar, kysely, drizzle, bare }) => {
    const run = Effect.runPromiseWith(fulmar)
    const relational = drizzle.query.customers
      .findMany({ with: { orders: { orderBy: asc(onPostgres.orders.id) } }, orderBy: asc(onPostgres.customers.id) })
      .prepare("nested")
    const rowsOf = (text: string) => bare.query(text).then(({ rows }) => rows as ReadonlyArray<Row>)
    for (const [i, name] of titles("PostgreSQL").entries()) {
      if (i === 1) await bare.query(`${index}; analyze`)
      await bench.race({
        name,
        contenders: [
          { name: "fulmar, load", run: () => run(byQuery) },
          { name: "fulmar, load nested", run: () => run(byNesting) },
          { name: "fulmar, many", run: () => run(byMany) },
          { name: "by hand", run: () => Promise.all(texts.map(rowsOf)).then(([first, second]) => byHand(first!, second!)) },
          { name: "Kysely", run: () => byKysely(kysely, ofPostgres as unknown as Helpers) },
          { name: "Drizzle", run: () => relational.execute() },
        ],
      })
    }
  })

export const nestedWorkload: Workload = {
  name: "nested",
  title: "Rows with their related rows",
  run: async (bench) => {
    bench.say(
      "All customers, each with its orders, a thousand of both. `load` is two statements; `load nested` and `many` are one, in which " +
        "the orders of each customer are a query of their own.",
    )
    await sqlite(bench)
    if (bench.servers.postgres !== undefined) await postgres(bench, bench.servers.postgres)
  },
}
