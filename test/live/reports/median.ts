import { pipe } from "effect"
import {
  all, add, as, avg, between, count, countAll, cumeDist, div, filterWhere, from, groupBy, gte, isNotNull, min, nullsFirst, orderBy, over, rowNumber, select, where,
  percentRank, max, lte,
} from "fulmar"
import type { Report } from "./report.js"
import { Sale, seed } from "./sales.js"

const inShop = { partitionBy: [Sale.shop] }
const byCents = { ...inShop, orderBy: [Sale.cents] }
const ranked = pipe(
  from(Sale),
  where(isNotNull(Sale.cents)),
  select({
    shop: Sale.shop,
    cents: Sale.cents,
    place: rowNumber().pipe(over({ ...inShop, orderBy: [Sale.cents, Sale.id] })),
    n: countAll.pipe(over(inShop)),
    share: cumeDist().pipe(over(byCents)),
    below: percentRank().pipe(over(byCents)),
  }),
  as("ranked"),
)

const numbered = `
  select shop, cents, row_number() over (partition by shop order by cents, id) as place, count(*) over (partition by shop) as n
  from sale where cents is not null`

export const median: Report = {
  name: "the median of each group",
  seed,
  rows: all(
    pipe(
      from(ranked),
      where(between(ranked.place, div(add(ranked.n, 1), 2), div(add(ranked.n, 2), 2))),
      groupBy(ranked.shop),
      select({ shop: ranked.shop, median: avg(ranked.cents) }),
      orderBy(nullsFirst(ranked.shop)),
    ),
  ),
  sql: () => `
    select shop, avg(cents) as median from (${numbered}) as r where place * 2 between n and n + 2
    group by shop order by shop is not null, shop`,
  expected: [
    { shop: null, median: 125 },
    { shop: "a", median: 400 },
    { shop: "b", median: 900 },
  ],
}

export const percentiles: Report = {
  name: "percentiles of each group",
  seed,
  rows: all(
    pipe(
      from(ranked),
      groupBy(ranked.shop),
      select({
        shop: ranked.shop,
        p50: min(ranked.cents).pipe(filterWhere(gte(ranked.share, 0.5))),
        p90: min(ranked.cents).pipe(filterWhere(gte(ranked.share, 0.9))),
        lowest: max(ranked.cents).pipe(filterWhere(lte(ranked.below, 0))),
        n: count(ranked.cents),
      }),
      orderBy(nullsFirst(ranked.shop)),
    ),
  ),
  sql: () => `
    select shop, min(case when place * 10 >= 5 * n then cents end) as p50, min(case when place * 10 >= 9 * n then cents end) as p90,
      min(cents) as lowest, count(*) as n
    from (${numbered}) as r group by shop order by shop is not null, shop`,
  expected: [
    { shop: null, p50: 0, p90: 250, lowest: 0, n: 2 },
    { shop: "a", p50: 400, p90: 2147483647, lowest: -50, n: 4 },
    { shop: "b", p50: 900, p90: 900, lowest: 100, n: 3 },
  ],
}
