import { Deferred, Effect, Exit, Fiber, Stream } from "effect"
import { describe, expect, it } from "vitest"
import type { Database } from "../../src/driver/database.js"
import { runStream } from "../../src/driver/run.js"
import type { SqlError } from "../../src/driver/sql-error.js"
import { withConnection } from "../../src/driver/with-connection.js"
import { transaction } from "../../src/tx/transaction.js"
import { execute, inFile, inMemory, integers, statement } from "./fixture.js"

const table = execute("create table t (n integer)")
const insert = (n: number) => execute("insert into t values (?)", BigInt(n))
const rows = integers("select n from t order by n")
const tag = (error: unknown): string => (error as SqlError).reason._tag

const both = [
  ["in memory", inMemory],
  ["in a file", <A, E>(program: Effect.Effect<A, E, Database>) => inFile(() => program)],
] as const

/** Runs `late` in a fiber that outlives its session, while another fiber's transaction is open and then rolled back. */
const outliving = <A, E>(late: Effect.Effect<A, E, Database>) =>
  Effect.gen(function* () {
    yield* table
    const go = yield* Deferred.make<void>()
    const fiber = yield* withConnection(Effect.forkDetach(Effect.andThen(Deferred.await(go), late)))
    const body = Effect.gen(function* () {
      yield* insert(1)
      yield* Deferred.succeed(go, undefined)
      const exit = yield* Fiber.await(fiber)
      yield* insert(2)
      return exit
    })
    return yield* transaction(body)
  })

describe.each(both)("a fiber that outlives withConnection %s", (_, run) => {
  const stream = Stream.runDrain(runStream(statement("select 1", [], { n: "integer" })))
  const late: ReadonlyArray<readonly [string, Effect.Effect<unknown, unknown, Database>]> = [
    ["writing", insert(9)],
    ["reading", rows],
    ["streaming", stream],
    ["beginning a transaction", transaction(insert(9))],
    ["taking a connection of its own", withConnection(insert(9))],
  ]
  it.each(late)("fails when %s, and leaves the transactions of others alone", (_name, effect) =>
    run(
      Effect.gen(function* () {
        const exit = yield* outliving(Effect.flip(effect))
        expect(Exit.isSuccess(exit) && tag(exit.value)).toBe("TransactionError")
        expect(Exit.isSuccess(exit) && (exit.value as SqlError).message).toContain("withConnection has ended")
        expect(yield* rows).toEqual([1, 2])
      }),
    ),
  )

  it("has its open transaction rolled back, and does nothing more", () =>
    run(
      Effect.gen(function* () {
        yield* table
        const begun = yield* Deferred.make<void>()
        const go = yield* Deferred.make<void>()
        const body = Effect.gen(function* () {
          yield* insert(8)
          yield* Deferred.succeed(begun, undefined)
          yield* Deferred.await(go)
          yield* insert(9)
        })
        const fiber = yield* withConnection(
          Effect.tap(Effect.forkDetach(transaction(body)), () => Deferred.await(begun)),
        )
        const others = Effect.gen(function* () {
          yield* insert(1)
          yield* Deferred.succeed(go, undefined)
          expect(tag(yield* Effect.flip(Fiber.join(fiber)))).toBe("TransactionError")
          yield* insert(2)
        })
        yield* transaction(others)
        expect(yield* rows).toEqual([1, 2])
      }),
    ))

  it("that waited for its turn then does nothing", () =>
    run(
      Effect.gen(function* () {
        yield* table
        const begun = yield* Deferred.make<void>()
        const holder = transaction(Effect.andThen(Deferred.succeed(begun, undefined), Effect.never))
        const [first, second, third] = yield* withConnection(
          Effect.gen(function* () {
            const holding = yield* Effect.forkDetach(holder)
            yield* Deferred.await(begun)
            const writing = yield* Effect.forkDetach(insert(8), { startImmediately: true })
            const beginning = yield* Effect.forkDetach(transaction(insert(9)), { startImmediately: true })
            return [holding, writing, beginning] as const
          }),
        )
        const others = Effect.gen(function* () {
          yield* insert(1)
          yield* Fiber.interrupt(first)
          expect(tag(yield* Effect.flip(Fiber.join(second)))).toBe("TransactionError")
          expect(tag(yield* Effect.flip(Fiber.join(third)))).toBe("TransactionError")
          yield* insert(2)
        })
        yield* transaction(others)
        expect(yield* rows).toEqual([1, 2])
      }),
    ))
})

describe.each(both)("a read only transaction in withConnection %s", (_, run) => {
  it("cannot write, and one after it can", () =>
    run(
      Effect.gen(function* () {
        yield* table
        const program = Effect.gen(function* () {
          const error = yield* Effect.flip(transaction(insert(1), { access: "read only" }))
          expect(tag(error)).toBe("ReadOnlyError")
          expect(yield* transaction(rows, { access: "read only" })).toEqual([])
          yield* insert(2)
          yield* transaction(insert(3))
        })
        yield* withConnection(program)
        yield* withConnection(withConnection(Effect.ignore(transaction(insert(4), { access: "read only" }))))
        yield* insert(5)
        expect(yield* rows).toEqual([2, 3, 5])
      }),
    ))

  it("that outlives it does not make others read only", () =>
    run(
      Effect.gen(function* () {
        yield* table
        const begun = yield* Deferred.make<void>()
        const body = Effect.andThen(Deferred.succeed(begun, undefined), Effect.never)
        const fiber = yield* withConnection(
          Effect.tap(Effect.forkDetach(transaction(body, { access: "read only" })), () => Deferred.await(begun)),
        )
        yield* insert(1)
        yield* transaction(Effect.andThen(Fiber.interrupt(fiber), insert(2)))
        expect(yield* rows).toEqual([1, 2])
      }),
    ))

  it("leaves alone what the session has set itself", () =>
    run(
      Effect.gen(function* () {
        yield* table
        const program = Effect.gen(function* () {
          yield* execute("pragma query_only = on")
          yield* transaction(rows, { access: "read only" })
          expect(yield* integers("pragma query_only")).toEqual([1])
          yield* execute("pragma query_only = off")
        })
        yield* withConnection(program)
      }),
    ))
})
