import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import {
  type AnyQuery,
  build,
  emptyScope,
  joined,
  type JoinKind,
  joinKinds,
  kinds,
  type QueryRecipe,
  rows,
  schema,
  type SetOperation,
  setOperations,
  sortedRows,
  sql,
  trees,
} from "./arbitraries/index.js"
import { abilities, dialect, load, numRuns, run, show, shown } from "./harness.js"

const { expr, query, plain, source } = trees(abilities)

const shownQuery = (arbitrary: fc.Arbitrary<QueryRecipe>) =>
  arbitrary.map((q) => shown({ q }, () => sql.toSql(dialect)(build(q).query)))

const compile = (q: AnyQuery): any => sql.compile(dialect)(q)

/** Is it part of a tree, and not a codec or another value that the tree refers to? */
const isPart = (u: unknown): u is object =>
  typeof u === "object" && u !== null && (Array.isArray(u) || Object.getPrototypeOf(u) === Object.prototype)

const children = (u: object): ReadonlyArray<unknown> =>
  Object.entries(u)
    .filter(([key]) => key !== "type" && key !== "spec")
    .map(([, child]) => child)

/** Freezes a tree to its leaves, so that whoever changes it fails. */
const freeze = <A>(u: A, seen = new Set<unknown>()): A => {
  if (isPart(u) && !seen.has(u)) {
    seen.add(u)
    Object.freeze(u)
    children(u).forEach((child) => freeze(child, seen))
  }
  return u
}

/** All of a tree as text; what was met before is told by where it was. */
const snapshot = (u: unknown, seen: Map<unknown, number> = new Map()): string => {
  if (typeof u !== "object" || u === null) {
    return typeof u === "function" || typeof u === "symbol" ? typeof u : show(u)
  }
  const known = seen.get(u)
  if (known !== undefined) {
    return `#${known}`
  }
  seen.set(u, seen.size)
  if (!isPart(u)) {
    return show(u).slice(0, 100)
  }
  const entries = Object.entries(u).filter(([key]) => key !== "type" && key !== "spec")
  return `{${entries.map(([key, child]) => `${key}: ${snapshot(child, seen)}`).join(", ")}}`
}

describe("compiling", () => {
  test("compiling a tree twice gives the same value, not only the same text", () =>
    fc.assert(
      fc.property(shownQuery(query), ({ q }) => {
        const tree = build(q).query
        expect(compile(tree)).toBe(compile(tree))
        expect(sql.toSql(dialect)(tree)).toBe(sql.toSql(dialect)(tree))
      }),
      { numRuns },
    ))

  test("equal trees that were made apart have the same text and the same parameters", () =>
    fc.assert(
      fc.property(shownQuery(query), ({ q }) => {
        const [a, b] = [build(q).query, build(q).query]
        expect(a).not.toBe(b)
        expect(compile(a).right.sql).toBe(compile(b).right.sql)
        expect(compile(a).right.params).toEqual(compile(b).right.params)
      }),
      { numRuns },
    ))

  test("the text does not depend on what was compiled before, nor on being part of another tree", () =>
    fc.assert(
      fc.property(shownQuery(query), shownQuery(query), ({ q }, { q: other }) => {
        const alone = compile(build(q).query).right.sql
        const tree = build(q).query
        compile(build(other).query)
        compile(sql.select({ n: sql.countAll })(sql.from(sql.as("it")(tree))))
        compile(sql.unionAll(tree)(tree))
        expect(compile(tree).right.sql).toBe(alone)
      }),
      { numRuns },
    ))

  test("each dialect has its own memory", () => {
    const quoted = { ...dialect, quote: (name: string) => `[${name}]` }
    fc.assert(
      fc.property(shownQuery(query), ({ q }) => {
        const tree = build(q).query
        const first = compile(tree)
        const second: any = sql.compile(quoted)(tree)
        expect(second).not.toBe(first)
        expect(second.right.sql).toContain("[")
        expect(sql.compile(quoted)(tree)).toBe(second)
        expect(compile(tree)).toBe(first)
      }),
      { numRuns },
    )
  })
})

describe("trees", () => {
  const more = fc.record({
    p: expr("boolean"),
    e: fc.oneof(...kinds.map(expr)),
    s: source,
    kind: fc.constantFrom(...joinKinds),
    op: fc.constantFrom(...setOperations),
    chosen: fc.uniqueArray(fc.nat(15), { minLength: 3, maxLength: 3 }),
  })

  /** Every combinator, applied to a query. */
  const compose = (q: AnyQuery, columns: any, p: any, e: any, table: any, kind: JoinKind,
    op: SetOperation): ReadonlyArray<AnyQuery> => [
    sql.where(p)(q),
    sql.select({ e })(q),
    sql.groupBy(e)(q),
    sql.having(p)(q),
    sql.distinct(q),
    sql.orderBy(sql.desc(e), sql.nullsLast(e))(q),
    sql.limit(1)(q),
    sql.offset(1)(sql.limit(2)(q)),
    sql.where(p)(sql.limit(2)(q)),
    joined(kind, table, p)(q),
    joined(kind, table, p)(sql.limit(1)(q)),
    sql[op](q)(q),
    sql.limit(1)(sortedRows(columns)(sql[op](q)(q))),
    sql.from(sql.as("derived")(q)),
    sql.from(sql.cte("common")(q)),
    sql.select({ a: sql.many(q), b: sql.maybe(q), c: sql.exists(q) })(sql.from(schema[0]!.table)),
  ]

  test("no tree is ever changed, by composing, compiling, printing or running", () =>
    fc.assert(
      fc.property(plain, more, rows, (recipe, { p, e, s, kind, op, chosen }, data) => {
        load(data)
        const scope = emptyScope()
        const { query: q, columns, rows: tables } = recipe(scope)
        freeze(q)
        const before = snapshot(q)
        const condition = freeze(p(tables).expr)
        const value = freeze(e(tables).expr)
        const parts = [snapshot(condition), snapshot(value)]
        const all = compose(q, columns, condition, value, s(tables), kind, op)
        for (const composed of chosen.map((i) => all[i]!)) {
          freeze(composed)
          const made = snapshot(composed)
          compile(composed)
          sql.toSql(dialect)(composed)
          expect(snapshot(composed)).toBe(made)
        }
        run(q)
        expect(snapshot(q)).toBe(before)
        expect([snapshot(condition), snapshot(value)]).toEqual(parts)
      }),
      { numRuns },
    ))
})
