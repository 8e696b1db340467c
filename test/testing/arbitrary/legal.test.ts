/** What is drawn can be printed for every database, and run on SQLite. */
import { Cause, type Effect, Exit, ManagedRuntime } from "effect"
import * as fc from "fast-check"
import { all, allRows, type AnyQuery, compile, createAll, deleteFrom, type Dialect, execute, insertInto, toSql } from "fulmar"
import { dialect as mariadb } from "fulmar/mariadb"
import { dialect as mysql } from "fulmar/mysql"
import { dialect as postgres } from "fulmar/postgres"
import { dialect as sqlite, Sqlite } from "fulmar/sqlite"
import { arbitraryMemory, arbitraryQuery } from "fulmar/testing/arbitrary"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { shop } from "./shop.js"

const numRuns = Number(process.env["FULMAR_RUNS"] ?? 400)

describe("queries can be printed for a database that has what they were allowed", () => {
  const dialects: Readonly<Record<string, Dialect>> = { sqlite, postgres, mariadb, mysql }
  for (const [name, dialect] of Object.entries(dialects)) {
    test(name, () => {
      const refused = fc
        .sample(arbitraryQuery({ needs: dialect.capabilities }, ...shop), { numRuns, seed: 1 })
        .map((query) => compile(dialect)(query))
        .flatMap((either) => (either._tag === "Left" ? [either.left.message] : []))
      expect(refused).toEqual([])
    })
    test(`${name}: what needs nothing`, () => {
      const refused = fc
        .sample(arbitraryQuery(...shop), { numRuns, seed: 2 })
        .map((query) => compile(dialect)(query))
        .flatMap((either) => (either._tag === "Left" ? [either.left.message] : []))
      expect(refused).toEqual([])
    })
  }
})

describe("on SQLite", () => {
  const runtime = ManagedRuntime.make(Sqlite.layer({ filename: ":memory:" }))
  const perform = (effect: unknown) => runtime.runSyncExit(effect as Effect.Effect<unknown, unknown, never>)
  beforeAll(() => expect(Exit.isSuccess(perform(createAll([...shop])))).toBe(true))
  afterAll(() => runtime.dispose())

  test("queries run on rows that were drawn", () => {
    const memories = fc.sample(arbitraryMemory(...shop), { numRuns: 10, seed: 1 })
    const queries = fc.sample(arbitraryQuery({ needs: sqlite.capabilities }, ...shop), { numRuns, seed: 3 })
    const failures: Array<string> = []
    queries.forEach((query: AnyQuery, i) => {
      if (i % (numRuns / 10) === 0) {
        ;shop.toReversed().forEach((t) => perform(execute(allRows(deleteFrom(t as never) as never))))
        shop.forEach((t, at) => {
          const { rows } = memories[i / (numRuns / 10)]!.tables[at]!
          const exit = rows.length === 0 ? null : perform(execute(insertInto(t as never, rows as never) as never))
          expect(exit === null || Exit.isSuccess(exit)).toBe(true)
        })
      }
      const exit = perform(all(query as never))
      if (Exit.isFailure(exit)) {
        failures.push(`${(Cause.squash(exit.cause) as Error).message}\n  of: ${toSql(sqlite)(query)}`)
      }
    })
    expect(failures).toEqual([])
  })
})
