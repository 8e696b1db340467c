import * as fc from "fast-check"
import { expect, test } from "vitest"
import { holding, memory, rowDifference } from "../src/testing/index.js"
import { from } from "../src/index.js"
import { type AnyQuery, Author, build, type Rows, schema, trees } from "./arbitraries/index.js"
import { given } from "./given.js"
import { abilities, createSchema, load, numRuns, run } from "./harness.js"

createSchema()

const { query } = trees(abilities)

const author = from(Author)

/** What the interpreter has against the rows that were read of a query. */
const against = (query: AnyQuery, data: Rows, read: ReadonlyArray<any>) =>
  rowDifference(query as typeof author)(memory(...schema.map((t, i) => holding(t.table, data[i] as never))), read)

test("SQLite gives the rows that the interpreter says", () =>
  fc.assert(
    fc.property(given(query), ({ q, data }) => {
      load(data)
      const { query } = build(q)
      const found = against(query, data, run(query))
      // Where other databases refuse a value, SQLite may give something.
      fc.pre(found._tag === "Right" || found.left.reason !== "DataError")
      expect(found).toEqual({ _tag: "Right", right: null })
    }),
    { numRuns },
  ), 120_000)
