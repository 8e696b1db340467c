import { Config, ConfigProvider, Effect } from "effect"
import BetterSqlite3 from "better-sqlite3"
import { describe, expect, it } from "vitest"
import { Database } from "../../../src/driver/database.js"
import { runExecute, runRows } from "../../../src/driver/run.js"
import { Sqlite } from "../../../src/driver/sqlite/index.js"
import { sqliteConnection } from "../../../src/driver/sqlite/connection.js"
import { statementCache } from "../../../src/driver/sqlite/statement-cache.js"
import { transaction } from "../../../src/tx/transaction.js"
import { execute, inFile, inMemory, integers, statement } from "../fixture.js"

describe("integers", () => {
  it("of 64 bits keep every digit", () =>
    inMemory(
      Effect.gen(function* () {
        const limits = [-(2n ** 63n), -1n, 0n, 2n ** 53n + 1n, 2n ** 63n - 1n]
        yield* execute("create table t (n integer)")
        for (const n of limits) yield* execute("insert into t values (?)", n)
        const rows = yield* runRows(statement("select n from t order by n", [], { n: "bigint" }))
        expect(rows).toEqual(limits.map((n) => ({ n })))
      }),
    ))

  it("are numbers where no column is wide, also when both kinds of reading share a statement", () =>
    inMemory(
      Effect.gen(function* () {
        for (const type of ["integer", "bigint", "integer"] as const) {
          const rows = yield* runRows(statement("select 7", [], { n: type }))
          expect(rows).toEqual([{ n: type === "bigint" ? 7n : 7 }])
        }
      }),
    ))
})

describe("rows affected", () => {
  it.each([
    ["insert into t values (4), (5)", 2],
    ["insert into t values (4), (5) returning n", 2],
    ["update t set n = n + 10 where n > 1", 2],
    ["delete from t", 3],
    ["select * from t", 0],
    ["create table other (n)", 0],
    ["pragma user_version", 0],
  ])("of %s are %i", async (sql, count) => {
    const result = await inMemory(
      Effect.andThen(
        Effect.andThen(execute("create table t (n)"), execute("insert into t values (1), (2), (3)")),
        runExecute(statement(sql)),
      ),
    )
    expect(result).toEqual({ rowsAffected: count })
  })
})

describe("a connection", () => {
  it("names the columns when asked", () =>
    inMemory(
      Effect.gen(function* () {
        const database = yield* Database
        const result = yield* database.executor.run("select 1 as a, 2 as a, 3", [], { wide: false, columns: true })
        expect(result).toEqual({ rows: [[1, 2, 3]], rowsAffected: 0, columns: ["a", "a", "3"] })
      }),
    ))

  it("keeps a bounded number of prepared statements", async () => {
    const connection = sqliteConnection(new BetterSqlite3(":memory:"), { cacheSize: 8, busyTimeoutMillis: 0 })
    for (let i = 0; i < 1000; i++) {
      await Effect.runPromise(connection.run(`select ${i}`, [], { wide: false }))
      expect(connection.cachedStatements()).toBeLessThanOrEqual(8)
    }
    connection.close()
  })

  it("sets what is stored in the file once, and readers open all the same", () =>
    inFile(
      () =>
        Effect.gen(function* () {
          expect(yield* transaction(integers("pragma user_version"), { access: "read only" })).toEqual([7])
        }),
      { pragmas: { user_version: 7 } },
    ))

  it("reads a table as it is after its schema changed", () =>
    inMemory(
      Effect.gen(function* () {
        const database = yield* Database
        const read = Effect.suspend(() => database.executor.run("select * from t", [], { wide: false }))
        yield* execute("create table t (a)")
        yield* execute("insert into t values (1)")
        expect((yield* read).rows).toEqual([[1]])
        yield* execute("alter table t add column b default 2")
        expect((yield* read).rows).toEqual([[1, 2]])
      }),
    ))

  it("enforces foreign keys, and uses a write-ahead log in files, unless told", async () => {
    expect(await inFile(() => integers("pragma foreign_keys"))).toEqual([1])
    expect(await inFile(() => integers("pragma foreign_keys"), { foreignKeys: false })).toEqual([0])
    const mode = Effect.flatMap(Database, ({ executor }) => executor.run("pragma journal_mode", [], { wide: false }))
    expect((await inFile(() => mode)).rows).toEqual([["wal"]])
    expect((await inFile(() => mode, { wal: false })).rows).toEqual([["delete"]])
    expect(await inFile(() => integers("pragma cache_size"), { pragmas: { cache_size: -123 } })).toEqual([-123])
  })
})

describe("a statement cache", () => {
  it("forgets what was not used for longest", () => {
    const cache = statementCache<number>(4)
    cache.set("often", 0)
    for (let i = 1; i <= 10; i++) {
      cache.set(`once ${i}`, i)
      expect(cache.get("often")).toBe(0)
    }
    expect(cache.get("once 1")).toBeUndefined()
    expect(cache.size()).toBeLessThanOrEqual(4)
  })

  it.each([0, 1])("of size %i works", (size) => {
    const cache = statementCache<number>(size)
    cache.set("a", 1)
    cache.set("b", 2)
    expect(cache.size()).toBe(size)
  })
})

describe("the layers of SQLite", () => {
  it("provide a database with its dialect", async () => {
    const program = Effect.map(Database, ({ dialect, system }) => [dialect.name, system])
    expect(await Effect.runPromise(Effect.provide(program, Sqlite.layer({ filename: ":memory:" })))).toEqual([
      "SQLite",
      "sqlite",
    ])
  })

  it("take options from Config, one by one or as a whole", () => {
    const environment = ConfigProvider.layer(ConfigProvider.fromUnknown({ FILE: ":memory:" }))
    const oneByOne = Sqlite.layerConfig({
      filename: Config.String("FILE"),
      statementCacheSize: Config.Int("CACHE").pipe(Config.withDefault(10)),
    })
    const whole = Sqlite.layerConfig(Config.map(Config.String("FILE"), (filename) => ({ filename })))
    for (const live of [oneByOne, whole]) {
      expect(Effect.runSync(integers("select 1").pipe(Effect.provide(live), Effect.provide(environment)))).toEqual([1])
    }
    const missing = Effect.runSync(Effect.flip(integers("select 1").pipe(Effect.provide(oneByOne))))
    expect(missing._tag).toBe("ConfigError")
  })
})
