/** Everything that can be said is drawn. */
import { readFileSync } from "node:fs"
import * as fc from "fast-check"
import { sequence } from "fulmar"
import { dialect as mariadb } from "fulmar/mariadb"
import { dialect as mysql } from "fulmar/mysql"
import { dialect as postgres } from "fulmar/postgres"
import { dialect as sqlite } from "fulmar/sqlite"
import { arbitraryCommand, arbitraryQuery } from "fulmar/testing/arbitrary"
import { expect, test } from "vitest"
import { contentsOf } from "../../../src/testing/arbitrary/contents.js"
import { Cake, Fruit, shop } from "./shop.js"

/** What random trees do without, and why. */
const leftOut: Readonly<Record<string, string>> = {
  raw: "raw SQL means nothing to the library",
  rawQuery: "the same",
  rawCommand: "the same",
  rawOperator: "the same",
  identifier: "the same",
  matchAgainst: "needs an index that few tables have",
  useIndex: "needs an index of the name",
  forceIndex: "the same",
  ignoreIndex: "the same",
  overridingSystemValue: "needs an identity column",
  overridingUserValue: "the same",
  tablesample: "its rows are picked at random",
  oldValue: "few databases tell a row that is returned from the one that was",
  newValue: "the same",
  withinGroup: "an ordered-set aggregate of the user's own",
}

/** The names of the vocabulary page, without those that define tables. */
const vocabulary = ["Queries", "Commands", "Expressions"].flatMap((chapter) => {
  const page = readFileSync(new URL("../../../docs/vocabulary.md", import.meta.url), "utf8")
  const section = page.slice(page.indexOf(`## ${chapter}\n`)).split("\n## ")[0]!
  return [...section.matchAll(/^\|[^|]*\| `(\w+)` \|/gm)].map((row) => row[1]!)
})

const tags = [
  "Column", "Value", "Param", "Literal", "Unary", "Binary", "Logical", "IsNull", "Between", "In", "InQuery", "Quantified", "QuantifiedQuery",
  "Like", "Case", "Cast", "Collate", "Call", "JsonPath", "Aggregate", "Window", "Exists", "Scalar", "Nested", "Sequence", "Tuple", "GroupKey",
  "Grouping", "GroupingSets", "Select", "Set", "TableSource", "DerivedSource", "CteSource", "FunctionSource", "ValuesSource", "ClosedSource",
  "Insert", "Update", "Delete", "Merge", "With",
]

test("every tag and every word of the vocabulary", () => {
  const needs = new Set([sqlite, postgres, mariadb, mysql].flatMap((d) => [...d.capabilities]))
  const options = { needs, collations: ["C"], sequences: [sequence("s")], parameters: true, locks: true, size: 16 }
  const seen = new Map<string, number>()
  const trees = [
    ...fc.sample(arbitraryQuery(options, ...shop), { numRuns: 4000, seed: 1 }),
    ...fc.sample(arbitraryCommand(options, Cake, Fruit), { numRuns: 800, seed: 2 }),
    ...fc.sample(arbitraryCommand({ ...options, needs: sqlite.capabilities }, Cake, Fruit), { numRuns: 800, seed: 3 }),
  ]
  for (const tree of trees) {
    for (const [name, count] of contentsOf(tree)) {
      seen.set(name, (seen.get(name) ?? 0) + count)
    }
  }
  expect(vocabulary.length).toBeGreaterThan(250)
  expect([...vocabulary, ...tags].filter((name) => !seen.has(name) && leftOut[name] === undefined)).toEqual([])
  // What is left out is left out.
  expect(Object.keys(leftOut).filter((name) => seen.has(name))).toEqual([])
}, 180_000)
