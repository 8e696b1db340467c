import { Clock, Effect } from "effect"
import type { Database } from "../driver/database.js"
import type { SqlError } from "../driver/sql-error.js"
import type { Context, Direction } from "./context.js"
import type { MigrationError } from "./migration-error.js"
import { stepsIn } from "./plan.js"
import type { Planned } from "./plan.js"
import { runStepwise } from "./run-stepwise.js"
import { runWhole } from "./run-whole.js"
import { tell } from "./tell.js"

/**
 * A migration that was run, or would be.
 *
 * @since 0.1.0
 */
export interface MigrationRun {
  readonly name: string
  readonly direction: Direction
  /** The statements it has; `null` stands for an Effect. */
  readonly steps: ReadonlyArray<string | null>
  /** It came before one that had been applied. */
  readonly outOfOrder: boolean
}

const runOf = <R>({ direction, known, outOfOrder }: Planned<R>): MigrationRun => ({
  name: known.migration.name,
  direction,
  steps: stepsIn(known, direction).map(({ sql }) => sql),
  outOfOrder,
})

/** Runs what is planned, one after the other; or only says what it is. Gives those that this process has run. */
export const runPlan = <R>(
  context: Context<R>,
  plan: ReadonlyArray<Planned<R>>,
): Effect.Effect<ReadonlyArray<MigrationRun>, SqlError | MigrationError, R | Database> =>
  Effect.gen(function* () {
    if (context.options.dryRun === true) return plan.map(runOf)
    const runs: Array<MigrationRun> = []
    for (const planned of plan) {
      const { direction, known } = planned
      const { name, transaction } = known.migration
      const began = yield* Clock.currentTimeMillis
      yield* tell(context, { _tag: "Began", name, direction, steps: stepsIn(known, direction).length })
      const whole = context.transactional && transaction && planned.begun === null
      if (!(yield* whole ? runWhole(context, planned) : runStepwise(context, planned))) continue
      runs.push(runOf(planned))
      const millis = (yield* Clock.currentTimeMillis) - began
      yield* tell(context, { _tag: "Ended", name, direction, millis })
    }
    return runs
  })
