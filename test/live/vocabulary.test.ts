/** The same expressions give the same values on every database: what SQLite gives is what the others must. */
import { BigDecimal, Duration, Effect, pipe } from "effect"
import {
  abs, add, addDays, all, and, type AnyExpr, asc, avg, between, bigint, boolean, bytes, cast, caseWhen, ceil, coalesce, concat,
  contains, count, countAll, date, dateOf, day, dayOfWeek, dayOfYear, daysBetween, decimal, desc, distinct, distinctValues, div,
  double, endsWith, eq, exists, filterWhere, floor, from, groupBy, gt, gte, hour, inQuery, insertInto, integer, interval,
  isDistinctFrom, isIn, isNotDistinctFrom, isNull, json, length, like, limit, literal, lower, lt, many, max, maybe, min, minute,
  mod, month, mul, neg, neq, not, rowValue, notBetween, notIn, notInQuery, notLike, nullable, nullif, nullOf, nullsFirst, nullsLast,
  numeric, offset, or, orderBy, position, power, primaryKey, replace, round, scalar, second, select, sign, sqrt, startsWith, sub,
  substring, sum, table, text, timestamp, timestamptz, trim, trimEnd, trimStart, union, upper, uuid, value, where, year, createAll,
  execute, type Database, except, innerJoin, exceptAll, intersect, intersectAll, leftJoin, orderRowsBy, unionAll, as, array, time, inet, smallint, type AnyQuery, having, bitAnd, greatest,
} from "fulmar"
import { beforeAll, expect, it } from "vitest"
import { Bakery, Cake, everything, Fruit, Kinds, type Live, onEmpty, plain, seed } from "../core/bakery.js"
import { layerOf } from "../core/on-server.js"
import { kinds } from "../servers/kinds.js"
import { dates } from "../vocabulary/dates.js"
import { numbers } from "../vocabulary/numbers.js"
import { texts } from "../vocabulary/texts.js"
import { describeOn } from "../servers/live.js"

const k = Kinds
const dec = (s: string) => value(decimal(), BigDecimal.fromStringUnsafe(s))
const dbl = (x: number) => value(double, x)
const int = (x: number) => value(integer, x)
const day29 = value(date, "2024-02-29")
const nulls = { text: nullOf(text), int: nullOf(integer) }

const exprsOf = (cases: Readonly<Record<string, readonly [expr: AnyExpr, value: unknown]>>) =>
  Object.fromEntries(Object.entries(cases).map(([name, [expr]]) => [name, expr]))

