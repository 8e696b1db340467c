import {
  bigint,
  constrain,
  date,
  defaultTo,
  email,
  enumeration,
  indexed,
  indexOn,
  integer,
  json,
  nullable,
  numeric,
  primaryKeyOn,
  references,
  table,
  timestamptz,
  unique,
  varchar,
} from "fulmar"
import * as t from "io-ts"
import { Bakery } from "./bakery.js"
import { Cake } from "./cake.js"
import { id, timestamps } from "./columns.js"

/** Any io-ts codec says what a JSON column holds. */
const Preferences = t.readonly(t.type({ newsletter: t.boolean, allergies: t.readonlyArray(t.string) }))

export const Customer = table("customer", {
  ...id,
  name: varchar(60),
  email: email.pipe(unique),
  birthday: date.pipe(nullable),
  points: bigint.pipe(defaultTo(0n)),
  preferences: json(Preferences),
  ...timestamps,
})

export const Order = table(
  "order",
  {
    ...id,
    customerId: integer.pipe(references(() => Customer.id)),
    bakeryId: integer.pipe(indexed, references(() => Bakery.id)),
    status: enumeration("order_status", ["baking", "ready", "collected", "cancelled"]),
    placedAt: timestamptz,
  },
  (order) => [indexOn(order.customerId, order.placedAt)],
)

/** A line has no key of its own: it is the n-th of its order. */
export const OrderLine = table(
  "order_line",
  {
    orderId: integer.pipe(references(() => Order.id, { onDelete: "cascade" })),
    line: integer.pipe(constrain.ge(1)),
    cakeId: integer.pipe(indexed, references(() => Cake.id)),
    quantity: integer.pipe(constrain.gt(0, { check: true })),
    unitPrice: numeric(8, 2),
  },
  (line) => [primaryKeyOn(line.orderId, line.line)],
)
