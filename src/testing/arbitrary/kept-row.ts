import type { TableData } from "../../core/table-data.js"
import { withGenerated } from "../interpret/assign.js"
import { breaksOwn } from "../interpret/constraint.js"
import { attempt, worldOf } from "../interpret/interpret.js"
import { emptyScope } from "../interpret/scope.js"
import { programRow, storedRows } from "../interpret/stored.js"
import { memory, type MemoryRow } from "../memory.js"

const root = emptyScope(worldOf(memory(), {}))

/** Does the database make something of a row, or ask something of it that its columns alone do not say? */
export const isJudged = (data: TableData): boolean =>
  data.columns.some(({ spec }) => spec.generated !== null || spec.checks.length > 0) || data.constraints().some((c) => c._tag === "Check")

/**
 * A row as a table keeps it, with the columns that the database computes; `null` if it breaks a check, or if one cannot be
 * computed. What only a database knows is taken for granted.
 */
export const keptRow = (data: TableData, row: MemoryRow): MemoryRow | null => {
  if (!isJudged(data)) {
    return row
  }
  const kept = attempt(() => {
    const [stored] = storedRows({ rows: [row] }, data.columns)
    const whole = withGenerated(data, stored!, root)
    if (breaksOwn(data, whole, root) !== null) {
      return null
    }
    const made = programRow(data, whole)
    return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, isComputed(data, key) ? made[key] : value]))
  })
  return kept._tag === "Right" ? kept.right : kept.left.reason === "Unsupported" ? row : null
}

const isComputed = (data: TableData, key: string): boolean => data.columns.some((c) => c.key === key && c.spec.generated !== null)
