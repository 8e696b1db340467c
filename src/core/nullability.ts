import { NEW, OLD } from "./changed-row.js"
import type { CommandNode } from "./command-node.js"
import type { ExprNode } from "./expr-node.js"
import type { QueryNode, SelectNode } from "./query-node.js"
import { absurd, hasAggregate, isCompound, leafExprs, outputSelection, scopeOf, sourceScope } from "./traverse.js"

/** The tables of a block that an outer join made optional. */
export const optionalTables = (q: SelectNode): ReadonlySet<string> => {
  if (q.from._tag !== "ClosedSource" && q.joins.length === 0) {
    return none
  }
  const inside = q.from._tag === "ClosedSource" && q.from.query._tag === "Select" ? optionalTables(q.from.query) : none
  if (!q.joins.some((join) => join.kind === "left" || join.kind === "right" || join.kind === "full")) {
    return inside
  }
  const optional = new Set(inside)
  const before = sourceScope(q.from).map((t) => t.ref)
  for (const join of q.joins) {
    const joined = sourceScope(join.source).map((t) => t.ref)
    if (join.kind === "right" || join.kind === "full") {
      before.forEach((ref) => optional.add(ref))
    }
    if (join.kind === "left" || join.kind === "full") {
      joined.forEach((ref) => optional.add(ref))
    }
    before.push(...joined)
  }
  return optional
}
const none: ReadonlySet<string> = new Set()

/** The tables that may be absent in what a command returns: the source of a merge, where a row of the table had none. */
export const optionalInCommand = (c: CommandNode): ReadonlySet<string> => {
  switch (c._tag) {
    case "Insert":
      return new Set([OLD])
    case "Update":
      return none
    case "Delete":
      return new Set([NEW])
    case "Merge":
      return new Set([
        OLD,
        NEW,
        ...(c.when.some((x) => x.match === "not matched by source") ? sourceScope(c.source).map((t) => t.ref) : []),
      ])
    default:
      return absurd(c)
  }
}

/** May the expression be NULL, where the tables of `optional` may be absent? */
export const mayBeNull = (e: ExprNode, optional: ReadonlySet<string>): boolean => {
  const some = (xs: ReadonlyArray<ExprNode>): boolean => xs.some((x) => mayBeNull(x, optional))
  switch (e._tag) {
    case "Column":
      return e.spec.nullable || e.spec.option || optional.has(e.table)
    case "Value":
      return e.value === null
    case "Param":
      return true
    case "Sequence":
      return e.which === "current"
    case "Literal":
      return e.keyword === "null"
    case "Unary":
    case "Cast":
    case "Collate":
      return mayBeNull(e.operand, optional)
    case "Binary":
      switch (e.op) {
        case "is distinct from":
        case "is not distinct from":
          return false
        case "/":
        case "%":
          return true
        default:
          return mayBeNull(e.left, optional) || mayBeNull(e.right, optional)
      }
    case "Logical":
      return some(e.operands)
    case "IsNull":
    case "Exists":
      return false
    case "Between":
      return some([e.operand, e.low, e.high])
    case "In":
      return e.items.length > 0 && some([e.operand, ...e.items])
    case "Quantified":
      // NULL among the elements makes it NULL too.
      return some([e.operand, e.array]) || e.array.type.codec.is([null])
    case "InQuery":
    case "QuantifiedQuery":
      return (
        mayBeNull(e.operand, optional) ||
        leafExprs(outputSelection(e.query)).some((_, i) => queryLeafMayBeNull(e.query, i, optional))
      )
    case "Like":
      return some([e.operand, e.pattern])
    case "Case":
      return e.otherwise === null || mayBeNull(e.otherwise, optional) || some(e.branches.map((b) => b.then))
    case "Call":
    case "Aggregate":
      switch (e.nulls) {
        case "strict":
          return some(e.args)
        case "never":
          return false
        case "always":
          return true
        case "coalesce":
          return e.args.every((x) => mayBeNull(x, optional))
        default:
          return absurd(e.nulls)
      }
    case "Window":
      return mayBeNull(e.of, optional)
    case "JsonPath":
      return e.op === "get" || e.op === "text" || mayBeNull(e.operand, optional)
    case "Scalar":
      return !alwaysOneRow(e.query) || queryLeafMayBeNull(e.query, 0, optional)
    case "Nested":
      return e.kind === "maybe"
    case "Raw":
      return e.nullable || (e.binds !== null && e.parts.some((part) => part._tag === "Expr" && mayBeNull(part.expr, optional)))
    case "Tuple":
      return some(e.items)
    case "Grouping":
    case "GroupingSets":
      return false
    case "GroupKey":
      return true
    default:
      return absurd(e)
  }
}

/** Does the query give one row whatever the tables hold: an aggregate without groups? */
export const alwaysOneRow = (q: QueryNode): boolean =>
  q._tag === "Select" &&
  !q.grouped &&
  q.having.length === 0 &&
  q.limit === null &&
  q.offset === null &&
  leafExprs(q.selection).some(hasAggregate)

/** {@link optionalTables}, and those among the tables of the queries around that the query does not hide by its own. */
export const optionalInside = (
  q: SelectNode,
  around: ReadonlySet<string>,
  optional: ReadonlySet<string> = optionalTables(q),
): ReadonlySet<string> => {
  if (around.size === 0) {
    return optional
  }
  const own = new Set(scopeOf(q).map((t) => t.ref))
  return new Set([...optional, ...[...around].filter((ref) => !own.has(ref))])
}

/** May the leaf at the index of a query's selection be NULL, where tables around the query may be absent? */
export const queryLeafMayBeNull = (q: QueryNode, index: number, around: ReadonlySet<string> = none): boolean => {
  switch (q._tag) {
    case "Select": {
      if (q.from._tag === "ClosedSource" && isCompound(q.from.query)) {
        return queryLeafMayBeNull(q.from.query, index, around)
      }
      const leaf = leafExprs(q.selection)[index]
      return leaf === undefined || mayBeNull(leaf, optionalInside(q, around))
    }
    case "Set":
      return queryLeafMayBeNull(q.left, index, around) || queryLeafMayBeNull(q.right, index, around)
    case "RawQuery": {
      const leaf = leafExprs(q.selection)[index]
      return leaf === undefined || mayBeNull(leaf, none)
    }
    default:
      return absurd(q)
  }
}
