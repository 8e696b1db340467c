/** Regular expressions that all databases read alike give the same on each. */
import { pipe } from "effect"
import {
  all, type AnyExpr, concat, type Expr, createAll, eq, execute, from, insertInto, integer, literal, nullable, nullOf, one, primaryKey,
  rawCommand, regexpCount, regexpInstr, regexpMatches, regexpReplace, regexpSubstr, select, table, text, where,
} from "fulmar"
import { beforeAll, expect, it } from "vitest"
import { describeOn, type LiveDb } from "../servers/live.js"
import { everywhere, on, tagOf } from "./conformance.js"

const Word = table("word", { id: integer.pipe(primaryKey), name: text, note: text.pipe(nullable) })
const hostile = `it's "a\\b" 😀 100%\nnext`
const { name, note } = Word

const of = (db: LiveDb, exprs: Record<string, AnyExpr>): Promise<unknown> =>
  on(db, one(pipe(from(Word), where(eq(Word.id, 1)), select(exprs as never))) as never)

describeOn(everywhere, "regular expressions", (db) => {
  beforeAll(async () => {
    await on(db, createAll([Word]))
    await on(db, execute(insertInto(Word, [{ id: 1, name: hostile, note: null }])))
  })

  it("match somewhere, and mind case but when told not to", async () => {
    expect(await of(db, {
      part: regexpMatches(name, "a.b"), whole: regexpMatches(literal("abc"), "^a.c$"), not: regexpMatches(literal("abc"), "^b"),
      upper: regexpMatches(literal("abc"), "B"), either: regexpMatches(literal("abc"), "B", "i"), last: name.pipe(regexpMatches("^it's")),
      backslash: regexpMatches(name, "a\\\\b"), quote: regexpMatches(name, `"$|'s "`), percent: regexpMatches(name, "100%"),
      emoji: regexpMatches(literal("😀"), "^.$"), accents: regexpMatches(literal("Éa"), "É[a-z]"), empty: regexpMatches(literal(""), "^$"),
      column: regexpMatches(literal("abc"), concat("^", literal("a"))), group: regexpMatches(literal("abab"), "^(ab)+$"),
    })).toEqual({
      part: true, whole: true, not: false, upper: false, either: true, last: true, backslash: true, quote: true, percent: true,
      emoji: true, accents: true, empty: true, column: true, group: true,
    })
  })

  it("replace, find, count and place their matches", async () => {
    const x = literal("aXbxc😀x")
    expect(await of(db, {
      all: regexpReplace(x, "x", "-"), both: regexpReplace(x, "x", "-", "i"), none: regexpReplace(x, "z", "-"),
      gone: regexpReplace(x, "[a-z]", ""), first: regexpSubstr(x, "[b-z]+"), any: regexpSubstr(x, "[B-Z]+", "i"),
      nothing: regexpSubstr(x, "z"), group: regexpSubstr(x, "b(x)"), count: regexpCount(x, "x"), counted: regexpCount(x, "x", "i"),
      zero: regexpCount(x, "z"), at: regexpInstr(x, "x"), earlier: regexpInstr(x, "x", "i"), past: regexpInstr(x, "x$"),
      nowhere: regexpInstr(x, "z"), quotes: regexpReplace(name, "[^a-z]", ""),
    })).toEqual({
      all: "aXb-c😀-", both: "a-b-c😀-", none: "aXbxc😀x", gone: "X😀", first: "bxc", any: "Xbxc", nothing: null, group: "bx",
      count: 2, counted: 3, zero: 0, at: 4, earlier: 2, past: 7, nowhere: 0, quotes: "itsabnext",
    })
    const group = db.kind === "postgres" || db.kind === "mariadb" ? "<\\1>" : "<$1>"
    expect(await of(db, { x: regexpReplace(x, "([bc])", group) })).toEqual({ x: "aX<b>x<c>😀x" })
  })

  it("of NULL are NULL", async () => {
    const none = nullOf(text)
    expect(await of(db, {
      a: regexpMatches(note, "a"), b: regexpMatches(name, none), c: regexpReplace(note, "a", "b"), d: regexpReplace(name, none, "b"),
      e: regexpReplace(name, "a", none), f: regexpSubstr(note, "a"), g: regexpCount(note, "a"), h: regexpInstr(note, "a"),
      i: regexpCount(name, none), j: regexpInstr(name, none), k: regexpMatches(note, "a", "i"),
    })).toEqual({ a: null, b: null, c: null, d: null, e: null, f: null, g: null, h: null, i: null, j: null, k: null })
  })

  it("that cannot be read are a DataError", async () => {
    const a = literal("a")
    const broken: ReadonlyArray<Expr<unknown>> = [
      regexpMatches(a, "("), regexpReplace(a, "[", "x"), regexpSubstr(a, "a{2,1}"), regexpCount(a, "("),
    ]
    for (const x of broken) {
      expect(await on(db, tagOf(all(pipe(from(Word), select({ x })))))).toBe("DataError")
    }
  })
})

describeOn(["mysql", "mariadb"], "regular expressions of columns that do not mind case", (db) => {
  it("mind it", async () => {
    await on(db, execute(rawCommand`create table word (id int primary key, name varchar(80) collate utf8mb4_general_ci, note text)`))
    await on(db, execute(insertInto(Word, { id: 1, name: "Opera" })))
    expect(await of(db, {
      a: regexpMatches(name, "opera"), b: regexpMatches(name, "opera", "i"), c: regexpReplace(name, "o", "x"),
      d: regexpSubstr(name, "o"), e: regexpCount(name, "o"), f: regexpInstr(name, "o"), g: regexpInstr(name, "o", "i"),
    })).toEqual({ a: false, b: true, c: "Opera", d: null, e: 0, f: 0, g: 1 })
  })
})
