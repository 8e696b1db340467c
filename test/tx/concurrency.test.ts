import { Deferred, Effect, Fiber } from "effect"
import { describe, expect, it } from "vitest"
import { Database } from "../../src/driver/database.js"
import type { SqlError } from "../../src/driver/sql-error.js"
import { withConnection } from "../../src/driver/with-connection.js"
import { transaction } from "../../src/tx/transaction.js"
import { execute, inFile, integers, layer } from "../driver/fixture.js"

const table = execute("create table t (n integer unique)")
const insert = (n: number) => execute("insert into t values (?)", BigInt(n))
const rows = integers("select n from t order by n")
const reason = (error: unknown) => (error as SqlError).reason

/** Opens a transaction that has inserted 1 and goes on when told to. */
const openTransaction = Effect.gen(function* () {
  const inserted = yield* Deferred.make<void>()
  const go = yield* Deferred.make<void>()
  const body = Effect.gen(function* () {
    yield* insert(1)
    yield* Deferred.succeed(inserted, undefined)
    yield* Deferred.await(go)
  })
  const fiber = yield* Effect.forkChild(transaction(body))
  yield* Deferred.await(inserted)
  return { finish: Effect.andThen(Deferred.succeed(go, undefined), Fiber.join(fiber)) }
})

const inMemoryWith = <A, E>(program: Effect.Effect<A, E, Database>, acquireTimeout: number) =>
  Effect.runPromise(Effect.provide(program, layer({ filename: ":memory:", acquireTimeout })))

describe("beside an open transaction", () => {
  it("another fiber reads the last commit of a file at once", () =>
    inFile(() =>
      Effect.gen(function* () {
        yield* table
        const open = yield* openTransaction
        expect(yield* rows).toEqual([])
        yield* open.finish
        expect(yield* rows).toEqual([1])
      }),
    ))

  it("another fiber's reading waits in memory, and never sees what is not committed", () =>
    inMemoryWith(
      Effect.gen(function* () {
        yield* table
        const open = yield* openTransaction
        const reading = yield* Effect.forkChild(rows)
        yield* Effect.sleep(5)
        expect(reading.pollUnsafe()).toBeUndefined()
        yield* open.finish
        expect(yield* Fiber.join(reading)).toEqual([1])
      }),
      1000,
    ))

  it("writing waits, in the order of coming", () =>
    inFile(() =>
      Effect.gen(function* () {
        yield* table
        yield* execute("create table log (id integer primary key, n)")
        const open = yield* openTransaction
        const write = (n: number) => transaction(execute("insert into log (n) values (?)", BigInt(n)))
        const fibers = yield* Effect.forEach([2, 3, 4], (n) => Effect.forkChild(write(n), { startImmediately: true }))
        yield* Effect.sleep(5)
        expect(fibers.map((fiber) => fiber.pollUnsafe())).toEqual([undefined, undefined, undefined])
        const pool = yield* Effect.flatMap(Database, (database) => database.pool)
        expect(pool).toMatchObject({ used: 1, waiting: 3 })
        yield* open.finish
        yield* Effect.forEach(fibers, Fiber.join)
        expect(yield* integers("select n from log order by id")).toEqual([2, 3, 4])
      }),
    ))

  it("waiting can be interrupted, and leaves no trace", () =>
    inFile(() =>
      Effect.gen(function* () {
        yield* table
        const open = yield* openTransaction
        const waiting = yield* Effect.forkChild(insert(2), { startImmediately: true })
        yield* Fiber.interrupt(waiting)
        yield* open.finish
        yield* insert(3)
        expect(yield* rows).toEqual([1, 3])
      }),
    ))

  it("waiting too long is a PoolTimeout that says what to do", () =>
    inMemoryWith(
      Effect.gen(function* () {
        yield* table
        const inside = transaction(
          Effect.flatMap(Effect.forkChild(Effect.void), () =>
            Effect.flatMap(Database, () => Effect.sleep(60)),
          ),
        )
        const holder = yield* Effect.forkChild(inside, { startImmediately: true })
        const error = yield* Effect.flip(insert(1))
        expect(reason(error)._tag).toBe("PoolTimeout")
        expect(reason(error).isRetryable).toBe(true)
        expect((error as SqlError).message).toContain("wait for a fiber that uses the database outside it")
        expect((error as SqlError).message).toContain("a database in memory has one connection")
        yield* Fiber.join(holder)
        yield* insert(2)
        expect(yield* rows).toEqual([2])
      }),
      20,
    ))

  it("a fiber that is waited for inside a savepoint and works outside it times out, rather than hang", () =>
    inMemoryWith(
      transaction(
        Effect.gen(function* () {
          yield* table
          const go = yield* Deferred.make<void>()
          const outside = yield* Effect.forkChild(Effect.andThen(Deferred.await(go), insert(1)))
          const error = yield* Effect.flip(
            transaction(Effect.andThen(Deferred.succeed(go, undefined), Fiber.join(outside))),
          )
          expect(reason(error)._tag).toBe("PoolTimeout")
          expect((error as SqlError).message).toContain("forked outside it")
        }),
      ),
      20,
    ))

  it("many fibers keep all their work", () =>
    inFile(() =>
      Effect.gen(function* () {
        yield* table
        yield* Effect.forEach(
          Array.from({ length: 200 }, (_, n) => n),
          (n) => (n % 3 === 0 ? insert(n) : transaction(Effect.andThen(insert(n), Effect.yieldNow))),
          { concurrency: 20, discard: true },
        )
        expect(yield* integers("select count(*) from t")).toEqual([200])
      }),
    ))
})