/** Expressions over {@link Kinds}, whose second row is NULL but for its two whole numbers. */
const expressions: Readonly<Record<string, AnyExpr>> = {
  "sums": add(k.n, k.m), "sums of great numbers": add(int(2147483647), int(2147483647)),
  "products of great columns": mul(mul(k.n, 2147483647), k.n), "bigints": sub(k.big, 1n), "differences": sub(k.n, 8),
  "fractions": mul(k.n, 2.5), "decimals": add(k.price, BigDecimal.fromBigInt(1n)), "decimal products": mul(k.price, dec("3.14159")),
  "quotients of whole numbers": div(k.n, 2), "negative quotients": div(int(-7), int(2)), "quotients by 0": div(k.n, 0),
  "remainders": mod(k.n, 4), "negative remainders": mod(int(-7), int(3)), "remainders by 0": mod(k.n, 0),
  "quotients of fractions": div(k.ratio, 4), "fractions by 0": div(k.ratio, 0), "remainders of fractions": mod(dbl(5.5), 2),
  "remainders of decimals": mod(dec("5.5"), dec("2")), "quotients of decimals": div(k.price, 4),
  "decimals by 0": div(k.price, 0), "opposites": neg(k.n), "opposite decimals": neg(k.price), "abs": abs(k.n),
  "abs of decimals": abs(dec("-1.50")), "ceil": ceil(dbl(-1.5)), "floor": floor(dbl(-1.5)), "ceil of decimals": ceil(dec("1.01")),
  "floor of decimals": floor(dec("-1.01")), "round up": round(dbl(2.5)), "round down": round(dbl(-2.5)), "round half": round(dbl(0.5)),
  "round one half": round(dbl(1.5)), "round to a place": round(dbl(1.25), 1), "round decimals": round(dec("-2.5")),
  "round decimals to a place": round(dec("1.005"), 2), "round whole numbers": round(k.n), "sqrt": sqrt(dbl(2.25)),
  "sqrt of nothing real": sqrt(dbl(-1)), "sign": sign(k.n), "sign of decimals": sign(dec("-0.5")), "power": power(k.n, 2),
  "power of a fraction": power(dbl(2), 0.5),
  "equality": eq(k.n, 7), "inequality": neq(k.m, 3), "order of texts": lt(k.name, "z"), "case in texts": eq(literal("a"), "A"),
  "order by code points": lt(literal("Z"), "a"), "accents": eq(literal("u"), "ü"), "less": gt(k.at, new Date(0)),
  "equal decimals": eq(k.price, 12.5), "decimals beside longer ones": gt(k.price, dec("12.49999999999")), "days": gte(k.day, "2024-02-29"),
  "moments": eq(k.at, everything.at), "wall clocks": eq(k.wall, everything.wall), "bytes": eq(k.raw, everything.raw),
  "intervals": lt(k.span, Duration.hours(2)), "labels": eq(k.mood, "glad"), "keys": eq(k.key, everything.key),
  "bigints exactly": eq(k.big, 9007199254740993n), "bigints not nearly": eq(k.big, 9007199254740992n),
  "distinct": isDistinctFrom(k.m, 3), "not distinct": isNotDistinctFrom(k.m, nullOf(integer)), "null": isNull(k.m),
  "between": between(k.n, 0, 7), "not between": notBetween(k.price, dec("1"), dec("2")), "days between days": between(k.day, "2024-01-01", "2024-12-31"),
  "in": isIn(k.n, [1, 7]), "in with null": isIn(k.m, [1, null]), "not in": notIn(k.m, [1, 2]), "in nothing": isIn(k.m, []),
  "in decimals": isIn(k.price, [BigDecimal.fromStringUnsafe("12.5")]), "in days": isIn(k.day, ["2024-02-29"]),
  "in a query": inQuery(k.n, pipe(from(Cake), select({ x: Cake.id }))),
  "in a limited query": inQuery(k.m, pipe(from(Cake), select({ x: Cake.id }), orderBy(desc(Cake.id)), limit(1))),
  "not in a query with NULL": notInQuery(k.n, pipe(from(Fruit), select({ x: Fruit.cakeId }))),
  "exists": exists(pipe(from(Fruit), where(eq(Fruit.cakeId, k.id)))),
  "and": and(eq(k.n, 7), k.flag), "or": or(eq(k.n, 7), k.flag), "not": not(eq(k.n, 7)), "flag": k.flag,
  "row values": eq(rowValue({ n: k.n, m: k.m }), { n: 7, m: 3 }), "row values in order": lt(rowValue({ n: k.n, price: k.price }), { n: 7, price: dec("12.51") }),
  "row values in a list": isIn(rowValue({ price: k.price, name: k.name }), [{ price: dec("12.5"), name: everything.name }, { price: dec("1"), name: "x" }]),
  "row values in a query": inQuery(rowValue({ a: k.n, b: k.m }), pipe(from(Kinds), select({ b: Kinds.m, a: Kinds.n }))),
  "row values not in a list": notIn(rowValue({ m: k.m, at: k.at }), [{ m: 3, at: everything.at }]),
  "choices": caseWhen([[gt(k.n, 5), "big"], [isNull(k.m), "none"]], "small"), "choices of numbers": caseWhen([[gt(k.n, 5), 1]], 2.5),
  "choices or NULL": caseWhen([[gt(k.n, 5), k.name]], null), "coalesce": coalesce(k.m, 0), "coalesce to a column": coalesce(k.m, k.n),
  "coalesce texts": coalesce(k.name, "none"), "coalesce of NULLs": coalesce(nulls.int, k.m), "nullif": nullif(k.n, 7),
  "nullif of texts": nullif(k.name, "x"), "NULL": nulls.text,
  "concat": concat(k.name, "!", "?"), "concat of values": concat("a", "b "), "lower": lower(literal("ABC")), "upper": upper(literal("abc")),
  "trim": trim(literal("  a ")), "trimStart": trimStart(literal("  a ")), "trimEnd": trimEnd(literal("  a ")),
  "length": length(k.name), "length of blanks": length(literal("a  ")), "length of signs": length(literal("😀é")),
  "substring": substring(k.name, 2, 3), "substring to the end": substring(k.name, 5), "substring by columns": substring(k.name, k.m, k.n),
  "replace": replace(k.name, "%", "pc"), "replace in other case": replace(literal("aA"), "A", "b"), "position": position(k.name, "100"),
  "position of nothing": position(k.name, "zzz"), "like": like(k.name, "Ü%"), "like in other case": like(literal("Opera"), "o%"),
  "like signs": like(k.name, "%100\\%\\_a\\\\b"), "not like": notLike(k.name, "x%"), "contains": contains(k.name, "100%_a\\b"),
  "starts": startsWith(k.name, "Ünï"), "ends": endsWith(k.name, "\\b"), "contains an expression": contains(k.name, lower(literal("%_A\\"))),
  "trailing blanks": eq(concat(k.name, " "), k.name), "trailing blanks of columns": eq(k.name, `${everything.name} `),
  "year": year(k.day), "month": month(k.at), "day": day(k.wall), "day of the week": dayOfWeek(k.day), "day of the year": dayOfYear(k.day),
  "hour": hour(k.at), "minute": minute(k.wall), "second": second(k.at), "date of": dateOf(k.at), "days later": addDays(k.day, 1),
  "days earlier": addDays(k.day, -60), "days between": daysBetween(k.day, "2023-02-28"), "days later by a column": addDays(day29, k.n),
  "days from a value": daysBetween(day29, k.day),
  "cast to text": cast(k.n, text), "cast of a truth": cast(k.flag, text), "cast to a whole number": cast(dbl(2.5), integer),
  "cast of a text": cast(literal("42"), integer), "cast to a fraction": cast(k.n, double), "cast to a decimal": cast(k.n, decimal()),
  "cast to a short decimal": cast(dec("1.005"), numeric(10, 2)), "cast of a decimal": cast(dec("2.5"), integer),
  "cast to a truth": cast(k.n, boolean), "cast to a bigint": cast(k.n, bigint), "cast to a day": cast(k.at, date),
  "cast to a moment": cast(k.day, timestamptz), "cast to bytes": cast(literal("é"), bytes),
  "scalar": scalar(pipe(from(Fruit), where(eq(Fruit.cakeId, k.id)), select({ n: countAll }))),
  "nested rows": many(pipe(from(Fruit), where(eq(Fruit.cakeId, k.id)), orderBy(desc(Fruit.id)), select({ id: Fruit.id, name: Fruit.name }))),
  "nested rows, limited": many(pipe(from(Fruit), where(gt(Fruit.id, k.id)), orderBy(desc(Fruit.id)), limit(2), offset(1), select(Fruit))),
  "nested rows, distinct": many(pipe(from(Cake), where(gt(Cake.id, k.id)), distinct, orderBy(nullsLast(Cake.bakeryId)), select({ b: Cake.bakeryId }))),
  "a nested row": maybe(pipe(from(Fruit), where(eq(Fruit.cakeId, k.id)), orderBy(Fruit.id), select(Fruit))),
  "rows in rows": many(pipe(
    from(Cake),
    where(gte(Cake.id, k.id)),
    orderBy(Cake.id),
    select({ id: Cake.id, fruits: many(pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)), orderBy(Fruit.id), select({ n: Fruit.name }))) }),
  )),
  ...exprsOf(dates),
  ...exprsOf(numbers),
  ...exprsOf(texts),
}

