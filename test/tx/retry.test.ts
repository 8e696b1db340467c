import { Effect, Fiber, Schedule } from "effect"
import { TestClock } from "effect/testing"
import { expect, it } from "vitest"
import { sqlError } from "../../src/driver/sql-error.js"
import { Deadlock, UniqueViolation } from "../../src/driver/sql-error-reasons.js"
import { transaction } from "../../src/tx/transaction.js"
import { execute, inMemory, integers } from "../driver/fixture.js"

/** Inserts a row, and fails the first times it is run. */
const failing = (times: number) => {
  let runs = 0
  const effect = Effect.gen(function* () {
    runs++
    yield* execute("insert into t values (?)", BigInt(runs))
    if (runs <= times) yield* sqlError(new Deadlock({ message: "deadlock" }))
  })
  return { effect, runs: () => runs }
}

const table = execute("create table t (n integer)")
const rows = integers("select n from t")

it("a transaction is run again as a schedule says, each time from the start", () =>
  inMemory(
    Effect.gen(function* () {
      yield* table
      const twice = failing(2)
      yield* transaction(twice.effect, { retry: Schedule.recurs(2) })
      expect(yield* rows).toEqual([3])
      const often = failing(10)
      const error = yield* Effect.flip(transaction(often.effect, { retry: Schedule.recurs(2) }))
      expect(error).toMatchObject({ reason: { _tag: "Deadlock" } })
      expect(often.runs()).toBe(3)
    }),
  ))

it("a number of retries pauses, longer each time", () =>
  inMemory(
    Effect.gen(function* () {
      yield* table
      const twice = failing(2)
      const fiber = yield* Effect.forkChild(transaction(twice.effect, { retry: 5 }), { startImmediately: true })
      const runsAfter = (millis: number) => Effect.map(TestClock.adjust(millis), twice.runs)
      // Pauses of 10 and 20 milliseconds, each a fifth shorter or longer by chance.
      expect(yield* runsAfter(7)).toBe(1)
      expect(yield* runsAfter(6)).toBe(2)
      expect(yield* runsAfter(10)).toBe(2)
      expect(yield* runsAfter(20)).toBe(3)
      yield* Fiber.join(fiber)
      expect(yield* rows).toEqual([3])
    }).pipe(Effect.provide(TestClock.layer())),
  ))

it("other reasons and other errors are not retried", () =>
  inMemory(
    Effect.gen(function* () {
      let runs = 0
      const count = Effect.sync(() => void runs++)
      const unique = sqlError(new UniqueViolation({ message: "taken" }))
      yield* Effect.ignore(transaction(Effect.andThen(count, unique), { retry: 3 }))
      yield* Effect.ignore(transaction(Effect.andThen(count, Effect.fail("no")), { retry: 3 }))
      expect(runs).toBe(2)
    }),
  ))