describe("another connection to the same file", () => {
  type Other = <A, E>(effect: Effect.Effect<A, E, Database>) => Effect.Effect<A, E | SqlError>

  /** A transaction that has inserted 1, and holds its lock for so long. */
  const holding = (held: Deferred.Deferred<void>, millis: number) =>
    transaction(
      Effect.gen(function* () {
        yield* insert(1)
        yield* Deferred.succeed(held, undefined)
        yield* Effect.sleep(millis)
      }),
    )

  const withOther = (program: (other: Other) => Effect.Effect<unknown, unknown, Database>, busyTimeout = 2000) =>
    inFile(
      (filename) =>
        program((effect) => Effect.provide(effect, layer({ filename }), { local: true })),
      { busyTimeout },
    )

  it("that holds the lock is waited for, while other fibers run", () =>
    withOther((other) =>
      Effect.gen(function* () {
        yield* table
        const held = yield* Deferred.make<void>()
        const holder = yield* Effect.forkChild(other(holding(held, 40)))
        yield* Deferred.await(held)
        let ticks = 0
        const tick = Effect.andThen(Effect.sleep(1), Effect.sync(() => void ticks++))
        const ticking = yield* Effect.forkChild(Effect.forever(tick))
        yield* insert(2)
        yield* transaction(insert(3))
        yield* Fiber.interrupt(ticking)
        expect(ticks).toBeGreaterThan(5)
        yield* Fiber.join(holder)
        expect(yield* rows).toEqual([1, 2, 3])
      }),
    ))

  it("that holds the lock for too long is a LockTimeout, and retry runs the transaction again", () =>
    withOther((other) =>
      Effect.gen(function* () {
        yield* table
        const held = yield* Deferred.make<void>()
        const holder = yield* Effect.forkChild(other(holding(held, 60)))
        yield* Deferred.await(held)
        const error = yield* Effect.flip(transaction(insert(2)))
        expect(reason(error)._tag).toBe("LockTimeout")
        expect((error as SqlError).message).toContain("busyTimeout, 10 ms")
        let runs = 0
        yield* transaction(Effect.andThen(Effect.sync(() => void runs++), insert(2)), { retry: 20 })
        expect(runs).toBe(1)
        yield* Fiber.join(holder)
        expect(yield* rows).toEqual([1, 2])
      }),
      10,
    ))

  it("that commits first makes a deferred transaction fail, and retry runs all of it again", () =>
    withOther((other) =>
      Effect.gen(function* () {
        yield* table
        const runs: Array<ReadonlyArray<number>> = []
        const body = Effect.gen(function* () {
          const seen = yield* rows
          runs.push(seen)
          if (runs.length === 1) yield* other(insert(1))
          yield* insert(100 + seen.length)
        })
        const error = yield* Effect.flip(transaction(body, { begin: "deferred" }))
        expect(reason(error)._tag).toBe("SerializationFailure")
        runs.length = 0
        yield* execute("delete from t")
        yield* transaction(body, { begin: "deferred", retry: 3 })
        expect(runs).toEqual([[], [1]])
        expect(yield* rows).toEqual([1, 101])
      }),
    ))

  it("that is waited for by a fiber which outlives its session gets no statement in the transaction of others", () =>
    withOther((other) =>
      Effect.gen(function* () {
        yield* table
        const held = yield* Deferred.make<void>()
        const holder = yield* Effect.forkChild(other(holding(held, 60)))
        yield* Deferred.await(held)
        const [writing, beginning] = yield* withConnection(
          Effect.gen(function* () {
            const first = yield* Effect.forkDetach(insert(7), { startImmediately: true })
            const second = yield* Effect.forkDetach(transaction(insert(8)), { startImmediately: true })
            return [first, second] as const
          }),
        )
        const body = Effect.gen(function* () {
          for (const fiber of [writing, beginning]) {
            expect(reason(yield* Effect.flip(Fiber.join(fiber)))._tag).toBe("TransactionError")
          }
          yield* insert(2)
        })
        yield* transaction(body, { begin: "deferred" })
        yield* Fiber.join(holder)
        yield* transaction(insert(3))
        expect(yield* rows).toEqual([1, 2, 3])
      }),
    ))

  it("is not retried inside another transaction, or for other reasons", () =>
    withOther(() =>
      Effect.gen(function* () {
        yield* table
        yield* insert(1)
        let runs = 0
        const body = Effect.andThen(Effect.sync(() => void runs++), insert(1))
        yield* Effect.ignore(transaction(body, { retry: 3 }))
        yield* Effect.ignore(transaction(transaction(body, { retry: 3 })))
        expect(runs).toBe(2)
      }),
    ))
})

describe("withConnection", () => {
  it("keeps what belongs to a session, and runs transactions on it", () =>
    inFile(() =>
      withConnection(
        Effect.gen(function* () {
          yield* execute("create temporary table t (n integer)")
          yield* transaction(insert(1))
          yield* Effect.ignore(transaction(Effect.andThen(insert(2), Effect.fail("no"))))
          expect(yield* rows).toEqual([1])
        }),
      ),
    ))
})
