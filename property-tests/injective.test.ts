/** Different trees have different texts, so that none of them is printed as another. */
import * as fc from "fast-check"
import { expect, test } from "vitest"
import { dialect as mariadb } from "../src/driver/mariadb/index.js"
import { dialect as mysql } from "../src/driver/mysql/index.js"
import { dialect as postgres } from "../src/driver/postgres/index.js"
import { dialect as sqlite } from "../src/driver/sqlite/index.js"
import { type AnyQuery, Author, sql } from "./arbitraries/index.js"
import { numRuns } from "./harness.js"

const dialects = [sqlite, postgres, mariadb, mysql]
const operations = ["union", "unionAll", "intersect", "except"] as const

/** One of two queries, or a set operation of two trees, which may be limited. */
type Tree =
  | { readonly leaf: number }
  | { readonly operation: (typeof operations)[number]; readonly left: Tree; readonly right: Tree; readonly limit: boolean }

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({ leaf: fc.nat(1) }),
    fc.record({ operation: fc.constantFrom(...operations), left: tie("tree"), right: tie("tree"), limit: fc.boolean() }),
  ),
}))

const build = (t: Tree): AnyQuery => {
  if ("leaf" in t) {
    return sql.select({ n: sql.add(Author.id, t.leaf) })(sql.from(Author))
  }
  const both = sql[t.operation](build(t.right))(build(t.left))
  return t.limit ? sql.limit(1)(both) : both
}

test("no two trees of set operations print alike", () => {
  const seen = dialects.map(() => new Map<string, string>())
  fc.assert(
    fc.property(tree, (t) => {
      const key = JSON.stringify(t)
      dialects.forEach((dialect, i) => {
        const text = sql.toSql(dialect)(build(t))
        expect(seen[i]!.get(text) ?? key).toBe(key)
        seen[i]!.set(text, key)
      })
    }),
    { numRuns },
  )
})
