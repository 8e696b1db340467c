import { Effect, Exit, Layer, Result } from "effect"
import { describe, expect, it } from "vitest"
import { Database } from "../../src/driver/database.js"
import type { DatabaseService, Lease } from "../../src/driver/database.js"
import { sqlError } from "../../src/driver/sql-error.js"
import type { SqlError } from "../../src/driver/sql-error.js"
import { TransactionError } from "../../src/driver/sql-error-reasons.js"
import { withConnection } from "../../src/driver/with-connection.js"
import { afterCommit } from "../../src/tx/after-commit.js"
import { database, using } from "../../src/tx/named-database.js"
import type { TransactionOptions } from "../../src/tx/options.js"
import { savepoint } from "../../src/tx/savepoint.js"
import { transaction } from "../../src/tx/transaction.js"
import { execute, inFile, inMemory, integers, layer } from "../driver/fixture.js"

const five = 5 as never
const insert = execute("insert into t values (1)")

/** The TransactionError of a program; after it the database can be used. */
const refused = (program: Effect.Effect<unknown, unknown, Database>): Promise<string> => {
  const all = Effect.gen(function* () {
    yield* execute("create table t (n integer)")
    const exit = yield* Effect.exit(program)
    yield* transaction(insert)
    expect(yield* integers("select n from t")).toEqual([1])
    expect(yield* Effect.flatMap(Database, ({ pool }) => pool)).toMatchObject({ used: 0, waiting: 0 })
    const error = yield* Effect.flip(exit)
    expect((error as SqlError).reason._tag).toBe("TransactionError")
    return (error as SqlError).message
  })
  return Effect.runPromise(Effect.provide(all, layer({ filename: ":memory:", acquireTimeout: 50 })))
}

describe("options that do not exist", () => {
  it.each([
    [{ begin: "x" }, ['"x"', '"deferred"', '"immediate"', '"exclusive"']],
    [{ begin: "toString" }, ['"toString"', '"deferred"']],
    [{ begin: 7 }, ["7", '"deferred"']],
    [{ access: "x" }, ['"x"', '"read write"', '"read only"']],
    [{ access: null }, ["null", '"read only"']],
    [{ isolation: "x" }, ['"x"', '"serializable"', '"read committed"']],
    [{ isolation: "valueOf" }, ['"valueOf"', '"serializable"']],
    [{ retry: "often" }, ["retry", '"often"']],
    [{ retry: NaN }, ["retry", "NaN"]],
    [{ retry: -1 }, ["retry", "-1"]],
    ["serializable", ["options", '"serializable"']],
  ])("%j are refused by name, outermost and nested", async (options, words) => {
    for (const program of [
      transaction(insert, options as never),
      transaction(options as TransactionOptions)(insert),
      transaction(transaction(insert, options as never)),
      withConnection(transaction(insert, options as never)),
    ]) {
      const message = await refused(program)
      for (const word of words) expect(message).toContain(word)
    }
  })

  it("are allowed to be undefined", () =>
    inMemory(
      transaction(Effect.void, { begin: undefined, access: undefined, isolation: undefined } as TransactionOptions),
    ))
})

describe("a body that is no Effect", () => {
  const Other = database("other")
  const inOther = Effect.provide(
    transaction(using(Other)(five)) as unknown as Effect.Effect<unknown, unknown, Database>,
    Other.layer(layer({ filename: ":memory:" })),
  )
  const bodies: ReadonlyArray<readonly [string, Effect.Effect<unknown, unknown, never>]> = [
    ["transaction", transaction()(five)],
    ["transaction", transaction(transaction()(five))],
    ["savepoint", transaction(savepoint(five))],
    ["withConnection", withConnection(five)],
    ["withConnection", transaction(withConnection(five))],
    ["withConnection", withConnection(transaction(withConnection(five)))],
    ["using", inOther as never],
  ] as never
  it.each(bodies)("of %s is refused with a TransactionError", async (name, program) => {
    const message = await refused(program)
    expect(message).toContain(`${name} `)
    expect(message).toContain("5")
  })

  it("of afterCommit is a defect, before anything is committed", async () => {
    const body = Effect.andThen(insert, afterCommit(five as Effect.Effect<void>))
    expect(await refused(Effect.catchDefect(transaction(body), Effect.fail))).toBe(
      "afterCommit runs an Effect, and was given 5.",
    )
  })

  it("is shown by its kind", async () => {
    expect(await refused(withConnection((() => insert) as never))).toContain("a function")
    expect(await refused(withConnection(Promise.resolve() as never))).toContain("a Promise")
    expect(await refused(withConnection(undefined as never))).toContain("undefined")
  })
})

describe("a driver that", () => {
  const log: Array<string> = []
  /** A database that logs what it is told, and where BEGIN does what is given. */
  const faulty = (state: () => "idle" | "in transaction", begin: () => Effect.Effect<void, SqlError>) => {
    log.length = 0
    const connection = {
      run: () => Effect.die("unused"),
      cursor: () => Effect.die("unused"),
      control: (sql: string) => {
        log.push(sql)
        return sql === "BEGIN" ? begin() : Effect.void
      },
      state,
    }
    const lease: Lease = {
      connection,
      release: (inDoubt) => Effect.sync(() => void log.push(inDoubt ? "release in doubt" : "release")),
    }
    const service = {
      acquire: () => Effect.succeed(lease),
      control: { begin: () => Result.succeed(["BEGIN"]), commit: "COMMIT", rollback: "ROLLBACK" },
    }
    return Layer.succeed(Database, service as unknown as DatabaseService)
  }
  const failing = () => Effect.fail(sqlError(new TransactionError({ message: "no" })))
  const throwing = () => {
    throw new Error("bug")
  }
  const run = (live: Layer.Layer<Database>) =>
    Effect.runPromise(Effect.exit(Effect.provide(transaction(Effect.void), live)))

  it("cannot begin gets its connection back, without ROLLBACK", async () => {
    expect(Exit.isFailure(await run(faulty(() => "idle", failing)))).toBe(true)
    expect(log).toEqual(["BEGIN", "release"])
  })

  it("cannot begin since a transaction is open gets no ROLLBACK for that one", async () => {
    expect(Exit.isFailure(await run(faulty(() => "in transaction", failing)))).toBe(true)
    expect(log).toEqual(["BEGIN", "release"])
  })

  it("throws gets its connection back", async () => {
    const exit = await run(faulty(() => "idle", throwing))
    expect(Exit.isFailure(exit) && exit.cause.reasons.map((reason) => reason._tag)).toEqual(["Die"])
    expect(log).toEqual(["BEGIN", "release"])
  })

  it("throws always is given back its connection in doubt", async () => {
    let asked = 0
    const state = () => {
      if (asked++ > 0) throw new Error("bug")
      return "idle" as const
    }
    expect(Exit.isFailure(await run(faulty(state, throwing)))).toBe(true)
    expect(log).toEqual(["BEGIN", "release in doubt"])
  })
})

it("a file is not locked by a transaction whose options were refused", () =>
  inFile(() =>
    Effect.gen(function* () {
      yield* execute("create table t (n integer)")
      yield* Effect.exit(transaction(insert, { begin: "x" as never }))
      yield* insert
      expect(yield* integers("select n from t")).toEqual([1])
    }),
  ))
