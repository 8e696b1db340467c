import { pipe } from "effect"
import {
  add, all, as, count, date, dateTrunc, distinctValues, eq, from, groupBy, innerJoin, integer, isNotNull, min, month, mul, nullable, orderRowsBy, primaryKey,
  select, sub, table, text, where, year,
} from "fulmar"
import { filled, type Report } from "./report.js"

const Login = table("login", { id: integer.pipe(primaryKey), person: text.pipe(nullable), day: date })

const firsts = pipe(
  from(Login),
  where(isNotNull(Login.person)),
  groupBy(Login.person),
  select({ person: Login.person, day: min(Login.day) }),
  as("firsts"),
)
const cohort = dateTrunc("month", firsts.day)
const months = add(mul(sub(year(Login.day), year(firsts.day)), 12), sub(month(Login.day), month(firsts.day)))

export const retention: Report = {
  name: "retention of cohorts by month",
  seed: [
    filled(Login, [
      { id: 1, person: "ada", day: "2023-12-31" }, { id: 2, person: "ada", day: "2024-01-01" }, { id: 3, person: "ada", day: "2024-02-29" },
      { id: 4, person: "bob", day: "2023-12-01" }, { id: 5, person: "bob", day: "2024-12-31" }, { id: 6, person: "cy", day: "2024-02-29" },
      { id: 7, person: "cy", day: "2024-02-29" }, { id: 8, person: "di", day: "2024-02-01" }, { id: 9, person: "di", day: "2024-03-31" },
      { id: 10, person: null, day: "2024-02-01" },
    ]),
  ],
  rows: all(
    pipe(
      from(Login),
      innerJoin(firsts, eq(firsts.person, Login.person)),
      groupBy(cohort, months),
      select({ cohort, months, people: count(Login.person).pipe(distinctValues) }),
      orderRowsBy((row) => [row.cohort, row.months]),
    ),
  ),
  sql: (w) => `
    with f as (select person, min(day) as day from login where person is not null group by person),
    l as (
      select l.person, substr(${w.text("f.day")}, 1, 7) as cohort,
        12 * (${w.year("l.day")} - ${w.year("f.day")}) + ${w.month("l.day")} - ${w.month("f.day")} as months
      from login l join f on f.person = l.person
    ) select cohort, months, count(distinct person) as people from l group by cohort, months order by cohort, months`,
  fold: (rows) => rows.map((row) => ({ ...row, cohort: `${row.cohort}-01` })),
  expected: [
    { cohort: "2023-12-01", months: 0, people: 2 },
    { cohort: "2023-12-01", months: 1, people: 1 },
    { cohort: "2023-12-01", months: 2, people: 1 },
    { cohort: "2023-12-01", months: 12, people: 1 },
    { cohort: "2024-02-01", months: 0, people: 2 },
    { cohort: "2024-02-01", months: 1, people: 1 },
  ],
}
