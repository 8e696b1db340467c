import { appendFileSync } from "node:fs"
import { pipe } from "effect"
import { type AnyExpr, type AnyQuery, compile, type Dialect, from, select, toSql } from "fulmar"
import { dialect as mariadb } from "fulmar/mariadb"
import { dialect as mysql } from "fulmar/mysql"
import { dialect as postgres } from "fulmar/postgres"
import { dialect as sqlite } from "fulmar/sqlite"
import { show } from "fulmar/testing"
import { loadModule } from "libpg-query"
import { afterAll, beforeAll, expect, test } from "vitest"
import { evaluate, evaluateProgram, tablesIn } from "../testing/shown-code.js"
import { sameTree } from "../testing/same-tree.js"
import { Kinds } from "./bakery.js"
import { comparison } from "./meant/index.js"

/** Every dialect: a new one here makes every golden test without its entry a type error. */
const dialects = { sqlite, postgres, mariadb, mysql }

/** What a statement prints: its text with placeholders, its parameters, and its text for people. */
export interface Printed {
  readonly sql: string
  readonly params: ReadonlyArray<unknown>
  readonly text: string
}

/** What each dialect prints: just the text where there are no parameters. */
export type Golden = { readonly [D in keyof typeof dialects]: string | Printed }

const printed = (statement: AnyQuery, dialect: Dialect): string | Printed => {
  const compiled = compile(dialect)(statement)
  const text = toSql(dialect)(statement)
  if (compiled._tag === "Left") return text
  const { parts } = compiled.right
  // The statements of one that is sent as several are separated as in the text for people.
  const sent = parts === null ? [compiled.right] : parts.flatMap((x) => [x.statement, ...(x.readBack === null ? [] : [x.readBack.statement])])
  const sql = sent.map((x) => x.sql).join(";\n")
  const params = sent.flatMap((x) => x.params)
  return params.length === 0 && sql === text ? sql : { sql, params: [...params], text }
}

/** How the goldens of this file were compared with what PostgreSQL's parser must make of them. */
const tally = { exact: 0, loose: 0, refused: 0 }
let goldens = 0

beforeAll(loadModule)
afterAll(() => expect(tally.exact + tally.loose + tally.refused, "goldens that were compared").toBe(goldens))

/** PostgreSQL's own parser must make the tree that is meant of what is printed for it. */
const compare = (statement: AnyQuery, p: string | Printed): void => {
  goldens++
  const found = comparison(statement)
  expect(found._tag === "refused", "no text to compare").toBe(typeof p === "string" && p.startsWith("-- "))
  expect(found._tag === "refused" ? null : found.difference).toBeNull()
  if (found._tag !== "different") {
    tally[found._tag]++
  }
}

const printedByAll = (statement: AnyQuery) =>
  Object.fromEntries(Object.entries(dialects).map(([key, dialect]) => [key, printed(statement, dialect)]))

/** A test that the code that a statement is shown as builds it again. */
const shown = (name: string, statement: AnyQuery): void =>
  test(`${name}, as code`, () => {
    const tables = tablesIn(statement)
    const code = show(statement, { tables })
    const again = evaluate(code, tables) as AnyQuery
    const expected = printedByAll(statement)
    expect(printedByAll(again), code).toEqual(expected)
    expect(sameTree(again, statement), `another tree is made by ${code}`).toBe(true)
    const program = show(statement, { standalone: true })
    expect(printedByAll(evaluateProgram(program) as AnyQuery), program).toEqual(expected)
  })

/** A test that a statement prints so. */
export const golden = (name: string, statement: AnyQuery, expected: Golden, unwrap = (sql: string) => sql): void => {
  if (process.env["FULMAR_GOLDEN"] === undefined) shown(name, statement)
  test(name, () => {
    const actual = Object.fromEntries(
      Object.entries(dialects).map(([key, dialect]) => [key, printed(statement, dialect)]),
    )
    compare(statement, actual["postgres"]!)
    // `npm run golden` writes what is printed into the tests, to be reviewed.
    const out = process.env["FULMAR_GOLDEN"]
    if (out !== undefined) {
      const bare = (p: string | Printed) =>
        typeof p === "string" ? unwrap(p) : { sql: unwrap(p.sql), params: p.params, text: unwrap(p.text) }
      const line = Object.fromEntries(Object.entries(actual).map(([key, p]) => [key, bare(p)]))
      const spell = (_: string, value: unknown) =>
        typeof value === "bigint"
          ? `\0${value}n`
          : value instanceof Uint8Array
            ? `\0Uint8Array.of(${[...value].join(", ")})`
            : value === undefined
              ? "\0undefined"
              : Object.is(value, -0)
                ? "\0-0"
                : value
      appendFileSync(out, JSON.stringify({ file: expect.getState().testPath, name, line }, spell) + "\n")
      return
    }
    expect(actual).toEqual(expected)
  })
}

/** A test that an expression over {@link Kinds} prints so. */
export const goldenExpr = (name: string, expr: AnyExpr, expected: Golden): void => {
  const [quote, end] = ['"', "`"].map((q) => ` as ${q}x${q} from ${q}kinds${q}`)
  const suffix = (key: string): string => (key === "mysql" || key === "mariadb" ? end! : quote!)
  const wrap = (sql: string, key: string): string => (sql.startsWith("-- ") ? sql : `select ${sql}${suffix(key)}`)
  const whole = Object.fromEntries(
    Object.entries(expected).map(([key, p]) => [
      key,
      typeof p === "string" ? wrap(p, key) : { sql: wrap(p.sql, key), params: p.params, text: wrap(p.text, key) },
    ]),
  ) as unknown as Golden
  const unwrap = (sql: string): string =>
    sql.startsWith("select ") && (sql.endsWith(quote!) || sql.endsWith(end!))
      ? sql.slice("select ".length, sql.length - quote!.length)
      : sql
  golden(name, pipe(from(Kinds), select({ x: expr as never })) as AnyQuery, whole, unwrap)
}
