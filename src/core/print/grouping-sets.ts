import { countType } from "../count-type.js"
import { columnSpec } from "../column-spec.js"
import {
  columnNode,
  type ExprNode,
  type GroupingSetsNode,
  literalNode,
  valueNode,
} from "../expr-node.js"
import { mayBeNull, optionalTables } from "../nullability.js"
import { type QueryNode, selectNode, setNode, withClauses } from "../query-node.js"
import { sameExpr } from "../same-expr.js"
import { groupKeys, rewriteExpr, type Rewrite, sourceScope } from "../traverse.js"
import { checkGrouping } from "./check.js"
import { printKey } from "./expr.js"
import { type Block, derivedFrom } from "./lower.js"
import { Prec } from "./precedence.js"
import { freshAlias, type Printer, separated } from "./printer.js"

/** Prints grouping sets as a key of GROUP BY. */
export const printGroupingSets = (p: Printer, e: GroupingSetsNode): void => {
  const set = (keys: ReadonlyArray<ExprNode>): void => {
    p.sql += "("
    separated(p, keys, ", ", (key) => printKey(p, key, Prec.or))
    p.sql += ")"
  }
  p.sql += `${e.kind} `
  if (e.kind === "grouping sets") {
    p.sql += "("
    separated(p, e.sets, ", ", set)
    p.sql += ")"
  } else {
    set(e.sets[0] ?? [])
  }
}

/** Every way of taking one set of each. */
const combined = (all: ReadonlyArray<GroupingSetsNode>): ReadonlyArray<ReadonlyArray<ExprNode>> =>
  all.reduce<ReadonlyArray<ReadonlyArray<ExprNode>>>(
    (before, { sets }) => before.flatMap((keys) => sets.map((set) => [...keys, ...set])),
    [[]],
  )

/**
 * A block grouped by sets, for a database that has none: the groups of each set are made by a block of its own, and the
 * block around unites them, in which keys and aggregates are columns. What it selects, sorts by and asks of groups is
 * computed there.
 */
export const unitedSets = (p: Printer, block: Block): Block => {
  const all = block.groupBy.filter((e) => e._tag === "GroupingSets")
  if (all.length === 0 || p.dialect.groupingSets) {
    return block
  }
  checkGrouping(p, block)
  const name = freshAlias(p)
  const tables = [block.from, ...block.joins.map((j) => j.source)].flatMap(sourceScope)
  const own = new Set(tables.map((t) => t.ref))
  const optional = optionalTables(selectOf(block, []))
  const keys = groupKeys(block.groupBy)
  const taken: Array<ExprNode> = []
  const take = (e: ExprNode): ExprNode => {
    const known = taken.findIndex((x) => sameExpr(x, e))
    const index = known < 0 ? taken.push(e) - 1 : known
    const spec = e._tag === "Column" ? e.spec : columnSpec(e.type)
    return columnNode(name, `c${index}`, `c${index}`, { ...spec, nullable: mayBeNull(e, optional) })
  }
  const outward: Rewrite = (e) =>
    e._tag === "Aggregate" ||
    e._tag === "Grouping" ||
    (e._tag === "Column" && own.has(e.table)) ||
    keys.some((key) => sameExpr(key, e))
      ? take(e)
      : null
  const go = (e: ExprNode): ExprNode => rewriteExpr(e, outward)
  const outer: Block = {
    ...block,
    leaves: block.leaves.map((leaf) => ({ ...leaf, expr: go(leaf.expr) })),
    joins: [],
    where: block.having.map(go),
    grouped: false,
    groupBy: [],
    having: [],
    distinctOn: block.distinctOn === null ? null : block.distinctOn.map(go),
    orderBy: block.orderBy.map((o) => ({ ...o, expr: go(o.expr) })),
  }
  if (taken.length === 0) {
    // Nothing of the groups is used but their number.
    take(literalNode(countType, "true"))
  }
  const plain = block.groupBy.filter((e) => e._tag !== "GroupingSets")
  const query = combined(all)
    .map((set) => groupedBy(block, plain, set, taken))
    .reduce<QueryNode | null>((left, right) => (left === null ? right : setNode("union all", left, right)), null)
  return { ...outer, from: derivedFrom(name, query!) }
}

/** The block without what comes after its groups, and with other columns. */
const selectOf = (block: Block, columns: ReadonlyArray<ExprNode>) =>
  withClauses(
    selectNode(block.from, {
      _tag: "Record",
      fields: columns.map((expr, i) => [`c${i}`, { _tag: "Field", expr }] as const),
    }),
    { joins: block.joins, where: block.where, grouped: true },
  )

/** The groups of one set, with the other keys NULL. */
const groupedBy = (
  block: Block,
  plain: ReadonlyArray<ExprNode>,
  set: ReadonlyArray<ExprNode>,
  columns: ReadonlyArray<ExprNode>,
): QueryNode => {
  const has = (key: ExprNode): boolean => set.some((x) => sameExpr(x, key))
  const inSet: Rewrite = (e) => {
    switch (e._tag) {
      case "GroupKey":
        return has(e) ? e.key : literalNode(e.type, "null")
      case "Grouping":
        return valueNode(e.type, has(e.of) ? 0 : 1)
      default:
        return null
    }
  }
  const keys = set.map((e) => (e._tag === "GroupKey" ? e.key : e))
  return withClauses(selectOf(block, columns.map((e) => rewriteExpr(e, inSet))), { groupBy: [...plain, ...keys] })
}
