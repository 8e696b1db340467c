/** What is written to the columns of a server is what is read: alone, in arrays, and nested one to three levels deep. */
import { BigDecimal, DateTime, pipe } from "effect"
import * as fc from "fast-check"
import {
  alias, all, allRows, array, createAll, deleteFrom, dropAll, execute, from, insertInto, integer, many, maybe, nullable, primaryKey, select, table,
} from "fulmar"
import { plain, shown as plainly } from "../src/conformance/expected.js"
import { decimalDigits } from "../src/codec/decimal.js"
import { afterAll, beforeAll, expect, test } from "vitest"
import { kinds } from "../test/servers/kinds.js"
import { runsOfCost } from "./cases.js"
import { type Case, scalars } from "./codec-cases.js"
import type { Kind } from "./documented.js"
import { alike } from "./same-value.js"
import { onServers } from "./shop/servers.js"

type Anything = any

const firstYear = Date.parse("0001-01-01T00:00:00Z")

/** Addresses as every server writes them. */
const addresses = fc.oneof(fc.ipV4(), fc.constantFrom("::", "::1", "2001:db8::ff00:42:8329"))

/** May a server have the value? What it may not is in docs/mysql.md, docs/postgres.md. */
const holds = (kind: Kind, value: unknown): boolean => {
  if (typeof value === "number") return kind === "postgres" || Number.isFinite(value)
  if (value instanceof Date) return value.getTime() >= firstYear
  if (DateTime.isDateTime(value)) return value.epochMilliseconds >= firstYear
  if (BigDecimal.isBigDecimal(value)) {
    const { places, whole } = decimalDigits(value)
    return kind === "postgres" || (whole <= 35 && places <= 30)
  }
  return true
}

/** A column of each type, of arrays of it, and of arrays of arrays that may hold NULL. */
const columnsOf = (kind: Kind): ReadonlyArray<Case> =>
  scalars.flatMap(({ name, type, value }): ReadonlyArray<Case> => {
    const held = (name === "inet" ? addresses : value).filter((x) => holds(kind, x))
    return [
      { name, type, value: held },
      { name: `${name} or NULL`, type: type.pipe(nullable) as never, value: fc.option(held) },
      { name: `${name} array`, type: array(type) as never, value: fc.array(held, { maxLength: 4 }) },
      { name: `${name} array array`, type: array(array(type.pipe(nullable))) as never, value: fc.array(fc.array(fc.option(held), { maxLength: 3, minLength: 1 }), { maxLength: 1 }) },
    ]
  })

onServers(kinds, "values", ({ kind, perform }) => {
  const columns = columnsOf(kind)
  const Value: Anything = table("value", { id: integer.pipe(primaryKey), ...Object.fromEntries(columns.map(({ name, type }) => [name, type])) } as never)
  const [One, Two]: ReadonlyArray<Anything> = ["one", "two"].map((name) => alias(name)(Value))
  const rows = from(Value) as Anything
  const once = pipe(from(One) as Anything, select({ many: many(rows), maybe: maybe(rows) }) as Anything) as Anything
  const twice = pipe(from(Two) as Anything, select({ many: many(once), maybe: maybe(once) }) as Anything) as Anything
  const nested = pipe(from(Value.pipe(alias("three"))) as Anything, select({ once: many(once), thrice: many(twice) }) as Anything) as Anything

  beforeAll(() => perform(createAll([Value]) as Anything) as Promise<void>)
  afterAll(() => perform(dropAll([Value]) as Anything) as Promise<void>)

  test("are read as they are written, alone, in arrays and nested", async () => {
    const drawn = fc.record(Object.fromEntries(columns.map(({ name, value }) => [name, value])))
    const differing = (row: Anything, found: Anything, where: string): ReadonlyArray<string> =>
      columns.flatMap(({ name }) =>
        alike(plain(row[name]), plain(found?.[name]), 0) ? [] : [`${name}, ${where}: wrote ${plainly(row[name])}, read ${plainly(found?.[name])}`])
    await fc.assert(
      fc.asyncProperty(drawn, async (row) => {
        await perform(execute(pipe(deleteFrom(Value), allRows) as Anything))
        await perform(execute(insertInto(Value, { id: 1, ...row } as never) as Anything))
        const [alone] = await perform(all(rows) as Anything) as Anything
        const [{ once, thrice }] = await perform(all(nested) as Anything) as Anything
        const deep = [thrice[0].many[0], thrice[0].maybe]
        expect([
          ...differing(row, alone, "alone"),
          ...[once[0].many[0], once[0].maybe].flatMap((found) => differing(row, found, "two levels deep")),
          ...deep.flatMap((found) => [found.many[0], found.maybe]).flatMap((found) => differing(row, found, "three levels deep")),
        ]).toEqual([])
      }),
      { numRuns: runsOfCost(40) },
    )
  })
})
