/** The place that a row would have in its group is that of a count in the program, on every database. */
import { BigDecimal, Effect, pipe } from "effect"
import {
  all, createAll, cumeDist, denseRank, desc, eq, execute, filterWhere, from, groupBy, gt, insertInto, integer, isNull, leftJoin, nullable,
  nullsFirst, numeric, one, orderBy, percentRank, primaryKey, rank, select, table, text, withinGroup, where,
} from "fulmar"
import { beforeAll, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { everywhere, on, randomOf } from "./conformance.js"

const T = table("t", {
  id: integer.pipe(primaryKey), group: integer, n: integer.pipe(nullable), d: numeric(10, 2).pipe(nullable), s: text.pipe(nullable),
})
const Group = table("group", { id: integer.pipe(primaryKey) })
const D = BigDecimal.fromStringUnsafe
const random = randomOf(7)
const pick = <A>(xs: ReadonlyArray<A>): A => xs[random.below(xs.length)]!
const numbers = [null, -2, 0, 1, 2, 3]
const decimals = [null, "-0.5", "9.25", "10", "10.5"]
const texts = [null, "", "Z", "a", "a ", "b'\\", "😀"]
const rows = Array.from({ length: 120 }, (_, i) => ({
  id: i + 1, group: 1 + (i % 3), n: pick(numbers), d: pick(decimals), s: pick(texts),
}))

/** -1, 0 or 1, with NULL last or first. */
type Order<A> = (a: A | null, b: A | null) => number
const order = <A>(compare: (a: A, b: A) => number, nulls: "first" | "last" = "last"): Order<A> => (a, b) =>
  a === null || b === null ? ((a === null ? 1 : 0) - (b === null ? 1 : 0)) * (nulls === "last" ? 1 : -1) : compare(a, b)
const up: Order<number> = order((a, b) => Math.sign(a - b))
const number = (s: string | null): number | null => (s === null ? null : Number(s))
const codes = (a: string, b: string): number => {
  const [x, y] = [[...a], [...b]].map((s) => s.map((c) => c.codePointAt(0)!))
  for (let i = 0; i < Math.max(x!.length, y!.length); i++) {
    const less = (x![i] ?? -1) - (y![i] ?? -1)
    if (less !== 0) return Math.sign(less)
  }
  return 0
}

const places = (found: ReadonlyArray<(typeof rows)[number]>, compare: (r: (typeof rows)[number]) => number, key: (r: (typeof rows)[number]) => unknown) => {
  const before = found.filter((r) => compare(r) < 0)
  const upTo = found.filter((r) => compare(r) <= 0)
  return {
    rank: 1 + before.length,
    dense: 1 + new Set(before.map(key)).size,
    percent: expect.closeTo(found.length === 0 ? 0 : before.length / found.length, 12),
    cume: expect.closeTo((1 + upTo.length) / (1 + found.length), 12),
  }
}

describeOn(everywhere, "the place within a group", (db) => {
  beforeAll(() =>
    on(db, Effect.gen(function* () {
      yield* createAll([T, Group])
      yield* execute(insertInto(Group, [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }]))
      yield* execute(insertInto(T, rows.map((r) => ({ ...r, d: r.d === null ? null : D(r.d) }))))
    })))

  const of = (g: number) => rows.filter((r) => r.group === g)
  const groups = pipe(from(T), groupBy(T.group), orderBy(T.group))

  it("by a number", async () => {
    for (const v of [...numbers, 7]) {
      const each = pipe(groups, select({
        rank: rank().pipe(withinGroup([T.n, v])),
        dense: denseRank().pipe(withinGroup([T.n, v])),
        percent: percentRank().pipe(withinGroup([T.n, v])),
        cume: cumeDist().pipe(withinGroup([T.n, v])),
      }))
      expect(await on(db, all(each))).toEqual([1, 2, 3].map((g) => places(of(g), (r) => up(r.n, v), (r) => r.n)))
      const back = order<number>((a, b) => Math.sign(b - a), "first")
      const down = pipe(groups, select({
        rank: rank().pipe(withinGroup([nullsFirst(desc(T.n)), v])),
        dense: denseRank().pipe(withinGroup([nullsFirst(desc(T.n)), v]), filterWhere(gt(T.id, 60))),
      }))
      expect(await on(db, all(down))).toEqual([1, 2, 3].map((g) => ({
        rank: places(of(g), (r) => back(r.n, v), (r) => r.n).rank,
        dense: places(of(g).filter((r) => r.id > 60), (r) => back(r.n, v), (r) => r.n).dense,
      })))
    }
  })

  it("by a decimal and a text", async () => {
    for (const d of decimals) {
      for (const s of texts) {
        const compare = (r: (typeof rows)[number]): number =>
          order<number>((a, b) => Math.sign(b - a))(number(r.d), number(d)) || order(codes, "first")(r.s, s)
        const keys = [[desc(T.d), d === null ? null : D(d)], [nullsFirst(T.s), s]] as const
        const { rank: place, percent, cume } = places(rows, compare, () => 0)
        const q = pipe(from(T), select({
          place: rank().pipe(withinGroup(...keys)),
          percent: percentRank().pipe(withinGroup(...keys)),
          cume: cumeDist().pipe(withinGroup(...keys)),
          dense: denseRank().pipe(withinGroup([T.d, d === null ? null : D(d)])),
        }))
        const { dense } = places(rows, (r) => up(number(r.d), number(d)), (r) => r.d)
        expect(await on(db, one(q))).toEqual({ place, percent, cume, dense })
      }
    }
  }, 60_000)

  it("of no rows, of rows of NULLs, and of a key of the group", async () => {
    const none = { rank: 1, percent: 0, cume: 1, dense: 1 }
    const q = pipe(from(T), where(eq(T.id, -1)), select({
      rank: rank().pipe(withinGroup([T.n, 1])),
      percent: percentRank().pipe(withinGroup([T.n, 1])),
      cume: cumeDist().pipe(withinGroup([T.n, 1])),
      dense: denseRank().pipe(withinGroup([nullsFirst(T.n), 1])),
    }))
    expect(await on(db, one(q))).toEqual(none)
    const joined = pipe(from(Group), leftJoin(T, eq(T.group, Group.id)), groupBy(Group.id), orderBy(Group.id), select({
      first: rank().pipe(withinGroup([nullsFirst(T.n), Group.id])),
      last: denseRank().pipe(withinGroup([T.n, Group.id])),
    }))
    expect(await on(db, all(joined))).toEqual([1, 2, 3, 4].map((g) => {
      const found = g === 4 ? [{ n: null }] : of(g)
      return {
        first: 1 + found.filter((r) => r.n === null || r.n < g).length,
        last: 1 + new Set(found.flatMap((r) => (r.n !== null && r.n < g ? [r.n] : []))).size,
      }
    }))
    const nulls = pipe(from(T), groupBy(T.n), where(isNull(T.s)), orderBy(nullsFirst(T.n)), select(rank().pipe(withinGroup([nullsFirst(T.id), T.n]))))
    const distinct = [...new Set(rows.filter((r) => r.s === null).map((r) => r.n))].toSorted(order((a, b) => a - b, "first"))
    expect(await on(db, all(nulls))).toEqual(
      distinct.map((v) => 1 + rows.filter((r) => r.s === null && r.n === v && v !== null && r.id < v).length),
    )
  })
})