const queries: Readonly<Record<string, AnyQuery>> = {
  "every kind of value": pipe(from(Kinds), orderBy(Kinds.id)),
  "every kind of value, nested": pipe(from(Bakery), orderBy(Bakery.id), select({ xs: many(pipe(from(Kinds), orderBy(Kinds.id))) })),
  "aggregates": pipe(from(k), select({
    n: count(k.m), all: countAll, sum: sum(k.n), more: add(sum(k.n), 1), none0: coalesce(filterWhere(gt(k.n, 100))(sum(k.n)), 0), big: sum(k.big), price: sum(k.price), mean: avg(k.n), meanPrice: avg(k.price),
    least: min(k.n), most: max(k.name), span: sum(k.span), meanSpan: avg(k.span), day: max(k.day), first: min(k.at), flag: max(k.flag),
    kind: distinctValues(count(k.n)), some: filterWhere(gt(k.n, 0))(count(k.n)), rows: filterWhere(gt(k.n, 0))(countAll),
    none: filterWhere(gt(k.n, 100))(sum(k.n)), both: filterWhere(gt(k.n, 0))(distinctValues(sum(k.n))), ratio: avg(k.ratio),
    key: min(k.key), raw: max(k.raw),
  })),
  "a mean that does not end": pipe(from(Cake), select({ x: avg(add(Cake.price, 1)), y: avg(Cake.id) })),
  "groups by an expression with values": pipe(
    from(Cake),
    groupBy(add(div(Cake.price, 20), 1)),
    select({ key: add(div(Cake.price, 20), 1), n: countAll }),
    orderBy(add(div(Cake.price, 20), 1)),
  ),
  "distinct, sorted by an expression with values": pipe(
    from(Cake),
    select({ x: concat(Cake.name, "!") }),
    distinct,
    orderBy(desc(concat(Cake.name, "!"))),
  ),
  "NULLs first": pipe(from(Cake), select({ b: Cake.bakeryId }), orderBy(nullsFirst(desc(Cake.bakeryId)), asc(Cake.id))),
  "NULLs last": pipe(from(Cake), select({ b: Cake.bakeryId }), orderBy(nullsLast(Cake.bakeryId), Cake.id)),
  "offset without limit": pipe(from(Cake), select({ id: Cake.id }), orderBy(Cake.id), offset(1)),
  "a union, sorted": pipe(
    from(Cake),
    select({ x: Cake.id }),
    union(pipe(from(Fruit), select({ x: Fruit.id }))),
    orderRowsBy((row) => [desc(row.x)]),
  ),
  "an intersection in a difference": pipe(
    from(Fruit),
    select({ x: Fruit.id }),
    except(pipe(from(Cake), select({ x: Cake.id }), intersect(pipe(from(Bakery), select({ x: Bakery.id }))))),
    orderRowsBy((row) => [row.x]),
  ),
  "an intersection that counts": pipe(
    from(Fruit),
    select({ x: Fruit.cakeId }),
    unionAll(pipe(from(Fruit), select({ x: Fruit.cakeId }))),
    intersectAll(pipe(from(Fruit), select({ x: Fruit.cakeId }))),
    orderRowsBy((row) => [nullsFirst(row.x)]),
  ),
  "a difference that counts, of decimals": pipe(
    from(Kinds),
    select({ x: Kinds.price }),
    unionAll(pipe(from(Kinds), select({ x: Kinds.price }))),
    exceptAll(pipe(from(Kinds), select({ x: Kinds.price }))),
    orderRowsBy((row) => [nullsFirst(row.x)]),
  ),
  "sums beside values": pipe(from(Kinds), select({
    a: coalesce(sum(Kinds.n), 0), b: coalesce(sum(Kinds.big), 0n), c: add(sum(Kinds.m), 1), d: div(sum(Kinds.n), 5),
    e: div(sum(Kinds.big), 5n), f: cast(coalesce(sum(Kinds.n), 0), text), g: bitAnd(coalesce(sum(Kinds.big), 0n), 255n),
  })),
  "sums of sums and counts beside values": pipe(
    pipe(from(Fruit), groupBy(Fruit.cakeId), select({ n: countAll, s: sum(Fruit.id) }), as("counted")),
    (counted) => pipe(from(counted), having(eq(div(sum(counted.n), 2), 2)), select({
      n: div(sum(counted.n), 3), s: coalesce(sum(counted.s), 0), big: greatest(coalesce(sum(counted.s), 0), 2),
    })),
  ),
  "distinct nested rows": pipe(
    from(Cake),
    select({ xs: many(pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.bakeryId)), orderBy(Fruit.id), select({ id: Fruit.id }))) }),
    distinct,
    as("x"),
    (x) => pipe(from(x), select({ n: countAll })),
  ),
  "a union of nested rows": pipe(
    from(Bakery),
    select({ xs: many(pipe(from(Cake), where(eq(Cake.id, 1)), select({ id: Cake.id }))) }),
    union(pipe(from(Bakery), select({ xs: many(pipe(from(Cake), where(eq(Cake.id, 1)), select({ id: Cake.id }))) }))),
  ),
  "limited operands": pipe(
    from(Fruit),
    select({ x: Fruit.id }),
    orderBy(desc(Fruit.id)),
    limit(1),
    unionAll(pipe(from(Cake), select({ x: Cake.id }), orderBy(Cake.id), limit(1))),
    orderRowsBy((row) => [row.x]),
  ),
  "a limit, then joins": pipe(
    from(Cake),
    orderBy(desc(Cake.id)),
    limit(2),
    leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)),
    select({ cake: Cake, fruit: Fruit }),
    orderBy(nullsFirst(Fruit.id)),
  ),
  "a derived table": pipe(
    from(Cake),
    innerJoin(pipe(from(Fruit), groupBy(Fruit.cakeId), select({ id: Fruit.cakeId, n: countAll }), as("f")), eq(literal(1), 1)),
    select({ id: Cake.id }),
    orderBy(Cake.id),
  ),
}

