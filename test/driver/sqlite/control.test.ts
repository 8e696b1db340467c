import BetterSqlite3 from "better-sqlite3"
import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import type { SqlError } from "../../../src/driver/sql-error.js"
import type { Handle } from "../../../src/driver/sqlite/client.js"
import { sqliteConnection } from "../../../src/driver/sqlite/connection.js"
import type { SqliteConnection } from "../../../src/driver/sqlite/connection.js"
import { Database } from "../../../src/driver/database.js"
import { transaction } from "../../../src/tx/transaction.js"
import { execute, inMemory, integers } from "../fixture.js"

const tag = (error: unknown): string => (error as SqlError).reason._tag
const table = execute("create table t (n integer)")

describe("transaction control as raw SQL", () => {
  it.each([
    "/* x */ commit",
    "; rollback",
    "-- hi\nbegin",
    "-- a\r\n/* b */ ; ;\t--\n/**/savepoint x",
    "/* a /* b */ end",
    "/*/ */ rollback to x",
    "\ufeffcommit",
    ";;/***/release x",
  ])("%j is refused, in a transaction and outside", async (sql) => {
    const left = await inMemory(
      Effect.gen(function* () {
        yield* table
        const body = Effect.gen(function* () {
          yield* execute("insert into t values (1)")
          expect(tag(yield* Effect.flip(execute(sql)))).toBe("TransactionError")
          const { executor } = yield* Database
          expect(tag(yield* Effect.flip(execute(sql)))).toBe("TransactionError")
          const cursor = Effect.scoped(Effect.suspend(() => executor.cursor(sql, [], { wide: false })))
          expect(tag(yield* Effect.flip(cursor))).toMatch(/TransactionError/)
          return yield* Effect.fail("undo")
        })
        yield* Effect.ignore(body)
        yield* execute("delete from t")
        yield* Effect.ignore(
          transaction(
            Effect.gen(function* () {
              yield* execute("insert into t values (1)")
              expect(tag(yield* Effect.flip(execute(sql)))).toBe("TransactionError")
              return yield* Effect.fail("undo")
            }),
          ),
        )
        return yield* integers("select n from t")
      }),
    )
    expect(left).toEqual([])
  })

  it("is not seen in what only looks like it", () =>
    inMemory(
      Effect.gen(function* () {
        yield* table
        yield* execute("/* commit */ insert into t values (1)")
        yield* execute("-- begin\ninsert into t values (2)")
        yield* execute("/* */ insert /* */ into t values (3) /* commit */")
        expect(yield* integers("/* a */ select count(*) from t /* b */ -- rollback")).toEqual([3])
        expect(tag(yield* Effect.flip(execute(`${"/**/".repeat(5000)}x`)))).toBe("SyntaxError")
      }),
    ))
})

/** A handle on which a statement without a name ends or begins a transaction. */
const straying = (db: BetterSqlite3.Database): Handle =>
  new Proxy(db, {
    get: (target, key) => {
      if (key === "prepare") {
        return (sql: string) => {
          const statement = target.prepare(sql)
          if (!sql.startsWith("delete")) return statement
          return {
            reader: false,
            readonly: false,
            run: () => {
              target.exec(sql.includes("'begin'") ? "begin" : "commit")
              return { changes: 0 }
            },
          }
        }
      }
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === "function" ? value.bind(target) : value
    },
  }) as Handle

describe("a statement that changes the transaction by other means", () => {
  const run = <A, E>(effect: Effect.Effect<A, E>) => Effect.runSync(effect)
  const open = () => {
    const db = new BetterSqlite3(":memory:")
    db.exec("create table t (n)")
    return { db, connection: sqliteConnection(straying(db), { cacheSize: 8, busyTimeoutMillis: 0 }) }
  }

  const using = (connection: SqliteConnection, how: "run" | "cursor", sql: string): Effect.Effect<unknown, SqlError> =>
    how === "run"
      ? connection.run(sql, [], { wide: false })
      : Effect.scoped(connection.cursor(sql, [], { wide: false }))

  it.each(["run", "cursor"] as const)("and begins one is undone (%s)", (how) => {
    const { connection, db } = open()
    const text = "delete from t where n = 'begin'"
    const error = run(Effect.flip(using(connection, how, text)))
    expect(tag(error)).toBe("TransactionError")
    expect(db.inTransaction).toBe(false)
    expect(connection.state()).toBe("idle")
  })

  it.each(["run", "cursor"] as const)("and ends one lets nothing more be done in it (%s)", (how) => {
    const { connection, db } = open()
    run(connection.control("BEGIN IMMEDIATE", (effect) => effect))
    const error = run(Effect.flip(using(connection, how, "delete from t")))
    expect(tag(error)).toBe("TransactionError")
    expect(connection.state()).toBe("rolled back")
    expect(tag(run(Effect.flip(connection.run("insert into t values (1)", [], { wide: false }))))).toBe(
      "TransactionError",
    )
    expect(run(Effect.exit(connection.control("COMMIT", (effect) => effect)))._tag).toBe("Failure")
    run(connection.control("ROLLBACK", (effect) => effect))
    expect(db.prepare("select count(*) from t").pluck().get()).toBe(0)
  })
})
