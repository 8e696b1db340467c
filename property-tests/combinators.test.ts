/** Each combinator does to the rows of a query what its name says: the query itself is run for what they are. */
import { type Effect, ManagedRuntime } from "effect"
import * as fc from "fast-check"
import type { AnyQuery } from "fulmar"
import { boolean } from "fulmar"
import { dialect, Sqlite } from "fulmar/sqlite"
import { interpret, type Memory } from "fulmar/testing"
import { arbitraryExpr, arbitraryQuery } from "fulmar/testing/arbitrary"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { difference, distinctRows } from "../src/testing/oracle/same.js"
import { sql } from "./arbitraries/vocabulary.js"
import { meetsDefect } from "./defects.js"
import { numRuns, shown } from "./harness.js"
import { create, fill, Fruit, Order, shop } from "./shop/database.js"
import { ofMemories } from "./shop/property.js"

type Row = Readonly<Record<string, unknown>>
type Rows = ReadonlyArray<Row>
type Table = Readonly<Record<string, never>>

const runtime = ManagedRuntime.make(Sqlite.layer({ filename: ":memory:" }))
beforeAll(() => runtime.runPromise(create))
afterAll(() => runtime.dispose())

const run = (query: AnyQuery): Rows => runtime.runSync(sql.all(query) as Effect.Effect<Rows>)
const same = (actual: Rows, expected: Rows): void => expect(difference(actual, expected)).toEqual([[], []])

/** A drawn query as a table, a condition on its rows and another, and what it gives. */
interface Subject {
  readonly table: Table
  readonly query: AnyQuery
  readonly rows: Rows
  readonly p: never
  readonly r: never
  /** Its columns that can be told apart. */
  readonly keys: ReadonlyArray<string>
  readonly n: number
}

const all = ({ table }: Subject): never => sql.from(table) as never
const where = (s: Subject, p: never): never => sql.where(p)(all(s)) as never
const told = (s: Subject, query: unknown): never => sql.select(Object.fromEntries(s.keys.map((key) => [key, s.table[key]])))(query) as never
const pick = (s: Subject, rows: Rows): Rows => rows.map((row) => Object.fromEntries(s.keys.map((key) => [key, row[key]])))
const holding = (s: Subject, p: never): Rows => run(sql.select({ row: s.table, p })(all(s))).filter((x) => x["p"] === true).map((x) => x["row"] as Row)

