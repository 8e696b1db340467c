import { pipe } from "effect"
import { all, and, count, countAll, eq, filterWhere, from, groupBy, gte, leftJoin, lt, orderBy, select, sum } from "fulmar"
import type { Report } from "./report.js"
import { Sale, seed, Shop } from "./sales.js"

const in2024 = and(gte(Sale.day, "2024-01-01"), lt(Sale.day, "2025-01-01"))

export const pivot: Report = {
  name: "a pivot by filtered aggregates, with groups of nothing",
  seed,
  rows: all(
    pipe(
      from(Shop),
      leftJoin(Sale, eq(Sale.shop, Shop.code)),
      groupBy(Shop.code),
      select({
        name: Shop.name,
        tarts: sum(Sale.cents).pipe(filterWhere(eq(Sale.kind, "tart"))),
        cakes: sum(Sale.cents).pipe(filterWhere(eq(Sale.kind, "cake"))),
        odd: countAll.pipe(filterWhere(eq(Sale.kind, "it's \"odd\""))),
        leap: count(Sale.cents).pipe(filterWhere(in2024)),
      }),
      orderBy(Shop.code),
    ),
  ),
  sql: () => `
    select name, sum(case when kind = 'tart' then cents end) as tarts, sum(case when kind = 'cake' then cents end) as cakes,
      count(case when kind = 'it''s "odd"' then 1 end) as odd,
      count(case when day between '2024-01-01' and '2024-12-31' then cents end) as leap
    from shop left join sale on shop = code group by code, name order by code`,
  expected: [
    { name: "Bei \\ Äpfeln", tarts: 2147484447, cakes: -50, odd: 0, leap: 2 },
    { name: "B'äcker 🍰", tarts: 1800, cakes: 100, odd: 0, leap: 2 },
    { name: "closed", tarts: null, cakes: null, odd: 1, leap: 0 },
    { name: "not yet open", tarts: null, cakes: null, odd: 0, leap: 0 },
  ],
}
