import { Equal } from "effect"
import * as fc from "fast-check"
import * as t from "io-ts"
import { describe, expect, test } from "vitest"
import { closureDecoder } from "../src/codec/closure-decoder.js"
import { compiledDecoder } from "../src/codec/compiled-decoder.js"
import * as C from "../src/codec/index.js"
import { FAIL, type RowFunction } from "../src/codec/row-function.js"
import type { LeafShape, Shape } from "../src/core/shape.js"
import type { AnyColumnDef } from "../src/core/sql-type.js"
import { same } from "../test/codec/reads.js"
import { numRuns, runsOfCost } from "./cases.js"

const Even = new t.Type<number, number, number>(
  "Even",
  (u): u is number => typeof u === "number" && u % 2 === 0,
  (n, c) => (n % 2 === 0 ? t.success(n) : t.failure(n, c, "it is odd")),
  t.identity,
)

/** Types, and wires that they read. */
const types: ReadonlyArray<readonly [AnyColumnDef, fc.Arbitrary<unknown>]> = [
  [C.integer, fc.oneof(fc.integer(), fc.integer().map(BigInt), fc.integer().map(String))],
  [C.tinyint, fc.oneof(fc.integer({ min: -128, max: 127 }), fc.constant(-0))],
  [C.bigint, fc.oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.maxSafeInteger())],
  [C.double, fc.oneof(fc.double(), fc.constantFrom("NaN", "-Infinity", "0.5", 3n))],
  [C.real, fc.oneof(fc.double({ min: -3.5e38, max: 3.5e38 }), fc.constantFrom("0.1", NaN))],
  [C.numeric(10, 2), fc.constantFrom("1.10", "-0.5", "123456789012345.678", 7n)],
  [C.boolean, fc.constantFrom(true, false, 0, 1, 0n, 1n, "t", "false")],
  [C.text, fc.string()],
  [C.char(3), fc.constantFrom("ab ", "abc", "")],
  [C.uuid, fc.uuid().chain((s) => fc.constantFrom(s, s.toUpperCase()))],
  [C.enumeration("mood", ["sad", "ok", "'"]), fc.constantFrom("sad", "ok", "'")],
  [C.date, fc.constantFrom("2024-02-29", "0001-01-01")],
  [C.timestamp, fc.constantFrom("2024-02-29 01:02:03.500", "2024-02-29T01:02:03")],
  [C.timestamptz, fc.constantFrom("2024-02-29 01:02:03.5+00", "2024-02-29T01:02:03Z")],
  [C.interval, fc.constantFrom("PT1S", "P1DT-2H")],
  [C.json(), fc.jsonValue().map((value) => JSON.stringify(value))],
  [C.json(t.type({ a: t.union([t.string, t.number]) })), fc.constantFrom('{"a":1}', '{"a":"x"}')],
  [C.bytes, fc.oneof(fc.uint8Array(), fc.constant("\\x00ff"))],
  [C.array(C.integer.pipe(C.nullable)), fc.constantFrom("{1,NULL}", "[1,null]", "[]")],
  [C.unknownType, fc.oneof(fc.string(), fc.integer(), fc.constant(null))],
  [C.integer.pipe(C.refine(Even)), fc.integer().map((n) => (n | 0) & ~1)],
]

const wrong = fc.oneof(
  fc.constantFrom(
    null,
    undefined,
    "abc",
    "",
    0.5,
    NaN,
    2n ** 70n,
    true,
    {},
    [],
    "2023-02-29",
    "[",
    '{"a":null}',
    1e30,
    -0,
  ),
  fc.anything({ withBigInt: true }),
)

/** A shape, and the wires that fill it; nesting starts a new row. */
interface Drawn {
  readonly shape: Shape
  readonly wires: ReadonlyArray<readonly [index: number, wire: unknown]>
}

const keys = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "toString", "a", "b", "0", "é\u2028", '"', "`${x}`", "\\", ""),
  fc.string(),
)

/** Three wires of four fit their column. */
const mostly = (valid: fc.Arbitrary<unknown>, invalid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 12, arbitrary: valid }, { weight: 1, arbitrary: invalid })

let next = 0
const leaf: fc.Arbitrary<Drawn> = fc
  .tuple(fc.constantFrom(...types), fc.boolean(), fc.boolean(), fc.constantFrom("cake", null))
  .chain(([[def, wires], nullable, option, table]) => {
    const valid = nullable || option ? fc.option(wires) : wires
    return fc.tuple(mostly(valid, wrong), fc.nat(12)).map(([wire, index]): Drawn => {
      const shape: LeafShape = {
        _tag: "Leaf",
        index,
        type: def.spec.type,
        nullable,
        option,
        table,
        column: `c${next++ % 7}`,
      }
      return { shape, wires: [[index, wire]] }
    })
  })

/** The row that holds the wires by position, as far as they do not fall on the same one. */
const rowOf = (wires: Drawn["wires"]): Array<unknown> => {
  const row: Array<unknown> = []
  for (const [index, wire] of wires) row[index] = wire
  return Array.from(row)
}

