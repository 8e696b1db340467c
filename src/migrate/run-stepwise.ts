import { Clock, Effect } from "effect"
import type { Database } from "../driver/database.js"
import { SqlError } from "../driver/sql-error.js"
import { transaction } from "../tx/transaction.js"
import type { Context } from "./context.js"
import type { MigrationError } from "./migration-error.js"
import { doneChecksum, stepsIn } from "./plan.js"
import type { Planned } from "./plan.js"
import type { Step } from "./steps.js"
import { stepDone, stepFailed } from "./tell.js"

const now = Effect.map(Clock.currentTimeMillis, (millis) => new Date(millis))

/** Whether the database has certainly not done a statement that failed. */
const wasRefused = (cause: unknown): boolean => cause instanceof SqlError && cause.reason._tag !== "ConnectionError"

/**
 * Applies a migration, or undoes it, step by step, since a transaction cannot take all of it back: the journal says how
 * far it is. What a transaction can take back is done in one with the note in the journal that it is done; of other steps
 * the journal says before them that they may have been begun. `false`: another process has done it meanwhile.
 */
export const runStepwise = <R>(
  context: Context<R>,
  planned: Planned<R>,
): Effect.Effect<boolean, SqlError | MigrationError, R | Database> => {
  const { begun, direction, known } = planned
  const { control, journal } = context
  const { name } = known.migration
  const steps = stepsIn(known, direction)
  const isUndoable = (step: Step<R> | undefined): boolean =>
    step === undefined || (step.sql !== null && control.undoable.test(step.sql))
  const noteAt = (step: number) =>
    Effect.map(now, (changedAt) => ({
      step,
      steps: steps.length,
      stopped: isUndoable(steps[step]),
      checksum: doneChecksum(known, direction, step),
      changedAt,
    }))
  const begin = Effect.gen(function* () {
    const values = yield* noteAt(begun?.step ?? 0)
    if (begun !== null) return yield* Effect.as(journal.update(name, values), true)
    const rows = yield* journal.rows
    if (rows.some((row) => row.name === name) === (direction === "up")) return false
    if (direction === "down") yield* journal.update(name, { ...values, state: "reverting" })
    else {
      yield* journal.insert({ ...values, name, position: (rows.at(-1)?.position ?? 0) + 1, state: "applying" })
    }
    return true
  })
  const end = Effect.gen(function* () {
    if (direction === "down") return yield* journal.remove(name)
    return yield* journal.update(name, { ...(yield* noteAt(steps.length)), state: "applied" })
  })
  const runStep = (step: Step<R>, index: number): Effect.Effect<void, SqlError | MigrationError, R | Database> => {
    const note = Effect.flatMap(noteAt(index + 1), (values) => journal.update(name, values))
    const failed = (cause: unknown) => {
      const certain = isUndoable(step) || (step.sql !== null && wasRefused(cause))
      const remark = certain && !isUndoable(step) ? Effect.ignore(journal.update(name, { stopped: true })) : Effect.void
      return Effect.andThen(remark, stepFailed(planned, index, cause, certain ? "before" : "doubt"))
    }
    return isUndoable(step)
      ? transaction(Effect.andThen(step.run, note)).pipe(Effect.catch(failed))
      : Effect.andThen(step.run.pipe(Effect.catch(failed)), note)
  }
  return Effect.gen(function* () {
    if (!(yield* transaction(begin))) return false
    for (const [index, step] of steps.entries()) {
      if (index < (begun?.step ?? 0)) continue
      yield* runStep(step, index)
      yield* stepDone(context, planned, index)
    }
    yield* end
    return true
  })
}
