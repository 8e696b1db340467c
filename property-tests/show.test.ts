import * as fc from "fast-check"
import { expect, test } from "vitest"
import { show } from "../src/testing/index.js"
import { evaluate, evaluateProgram } from "../test/testing/shown-code.js"
import { sameTree } from "../test/testing/same-tree.js"
import { type AnyExpr, Author, Book, build, emptyScope, inside, kinds, Note, schema, schemaTable, Tag,
  trees } from "./arbitraries/index.js"
import { given } from "./given.js"
import { abilities, compiled, numRuns } from "./harness.js"

const { expr, query } = trees(abilities)
const tables = { Author, Book, Note, Tag }

test("a query that is shown builds itself, with its tables and as a program by itself", () =>
  fc.assert(
    fc.property(given(query), ({ q }) => {
      const built = build(q).query
      const code = show(built, { tables })
      const again = evaluate(code, tables) as AnyExpr
      expect(sameTree(again, built), code).toBe(true)
      const expected = { sql: compiled(built).sql, params: compiled(built).params }
      expect(compiled(again), code).toMatchObject(expected)
      const program = show(built, { standalone: true })
      expect(compiled(evaluateProgram(program) as AnyExpr), program).toMatchObject(expected)
    }),
    { numRuns },
  ))

test("an expression that is shown builds itself", () =>
  fc.assert(
    fc.property(fc.oneof(...kinds.map(expr)), (recipe) => {
      const scope = inside(emptyScope(), schema.map((t) => schemaTable(t, t.table)))
      const built = recipe(scope).expr
      const code = show(built, { tables })
      expect(sameTree(evaluate(code, tables), built), code).toBe(true)
    }),
    { numRuns },
  ))
