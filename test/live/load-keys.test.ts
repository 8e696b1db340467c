/** Keys that the database takes for equal are equal to the loader, in every strategy: by a collation that ignores case. */
import { Effect, pipe } from "effect"
import {
  belongsTo, char, createAll, dropAll, execute, from, hasMany, insertInto, integer, limit, load, loadInto, manyToMany, nullable, numeric, orderBy, primaryKey,
  rawCommand, refineRelation, table, varchar,
} from "fulmar"
import { BigDecimal } from "effect"
import { afterAll, beforeAll, expect, it } from "vitest"
import { counted } from "../relation/counted.js"
import { describeOn, type LiveKind } from "../servers/live.js"
import { everywhere, on as runOn } from "./conformance.js"

const strategies = ["join", "query", "nested"] as const
const Team = table("ci_team", { id: integer.pipe(primaryKey), code: varchar(20) })
const Hero = table("ci_hero", { id: integer.pipe(primaryKey), team: varchar(20).pipe(nullable) })
const Link = table("ci_link", { teamCode: varchar(20), heroId: integer })
const team = belongsTo(Hero, Team, { team: "code" })
const heroes = hasMany(Team, Hero, { code: "team" })
const links = manyToMany(Team, Hero, { through: Link, from: { code: "teamCode" }, to: { heroId: "id" } })

const collations: Readonly<Record<LiveKind, string>> = {
  sqlite: "collate nocase",
  postgres: "collate ignoring_case",
  mariadb: "collate utf8mb4_general_ci",
  mysql: "collate utf8mb4_0900_ai_ci",
}

describeOn(everywhere, "keys that a collation takes for equal", (db) => {
  const on = <A>(program: Effect.Effect<A, any, any>): Promise<A> => runOn(db, program)
  const text = `varchar(20) ${collations[db.kind]}`
  const quote = (name: string) => (db.kind === "mariadb" || db.kind === "mysql" ? `\`${name}\`` : `"${name}"`)
  const ddl = [
    ...(db.kind === "postgres" ? ["create collation ignoring_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false)"] : []),
    `create table ci_team (id integer primary key, code ${text})`,
    `create table ci_hero (id integer primary key, team ${text})`,
    `create table ci_link (${quote("teamCode")} ${text}, ${quote("heroId")} integer)`,
  ]
  beforeAll(() =>
    on(Effect.gen(function* () {
      for (const sql of ddl) yield* execute(rawCommand(Object.assign([sql], { raw: [sql] })))
      // Two codes that are equal, and one that is not.
      yield* execute(insertInto(Team, [{ id: 1, code: "abc" }, { id: 2, code: "ABC" }, { id: 3, code: "abd" }]))
      yield* execute(insertInto(Hero, [{ id: 1, team: "abc" }, { id: 2, team: "Abc" }, { id: 3, team: "ABD" }, { id: 4, team: null }, { id: 5, team: "abx" }]))
      yield* execute(insertInto(Link, [{ teamCode: "aBc", heroId: 1 }, { teamCode: "ABC", heroId: 3 }, { teamCode: "abd", heroId: 1 }]))
    })),
  )
  afterAll(() => on(dropAll([Team, Hero, Link])))

  const found = (rows: ReadonlyArray<{ readonly id: number }>, name: string) =>
    Object.fromEntries(rows.map((row) => [row.id, (row as unknown as Record<string, ReadonlyArray<{ readonly id: number }>>)[name]!.map(({ id }) => id)]))

  for (const strategy of strategies) {
    it(`find all rows by ${strategy}`, async () => {
      expect(found(await on(load(Team, { heroes }, { strategy })), "heroes")).toEqual({ 1: [1, 2], 2: [1, 2], 3: [3] })
      const first = heroes.pipe(refineRelation((q) => pipe(q, orderBy(Hero.id), limit(1))))
      expect(found(await on(load(Team, { first }, { strategy })), "first")).toEqual({ 1: [1], 2: [1], 3: [3] })
      expect(found(await on(load(Team, { links }, { strategy })), "links")).toEqual({ 1: [1, 3], 2: [1, 3], 3: [1] })
    })
  }

  it("find the one row", async () => {
    for (const strategy of ["query", "nested"] as const) {
      const rows = await on(load(pipe(from(Hero), orderBy(Hero.id)), { team }, { strategy }))
      expect(rows.map((hero) => hero.team?.code.toLowerCase() ?? null)).toEqual(["abc", "abc", "abd", null, null])
    }
  })

  it("take a statement more only where there are any", async () => {
    const [, more] = await on(counted(load(Team, { heroes })))
    expect(more).toHaveLength(3)
    const [, few] = await on(counted(loadInto(Team, [{ code: "abx" }, { code: "none" }], { heroes })))
    expect(few).toHaveLength(1)
  })
})

describeOn(everywhere, "keys that are written otherwise", (db) => {
  it("are equal as the database says", async () => {
    const on = <A>(program: Effect.Effect<A, any, any>): Promise<A> => runOn(db, program)
    const P = table("odd_p", { id: char(4).pipe(primaryKey), price: numeric(8, 2) })
    const C = table("odd_c", { id: integer.pipe(primaryKey), pId: char(6), price: numeric(10, 4) })
    const byText = hasMany(P, C, { id: "pId" })
    const byPrice = hasMany(P, C, { price: "price" })
    const price = BigDecimal.fromStringUnsafe
    await on(createAll([P, C]))
    await on(execute(insertInto(P, [{ id: "a", price: price("1.5") }, { id: "A", price: price("0") }])))
    await on(execute(insertInto(C, [{ id: 1, pId: "a", price: price("1.50") }, { id: 2, pId: "A", price: price("1.5000") }, { id: 3, pId: "ab", price: price("0.0001") }])))
    for (const strategy of strategies) {
      const rows = await on(load(pipe(from(P), orderBy(P.price)), { byText, byPrice }, { strategy }))
      expect(rows.map((row) => [row.id, row.byText.map(({ id }) => id), row.byPrice.map(({ id }) => id)])).toEqual([["A", [2], []], ["a", [1], [1, 2]]])
    }
    await on(dropAll([P, C]))
  })
})
