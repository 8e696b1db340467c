import * as t from "io-ts"
import {
  aliases, all, applyUpdate, autoIncrement, change, computed, constrain, createAll, createModel, defaultTo, dump, dumpJson, edit, execute, from, generatedAlwaysAsIdentity,
  givenFields, insertInto, integer, json, jsonSchema, model, nullable, omitModel, pickModel, primaryKey, rowVersion, save, table, text, updateModel, validate, validateField,
  validateJson, validateRow, varchar,
} from "fulmar"
import * as Sqlite from "fulmar/sqlite"
import { Effect } from "effect"
import { describe, expect, it } from "vitest"

const Hero = table("hero", {
  id: integer.pipe(primaryKey, autoIncrement),
  name: varchar(5),
  fullName: text.pipe(defaultTo("x")),
  age: integer.pipe(nullable, constrain.ge(0)),
})
const HeroModel = model(Hero).pipe(aliases({ fullName: "full_name" }), computed({ label: (hero) => hero.name }))
const ada = { id: 1, name: "Ada", fullName: "x", age: null }
const right = <A>(result: { readonly _tag: "Left"; readonly left: unknown } | { readonly _tag: "Right"; readonly right: A }): A => {
  if (result._tag === "Left") throw result.left
  return result.right
}
const columns = (result: ReturnType<ReturnType<typeof validate>>): ReadonlyArray<string> => (result._tag === "Left" ? result.left.issues.map((i) => i.column) : [])