const jsonText = (value: unknown): string =>
  JSON.stringify(value, (_, v: unknown) =>
    typeof v === "bigint" ? String(v) : v instanceof Uint8Array ? `\\x${Buffer.from(v).toString("hex")}` : v,
  ) ?? "null"

const shapes = fc.letrec<{ shape: Drawn }>((tie) => ({
  shape: fc.oneof(
    { maxDepth: 4, depthIdentifier: "shape" },
    { weight: 3, arbitrary: leaf },
    {
      weight: 4,
      arbitrary: fc
        .uniqueArray(fc.tuple(keys, tie("shape")), { selector: ([key]) => key, maxLength: 6, depthIdentifier: "shape" })
        .map((fields): Drawn => ({
          shape: { _tag: "Record", fields: fields.map(([key, field]) => [key, field.shape] as const) },
          wires: fields.flatMap(([, field]) => field.wires),
        })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie("shape"), fc.nat(12), fc.constantFrom(null, undefined, 1))
        .map(([inner, index, witness]): Drawn => ({
          shape: { _tag: "Optional", index, shape: inner.shape },
          wires: [[index, witness], ...inner.wires],
        })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie("shape"), fc.nat(12), fc.nat(3), fc.boolean(), wrong, fc.nat(12))
        .map(([inner, index, length, text, bad, dice]): Drawn => {
          const rows = Array.from({ length }, () => rowOf(inner.wires))
          const wire = dice === 0 ? bad : dice === 1 ? [bad] : text ? jsonText(rows) : rows
          return { shape: { _tag: "List", index, row: inner.shape }, wires: [[index, wire]] }
        }),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie("shape"), fc.nat(12), fc.boolean(), wrong, fc.nat(12))
        .map(([inner, index, text, bad, dice]): Drawn => {
          const row = rowOf(inner.wires)
          const wire = dice === 0 ? bad : dice < 4 ? null : text ? jsonText(row) : row
          return { shape: { _tag: "Maybe", index, row: inner.shape }, wires: [[index, wire]] }
        }),
    },
  ),
})).shape

/** Errors agree in value, message, and each entry of their context: key, type and value, by identity where there is one. */
const sameErrors = (a: t.Errors, b: t.Errors): boolean =>
  a.length === b.length &&
  a.every((error, i) => {
    const other = b[i]!
    return (
      same(error.value, other.value) &&
      error.message === other.message &&
      error.context.length === other.context.length &&
      error.context.every((entry, j) => {
        const twin = other.context[j]!
        return entry.key === twin.key && entry.type === twin.type && same(entry.actual, twin.actual)
      })
    )
  })

const agrees = (shape: Shape, row: ReadonlyArray<unknown>, fast: RowFunction): boolean => {
  const law = C.shapeCodec(shape).decode(C.rawValue(shape, row))
  const value = fast(row)
  return law._tag === "Left" ? value === FAIL : value !== FAIL && same(value, law.right)
}

describe("the decoder of a row", () => {
  const drawn = shapes.map(({ shape, wires }) => ({ shape, row: rowOf(wires) }))
  // They cost little, and there are many shapes.
  const many = runsOfCost(1 / 10)

  test("compiled, gives the values of io-ts, and fails where it fails", () => {
    fc.assert(
      fc.property(drawn, ({ shape, row }) => agrees(shape, row, compiledDecoder(shape))),
      { numRuns: many },
    )
  })

  test("of closures, gives the values of io-ts, and fails where it fails", () => {
    fc.assert(
      fc.property(drawn, ({ shape, row }) => agrees(shape, row, closureDecoder(shape))),
      { numRuns: many },
    )
  })

  test("gives the errors of io-ts", () => {
    let right = 0
    fc.assert(
      fc.property(drawn, ({ shape, row }) => {
        const law = C.shapeCodec(shape).decode(C.rawValue(shape, row))
        const e = C.rowDecoder(shape)(row)
        const all = C.rowsDecoder(shape)([row, row])
        if (law._tag === "Right") {
          right++
          return (
            e._tag === "Right" &&
            same(e.right, law.right) &&
            all._tag === "Right" &&
            same(all.right, [law.right, law.right])
          )
        }
        if (e._tag === "Right" || all._tag === "Right") return false
        expect(all.left.message).toMatch(/^Cannot read /)
        return sameErrors(e.left, law.left) && sameErrors(all.left.errors, law.left) && all.left.row === 0
      }),
      { numRuns: many },
    )
    // the property says little of values if most rows are refused
    expect(right).toBeGreaterThan(many / 4)
  })

  test("what is decoded is what the codec of the shape knows, and encodes back", () => {
    fc.assert(
      fc.property(drawn, ({ shape, row }) => {
        const e = C.rowDecoder(shape)(row)
        if (e._tag === "Left") return true
        const codec = C.shapeCodec(shape)
        if (!codec.is(e.right)) return true
        const again = codec.decode(codec.encode(e.right))
        return again._tag === "Right" && (same(again.right, e.right) || Equal.equals(again.right, e.right))
      }),
      { numRuns },
    )
  })
})
