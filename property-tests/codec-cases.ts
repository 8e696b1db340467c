/** Every type, and values of it in their canonical form. */
import { BigDecimal, DateTime, Duration } from "effect"
import * as fc from "fast-check"
import * as C from "../src/index.js"
import type { AnyColumnDef } from "../src/core/sql-type.js"

const two = (n: number): string => String(n).padStart(2, "0")
const date = fc
  .date({ min: new Date("0001-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10))
const fraction = fc.integer({ min: 0, max: 999_999 }).map((n) => `.${String(n).padStart(6, "0")}`.replace(/\.?0+$/, ""))
const time = fc
  .tuple(fc.nat(23), fc.nat(59), fc.nat(59), fraction)
  .map(([h, m, s, f]) => `${two(h)}:${two(m)}:${two(s)}${f}`)
const instant = fc.integer({ min: -62167219200000, max: 253402300799999 })
const wellFormed = fc.string({ unit: "binary" }).map((s) => s.replaceAll("\0", "0"))
const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: -20, max: 20 }))
  .map(([n, scale]) => BigDecimal.make(n, scale))
const money = fc.bigInt({ min: -(10n ** 10n) + 1n, max: 10n ** 10n - 1n }).map((n) => BigDecimal.make(n, 2))
const jsonValue = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown)

export interface Case {
  readonly name: string
  readonly type: AnyColumnDef
  readonly value: fc.Arbitrary<unknown>
}
export const of = (name: string, type: AnyColumnDef, value: fc.Arbitrary<unknown>): Case => ({ name, type, value })

export const scalars: ReadonlyArray<Case> = [
  of("integer", C.integer, fc.integer()),
  of("smallint", C.smallint, fc.integer({ min: -32768, max: 32767 })),
  of("tinyint", C.tinyint, fc.integer({ min: -128, max: 127 })),
  of("bigint", C.bigint, fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  of("double", C.double, fc.double()),
  of("real", C.real, fc.float()),
  of("numeric()", C.numeric(), decimal),
  of("numeric(10, 2)", C.numeric(10, 2), money),
  of("boolean", C.boolean, fc.boolean()),
  of("text", C.text, wellFormed),
  of("varchar", C.varchar(10), wellFormed),
  of(
    "char",
    C.char(10),
    wellFormed.map((s) => s.replace(/ +$/, "")),
  ),
  of("uuid", C.uuid, fc.uuid()),
  of("enumeration", C.enumeration("odd", ["a", '"', "\\", ""]), fc.constantFrom("a", '"', "\\", "")),
  of(
    "bytes",
    C.bytes,
    fc.uint8Array().map((b) => new Uint8Array(b)),
  ),
  of("date", C.date, date),
  of("time", C.time, time),
  of(
    "timestamp",
    C.timestamp,
    fc.tuple(date, time).map((parts) => parts.join("T")),
  ),
  of(
    "timestamptz",
    C.timestamptz,
    instant.map((ms) => new Date(ms)),
  ),
  of(
    "dateTimeUtc",
    C.dateTimeUtc,
    instant.map((ms) => DateTime.makeUnsafe(ms)),
  ),
  of(
    "interval",
    C.interval,
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((n) => Duration.micros(n)),
  ),
  of("json", C.json(), jsonValue),
  of("inet", C.inet, fc.oneof(fc.ipV4(), fc.ipV6())),
]
