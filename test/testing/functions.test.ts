/** Every function of the vocabulary has a meaning, or a reason for having none. */
import { describe, expect, it } from "vitest"
import { dialect as mariadb } from "fulmar/mariadb"
import { dialect as mysql } from "fulmar/mysql"
import { dialect as postgres } from "fulmar/postgres"
import { dialect as sqlite } from "fulmar/sqlite"
import { arithmetic } from "../../src/conformance/vocabulary/arithmetic.js"
import { casts } from "../../src/conformance/vocabulary/cast.js"
import { comparison } from "../../src/conformance/vocabulary/comparison.js"
import { conditional } from "../../src/conformance/vocabulary/conditional.js"
import { dateCases } from "../../src/conformance/vocabulary/date.js"
import { datetime } from "../../src/conformance/vocabulary/datetime.js"
import { numberCases } from "../../src/conformance/vocabulary/number.js"
import { text } from "../../src/conformance/vocabulary/text.js"
import { textParts } from "../../src/conformance/vocabulary/text-part.js"
import { plain } from "../../src/conformance/expected.js"
import { everything, Kinds } from "../../src/conformance/tables.js"
import type { AnyExpr } from "../../src/core/expr.js"
import type { ExprNode } from "../../src/core/expr-node.js"
import { children } from "../../src/core/traverse.js"
import { aggregates, functions, unsaid } from "../../src/testing/interpret/meaning.js"
import { evaluate } from "./evaluate.js"

const dialects = [sqlite, postgres, mariadb, mysql]

/** Of a template's name what is before the family of its operand, or before `distinct`. */
const nodeName = (template: string): string =>
  template.replace(/ distinct$/, "").replace(/(?<!^matchAgainst)\((?:integer|bigint|float|decimal|boolean|bytes|date|time|timestamptz|interval|json|array|uuid)\)$/, "")

const names = (of: "functions" | "aggregates"): ReadonlyArray<string> =>
  [...new Set(dialects.flatMap((dialect) => Object.keys(dialect[of]).map(nodeName)))].toSorted()

/** Functions of the rows of a window, and of a command: rows are what the interpreter of queries has. */
const ofRows = [
  "cumeDist", "denseRank", "firstValue", "lag", "lagOr", "lastValue", "lead", "leadOr", "mergeAction", "nthValue", "ntile",
  "percentRank", "rank", "rowNumber",
]

describe("every name", () => {
  it("of a function has a meaning", () => {
    expect(names("functions")).toEqual([...Object.keys(functions), ...ofRows].toSorted())
  })
  it("of an aggregate has a meaning", () => {
    expect(names("aggregates")).toEqual(Object.keys(aggregates).toSorted())
  })
  it("that has none has a reason, and throws it", () => {
    for (const name of Object.keys(unsaid)) {
      const meaning = functions[name]!
      expect(() => meaning([], { result: Kinds.n as never, args: [] })).toThrow(unsaid[name])
    }
  })
})

/** Does it need rows of other tables? */
const queries = (e: ExprNode): boolean => ["Exists", "InQuery", "Scalar"].includes(e._tag) || children(e).some(queries)

const nulls = { ...Object.fromEntries(Object.keys(everything).map((key) => [key, null])), id: 2, n: -7 }
const ofFirst = { ...textParts(Kinds), ...numberCases(Kinds), ...dateCases(Kinds) }
const ofBoth = { arithmetic, casts, comparison, conditional, datetime, text }

describe("the documented value", () => {
  const given = (expr: AnyExpr, row: Readonly<Record<string, unknown>>, value: unknown): void =>
    expect(plain(evaluate(Kinds, expr, row))).toEqual(plain(value))
  for (const [name, [expr, whole]] of Object.entries(ofFirst)) {
    it(name, () => given(expr, everything, whole))
  }
  for (const [chapter, vocabulary] of Object.entries(ofBoth)) {
    for (const [name, [expr, whole, none]] of Object.entries(vocabulary)) {
      if (!queries(expr as unknown as ExprNode)) {
        it(`${chapter}: ${name}`, () => {
          given(expr, everything, whole)
          given(expr, nulls, none)
        })
      }
    }
  }
})
