import { BigDecimal, Duration, Effect, Option } from "effect"
import {
  aliases, array, autoIncrement, belongsTo, bigint, bytes, computed, createAll, defaultWith, double, dump, dumpJson, enumeration, execute, hasMany, hidden, insertInto, integer,
  interval, json, listOf, load, model, nested, nullOr, numeric, option, primaryKey, table, text, timestamptz, uuid, validate,
} from "fulmar"
import * as Sqlite from "fulmar/sqlite"
import { describe, expect, it } from "vitest"
import { Hero, Team } from "./tables.js"

const HeroModel = model(Hero).pipe(
  aliases({ secretName: "secret_name" }),
  computed({ label: (hero) => `${hero.name} (${hero.age})` }),
)
const ada = { id: 1, name: "Ada", secretName: "Countess", age: null, rank: 1, teamId: null }
const given = (input: unknown): typeof ada => {
  const result = validate(HeroModel)(input)
  if (result._tag === "Left") throw result.left
  return result.right as never
}

describe("dump", () => {
  it("gives fields in their order by name, then computed ones, and nothing else", () => {
    const dumped = dump(HeroModel)({ ...ada, team: { id: 1 } } as typeof ada)
    expect(Object.entries(dumped)).toEqual([...Object.entries(ada), ["label", "Ada (null)"]])
  })

  it("takes aliases of output for names, and differs from those of input if wanted", () => {
    expect(Object.keys(dump(HeroModel, { byAlias: true })(ada))).toEqual(["id", "name", "secret_name", "age", "rank", "teamId", "label"])
    const Both = model(Team).pipe(aliases({ name: { input: "in", output: "out" } }))
    expect(dump(Both, { byAlias: true })({ id: 1, name: "a" })).toEqual({ id: 1, out: "a" })
    expect(validate(Both)({ id: 1, in: "a" })).toEqual({ _tag: "Right", right: { id: 1, name: "a" } })
    const All = model(Team).pipe(aliases({ name: "title" }), aliases((key) => key.toUpperCase()))
    expect(dump(All, { byAlias: true })({ id: 1, name: "a" })).toEqual({ ID: 1, title: "a" })
    expect(() => model(Team).pipe(aliases({ name: "id" }))).toThrow('Fields "id" and "name" of model "team" would both be "id"; give one another alias.')
  })

  it("includes and excludes by name, also with aliases; what is excluded wins", () => {
    expect(dump(HeroModel, { include: { secretName: true, label: true, age: true }, exclude: { age: true }, byAlias: true })(ada)).toEqual({ secret_name: "Countess", label: "Ada (null)" })
    expect(dump(HeroModel, { include: {} })(ada)).toEqual({})
    expect(() => dump(HeroModel, { exclude: { secret_name: true } as never })).toThrow('Model "hero" has no field "secret_name"')
  })

  it("never gives what is hidden", () => {
    const Hidden = HeroModel.pipe(hidden("secretName"))
    expect(dump(Hidden, { include: { name: true, secretName: true } as never })(ada)).toEqual({ name: "Ada" })
    expect(validate(Hidden)({ id: 1, name: "a" })._tag).toBe("Left")
  })

  it("excludeUnset gives what input gave, of other rows all; computed fields stay", () => {
    const row = given({ id: 1, name: "Ada", secret_name: "x" })
    expect(dump(HeroModel, { excludeUnset: true })(row)).toEqual({ id: 1, name: "Ada", secretName: "x", label: "Ada (null)" })
    expect(dump(HeroModel, { excludeUnset: true, excludeComputed: true })(ada)).toEqual(ada)
  })

  it("excludeDefaults leaves out what is the default, whoever gave it", () => {
    const made = table("made", { at: timestamptz.pipe(defaultWith(() => new Date(0))), price: numeric(4, 2).pipe(option), raw: bytes.pipe(defaultWith(() => Uint8Array.of(1))) })
    const row = given({ ...ada, rank: 1, age: 7 })
    expect(dump(HeroModel, { excludeDefaults: true, excludeComputed: true })(row)).toEqual({ id: 1, name: "Ada", secretName: "Countess", age: 7 })
    expect(dump(model(made), { excludeDefaults: true })({ at: new Date(0), price: Option.none(), raw: Uint8Array.of(1) })).toEqual({})
    expect(dump(model(made), { excludeDefaults: true, mode: "json" })({ at: new Date(1), price: Option.some(BigDecimal.make(5n, 1)), raw: Uint8Array.of(2) })).toEqual({
      at: "1970-01-01T00:00:00.001Z", price: "0.50", raw: "Ag==",
    })
  })

  it("excludeNone leaves out null and none, in related rows too, not inside of documents", () => {
    const Doc = model(table("doc", { doc: json(), a: integer.pipe(option) }))
    expect(dump(HeroModel, { excludeNone: true })(ada)).toEqual({ id: 1, name: "Ada", secretName: "Countess", rank: 1, label: "Ada (null)" })
    expect(dump(Doc, { excludeNone: true })({ doc: { x: null }, a: Option.none() })).toEqual({ doc: { x: null } })
    const TeamModel = model(Team).pipe(nested({ heroes: listOf(HeroModel) }))
    expect(dump(TeamModel, { excludeNone: true, excludeComputed: true })({ id: 1, name: "Sea", heroes: [ada] }).heroes).toEqual([{ id: 1, name: "Ada", secretName: "Countess", rank: 1 }])
  })

  it("writes what JSON has not as text", () => {
    const Values = model(table("values", {
      price: numeric(5, 2), id: uuid, at: timestamptz, length: interval, raw: bytes, mood: enumeration("mood", ["sad"]), big: bigint, n: double, bigs: array(bigint), blobs: array(bytes),
    })).pipe(computed({ late: (row) => ({ at: [row.at], n: row.big, none: Option.none(), price: row.price }) }))
    const row = {
      price: BigDecimal.fromStringUnsafe("1.1"), id: "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", at: new Date("2020-01-02T03:04:05.006Z"), length: Duration.seconds(86402),
      raw: Uint8Array.of(0, 255), mood: "sad" as const, big: 2n ** 53n, n: Infinity, bigs: [1n], blobs: [Uint8Array.of(255)],
    }
    expect(dump(Values, { mode: "json" })(row)).toEqual({
      price: "1.10", id: row.id, at: "2020-01-02T03:04:05.006Z", length: "PT24H2S", raw: "AP8=", mood: "sad", big: "9007199254740992", n: Infinity, bigs: ["1"], blobs: ["/w=="],
      late: { at: ["2020-01-02T03:04:05.006Z"], n: "9007199254740992", none: null, price: "1.1" },
    })
    expect(dump(Values, { mode: "json", bigint: "number", include: { big: true, bigs: true } })(row)).toEqual({ big: "9007199254740992", bigs: [1] })
    expect(dump(Values, { mode: "json", roundTrip: true, include: { n: true, late: true } })(row)).toEqual({ n: "Infinity" })
    expect(dumpJson(Values, { include: { n: true, price: true } })(row)).toBe('{"price":"1.10","n":null}')
    expect(dump(Values)(row).price).toBe(row.price)
  })

  it("says which value does not fit", () => {
    expect(() => dump(HeroModel, { mode: "json" })({ ...ada, age: "x" as never })).toThrow('Field "age" of model "hero" cannot be dumped: expected integer, got "x".')
  })

  it("dumps what load gives, with what is included of related rows", async () => {
    const T = table("team", { id: integer.pipe(primaryKey, autoIncrement), name: text })
    const H = table("hero", { id: integer.pipe(primaryKey, autoIncrement), name: text, secretName: text, teamId: integer })
    const HM = model(H).pipe(aliases({ secretName: "secret_name" }), computed({ label: (hero) => hero.name.toUpperCase() }))
    const TM = model(T).pipe(nested({ heroes: listOf(HM) }))
    const Deep = HM.pipe(nested({ team: nullOr(TM) }))
    const program = Effect.gen(function* () {
      yield* createAll([T, H])
      yield* execute(insertInto(T, { id: 1, name: "Sea" }))
      yield* execute(insertInto(H, { id: 7, name: "Ada", secretName: "x", teamId: 1 }))
      const teams = yield* load(T, { heroes: hasMany(T, H, { id: "teamId" }) })
      const heroes = yield* load(H, { team: [belongsTo(H, T, { teamId: "id" }), { heroes: hasMany(T, H, { id: "teamId" }) }] })
      return { teams, heroes }
    })
    const { heroes, teams } = await Effect.runPromise(program.pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" }))))
    expect(teams.map(dump(TM, { exclude: { heroes: { teamId: true } }, byAlias: true }))).toEqual([
      { id: 1, name: "Sea", heroes: [{ id: 7, name: "Ada", secret_name: "x", label: "ADA" }] },
    ])
    expect(heroes.map(dump(Deep, { include: { team: { heroes: { name: true } } } }))).toEqual([{ team: { heroes: [{ name: "Ada" }] } }])
    expect(() => dump(Deep, { exclude: { team: { heroes: { nope: true } } } as never })).toThrow('Model "hero" has no field "nope"')
    expect(validate(Deep, { strict: true })(heroes[0])).toEqual({ _tag: "Right", right: heroes[0] })
  })
})
