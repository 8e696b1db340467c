import * as fc from "fast-check"
import { loadModule } from "libpg-query"
import { beforeAll, expect, test } from "vitest"
import { dialect } from "../src/driver/postgres/dialect.js"
import { meant } from "../test/core/meant/index.js"
import { type AnyQuery, build, type QueryRecipe, sql, trees } from "./arbitraries/index.js"
import { numRuns, shown } from "./harness.js"

beforeAll(loadModule)

const { pair, query } = trees({ decimalArithmetic: true })

const recipe = fc
  .oneof(query, pair.map(([left]) => left))
  .map((q: QueryRecipe) => shown({ q }, () => sql.toSql(dialect)(build(q).query)))

/** The queries that are compared, of which PostgreSQL must have nearly all. */
const compared = (queries: ReadonlyArray<AnyQuery>): number =>
  queries.filter((q) => sql.compile(dialect)(q)._tag === "Right").length

test("PostgreSQL's parser reads every query as the one that is meant", () => {
  let all = 0
  let had = 0
  fc.assert(
    fc.property(recipe, ({ q }) => {
      const { ordered, query: plain } = build(q)
      const nested = sql.select({ rows: sql.many(plain) })(sql.from(sql.as("outside")(ordered())))
      const queries = [plain, ordered(), nested]
      all += queries.length
      had += compared(queries)
      queries.forEach((x) => expect(meant(x)).toBeUndefined())
    }),
    { numRuns },
  )
  expect(had / all).toBeGreaterThan(0.9)
})
