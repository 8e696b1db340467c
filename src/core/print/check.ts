import type { ExprNode } from "../expr-node.js"
import { sortExprs } from "../query/block.js"
import { primaryKeyOf } from "../primary-key.js"
import { sameExpr } from "../same-expr.js"
import { children, groupKeys, hasAggregate, sourceScope } from "../traverse.js"
import type { Block } from "./lower.js"
import { type Printer, refuse } from "./printer.js"

/** The first column of the block's own tables that the expression uses outside an aggregate and the keys do not fix. */
const loose = (e: ExprNode, keys: ReadonlyArray<ExprNode>, fixed: (table: string) => boolean | null): ExprNode | null => {
  if (e._tag === "Aggregate" || keys.some((key) => sameExpr(key, e))) {
    return null
  }
  if (e._tag === "Column") {
    return fixed(e.table) === false ? e : null
  }
  if (e._tag === "GroupKey") {
    return e
  }
  for (const child of children(e)) {
    const found = loose(child, keys, fixed)
    if (found !== null) {
      return found
    }
  }
  return null
}

/** Are the rows of the block groups, if only one of all rows? */
export const isGrouped = (block: Block): boolean =>
  block.grouped ||
  block.having.length > 0 ||
  block.leaves.some((leaf) => hasAggregate(leaf.expr)) ||
  sortExprs(block).some(hasAggregate)

/** Refuses a column that is neither a grouping key nor fixed by one: databases that allow it pick any row's value. */
export const checkGrouping = (p: Printer, block: Block): void => {
  const tables = [block.from, ...block.joins.map((j) => j.source)].flatMap(sourceScope)
  const fixed = (ref: string): boolean | null => {
    const table = tables.find((t) => t.ref === ref)
    if (table === undefined) {
      return null
    }
    const primary = primaryKeyOf(table)
    return (
      primary.length > 0 &&
      primary.every((key) => block.groupBy.some((e) => e._tag === "Column" && e.table === ref && e.key === key))
    )
  }
  const keys = groupKeys(block.groupBy)
  for (const e of [...block.leaves.map((l) => l.expr), ...block.having, ...sortExprs(block)]) {
    const column = loose(e, keys, fixed)
    if (column?._tag === "GroupKey") {
      refuse(p, "a key of grouping sets is in none of the sets that the query is grouped by", "give the sets to groupBy, or add one with the key")
    }
    if (column?._tag === "Column") {
      refuse(
        p,
        `column "${column.table}"."${column.name}" is not in groupBy`,
        "add it to groupBy or use an aggregate of it",
      )
    }
  }
}

/** Refuses to sort distinct rows by what they do not contain. */
export const checkDistinct = (p: Printer, block: Block): void => {
  if (block.distinct) {
    for (const { expr } of block.orderBy) {
      if (!block.leaves.some((leaf) => sameExpr(leaf.expr, expr))) {
        refuse(p, "distinct rows are sorted by something that is not selected", "select it, or sort before distinct in a derived table")
      }
    }
  }
}
