/** The property that a database gives the rows that queries mean, and what it says of the run. */
import type { AnyQuery, Dialect } from "fulmar"
import { arbitraryQuery, type TreeOptions } from "fulmar/testing/arbitrary"
import { expect, test } from "vitest"
import { contentsOf } from "../../src/testing/arbitrary/contents.js"
import type { Kind } from "../documented.js"
import { coded, fill, shop, verdict } from "./database.js"
import { ofMemories, type Perform } from "./property.js"

/** What extensions have, which the servers of the tests are without. */
const absent: ReadonlySet<string> = new Set(["vectors"])

/** The capabilities of a database without extensions. */
export const needsOf = (dialect: Dialect): ReadonlyArray<string> => [...dialect.capabilities].filter((name) => !absent.has(name))

/** Tags of which a run has seen some, unless its cases are few. */
const everywhere = ["Select", "Set", "TableSource", "DerivedSource", "CteSource", "Column", "Value", "Binary", "Logical", "Aggregate", "Case", "Exists"]

/** Every random query has the rows that it means. */
const meaning = (kind: Kind, options: TreeOptions, numRuns: number, perform: Perform) => async (): Promise<void> => {
  const seen = new Set<string>()
  const counts = { Same: 0, Different: 0, Open: 0, rows: 0 }
  await ofMemories(coded<AnyQuery>(arbitraryQuery({ ...options, determined: true }, ...shop)), numRuns, async (db, queries) => {
    await perform(fill(db))
    for (const query of queries) {
      const found = await perform(verdict(kind, db, query))
      counts[found._tag]++
      if (found._tag === "Same") {
        counts.rows += found.rows > 0 ? 1 : 0
        contentsOf(query as never).forEach((_, name) => seen.add(name))
      }
      expect(found._tag === "Different" ? found.why : null).toBeNull()
    }
  })
  // Nearly all of them are compared, and many have rows.
  expect(counts.Open).toBeLessThan(0.05 * counts.Same + 5)
  expect(counts.rows).toBeGreaterThan(0.25 * counts.Same - 50)
  expect(everywhere.filter((name) => counts.Same > 700 && !seen.has(name))).toEqual([])
}

export const meanings = (kind: Kind, dialect: Dialect, numRuns: number, perform: Perform): void => {
  test("queries that every database can run have the rows that they mean, which are of their type", meaning(kind, {}, numRuns, perform))
  test("queries with all that the database can do have the rows that they mean, which are of their type", meaning(kind, { needs: needsOf(dialect) }, numRuns, perform))
}
