import { pipe } from "effect"
import { describe, expect, test } from "vitest"
import {
  currentRow, cumeDist, denseRank, desc, excluding, firstValue, following, from, groupsBetween, integer, lag, lastValue, lead, limit, nthValue, ntile, nullable, orderBy, over, percentRank, preceding, rangeBetween, rank, rowNumber, rowsBetween, select, sum, unboundedFollowing, unboundedPreceding, values,
} from "../../../src/index.js"
import { interpret } from "../../../src/testing/index.js"
import { db, rows } from "./meaning.js"

const t = values("t", { id: integer, k: integer.pipe(nullable), v: integer }, [
  { id: 1, k: 1, v: 1 },
  { id: 2, k: 2, v: 2 },
  { id: 3, k: 2, v: 4 },
  { id: 4, k: 5, v: 8 },
  { id: 5, k: null, v: 16 },
])
/** What a window function gives for the rows by their id. */
const each = (e: object): ReadonlyArray<unknown> => rows(pipe(from(t), orderBy(t.id), select({ x: e as never }))).map((row) => (row as { x: unknown }).x)
const total = (frame: object) => each(sum(t.v).pipe(over({ orderBy: [t.k], frame: frame as never })))

describe("window functions", () => {
  const byKey = { orderBy: [t.k] }
  const byId = { orderBy: [t.id] }
  test("ranks are shared by rows that sort alike; NULL sorts first", () => {
    expect(each(rank().pipe(over(byKey)))).toEqual([2, 3, 3, 5, 1])
    expect(each(denseRank().pipe(over(byKey)))).toEqual([2, 3, 3, 4, 1])
    expect(each(percentRank().pipe(over(byKey)))).toEqual([0.25, 0.5, 0.5, 1, 0])
    expect(each(cumeDist().pipe(over(byKey)))).toEqual([0.4, 0.8, 0.8, 1, 0.2])
  })
  test("rows are numbered, in parts of which the first are larger", () => {
    expect(each(rowNumber().pipe(over({ orderBy: [desc(t.id)] })))).toEqual([5, 4, 3, 2, 1])
    expect(each(ntile(2).pipe(over(byId)))).toEqual([1, 1, 1, 2, 2])
    expect(each(ntile(9).pipe(over(byId)))).toEqual([1, 2, 3, 4, 5])
  })
  test("lag and lead stay within the partition; NULL there is no absent row", () => {
    expect(each(lag(t.v).pipe(over(byId)))).toEqual([null, 1, 2, 4, 8])
    expect(each(lead(t.k, 1, 0).pipe(over(byId)))).toEqual([2, 2, 5, null, 0])
    expect(each(lag(t.v).pipe(over({ partitionBy: [t.k], ...byId })))).toEqual([null, null, 2, null, null])
  })
  test("a sorted window ends at the current row and what sorts like it", () => {
    expect(each(sum(t.v).pipe(over(byKey)))).toEqual([17, 23, 23, 31, 16])
    expect(each(sum(t.v).pipe(over()))).toEqual([31, 31, 31, 31, 31])
    expect(each(lastValue(t.v).pipe(over(byId)))).toEqual([1, 2, 4, 8, 16])
    expect(each(firstValue(t.v).pipe(over(byId)))).toEqual([1, 1, 1, 1, 1])
    expect(each(nthValue(t.v, 3).pipe(over(byId)))).toEqual([null, null, 4, 4, 4])
  })
  test("which of two rows that sort alike is numbered first, nothing says", () => {
    expect(interpret(pipe(from(t), select({ x: rowNumber().pipe(over(byKey)) })))(db)).toMatchObject({ left: { reason: "Undetermined" } })
  })
})

describe("frames", () => {
  test("by rows", () => {
    const byId = (frame: object) => each(sum(t.v).pipe(over({ orderBy: [t.id], frame: frame as never })))
    expect(byId(rowsBetween(preceding(1), following(1)))).toEqual([3, 7, 14, 28, 24])
    expect(byId(rowsBetween(following(1), unboundedFollowing))).toEqual([30, 28, 24, 16, null])
    expect(byId(rowsBetween(preceding(1), preceding(2)))).toEqual([null, null, null, null, null])
  })
  test("by the distance of the key: NULL has only its like", () => {
    expect(total(rangeBetween(preceding(1), currentRow))).toEqual([1, 7, 7, 8, 16])
    expect(total(rangeBetween(preceding(1), following(3)))).toEqual([7, 15, 15, 8, 16])
    expect(total(rangeBetween(unboundedPreceding, preceding(1)))).toEqual([16, 17, 17, 23, 16])
    expect(each(sum(t.v).pipe(over({ orderBy: [desc(t.k)], frame: rangeBetween(preceding(3), currentRow) })))).toEqual([7, 14, 14, 8, 16])
  })
  test("by groups of rows that sort alike", () => {
    expect(total(groupsBetween(preceding(1), currentRow))).toEqual([17, 7, 7, 14, 16])
    expect(total(groupsBetween(following(1), following(2)))).toEqual([14, 8, 8, null, 7])
  })
  test("with rows left out", () => {
    const all = groupsBetween(unboundedPreceding, unboundedFollowing)
    expect(total(excluding("current row")(all))).toEqual([30, 29, 27, 23, 15])
    expect(total(excluding("group")(all))).toEqual([30, 25, 25, 23, 15])
    expect(total(excluding("ties")(all))).toEqual([31, 27, 29, 31, 31])
  })
})

test("a window counts the rows that a limit before it left, and is not counted again by one after it", () => {
  const place = rank().pipe(over({ orderBy: [desc(t.v)] }))
  expect(rows(pipe(from(t), orderBy(t.id), limit(2), select({ id: t.id, place })))).toEqual([
    { id: 1, place: 2 },
    { id: 2, place: 1 },
  ])
  expect(rows(pipe(from(t), orderBy(t.id), select({ id: t.id, place }), limit(2)))).toEqual([
    { id: 1, place: 5 },
    { id: 2, place: 4 },
  ])
})
