import { pipe } from "effect"
import { all, avg, count, following, from, orderBy, over, preceding, rowsBetween, select } from "fulmar"
import type { Report } from "./report.js"
import { Sale, seed } from "./sales.js"

const near = { orderBy: [Sale.id], frame: rowsBetween(preceding(1), following(1)) }

export const movingAverage: Report = {
  name: "moving average of three rows, without those that are NULL",
  seed,
  rows: all(
    pipe(
      from(Sale),
      select({ id: Sale.id, mean: avg(Sale.cents).pipe(over(near)), known: count(Sale.cents).pipe(over(near)) }),
      orderBy(Sale.id),
    ),
  ),
  sql: () => `
    select s.id, (select avg(t.cents) from sale t where t.id between s.id - 1 and s.id + 1) as mean,
      (select count(t.cents) from sale t where t.id between s.id - 1 and s.id + 1) as known
    from sale s order by s.id`,
  expected: [
    { id: 1, mean: 400, known: 2 },
    { id: 2, mean: 400, known: 2 },
    { id: 3, mean: 175, known: 2 },
    { id: 4, mean: 425, known: 2 },
    { id: 5, mean: 1750 / 3, known: 3 },
    { id: 6, mean: 1900 / 3, known: 3 },
    { id: 7, mean: 1250 / 3, known: 3 },
    { id: 8, mean: 350 / 3, known: 3 },
    { id: 9, mean: 125, known: 2 },
    { id: 10, mean: 1073741823.5, known: 2 },
    { id: 11, mean: 2147483647, known: 1 },
  ],
}
