import { BigDecimal, pipe } from "effect"
import { all, as, cast, div, from, groupBy, mul, nullsFirst, numeric, orderBy, over, round, select, sum } from "fulmar"
import type { Report } from "./report.js"
import { Sale, seed } from "./sales.js"

const totals = pipe(from(Sale), groupBy(Sale.shop), select({ shop: Sale.shop, cents: sum(Sale.cents) }), as("totals"))
const share = div(mul(cast(totals.cents, numeric()), 100), sum(cast(totals.cents, numeric())).pipe(over({})))

export const percentOfTotal: Report = {
  name: "percent of the total, to six places",
  seed,
  rows: all(pipe(from(totals), select({ shop: totals.shop, share: round(share, 6) }), orderBy(nullsFirst(totals.shop)))),
  sql: ({ kind }) => `
    select shop, round(${kind === "sqlite" ? "sum(cents) * 100.0" : "cast(sum(cents) as decimal(30, 10)) * 100"} / (select sum(cents) from sale), 6) as share
    from sale group by shop order by shop is not null, shop`,
  expected: [
    { shop: null, share: BigDecimal.fromStringUnsafe("0.000012") },
    { shop: "a", share: BigDecimal.fromStringUnsafe("99.999900") },
    { shop: "b", share: BigDecimal.fromStringUnsafe("0.000088") },
    { shop: "c", share: null },
  ],
}
