import { Schema } from "effect"
import {
  aliases, array, bigint, boolean, bytes, comment, computed, constrain, createModel, defaultTo, enumeration, fromEffectSchema, hidden, integer, json, jsonSchema, listOf, model, nested,
  nullable, numeric, primaryKey, autoIncrement, refine, standardSchema, table, text, timestamptz, toEffectSchema, updateModel, validate, validateField, varchar, vector,
} from "fulmar"
import { describe, expect, it } from "vitest"

const Hero = table("hero", {
  id: integer.pipe(primaryKey, autoIncrement),
  name: varchar(80).pipe(constrain.minLength(1), constrain.pattern(/^\w/), comment("as it is printed")),
  secretName: text,
  age: integer.pipe(nullable, constrain.ge(0), constrain.lt(200)),
  born: timestamptz,
})
const HeroModel = model(Hero).pipe(
  aliases({ secretName: "secret_name" }),
  validateField("name", (name) => name !== "Eve" || "must not be Eve"),
  computed({ label: (hero) => hero.name }),
)

describe("jsonSchema", () => {
  it("of input and of output", () => {
    const properties = {
      id: { type: "integer", minimum: -2147483648, maximum: 2147483647 },
      name: { type: "string", maxLength: 80, minLength: 1, pattern: "^\\w", description: "as it is printed" },
      secret_name: { type: "string" },
      age: { anyOf: [{ type: "integer", minimum: 0, maximum: 2147483647, exclusiveMaximum: 200 }, { type: "null" }], default: null },
      born: { type: "string", format: "date-time" },
    }
    expect(jsonSchema(createModel(HeroModel))).toEqual({
      $schema: "https://json-schema.org/draft/2020-12/schema", type: "object", title: "hero", properties, required: ["name", "secret_name", "born"],
    })
    const { secret_name: _, ...rest } = properties
    const { default: __, ...age } = rest.age
    expect(jsonSchema(HeroModel.pipe(hidden("secretName")), { of: "output" })).toEqual({
      $schema: "https://json-schema.org/draft/2020-12/schema", type: "object", title: "hero",
      properties: { ...rest, age, label: { readOnly: true } },
      required: ["id", "name", "age", "born", "label"],
    })
  })

  it("of what an update takes, which has no defaults", () => {
    const schema = jsonSchema(updateModel(HeroModel), { title: "HeroUpdate" })
    expect(schema).toMatchObject({ title: "HeroUpdate", required: [] })
    expect(Object.keys(schema["properties"] as object)).toEqual(["name", "secret_name", "age", "born"])
    expect(JSON.stringify(schema)).not.toContain("default")
  })

  it("of every kind of type, and of related rows", () => {
    const T = table("t", {
      big: bigint, price: numeric(5, 2).pipe(constrain.gt(0)), raw: bytes, mood: enumeration("mood", ["sad", "ok"]), tags: array(text).pipe(constrain.maxLength(3)), doc: json(), v: vector(2),
      yes: boolean.pipe(defaultTo(true)), twice: integer.pipe(constrain.ge(1), constrain.ge(2)),
    })
    expect(jsonSchema(model(T).pipe(nested({ heroes: listOf(createModel(HeroModel)) })), { byAlias: false })).toMatchObject({
      properties: {
        big: { type: "string", pattern: "^-?\\d+$" },
        price: { type: "string" },
        raw: { type: "string", contentEncoding: "base64" },
        mood: { enum: ["sad", "ok"] },
        tags: { type: "array", items: { type: "string" }, maxItems: 3 },
        doc: {},
        v: { type: "array", items: { type: "number" }, minItems: 2, maxItems: 2 },
        yes: { type: "boolean", default: true },
        heroes: { type: "array", items: { title: "hero", required: ["name", "secretName", "born"] } },
      },
      required: ["big", "price", "raw", "mood", "tags", "doc", "v", "twice", "heroes"],
    })
  })
})

describe("standardSchema", () => {
  const standard = standardSchema(HeroModel)["~standard"]
  it("has the properties of the standard", () => {
    expect(standard.version).toBe(1)
    expect(standard.vendor).toBe("fulmar")
    expect(standard.validate({ id: 1, name: "Ada", secret_name: "x", born: "1970-01-01" })).toEqual({
      value: { id: 1, name: "Ada", secretName: "x", age: null, born: new Date(0) },
    })
    expect(standard.validate({ id: 1, name: "Eve", secret_name: 7, born: new Date(0) })).toEqual({
      issues: [{ message: 'must not be Eve, got "Eve"', path: ["name"] }, { message: "expected text, got 7", path: ["secret_name"] }],
    })
    expect(standard.jsonSchema.input({ target: "draft-2020-12" })).toEqual(jsonSchema(HeroModel))
    expect(() => standard.jsonSchema.output({ target: "draft-07" })).toThrow('JSON Schema is printed for "draft-2020-12", not for "draft-07".')
  })
})

describe("Schema of effect", () => {
  const HeroSchema = toEffectSchema(HeroModel)
  const ada = { id: 1, name: "Ada", secretName: "x", age: null, born: new Date(0) }
  it("decodes with all rules, and encodes", () => {
    expect(Schema.decodeUnknownSync(HeroSchema)({ id: 1, name: "Ada", secret_name: "x", born: "1970-01-01T00:00:00Z" })).toEqual(ada)
    expect(Schema.encodeSync(HeroSchema)(ada)).toEqual({ ...ada, born: "1970-01-01T00:00:00.000Z" })
    expect(() => Schema.decodeUnknownSync(HeroSchema)({ id: 1, name: "Eve", secret_name: 7, born: "x" })).toThrow(/must not be Eve[\s\S]*\["name"\][\s\S]*expected text, got 7[\s\S]*\["secret_name"\]/)
    expect(Schema.is(HeroSchema)(ada)).toBe(true)
    expect(Schema.is(HeroSchema)({ ...ada, age: undefined })).toBe(false)
    expect(Schema.is(HeroSchema)({ ...ada, born: "1970-01-01T00:00:00Z" })).toBe(false)
    const nested = Schema.Struct({ hero: HeroSchema })
    expect(Schema.decodeUnknownSync(nested)({ hero: { ...ada, born: "1970-01-01T00:00:00Z" } })).toEqual({ hero: ada })
  })

  it("becomes a codec of columns", () => {
    const Point = Schema.Struct({ x: Schema.NumberFromString })
    const T = table("t", { point: json(fromEffectSchema(Point, "Point")), n: text.pipe(refine(fromEffectSchema(Schema.NumberFromString))) })
    const M = model(T)
    expect(validate(M, { mode: "json" })({ point: { x: "1" }, n: "2" })).toEqual({ _tag: "Right", right: { point: { x: 1 }, n: 2 } })
    expect(validate(M)({ point: { x: 1 }, n: 2 })).toEqual({ _tag: "Right", right: { point: { x: 1 }, n: 2 } })
    expect(validate(M)({ point: { x: true }, n: {} })).toMatchObject({ left: { issues: [{ column: "point" }, { column: "n" }] } })
    expect(fromEffectSchema(Point).is({ x: 1 })).toBe(true)
    expect(fromEffectSchema(Point).decode({ x: {} })._tag).toBe("Left")
    expect(fromEffectSchema(Point).encode({ x: 1 })).toEqual({ x: "1" })
  })
})
