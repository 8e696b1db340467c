import { BigDecimal, Duration, Option } from "effect"
import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import * as C from "../src/index.js"
import type { AnyColumnDef } from "../src/core/sql-type.js"
import { same } from "../test/codec/reads.js"
import { numRuns } from "./cases.js"
import { type Case, of, scalars } from "./codec-cases.js"

const cases: ReadonlyArray<Case> = [
  ...scalars,
  ...scalars.map(({ name, type, value }) => of(`array of ${name}`, C.array(type), fc.array(value, { maxLength: 5 }))),
  ...scalars.map(({ name, type, value }) =>
    of(
      `array of array of nullable ${name}`,
      C.array(C.array(type.pipe(C.nullable))),
      fc.array(fc.array(fc.option(value), { maxLength: 3 }), { maxLength: 3 }),
    ),
  ),
  ...scalars.map(({ name, type, value }) =>
    of(`array of Option of ${name}`, C.array(type.pipe(C.option)), fc.array(value.map(Option.some), { maxLength: 3 })),
  ),
]

const roundTrip =
  (type: AnyColumnDef, through: (wire: unknown) => unknown) =>
  (value: unknown): void => {
    const wire = C.encodeValue(type.spec.type, value)
    if (wire._tag === "Left") throw new Error(`refused: ${wire.left}`)
    const back = type.spec.type.codec.decode(through(wire.right))
    if (back._tag === "Left") throw new Error(`does not read ${String(wire.right)}`)
    if (!same(back.right, value)) expect(back.right).toEqual(value)
  }

/** How a wire arrives from within the JSON of `many` and `maybe`. */
const nested = (wire: unknown): unknown => {
  if (typeof wire === "bigint") return String(wire)
  if (wire instanceof Uint8Array) return `\\x${Buffer.from(wire).toString("hex")}`
  if (typeof wire === "number" && !Number.isFinite(wire)) return String(wire)
  return Object.is(wire, -0) ? wire : JSON.parse(JSON.stringify(wire))
}

/** How SQLite hands over what it was given: whole numbers as bigint. */
const sqlite = (wire: unknown): unknown =>
  typeof wire === "boolean"
    ? BigInt(wire)
    : Number.isInteger(wire) && !Object.is(wire, -0)
      ? BigInt(wire as number)
      : wire

/** How PostgreSQL hands over what it was given: as text. */
const postgres = (wire: unknown): unknown => {
  if (typeof wire === "boolean") return wire ? "t" : "f"
  if (wire instanceof Uint8Array) return `\\x${Buffer.from(wire).toString("hex")}`
  return Object.is(wire, -0) ? "-0" : String(wire)
}

describe("what is written is what is read", () => {
  for (const { name, type, value } of cases) {
    test(name, () =>
      fc.assert(
        fc.property(
          value,
          roundTrip(type, (wire) => wire),
        ),
        { numRuns },
      ),
    )
    test(`${name}, nested in JSON`, () => fc.assert(fc.property(value, roundTrip(type, nested)), { numRuns }))
  }
  for (const { name, type, value } of scalars) {
    test(`${name}, by SQLite`, () => fc.assert(fc.property(value, roundTrip(type, sqlite)), { numRuns }))
    test(`${name}, by PostgreSQL`, () => fc.assert(fc.property(value, roundTrip(type, postgres)), { numRuns }))
  }
})

describe("PostgreSQL's array literals", () => {
  const item = (u: unknown): string =>
    u === null ? "NULL" : Array.isArray(u) ? `{${u.map(item).join(",")}}` : `"${String(u).replace(/["\\]/g, "\\$&")}"`

  test("read the items they quote", () => {
    const items = fc.array(fc.option(fc.string({ unit: "binary" })))
    const type = C.array(C.text.pipe(C.nullable)).spec.type
    fc.assert(
      fc.property(items, (value) => {
        expect(type.codec.decode(item(value))).toEqual({ _tag: "Right", right: value })
      }),
      { numRuns },
    )
  })

  test("of any text never throw", () => {
    const type = C.array(C.array(C.text)).spec.type
    const text = fc.string({ unit: fc.constantFrom("{", "}", ",", '"', "\\", "a", "NULL", "[1:2]=", " ") })
    fc.assert(
      fc.property(text, (s) => void type.codec.decode(s)),
      { numRuns },
    )
  })
})

describe("any type, given anything", () => {
  const anything = fc.oneof(
    fc.anything({ withBigInt: true, withDate: true, withTypedArray: true, withNullPrototype: true }),
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom(..."0123456789-:+.TZPDHMS eE") }),
    fc.constantFrom(Duration.infinity, Option.none(), BigDecimal.make(1n, 1e9)),
  )

  for (const { name, type } of cases) {
    test(`${name} reads only what it can write, and never throws`, () => {
      fc.assert(
        fc.property(anything, (wire) => {
          const e = type.spec.type.codec.decode(wire)
          if (e._tag === "Left") return
          const again = C.encodeValue(type.spec.type, e.right)
          // text and decimals are read as they are, even where they could not be written
          if (again._tag === "Left")
            expect(["text", "varchar", "char", "numeric", "json", "array"]).toContain(type.spec.type.name)
          // JSON as JavaScript writes it has no -0, and neither has any whole number of a database
          else if (Object.is(e.right, -0) && type.spec.type.family !== "float") roundTripCanonical(type, e.right, again.right)
          else roundTrip(type, (w) => w)(e.right)
        }),
        { numRuns, examples: [["-0"], [-0], ["-0.0"]] },
      )
    })
    test(`${name} writes or refuses anything`, () => {
      fc.assert(
        fc.property(anything, (value) => {
          const e = C.validateColumn(type.spec, value)
          if (e._tag === "Right") roundTripCanonical(type, value, e.right)
          else expect(e.left.message).toMatch(/^expected /)
        }),
        { numRuns },
      )
    })
  }

  /** What is written is canonical: reading and writing it again changes nothing. */
  const roundTripCanonical = (type: AnyColumnDef, value: unknown, wire: unknown): void => {
    const back = type.spec.type.codec.decode(wire)
    if (back._tag === "Left") throw new Error(`wrote ${String(wire)} for ${String(value)}, and does not read it`)
    expect(type.spec.type.codec.encode(back.right)).toEqual(wire)
  }
})
