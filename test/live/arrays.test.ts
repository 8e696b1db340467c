/** Arrays on real servers: against a model on JavaScript arrays, of every kind of element and with hostile values. */
import { BigDecimal, Duration, Effect, pipe } from "effect"
import {
  alias, all, allOf, anyOf, array, arrayAgg, arrayAppend, arrayConcat, arrayContainedBy, arrayContains, arrayElement, arrayFrom, arrayOf,
  arrayOverlaps, arrayPosition, arrayPositions, arrayPrepend, arrayRemove, arrayReplace, arraySlice, arrayToString, as, asc, bigint,
  boolean, bytes, cardinality, coalesce, compile, createAll, type Database, date, desc, distinctValues, double, enumeration, eq,
  execute, filterWhere, from, groupBy, gt, inet, insertInto, integer, interval, isNull, json, leftJoin, limit, literal, lt, many,
  neq, nullable, nullOf, numeric, orderBy, orderedBy, param, prepare, primaryKey, raw, scalar, select, smallint, type SqlType,
  stringToArray, table, text, time, timestamp, timestamptz, union, update, uuid, value, varchar, where,
} from "fulmar"
import { Postgres } from "fulmar/postgres"
import { expect, it } from "vitest"
import { plain, seed } from "../core/bakery.js"
import { Cake, Fruit } from "../core/bakery.js"
import { layerOf } from "../core/on-server.js"
import { describeOn, type LiveDb } from "../servers/live.js"
import { everywhere, on as onAny, randomOf } from "./conformance.js"

const on = <A, E>(db: LiveDb, program: Effect.Effect<A, E, any>): Promise<A> =>
  Effect.runPromise(
    Effect.provide(program, layerOf(db.kind === "mariadb" ? db.url.replace(/^mysql:/, "mariadb:") : db.url)) as Effect.Effect<A, E>,
  )

const dec = (s: string): BigDecimal.BigDecimal => BigDecimal.fromStringUnsafe(s)
const mood = enumeration("feeling", ["sad", "it's \"glad\", {really}\\"])

