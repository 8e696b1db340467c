import { Deferred, Effect, Exit, Fiber, References } from "effect"
import { describe, expect, it } from "vitest"
import { Database } from "../../src/driver/database.js"
import type { SqlError } from "../../src/driver/sql-error.js"
import { Transaction } from "../../src/driver/transaction-service.js"
import { afterCommit } from "../../src/tx/after-commit.js"
import { savepoint } from "../../src/tx/savepoint.js"
import { transaction } from "../../src/tx/transaction.js"
import { execute, inFile, inMemory, integers } from "../driver/fixture.js"

const table = execute("create table t (n integer unique)")
const insert = (n: number) => execute("insert into t values (?)", BigInt(n))
const rows = integers("select n from t order by n")
const tag = (error: unknown): string => (error as SqlError).reason._tag

/** Runs a program on a database with an empty table, and gives its exit and the rows that are left. */
const leaves = <A, E>(program: Effect.Effect<A, E, Database>) =>
  inMemory(
    Effect.gen(function* () {
      yield* table
      const exit = yield* Effect.exit(program)
      const pool = yield* Effect.flatMap(Database, (database) => database.pool)
      expect(pool).toEqual({ open: 1, used: 0, idle: 1, waiting: 0 })
      return { exit, rows: yield* rows }
    }),
  )

describe("a transaction", () => {
  it("is kept when its effect succeeds", async () => {
    const { exit, rows } = await leaves(transaction(Effect.as(insert(1), "value")))
    expect(exit).toEqual(Exit.succeed("value"))
    expect(rows).toEqual([1])
  })

  it("is written data-last, with options or without", async () => {
    expect((await leaves(insert(1).pipe(transaction()))).rows).toEqual([1])
    expect((await leaves(insert(1).pipe(transaction({ begin: "exclusive" })))).rows).toEqual([1])
    expect((await leaves(insert(1).pipe((effect) => transaction(effect)))).rows).toEqual([1])
  })

  it.each([
    ["fails", Effect.fail("no"), "Fail"],
    ["dies", Effect.die("bug"), "Die"],
    ["is interrupted", Effect.interrupt, "Interrupt"],
    ["throws", Effect.sync(() => JSON.parse("{")), "Die"],
  ])("is undone when its effect %s, which stays its result", async (_, end, kind) => {
    const { exit, rows } = await leaves(transaction(Effect.andThen(insert(1), end as Effect.Effect<void, string>)))
    expect(Exit.isFailure(exit) && exit.cause.reasons.map((reason) => reason._tag)).toEqual([kind])
    expect(rows).toEqual([])
  })

  it("is undone when its fiber is interrupted while it waits", async () => {
    const { rows } = await leaves(
      Effect.gen(function* () {
        const started = yield* Deferred.make<void>()
        const body = insert(1).pipe(Effect.andThen(Deferred.succeed(started, undefined)), Effect.andThen(Effect.never))
        const fiber = yield* Effect.forkChild(transaction(body))
        yield* Deferred.await(started)
        yield* Fiber.interrupt(fiber)
      }),
    )
    expect(rows).toEqual([])
  })

  it("that cannot be committed is rolled back, and the connection can be used again", async () => {
    const result = await inMemory(
      Effect.gen(function* () {
        yield* execute("create table parent (id integer primary key)")
        yield* execute("create table child (p references parent deferrable initially deferred)")
        const error = yield* Effect.flip(transaction(execute("insert into child values (7)")))
        yield* transaction(execute("insert into parent values (1)"))
        return [tag(error), yield* integers("select count(*) from child"), yield* integers("select id from parent")]
      }),
    )
    expect(result).toEqual(["ForeignKeyViolation", [0], [1]])
  })

  it("that the database itself rolled back goes no further, and says so", async () => {
    const { exit, rows } = await leaves(
      transaction(
        Effect.gen(function* () {
          yield* insert(1)
          yield* Effect.ignore(execute("insert or rollback into t values (1)"))
          const next = yield* Effect.flip(insert(2))
          expect(tag(next)).toBe("TransactionError")
        }),
      ),
    )
    expect(Exit.isFailure(exit) && tag((exit.cause.reasons[0] as any).error)).toBe("TransactionError")
    expect(rows).toEqual([])
  })

  it("that the database rolled back inside a savepoint is reported there", async () => {
    const { exit, rows } = await leaves(
      transaction(
        Effect.gen(function* () {
          yield* insert(1)
          const inner = yield* Effect.exit(savepoint(execute("insert or rollback into t values (1)")))
          expect(Exit.isFailure(inner) && inner.cause.reasons.map((reason: any) => tag(reason.error))).toEqual([
            "UniqueViolation",
            "TransactionError",
          ])
        }),
      ),
    )
    expect(Exit.isFailure(exit)).toBe(true)
    expect(rows).toEqual([])
  })

  it("refuses an isolation that SQLite has not", async () => {
    const { exit } = await leaves(Effect.flip(transaction(insert(1), { isolation: "read committed" })))
    expect(Exit.isSuccess(exit) && (exit.value as SqlError).message).toBe(
      'SQLite has no isolation "read committed": its transactions are serializable. Leave isolation out.',
    )
    expect((await leaves(transaction(insert(1), { isolation: "serializable" }))).rows).toEqual([1])
  })

  it("that is read only cannot write, in memory and in a file, and one after it can", async () => {
    const program = Effect.gen(function* () {
      yield* table
      const error = yield* Effect.flip(transaction(insert(1), { access: "read only" }))
      expect(tag(error)).toBe("ReadOnlyError")
      expect(yield* transaction(rows, { access: "read only" })).toEqual([])
      yield* transaction(insert(2))
      const nested = transaction(transaction(insert(3), { access: "read write" }), { access: "read only" })
      expect(tag(yield* Effect.flip(nested))).toBe("TransactionError")
      expect(yield* rows).toEqual([2])
    })
    await inMemory(program)
    await inFile(() => program)
  })

  it("has ended for a fiber that outlives it", async () => {
    const { rows } = await leaves(
      Effect.gen(function* () {
        const go = yield* Deferred.make<void>()
        const late = yield* transaction(Effect.forkDetach(Effect.andThen(Deferred.await(go), insert(1))))
        yield* Deferred.succeed(go, undefined)
        const error = yield* Effect.flip(Fiber.join(late))
        expect(tag(error)).toBe("TransactionError")
      }),
    )
    expect(rows).toEqual([])
  })
})

