import { BigDecimal, pipe } from "effect"
import { all, bigint, boolean, bytes, cast, date, decimal, double, enumeration, eq, from, integer, interval, json, literal, numeric, nullOf, param, prepare, select, text, timestamp, timestamptz, uuid, value, where, array, time, nullable, isIn } from "fulmar"
import { describe, expect, test } from "vitest"
import { everything, inBakery, Kinds, plain } from "../core/bakery.js"
import { golden, goldenExpr } from "../core/golden.js"

const k = Kinds

describe("prints", () => {
  goldenExpr("a cast to text", cast(k.n, text), { sqlite: `cast("kinds"."n" as text)` })
  goldenExpr("a cast of a truth to text", cast(k.flag, text), {
    sqlite: `iif("kinds"."flag", 'true', 'false')`,
  })
  goldenExpr("a cast to a whole number", cast(k.ratio, integer), {
    sqlite: `cast(round("kinds"."ratio") as integer)`,
  })
  goldenExpr("a cast to a decimal", cast(k.n, numeric(10, 2)), {
    sqlite: `fulmar_decimal("kinds"."n", 2, 10)`,
  })
  goldenExpr("a cast to a day", cast(k.at, date), { sqlite: `date("kinds"."at")` })
  goldenExpr("a cast that SQLite lacks", cast(k.raw, integer), { sqlite: `cast("kinds"."raw" as integer)` })
  goldenExpr("values of types", isIn(literal(true), [value(boolean, true), nullOf(boolean)]), {
    sqlite: {
      sql: "? in (?, null)",
      params: [1n, 1n],
      text: "1 in (1, null)",
    },
  })
  goldenExpr("a text with a quote and one with a NUL", isIn(k.name, [literal("it's"), "a\0b"]), {
    sqlite: {
      sql: `"kinds"."name" in (?, ?)`,
      params: ["it's", "a\u0000b"],
      text: `"kinds"."name" in ('it''s', cast(x'610062' as text))`,
    },
  })
  goldenExpr("numbers", isIn(k.ratio, [value(double, -1.5), 4, Infinity, 1e21, -0]), {
    sqlite: {
      sql: `"kinds"."ratio" in (?, ?, ?, ?, ?)`,
      params: [-1.5, 4, null, 1e+21, 0],
      text: `"kinds"."ratio" in ((-1.5), 4.0, 9e999, 1e+21, 0.0)`,
    },
  })
  goldenExpr("bytes", eq(k.raw, Uint8Array.of(0, 255)), {
    sqlite: {
      sql: `"kinds"."raw" = ?`,
      params: [Uint8Array.of(0, 255)],
      text: `"kinds"."raw" = x'00ff'`,
    },
  })
  goldenExpr("a document and a list", isIn(value(json(), { a: [1] }), [value(json(), null)]), {
    sqlite: {
      sql: "(? is null)",
      params: [`{"a":[1]}`],
      text: `('{"a":[1]}' is null)`,
    },
  })
  goldenExpr("NULL of a type", nullOf(integer), { sqlite: "null" })
  golden("a parameter", pipe(from(k), where(eq(k.n, param("n", integer))), select({ id: k.id })), {
    sqlite: {
      sql: `select "kinds"."id" from "kinds" where "kinds"."n" = ?`,
      params: [null],
      text: `select "kinds"."id" from "kinds" where "kinds"."n" = :n`,
    },
  })
})

const values = async (exprs: Record<string, unknown>) => (await inBakery(all(pipe(from(k), select(exprs as { x: typeof k.n })))))  as ReadonlyArray<Record<string, unknown>>

describe("values", () => {
  test("values and literals come back as they are", async () => {
    const e = everything
    const d = BigDecimal.fromStringUnsafe("0.10000000000000000000000001")
    const [row] = await values({
      i: literal(-5), big: literal(2n ** 62n), f: literal(0.1), yes: literal(true), no: literal(false), s: literal("it's \0 😀"), b: literal(e.raw),
      at: literal(e.at), d: value(decimal(), d), day: value(date, "0001-01-01"), wall: value(timestamp, e.wall), time: value(time, "23:59:59.123456"),
      span: value(interval, e.span), doc: value(json(), [null, "x"]), nothing: value(json(), null), key: value(uuid, e.key), mood: value(enumeration("m", ["a", "b"]), "b"),
      list: value(array(integer.pipe(nullable)), [1, null]), max: literal(9223372036854775807n), min: literal(-9223372036854775808n), none: nullOf(bytes), inf: literal(Infinity),
    })
    expect(plain(row)).toEqual({
      i: -5, big: 2n ** 62n, f: 0.1, yes: true, no: false, s: "it's \0 😀", b: e.raw, at: e.at, d: plain(d), day: "0001-01-01", wall: e.wall, time: "23:59:59.123456",
      span: e.span, doc: [null, "x"], nothing: null, key: e.key, mood: "b", list: [1, null], max: 9223372036854775807n, min: -9223372036854775808n, none: null, inf: Infinity,
    })
  })

  test("casts", async () => {
    const rows = await values({
      word: cast(k.n, text), truth: cast(k.flag, text), whole: cast(k.ratio, integer), half: cast(value(double, 2.5), integer), real: cast(k.n, double), number: cast(literal("42"), integer),
      big: cast(k.n, bigint), yes: cast(k.n, boolean), day: cast(k.at, date), wall: cast(k.at, timestamp), at: cast(k.day, timestamptz), exact: cast(k.price, text), dec: cast(k.n, decimal()),
    })
    expect(plain(rows)).toEqual(plain([
      { word: "7", truth: "true", whole: 6, half: 3, real: 7, number: 42, big: 7n, yes: true, day: "2024-02-29", wall: "2024-02-29T23:59:58", at: new Date("2024-02-29T00:00:00Z"), exact: "12.50", dec: BigDecimal.fromBigInt(7n) },
      { word: "-7", truth: null, whole: null, half: 3, real: -7, number: 42, big: -7n, yes: true, day: null, wall: null, at: null, exact: null, dec: BigDecimal.fromBigInt(-7n) },
    ]))
  })

  test("a parameter is given its value when it is run", async () => {
    const byName = prepare(pipe(from(k), where(eq(k.name, param("name", text))), select(k.id)))
    expect(await inBakery(byName({ name: everything.name }))).toEqual([1])
    expect(await inBakery(byName({ name: "" }))).toEqual([])
  })
})
