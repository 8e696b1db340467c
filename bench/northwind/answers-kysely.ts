import type { Row } from "fulmar"
import { type Kysely, sql } from "kysely"
import type { jsonArrayFrom, jsonObjectFrom } from "kysely/helpers/sqlite"
import { Employee, Order, OrderDetail, Product, Supplier } from "./fulmar.js"
import type { Northwind } from "./kysely.js"
import { type Answers, id, page, pattern } from "./questions.js"

/** For SQLite, Kysely must be told the columns of a row in a row. */
const columns = {
  employee: Object.keys(Employee) as ReadonlyArray<keyof Row<typeof Employee>>,
  supplier: Object.keys(Supplier) as ReadonlyArray<keyof Row<typeof Supplier>>,
  product: Object.keys(Product) as ReadonlyArray<keyof Row<typeof Product>>,
  detail: Object.keys(OrderDetail) as ReadonlyArray<keyof Row<typeof OrderDetail>>,
  order: Object.keys(Order) as ReadonlyArray<keyof Row<typeof Order>>,
}

export const orderColumns = columns.order

/** Kysely's helpers for rows in rows, which it has for each database. */
export interface Helpers {
  readonly jsonArrayFrom: typeof jsonArrayFrom
  readonly jsonObjectFrom: typeof jsonObjectFrom
}

export const kyselyAnswers = (db: Kysely<Northwind>, { jsonArrayFrom, jsonObjectFrom }: Helpers): Answers => {
  const paged = (table: "customer" | "employee" | "supplier" | "product") =>
    db.selectFrom(table).selectAll().orderBy("id").limit(page.limit).offset(page.offset).execute()
  const totals = db
    .selectFrom("order")
    .leftJoin("order_detail", "order_detail.orderId", "order.id")
    .groupBy("order.id")
    .select(["order.id", "order.shippedDate", "order.shipName", "order.shipCity", "order.shipCountry"])
    .select((eb) => [
      eb.fn.count("order_detail.productId").as("products"),
      eb.fn.sum("order_detail.quantity").as("quantity"),
      eb.fn.sum(sql`"order_detail"."quantity" * "order_detail"."unitPrice"`).as("price"),
    ])
  return {
    "customers, a page": () => paged("customer"),
    "customer by id": () => db.selectFrom("customer").selectAll().where("id", "=", id).execute(),
    "customers, searched": () =>
      db
        .selectFrom("customer")
        .selectAll()
        .where((eb) => eb(eb.fn("lower", ["companyName"]), "like", pattern))
        .orderBy("id")
        .execute(),
    "employees, a page": () => paged("employee"),
    "employee with recipient": () =>
      db
        .selectFrom("employee")
        .selectAll("employee")
        .select((eb) =>
          jsonObjectFrom(
            eb.selectFrom("employee as recipient").select(columns.employee).whereRef("recipient.id", "=", "employee.recipientId"),
          ).as("recipient"),
        )
        .where("employee.id", "=", id)
        .execute(),
    "suppliers, a page": () => paged("supplier"),
    "supplier by id": () => db.selectFrom("supplier").selectAll().where("id", "=", id).execute(),
    "products, a page": () => paged("product"),
    "product with supplier": () =>
      db
        .selectFrom("product")
        .selectAll("product")
        .select((eb) =>
          jsonObjectFrom(eb.selectFrom("supplier").select(columns.supplier).whereRef("supplier.id", "=", "product.supplierId")).as(
            "supplier",
          ),
        )
        .where("product.id", "=", id)
        .execute(),
    "products, searched": () =>
      db
        .selectFrom("product")
        .selectAll()
        .where((eb) => eb(eb.fn("lower", ["name"]), "like", pattern))
        .orderBy("id")
        .execute(),
    "orders with totals, a page": () => totals.orderBy("order.id").limit(page.limit).offset(page.offset).execute(),
    "order with totals": () => totals.where("order.id", "=", id).execute(),
    "order with details and products": () =>
      db
        .selectFrom("order")
        .selectAll("order")
        .select((eb) =>
          jsonArrayFrom(
            eb
              .selectFrom("order_detail")
              .select(columns.detail)
              .select((eb) =>
                jsonObjectFrom(eb.selectFrom("product").select(columns.product).whereRef("product.id", "=", "order_detail.productId")).as(
                  "product",
                ),
              )
              .whereRef("order_detail.orderId", "=", "order.id")
              .orderBy("order_detail.productId"),
          ).as("details"),
        )
        .where("order.id", "=", id)
        .execute(),
  }
}