describe("a transaction in a transaction", () => {
  it("is undone alone", async () => {
    const { rows } = await leaves(
      transaction(
        Effect.gen(function* () {
          yield* insert(1)
          yield* Effect.ignore(transaction(Effect.andThen(insert(2), Effect.fail("no"))))
          yield* transaction(
            Effect.andThen(insert(3), Effect.ignore(transaction(Effect.andThen(insert(4), Effect.fail("no"))))),
          )
        }),
      ),
    )
    expect(rows).toEqual([1, 3])
  })

  it("is undone with the one around it", async () => {
    const { rows } = await leaves(transaction(Effect.andThen(transaction(insert(1)), Effect.fail("no"))))
    expect(rows).toEqual([])
  })

  it("keeps its work apart from that of its siblings", async () => {
    const pause = Effect.sleep(1)
    const sibling = (n: number) =>
      transaction(
        Effect.gen(function* () {
          yield* insert(n)
          yield* pause
          yield* transaction(insert(n + 10))
          yield* pause
          if (n % 2 === 0) yield* Effect.fail("even")
        }),
      ).pipe(Effect.ignore)
    const { rows } = await leaves(
      transaction(Effect.forEach([1, 2, 3, 4], sibling, { concurrency: "unbounded" })),
    )
    expect(rows).toEqual([1, 3, 11, 13])
  })

  it("does not swallow a statement that a sibling fiber makes outside it", async () => {
    const { rows } = await leaves(
      transaction(
        Effect.gen(function* () {
          const opened = yield* Deferred.make<void>()
          const inner = transaction(
            Effect.andThen(Deferred.succeed(opened, undefined), Effect.andThen(Effect.sleep(5), Effect.fail("no"))),
          )
          const outer = Effect.andThen(Deferred.await(opened), insert(1))
          yield* Effect.all([Effect.ignore(inner), outer], { concurrency: "unbounded" })
        }),
      ),
    )
    expect(rows).toEqual([1])
  })

  it("of a fiber that nobody waited for is undone when the transaction ends", async () => {
    const { rows } = await leaves(
      Effect.gen(function* () {
        const go = yield* Deferred.make<void>()
        const opened = yield* Deferred.make<void>()
        const inner = transaction(
          Effect.gen(function* () {
            yield* insert(2)
            yield* Deferred.succeed(opened, undefined)
            yield* Deferred.await(go)
          }),
        )
        const late = yield* transaction(
          Effect.gen(function* () {
            yield* insert(1)
            const fiber = yield* Effect.forkDetach(inner)
            yield* Deferred.await(opened)
            return fiber
          }),
        )
        yield* Deferred.succeed(go, undefined)
        expect(tag(yield* Effect.flip(Fiber.join(late)))).toBe("TransactionError")
      }),
    )
    expect(rows).toEqual([1])
  })
})

