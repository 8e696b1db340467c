import { BigDecimal, pipe } from "effect"
import { dialect } from "fulmar/sqlite"
import {
  all,
  bigint,
  boolean,
  bytes,
  cast,
  date,
  decimal,
  double,
  enumeration,
  eq,
  from,
  integer,
  interval,
  json,
  literal,
  div,
  limit,
  numeric,
  nullOf,
  orderBy,
  rawQuery,
  sub,
  toSql,
  param,
  prepare,
  select,
  text,
  timestamp,
  timestamptz,
  uuid,
  value,
  where,
  array,
  time,
  nullable,
  isIn,
} from "fulmar"
import { describe, expect, test } from "vitest"
import { everything, inBakery, Kinds, plain } from "../core/bakery.js"
import { golden, goldenExpr } from "../core/golden.js"

const k = Kinds

describe("prints", () => {
  goldenExpr("a cast to text", cast(k.n, text), {
    sqlite: `cast("kinds"."n" as text)`,
    postgres: `cast("kinds"."n" as text)`,
    mariadb: "(cast(`kinds`.`n` as char) collate utf8mb4_nopad_bin)",
    mysql: "(cast(`kinds`.`n` as char) collate utf8mb4_0900_bin)",
  })
  goldenExpr("a cast of a truth to text", cast(k.flag, text), {
    sqlite: `case "kinds"."flag" when 0 then 'false' when 1 then 'true' end`,
    postgres: `cast("kinds"."flag" as text)`,
    mariadb: "case `kinds`.`flag` when 0 then 'false' when 1 then 'true' end",
    mysql: "case `kinds`.`flag` when 0 then 'false' when 1 then 'true' end",
  })
  goldenExpr("a cast to a whole number", cast(k.ratio, integer), {
    sqlite: `fulmar_int64("kinds"."ratio")`,
    postgres: `cast(round(cast(cast("kinds"."ratio" as text) as numeric)) as int4)`,
    mariadb: "cast(case when abs(`kinds`.`ratio`) < 1e15 then round(cast(`kinds`.`ratio` as decimal(65, 30))) else `kinds`.`ratio` end as signed)",
    mysql: "cast(case when abs(`kinds`.`ratio`) < 1e15 then round(cast(`kinds`.`ratio` as decimal(65, 30))) else `kinds`.`ratio` end as signed)",
  })
  goldenExpr("a cast to a decimal", cast(k.n, numeric(10, 2)), {
    sqlite: `fulmar_decimal("kinds"."n", 2, 10)`,
    postgres: `cast("kinds"."n" as numeric(10, 2))`,
    mariadb: "cast(`kinds`.`n` as decimal(10, 2))",
    mysql: "cast(`kinds`.`n` as decimal(10, 2))",
  })
  goldenExpr("a cast to a day", cast(k.at, date), {
    sqlite: `date("kinds"."at")`,
    postgres: `cast("kinds"."at" at time zone 'UTC' as date)`,
    mariadb: "cast(`kinds`.`at` as date)",
    mysql: "cast(`kinds`.`at` as date)",
  })
  goldenExpr("a cast that SQLite lacks", cast(k.raw, date), {
    sqlite: "-- SQLite has no cast from bytes to date",
    postgres: `cast("kinds"."raw" as date)`,
    mariadb: "cast(`kinds`.`raw` as date)",
    mysql: "cast(`kinds`.`raw` as date)",
  })
  goldenExpr("values of types", isIn(literal(true), [value(boolean, true), nullOf(boolean)]), {
    sqlite: {
      sql: "? in (?, null)",
      params: [1n, 1n],
      text: "1 in (1, null)",
    },
    postgres: {
      sql: "$1::boolean in ($2::boolean, null::boolean)",
      params: ["t", "t"],
      text: "true in (true, null::boolean)",
    },
    mariadb: {
      sql: "? in (?, null)",
      params: [1n, 1n],
      text: "true in (true, null)",
    },
    mysql: {
      sql: "? in (?, null)",
      params: [1n, 1n],
      text: "true in (true, null)",
    },
  })
  goldenExpr("texts with quotes", isIn(k.name, [literal("it's"), "a\"b"]), {
    sqlite: {
      sql: `"kinds"."name" in (?, ?)`,
      params: ["it's", "a\"b"],
      text: `"kinds"."name" in ('it''s', 'a"b')`,
    },
    postgres: {
      sql: `"kinds"."name" in ($1, $2)`,
      params: ["it's", `a"b`],
      text: `"kinds"."name" in ('it''s', 'a"b')`,
    },
    mariadb: {
      sql: "`kinds`.`name` in (?, ?)",
      params: ["it's", `a"b`],
      text: "`kinds`.`name` in ('it''s', 'a\"b')",
    },
    mysql: {
      sql: "`kinds`.`name` in (?, ?)",
      params: ["it's", `a"b`],
      text: "`kinds`.`name` in ('it''s', 'a\"b')",
    },
  })
  goldenExpr("numbers", isIn(k.ratio, [value(double, -1.5), 4, Infinity, 1e21, -0]), {
    sqlite: {
      sql: `"kinds"."ratio" in (?, ?, ?, ?, ?)`,
      params: [-1.5, 4, Infinity, 1e21, -0],
      text: `"kinds"."ratio" in ((-1.5), 4.0, 9e999, 1e+21, 0.0)`,
    },
    postgres: {
      sql: `"kinds"."ratio" in ($1, $2, $3, $4, $5)`,
      params: ["-1.5", "4", "Infinity", "1e+21", "-0"],
      text: `"kinds"."ratio" in ('-1.5'::float8, 4::float8, 'Infinity'::float8, 1e+21::float8, '-0'::float8)`,
    },
    mariadb: "-- Infinity cannot be a parameter: MariaDB has no Infinity; use NULL",
    mysql: "-- Infinity cannot be a parameter: MySQL has no Infinity; use NULL",
  })
  goldenExpr("bytes", eq(k.raw, Uint8Array.of(0, 255)), {
    sqlite: {
      sql: `"kinds"."raw" = ?`,
      params: [Uint8Array.of(0, 255)],
      text: `"kinds"."raw" = x'00ff'`,
    },
    postgres: {
      sql: `"kinds"."raw" = $1`,
      params: [Uint8Array.of(0, 255)],
      text: `"kinds"."raw" = '\\x00ff'::bytea`,
    },
    mariadb: {
      sql: "`kinds`.`raw` = ?",
      params: [Uint8Array.of(0, 255)],
      text: "`kinds`.`raw` = x'00ff'",
    },
    mysql: {
      sql: "`kinds`.`raw` = ?",
      params: [Uint8Array.of(0, 255)],
      text: "`kinds`.`raw` = x'00ff'",
    },
  })
  goldenExpr("a document and a list", isIn(value(json(), { a: [1] }), [value(json(), null)]), {
    sqlite: {
      sql: "(? is null)",
      params: [`{"a":[1]}`],
      text: `('{"a":[1]}' is null)`,
    },
    postgres: {
      sql: "($1::jsonb is null)",
      params: [`{"a":[1]}`],
      text: `('{"a":[1]}'::jsonb is null)`,
    },
    mariadb: {
      sql: "(? is null)",
      params: [`{"a":[1]}`],
      text: `('{"a":[1]}' is null)`,
    },
    mysql: {
      sql: "(cast(? as json) is null)",
      params: [`{"a":[1]}`],
      text: `(cast('{"a":[1]}' as json) is null)`,
    },
  })
  goldenExpr("NULL of a type", nullOf(integer), {
    sqlite: "null",
    postgres: "null::int4",
    mariadb: "cast(null as signed)",
    mysql: "cast(null as signed)",
  })
  golden("a parameter", pipe(from(k), where(eq(k.n, param("n", integer))), select({ id: k.id })), {
    sqlite: {
      sql: `select "kinds"."id" from "kinds" where "kinds"."n" = ?`,
      params: [undefined],
      text: `select "kinds"."id" from "kinds" where "kinds"."n" = :n`,
    },
    postgres: {
      sql: `select "kinds"."id" from "kinds" where "kinds"."n" = $1`,
      params: [undefined],
      text: `select "kinds"."id" from "kinds" where "kinds"."n" = :n`,
    },
    mariadb: {
      sql: "select `kinds`.`id` from `kinds` where `kinds`.`n` = ?",
      params: [undefined],
      text: "select `kinds`.`id` from `kinds` where `kinds`.`n` = :n",
    },
    mysql: {
      sql: "select `kinds`.`id` from `kinds` where `kinds`.`n` = ?",
      params: [undefined],
      text: "select `kinds`.`id` from `kinds` where `kinds`.`n` = :n",
    },
  })
})

