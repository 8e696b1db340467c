import type { Change } from "./change.js"
import type { Scope } from "./scope.js"

/** What a command does: the rows that it changes, those that it can return, and how many it says there were. */
export interface Outcome {
  readonly changes: ReadonlyArray<Change>
  /** Where `returning` is evaluated, with the change that it is about. */
  readonly returned: ReadonlyArray<{ readonly scope: Scope; readonly change: Change }>
  readonly rowsAffected: number
}
