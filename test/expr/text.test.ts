import { pipe } from "effect"
import {
  all,
  concat,
  contains,
  endsWith,
  eq,
  from,
  ilike,
  length,
  like,
  literal,
  lower,
  notLike,
  nullOf,
  position,
  replace,
  select,
  startsWith,
  substring,
  text,
  trim,
  trimEnd,
  trimStart,
  upper,
  where,
} from "fulmar"
import { describe, expect, test } from "vitest"
import { inBakery, Kinds } from "../core/bakery.js"
import { goldenExpr } from "../core/golden.js"

const { name, n } = Kinds
const hostile = `a%b_c\\d'e"`

describe("prints", () => {
  goldenExpr("concatenation", concat(name, " and ", upper(name)), {
    sqlite: {
      sql: `"kinds"."name" || ? || upper("kinds"."name")`,
      params: [" and "],
      text: `"kinds"."name" || ' and ' || upper("kinds"."name")`,
    },
  })
  goldenExpr("lower and upper", concat(lower(name), upper(name)), {
    sqlite: `lower("kinds"."name") || upper("kinds"."name")`,
  })
  goldenExpr("trim at both ends", trim(name), { sqlite: `trim("kinds"."name")` })
  goldenExpr("trim at the start", trimStart(name), { sqlite: `ltrim("kinds"."name")` })
  goldenExpr("trim at the end", trimEnd(name), { sqlite: `rtrim("kinds"."name")` })
  goldenExpr("length", length(name), { sqlite: `length("kinds"."name")` })
  goldenExpr("a part", substring(name, 2, n), {
    sqlite: {
      sql: `substr("kinds"."name", ?, "kinds"."n")`,
      params: [2n],
      text: `substr("kinds"."name", 2, "kinds"."n")`,
    },
  })
  goldenExpr("a part to the end", substring(name, 2), {
    sqlite: {
      sql: `substr("kinds"."name", ?)`,
      params: [2n],
      text: `substr("kinds"."name", 2)`,
    },
  })
  goldenExpr("replace", replace(name, "a", "b"), {
    sqlite: {
      sql: `replace("kinds"."name", ?, ?)`,
      params: ["a", "b"],
      text: `replace("kinds"."name", 'a', 'b')`,
    },
  })
  goldenExpr("position", position(name, "a"), {
    sqlite: {
      sql: `instr("kinds"."name", ?)`,
      params: ["a"],
      text: `instr("kinds"."name", 'a')`,
    },
  })
  goldenExpr("like", like(name, "a%"), {
    sqlite: {
      sql: `"kinds"."name" like ? escape '\\'`,
      params: ["a%"],
      text: `"kinds"."name" like 'a%' escape '\\'`,
    },
  })
  goldenExpr("not like", notLike(name, concat(name, "%")), {
    sqlite: {
      sql: `"kinds"."name" not like ("kinds"."name" || ?) escape '\\'`,
      params: ["%"],
      text: `"kinds"."name" not like ("kinds"."name" || '%') escape '\\'`,
    },
  })
  goldenExpr("ilike, which SQLite lacks", ilike(name, "a%"), {
    sqlite: "-- SQLite has no ilike; compare lower(…) of both sides with like",
  })
  goldenExpr("contains", contains(name, hostile), {
    sqlite: {
      sql: `"kinds"."name" like ? escape '\\'`,
      params: [`%a\\%b\\_c\\\\d'e"%`],
      text: `"kinds"."name" like '%a\\%b\\_c\\\\d''e"%' escape '\\'`,
    },
  })
  goldenExpr("contains another expression", contains(name, lower(name)), {
    sqlite: {
      sql: `"kinds"."name" like (? || replace(replace(replace(lower("kinds"."name"), ?, ?), ?, ?), ?, ?) || ?) ` +
        `escape '\\'`,
      params: ["%", "\\", "\\\\", "%", "\\%", "_", "\\_", "%"],
      text: `"kinds"."name" like ('%' || replace(replace(replace(lower("kinds"."name"), '\\', '\\\\'), '%', '\\%'), ` +
        `'_', '\\_') || '%') escape '\\'`,
    },
  })
  goldenExpr("starts with", startsWith(name, "50%"), {
    sqlite: {
      sql: `"kinds"."name" like ? escape '\\'`,
      params: ["50\\%%"],
      text: `"kinds"."name" like '50\\%%' escape '\\'`,
    },
  })
  goldenExpr("ends with, data last", pipe(name, endsWith("_x")), {
    sqlite: {
      sql: `"kinds"."name" like ? escape '\\'`,
      params: ["%\\_x"],
      text: `"kinds"."name" like '%\\_x' escape '\\'`,
    },
  })
})