/** Values of each kind of element that are easily lost, or taken for others. */
const kindsOfElements: Readonly<Record<string, readonly [SqlType<any>, ReadonlyArray<unknown>]>> = {
  integer: [integer, [0, -1, 2147483647, -2147483648]],
  smallint: [smallint, [0, -32768, 32767]],
  bigint: [bigint, [0n, 9007199254740993n, 9007199254740992n, -9223372036854775808n, 9223372036854775807n]],
  decimal: [numeric(38, 18), [dec("0"), dec("12345678901234567890.123456789012345678"), dec("-0.000000000000000001"), dec("1.5")]],
  double: [double, [0, 0.1, 5e-324, 1.7976931348623157e308, -2.5]],
  boolean: [boolean, [true, false]],
  text: [text, ["", "NULL", "null", 'q"\\,{} ', "a,b", " x ", "😀é\n\t", "'; drop table x; --", "{}", "\\N", "$1", "?"]],
  varchar: [varchar(20), ["a", "b ", "NULL"]],
  bytes: [bytes, [Uint8Array.of(), Uint8Array.of(0, 92, 34, 255), Uint8Array.of(92, 120)]],
  date: [date, ["0001-01-01", "9999-12-31", "2024-02-29"]],
  time: [time, ["00:00:00", "23:59:59.999999"]],
  timestamp: [timestamp, ["0001-01-01T00:00:00", "9999-12-31T23:59:59.999999"]],
  timestamptz: [timestamptz, [new Date(0), new Date("9999-12-31T23:59:59.999Z")]],
  uuid: [uuid, ["0f8fad5b-d9cb-469f-a165-70867728950e", "00000000-0000-0000-0000-000000000000"]],
  json: [json(), [{ a: [1, "x", null] }, "NULL", [1], 1.5]],
  inet: [inet, ["192.168.0.1", "::1"]],
  enum: [mood, ["sad", "it's \"glad\", {really}\\"]],
  interval: [interval, [Duration.minutes(90), Duration.zero, Duration.micros(-1_500_001n)]],
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(key(a)) === JSON.stringify(key(b))
const key = (x: unknown): unknown =>
  typeof x === "bigint" ? `${x}n` : BigDecimal.isBigDecimal(x) ? BigDecimal.format(x) : x instanceof Uint8Array ? [...x] : x

/** What SQL says of arrays in which NULL is no element that anything is equal to. */
const model = (a: ReadonlyArray<unknown>, b: ReadonlyArray<unknown>, x: unknown) => {
  const has = (xs: ReadonlyArray<unknown>, y: unknown) => y !== null && xs.some((z) => z !== null && same(z, y))
  const places = a.flatMap((y, i) => (same(y, x) ? [i + 1] : []))
  return {
    contains: b.every((y) => has(a, y)),
    contained: a.every((y) => has(b, y)),
    overlaps: b.some((y) => has(a, y)),
    concat: [...a, ...b],
    append: [...a, x],
    prepend: [x, ...a],
    remove: a.filter((y) => !same(y, x)),
    replace: a.map((y) => (same(y, x) ? null : y)),
    place: places[0] ?? null,
    places,
    second: a[1] ?? null,
    middle: a.slice(1, 3),
    rest: a.slice(1),
    n: a.length,
    any: x === null ? (b.length === 0 ? false : null) : has(b, x) ? true : b.includes(null) ? null : false,
    none: x === null ? (b.length === 0 ? true : null) : has(b, x) ? false : b.includes(null) ? null : true,
    anyOfColumn: x === null ? (a.length === 0 ? false : null) : has(a, x) ? true : a.includes(null) ? null : false,
  }
}

const rowsOf = (x: any): Effect.Effect<unknown, unknown, Database> => all(x) as never

const Shelf = table("shelf", {
  id: integer.pipe(primaryKey),
  tags: array(text),
  short: array(varchar(10)).pipe(nullable),
  small: array(smallint),
  more: array(text.pipe(nullable)).pipe(nullable),
})
const Other = pipe(Shelf, alias("other"))
const shelves = [
  { id: 1, tags: ["a", "b", "a"], short: ["a"], small: [1, 2], more: ["a", null] },
  { id: 2, tags: [], short: null, small: [], more: null },
]
const shelf = Effect.andThen(createAll([Shelf]), execute(insertInto(Shelf, shelves)))

describeOn("postgres", "arrays", (db) => {
  for (const [name, [type, values]] of Object.entries(kindsOfElements)) {
    it(`of ${name} are what the model says`, async () => {
      const Row = table(`row of ${name}`, { id: integer.pipe(primaryKey), a: array(type.pipe(nullable)), x: type.pipe(nullable) })
      const random = randomOf(values.length * 7919)
      const items = [...values, null]
      const some = (): ReadonlyArray<unknown> => Array.from({ length: random.below(5) }, () => items[random.below(items.length)])
      const cases = Array.from({ length: 12 }, (_, id) => ({ id, a: some(), x: items[random.below(items.length)] }))
      const others = cases.map(() => some())
      const exprs = (i: number) => {
        const { a, x } = Row as any
        const b = others[i]!
        const given = cases[i]!.x
        const element = given === null ? null : given
        return {
          contains: arrayContains(a, b as never), contained: arrayContainedBy(a, b as never), overlaps: arrayOverlaps(a, b as never),
          concat: arrayConcat(a, b as never), append: arrayAppend(a, element as never), prepend: arrayPrepend(a, x),
          remove: arrayRemove(a, x), replace: arrayReplace(a, element as never, null as never), place: arrayPosition(a, x),
          places: arrayPositions(a, element as never), second: arrayElement(a, 2), middle: arraySlice(a, 2, 3), rest: arraySlice(a, 2),
          n: cardinality(a), any: eq(x, anyOf(b) as never), none: neq(x, allOf(b) as never), anyOfColumn: eq(x, anyOf(a) as never),
        }
      }
      const program = Effect.gen(function* () {
        yield* createAll([Row])
        yield* execute(insertInto(Row, cases as never))
        const found: Array<unknown> = []
        for (const [i] of cases.entries()) {
          found.push(...((yield* rowsOf(pipe(from(Row), where(eq(Row.id, i)), select(exprs(i) as never)))) as ReadonlyArray<unknown>))
        }
        return found
      })
      const found = await on(db, program)
      expect(plain(found)).toEqual(plain(cases.map((c, i) => model(c.a, others[i]!, c.x))))
    })
  }

  /** The values of an expression in both rows. */
  const one = (x: unknown): Promise<unknown> => on(db, rowsOf(pipe(from(Shelf), orderBy(Shelf.id), select(x as never))))

  it("of NULL, of varchar, of sizes and of values beyond the element's type", async () => {
    await on(db, shelf)
    expect(await one(arrayContains(Shelf.more, ["a"]))).toEqual([true, null])
    expect(await one(arrayConcat(Shelf.more, Shelf.tags))).toEqual([["a", null, "a", "b", "a"], []])
    expect(await one(arrayConcat(Shelf.more, nullOf(array(text))))).toEqual([["a", null], null])
    expect(await one(arrayAppend(Shelf.more, "x"))).toEqual([["a", null, "x"], ["x"]])
    expect(await one(arrayRemove(Shelf.more, null))).toEqual([["a"], null])
    expect(await one(arrayOverlaps(Shelf.short, Shelf.tags))).toEqual([true, null])
    expect(await one(arrayContains(Shelf.tags, Shelf.short))).toEqual([true, null])
    expect(await one(arrayContains(Shelf.short, ["a"]))).toEqual([true, null])
    expect(await one(arrayAppend(Shelf.short, "longer than ten characters"))).toEqual([["a", "longer than ten characters"], ["longer than ten characters"]])
    expect(await one(arrayConcat(Shelf.short, Shelf.short))).toEqual([["a", "a"], null])
    expect(await one(arrayConcat(Shelf.short, Shelf.tags))).toEqual([["a", "a", "b", "a"], []])
    expect(await one(coalesce(Shelf.short, ["x"]))).toEqual([["a"], ["x"]])
    expect(await one(eq(Shelf.short, ["a"]))).toEqual([true, null])
    expect(await one(arrayRemove(Shelf.short, "a"))).toEqual([[], null])
    expect(await one(arrayPosition(Shelf.short, arrayElement(Shelf.tags, 1)))).toEqual([1, null])
    expect(await one(arrayContains(Shelf.small, [70000]))).toEqual([false, false])
    expect(await one(arrayAppend(Shelf.small, 70000))).toEqual([[1, 2, 70000], [70000]])
    expect(await one(arrayAppend(Shelf.small, Shelf.id))).toEqual([[1, 2, 1], [2]])
    expect(await one(arrayElement(Shelf.tags, 0))).toEqual([null, null])
    expect(await one(arrayElement(Shelf.tags, -1))).toEqual([null, null])
    expect(await one(arraySlice(Shelf.tags, 0, 1))).toEqual([["a"], []])
    expect(await one(arraySlice(Shelf.tags, 5))).toEqual([[], []])
    expect(await one(arraySlice(Shelf.tags, nullOf(integer)))).toEqual([null, null])
  })

  it("as text and from text", async () => {
    expect(await one(arrayToString(Shelf.more, ", "))).toEqual(["a", null])
    expect(await one(arrayToString(Shelf.more, ", ", "none"))).toEqual(["a, none", null])
    expect(await one(stringToArray(literal("a,,b"), ","))).toEqual([["a", "", "b"], ["a", "", "b"]])
    expect(await one(stringToArray(literal("a,,b"), ",", ""))).toEqual([["a", null, "b"], ["a", null, "b"]])
    expect(await one(stringToArray(literal(""), ","))).toEqual([[], []])
  })

  it("made of expressions and of queries", async () => {
    expect(await one(arrayOf(Shelf.id, 3_000_000_000, null))).toEqual([[1, 3_000_000_000, null], [2, 3_000_000_000, null]])
    expect(await one(arrayOf(arrayElement(Shelf.short, 1), "x", arrayElement(Shelf.tags, 2)))).toEqual([["a", "x", "b"], [null, "x", null]])
    const others = (order: any) => arrayFrom(pipe(from(Shelf), orderBy(order), select(Shelf.id)))
    expect(await one(others(desc(Shelf.id)))).toEqual([[2, 1], [2, 1]])
    expect(await one(arrayFrom(pipe(from(Shelf), where(gt(Shelf.id, 9)), select(Shelf.id))))).toEqual([[], []])
    expect(await one(arrayFrom(pipe(from(Shelf), orderBy(Shelf.id), select(arrayElement(Shelf.short, 1)))))).toEqual([["a", null], ["a", null]])
  })

  it("of any length are one parameter", async () => {
    const ids = Array.from({ length: 100_000 }, (_, i) => i + 2)
    const q = pipe(from(Shelf), where(eq(Shelf.id, anyOf(ids))), select(Shelf.id))
    const compiled = compile(Postgres.dialect)(q)
    expect(compiled._tag === "Right" && compiled.right.params.length).toBe(1)
    expect(await on(db, all(q))).toEqual([2])
    const prepared = prepare(pipe(from(Shelf), where(eq(Shelf.id, anyOf(param("ids", array(integer))))), select(Shelf.id), orderBy(Shelf.id)))
    expect(await on(db, prepared({ ids: [1, 2, 3] }) as Effect.Effect<unknown, unknown, Database>)).toEqual([1, 2])
    expect(await on(db, prepared({ ids: [] }) as Effect.Effect<unknown, unknown, Database>)).toEqual([])
  })

  it("of a limited block", async () => {
    const firsts = pipe(from(Shelf), orderBy(Shelf.id), limit(1), where(eq(literal("a"), anyOf(Shelf.tags))), select({
      n: cardinality(Shelf.tags), x: arrayAppend(Shelf.more, arrayElement(Shelf.tags, 2)),
      ids: arrayFrom(pipe(from(Other), where(eq(Other.id, Shelf.id)), select(Other.id))),
    }))
    expect(await on(db, all(firsts))).toEqual([{ n: 3, x: ["a", null, "b"], ids: [1] }])
    const grouped = pipe(from(Shelf), groupBy(arrayContains(Shelf.tags, ["a"])), orderBy(arrayContains(Shelf.tags, ["a"])), select({
      has: arrayContains(Shelf.tags, ["a"]), ids: arrayAgg(Shelf.id),
    }))
    expect(await on(db, all(grouped))).toEqual([{ has: false, ids: [2] }, { has: true, ids: [1] }])
    const merged = pipe(from(Shelf), select({ x: Shelf.tags }), union(pipe(from(Shelf), select({ x: arrayConcat(Shelf.tags, ["z"]) }))), as("u"))
    expect(await on(db, all(pipe(from(merged), where(eq(literal("z"), anyOf(merged.x))), orderBy(cardinality(merged.x)), select(merged.x))))).toEqual([["z"], ["a", "b", "a", "z"]])
  })

  it("of any and all", async () => {
    expect(await one(eq(literal("a"), anyOf(Shelf.tags)))).toEqual([true, false])
    expect(await one(eq(literal("z"), anyOf(Shelf.more)))).toEqual([null, null])
    expect(await one(neq(literal("a"), allOf(Shelf.tags)))).toEqual([false, true])
    expect(await one(gt(Shelf.id, allOf(Shelf.small)))).toEqual([false, true])
    expect(await one(lt(Shelf.id, anyOf([1.5, 3_000_000_000])))).toEqual([true, true])
    expect(await one(eq(literal("a"), anyOf(scalar(pipe(from(Shelf), orderBy(Shelf.id), limit(1), select(Shelf.tags))))))).toEqual([true, true])
    expect(await one(eq(literal("a"), anyOf(raw(array(text))`(select tags from shelf where id = ${1})`)))).toEqual([true, true])
    expect(await one(eq(literal("a"), anyOf(Shelf.short)))).toEqual([true, null])
    expect(await one(eq(arrayElement(Shelf.short, 1), anyOf(["a"])))).toEqual([true, null])
  })

  it("changed in an update, and nested in rows", async () => {
    await on(db, execute(pipe(update(Shelf, { tags: arrayAppend(Shelf.tags, 'n"e\\w') }), where(eq(Shelf.id, 1)))))
    expect(await on(db, all(pipe(from(Shelf), where(eq(Shelf.id, 1)), select(Shelf.tags))))).toEqual([["a", "b", "a", 'n"e\\w']])
    await on(db, execute(pipe(update(Shelf, { short: arrayAppend(Shelf.short, "b"), small: arrayAppend(Shelf.small, coalesce(Shelf.id, 0)) }), where(eq(Shelf.id, 1)))))
    expect(await on(db, all(pipe(from(Shelf), where(eq(Shelf.id, 1)), select({ short: Shelf.short, small: Shelf.small }))))).toEqual([
      { short: ["a", "b"], small: [1, 2, 1] },
    ])
    const nested = pipe(from(Shelf), limit(1), select({ x: many(pipe(from(Shelf), orderBy(Shelf.id), select({ t: arrayConcat(Shelf.tags, Shelf.more) }))) }))
    expect(await on(db, all(nested))).toEqual([{ x: [{ t: ["a", "b", "a", 'n"e\\w', "a", null] }, { t: [] }] }])
  })

  it("of aggregates", async () => {
    await on(db, seed)
    const base = pipe(from(Cake), leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)), groupBy(Cake.id), orderBy(Cake.id))
    const q = pipe(base, select({
      id: Cake.id,
      fruits: arrayAgg(Fruit.name).pipe(orderedBy(desc(Fruit.name))),
      // NULL by itself: rows of an absent table stay.
      cakes: arrayAgg(Fruit.cakeId),
      none: coalesce(arrayAgg(Fruit.id).pipe(filterWhere(gt(Fruit.id, 99))), []),
      different: arrayAgg(Fruit.cakeId).pipe(distinctValues),
    }))
    expect(await on(db, all(q))).toEqual([
      { id: 1, fruits: ["Cherry"], cakes: [1], none: [], different: [1] },
      { id: 2, fruits: ["Berry", "Apple"], cakes: [2, 2], none: [], different: [2] },
      { id: 3, fruits: null, cakes: [null], none: [], different: [null] },
    ])
    const whole = pipe(from(Fruit), select({ x: arrayAgg(Fruit.cakeId).pipe(orderedBy(asc(Fruit.id))) }))
    expect(await on(db, all(whole))).toEqual([{ x: [1, 2, 2, null] }])
    const absent = pipe(from(Cake), leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)), where(isNull(Fruit.id)), select({
      x: arrayOf(Fruit.name, "x"), y: arrayAppend(value(array(text), ["y"]), Fruit.name), z: arrayOf(coalesce(Fruit.name, "none")),
    }))
    expect(await on(db, all(absent))).toEqual([{ x: [null, "x"], y: ["y", null], z: ["none"] }])
  })
})

