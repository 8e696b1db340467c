import { pipe } from "effect"
import { all, countAll, from, groupBy, grouping, isNull, nullsFirst, or, orderBy, rollup, select, sum, where, eq } from "fulmar"
import type { Report } from "./report.js"
import { Sale, seed } from "./sales.js"

const by = rollup({ shop: Sale.shop, kind: Sale.kind })

export const subtotals: Report = {
  name: "subtotals by rollup, beside a key that is NULL itself",
  seed,
  rows: all(
    pipe(
      from(Sale),
      where(or(isNull(Sale.shop), eq(Sale.shop, "b"))),
      groupBy(by),
      select({ shop: by.shop, kind: by.kind, ofAll: grouping(by.shop), ofShop: grouping(by.kind), n: countAll, cents: sum(Sale.cents) }),
      orderBy(grouping(by.shop), nullsFirst(by.shop), grouping(by.kind), by.kind),
    ),
  ),
  sql: () => `
    with s as (select shop, kind, cents from sale where shop is null or shop = 'b')
    select shop, kind, 0 as ofall, 0 as ofshop, count(*) as n, sum(cents) as cents from s group by shop, kind
    union all select shop, null, 0, 1, count(*), sum(cents) from s group by shop
    union all select null, null, 1, 1, count(*), sum(cents) from s
    order by ofall, shop, ofshop, kind`,
  // Databases sort a NULL first or last, which the order of a union cannot say.
  fold: (rows) =>
    rows
      .map(({ ofall, ofshop, ...row }) => ({ ...row, ofAll: Number(ofall), ofShop: Number(ofshop) }))
      .toSorted((a, b) => a.ofAll - b.ofAll || Number(a.shop !== null) - Number(b.shop !== null)),
  expected: [
    { shop: null, kind: "cake", ofAll: 0, ofShop: 0, n: 1, cents: 250 },
    { shop: null, kind: "tart", ofAll: 0, ofShop: 0, n: 1, cents: 0 },
    { shop: null, kind: null, ofAll: 0, ofShop: 1, n: 2, cents: 250 },
    { shop: "b", kind: "cake", ofAll: 0, ofShop: 0, n: 1, cents: 100 },
    { shop: "b", kind: "tart", ofAll: 0, ofShop: 0, n: 2, cents: 1800 },
    { shop: "b", kind: null, ofAll: 0, ofShop: 1, n: 3, cents: 1900 },
    { shop: null, kind: null, ofAll: 1, ofShop: 1, n: 5, cents: 2150 },
  ],
}
