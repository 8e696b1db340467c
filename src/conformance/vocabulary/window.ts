/** Windows: every row stays, and sees those of its frame. */
import { pipe } from "effect"
import { Duration } from "effect"
import { date, integer, nullable, text } from "../../codec/index.js"
import { desc, from, nullsFirst, orderBy, select, values } from "../../core/index.js"
import {
  avg, countAll, cumeDist, currentRow, denseRank, excluding, firstValue, following, groupsBetween, lag, lastValue, lead, max, nthValue,
  ntile, over, percentRank, preceding, rangeBetween, rank, rowNumber, rowsBetween, sum, unboundedFollowing, unboundedPreceding,
  window,
} from "../../expr/index.js"
import type { Queries } from "./case.js"

/** Two rows that sort alike, a NULL, and a row alone in its part. */
const Row = values("line", { id: integer, part: text, n: integer.pipe(nullable), day: date }, [
  { id: 1, part: "a", n: 10, day: "2024-02-27" },
  { id: 2, part: "a", n: 20, day: "2024-02-28" },
  { id: 3, part: "a", n: 20, day: "2024-03-01" },
  { id: 4, part: "a", n: null, day: "2024-03-02" },
  { id: 5, part: "b", n: 7, day: "2024-03-09" },
])
const r = Row
const rows = pipe(from(r), orderBy(r.id))
const byNumber = window("by_number", { partitionBy: [r.part], orderBy: [nullsFirst(r.n)] })
const byId = { partitionBy: [r.part], orderBy: [r.id] }
const whole = { ...byId, frame: rowsBetween(unboundedPreceding, unboundedFollowing) }

export const windows: Queries = {
  "places": [
    pipe(rows, select({ rank: rank().pipe(over(byNumber)), dense: denseRank().pipe(over(byNumber)), row: rowNumber().pipe(over(byId)) })),
    [
      { rank: 2, dense: 2, row: 1 },
      { rank: 3, dense: 3, row: 2 },
      { rank: 3, dense: 3, row: 3 },
      { rank: 1, dense: 1, row: 4 },
      { rank: 1, dense: 1, row: 1 },
    ],
  ],
  "places from 0 to 1": [
    pipe(rows, select({ percent: percentRank().pipe(over(byId)), cume: cumeDist().pipe(over(byNumber)), part: ntile(3).pipe(over(byId)) })),
    [
      { percent: 0, cume: 0.5, part: 1 },
      { percent: 1 / 3, cume: 1, part: 1 },
      { percent: 2 / 3, cume: 1, part: 2 },
      { percent: 1, cume: 0.25, part: 3 },
      { percent: 0, cume: 1, part: 1 },
    ],
  ],
  "rows beside": [
    pipe(rows, select({
      before: lag(r.n).pipe(over(byId)), after: lead(r.n).pipe(over(byId)), far: lag(r.id, 2, 0).pipe(over(byId)), next: lead(r.n, 1, -1).pipe(over(byId)),
    })),
    [
      { before: null, after: 20, far: 0, next: 20 },
      { before: 10, after: 20, far: 0, next: 20 },
      { before: 20, after: null, far: 1, next: null },
      { before: 20, after: null, far: 2, next: -1 },
      { before: null, after: null, far: 0, next: -1 },
    ],
  ],
  "rows of the frame": [
    pipe(rows, select({
      first: firstValue(r.n).pipe(over(whole)), last: lastValue(r.n).pipe(over(whole)), second: nthValue(r.n, 2).pipe(over(whole)),
      sofar: lastValue(r.id).pipe(over(byId)), fourth: nthValue(r.id, 4).pipe(over(byId)),
    })),
    [
      { first: 10, last: null, second: 20, sofar: 1, fourth: null },
      { first: 10, last: null, second: 20, sofar: 2, fourth: null },
      { first: 10, last: null, second: 20, sofar: 3, fourth: null },
      { first: 10, last: null, second: 20, sofar: 4, fourth: 4 },
      { first: 7, last: 7, second: null, sofar: 5, fourth: null },
    ],
  ],
  "aggregates of the rows of a window": [
    pipe(rows, select({
      sofar: sum(r.n).pipe(over(byId)), alike: sum(r.n).pipe(over(byNumber)), all: countAll.pipe(over()), part: max(r.n).pipe(over({ partitionBy: [r.part] })),
    })),
    [
      { sofar: 10, alike: 10, all: 5, part: 20 },
      { sofar: 30, alike: 50, all: 5, part: 20 },
      { sofar: 50, alike: 50, all: 5, part: 20 },
      { sofar: 50, alike: null, all: 5, part: 20 },
      { sofar: 7, alike: 7, all: 5, part: 7 },
    ],
  ],
  "frames of rows": [
    pipe(rows, select({
      near: sum(r.n).pipe(over({ ...byId, frame: rowsBetween(preceding(1), following(1)) })),
      rest: countAll.pipe(over({ ...byId, frame: rowsBetween(currentRow, unboundedFollowing) })),
      before: sum(r.n).pipe(over({ ...byId, frame: rowsBetween(unboundedPreceding, preceding(1)) })),
    })),
    [
      { near: 30, rest: 4, before: null },
      { near: 50, rest: 3, before: 10 },
      { near: 40, rest: 2, before: 30 },
      { near: 20, rest: 1, before: 50 },
      { near: 7, rest: 1, before: null },
    ],
  ],
  "frames by distance": [
    pipe(rows, select({
      near: countAll.pipe(over({ orderBy: [r.id], frame: rangeBetween(preceding(1), following(2)) })),
      alike: countAll.pipe(over({ orderBy: [nullsFirst(r.n)], frame: rangeBetween(currentRow, currentRow) })),
      down: sum(r.id).pipe(over({ orderBy: [desc(r.id)], frame: rangeBetween(unboundedPreceding, currentRow) })),
    })),
    [
      { near: 3, alike: 1, down: 15 },
      { near: 4, alike: 2, down: 14 },
      { near: 4, alike: 2, down: 12 },
      { near: 3, alike: 1, down: 9 },
      { near: 2, alike: 1, down: 5 },
    ],
  ],
  "a mean of no rows": [
    pipe(rows, select({ x: avg(r.n).pipe(over({ ...byId, frame: rowsBetween(following(1), following(2)) })) })),
    [{ x: 20 }, { x: 20 }, { x: null }, { x: null }, { x: null }],
  ],
}

