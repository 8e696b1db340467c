import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import {
  type AnyExpr,
  below,
  type Build,
  build,
  emptyScope,
  type QueryRecipe,
  rows,
  schema,
  type SetOperation,
  setOperations,
  sortedRows,
  sql,
  totalKeys,
  trees,
} from "./arbitraries/index.js"
import { given, holds } from "./given.js"
import { abilities, bag, dialect, list, load, numRuns, perform, run, show, shown } from "./harness.js"

const { plain, query, pair } = trees(abilities)

describe("set operations", () => {
  const operation = fc.constantFrom(...setOperations)
  const paired = fc.tuple(pair, fc.tuple(operation, operation), rows).map(([[a, b], ops, data]) =>
    shown({ a, b, ops, data }, () =>
      [
        `operations: ${ops.join(", ")}`,
        `left: ${sql.toSql(dialect)(build(a).query)}`,
        `right: ${sql.toSql(dialect)(build(b).query)}`,
        ...schema.map((t, i) => `${t.name}: ${show(data[i])}`),
      ].join("\n"),
    ),
  )
  const holdsFor = (check: (a: Build, b: Build, ops: readonly [SetOperation, SetOperation]) => void): void =>
    fc.assert(
      fc.property(paired, ({ a, b, ops, data }) => {
        load(data)
        const scope = emptyScope()
        check(a(scope), b(scope), ops)
      }),
      { numRuns },
    )
  const meaning: Record<SetOperation, (a: ReadonlyArray<string>, b: ReadonlyArray<string>) => ReadonlyArray<string>> = {
    union: (a, b) => [...new Set([...a, ...b])],
    unionAll: (a, b) => [...a, ...b],
    intersect: (a, b) => [...new Set(a.filter((row) => b.includes(row)))],
    except: (a, b) => [...new Set(a.filter((row) => !b.includes(row)))],
  }

  test("a set operation gives what it gives of the rows of its operands", () =>
    holdsFor((a, b, [op]) => {
      const left = list(run(a.ordered()))
      const right = list(run(b.ordered()))
      expect(list(run(sql[op](b.ordered())(a.ordered()))).toSorted()).toEqual(meaning[op](left, right).toSorted())
    }))

  test("set operations nest as they are written", () =>
    holdsFor((a, b, [f, g]) => {
      const [x, y, z] = [a.ordered(), b.ordered(), sql.limit(2)(a.ordered())]
      const [i, j, k] = [x, y, z].map((q) => list(run(q)))
      expect(list(run(sql[f](sql[g](z)(y))(x))).toSorted()).toEqual(meaning[f](i!, meaning[g](j!, k!)).toSorted())
      expect(list(run(sql[g](z)(sql[f](y)(x)))).toSorted()).toEqual(meaning[g](meaning[f](i!, j!), k!).toSorted())
    }))

  test("rows of a set operation can be sorted, limited and filtered", () =>
    holdsFor((a, b) => {
      const all = sortedRows(a.columns)(sql.unionAll(b.query)(a.query))
      const sorted = list(run(all))
      expect(sorted.toSorted()).toEqual([...bag(run(a.query)), ...bag(run(b.query))].toSorted())
      expect(list(run(sql.limit(2)(all)))).toEqual(sorted.slice(0, 2))
      expect(list(run(sql.limit(3)(sql.offset(1)(all))))).toEqual(sorted.slice(1, 4))
    }))
})

describe("closure: every query is usable wherever a query is", () => {
  test("as a derived table and as a CTE it has the same rows", () =>
    holds(given(query), ({ query }) => {
      const expected = bag(run(query))
      expect(bag(run(sql.from(sql.as("it")(query))))).toEqual(expected)
      const cte = sql.cte("it")(query)
      expect(bag(run(sql.from(cte)))).toEqual(expected)
      // SQLite 3.53 would merge it into the query, and lose rows of constants that a right join makes.
      const whole = sql.cte("it", { materialized: true })(query)
      const again = sql.alias("again")(whole)
      const pairs = run(sql.select({ n: sql.literal(1) })(sql.crossJoin(again)(sql.from(whole))))
      expect(pairs.length).toBe(expected.length ** 2)
    }))

  test("as the left and the right operand of a set operation it has the same rows", () =>
    holds(given(query), ({ ordered }) => {
      const q = ordered()
      const rows = list(run(q))
      const none = sql.limit(0)(q)
      expect(list(run(sql.unionAll(none)(q))).toSorted()).toEqual(rows.toSorted())
      expect(list(run(sql.unionAll(q)(none))).toSorted()).toEqual(rows.toSorted())
      expect(list(run(sql.unionAll(q)(q))).toSorted()).toEqual([...rows, ...rows].toSorted())
    }))

  const one = sql.select({ x: sql.literal(1) })(
    sql.limit(1)(sql.from(sql.as("one")(sql.select({ n: sql.countAll })(sql.from(schema[3]!.table))))))
  const ask = (expression: AnyExpr): unknown => run(sql.select({ it: expression })(one))[0].it

  test("exists, scalar and inQuery see its rows", () =>
    holds(given(query), ({ ordered, columns }) => {
      const q = ordered()
      const rows = run(q)
      expect(ask(sql.exists(q))).toBe(rows.length > 0)
      if (columns.length === 1) {
        expect(show(ask(sql.scalar(sql.limit(1)(q))))).toBe(show(rows[0]?.k0 ?? null))
        if (columns[0]!.kind === "integer") {
          const values = rows.map(({ k0 }) => k0)
          const expected = values.includes(1) ? true : values.includes(null) ? null : false
          expect(ask(sql.inQuery(sql.literal(1), q))).toBe(expected)
          expect(ask(sql.notInQuery(sql.literal(1), q))).toBe(expected === null ? null : !expected)
        }
      }
    }))

  test("many nests its rows in their order, and maybe the first of them", () =>
    holds(given(query), ({ ordered }) => {
      const q = ordered()
      const rows = run(q)
      expect(show(ask(sql.many(q)))).toBe(show(rows))
      expect(show(ask(sql.maybe(q)))).toBe(show(rows[0] ?? null))
      expect(show(ask(sql.many(sql.select({ deeper: sql.many(q), first: sql.maybe(q) })(one))))).toBe(
        show([{ deeper: rows, first: rows[0] ?? null }]),
      )
    }))

  test("nested for each row of another query, it reads the tables around it", () =>
    holds(given(plain, query as fc.Arbitrary<any>), ({ query, rows }, [inner]) => {
      const outer = sql.orderBy(...totalKeys(rows.tables.flatMap((t) => t.order)))(query)
      const nested = (inner as QueryRecipe)(below(rows))
      const sorted = nested.ordered()
      const found = run(
        sql.select({
          many: sql.many(sorted),
          exists: sql.exists(nested.query),
          first: sql.maybe(sorted),
        })(outer),
      )
      found.forEach((row) => {
        expect(row.exists).toBe(row.many.length > 0)
        expect(show(row.first)).toBe(show(row.many[0] ?? null))
      })
    }))

  test("count is the number of its rows, existsRow whether there are any, first the first of them", () =>
    holds(given(query), ({ ordered, query }) => {
      const q = ordered()
      const rows = run(q)
      expect(perform(sql.count(q))).toBe(rows.length)
      expect(perform(sql.count(query))).toBe(run(query).length)
      expect(perform(sql.existsRow(q))).toBe(rows.length > 0)
      const first = perform(sql.first(q)) as { readonly _tag: string; readonly value?: unknown }
      expect(first._tag === "None" ? "none" : show(first.value)).toBe(rows.length === 0 ? "none" : show(rows[0]))
    }))
})
