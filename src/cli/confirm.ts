import { Effect } from "effect"
import { failure } from "./cli-failure.js"
import type { CliFailure } from "./cli-failure.js"
import { CliTerminal } from "./terminal.js"

/** Asks before something is destroyed; `--yes` has answered already. */
export const confirmed = (what: string, yes: boolean): Effect.Effect<void, CliFailure, CliTerminal> =>
  Effect.flatMap(CliTerminal, ({ ask }) => {
    if (yes) return Effect.void
    if (ask === null) {
      return Effect.fail(failure(`${what} Nothing was done: say --yes, since there is nobody to ask.`))
    }
    return Effect.flatMap(ask(`${what} Go on? [y/N] `), (answer) =>
      /^\s*y(es)?\s*$/i.test(answer) ? Effect.void : Effect.fail(failure("Nothing was done.")),
    )
  })
