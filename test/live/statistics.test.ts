/** Statistics, and aggregates of bits and conditions, are the same on every database. */
import { BigDecimal, Duration, Effect, pipe } from "effect"
import {
  add, all, bigint, bitAndAgg, bitOrAgg, bitXorAgg, boolAnd, boolOr, boolean, bytes, corr, covarPop, covarSamp, createAll, date, distinctValues,
  double, eq, execute, filterWhere, following, from, groupBy, gt, insertInto, integer, interval, leftJoin, median, mode, nullable, numeric, one,
  orderBy, over, percentileCont, percentileDisc, preceding, primaryKey, regrIntercept, regrR2, regrSlope, rowsBetween, select, stddevPop,
  stddevSamp, table, text, varPop, varSamp,
} from "fulmar"
import { beforeAll, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { everywhere, on } from "./conformance.js"

const D = BigDecimal.fromStringUnsafe
const Group = table("group", { id: integer.pipe(primaryKey) })
const T = table("t", {
  id: integer.pipe(primaryKey), group: integer, n: integer.pipe(nullable), big: bigint.pipe(nullable), x: double.pipe(nullable),
  d: numeric(20, 3).pipe(nullable), flag: boolean.pipe(nullable), s: text.pipe(nullable), day: date.pipe(nullable), raw: bytes.pipe(nullable),
  span: interval.pipe(nullable),
})
const least = -(2n ** 63n)
const seed = Effect.gen(function* () {
  yield* createAll([Group, T])
  yield* execute(insertInto(Group, [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }]))
  yield* execute(
    insertInto(T, [
      { id: 1, group: 1, n: 2, big: least, x: 1e9 + 4, d: D("0.5"), flag: true, s: "😀", day: "2024-02-29", raw: Uint8Array.of(255), span: Duration.hours(2) },
      { id: 2, group: 1, n: -7, big: 5n, x: 1e9 + 7, d: D("10"), flag: false, s: "\uffff", day: "2024-01-01", raw: Uint8Array.of(1), span: Duration.hours(10) },
      { id: 3, group: 1, n: 2, big: 2n ** 53n + 1n, x: 1e9 + 13, d: D("9.25"), flag: null, s: "😀", day: null, raw: Uint8Array.of(255), span: Duration.hours(2) },
      { id: 4, group: 1, n: null, big: null, x: 1e9 + 16, d: D("10"), flag: true, s: "Z", day: "2024-02-29", raw: null, span: null },
      { id: 5, group: 2, n: 6, big: -1n, x: 0.25, d: D("-3.125"), flag: true, s: "", day: "2000-01-01", raw: Uint8Array.of(), span: Duration.zero },
      { id: 6, group: 3 },
    ]),
  )
})

/** The rows of every group; a group without rows has one of the absent table. */
const grouped = pipe(from(Group), leftJoin(T, eq(T.group, Group.id)), groupBy(Group.id), orderBy(Group.id))
const near = (x: number): unknown => expect.closeTo(x, 9)

describeOn(everywhere, "statistics", (db) => {
  beforeAll(() => on(db, seed))

  it("of deviations do not lose what is small beside the mean", async () => {
    const query = pipe(
      grouped,
      select({
        n: stddevPop(T.n), n1: varSamp(T.n), x: varPop(T.x), x1: varSamp(T.x), s: stddevSamp(T.x), d: varPop(T.d), sum: stddevPop(add(T.n, T.id)),
        some: varPop(T.n).pipe(filterWhere(gt(T.id, 2))),
      }),
    )
    const none = { n: null, n1: null, x: null, x1: null, s: null, d: null, sum: null, some: null }
    expect(await on(db, all(query))).toEqual([
      { n: near(Math.sqrt(18)), n1: near(27), x: near(22.5), x1: near(30), s: near(Math.sqrt(30)), d: near(16.13671875), sum: near(Math.sqrt(56 / 3)), some: near(0) },
      { ...none, n: 0, x: 0, d: 0, sum: 0, some: 0 }, none, none,
    ])
  })

  it("of bits and conditions are NULL of nothing", async () => {
    const query = pipe(
      grouped,
      select({
        and: bitAndAgg(T.n), or: bitOrAgg(T.n), xor: bitXorAgg(T.n), bigAnd: bitAndAgg(T.big), bigOr: bitOrAgg(T.big), bigXor: bitXorAgg(T.big),
        some: bitOrAgg(T.n).pipe(filterWhere(gt(T.n, 2))), different: bitOrAgg(T.n).pipe(distinctValues), every: boolAnd(T.flag), any: boolOr(T.flag),
        high: boolOr(gt(T.n, 2)), all: boolAnd(gt(T.n, -10)),
      }),
    )
    const none = {
      and: null, or: null, xor: null, bigAnd: null, bigOr: null, bigXor: null, some: null, different: null, every: null, any: null, high: null, all: null,
    }
    expect(await on(db, all(query))).toEqual([
      {
        and: 2 & -7, or: 2 | -7, xor: -7, bigAnd: 0n, bigOr: least + 2n ** 53n + 5n, bigXor: least + 2n ** 53n + 4n, some: null, different: 2 | -7,
        every: false, any: true, high: false, all: true,
      },
      { ...none, and: 6, or: 6, xor: 6, bigAnd: -1n, bigOr: -1n, bigXor: -1n, some: 6, different: 6, every: true, any: true, high: true, all: true },
      none, none,
    ])
  })

  it("stand over a window", async () => {
    const frame = rowsBetween(preceding(1), following(1))
    const query = pipe(
      from(T),
      orderBy(T.id),
      select({
        var: varPop(T.x).pipe(over({ partitionBy: [T.group], orderBy: [T.id], frame })),
        every: boolAnd(T.flag).pipe(over({ orderBy: [T.id], frame })),
      }),
    )
    expect(await on(db, all(query))).toEqual([
      { var: near(2.25), every: false },
      { var: near(14), every: false },
      { var: near(14), every: false },
      { var: near(2.25), every: true },
      { var: 0, every: true },
      { var: null, every: true },
    ])
  })
})

