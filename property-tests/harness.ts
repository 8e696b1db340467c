import * as BigDecimal from "effect/BigDecimal"
import { Cause, type Effect, Exit, ManagedRuntime } from "effect"
import * as fc from "fast-check"
import { Sqlite } from "../src/driver/sqlite/index.js"
import { type Abilities, type AnyQuery, type Rows, schema, sql } from "./arbitraries/index.js"

export const dialect = Sqlite.dialect

export { numRuns, runsOfCost } from "./cases.js"

const runtime = ManagedRuntime.make(Sqlite.layer({ filename: ":memory:", foreignKeys: false }))

/** Runs an effect on the database of this file of tests; what it fails with is thrown, with the SQL. */
export const perform = <A>(effect: Effect.Effect<A, unknown, any>): A => {
  const exit = runtime.runSyncExit(effect as Effect.Effect<A, unknown, never>)
  if (Exit.isSuccess(exit)) {
    return exit.value
  }
  throw Cause.squash(exit.cause)
}

let isCreated = false

/** Makes the tables of the schema, where that is not done yet. */
const createSchema = (): void => {
  if (!isCreated) {
    perform(sql.createAll(schema.map((t) => t.table)))
    isCreated = true
  }
}

/** All rows of a query. */
export const run = (query: AnyQuery): ReadonlyArray<any> => {
  createSchema()
  try {
    return perform(sql.all(query))
  } catch (error) {
    throw new Error(`${(error as Error).message}\n  of: ${sql.toSql(dialect)(query)}`, { cause: error })
  }
}

export const execute = (command: AnyQuery): void => void perform(sql.execute(command))

/** Runs SQL text as it stands. */
export const runText = (text: string): void =>
  execute(sql.rawCommand(Object.assign([text], { raw: [text] }) as unknown as TemplateStringsArray))

/** The text of a compiled query, and its parameters. */
export const compiled = (query: AnyQuery): { readonly sql: string; readonly params: ReadonlyArray<unknown> } => {
  const either = sql.compile(dialect)(query)
  if (either._tag === "Left") {
    throw new Error(either.left.message)
  }
  return either.right
}

/** Replaces the rows of all tables. */
export const load = (rows: Rows): void => {
  createSchema()
  schema.forEach((t, i) => {
    execute(sql.allRows(sql.deleteFrom(t.table)))
    if (rows[i]!.length > 0) {
      execute(sql.insertInto(t.table, rows[i]))
    }
  })
}

/** Whether decimals can be computed with: their functions are installed by the layer. */
export const abilities: Abilities = ((): Abilities => {
  try {
    runText("select fulmar_add('1', '1'), fulmar_decimal_key('1')")
    return { decimalArithmetic: true }
  } catch {
    return { decimalArithmetic: false }
  }
})()

/** A value as text, such that equal values have equal texts. */
export const show = (value: unknown): string => {
  if (typeof value === "bigint") {
    return `${value}n`
  }
  if (BigDecimal.isBigDecimal(value)) {
    return `decimal ${BigDecimal.format(value)}`
  }
  if (Array.isArray(value)) {
    return `[${value.map(show).join(", ")}]`
  }
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value).map(([key, x]) => `${key}: ${show(x)}`).join(", ")}}`
  }
  return Object.is(value, -0) ? "0" : (JSON.stringify(value) ?? String(value))
}

/** Rows as texts, in their order. */
export const list = (rows: ReadonlyArray<unknown>): ReadonlyArray<string> => rows.map(show)

/** Rows as texts, in no order. */
export const bag = (rows: ReadonlyArray<unknown>): ReadonlyArray<string> => list(rows).toSorted()

/** What is drawn, such that a failure prints it as SQL and rows. */
export const shown = <A extends object>(value: A, text: () => string): A =>
  Object.defineProperty(value, fc.toStringMethod, {
    enumerable: false,
    value: () => {
      try {
        return text()
      } catch (error) {
        return `(${(error as Error).message})`
      }
    },
  })
