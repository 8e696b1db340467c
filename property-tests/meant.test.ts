import * as fc from "fast-check"
import { loadModule } from "libpg-query"
import { beforeAll, expect, test } from "vitest"
import { dialect } from "../src/driver/postgres/dialect.js"
import { comparison } from "../test/core/meant/index.js"
import { type AnyQuery, build, type QueryRecipe, sql, trees } from "./arbitraries/index.js"
import { numRuns, shown } from "./harness.js"

beforeAll(loadModule)

const { pair, query } = trees({ decimalArithmetic: true })

const recipe = fc
  .oneof(query, pair.map(([, right]) => right))
  .map((q: QueryRecipe) => shown({ q }, () => sql.toSql(dialect)(build(q).query)))

/** The query as it is, sorted, and nested in the rows of another. */
const shapes = fc.constantFrom<(q: AnyQuery, sorted: AnyQuery) => AnyQuery>(
  (q) => q,
  (_, sorted) => sorted,
  (q, sorted) => sql.select({ rows: sql.many(q) })(sql.from(sql.as("outside")(sorted))),
)

test("PostgreSQL's parser reads every query as the one that is meant", () => {
  let compared = 0
  fc.assert(
    fc.property(recipe, shapes, ({ q }, shape) => {
      const { ordered, query: plain } = build(q)
      const found = comparison(shape(plain, ordered()))
      expect(found._tag === "refused" ? null : found.difference).toBeNull()
      compared += found._tag === "exact" ? 1 : 0
    }),
    { numRuns },
  )
  // Of what SQLite can run PostgreSQL has nearly all.
  expect(compared / numRuns).toBeGreaterThan(0.9)
})