const Types = table("types", {
  id: integer.pipe(primaryKey),
  small: smallint, clock: time, wall: timestamp, at: timestamptz, ip: inet, list: array(text.pipe(nullable)),
  numbers: array(integer), doc: json(), exact: decimal(), key: uuid, span: interval, raw: bytes,
})
const wide = {
  id: 1, small: -32768, clock: "23:59:59.999999", wall: "1999-12-31T23:59:59.123456", at: new Date("2000-01-01T00:00:00.001Z"),
  ip: "192.168.0.1", list: ["a", null, 'q"\\,{} '], numbers: [1, -2], doc: { b: [1.5, "\\", null], a: {} },
  exact: BigDecimal.fromStringUnsafe("-12345678901234567890.000000000123456789"), key: everything.key, span: Duration.micros(-1_500_001n),
  raw: Uint8Array.of(0, 92, 39, 255),
} as const

/** What every statement gives, or why it gave nothing. */
const outcomes = Effect.gen(function* () {
  yield* seed
  const all_: Record<string, unknown> = {}
  const run = (name: string, q: AnyQuery) =>
    Effect.map(
      Effect.match(all(q as never) as Effect.Effect<unknown, unknown, Database>, { onSuccess: plain, onFailure: String }),
      (x) => void (all_[name] = x),
    )
  for (const [name, x] of Object.entries(expressions)) {
    yield* run(name, pipe(from(Kinds), orderBy(Kinds.id), select({ x: x as never })) as AnyQuery)
  }
  for (const [name, q] of Object.entries(queries)) yield* run(name, q)
  yield* createAll([Types])
  yield* execute(insertInto(Types, wide))
  yield* run("values at the edge", from(Types) as AnyQuery)
  yield* run("values at the edge, nested", pipe(from(Bakery), limit(1), select({ x: many(from(Types)) })) as AnyQuery)
  return all_
})

let expected: Record<string, unknown> = {}
const names = [...Object.keys(expressions), ...Object.keys(queries), "values at the edge", "values at the edge, nested"]

beforeAll(async () => {
  expected = await onEmpty(outcomes as Effect.Effect<Record<string, unknown>, never, Live>)
})

describeOn(kinds, "gives what SQLite gives", (db) => {
  let actual: Record<string, unknown> = {}
  beforeAll(async () => {
    const url = db.kind === "mariadb" ? db.url.replace(/^mysql:/, "mariadb:") : db.url
    actual = await Effect.runPromise(Effect.provide(outcomes, layerOf(url)) as Effect.Effect<Record<string, unknown>>)
  })
  for (const name of names) {
    it(name, () => {
      // An error would be a text, not rows.
      expect(expected[name]).toBeInstanceOf(Array)
      expect(actual[name]).toEqual(expected[name])
    })
  }
})