describeOn(["postgres", "mariadb", "mysql"], "any and all of a query", (db) => {
  it("are as SQL says", async () => {
    await on(db, seed)
    const ids = (x: any) => pipe(from(Cake), where(x), orderBy(Cake.id), select(Cake.id))
    const get = (x: unknown) => on(db, rowsOf(ids(x)))
    const cakesOfFruit = pipe(from(Fruit), select(Fruit.cakeId))
    expect(await get(eq(Cake.id, anyOf(cakesOfFruit)))).toEqual([1, 2])
    // NULL is among them.
    expect(await get(neq(Cake.id, allOf(cakesOfFruit)))).toEqual([])
    expect(await get(neq(Cake.id, allOf(pipe(from(Fruit), where(gt(Fruit.id, 99)), select(Fruit.cakeId)))))).toEqual([1, 2, 3])
    expect(await get(eq(Cake.id, anyOf(pipe(from(Fruit), where(gt(Fruit.id, 99)), select(Fruit.cakeId)))))).toEqual([])
    expect(await get(gt(Cake.price, allOf(pipe(from(Fruit), select(Fruit.id)))))).toEqual([1, 2, 3])
    expect(await get(lt(Cake.price, anyOf(pipe(from(Cake), orderBy(desc(Cake.price)), limit(1), select(Cake.price)))))).toEqual([2, 3])
    expect(await get(gt(Cake.id, anyOf(pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)), select(Fruit.id)))))).toEqual([])
    const nulls = pipe(from(Cake), orderBy(Cake.id), select({ x: eq(Cake.id, anyOf(cakesOfFruit)) }))
    expect(await on(db, rowsOf(nulls))).toEqual([{ x: true }, { x: true }, { x: null }])
  })
})

describeOn(everywhere, "the number of elements", (db) => {
  it("is the same everywhere", async () => {
    const counts = Effect.gen(function* () {
      yield* shelf
      return yield* rowsOf(pipe(from(Shelf), orderBy(Shelf.id), select({ tags: cardinality(Shelf.tags), more: cardinality(Shelf.more) })))
    })
    expect(await onAny(db, counts)).toEqual([{ tags: 3, more: 2 }, { tags: 0, more: null }])
  })
})
