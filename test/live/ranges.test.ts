/** Ranges on PostgreSQL: what is written is read, and functions give what a model over points says. */
import { BigDecimal, Effect, pipe } from "effect"
import {
  add, all, anyOf, array, arrayAgg, createAll, type Database, date, daterange, emptyRange, eq, execute, from,
  insertInto, int4range, int8range, integer, isEmptyRange, limit, literal, lowerBound, lowerInclusive, lowerInfinite, many,
  nullable, numrange, orderBy, orderedBy, primaryKey, range, type Range, rangeAdjacent, rangeContainedBy, rangeContains, rangeDifference,
  rangeFrom, rangeIntersection, rangeMerge, rangeOf, rangeOverlaps, rangeStrictlyLeft, rangeStrictlyRight, rangeUnion, rawCommand,
  select, smallint, type SqlType, table, text, tsrange, tstzrange, union, update, upperBound, upperInclusive, upperInfinite, value,
  where,
} from "fulmar"
import { expect, it } from "vitest"
import { plain } from "../core/bakery.js"
import { layerOf } from "../core/on-server.js"
import { describeOn, type LiveDb } from "../servers/live.js"

const on = <A, E>(db: LiveDb, program: Effect.Effect<A, E, any>): Promise<A> =>
  Effect.runPromise(Effect.provide(program, layerOf(db.url)) as Effect.Effect<A, E>)
const rowsOf = (x: any): Effect.Effect<any, unknown, Database> => all(x) as never
const dec = (s: string): BigDecimal.BigDecimal => BigDecimal.fromStringUnsafe(s)

const words = range("word \"range\"", text)

/** What is written, and what is read where the server writes it in another way. */
const kept: Readonly<Record<string, readonly [SqlType<any>, ReadonlyArray<readonly [unknown, unknown?]>]>> = {
  int4range: [int4range, [
    [rangeOf(1, 5)], [rangeOf(-2147483648, 2147483647)], [rangeOf(null, 5)], [rangeOf(1, null)], [rangeOf(null, null)], [emptyRange],
    [rangeOf(1, 4, "[]"), rangeOf(1, 5)], [rangeOf(0, 5, "()"), rangeOf(1, 5)], [rangeOf(null, 5, "(]"), rangeOf(null, 6)],
    [rangeOf(3, 3), emptyRange], [rangeOf(3, 3, "[]"), rangeOf(3, 4)],
  ]],
  int8range: [int8range, [
    [rangeOf(-9223372036854775808n, 9223372036854775807n)], [rangeOf(9007199254740993n, null)],
    [rangeOf(9007199254740992n, 9007199254740992n, "[]"), rangeOf(9007199254740992n, 9007199254740993n)],
  ]],
  numrange: [numrange, [
    [rangeOf(dec("-12345678901234567890.123456789012345678"), dec("0.000000000000000001"), "[]")], [rangeOf(dec("1.50"), dec("1.5"), "[]")],
    [rangeOf(dec("1"), null, "()")], [emptyRange],
  ]],
  daterange: [daterange, [
    [rangeOf("0001-01-01", "9999-12-31")], [rangeOf("2024-02-29", null)], [rangeOf("2024-02-28", "2024-02-29", "(]"), rangeOf("2024-02-29", "2024-03-01")],
  ]],
  tsrange: [tsrange, [
    [rangeOf("0001-01-01T00:00:00", "9999-12-31T23:59:59.999999")], [rangeOf("2024-02-29T00:00:00.000001", null, "()")],
    [rangeOf("2024-02-29T00:00:00.5", "2024-02-29T00:00:00.5", "[]")],
  ]],
  tstzrange: [tstzrange, [
    [rangeOf(new Date("0001-01-01T00:00:00Z"), new Date("9999-12-31T23:59:59.999Z"), "(]")], [rangeOf(null, new Date(0))], [rangeOf(new Date(-1), null)],
  ]],
  words: [words, [
    [rangeOf("", "a")], [rangeOf('q"\\,)] (', "z'\n\t😀", "[]")], [rangeOf("NULL", "null", "[]")], [rangeOf("empty", null)], [rangeOf(" ", " a ")], [emptyRange],
    [rangeOf("[", "]", "()")], [rangeOf('"', '""', "[]")],
  ]],
}

