import { pipe } from "effect"
import {
  all,
  cast,
  count,
  desc,
  distinctValues,
  eq,
  from,
  groupBy,
  gt,
  having,
  innerJoin,
  mul,
  neq,
  numeric,
  orderBy,
  select,
  sum,
  where,
} from "fulmar"
import { show } from "../page/show.js"
import { Bakery, Order, OrderLine } from "../schema/index.js"

/** Decimals are exact in the database too, on SQLite by functions that fulmar installs. */
const revenue = cast(sum(mul(OrderLine.unitPrice, cast(OrderLine.quantity, numeric()))), numeric(12, 2))

/** Grouped by its primary key, any column of the bakery may be selected. One of the order would not compile. */
const busiest = pipe(
  from(OrderLine),
  innerJoin(Order, eq(Order.id, OrderLine.orderId)),
  innerJoin(Bakery, eq(Bakery.id, Order.bakeryId)),
  where(neq(Order.status, "cancelled")),
  groupBy(Bakery.id),
  having(gt(sum(OrderLine.quantity), 650)),
  select({
    bakery: Bakery.name,
    city: Bakery.city,
    orders: count(Order.id).pipe(distinctValues),
    cakesSold: sum(OrderLine.quantity),
    revenue,
  }),
  orderBy(desc(revenue)),
)

export const grouped = show(busiest, all(busiest))