/** What SQLModel does, call by call; where ours differs, the name says so. */
describe("SQLModel", () => {
  it("Model(…) of a table accepts anything: a row here is a plain record, and input is validated", () => {
    expect(columns(validate(HeroModel)({ id: 1, name: 123, age: -5, unknown: 1 }))).toEqual(["name", "age"])
  })
  it("model_validate collects all errors and ignores extra keys", () => {
    expect(columns(validate(HeroModel)({ name: "too long", age: -1, extra: 1 }))).toEqual(["id", "name", "age"])
    expect(validate(HeroModel)({ ...ada, extra: 1 })).toEqual({ _tag: "Right", right: ada })
  })
  it("model_validate_json skips validators of a table: ours does not", () => {
    expect(columns(validateJson(HeroModel)('{"id":1,"name":"too long","age":-1}'))).toEqual(["name", "age"])
  })
  it("validators are not run on defaults", () => {
    const Ruled = model(Hero).pipe(validateField("fullName", (name) => name !== "x"), validateField("age", (age) => age !== null))
    expect(validate(Ruled)({ id: 1, name: "Ada" })._tag).toBe("Right")
    expect(columns(validate(Ruled)({ id: 1, name: "Ada", fullName: "x", age: null }))).toEqual(["fullName", "age"])
  })
  it("strict and lax", () => {
    const age = (value: unknown, strict = false): string => validate(HeroModel, { strict })({ ...ada, age: value })._tag
    expect([age("1"), age(1.0), age(1.5), age("1", true), validate(HeroModel)({ ...ada, name: 1 })._tag]).toEqual(["Right", "Right", "Left", "Left", "Left"])
  })
  it("from_attributes, and update= that overrides", () => {
    class Person { id = 1; get name(): string { return "Ada" } }
    expect(validate(HeroModel)(new Person())).toEqual({ _tag: "Right", right: ada })
    expect(validate(HeroModel)({ ...ada, ...{ age: 3 } })).toEqual({ _tag: "Right", right: { ...ada, age: 3 } })
  })
  it("an alias hides the name of a field silently: ours reads both, the alias first", () => {
    expect(right(validate(HeroModel)({ id: 1, name: "Ada", fullName: "a" })).fullName).toBe("a")
    expect(right(validate(HeroModel)({ id: 1, name: "Ada", fullName: "a", full_name: "b" })).fullName).toBe("b")
  })
  it("model_dump: declaration order, computed fields, no relations, by name", () => {
    expect(Object.keys(dump(HeroModel)(ada))).toEqual(["id", "name", "fullName", "age", "label"])
  })
  it("include and exclude go by name also with aliases; a name that is none matches nothing: ours refuses it", () => {
    expect(dump(HeroModel, { byAlias: true, include: { fullName: true } })(ada)).toEqual({ full_name: "x" })
    expect(() => dump(HeroModel, { byAlias: true, include: { full_name: true } as never })).toThrow("no field")
  })
  it("exclude_unset of a row of the database is {}: ours is the row", () => {
    expect(dump(HeroModel, { excludeUnset: true })(ada)).toEqual({ ...ada, label: "Ada" })
    expect(dump(HeroModel, { excludeUnset: true })(right(validate(HeroModel)({ id: 1, name: "Ada" })))).toEqual({ id: 1, name: "Ada", label: "Ada" })
  })
  it("fields_set: assignment adds the name; here values do not change, and applyUpdate adds it", () => {
    const row = right(validate(HeroModel)({ id: 1, name: "Ada" }))
    expect([...givenFields(right(applyUpdate(HeroModel, { age: 3 })(row)))]).toEqual(["id", "name", "age"])
  })
  it("exclude_defaults, exclude_none, exclude_computed_fields", () => {
    expect(dump(HeroModel, { excludeDefaults: true })(ada)).toEqual({ id: 1, name: "Ada", label: "Ada" })
    expect(dump(HeroModel, { excludeNone: true })(ada)).toEqual({ id: 1, name: "Ada", fullName: "x", label: "Ada" })
    expect(dump(HeroModel, { excludeComputed: true })(ada)).toEqual(ada)
  })
  it("round_trip drops computed fields; JSON columns are text there, and documents here", () => {
    const Doc = model(table("doc", { tags: json(t.array(t.string)) }))
    expect(dump(HeroModel, { roundTrip: true })(ada)).toEqual(ada)
    const dumped = dump(Doc, { mode: "json", roundTrip: true })({ tags: ["a"] })
    expect(dumped).toEqual({ tags: ["a"] })
    expect(validate(Doc)(dumped)).toEqual({ _tag: "Right", right: { tags: ["a"] } })
  })
  it("sqlmodel_update merges without validation: ours validates, and gives another row", () => {
    expect(applyUpdate(HeroModel, { age: "4", unknown: 1 })(ada)).toEqual({ _tag: "Right", right: { ...ada, age: 4 } })
    expect(columns(applyUpdate(HeroModel, { age: -4 })(ada))).toEqual(["age"])
    expect(columns(applyUpdate(HeroModel, "x")(ada))).toEqual(["*"])
    expect(ada.age).toBe(null)
  })
  it("Create, Update and Public by inheritance: by functions of a model", () => {
    const T = table("t", { id: integer.pipe(primaryKey, generatedAlwaysAsIdentity), name: text, version: integer.pipe(rowVersion) })
    const keys = (m: Parameters<typeof jsonSchema>[0]): ReadonlyArray<string> => Object.keys(jsonSchema(m)["properties"] as object)
    expect([keys(createModel(model(T))), keys(updateModel(model(T))), keys(omitModel(model(T), "version"))]).toEqual([["name"], ["name"], ["id", "name"]])
  })

  it("input goes to the database, and rows go out", async () => {
    const Ruled = HeroModel.pipe(validateRow((hero) => hero.name !== hero.fullName || "same"))
    const program = Effect.gen(function* () {
      yield* createAll([Hero])
      yield* execute(insertInto(Hero, right(validateJson(omitModel(createModel(Ruled), "id"))('{"name":"Ada","age":"3","id":9}'))))
      const [row] = yield* all(from(Hero))
      const update = right(validate(updateModel(Ruled))({ full_name: "Lovelace" }))
      const saved = yield* save(edit(Hero, row!).pipe(change(update)))
      return [row, dumpJson(pickModel(Ruled, "id", "fullName"), { byAlias: true })(saved)]
    })
    expect(await Effect.runPromise(program.pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" }))))).toEqual([
      { id: 1, name: "Ada", fullName: "x", age: 3 },
      '{"id":1,"full_name":"Lovelace"}',
    ])
  })
})
