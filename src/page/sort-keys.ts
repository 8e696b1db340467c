import { columnNode, type ExprNode } from "../core/expr-node.js"
import { mayBeNull, optionalTables } from "../core/nullability.js"
import { orderNode, type SelectNode } from "../core/query-node.js"
import { isAggregated } from "../core/query/block.js"
import { primaryKeyOf } from "../core/primary-key.js"
import { sameExpr } from "../core/same-expr.js"
import { groupKeys, scopeOf } from "../core/traverse.js"

/** One key of an order in which every row has its place. */
export interface SortKey {
  readonly expr: ExprNode
  readonly direction: "asc" | "desc"
  readonly nulls: "first" | "last"
  readonly mayBeNull: boolean
}

/** What tells two rows of a block apart: the primary keys of its tables, or the keys of its groups. */
const identity = (q: SelectNode): ReadonlyArray<ExprNode> =>
  isAggregated(q)
    ? groupKeys(q.groupBy)
    : scopeOf(q).flatMap((table) => {
        const keys = primaryKeyOf(table)
        return table.columns.filter((c) => keys.includes(c.key)).map((c) => columnNode(table.ref, c.key, c.name, c.spec))
      })

/**
 * The order of a block, and after it what tells rows apart that are equal in it. NULLs count as smaller than all else,
 * unless the order says where they are.
 */
export const sortKeys = (q: SelectNode): ReadonlyArray<SortKey> => {
  const optional = optionalTables(q)
  const given = q.orderBy
  const rest = q.distinct || q.distinctOn !== null ? [] : identity(q).filter((e) => !given.some((o) => sameExpr(o.expr, e)))
  return [...given, ...rest.map((e) => orderNode(e, "asc", null))].map(({ expr, direction, nulls }) => ({
    expr,
    direction,
    nulls: nulls ?? (direction === "asc" ? "first" : "last"),
    mayBeNull: mayBeNull(expr, optional),
  }))
}

/** The other way round. */
export const reversed = (key: SortKey): SortKey => ({
  ...key,
  direction: key.direction === "asc" ? "desc" : "asc",
  nulls: key.nulls === "first" ? "last" : "first",
})

export const orderOf = (keys: ReadonlyArray<SortKey>) =>
  keys.map((key) => orderNode(key.expr, key.direction, key.mayBeNull ? key.nulls : null))
