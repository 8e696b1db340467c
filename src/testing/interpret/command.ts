import { NEW, OLD } from "../../core/changed-row.js"
import type { CommandNode } from "../../core/command-node.js"
import { absurd } from "../../core/traverse.js"
import type { Memory } from "../memory.js"
import { memoryOf, type Tables, tablesOf } from "./change.js"
import { checkAll } from "./constraint.js"
import { deleted } from "./delete.js"
import { withReactions } from "./foreign-key.js"
import { insert } from "./insert.js"
import { finish, layoutOfSelection } from "./layout.js"
import { merge } from "./merge.js"
import type { Outcome } from "./outcome.js"
import type { Scope } from "./scope.js"
import { selected } from "./selection.js"
import { update } from "./update.js"

const outcomeOf = (c: CommandNode, tables: Tables, root: Scope): Outcome => {
  switch (c._tag) {
    case "Insert":
      return insert(c, tables, root)
    case "Update":
      return update(c, tables, root)
    case "Delete":
      return deleted(c, tables, root)
    case "Merge":
      return merge(c, tables, root)
    default:
      return absurd(c)
  }
}

/** The scope of what a command returns, with the row as it was and as it is. */
const beforeAndAfter = ({ change, scope }: Outcome["returned"][number]): Scope => ({
  ...scope,
  tables: new Map([...scope.tables, [OLD, change.before], [NEW, change.after]]),
})

/** What a command did. */
export interface Done {
  readonly db: Memory
  readonly rows: ReadonlyArray<unknown>
  readonly rowsAffected: number
}

/**
 * The database after a command, what it returns, and how many rows it changed. What foreign keys make of the changes comes
 * after all of them, and then all constraints must hold.
 */
export const run = (c: CommandNode, root: Scope): Done => {
  const before = tablesOf(root.world.db)
  const { changes, returned, rowsAffected } = outcomeOf(c, before, root)
  const after = withReactions(before, changes, root)
  checkAll(after.tables, after.changes, root)
  const { returning } = c
  const rows = returning === null ? [] : returned.map((x) => finish(layoutOfSelection(returning))(selected(returning, beforeAndAfter(x))))
  return { db: memoryOf(root.world.db, after.tables), rows, rowsAffected }
}