describe("a savepoint", () => {
  it("is undone alone, and begins no transaction of its own", async () => {
    const { rows } = await leaves(
      transaction(
        Effect.gen(function* () {
          yield* savepoint(insert(1))
          yield* Effect.ignore(savepoint(Effect.andThen(insert(2), Effect.fail("no"))))
        }),
      ),
    )
    expect(rows).toEqual([1])
  })

  it("is a TransactionError where no transaction is open on the database", async () => {
    const outside = Effect.provideService(savepoint(insert(1)), Transaction, undefined as never)
    const { exit } = await leaves(Effect.flip(outside))
    expect(Exit.isSuccess(exit) && tag(exit.value)).toBe("TransactionError")
  })
})

describe("afterCommit", () => {
  it("runs once the outermost transaction is committed, in order", async () => {
    const log: Array<string> = []
    const note = (entry: string) => Effect.sync(() => void log.push(entry))
    await leaves(
      Effect.gen(function* () {
        yield* transaction(
          Effect.gen(function* () {
            yield* afterCommit(Effect.orDie(Effect.flatMap(rows, (found) => note(`outer sees ${found}`))))
            yield* transaction(Effect.andThen(insert(1), afterCommit(note("inner"))))
            yield* Effect.ignore(transaction(Effect.andThen(afterCommit(note("undone")), Effect.fail("no"))))
            yield* note("body")
          }),
        )
        yield* afterCommit(note("outside"))
      }),
    )
    expect(log).toEqual(["body", "outer sees 1", "inner", "outside"])
  })

  it("does not run when the transaction is rolled back or cannot be committed", async () => {
    const log: Array<string> = []
    const note = afterCommit(Effect.sync(() => void log.push("ran")))
    await inMemory(
      Effect.gen(function* () {
        yield* execute("create table parent (id integer primary key)")
        yield* execute("create table child (p references parent deferrable initially deferred)")
        yield* Effect.ignore(transaction(Effect.andThen(note, Effect.fail("no"))))
        yield* Effect.ignore(transaction(Effect.andThen(note, execute("insert into child values (7)"))))
      }),
    )
    expect(log).toEqual([])
  })

  it("runs the others when one dies, and does not fail the transaction", async () => {
    const log: Array<string> = []
    const { exit } = await leaves(
      transaction(
        Effect.gen(function* () {
          yield* afterCommit(Effect.die("bug"))
          yield* afterCommit(Effect.sync(() => void log.push("second")))
        }),
      ).pipe(Effect.provideService(References.MinimumLogLevel, "None")),
    )
    expect(Exit.isSuccess(exit)).toBe(true)
    expect(log).toEqual(["second"])
  })
})
