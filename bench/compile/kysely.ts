import type { ExpressionBuilder, Kysely, OperandExpression, SqlBool } from "kysely"
import { jsonArrayFrom } from "kysely/helpers/sqlite"
import type { Northwind } from "../northwind/kysely.js"
import { country, filters, freight, most, newOrders } from "./inputs.js"

export const point = (db: Kysely<Northwind>, id: number) => db.selectFrom("customer").selectAll().where("id", "=", id)

export const threeTables = (db: Kysely<Northwind>) =>
  db
    .selectFrom("order")
    .innerJoin("customer", "customer.id", "order.customerId")
    .leftJoin("employee", "employee.id", "order.employeeId")
    .where("order.freight", ">", freight)
    .where((eb) => eb.or([eb("customer.country", "=", country), eb("employee.city", "=", eb.ref("order.shipCity"))]))
    .select([
      "order.id",
      "order.orderDate",
      "order.freight",
      "customer.companyName as company",
      "employee.lastName as employee",
    ])
    .orderBy("order.freight", "desc")
    .orderBy("order.id")
    .limit(most)

const condition = (eb: ExpressionBuilder<Northwind, "order">, filter: (typeof filters)[number]): OperandExpression<SqlBool> =>
  filter.op === "like" ? eb(filter.column, "like", filter.value) : eb(filter.column, filter.op, filter.value)

export const filter = (db: Kysely<Northwind>) =>
  db
    .selectFrom("order")
    .where((eb) => eb.and(filters.map((each) => condition(eb, each))))
    .select("id")
    .orderBy("id")
    .limit(most)

export const insert = (db: Kysely<Northwind>) => db.insertInto("order").values(newOrders)

export const nested = (db: Kysely<Northwind>) =>
  db
    .selectFrom("customer")
    .select((eb) => [
      "customer.id",
      "customer.companyName",
      jsonArrayFrom(
        eb
          .selectFrom("order")
          .whereRef("order.customerId", "=", "customer.id")
          .orderBy("order.id")
          .select((eb) => [
            "order.id",
            "order.shipName",
            jsonArrayFrom(
              eb
                .selectFrom("order_detail")
                .whereRef("order_detail.orderId", "=", "order.id")
                .orderBy("order_detail.productId")
                .select(["order_detail.productId", "order_detail.quantity"]),
            ).as("details"),
          ]),
      ).as("orders"),
    ])
    .orderBy("customer.id")
    .limit(10)
