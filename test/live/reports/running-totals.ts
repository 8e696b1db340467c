import { pipe } from "effect"
import { all, currentRow, from, nullsFirst, orderBy, over, rangeBetween, rowsBetween, select, sum, unboundedFollowing, unboundedPreceding, window } from "fulmar"
import type { Report } from "./report.js"
import { Sale, seed } from "./sales.js"

const inShop = { partitionBy: [Sale.shop], orderBy: [Sale.day] }

export const runningTotals: Report = {
  name: "running totals by rows, by ties and to the end",
  seed,
  rows: all(
    pipe(
      from(Sale),
      orderBy(nullsFirst(Sale.shop), Sale.day, Sale.id),
      select({
        id: Sale.id,
        rows: sum(Sale.cents).pipe(over(window("w", { partitionBy: [Sale.shop], orderBy: [Sale.day, Sale.id], frame: rowsBetween(unboundedPreceding, currentRow) }))),
        ties: sum(Sale.cents).pipe(over({ ...inShop, frame: rangeBetween(unboundedPreceding, currentRow) })),
        rest: sum(Sale.cents).pipe(over({ ...inShop, frame: rangeBetween(currentRow, unboundedFollowing) })),
      }),
    ),
  ),
  sql: () => `
    select s.id,
      (select sum(t.cents) from sale t where (t.shop = s.shop or t.shop is null and s.shop is null)
        and (t.day < s.day or t.day = s.day and t.id <= s.id)) as rows_,
      (select sum(t.cents) from sale t where (t.shop = s.shop or t.shop is null and s.shop is null) and t.day <= s.day) as ties,
      (select sum(t.cents) from sale t where (t.shop = s.shop or t.shop is null and s.shop is null) and t.day >= s.day) as rest
    from sale s order by s.shop is not null, s.shop, s.day, s.id`,
  fold: (found) => found.map(({ rows_, ...row }) => ({ ...row, rows: rows_ })),
  expected: [
    { id: 8, rows: 250, ties: 250, rest: 250 },
    { id: 9, rows: 250, ties: 250, rest: 0 },
    { id: 1, rows: 400, ties: 400, rest: 2147484397 },
    { id: 2, rows: 800, ties: 800, rest: 2147483997 },
    { id: 3, rows: 800, ties: 800, rest: 2147483997 },
    { id: 4, rows: 750, ties: 750, rest: 2147483597 },
    { id: 11, rows: 2147484397, ties: 2147484397, rest: 2147483647 },
    { id: 5, rows: 900, ties: 900, rest: 1900 },
    { id: 6, rows: 1800, ties: 1800, rest: 1000 },
    { id: 7, rows: 1900, ties: 1900, rest: 100 },
    { id: 10, rows: null, ties: null, rest: null },
  ],
}
