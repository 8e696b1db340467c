import { pipe } from "effect"
import { add, all, as, caseWhen, eq, from, groupBy, lag, nullsFirst, orderBy, over, select, sub, sum, year } from "fulmar"
import type { Report } from "./report.js"
import { Sale, seed } from "./sales.js"

const years = pipe(
  from(Sale),
  groupBy(Sale.kind, year(Sale.day)),
  select({ kind: Sale.kind, year: year(Sale.day), cents: sum(Sale.cents) }),
  as("years"),
)
const inKind = over({ partitionBy: [years.kind], orderBy: [years.year] })
const before = caseWhen([[eq(add(lag(years.year).pipe(inKind), 1), years.year), lag(years.cents).pipe(inKind)]], null)

export const yearOverYear: Report = {
  name: "this year beside the one before, if it was",
  seed,
  rows: all(
    pipe(
      from(years),
      select({ kind: years.kind, year: years.year, cents: years.cents, before, change: sub(years.cents, before) }),
      orderBy(nullsFirst(years.kind), years.year),
    ),
  ),
  sql: (w) => `
    with y as (select kind, ${w.year("day")} as year_, sum(cents) as cents from sale group by kind, ${w.year("day")})
    select y.kind, y.year_, y.cents, b.cents as before_, y.cents - b.cents as change_
    from y left join y b on b.kind = y.kind and b.year_ = y.year_ - 1 order by y.kind, y.year_`,
  fold: (rows) => rows.map((r) => ({ kind: r.kind, year: r.year_, cents: r.cents, before: r.before_, change: r.change_ })),
  expected: [
    { kind: "cake", year: 2024, cents: 300, before: null, change: null },
    { kind: "it's \"odd\"", year: 2024, cents: null, before: null, change: null },
    { kind: "tart", year: 2023, cents: 1300, before: null, change: null },
    { kind: "tart", year: 2024, cents: 1300, before: 1300, change: 0 },
    { kind: "tart", year: 2025, cents: 2147483647, before: 1300, change: 2147482347 },
  ],
}
