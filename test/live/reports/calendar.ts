import { pipe } from "effect"
import { all, coalesce, count, countAll, eq, from, generateSeries, groupBy, leftJoin, orderBy, over, select, sum } from "fulmar"
import type { Report } from "./report.js"
import { Sale, seed } from "./sales.js"

const days = generateSeries("days", "2024-02-27", "2024-03-02")

export const calendar: Report = {
  name: "a calendar without holes, with a running total",
  seed,
  rows: all(
    pipe(
      from(days),
      leftJoin(Sale, eq(Sale.day, days.value)),
      groupBy(days.value),
      select({
        day: days.value,
        sales: count(Sale.id),
        cents: coalesce(sum(Sale.cents), 0),
        places: countAll.pipe(over({ orderBy: [days.value] })),
      }),
      orderBy(days.value),
    ),
  ),
  sql: (w) => `
    with d (day) as (
      select '2024-02-27' as day union all select '2024-02-28' union all select '2024-02-29' union all select '2024-03-01' union all select '2024-03-02'
    )
    select d.day, (select count(*) from sale s where ${w.text("s.day")} = d.day) as sales,
      (select coalesce(sum(cents), 0) from sale s where ${w.text("s.day")} = d.day) as cents,
      (select count(*) from d e where e.day <= d.day) as places
    from d order by d.day`,
  expected: [
    { day: "2024-02-27", sales: 0, cents: 0, places: 1 },
    { day: "2024-02-28", sales: 0, cents: 0, places: 2 },
    { day: "2024-02-29", sales: 3, cents: 650, places: 3 },
    { day: "2024-03-01", sales: 1, cents: -50, places: 4 },
    { day: "2024-03-02", sales: 0, cents: 0, places: 5 },
  ],
}
