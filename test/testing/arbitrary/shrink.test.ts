/** A failure is shown by the smallest query that has it. */
import * as fc from "fast-check"
import { type AnyQuery, boolean, compile, from, select, toSql } from "fulmar"
import { dialect as postgres } from "fulmar/postgres"
import { arbitraryCommand, arbitraryExpr, arbitraryQuery } from "fulmar/testing/arbitrary"
import { describe, expect, test } from "vitest"
import { weightOf } from "../../../src/testing/arbitrary/shrink/weight.js"
import { Cake, Fruit, Order, shop } from "./shop.js"

const sql = (query: AnyQuery): string => toSql(postgres)(query)

/** What is left of the first queries in which a word stands. */
const smallest = (arbitrary: fc.Arbitrary<AnyQuery>, word: string, seeds = [1, 2, 3]): ReadonlyArray<string> =>
  seeds.map((seed) => {
    const found = fc.check(fc.property(arbitrary, (query) => !sql(query).includes(word)), { seed, numRuns: 5000 })
    expect(found.failed).toBe(true)
    return sql(found.counterexample![0])
  })

const queries = arbitraryQuery({ needs: postgres.capabilities }, ...shop)
const table = String.raw`"(cake|fruit|or""der)"`
const column = String.raw`"[^ ]+"\."[^,]+"`
const whole = `select ${column}(, ${column})* from`

describe("the smallest query with", () => {
  test.each([
    ["lower(\"", `^select lower\\(${column}\\) as "k\\d" from ${table}$`],
    ["left join", `^${whole} ${table} left join ${table}( as "t\\d")? on (false|${column})$`],
    ["limit", `^${whole} ${table} limit 0$`],
    ["select distinct \"", `^select distinct ${column}(, ${column})* from ${table}$`],
    [" intersect ", `^select .{1,60} from ${table} intersect (all )?select .{1,60} from ${table}$`],
    ["with \"", `^with "c\\d" .* as \\(${whole} ${table}\\) ${whole} "c\\d"$`],
    ["exists (select", `^.*exists \\(${whole} ${table}( as "t\\d")?\\).*$`],
  ])("%s", (word, pattern) => {
    // Of a range there is no table to read it from.
    for (const text of smallest(word.startsWith("lower") ? arbitraryQuery(...shop) : queries, word)) {
      expect(text).toMatch(new RegExp(pattern))
    }
  })

  test("returning, among commands", () => {
    for (const text of smallest(arbitraryCommand({ needs: postgres.capabilities }, Order), " returning ")) {
      expect(text.length).toBeLessThan(220)
    }
  })
})

test("a condition shrinks to what breaks it", () => {
  const conditions = arbitraryExpr(boolean, Cake)
  const text = (e: never): string => sql(select({ it: e })(from(Cake)))
  const found = fc.check(fc.property(conditions, (e) => !text(e as never).includes("between")), { seed: 1, numRuns: 5000 })
  expect(text(found.counterexample![0] as never)).toMatch(/^select [^ ]+ (not )?between [^ ]+ and [^ ]+ as "it" from "cake"$/)
})

test("each step is smaller, and can be printed like what it came from", () => {
  const drawn = fc.sample(arbitraryQuery({ needs: postgres.capabilities }, Cake, Fruit), { numRuns: 150, seed: 4 })
  for (const query of drawn) {
    let steps = 0
    for (const { value } of arbitraryQuery(Cake, Fruit).shrink(query, undefined)) {
      expect(weightOf(value)).toBeLessThan(weightOf(query))
      const compiled = compile(postgres)(value)
      expect(compiled._tag === "Left" ? compiled.left.message : "").toBe("")
      if (++steps > 40) {
        break
      }
    }
  }
})