const values = async (exprs: Record<string, unknown>) => (await inBakery(all(pipe(
  from(k),
  select(exprs as { x: typeof k.n }),
))))  as ReadonlyArray<Record<string, unknown>>

describe("values", () => {
  test("values and literals come back as they are", async () => {
    const e = everything
    const d = BigDecimal.fromStringUnsafe("0.10000000000000000000000001")
    const [row] = await values({
      i: literal(-5), big: literal(2n ** 62n), f: literal(0.1), yes: literal(true), no: literal(false),
      s: literal("it's 😀"), b: literal(e.raw),
      at: literal(e.at), d: value(decimal(), d), day: value(date, "0001-01-01"), wall: value(timestamp, e.wall),
      time: value(time, "23:59:59.123456"),
      span: value(interval, e.span), doc: value(json(), [null, "x"]), nothing: value(json(), null),
      key: value(uuid, e.key), mood: value(enumeration("m", ["a", "b"]), "b"),
      list: value(array(integer.pipe(nullable)), [1, null]), max: literal(9223372036854775807n),
      min: literal(-9223372036854775808n), none: nullOf(bytes), inf: literal(Infinity),
    })
    expect(plain(row)).toEqual({
      i: -5, big: 2n ** 62n, f: 0.1, yes: true, no: false, s: "it's 😀", b: e.raw, at: e.at, d: plain(d),
      day: "0001-01-01", wall: e.wall, time: "23:59:59.123456",
      span: e.span, doc: [null, "x"], nothing: null, key: e.key, mood: "b", list: [1, null], max: 9223372036854775807n,
      min: -9223372036854775808n, none: null, inf: Infinity,
    })
  })

  test("casts", async () => {
    const rows = await values({
      word: cast(k.n, text), whole: cast(k.ratio, integer), half: cast(value(double, 2.5), integer),
      real: cast(k.n, double), number: cast(literal("42"), integer),
      big: cast(k.n, bigint), yes: cast(k.n, boolean), day: cast(k.at, date), wall: cast(k.at, timestamp),
      at: cast(k.day, timestamptz), exact: cast(k.price, text), dec: cast(k.n, decimal()),
    })
    expect(plain(rows)).toEqual(plain([
      {
        word: "7", whole: 6, half: 3, real: 7, number: 42, big: 7n, yes: true, day: "2024-02-29",
        wall: "2024-02-29T23:59:58.25", at: new Date("2024-02-29T00:00:00Z"), exact: "12.50",
        dec: BigDecimal.fromBigInt(7n),
      },
      {
        word: "-7", whole: null, half: 3, real: -7, number: 42, big: -7n, yes: true, day: null, wall: null, at: null,
        exact: null, dec: BigDecimal.fromBigInt(-7n),
      },
    ]))
  })

  test("the cast of a truth to text is NULL where it is", async () => {
    expect(await inBakery(all(pipe(from(k), select(cast(k.flag, text)), orderBy(k.id))))).toEqual(["true", null])
  })

  test("the text for people means the same as the statement that is run", async () => {
    const e = everything
    const x = {
      big: value(bigint, -9223372036854775808n), tiny: value(double, 5e-324), sum: value(double, 0.1 + 0.2),
      huge: value(double, -1e300), whole: value(double, 3),
      half: div(value(double, 1), 2), quotient: div(value(integer, -7), 2), words: literal(`it's "x" -- \\ 😀\n`),
      raw: value(bytes, e.raw), at: value(timestamptz, e.at),
      yes: value(boolean, true), infinite: value(double, -Infinity), neg: sub(value(integer, -1), -2),
      doc: value(json(), { a: "'" }),
    }
    const [run] = await inBakery(all(pipe(from(k), limit(1), select(x))))
    const text_ = toSql(dialect)(pipe(from(k), limit(1), select(x)))
    const columns = {
      big: bigint, tiny: double, sum: double, huge: double, whole: double, half: double.pipe(nullable),
      quotient: integer.pipe(nullable), words: text, raw: bytes, at: timestamptz, yes: boolean, infinite: double,
      neg: integer, doc: json(),
    }
    const [shown] = await inBakery(all(rawQuery(columns)(Object.assign([text_], { raw: [text_] }))))
    expect(shown).toEqual(run)
  })

  test("a parameter is given its value when it is run", async () => {
    const byName = prepare(pipe(from(k), where(eq(k.name, param("name", text))), select(k.id)))
    expect(await inBakery(byName({ name: everything.name }))).toEqual([1])
    expect(await inBakery(byName({ name: "" }))).toEqual([])
  })
})
