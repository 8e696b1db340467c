import { Option } from "effect"
import * as t from "io-ts"
import { afterEach, describe, expect, test, vi } from "vitest"
import * as C from "../../src/codec/index.js"
import type { LeafShape, Shape } from "../../src/core/shape.js"
import type { AnyColumnDef } from "../../src/core/sql-type.js"

const leaf = (index: number, column: string, def: AnyColumnDef, table: string | null = "cake"): LeafShape => ({
  _tag: "Leaf",
  index,
  column,
  table,
  type: def.spec.type,
  nullable: def.spec.nullable,
  option: def.spec.option,
})
const record = (fields: { readonly [key: string]: Shape }): Shape => ({
  _tag: "Record",
  fields: Object.entries(fields),
})

const cake = record({
  id: leaf(0, "id", C.integer),
  price: leaf(1, "price", C.numeric(10, 2).pipe(C.nullable)),
  tags: leaf(2, "tags", C.json(t.type({ list: t.readonlyArray(t.union([t.string, t.number])) })).pipe(C.option)),
})
const nested = record({
  cake: { _tag: "Optional", index: 0, shape: cake },
  fruits: { _tag: "List", index: 3, row: record({ name: leaf(0, "name", C.text, "fruit") }) },
  top: { _tag: "Maybe", index: 4, row: leaf(0, "name", C.text.pipe(C.option), "fruit") },
})

const message = (shape: Shape, ...rows: ReadonlyArray<ReadonlyArray<unknown>>): unknown => {
  const e = C.rowsDecoder(shape)(rows)
  return e._tag === "Left" ? e.left.message : e.right
}

afterEach(() => vi.unstubAllGlobals())

const suite = (): void => {
  test("a row becomes a nested value", () => {
    expect(message(nested, [1n, null, null, '[["cherry"],["plum"]]', '["fig"]'], [null, null, null, [], null])).toEqual(
      [
        {
          cake: { id: 1, price: null, tags: Option.none() },
          fruits: [{ name: "cherry" }, { name: "plum" }],
          top: Option.some("fig"),
        },
        { cake: null, fruits: [], top: null },
      ],
    )
  })

  test("a row of one NULL is not an absent row", () => {
    const top: Shape = { _tag: "Maybe", index: 0, row: leaf(0, "name", C.text.pipe(C.option), "fruit") }
    expect(message(top, ["[null]"], [null], ["null"])).toEqual([Option.none(), null, null])
  })

  test("errors say what, where and why", () => {
    const row: ReadonlyArray<unknown> = [1, null, null, "[]", null]
    const with_ = (index: number, wire: unknown): unknown => message(nested, row.with(index, wire))
    expect(message(cake, [1, "abc", null])).toBe(
      'Cannot read column "price" of table "cake": expected numeric(10, 2) or NULL, got "abc"',
    )
    expect(message(leaf(0, "id", C.bigint), [2n ** 64n])).toBe(
      'Cannot read column "id" of table "cake": expected bigint, got 18446744073709551616n',
    )
    expect(with_(1, "abc")).toBe(
      'Cannot read column "price" of table "cake": expected numeric(10, 2) or NULL at cake.price, got "abc"',
    )
    expect(with_(3, '[["a"],[1]]')).toBe(
      'Cannot read column "name" of table "fruit": expected text at fruits[1].name, got 1',
    )
    expect(with_(3, "[")).toBe('Cannot read column "fruits": expected a JSON array of rows of { name: text }, got "["')
    expect(with_(4, "[")).toBe(
      'Cannot read column "name" of table "fruit": expected a row of text or NULL, or none, got "["',
    )
    expect(with_(3, '["a"]')).toBe(
      'Cannot read column "fruits": expected a row of { name: text } at fruits[0], got "a"',
    )
    expect(with_(3, '[{"name":"a"}]')).toBe(
      'Cannot read column "fruits": expected a row of { name: text } at fruits[0], got {"name":"a"}',
    )
    expect(with_(2, '{"list":["a",true]}')).toBe(
      'Cannot read column "tags" of table "cake": expected (string | number) at cake.tags.list[1], got true',
    )
    expect(with_(2, "{")).toMatch(
      /^Cannot read column "tags" of table "cake": expected JSON of .* got "\{": it is not JSON text$/,
    )
    expect(message(leaf(0, "x", C.text, null), [undefined])).toBe(
      'Cannot read column "x": expected text, got undefined',
    )
    expect(message(leaf(0, "x", C.integer), ["y".repeat(5000)])).toMatch(/got "y{99}… \(5002 characters\)$/)
  })

  test("an error knows its row", () => {
    const e = C.rowsDecoder(cake)(
      [
        [1, null, null],
        ["x", null, null],
      ],
      100,
    )
    expect(e._tag === "Left" ? [e.left.row, e.left.table, e.left.column, e.left.actual, e.left._tag] : []).toEqual([
      101,
      "cake",
      "id",
      "x",
      "DecodeError",
    ])
  })

  test("keys of any name are own properties, in order", () => {
    const keys = ["b", "__proto__", "constructor", "a\"'`\\\n\u2028${x}", "é", "toString", "", "row", "FAIL"]
    const shape: Shape = { _tag: "Record", fields: keys.map((key, i) => [key, leaf(i, key, C.integer)]) }
    const e = C.rowDecoder(shape)(keys.map((_, i) => i))
    const value = (e._tag === "Right" ? e.right : {}) as object
    expect(Object.keys(value)).toEqual(keys)
    expect(Object.values(value)).toEqual(keys.map((_, i) => i))
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  })
}

describe("compiled", suite)

describe("where eval is forbidden", () => {
  test("new Function is not needed", () => {
    vi.stubGlobal("Function", () => {
      throw new EvalError("Code generation from strings disallowed for this context")
    })
    expect(message(record({ id: leaf(0, "id", C.integer) }), [1n])).toEqual([{ id: 1 }])
  })
})
