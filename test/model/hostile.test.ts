import { aliases, bigint, boolean, date, double, interval, numeric, integer, json, listOf, array, model, nested, table, text, validate, dump, standardSchema, timestamptz, vector, type SqlType } from "fulmar"
import { describe, expect, it } from "vitest"

const T = table("t", { name: text, n: integer })
const M = model(T)
const boom = (): never => {
  throw new Error("boom")
}

describe("hostile input", () => {
  it("does not take what every object inherits for a field", () => {
    const P = model(table("p", { constructor: json(), toString: text, valueOf: text, __proto__x: text }))
    expect(validate(P)({})).toMatchObject({ left: { issues: [{ column: "constructor" }, { column: "toString" }, { column: "valueOf" }, { column: "__proto__x" }] } })
    class Named {
      name = "x"
      n(): number {
        return 1
      }
    }
    expect(validate(M)(new Named())._tag).toBe("Left")
  })

  it("keeps a field that is called __proto__ a field", () => {
    const P = model(table("p", { ["__proto__"]: json() }))
    const result = validate(P)(JSON.parse('{"__proto__":{"polluted":true}}'))
    expect(result._tag).toBe("Right")
    if (result._tag === "Left") return
    expect(Object.getPrototypeOf(result.right)).toBe(Object.prototype)
    expect(Object.entries(result.right)).toEqual([["__proto__", { polluted: true }]])
    expect(JSON.stringify(dump(P, { mode: "json" })(result.right))).toBe('{"__proto__":{"polluted":true}}')
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    expect(validate(M, { extra: "forbid" })(JSON.parse('{"name":"a","n":1,"__proto__":{"x":1}}'))._tag).toBe("Left")
  })

  const revoked = Proxy.revocable({}, {})
  revoked.revoke()
  const endless: object = new Proxy({}, { getPrototypeOf: () => endless, getOwnPropertyDescriptor: () => undefined })
  const cyclic: { name?: unknown; self?: unknown } = {}
  cyclic.self = cyclic
  cyclic.name = cyclic
  const sparse: Array<unknown> = []
  sparse.length = 2 ** 32 - 1
  let deep: unknown = 1
  for (let i = 0; i < 100_000; i++) deep = [deep]
  it.each<[string, unknown]>([
    ["a getter that throws", { get name(): string { return boom() }, n: 1 }],
    ["a proxy whose every trap throws", new Proxy({}, { get: boom, has: boom, ownKeys: boom, getOwnPropertyDescriptor: boom, getPrototypeOf: boom })],
    ["a proxy that is revoked", revoked.proxy],
    ["a proxy with endless prototypes", endless],
    ["a cycle", cyclic],
    ["something deep", { name: deep, n: deep }],
    ["a symbol", Symbol("x")],
    ["symbols in fields", { name: Symbol("x"), n: Symbol("y") }],
    ["a function", () => 1],
    ["a Map", new Map([["name", "a"]])],
    ["a toString that throws", { name: { toString: boom, toJSON: boom, [Symbol.toPrimitive]: boom }, n: 1 }],
    ["huge text", { name: 1, n: "9".repeat(1_000_000) }],
    ["undefined", undefined],
  ])("%s is refused, and nothing is thrown", (_, input) => {
    for (const options of [{}, { strict: true }, { mode: "json" as const }, { extra: "forbid" as const }]) {
      const result = validate(M, options)(input)
      expect(result._tag).toBe("Left")
      expect(result._tag === "Left" && result.left.message.length).toBeLessThan(2000)
    }
    expect(standardSchema(M)["~standard"].validate(input)).toHaveProperty("issues")
  })

  it.each<[string, SqlType<any>, unknown]>([
    ["a document with a cycle", json(), cyclic],
    ["a document that is deep", json(), deep],
    ["a document with a getter that throws", json(), { get x(): string { return boom() } }],
    ["a document with toJSON", json(), { toJSON: () => 1 }],
    ["a sparse list", array(integer), sparse],
    ["a sparse document", json(), sparse],
    ["a sparse vector", vector(2), sparse],
    ["a proxy of a list", array(integer), new Proxy([1], { get: boom })],
    ["something like a Date", timestamptz, Object.create(Date.prototype)],
  ])("%s is refused", (_, type, input) => {
    const One = model(table("t", { x: type }))
    for (const options of [{}, { strict: true }, { mode: "json" as const }]) expect(validate(One, options)({ x: input })._tag).toBe("Left")
  })

  it("a list of rows that is a proxy", () => {
    const L = model(table("l", { id: integer })).pipe(nested({ rows: listOf(M) }))
    expect(validate(L)({ id: 1, rows: new Proxy([], { get: boom }) })._tag).toBe("Left")
    const { proxy, revoke } = Proxy.revocable([], {})
    revoke()
    expect(validate(L)({ id: 1, rows: proxy })._tag).toBe("Left")
  })

  it.each<[string, SqlType<any>]>([["double", double], ["numeric", numeric()], ["bigint", bigint], ["timestamptz", timestamptz], ["interval", interval], ["boolean", boolean], ["date", date]])(
    "reads long text for %s in no time",
    (_, type) => {
      const One = model(table("t", { x: type }))
      const start = performance.now()
      for (const text of [`${"9".repeat(2_000_000)}x`, "9".repeat(2_000_000), `${" ".repeat(2_000_000)}x`, `${"00:".repeat(500_000)}x`]) expect(validate(One)({ x: text })._tag).toBe("Left")
      expect(performance.now() - start).toBeLessThan(2000)
    },
  )

  it("the codec of doubles reads long text in no time", () => {
    const start = performance.now()
    expect(double.spec.type.codec.decode(`${"9".repeat(1_000_000)}x`)._tag).toBe("Left")
    expect(performance.now() - start).toBeLessThan(1000)
  })

  it("reads a getter once, under an alias too", () => {
    let reads = 0
    const Aliased = M.pipe(aliases({ n: "number" }))
    const result = validate(Aliased)({ name: "x", get number(): unknown { return reads++ === 0 ? 1 : "boom" } })
    expect([result, reads]).toEqual([{ _tag: "Right", right: { name: "x", n: 1 } }, 1])
  })

  it("reads a getter once", () => {
    let reads = 0
    const result = validate(M)({ name: "x", get n(): unknown { return reads++ === 0 ? 1 : "boom" } })
    expect([result, reads]).toEqual([{ _tag: "Right", right: { name: "x", n: 1 } }, 1])
  })
})