const laws: Readonly<Record<string, (s: Subject) => void>> = {
  // A row that is one value is a column without a name. Records in a row are columns of a table, with dots in their names;
  // and of rows that are absent there is no table.
  "as changes nothing": (s) => {
    const rows = "" in s.table ? run(s.query).map((value) => ({ "": value })) : run(s.query)
    const flat = rows.every((row) => row !== null && Object.keys(row).every((key) => key in s.table))
    same(s.rows, flat ? rows : s.rows)
    expect(s.rows.length).toBe(rows.length)
  },
  "select is map": (s) => s.keys.forEach((key) => same(run(sql.select({ x: s.table[key] })(all(s))), s.rows.map((row) => ({ x: row[key] })))),
  "where is filter": (s) => same(run(where(s, s.p)), holding(s, s.p)),
  "where twice is both": (s) => same(run(sql.where(s.r)(where(s, s.p))), run(where(s, sql.and(s.p, s.r) as never))),
  "orderBy gives the same rows, sorted": (s) => {
    const key = s.keys.find((k) => s.rows.every((row) => typeof row[k] === "number" || typeof row[k] === "bigint"))
    if (key === undefined) {
      return
    }
    const sorted = run(sql.orderBy(s.table[key])(all(s)))
    same(sorted, s.rows)
    sorted.slice(1).forEach((row, i) => expect((row[key] as number) >= (sorted[i]![key] as number)).toBe(true))
  },
  "limit takes so many of the rows": (s) => {
    const some = run(sql.limit(s.n)(all(s)))
    expect(some.length).toBe(Math.min(s.n, s.rows.length))
    expect(difference(some, s.rows)[0]).toEqual([])
  },
  "offset leaves so many of the rows out": (s) => {
    const some = run(sql.offset(s.n)(all(s)))
    expect(some.length).toBe(Math.max(0, s.rows.length - s.n))
    expect(difference(some, s.rows)[0]).toEqual([])
  },
  "distinct has each row once": (s) => same(run(sql.distinct(told(s, all(s)))), distinctRows(pick(s, s.rows)) as Rows),
  "unionAll is concatenation": (s) => same(run(sql.unionAll(where(s, s.r))(where(s, s.p))), [...holding(s, s.p), ...holding(s, s.r)]),
  "union has each row of both once": (s) =>
    same(run(sql.union(told(s, where(s, s.r)))(told(s, where(s, s.p)))), distinctRows(pick(s, [...holding(s, s.p), ...holding(s, s.r)])) as Rows),
  "except has each row that only the first has": (s) => {
    const [left, right] = [distinctRows(pick(s, holding(s, s.p))), distinctRows(pick(s, holding(s, s.r)))]
    same(run(sql.except(told(s, where(s, s.r)))(told(s, where(s, s.p)))), difference(left, right)[0] as Rows)
  },
  "intersect and except are the first operand": (s) => {
    const operands = [told(s, where(s, s.p)), told(s, where(s, s.r))] as const
    same([...run(sql.intersect(operands[1])(operands[0])), ...run(sql.except(operands[1])(operands[0]))], run(sql.distinct(operands[0])))
  },
  "crossJoin has every pair": (s) => {
    const others = run(sql.from(Order))
    same(run(sql.select({ a: s.table, b: Order })(sql.crossJoin(Order)(all(s)))), s.rows.flatMap((a) => others.map((b) => ({ a, b }))))
  },
  "innerJoin is a filter of every pair": (s) => {
    const on = sql.and(s.p, sql.isNotNull(Order.label)) as never
    same(run(sql.select({ a: s.table, b: Order })(sql.innerJoin(Order, on)(all(s)))), run(sql.select({ a: s.table, b: Order })(sql.where(on)(sql.crossJoin(Order)(all(s))))))
  },
  "leftJoin is innerJoin, and the rows that found nothing": (s) => {
    const on = sql.and(s.p, sql.isNotNull(Order.label)) as never
    const selected = sql.select({ a: s.table, b: Order })
    const inner = run(selected(sql.innerJoin(Order, on)(all(s))))
    const alone = difference(distinctRows(s.rows), distinctRows(inner.map((x) => x["a"])))[0]
    const without = s.rows.filter((row) => difference([row], alone)[0].length === 0)
    same(run(selected(sql.leftJoin(Order, on)(all(s)))), [...inner, ...without.map((a) => ({ a, b: null }))])
  },
  "rightJoin is leftJoin from the other side": (s) => {
    const on = sql.and(s.p, sql.isNotNull(Order.label)) as never
    const selected = sql.select({ a: s.table, b: Order })
    same(run(selected(sql.rightJoin(s.table, on)(sql.from(Order)))), run(selected(sql.leftJoin(Order, on)(all(s)))))
  },
  "groupBy counts the rows of each key": (s) =>
    s.keys.forEach((key) => {
      const keys = distinctRows(s.rows.map((row) => ({ key: row[key] }))) as Rows
      const expected = keys.map((k) => ({ ...k, n: s.rows.filter((row) => difference([k], [{ key: row[key] }])[0].length === 0).length }))
      same(run(sql.select({ key: s.table[key], n: sql.countAll })(sql.groupBy(s.table[key])(all(s)))), expected)
    }),
  "having is a filter of the groups": (s) => {
    const counted = sql.select({ key: s.table[s.keys[0]!], n: sql.countAll })(sql.groupBy(s.table[s.keys[0]!])(all(s)))
    same(run(sql.having(sql.gt(sql.countAll, s.n))(counted)), run(counted).filter((row) => (row["n"] as number) > s.n))
  },
  "exists is whether there are rows": (s) =>
    same(run(sql.select({ x: sql.exists(where(s, s.p)) })(sql.from(sql.as("one")(sql.select({ one: sql.countAll })(sql.from(Fruit)))))), [{ x: holding(s, s.p).length > 0 }]),
  "many is the rows": (s) => {
    const one = sql.from(sql.as("one")(sql.select({ one: sql.countAll })(sql.from(Fruit))))
    const [row] = run(sql.select({ rows: sql.many(where(s, s.p)) })(one))
    same(row!["rows"] as Rows, holding(s, s.p))
  },
}

const withConditions = ({ p, r, table }: { readonly table: unknown; readonly p: unknown; readonly r: unknown }): never => sql.select({ row: table, p, r })(sql.from(table)) as never

const filtered = ({ p, r, table }: { readonly table: unknown; readonly p: unknown; readonly r: unknown }): never => sql.where(p)(sql.where(r)(sql.from(table))) as never

/** A query with conditions on its rows. */
const subjects = arbitraryQuery({ size: 6, needs: dialect.capabilities, determined: true }, ...shop).chain((query) => {
  const table = sql.as("q")(query)
  const condition = arbitraryExpr({ size: 4, determined: true }, boolean, table as never)
  return fc.tuple(condition, condition, fc.nat(4)).map(([p, r, n]) =>
    ({ it: shown({ query, table, p: p as never, r: r as never, n }, () => sql.toSql(dialect)(withConditions({ table, p, r }))) }))
})

/** Columns of values that are compared alike in JavaScript and SQL. */
const keysOf = (rows: Rows): ReadonlyArray<string> =>
  Object.keys(rows[0] ?? {}).filter((key) => rows.every((row) => ["string", "number", "bigint", "boolean"].includes(typeof row[key]) || row[key] === null))

describe("on the rows of a random query", () => {
  for (const [name, law] of Object.entries(laws)) {
    test(name, async () => {
      const counts = { drawn: 0, sound: 0 }
      await ofMemories(subjects, numRuns, async (db: Memory, cases) => {
        await runtime.runPromise(fill(db))
        // What has no value is refused, or found by chance: a document of a table that is absent, a condition that overflows.
        const isSound = (s: { readonly table: unknown; readonly p: unknown; readonly r: unknown }): boolean =>
          interpret(withConditions(s))(db)._tag === "Right" && !meetsDefect(filtered(s))
        const sound = cases.filter(isSound)
        counts.drawn += cases.length
        counts.sound += sound.length
        for (const of of sound) {
          const rows = run(sql.from(of.table))
          const keys = keysOf(rows)
          if (keys.length > 0) {
            law({ ...of, rows, keys })
          }
        }
      })
      expect(counts.sound).toBeGreaterThan(counts.drawn / 2)
    })
  }
})
