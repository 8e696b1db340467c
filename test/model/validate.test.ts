import { BigDecimal, Duration, Option } from "effect"
import {
  aliases, applyUpdate, bigint, boolean, bytes, computed, createModel, date, double, dump, generatedAlways, givenFields, integer, interval, json, listOf, model, nested, nullOr,
  numeric, omitModel, option, pickModel, preprocessField, preprocessRow, primaryKey, table, text, time, timestamp, timestamptz, transformField, updateModel, uuid,
  validate, validateField, validateJson, validateRow, nullable, defaultWith, enumeration, array, type SqlType,
} from "fulmar"
import { describe, expect, it } from "vitest"
import { Hero, Team } from "./tables.js"

const HeroModel = model(Hero).pipe(
  aliases({ secretName: "secret_name" }),
  validateField("age", (age) => age === null || age < 200 || "must not be a legend"),
  validateRow((hero) => hero.name !== hero.secretName || "name and secretName must differ"),
  computed({ label: (hero) => `${hero.name} (${hero.age})` }),
)
const ada = { id: 1, name: "Ada", secretName: "Countess", age: null, rank: 1, teamId: null }
const issues = (result: ReturnType<ReturnType<typeof validate>>): ReadonlyArray<unknown> =>
  result._tag === "Left" ? result.left.issues.map((issue) => [issue.column, issue.message.replace(/^.*?": /, "")]) : []

describe("validate", () => {
  it("gives a row, with defaults for what is left out", () => {
    expect(validate(HeroModel)({ id: 1, name: "Ada", secretName: "Countess" })).toEqual({ _tag: "Right", right: ada })
  })

  it("gives one error with an issue for each field, and never throws", () => {
    const result = validate(HeroModel)({ id: 1.5, name: 7, age: -1, rank: null })
    expect(issues(result)).toEqual([
      ["id", "expected integer, got 1.5"],
      ["name", "expected varchar(20), got 7"],
      ["secretName", "expected text, but it is missing"],
      ["age", "expected at least 0, got -1"],
      ["rank", "expected integer, got null"],
    ])
    expect(result).toMatchObject({ left: { _tag: "ValidationError", table: "hero" } })
    expect(issues(validate(HeroModel)(null))).toEqual([["*", "expected a record of hero, got null"]])
    expect(issues(validate(HeroModel)([]))).toEqual([["*", "expected a record of hero, got []"]])
  })

  it("validates JSON text by the same rules and constraints", () => {
    const text = JSON.stringify({ id: 1, name: "x".repeat(21), secret_name: "y", age: -5 })
    expect(issues(validateJson(HeroModel)(text)).map((x) => (x as [string])[0])).toEqual(["name", "age"])
    expect(issues(validateJson(HeroModel)('{"id":1,"name":"A","secretName":"A"}'))).toEqual([["*", "name and secretName must differ"]])
    expect(issues(validateJson(HeroModel)("{"))).toEqual([["*", 'expected JSON text, got "{"']])
    expect(issues(validateJson(HeroModel)(undefined as never))).toHaveLength(1)
  })

  it("does not ask rules of defaults, but of an explicit null", () => {
    const asked: Array<unknown> = []
    const Asking = model(Hero).pipe(validateField("age", (age) => (asked.push(age), true)))
    validate(Asking)({ id: 1, name: "a", secretName: "b" })
    expect(asked).toEqual([])
    validate(Asking)({ id: 1, name: "a", secretName: "b", age: null })
    expect(asked).toEqual([null])
  })

  it("ignores other keys, or refuses each", () => {
    expect(validate(HeroModel)({ ...ada, more: 1 })).toEqual({ _tag: "Right", right: ada })
    expect(issues(validate(HeroModel, { extra: "forbid" })({ ...ada, more: 1, secret_name: "Countess" }))).toEqual([["more", "there is no such field"]])
  })

  it("reads a field by its alias first, then by its name", () => {
    const right = (input: object): unknown => (validate(HeroModel)({ id: 1, name: "Ada", ...input }) as { right: { secretName: string } }).right.secretName
    expect(right({ secret_name: "a" })).toBe("a")
    expect(right({ secretName: "b" })).toBe("b")
    expect(right({ secret_name: "a", secretName: "b" })).toBe("a")
    const result = validate(HeroModel)({ id: 1, name: "Ada", secret_name: 7 })
    expect(result).toMatchObject({ left: { issues: [{ column: "secretName", path: ["secret_name"] }] } })
  })

  it("takes any object with the attributes: instances with getters, rows, records without a prototype", () => {
    class Person {
      id = 1
      secretName = "Countess"
      get name(): string {
        return "Ada"
      }
    }
    expect(validate(HeroModel)(new Person())).toEqual({ _tag: "Right", right: ada })
    expect(validate(HeroModel)(Object.assign(Object.create(null) as object, ada))).toEqual({ _tag: "Right", right: ada })
  })

  it("asks rules in their order, and those that throw say what they threw", () => {
    const Ruled = model(Team).pipe(
      preprocessField("name", (given) => (given === 7 ? " seven " : given)),
      transformField("name", (name) => name.trim()),
      validateField("name", (name) => name !== "" || "must not be blank"),
      validateField("name", (name) => { if (name === "x") throw new RangeError("x is taken"); return name !== "y" }),
      preprocessRow((given) => (Array.isArray(given) ? { id: given[0] as unknown, name: given[1] as unknown } : given)),
    )
    expect(validate(Ruled)([1, 7])).toEqual({ _tag: "Right", right: { id: 1, name: "seven" } })
    expect(issues(validate(Ruled)({ id: 1, name: " " }))).toEqual([["name", 'must not be blank, got ""']])
    expect(issues(validate(Ruled)({ id: 1, name: "x" }))).toEqual([["name", 'x is taken, got "x"']])
    expect(issues(validate(Ruled)({ id: 1, name: "y" }))).toEqual([["name", 'its rule does not hold, got "y"']])
    const Grown = model(Hero).pipe(transformField("name", (name) => name + name))
    expect(issues(validate(Grown)({ ...ada, name: "x".repeat(11) }))).toEqual([["name", `expected at most 20 characters, got "${"x".repeat(22)}"`]])
  })

  it("gives a copy, frozen", () => {
    const doc = { list: [1] }
    const Doc = model(table("doc", { doc: json(), raw: bytes }))
    const raw = Uint8Array.of(1)
    const result = validate(Doc)({ doc, raw })
    doc.list.push(2)
    raw[0] = 9
    expect(result).toEqual({ _tag: "Right", right: { doc: { list: [1] }, raw: Uint8Array.of(1) } })
    expect(result._tag === "Right" && Object.isFrozen(result.right)).toBe(true)
  })
})

const one = (type: SqlType<any>, options = {}) => (input: unknown): unknown => {
  const result = validate(model(table("t", { x: type })), options)({ x: input })
  return result._tag === "Right" ? (result.right as { x: unknown }).x : "refused"
}

describe("lax and strict", () => {
  const decimal = (s: string): BigDecimal.BigDecimal => BigDecimal.fromStringUnsafe(s)
  it.each<[string, SqlType<any>, unknown, unknown]>([
    ["text of a whole number", integer, "1", 1],
    ["blanks around it", integer, " 1 ", 1],
    ["1.0 is whole", integer, 1.0, 1],
    ["text 1.0", integer, "1.0", 1],
    ["a boolean", integer, true, 1],
    ["a bigint", integer, 7n, 7],
    ["a whole decimal", integer, decimal("7.00"), 7],
    ["a bigint of text", bigint, "9223372036854775807", 9223372036854775807n],
    ["a bigint of a number", bigint, 5, 5n],
    ["a float of text", double, "1e3", 1000],
    ["a float of a decimal", double, decimal("1.5"), 1.5],
    ["true", boolean, "true", true],
    ["Off", boolean, "Off", false],
    ["yes", boolean, "yes", true],
    ["1", boolean, 1, true],
    ["a day of midnight", date, "2024-02-29T00:00:00Z", "2024-02-29"],
    ["a day of a Date", date, new Date("2024-02-29T00:00:00Z"), "2024-02-29"],
    ["a time without seconds", time, "09:30", "09:30:00"],
    ["a day as a timestamp", timestamp, "2024-02-29", "2024-02-29T00:00:00"],
    ["ISO text", timestamptz, "2024-02-29T09:30:00+02:00", new Date("2024-02-29T07:30:00Z")],
    ["ISO text without seconds", timestamptz, "2024-02-29T09:30Z", new Date("2024-02-29T09:30:00Z")],
    ["a day as an instant", timestamptz, "2024-02-29", new Date("2024-02-29T00:00:00Z")],
    ["base64", bytes, "AP8=", Uint8Array.of(0, 255)],
    ["a UUID in capitals", uuid, "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"],
    ["a label", enumeration("mood", ["sad"]), "sad", "sad"],
    ["a list", array(integer), ["1", 2n, true], [1, 2, 1]],
  ])("%s", (name, type, input, value) => {
    expect(one(type)(input)).toEqual(value)
    const exact = ["1.0 is whole", "a UUID in capitals", "a label"].includes(name)
    expect(one(type, { strict: true })(input)).toEqual(exact ? value : "refused")
    expect(one(type, { strict: true })(value)).toEqual(value)
  })

  it("reads decimals and durations exactly", () => {
    expect(BigDecimal.format(one(numeric(10, 2))("12.50") as BigDecimal.BigDecimal)).toBe("12.5")
    expect(BigDecimal.format(one(numeric(10, 2))(0.1) as BigDecimal.BigDecimal)).toBe("0.1")
    expect(one(numeric(4, 2))("3.142")).toBe("refused")
    expect(one(numeric(4, 2))("420")).toBe("refused")
    expect(Duration.toMillis(one(interval)("PT1H30M") as Duration.Duration)).toBe(5_400_000)
  })

  it.each<[SqlType<any>, unknown]>([
    [integer, 1.5], [integer, "1.5"], [integer, ""], [integer, "1e3"], [integer, NaN], [integer, 2 ** 31], [integer, decimal("1.5")], [integer, "0x10"], [integer, []],
    [text, 1], [text, true], [text, new String("x")], [boolean, 2], [boolean, "maybe"], [boolean, "constructor"], [double, ""], [double, "abc"], [bigint, 2 ** 53], [bigint, 2n ** 63n],
    [date, "2024-02-30"], [date, "2024-02-29T10:00:00Z"], [timestamptz, 0], [timestamptz, "yesterday"], [timestamptz, new Date(NaN)], [interval, 5], [interval, "5"],
    [bytes, "AP8"], [bytes, "a b="], [uuid, "x"], [enumeration("mood", ["sad"]), "SAD"], [array(integer), { 0: 1, length: 1 }], [array(integer), [1, null]], [json(), undefined], [json(), () => 1],
  ])("%#: refuses", (type, input) => {
    expect(one(type)(input)).toBe("refused")
  })

  it("takes JSON's forms in strict JSON mode, and no others", () => {
    const json = { strict: true, mode: "json" }
    expect(one(timestamptz, json)("1970-01-01T00:00:00Z")).toEqual(new Date(0))
    expect(one(bytes, json)("AA==")).toEqual(Uint8Array.of(0))
    expect(one(bigint, json)("5")).toBe(5n)
    expect(one(array(bigint), json)(["5", 6])).toEqual([5n, 6n])
    expect(one(integer, json)("5")).toBe("refused")
    expect(one(boolean, json)(1)).toBe("refused")
    expect(one(numeric(), json)(1)).toBe("refused")
    expect(one(array(integer), json)(["5"])).toBe("refused")
    expect(one(timestamptz, json)(new Date(0))).toBe("refused")
  })

  it("reads NULL as the column does", () => {
    const T = model(table("t", { a: integer.pipe(nullable), b: integer.pipe(option) }))
    expect(validate(T)({ a: null, b: null })).toEqual({ _tag: "Right", right: { a: null, b: Option.none() } })
    expect(validate(T)({ b: Option.some("3") })).toEqual({ _tag: "Right", right: { a: null, b: Option.some(3) } })
    expect(validate(T)({ b: 3 })).toEqual({ _tag: "Right", right: { a: null, b: Option.some(3) } })
  })
})

describe("variants", () => {
  const HeroCreate = createModel(HeroModel)
  const HeroUpdate = updateModel(HeroModel)
  it("create has what an insert needs, update anything but the key", () => {
    expect(validate(HeroCreate)({ name: "Ada", secret_name: "Countess" })).toEqual({ _tag: "Right", right: { name: "Ada", secretName: "Countess" } })
    expect(issues(validate(HeroCreate)({}))).toEqual([["name", "expected varchar(20), but it is missing"], ["secretName", "expected text, but it is missing"]])
    expect(validate(HeroUpdate)({})).toEqual({ _tag: "Right", right: {} })
    expect(validate(HeroUpdate)({ id: 7, age: "3" })).toEqual({ _tag: "Right", right: { age: 3 } })
    const Side = table("side", { id: integer.pipe(primaryKey), length: integer })
    const Square = table("square", { ...{ id: integer.pipe(primaryKey), length: integer }, area: integer.pipe(generatedAlways(Side.length)) })
    expect(validate(createModel(model(Square)))({ id: 1, length: 2, area: 9 })).toEqual({ _tag: "Right", right: { id: 1, length: 2 } })
  })

  it("keeps rules: of fields, and of rows where all they read is known", () => {
    expect(issues(validate(HeroCreate)({ name: "A", secretName: "A" }))).toEqual([["*", "name and secretName must differ"]])
    expect(issues(validate(HeroUpdate)({ age: 999 }))).toEqual([["age", "must not be a legend, got 999"]])
    expect(issues(validate(HeroUpdate)({ name: "A", secretName: "A" }))).toEqual([["*", "name and secretName must differ"]])
    expect(validate(HeroUpdate)({ name: "A" })._tag).toBe("Right")
    expect(validate(pickModel(HeroModel, "name"))({ name: "A" })._tag).toBe("Right")
    const Aged = model(Hero).pipe(validateRow((hero) => (hero.rank === 1 && hero.age === null) || "only young ones"))
    expect(validate(createModel(Aged))({ name: "a", secretName: "b" })._tag).toBe("Right")
    expect(validate(createModel(Aged))({ name: "a", secretName: "b", age: 3 })._tag).toBe("Left")
    const Spread = model(Hero).pipe(validateRow((hero) => Object.values({ ...hero }).length > 9))
    expect(validate(updateModel(Spread))({ name: "a" })._tag).toBe("Right")
    expect(validate(Spread)(ada)._tag).toBe("Left")
  })

  it("pick and omit", () => {
    expect(validate(pickModel(HeroModel, "id", "name"))(ada)).toEqual({ _tag: "Right", right: { id: 1, name: "Ada" } })
    expect(validate(omitModel(HeroModel, "secretName", "age", "rank", "teamId"))(ada)).toEqual({ _tag: "Right", right: { id: 1, name: "Ada" } })
    expect(() => pickModel(HeroModel, "nope" as never)).toThrow('Model "hero" has no field "nope"; it has "id", "name", "secretName", "age", "rank", "teamId".')
  })

  it("applyUpdate gives another row, and asks all rules of it", () => {
    expect(applyUpdate(HeroModel, { name: "Lovelace", id: 9, unknown: 1 })(ada)).toEqual({ _tag: "Right", right: { ...ada, name: "Lovelace" } })
    expect(issues(applyUpdate(HeroModel, { name: "Countess" })(ada))).toEqual([["*", "name and secretName must differ"]])
    expect(issues(applyUpdate(HeroModel, { age: "x" })(ada))).toEqual([["age", 'expected integer or null, got "x"']])
    expect(issues(applyUpdate(HeroModel, 7)(ada))).toEqual([["*", "expected a record of hero, got 7"]])
    expect(ada.name).toBe("Ada")
  })
})

describe("nested rows", () => {
  const TeamModel = model(Team).pipe(nested({ heroes: listOf(HeroModel) }))
  const Full = HeroModel.pipe(nested({ team: nullOr(model(Team)) }))
  it("are validated by their own models, and issues say where", () => {
    const result = validate(TeamModel)({ id: 1, name: "Sea", heroes: [ada, { ...ada, age: -1, secret_name: 8 }, 7] })
    expect(result._tag === "Left" && result.left.issues.map((i) => [i.column, i.path, i.message])).toEqual([
      ["heroes", ["heroes", 1, "secret_name"], 'Field "heroes.1.secretName" of model "team": expected text, got 8'],
      ["heroes", ["heroes", 1, "age"], 'Field "heroes.1.age" of model "team": expected at least 0, got -1'],
      ["heroes", ["heroes", 2], 'Field "heroes.2" of model "team": expected a record of hero, got 7'],
    ])
    expect(validate(TeamModel)({ id: 1, name: "Sea", heroes: [ada] })).toEqual({ _tag: "Right", right: { id: 1, name: "Sea", heroes: [ada] } })
    expect(validate(Full)({ ...ada, team: null })).toEqual({ _tag: "Right", right: { ...ada, team: null } })
    expect(issues(validate(TeamModel)({ id: 1, name: "Sea", heroes: {} }))).toEqual([["heroes", "expected a list of hero, got {}"]])
    expect(issues(validate(TeamModel)({ id: 1, name: "Sea" }))).toEqual([["heroes", "expected hero, but it is missing"]])
    expect(validate(createModel(TeamModel))({ name: "Sea" })._tag).toBe("Right")
  })

  it("does not read a list of bad rows to its end", () => {
    const heroes: Array<unknown> = []
    heroes.length = 2 ** 32 - 1
    const result = validate(TeamModel)({ id: 1, name: "Sea", heroes })
    expect(result._tag === "Left" && result.left.issues.length).toBe(100)
  })
})

describe("given fields", () => {
  it("are known of validated values, and of others all they have", () => {
    const result = validate(HeroModel)({ id: 1, name: "Ada", secret_name: "x" })
    if (result._tag === "Left") throw result.left
    expect([...givenFields(result.right)]).toEqual(["id", "name", "secretName"])
    expect(Reflect.ownKeys(result.right)).toEqual(["id", "name", "secretName", "age", "rank", "teamId"])
    expect([...givenFields({ ...result.right })]).toHaveLength(6)
    const updated = applyUpdate(HeroModel, { age: 3 })(result.right)
    expect(updated._tag === "Right" && [...givenFields(updated.right)]).toEqual(["id", "name", "secretName", "age"])
    expect(updated._tag === "Right" && dump(HeroModel, { excludeUnset: true, excludeComputed: true })(updated.right)).toEqual({ id: 1, name: "Ada", secretName: "x", age: 3 })
  })

  it("makes defaults for each value", () => {
    let n = 0
    const T = model(table("t", { a: integer.pipe(defaultWith(() => ++n)) }))
    expect([validate(T)({}), validate(T)({})]).toEqual([{ _tag: "Right", right: { a: 1 } }, { _tag: "Right", right: { a: 2 } }])
    const Bad = model(table("t", { a: integer.pipe(defaultWith((): number => { throw new Error("no more") })) }))
    expect(issues(validate(Bad)({}))).toEqual([["a", "its default cannot be made: no more"]])
  })
})
