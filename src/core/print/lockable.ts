import { countType } from "../count-type.js"
import { logicalNode } from "../expr-node.js"
import { type JoinNode, type SelectNode, type SourceNode, withClauses } from "../query-node.js"
import { isSoft, liveRows, stored } from "../table.js"
import type { TableData } from "../table-data.js"

/** The table whose live rows a source gives, if it is one whose rows are only marked as deleted. */
const softTable = (source: SourceNode): TableData | null => (source._tag === "DerivedSource" && isSoft(source.table) ? source.table : null)

/**
 * A block that locks rows, as one of the tables themselves: not every database locks the rows of a derived table, as which the
 * live rows of a table stand. After a right or full join they must stay one.
 */
export const lockable = (q: SelectNode): SelectNode => {
  if (q.locks.length === 0 || q.joins.some(({ kind }) => kind === "right" || kind === "full")) return q
  const from = softTable(q.from)
  const where = [...(from === null ? [] : liveRows(from))]
  const joins = q.joins.map((join): JoinNode => {
    const table = softTable(join.source)
    if (table === null) return join
    const source = stored(table).source()
    if (join.kind === "left") return { ...join, source, on: logicalNode(countType, "and", [...(join.on === null ? [] : [join.on]), ...liveRows(table)]) }
    where.push(...liveRows(table))
    return { ...join, source }
  })
  const changed = from !== null || joins.some((join, i) => join !== q.joins[i])
  return changed ? withClauses(q, { from: from === null ? q.from : stored(from).source(), joins, where: [...where, ...q.where] }) : q
}
