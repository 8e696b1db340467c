import { Clock, Effect } from "effect"
import type { Database } from "../driver/database.js"
import { SqlError } from "../driver/sql-error.js"
import { transaction } from "../tx/transaction.js"
import type { Context } from "./context.js"
import { query, scalarOf } from "./journal.js"
import { deadlineOf, locked } from "./lock.js"
import { migrationError } from "./migration-error.js"
import type { MigrationError } from "./migration-error.js"
import { doneChecksum, stepsIn } from "./plan.js"
import type { Planned } from "./plan.js"
import type { Step } from "./steps.js"
import { stepDone, stepFailed } from "./tell.js"

/** A step, and its number from 0. */
type Numbered<R> = readonly [Step<R>, number]

const isLocked = (error: unknown): boolean => error instanceof SqlError && error.reason._tag === "LockTimeout"

/** Begins again while the transaction of another process is in the way, until the time is up. */
const patiently = <R, A, E, R2>(
  context: Context<R>,
  effect: (begun: () => void) => Effect.Effect<A, E, R2>,
): Effect.Effect<A, E | MigrationError, R2> =>
  Effect.flatMap(deadlineOf(context), (deadline) => {
    const attempt = (): Effect.Effect<A, E | MigrationError, R2> => {
      let begun = false
      return effect(() => void (begun = true)).pipe(
        Effect.catch((error) => {
          if (begun || !isLocked(error)) return Effect.fail(error)
          return Effect.flatMap(Clock.currentTimeMillis, (now) =>
            now < deadline ? attempt() : Effect.fail(locked(context, error)),
          )
        }),
      )
    }
    return attempt()
  })

/**
 * Runs statements in one transaction. Those that switch foreign keys off and on, where only what is outside a transaction
 * can do that, are run before and after it; no key may then point at nothing that did not before.
 */
export const inOneTransaction = <R, A, E, R2>(
  context: Context<R>,
  what: string,
  steps: ReadonlyArray<Step<R>>,
  body: (steps: ReadonlyArray<Numbered<R>>) => Effect.Effect<A, E, R2>,
): Effect.Effect<A, E | SqlError | MigrationError, R2 | R | Database> => {
  const numbered = steps.map((step, index): Numbered<R> => [step, index])
  const keys = context.control.foreignKeys
  const switches = keys === null ? [] : numbered.filter(([{ sql }]) => sql !== null && keys.statement.test(sql))
  const inside = numbered.filter((step) => !switches.includes(step))
  const transact = (work: Effect.Effect<A, E | SqlError | MigrationError, R2 | Database>) =>
    patiently(context, (begun) => transaction(Effect.andThen(Effect.sync(begun), work))) as Effect.Effect<
      A,
      E | SqlError | MigrationError,
      R2 | Database
    >
  if (keys === null || switches.length === 0) return transact(body(inside))
  const run = (all: ReadonlyArray<Numbered<R>>): Effect.Effect<void, SqlError, Database> =>
    Effect.forEach(all, ([{ sql }]) => query(sql ?? ""), { discard: true })
  const dangling = Effect.map(scalarOf(keys.dangling), Number)
  const checked = Effect.gen(function* () {
    const before = yield* dangling
    const result = yield* body(inside)
    const after = yield* dangling
    if (after <= before) return result
    return yield* Effect.fail(
      migrationError(
        "Failed",
        `With foreign keys switched off, ${what} left rows that refer to what is not there: ${after - before}. Nothing of it ` +
          "was kept: let it keep the rows that others refer to.",
      ),
    )
  })
  const first = inside[0]?.[1] ?? 0
  return Effect.acquireUseRelease(
    scalarOf(keys.read),
    () =>
      Effect.gen(function* () {
        yield* run(switches.filter(([, index]) => index < first))
        const result = yield* transact(checked)
        yield* run(switches.filter(([, index]) => index > first))
        return result
      }),
    (value) => Effect.ignore(query(keys.set(value))),
  )
}

/**
 * Applies a migration, or undoes it, in one transaction, and writes so into the journal. `false`: another process has done
 * so meanwhile.
 */
export const runWhole = <R>(
  context: Context<R>,
  planned: Planned<R>,
): Effect.Effect<boolean, SqlError | MigrationError, R | Database> => {
  const { direction, known } = planned
  const { journal } = context
  const { name } = known.migration
  const steps = stepsIn(known, direction)
  return inOneTransaction(context, `migration ${JSON.stringify(name)}`, steps, (inside) =>
    Effect.gen(function* () {
      const rows = yield* journal.rows
      if (rows.some((row) => row.name === name) === (direction === "up")) return false
      for (const [step, index] of inside) {
        yield* step.run.pipe(Effect.catch((cause) => stepFailed(planned, index, cause, "nothing")))
        yield* stepDone(context, planned, index)
      }
      if (direction === "down") yield* journal.remove(name)
      else {
        yield* journal.insert({
          name,
          position: (rows.at(-1)?.position ?? 0) + 1,
          state: "applied",
          step: steps.length,
          steps: steps.length,
          stopped: true,
          checksum: doneChecksum(known, "up", steps.length),
          changedAt: new Date(yield* Clock.currentTimeMillis),
        })
      }
      return true
    }),
  )
}
