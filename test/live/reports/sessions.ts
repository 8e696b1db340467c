import { Duration, pipe } from "effect"
import {
  all, as, caseWhen, countAll, from, groupBy, gt, integer, intervalBetween, lag, max, min, nullable, nullsFirst, orderBy, over, primaryKey, rowsBetween,
  select, sum, table, text, timestamp, unboundedPreceding, currentRow, dateOf,
} from "fulmar"
import { filled, type Report } from "./report.js"

const Click = table("click", { id: integer.pipe(primaryKey), person: text.pipe(nullable), at: timestamp })

const ofPerson = { partitionBy: [Click.person], orderBy: [Click.at, Click.id] }
const gap = intervalBetween(Click.at, lag(Click.at).pipe(over(ofPerson)))
const flagged = pipe(
  from(Click),
  select({ id: Click.id, person: Click.person, at: Click.at, opens: caseWhen([[gt(gap, Duration.minutes(30)), 1]], 0) }),
  as("flagged"),
)
const numbered = pipe(
  from(flagged),
  select({
    id: flagged.id,
    person: flagged.person,
    at: flagged.at,
    session: sum(flagged.opens).pipe(
      over({ partitionBy: [flagged.person], orderBy: [flagged.at, flagged.id], frame: rowsBetween(unboundedPreceding, currentRow) }),
    ),
  }),
  as("numbered"),
)

export const sessions: Report = {
  name: "sessions that end after 30 minutes of silence",
  seed: [
    filled(Click, [
      { id: 1, person: "ada", at: "2024-02-28T23:50:00" }, { id: 2, person: "ada", at: "2024-02-29T00:20:00" },
      { id: 3, person: "ada", at: "2024-02-29T00:50:01" }, { id: 4, person: "ada", at: "2024-02-29T00:50:01" },
      { id: 5, person: "bob", at: "2024-02-29T00:00:00" }, { id: 6, person: null, at: "2024-12-31T23:59:59" },
      { id: 7, person: null, at: "2025-01-01T00:29:59" }, { id: 8, person: "ada", at: "2024-03-01T00:00:00" },
    ]),
  ],
  rows: all(
    pipe(
      from(numbered),
      groupBy(numbered.person, numbered.session),
      select({ person: numbered.person, session: numbered.session, clicks: countAll, day: dateOf(min(numbered.at)), head: min(numbered.id), tail: max(numbered.id) }),
      orderBy(nullsFirst(numbered.person), numbered.session),
    ),
  ),
  sql: (w) => `
    with gaps as (
      select id, person, at, ${w.seconds("at")} - ${w.seconds("lag(at) over (partition by person order by at, id)")} as gap from click
    ), numbered as (
      select id, person, at, sum(case when gap > 1800 then 1 else 0 end) over (partition by person order by at, id) as session_ from gaps
    )
    select person, session_, count(*) as clicks, ${w.kind === "sqlite" ? "substr(min(at), 1, 10)" : w.text("cast(min(at) as date)")} as day, min(id) as head, max(id) as tail
    from numbered group by person, session_ order by person is not null, person, session_`,
  fold: (rows) => rows.map(({ session_, ...row }) => ({ ...row, session: session_ })),
  expected: [
    { person: null, session: 0, clicks: 2, day: "2024-12-31", head: 6, tail: 7 },
    { person: "ada", session: 0, clicks: 2, day: "2024-02-28", head: 1, tail: 2 },
    { person: "ada", session: 1, clicks: 2, day: "2024-02-29", head: 3, tail: 4 },
    { person: "ada", session: 2, clicks: 1, day: "2024-03-01", head: 8, tail: 8 },
    { person: "bob", session: 0, clicks: 1, day: "2024-02-29", head: 5, tail: 5 },
  ],
}