const values = async (exprs: Record<string, unknown>) =>
  (await inBakery(all(pipe(
    from(Kinds),
    where(eq(Kinds.id, 1)),
    select(exprs as { x: typeof n }),
  ))))[0] as Record<string, unknown>
const word = literal("Straße Ⅷ 😀")

describe("values", () => {
  test("text functions count characters", async () => {
    expect(
      await values({
        concat: concat(word, "!", literal("")), length: length(word), part: substring(word, 8, 3),
        rest: substring(word, 8), position: position(word, "😀"),
        none: position(word, "z"), replace: replace(word, "ß", "ss"), lower: lower(literal("ABC")),
        upper: upper(literal("abc")),
        trim: trim(literal("  a ")), start: trimStart(literal("  a ")), end: trimEnd(literal("  a ")),
      }),
    ).toEqual({
      concat: "Straße Ⅷ 😀!", length: 10, part: "Ⅷ 😀", rest: "Ⅷ 😀", position: 10, none: 0, replace: "Strasse Ⅷ 😀",
      lower: "abc", upper: "ABC",
      trim: "a", start: "a ", end: "  a",
    })
  })

  test("NULL among the arguments is NULL", async () => {
    const none = nullOf(text)
    expect(
      await values({
        a: concat(word, none), b: length(none), c: substring(none, 1), d: replace(word, none, "x"),
        e: position(word, none), f: like(none, "%"), g: contains(word, none),
      }),
    ).toEqual({ a: null, b: null, c: null, d: null, e: null, f: null, g: null })
  })

  test("the signs of patterns are themselves in contains, startsWith and endsWith, also from a column", async () => {
    const x = literal(hostile)
    expect(
      await values({
        a: contains(x, "%b_c\\"), b: contains(x, "_b"), c: startsWith(x, "a%"), d: startsWith(x, "a_"),
        e: endsWith(x, `'e"`), f: endsWith(x, "%"),
        g: contains(concat("<", x, ">"), x), h: contains(literal("axb"), literal("a_b")), i: startsWith(name, name),
        j: contains(name, "100%_a\\b"), k: contains(x, ""),
      }),
    ).toEqual({ a: true, b: false, c: true, d: false, e: true, f: false, g: true, h: false, i: true, j: true, k: true })
  })

  test("like knows its signs, and a backslash makes them themselves", async () => {
    expect(
      await values({
        a: like(literal("cake"), "c%e"), b: like(literal("cake"), "c_ke"), c: like(literal("c%"), "c\\%"),
        d: like(literal("cx"), "c\\%"), e: notLike(literal("cake"), "x%"),
      }),
    ).toEqual({ a: true, b: true, c: true, d: false, e: true })
  })

  test("like, contains, startsWith and endsWith tell upper from lower case", async () => {
    expect(
      await values({
        a: like(literal("Cake"), "cake"), b: contains(literal("Cake"), "c"), c: startsWith(literal("Cake"), "c"),
        d: endsWith(literal("CakE"), "e"), e: notLike(literal("Cake"), "cake"),
      }),
    ).toEqual({ a: false, b: false, c: false, d: false, e: true })
  })
})
