import { pipe } from "effect"
import { type AnyExpr, type AnyQuery, compile, type Dialect, from, select, toSql } from "fulmar"
import { dialect as sqlite } from "fulmar/sqlite"
import { expect, test } from "vitest"
import { Kinds } from "./bakery.js"

/** Every dialect: a new one here makes every golden test without its entry a type error. */
const dialects = { sqlite }

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
  const { sql, params } = compiled.right
  return params.length === 0 && sql === text ? sql : { sql, params: [...params], text }
}

/** A test that a statement prints so. */
export const golden = (name: string, statement: AnyQuery, expected: Golden): void => {
  test(name, () => {
    for (const [key, dialect] of Object.entries(dialects)) {
      expect(printed(statement, dialect)).toEqual(expected[key as keyof typeof dialects])
    }
  })
}

/** A test that an expression over {@link Kinds} prints so. */
export const goldenExpr = (name: string, expr: AnyExpr, expected: Golden): void => {
  const wrap = (sql: string): string => (sql.startsWith("-- ") ? sql : `select ${sql} as "x" from "kinds"`)
  const whole = Object.fromEntries(
    Object.entries(expected).map(([key, p]) => [
      key,
      typeof p === "string" ? wrap(p) : { sql: wrap(p.sql), params: p.params, text: wrap(p.text) },
    ]),
  ) as unknown as Golden
  golden(name, pipe(from(Kinds), select({ x: expr as never })) as AnyQuery, whole)
}