describeOn(["sqlite", "postgres", "mysql"], "bits over a window", (db) => {
  it("are those of the frame", async () => {
    await on(db, seed)
    const frame = rowsBetween(preceding(1), following(0))
    const query = pipe(
      from(T),
      orderBy(T.id),
      select({
        all: bitXorAgg(T.n).pipe(over({ orderBy: [T.id] })), near: bitXorAgg(T.n).pipe(over({ orderBy: [T.id], frame })),
        and: bitAndAgg(T.n).pipe(over({ orderBy: [T.id], frame })), or: bitOrAgg(T.n).pipe(over({ orderBy: [T.id], frame })),
      }),
    )
    expect(await on(db, all(query))).toEqual([
      { all: 2, near: 2, and: 2, or: 2 }, { all: 2 ^ -7, near: 2 ^ -7, and: 2 & -7, or: 2 | -7 },
      { all: -7, near: 2 ^ -7, and: 2 & -7, or: 2 | -7 }, { all: -7, near: 2, and: 2, or: 2 },
      { all: -7 ^ 6, near: 6, and: 6, or: 6 }, { all: -7 ^ 6, near: 6, and: 6, or: 6 },
    ])
  })
})

describeOn(["sqlite", "postgres"], "statistics of order and regression", (db) => {
  beforeAll(() => on(db, seed))

  it("are percentiles and the most frequent value", async () => {
    const query = pipe(
      grouped,
      select({
        half: median(T.n), high: percentileCont(0.9, T.x), price: percentileCont(0.25, T.d), least: percentileCont(0, T.n), most: percentileDisc(1, T.d),
        first: percentileDisc(0, T.s), big: percentileDisc(0.5, T.big), day: percentileDisc(0.5, T.day), span: percentileDisc(0.9, T.span), s: mode(T.s),
        n: mode(T.n), d: mode(T.d), raw: mode(T.raw), long: mode(T.span), flag: mode(T.flag), some: median(T.n).pipe(filterWhere(gt(T.n, 2))),
      }),
    )
    const none = {
      half: null, high: null, price: null, least: null, most: null, first: null, big: null, day: null, span: null, s: null, n: null, d: null, raw: null,
      long: null, flag: null, some: null,
    }
    const rows = await on(db, all(query))
    const shown = rows.map((row) => ({ ...row, most: row.most === null ? null : BigDecimal.format(row.most), d: row.d === null ? null : BigDecimal.format(row.d) }))
    expect(shown).toEqual([
      {
        half: 2, high: near(1e9 + 15.1), price: near(7.0625), least: -7, most: "10", first: "Z", big: 5n, day: "2024-02-29",
        span: Duration.hours(10), s: "😀", n: 2, d: "10", raw: Uint8Array.of(255), long: Duration.hours(2), flag: true, some: null,
      },
      {
        half: 6, high: 0.25, price: -3.125, least: 6, most: "-3.125", first: "", big: -1n, day: "2000-01-01", span: Duration.zero, s: "", n: 6,
        d: "-3.125", raw: Uint8Array.of(), long: Duration.zero, flag: true, some: 6,
      },
      none, none,
    ])
  })

  it("are lines through points", async () => {
    const line = {
      slope: regrSlope(T.x, T.id), intercept: regrIntercept(T.x, T.id), fit: regrR2(T.x, T.id), corr: corr(T.x, T.id), pop: covarPop(T.x, T.id),
      samp: covarSamp(T.x, T.id), some: regrSlope(T.d, T.n).pipe(filterWhere(gt(T.id, 1))),
    }
    const none = { slope: null, intercept: null, fit: null, corr: null, pop: null, samp: null, some: null }
    expect(await on(db, all(pipe(grouped, select(line))))).toEqual([
      { slope: near(4.2), intercept: near(999_999_999.5), fit: near(0.98), corr: near(Math.sqrt(0.98)), pop: near(5.25), samp: near(7), some: near(-0.75 / 9) },
      { ...none, pop: 0 }, none, none,
    ])
    const running = corr(T.x, T.id).pipe(over({ partitionBy: [T.group], orderBy: [T.id], frame: rowsBetween(preceding(1), following(0)) }))
    expect((await on(db, all(pipe(from(T), select({ running }), orderBy(T.id))))).map((row) => row.running)).toEqual([null, near(1), near(1), near(1), null, null])
  })

  it("are of no rows at all NULL", async () => {
    const query = pipe(from(T), select({ half: median(T.n).pipe(filterWhere(gt(T.id, 99))), slope: regrSlope(T.x, T.n).pipe(filterWhere(gt(T.id, 99))) }))
    expect(await on(db, one(query))).toEqual({ half: null, slope: null })
  })
})
