import { Option } from "effect"
import * as t from "io-ts"
import { describe, expect, test } from "vitest"
import {
  array,
  bigint,
  bytes,
  char,
  double,
  integer,
  json,
  nullable,
  option,
  text,
  timestamp,
} from "../../src/codec/index.js"
import { read, refused, write } from "./reads.js"

describe("json", () => {
  test("reads and writes text", () => {
    expect(read(json(), '{"a":[1,null,"x"]}')).toEqual({ a: [1, null, "x"] })
    expect([read(json(), "null"), write(json(), null), write(json(), "x")]).toEqual([null, "null", '"x"'])
    expect(Object.keys(read(json(), '{"__proto__":1}') as object)).toEqual(["__proto__"])
    for (const wire of ["", "{", "undefined", "NaN", null, undefined, 1, {}]) expect(read(json(), wire)).toBe(refused)
  })

  test("refuses to write what JSON would drop, change or throw at", () => {
    const cycle: Array<unknown> = []
    cycle.push(cycle)
    const deep = Array.from({ length: 1e5 }).reduce<unknown>((inner) => [inner], 1)
    const getter = Object.defineProperty({}, "x", {
      enumerable: true,
      get: () => {
        throw new Error("no")
      },
    })
    for (const value of [
      undefined,
      { a: undefined },
      [undefined],
      1n,
      { a: [1n] },
      NaN,
      [Infinity],
      new Date(0),
      new Map(),
      Symbol("x"),
      () => 1,
      cycle,
      deep,
      getter,
      "\ud800",
      { "\ud800": 1 },
      Object.assign([], { length: 1 }),
      { toJSON: () => 1 },
      Option.some(1),
      Buffer.from("x"),
    ]) {
      expect(write(json(), value)).toBe(refused)
    }
    const shared = [1]
    expect(write(json(), { a: shared, b: shared })).toBe('{"a":[1],"b":[1]}')
  })

  test("decodes by its codec, with the path in its errors", () => {
    const type = json(t.type({ tags: t.readonlyArray(t.string) }))
    expect(read(type, '{"tags":["x"]}')).toEqual({ tags: ["x"] })
    const e = type.spec.type.codec.decode('{"tags":["x",3]}')
    expect(e._tag === "Left" ? e.left[0]!.context.map((entry) => entry.key) : []).toEqual(["", "tags", "1"])
  })

  test("a codec that throws is a refusal", () => {
    const codec = new t.Type<string, string, unknown>(
      "bad",
      t.string.is,
      (u, c) => t.string.validate(u, c),
      () => {
        throw new Error("no")
      },
    )
    expect(write(json(codec), "x")).toBe(refused)
  })
})

describe("array", () => {
  test("reads JSON, its text and PostgreSQL's literal", () => {
    for (const wire of [[1, 2], "[1,2]", "{1,2}", "[2:3]={1,2}"]) expect(read(array(integer), wire)).toEqual([1, 2])
    for (const wire of [[], "[]", "{}"]) expect(read(array(array(integer)), wire)).toEqual([])
    expect(read(array(array(integer)), "{{1,2},{3,4}}")).toEqual([
      [1, 2],
      [3, 4],
    ])
    expect(read(array(text), String.raw`{a,"b c","d \"e\" \\ {,}","","null",é,"NULL"}`)).toEqual([
      "a",
      "b c",
      'd "e" \\ {,}',
      "",
      "null",
      "é",
      "NULL",
    ])
    expect(read(array(timestamp), '{"2024-01-01 00:00:00"}')).toEqual(["2024-01-01T00:00:00"])
    expect(read(array(bytes), String.raw`{"\\x0aff"}`)).toEqual([Uint8Array.of(10, 255)])
  })

  test("NULL items need a nullable type", () => {
    for (const wire of ["[1,null]", "{1,NULL}"]) {
      expect(read(array(integer), wire)).toBe(refused)
      expect(read(array(integer.pipe(nullable)), wire)).toEqual([1, null])
      expect(read(array(integer.pipe(option)), wire)).toEqual([Option.some(1), Option.none()])
    }
    expect(write(array(integer.pipe(nullable)), [1, null])).toBe("[1,null]")
    expect(write(array(integer), [1, null])).toBe(refused)
  })

  test("refuses what is malformed", () => {
    for (const wire of [
      "",
      "{",
      "}",
      "{1",
      "{1,}",
      "{,1}",
      "{1}}",
      "{1}x",
      "[1",
      "1",
      '{"a',
      '{"a"b}',
      '{"a":1}',
      "{{1}",
      null,
      undefined,
      {},
      "{".repeat(1e5),
    ]) {
      expect([wire, read(array(text), wire)]).toEqual([wire, refused])
    }
  })

  test("writes JSON that keeps what JSON cannot hold", () => {
    expect(write(array(bigint), [9007199254740993n])).toBe('["9007199254740993"]')
    expect(write(array(double), [NaN, -Infinity, -0, 0.5])).toBe('["NaN","-Infinity",-0,0.5]')
    expect(write(array(bytes), [Uint8Array.of(10)])).toBe('["\\\\x0a"]')
    expect(write(array(json()), [{ a: 1 }])).toBe('["{\\"a\\":1}"]')
    expect(write(array(array(char(2))), [["a "], []])).toBe('[["a"],[]]')
    for (const value of [Object.assign([], { length: 1 }), [undefined], "[]", { length: 0 }, null])
      expect(write(array(text), value)).toBe(refused)
  })
})