describeOn("postgres", "ranges", (db) => {
  it("are read as they are written", async () => {
    await on(db, execute(rawCommand`create type "word ""range""" as range (subtype = text, collation = "C")`))
    for (const [name, [type, cases]] of Object.entries(kept)) {
      const T = table(name, { id: integer.pipe(primaryKey), r: type.pipe(nullable), rs: array(type.pipe(nullable)) })
      const values = [...cases.map(([r]) => r), null]
      const expected = plain([...cases.map(([r, other = r]) => other), null]) as ReadonlyArray<unknown>
      const found = await on(db, Effect.gen(function* () {
        yield* createAll([T])
        yield* execute(insertInto(T, values.map((r, id) => ({ id, r, rs: values })) as never))
        const rows = yield* rowsOf(pipe(from(T), orderBy(T.id)))
        const given = yield* Effect.forEach(cases, ([r]) => rowsOf(pipe(from(T), limit(1), select(value(type, r)))))
        const same = yield* Effect.forEach(cases, ([r], i) => rowsOf(pipe(from(T), where(eq(T.r, r as never)), where(eq(T.id, i)), select(T.id))))
        const nested = yield* rowsOf(pipe(from(T), limit(1), select(many(pipe(from(T), orderBy(T.id), select({ r: T.r, rs: T.rs }))))))
        return { rows, given, same, nested }
      }))
      const { rows, given, same, nested } = found as any
      expect(plain(rows.map((row: any) => row.r)), name).toEqual(expected)
      expect(plain(rows[0].rs), name).toEqual(expected)
      expect(plain(given.map((x: any) => x[0])), name).toEqual(expected.slice(0, -1))
      expect(same, name).toEqual(cases.map((_, i) => [i]))
      expect(plain(nested[0].map((row: any) => row.r)), name).toEqual(expected)
      expect(plain(nested[0][0].rs), name).toEqual(expected)
    }
  })

  it("agree with sets of whole numbers", async () => {
    // Every range within 0 to 4, and those without a bound, as the points of -1 to 6 that are in it.
    const bounds = [0, 2, 4] as const
    const ranges: ReadonlyArray<Range<number>> = [
      emptyRange, rangeOf(null, null), rangeOf(null, 2), rangeOf(2, null),
      ...bounds.flatMap((a) => bounds.flatMap((b) => (a <= b ? (["[)", "[]", "(]", "()"] as const).map((kind) => rangeOf(a, b, kind)) : []))),
    ]
    const points = [-3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7]
    const has = (r: Range<number>, n: number): boolean =>
      r._tag === "Range" && (r.lower === null || (r.lowerInclusive ? n >= r.lower : n > r.lower)) && (r.upper === null || (r.upperInclusive ? n <= r.upper : n < r.upper))
    const set = (r: Range<number>) => points.filter((n) => has(r, n))
    const T = table("pairs", { id: integer.pipe(primaryKey), a: int4range, b: int4range, n: smallint })
    const pairs = ranges.flatMap((a) => ranges.map((b) => ({ a, b }))).map((p, id) => ({ id, ...p, n: points[id % points.length]! }))
    const found = await on(db, Effect.gen(function* () {
      yield* createAll([T])
      yield* execute(insertInto(T, pairs))
      return yield* all(pipe(from(T), orderBy(T.id), select({
        a: T.a, b: T.b, contains: rangeContains(T.a, T.b), contained: rangeContainedBy(T.a, T.b), has: rangeContains(T.a, T.n), within: rangeContainedBy(T.n, T.a),
        within2: rangeContainedBy(add(T.n, 0), T.a),
        overlaps: rangeOverlaps(T.a, T.b), left: rangeStrictlyLeft(T.a, T.b), right: rangeStrictlyRight(T.a, T.b), adjacent: rangeAdjacent(T.a, T.b),
        both: rangeIntersection(T.a, T.b), merged: rangeMerge(T.a, T.b), lower: lowerBound(T.a), upper: upperBound(T.a), empty: isEmptyRange(T.a),
        lowerIn: lowerInclusive(T.a), upperIn: upperInclusive(T.a), noLower: lowerInfinite(T.a), noUpper: upperInfinite(T.a),
        again: rangeFrom(int4range, lowerBound(T.a), upperBound(T.a)),
      })) as never) as Effect.Effect<ReadonlyArray<any>>
    }))
    found.forEach((row, i) => {
      const { a, b, n } = pairs[i]!
      const [x, y] = [set(a), set(b)]
      const apart = x.length > 0 && y.length > 0
      const [least, most] = [Math.min(...x, ...y), Math.max(...x, ...y)]
      expect({ ...row, both: set(row.both), merged: set(row.merged), a: set(row.a), b: set(row.b), again: set(row.again) }).toEqual({
        a: x, b: y,
        contains: y.every((p) => x.includes(p)), contained: x.every((p) => y.includes(p)), has: x.includes(n), within: x.includes(n), within2: x.includes(n),
        overlaps: x.some((p) => y.includes(p)),
        left: apart && x.every((p) => y.every((q) => p < q)), right: apart && x.every((p) => y.every((q) => p > q)),
        adjacent: apart && !x.some((p) => y.includes(p)) && (Math.max(...x) + 1 === y[0] || Math.max(...y) + 1 === x[0]),
        both: x.filter((p) => y.includes(p)), merged: points.filter((p) => p >= least && p <= most),
        lower: x.length === 0 || x[0] === -3 ? null : x[0], upper: x.length === 0 || x.at(-1) === 7 ? null : x.at(-1)! + 1,
        empty: x.length === 0, lowerIn: x.length > 0 && x[0] !== -3, upperIn: false,
        noLower: x[0] === -3, noUpper: x.at(-1) === 7, again: x.length === 0 ? points : x,
      })
    })
  })

  it("are changed, joined, searched and NULL", async () => {
    const Stay = table("stay", { id: integer.pipe(primaryKey), nights: daterange.pipe(nullable), arrival: date.pipe(nullable) })
    const may = rangeOf("2024-05-01", "2024-06-01")
    const found = await on(db, Effect.gen(function* () {
      yield* createAll([Stay])
      yield* execute(insertInto(Stay, [{ id: 1, nights: may, arrival: "2024-05-01" }, { id: 2 }]))
      yield* execute(pipe(update(Stay, { nights: rangeDifference(Stay.nights, rangeOf("2024-05-20", null)) }), where(eq(Stay.id, 1))))
      const one = (x: unknown) => rowsOf(pipe(from(Stay), orderBy(Stay.id), select(x as never)))
      return [
        yield* one(Stay.nights),
        yield* one(rangeUnion(Stay.nights, rangeOf("2024-05-20", "2024-05-21"))),
        yield* one(rangeContains(Stay.nights, "2024-05-19")),
        yield* one(rangeContainedBy(Stay.arrival, may)),
        yield* one(upperBound(Stay.nights)),
        yield* one(rangeFrom(daterange, Stay.arrival, null, "()")),
        yield* one(eq(Stay.nights, anyOf([rangeOf("2024-05-01", "2024-05-20")]))),
        yield* one(rangeContainedBy(literal(dec("1.5")), rangeOf(dec("1"), dec("2")))),
        yield* rowsOf(pipe(from(Stay), select(arrayAgg(Stay.nights).pipe(orderedBy(Stay.id))))),
        yield* rowsOf(pipe(from(Stay), select({ x: Stay.nights }), union(pipe(from(Stay), select({ x: value(daterange, emptyRange) }))))).pipe(Effect.map((rows) => rows.length)),
      ]
    }))
    const nights = rangeOf("2024-05-01", "2024-05-20")
    expect(found).toEqual([
      [nights, null], [rangeOf("2024-05-01", "2024-05-21"), null], [true, null], [true, null], ["2024-05-20", null],
      [rangeOf("2024-05-02", null), rangeOf(null, null)], [true, null], [true, true], [[nights, null]], 3,
    ])
  })

  it("fail where there is no such range", async () => {
    const T = table("wrong", { r: int4range.pipe(nullable) })
    const reason = (x: unknown) => on(db, Effect.map(Effect.flip(rowsOf(x)), (e: any) => e.reason._tag))
    await on(db, createAll([T]))
    await on(db, execute(insertInto(T, { r: rangeOf(1, 5) })))
    const of = (x: unknown) => pipe(from(T), select(x as never))
    expect(await reason(of(value(int4range, rangeOf(5, 1))))).toBe("DataError")
    expect(await reason(of(rangeUnion(T.r, rangeOf(7, 9))))).toBe("DataError")
    expect(await reason(of(rangeDifference(T.r, rangeOf(2, 3))))).toBe("DataError")
    expect(await reason(of(rangeFrom(int4range, 5, 1)))).toBe("DataError")
    const infinite = table("infinite", { r: daterange })
    await on(db, createAll([infinite]))
    await on(db, execute(rawCommand`insert into infinite values ('[2024-01-01,infinity)')`))
    expect(await on(db, Effect.map(Effect.flip(rowsOf(from(infinite))), (e: any) => e._tag))).toBe("DecodeError")
  })
})

