import { exprNode } from "../core/erase.js"
import type { Aggregate, Expr } from "../core/expr.js"
import { groupingNode } from "../core/expr-node.js"
import type { GroupKey } from "../core/query/grouping-sets.js"
import { wholeSpec } from "./arguments.js"

/** 1 in the rows of sets that are without the key, else 0. The SQL: `grouping(a)`. @since 0.1.0 */
export const grouping = <A, R>(key: GroupKey<A, R>): Expr<number, Aggregate, never> =>
  groupingNode(wholeSpec, exprNode(key)) as never
