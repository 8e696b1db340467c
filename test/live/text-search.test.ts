/** Full text search: of PostgreSQL, and of MySQL and MariaDB. */
import { pipe } from "effect"
import {
  all, alias, type AnyExpr, constraintOptions, createAll, createIndex, desc, eq, execute, from, generatedAlways, gt, indexOn, insertInto, integer, leftJoin,
  literal, matchAgainst, matches, nullable, nullOf, one, orderBy, param, phraseToTsquery, plainToTsquery, prepare, primaryKey,
  select, setWeight, table, text, toTsquery, toTsvector, tsHeadline, tsRank, tsRankCd, tsvector, tsvectorConcat, tsquery, varchar,
  toSql, websearchToTsquery, where,
} from "fulmar"
import { dialect } from "fulmar/postgres"
import { beforeAll, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { on, tagOf } from "./conformance.js"

const rows = [
  { id: 1, name: "Black Forest", body: "a dark cake with fat cherries" },
  { id: 2, name: "Opera", body: "coffee, and a cake again: cakes" },
  { id: 3, name: "It's \"quoted\" \\ 😀", body: "apple tart" },
]

describeOn("postgres", "text search", (db) => {
  const Base = table("recipe", { name: text, body: text })
  const Recipe = table(
    "recipe",
    {
      id: integer.pipe(primaryKey), name: text, body: text,
      words: tsvector.pipe(generatedAlways(tsvectorConcat(setWeight(toTsvector("simple", Base.name), "A"), toTsvector("english", Base.body)))),
    },
    (recipe) => [indexOn(recipe.words).pipe(constraintOptions({ using: "gin" }))],
  )
  const ids = (condition: AnyExpr) => on(db, all(pipe(from(Recipe), where(condition as never), select(Recipe.id), orderBy(Recipe.id))) as never)

  beforeAll(async () => {
    await on(db, createAll([Recipe]))
    await on(db, execute(createIndex("by_body", Recipe, [toTsvector("english", Recipe.body)], { using: "gin" })))
    await on(db, execute(insertInto(Recipe, rows)))
  })

  it("finds words", async () => {
    expect(await ids(matches(Recipe.words, websearchToTsquery("english", `"dark cake" -tart it's`)))).toEqual([1])
    expect(await ids(matches(Recipe.words, websearchToTsquery("english", "cakes -coffee")))).toEqual([1])
    expect(await ids(Recipe.words.pipe(matches(toTsquery("english", "cake & (cherry | coffee)"))))).toEqual([1, 2])
    expect(await ids(matches(Recipe.words, plainToTsquery("english", "the fat cherry")))).toEqual([1])
    expect(await ids(matches(Recipe.words, phraseToTsquery("english", "cherries fat")))).toEqual([])
    expect(await ids(matches(toTsvector("english", Recipe.body), phraseToTsquery("english", "fat cherry")))).toEqual([1])
    expect(await ids(matches(Recipe.words, websearchToTsquery("simple", `it's "quoted" \\ 😀`)))).toEqual([3])
    expect(await ids(matches(Recipe.words, toTsquery("simple", "black:A")))).toEqual([1])
  })

  it("ranks them, marks them, and gives them back", async () => {
    const query = websearchToTsquery("english", "cake")
    const ranked = pipe(
      from(Recipe),
      where(matches(Recipe.words, query)),
      orderBy(desc(tsRank(Recipe.words, query))),
      select({ id: Recipe.id, rank: tsRank(Recipe.words, query), near: tsRankCd(Recipe.words, query, 1), words: Recipe.words }),
    )
    const found = await on(db, all(ranked) as never) as ReadonlyArray<{ id: number; rank: number; near: number; words: string }>
    expect(found.map((row) => row.id)).toEqual([2, 1])
    expect(found[0]!.rank).toBeGreaterThan(found[1]!.rank)
    expect(typeof found[0]!.near).toBe("number")
    expect(found[1]!.words).toBe("'black':1A 'cake':5 'cherri':8 'dark':4 'fat':7 'forest':2A")
    const headline = pipe(from(Recipe), where(eq(Recipe.id, 1)), select({
      plain: tsHeadline("english", Recipe.body, query), marked: tsHeadline("english", Recipe.body, query, { StartSel: '<a "b">', StopSel: "'", HighlightAll: true }),
      query, none: matches(Recipe.words, nullOf(tsquery)), noText: toTsvector("english", nullOf(text)),
    }))
    expect(await on(db, one(headline) as never)).toEqual({
      plain: "a dark <b>cake</b> with fat cherries", marked: "a dark <a \"b\">cake' with fat cherries", query: "'cake'", none: null, noText: null,
    })
  })

  it("uses the indexes", async () => {
    const other = await db.connect()
    await other.query("set enable_seqscan = off")
    const plan = async (words: typeof Recipe.words) => {
      const found = pipe(from(Recipe), where(matches(words, websearchToTsquery("english", "cake"))), select(Recipe.id))
      return JSON.stringify(await other.query(`explain ${toSql(dialect)(found)}`))
    }
    expect(await plan(Recipe.words)).toContain("ix_recipe_words")
    expect(await plan(toTsvector("english", Recipe.body) as never)).toContain("by_body")
  })

  it("refuses queries that cannot be read, and configurations that are not there", async () => {
    const tag = (config: string, query: string) =>
      on(db, tagOf(all(pipe(from(Recipe), select({ x: toTsquery(config, query) })))) as never)
    expect(await tag("english", "a &")).toBe("SyntaxError")
    expect(await tag("klingon", "a")).toBe("SyntaxError")
  })
})

describeOn(["mysql", "mariadb"], "full text", (db) => {
  const Cake = table(
    "cake",
    { id: integer.pipe(primaryKey), name: varchar(80), body: text, note: text.pipe(nullable) },
    (cake) => [indexOn(cake.name, cake.body).pipe(constraintOptions({ using: "fulltext" }))],
  )

  beforeAll(async () => {
    await on(db, createAll([Cake]))
    await on(db, execute(createIndex("by_note", Cake, [Cake.note], { using: "fulltext" })))
    await on(db, execute(insertInto(Cake, rows)))
  })

  it("scores and finds", async () => {
    const columns = [Cake.name, Cake.body] as const
    const scores = pipe(from(Cake), orderBy(Cake.id), select({
      id: Cake.id, natural: matchAgainst(columns, "cake"), boolean: matchAgainst(columns, "+cake -coffee", { mode: "boolean" }),
      wide: matchAgainst(columns, "cake", { mode: "query expansion" }), none: matchAgainst([Cake.note], "cake"),
      quote: matchAgainst(columns, `it's "quoted" \\ 😀`), nothing: matchAgainst(columns, nullOf(text)),
    }))
    const found = await on(db, all(scores) as never) as ReadonlyArray<Record<string, number>>
    const signs = found.map((row) => Object.fromEntries(Object.entries(row).map(([k, x]) => [k, k === "id" ? x : Math.sign(x)])))
    expect(signs).toEqual([
      { id: 1, natural: 1, boolean: 1, wide: 1, none: 0, quote: 0, nothing: 0 },
      { id: 2, natural: 1, boolean: 0, wide: 1, none: 0, quote: 0, nothing: 0 },
      { id: 3, natural: 0, boolean: 0, wide: 0, none: 0, quote: 1, nothing: 0 },
    ])
    const best = pipe(from(Cake), where(gt(matchAgainst(columns, "cake cherries"), 0)), orderBy(desc(matchAgainst(columns, "cake cherries"))), select(Cake.id))
    expect(await on(db, all(best) as never)).toEqual([1, 2])
    const prepared = prepare(pipe(from(Cake), where(gt(matchAgainst(columns, param("q", text)), 0)), orderBy(Cake.id), select(Cake.id)))
    expect(await on(db, prepared({ q: "tart" }) as never)).toEqual([3])
  })

  it("is 0 of a row that is not there", async () => {
    const Other = Cake.pipe(alias("other"))
    const joined = pipe(from(Cake), leftJoin(Other, eq(Other.id, literal(99))), where(eq(Cake.id, 1)), select({ x: matchAgainst([Other.name, Other.body], "cake") }))
    expect(await on(db, all(joined) as never)).toEqual([{ x: 0 }])
  })

  it("refuses columns without an index, and operators that cannot be read", async () => {
    const tag = (columns: readonly [typeof Cake.name], query: string) =>
      on(db, tagOf(all(pipe(from(Cake), select({ x: matchAgainst(columns, query, { mode: "boolean" }) })))) as never)
    expect(await tag([Cake.name], "cake")).toBe("SyntaxError")
    expect(await tag([Cake.note as never], "+(")).toBe("SyntaxError")
  })
})
