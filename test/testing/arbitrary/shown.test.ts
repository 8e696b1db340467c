/** What fails is printed as the code that builds it. */
import * as fc from "fast-check"
import { boolean } from "fulmar"
import { arbitraryCommand, arbitraryExpr, arbitraryMemory, arbitraryQuery } from "fulmar/testing/arbitrary"
import { describe, expect, it } from "vitest"
import { Cake, shop } from "./shop.js"

/** What the smallest of all is printed as. */
const printed = (arbitrary: fc.Arbitrary<unknown>): string =>
  fc.stringify(fc.check(fc.property(arbitrary, () => false), { seed: 1 }).counterexample)

describe("a failure prints", () => {
  it("a query", () => expect(printed(arbitraryQuery(...shop))).toMatch(/^\[from\(\w+\)\]$/))
  it("an expression", () => expect(printed(arbitraryExpr(boolean, Cake))).toMatch(/^\[(\w+(\.\w+)?|literal\(\w+\))\]$/))
  it("a command", () => expect(printed(arbitraryCommand(Cake))).toMatch(/^\[insertInto\(\s+Cake,/))
  it("a database in memory", () =>
    expect(printed(arbitraryMemory(...shop))).toBe("[memory(holding(Cake, []), holding(Fruit, []), holding(OrDer, []))]"))
  it("what is drawn within a list, or a record", () =>
    expect(fc.stringify({ all: [fc.sample(arbitraryQuery({ size: 0 }, Cake), { numRuns: 1, seed: 2 })[0]] })).toMatch(/^\{"all":\[(pipe\()?from\(Cake\)/))
})