export const groupsFrames: Queries = {
  "frames of groups": [
    pipe(rows, select({ x: countAll.pipe(over({ orderBy: [nullsFirst(r.n)], frame: groupsBetween(preceding(1), currentRow) })) })),
    [{ x: 2 }, { x: 3 }, { x: 3 }, { x: 1 }, { x: 2 }],
  ],
  "frames of groups after": [
    pipe(rows, select({ x: sum(r.id).pipe(over({ orderBy: [nullsFirst(r.n)], frame: groupsBetween(following(1), unboundedFollowing) })) })),
    [{ x: 5 }, { x: null }, { x: null }, { x: 11 }, { x: 6 }],
  ],
}

export const intervalFrames: Queries = {
  "frames of days": [
    pipe(rows, select({ x: countAll.pipe(over({ orderBy: [r.day], frame: rangeBetween(preceding(Duration.days(2)), currentRow) })) })),
    [{ x: 1 }, { x: 2 }, { x: 2 }, { x: 2 }, { x: 1 }],
  ],
}

export const exclusions: Queries = {
  "frames without a row": [
    pipe(rows, select({
      self: sum(r.id).pipe(over({ ...byId, frame: rowsBetween(unboundedPreceding, unboundedFollowing).pipe(excluding("current row")) })),
      group: countAll.pipe(over({ orderBy: [nullsFirst(r.n)], frame: rowsBetween(unboundedPreceding, unboundedFollowing).pipe(excluding("group")) })),
      ties: countAll.pipe(over({ orderBy: [nullsFirst(r.n)], frame: rowsBetween(unboundedPreceding, unboundedFollowing).pipe(excluding("ties")) })),
    })),
    [
      { self: 9, group: 4, ties: 5 },
      { self: 8, group: 3, ties: 4 },
      { self: 7, group: 3, ties: 4 },
      { self: 6, group: 4, ties: 5 },
      { self: null, group: 4, ties: 5 },
    ],
  ],
}
