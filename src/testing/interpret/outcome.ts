import type { Change } from "./change.js"
import type { Scope } from "./scope.js"

/** What a command does: the rows that it changes, those that it can return, and how many it says there were. */
export interface Outcome {
  readonly changes: ReadonlyArray<Change>
  readonly returned: ReadonlyArray<Scope>
  readonly rowsAffected: number
}
