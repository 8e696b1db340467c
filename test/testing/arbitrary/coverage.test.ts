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
import { Cake, Fruit, Note, shop } from "./shop.js"

/** The names of the vocabulary page, without those that define tables. */
const vocabulary = ["Queries", "Commands", "Expressions"].flatMap((chapter) => {
  const page = readFileSync(new URL("../../../docs/vocabulary.md", import.meta.url), "utf8")
  const section = page.slice(page.indexOf(`## ${chapter}\n`)).split("\n## ")[0]!
  return [...section.matchAll(/^\|[^|]*\| `(\w+)` \|/gm)].map((row) => row[1]!)
})

const tags = [
  "Column", "Value", "Param", "Literal", "Unary", "Binary", "Logical", "IsNull", "Between", "In", "InQuery", "Quantified", "QuantifiedQuery",
  "Like", "Case", "Cast", "Collate", "Call", "JsonPath", "Aggregate", "Window", "Exists", "Scalar", "Nested", "Sequence", "Tuple", "GroupKey",
  "Grouping", "GroupingSets", "Raw", "RawQuery", "Select", "Set", "TableSource", "DerivedSource", "CteSource", "FunctionSource", "ValuesSource", "ClosedSource",
  "Insert", "Update", "Delete", "Merge", "With",
]

test("every tag and every word of the vocabulary", () => {
  const needs = new Set([sqlite, postgres, mariadb, mysql].flatMap((d) => [...d.capabilities]))
  const options = { needs, collations: ["C"], sequences: [sequence("s")], parameters: true, locks: true, size: 16 }
  const left = new Set([...vocabulary, ...tags])
  /** Some of each sort of tree. Tables whose rows may be locked are whole, and there is less of all else beside raw SQL. */
  const drawn = (seed: number): ReadonlyArray<object> => [
    ...fc.sample(arbitraryQuery(options, ...shop, Note), { numRuns: 400, seed }),
    ...fc.sample(arbitraryQuery({ ...options, raw: true, locks: false }, Note), { numRuns: 60, seed }),
    ...fc.sample(arbitraryCommand(options, Cake, Fruit), { numRuns: 80, seed }),
    ...fc.sample(arbitraryCommand({ ...options, raw: true }, Note), { numRuns: 40, seed }),
    ...fc.sample(arbitraryCommand({ ...options, needs: sqlite.capabilities }, Cake, Fruit), { numRuns: 80, seed }),
  ]
  for (let seed = 1; left.size > 0 && seed <= 30; seed++) {
    drawn(seed).forEach((tree) => contentsOf(tree).forEach((_, name) => left.delete(name)))
  }
  expect(vocabulary.length).toBeGreaterThan(250)
  expect([...left]).toEqual([])
}, 180_000)
