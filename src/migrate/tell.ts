import { Effect } from "effect"
import type { Context, MigrationEvent } from "./context.js"
import { migrationError } from "./migration-error.js"
import type { MigrationError } from "./migration-error.js"
import { stepsIn } from "./plan.js"
import type { Planned } from "./plan.js"

/** Tells who listens. */
export const tell = <R>({ options }: Context<R>, event: MigrationEvent): Effect.Effect<void> =>
  options.onEvent === undefined ? Effect.void : options.onEvent(event)

/** A step is done; its number is from 0. */
export const stepDone = <R>(
  context: Context<R>,
  { direction, known }: Planned<R>,
  index: number,
): Effect.Effect<void> => {
  const { length } = stepsIn(known, direction)
  return tell(context, { _tag: "StepDone", name: known.migration.name, step: index + 1, steps: length })
}

const remedies = {
  nothing: "Nothing of this migration was kept: correct it, and run it again.",
  before: "The steps before it are done, and are not repeated: correct this one, and run it again.",
  doubt:
    "The steps before it are done, and so may be a part of it. Make the database as it was before it, or after, and say " +
    "so with fulmar migrate resolve.",
}

/** A step has failed; its number is from 0. */
export const stepFailed = <R>(
  { direction, known }: Planned<R>,
  index: number,
  cause: unknown,
  kept: keyof typeof remedies,
): Effect.Effect<never, MigrationError> => {
  const { name } = known.migration
  const { length } = stepsIn(known, direction)
  const why = cause instanceof Error ? cause.message : String(cause)
  return Effect.fail(
    migrationError(
      "Failed",
      `Migration ${JSON.stringify(name)} could not be ${direction === "up" ? "applied" : "undone"}: step ${index + 1} of ` +
        `${length} failed: ${why}\n${remedies[kept]}`,
      { migration: name, step: index + 1, cause },
    ),
  )
}
