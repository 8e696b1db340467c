import { pipe } from "effect"
import {
  all, as, count, date, daysBetween, denseRank, distinctValues, from, groupBy, integer, max, min, nullable, nullsFirst, orderBy, over,
  primaryKey, select, sub, table, text,
} from "fulmar"
import { filled, type Report } from "./report.js"

const Visit = table("visit", { id: integer.pipe(primaryKey), person: text.pipe(nullable), day: date })

// The days of one island are as far from their place in the order.
const place = denseRank().pipe(over({ partitionBy: [Visit.person], orderBy: [Visit.day] }))
const marked = pipe(
  from(Visit),
  select({ person: Visit.person, day: Visit.day, island: sub(daysBetween(Visit.day, "2024-01-01"), place) }),
  as("marked"),
)

export const islands: Report = {
  name: "gaps and islands",
  seed: [
    filled(Visit, [
      { id: 1, person: "ada", day: "2024-02-28" }, { id: 2, person: "ada", day: "2024-02-29" }, { id: 3, person: "ada", day: "2024-02-29" },
      { id: 4, person: "ada", day: "2024-03-01" }, { id: 5, person: "ada", day: "2024-03-03" }, { id: 6, person: "bob", day: "2023-12-31" },
      { id: 7, person: "bob", day: "2024-01-01" }, { id: 8, person: null, day: "2023-02-28" }, { id: 9, person: null, day: "2023-03-01" },
    ]),
  ],
  rows: all(
    pipe(
      from(marked),
      groupBy(marked.person, marked.island),
      select({
        person: marked.person, opened: min(marked.day), finish: max(marked.day), days: count(marked.day).pipe(distinctValues), visits: count(marked.day),
      }),
      orderBy(nullsFirst(marked.person), min(marked.day)),
    ),
  ),
  sql: (w) => `
    with flagged as (
      select person, day,
        case when ${w.days("day")} - ${w.days("lag(day) over (partition by person order by day)")} <= 1 then 0 else 1 end as opens
      from visit
    ), numbered as (
      select person, day, sum(opens) over (partition by person order by day rows unbounded preceding) as island from flagged
    )
    select person, ${w.text("min(day)")} as opened, ${w.text("max(day)")} as finish, count(distinct day) as days, count(*) as visits
    from numbered group by person, island order by person is not null, person, min(day)`,
  expected: [
    { person: null, opened: "2023-02-28", finish: "2023-03-01", days: 2, visits: 2 },
    { person: "ada", opened: "2024-02-28", finish: "2024-03-01", days: 3, visits: 4 },
    { person: "ada", opened: "2024-03-03", finish: "2024-03-03", days: 1, visits: 1 },
    { person: "bob", opened: "2023-12-31", finish: "2024-01-01", days: 2, visits: 2 },
  ],
}
