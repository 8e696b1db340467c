import { BigDecimal, DateTime, Duration, Option } from "effect"
import * as fc from "fast-check"
import { aliases, dump, emptyRange, json, listOf, model, type ModelValue, nested, nullOr, rangeOf, text, validate, validateJson } from "fulmar"
import { expect, test } from "vitest"
import { sameValue } from "../src/changeset/same-value.js"
import { Everything, Team } from "../test/model/tables.js"
import { numRuns, runsOfCost } from "./cases.js"
import { bigints, dates, integers, texts } from "./arbitraries/values.js"

const wellFormed = texts.filter(text.spec.type.codec.is)
const instants = fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
const decimals = (places: number, most: bigint): fc.Arbitrary<BigDecimal.BigDecimal> =>
  fc.bigInt({ min: -most, max: most }).map((n) => BigDecimal.make(n, places))
const doubles = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, -0, 5e-324))
const bytes = fc.uint8Array({ maxLength: 40 })
/** What JSON text keeps: it writes -0 as 0. */
const documents = fc.jsonValue().map((doc) => JSON.parse(JSON.stringify(doc)) as never).filter((doc) => doc !== null && json().spec.type.codec.is(doc))
const times = fc.nat(86399).map((s) => new Date(s * 1000).toISOString().slice(11, 19))

const rows = fc.record({
  id: fc.uuid(),
  small: fc.integer({ min: -32768, max: 32767 }),
  whole: integers,
  big: bigints,
  price: decimals(2, 10n ** 11n),
  exact: fc.tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.integer({ min: -20, max: 40 })).map(([n, scale]) => BigDecimal.make(n, scale)),
  ratio: doubles,
  single: doubles.map(Math.fround),
  yes: fc.boolean(),
  label: wellFormed,
  code: fc.constantFrom("", "a", "abc", "é😀"),
  mail: fc.constant("ada@example.org"),
  raw: bytes,
  day: dates,
  at: times,
  local: fc.tuple(dates, times).map(([d, t]) => `${d}T${t}.25`),
  instant: instants,
  utc: instants.map((d) => DateTime.makeUnsafe(d.getTime())),
  length: fc.integer().map((n) => Duration.millis(n)),
  doc: documents,
  tags: fc.array(wellFormed),
  mood: fc.constantFrom("sad", "ok"),
  address: fc.ipV6(),
  list: fc.array(integers),
  bigs: fc.array(fc.option(bigints)),
  grid: fc.array(fc.array(wellFormed)),
  blobs: fc.array(bytes),
  span: fc.oneof(fc.constant(emptyRange), fc.tuple(fc.integer({ min: -9, max: 9 }), fc.nat(9)).map(([a, n]) => rangeOf(a, a + n + 1))),
  point: fc.tuple(fc.integer(), fc.integer()),
  words: fc.array(fc.constantFrom("a", "b'", "ü")),
  maybe: fc.option(instants),
  perhaps: fc.option(decimals(3, 99_999_999n)).map(Option.fromNullishOr),
  version: fc.integer({ min: 1, max: 9 }),
}) as unknown as fc.Arbitrary<ModelValue<typeof Plain>>

const Plain = model(Everything)
const Aliased = Plain.pipe(aliases((key) => `the_${key}`))
const Nested = model(Team).pipe(nested({ all: listOf(Aliased), one: nullOr(Plain) }))

const same = (result: ReturnType<ReturnType<typeof validate>>, row: unknown): void => {
  if (result._tag === "Left") throw result.left
  expect(sameValue({ ...(result.right as object) }, row)).toBe(true)
}

test("what is dumped for a round trip is validated to the same value, in every mode, strict or not", () => {
  fc.assert(
    fc.property(rows, fc.boolean(), fc.constantFrom("string" as const, "number" as const), (row, byAlias, bigint) => {
      const dumped = dump(Aliased, { mode: "json", roundTrip: true, byAlias, bigint })(row)
      same(validate(Aliased)(dumped), row)
      same(validate(Aliased, { mode: "json", strict: true })(dumped), row)
      same(validateJson(Aliased, { strict: true })(JSON.stringify(dumped)), row)
      same(validate(Aliased, { strict: true })(dump(Aliased, { roundTrip: true, byAlias })(row)), row)
    }),
    { numRuns },
  )
})

test("so are related rows", () => {
  fc.assert(
    fc.property(fc.array(rows, { maxLength: 3 }), fc.option(rows), (all, one) => {
      const team = { id: 1, name: "Sea", all, one }
      same(validateJson(Nested, { strict: true })(JSON.stringify(dump(Nested, { mode: "json", roundTrip: true, byAlias: true })(team))), team)
    }),
    // A team has several rows, nested.
    { numRuns: runsOfCost(10) },
  )
})

test("whatever the input is, nothing is thrown, and what is accepted is accepted again, strictly", () => {
  const anything = fc.anything({ withBigInt: true, withDate: true, withTypedArray: true, withNullPrototype: true, withMap: true, withSparseArray: true })
  const inputs = fc.oneof(anything, fc.tuple(rows, fc.dictionary(fc.constantFrom(...Object.keys(Everything)), anything)).map(([row, other]) => ({ ...row, ...other })))
  fc.assert(
    fc.property(inputs, (input) => {
      const result = validate(Plain)(input)
      if (result._tag === "Right") same(validate(Plain, { strict: true })(result.right), result.right)
    }),
    { numRuns },
  )
})
