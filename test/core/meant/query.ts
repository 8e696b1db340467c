import { columnSpec } from "../../../src/core/column-spec.js"
import { columnNode, type ExprNode } from "../../../src/core/expr-node.js"
import { type QueryNode, type RawQueryNode, type SelectNode, type SetNode, withClauses } from "../../../src/core/query-node.js"
import { reopen, sortExprs } from "../../../src/core/query/block.js"
import { type Leaf, queryOutput } from "../../../src/core/selection.js"
import { absurd, children, hasAggregate } from "../../../src/core/traverse.js"
import { windowClause } from "./aggregate.js"
import { type Block, lowered, picked } from "./closed.js"
import { canonicalTree, conditionsTree, exprTree, keyTree, orderTree, rawText } from "./expr.js"
import { ident, paramTree, valueTree } from "./given.js"
import { filled } from "./graft.js"
import { statements } from "./parse.js"
import { inside, keyed, type Scope } from "./scope.js"
import { fromTree, witnessesOf } from "./source.js"
import * as t from "./tree.js"
import type { Tree } from "./tree.js"

/** How the columns of a query are wanted: in which order, by which names, and as what. */
export interface Columns {
  readonly paths?: ReadonlyArray<string>
  readonly names?: ReadonlyArray<string>
  readonly print?: (e: ExprNode) => Tree
}

/** What PostgreSQL's parser must make of a query. */
export const queryTree = (around: Scope, q: QueryNode, columns: Columns = {}): Tree => {
  const s = inside(around)
  switch (q._tag) {
    case "Select":
      return { SelectStmt: selectTree(s, q, columns) }
    case "Set":
      return { SelectStmt: setTree(s, q, columns) }
    case "RawQuery":
      return rawTree(s, q, columns)
    default:
      return absurd(q)
  }
}

const arranged = (leaves: ReadonlyArray<Leaf>, { paths }: Columns): ReadonlyArray<Leaf> =>
  paths === undefined ? leaves : paths.map((path) => leaves.find((leaf) => leaf.path === path)!)

const targets = (s: Scope, leaves: ReadonlyArray<Leaf>, columns: Columns): ReadonlyArray<Tree> => {
  const print = columns.print ?? ((e: ExprNode) => exprTree(s, e))
  return arranged(leaves, columns).map((leaf, i) => t.target(print(leaf.expr), ident(columns.names?.[i] ?? leaf.name)))
}

/** The number of a LIMIT or OFFSET. */
const countTree = (s: Scope, e: ExprNode): Tree =>
  e._tag === "Value" ? valueTree(s, e, "known") : e._tag === "Param" ? paramTree(s, e, "known") : exprTree(s, e)

const limits = (s: Scope, { limit, offset, ties }: Pick<SelectNode, "limit" | "offset"> & { readonly ties?: boolean }): Tree =>
  limit === null && offset === null
    ? {}
    : {
        limitCount: limit === null ? undefined : countTree(s, limit),
        limitOffset: offset === null ? undefined : countTree(s, offset),
        limitOption: ties === true && limit !== null ? "LIMIT_OPTION_WITH_TIES" : "LIMIT_OPTION_COUNT",
      }

/** Does an aggregate remain of the expression? A test for membership in an empty list is a constant. */
const showsAggregate = (e: ExprNode): boolean =>
  e._tag === "Aggregate" || (!(e._tag === "In" && e.items.length === 0) && children(e).some(showsAggregate))

/** Is the block one group of all rows, which no column that is selected says? */
const isSilent = (b: Block): boolean => {
  const exprs = b.leaves.map((leaf) => leaf.expr)
  return (
    b.groupBy.length === 0 &&
    (b.grouped || b.having.length > 0 || [...exprs, ...sortExprs(b)].some(hasAggregate)) &&
    !exprs.some(showsAggregate)
  )
}

/** `case when count(*) >= 0 then … end`, which says that all rows are one group. */
const ofOneGroup = (x: Tree): Tree => {
  const count = { FuncCall: { funcname: [t.text("count")], agg_star: true, funcformat: "COERCE_EXPLICIT_CALL" } }
  const result = ((x["ResTarget"] as Tree)["val"]) as Tree
  const when = { CaseWhen: { expr: t.operator(">=", count, t.number("0")), result } }
  return { ResTarget: { ...(x["ResTarget"] as Tree), val: { CaseExpr: { args: [when] } } } }
}

const ofRows = new Set<ExprNode["_tag"]>(["Column", "Aggregate", "Window", "Exists", "Scalar", "Nested", "InQuery", "QuantifiedQuery", "GroupKey", "Grouping", "Raw", "Sequence"])
const readsRows = (e: ExprNode): boolean => ofRows.has(e._tag) || (e._tag === "Call" && e.args.length === 0) || children(e).some(readsRows)

/** Does a sort key tell rows apart? One that is the same for all is left out where rows are distinct. */
const tells = (e: ExprNode): boolean =>
  e._tag === "Logical" && e.operands.length === 1 ? tells(e.operands[0]!) : readsRows(e) && !(e._tag === "In" && e.items.length === 0)

const strengths = {
  update: "LCS_FORUPDATE",
  "no key update": "LCS_FORNOKEYUPDATE",
  share: "LCS_FORSHARE",
  "key share": "LCS_FORKEYSHARE",
} as const
const waits = { wait: "LockWaitBlock", nowait: "LockWaitError", "skip locked": "LockWaitSkip" } as const

const selectTree = (around: Scope, given: SelectNode, columns: Columns): Tree => {
  const b = lowered(around, picked(given))
  const s = keyed(around, [...(b.grouped ? b.groupBy : []), ...(b.distinct || b.distinctOn !== null ? sortExprs(b) : [])])
  const told: Columns =
    b.distinct && columns.print === undefined ? { ...columns, print: (e) => canonicalTree(s, e) } : columns
  const selected = targets(s, b.leaves, told)
  return t.select({
    distinctClause: b.distinct ? [{}] : (b.distinctOn ?? []).map((e) => keyTree(s, e)),
    targetList: isSilent(b) ? [ofOneGroup(selected[0]!), ...selected.slice(1)] : selected,
    fromClause: [fromTree(s, b, witnessesOf(b.leaves))],
    whereClause: conditionsTree(s, b.where),
    groupClause: b.grouped ? b.groupBy.map((e) => keyTree(s, e)) : [],
    havingClause: conditionsTree(s, b.having),
    windowClause: windowClause(s, [...b.leaves.map((leaf) => leaf.expr), ...sortExprs(b)]),
    sortClause: b.orderBy.filter((o) => !b.distinct || tells(o.expr)).map((o) => orderTree(s, o)),
    ...limits(s, b),
    lockingClause: b.locks.map(({ of, strength, wait }) => ({
      LockingClause: {
        lockedRels: of.map((ref) => ({ RangeVar: t.relation(ident(ref)) })),
        strength: strengths[strength],
        waitPolicy: waits[wait],
      },
    })),
  })
}

const operators = { union: "SETOP_UNION", intersect: "SETOP_INTERSECT", except: "SETOP_EXCEPT" } as const

/** The node of a set operation: its operands are whole queries, whatever they are themselves. */
export const united = (op: SetNode["op"], left: Tree, right: Tree): Tree => ({
  ...t.select({}),
  op: operators[op.split(" ")[0] as keyof typeof operators],
  all: op.endsWith(" all"),
  larg: left["SelectStmt"],
  rarg: right["SelectStmt"],
})

/** A set operation is sorted by its columns alone; by anything else the block around it is. */
const setTree = (s: Scope, q: SetNode, columns: Columns): Tree => {
  const byName = q.orderBy.every(({ expr }) => expr._tag === "Column" && expr.table === "" && expr.type.nested === undefined)
  if (!byName || columns.print !== undefined || (columns.names !== undefined && q.orderBy.length > 0)) {
    const plain = reopen(Object.freeze({ ...q, orderBy: [], limit: null, offset: null }))
    return selectTree(s, withClauses(plain, { orderBy: q.orderBy, limit: q.limit, offset: q.offset }), columns)
  }
  const paths = columns.paths ?? queryOutput(q).leaves.map((leaf) => leaf.path)
  const told = q.op === "union all" ? { paths } : { paths, print: (e: ExprNode) => canonicalTree(s, e) }
  const keyed = queryOutput(q).leaves.some((leaf) => leaf.expr.type.nested !== undefined)
  const operand = keyed ? told : { paths }
  return {
    ...united(q.op, queryTree(s, q.left, { ...columns, ...operand }), queryTree(s, q.right, operand)),
    sortClause: q.orderBy.map((o) => orderTree(s, o)),
    ...limits(s, q),
  }
}

/** Raw SQL as it stands; where its columns are wanted by name, order or as something else, a block around it gives them. */
const rawTree = (s: Scope, q: RawQueryNode, columns: Columns): Tree => {
  const { operands, sql } = rawText(s, q.parts)
  const [stmt, ...more] = statements(sql)
  if (stmt === undefined || more.length > 0) {
    throw new Error(`not one statement: ${sql}`)
  }
  const raw = filled(stmt, operands)
  if (columns.paths === undefined && columns.names === undefined && columns.print === undefined) {
    return raw
  }
  const leaves = queryOutput(q).leaves.map((leaf, i) => ({
    ...leaf,
    expr: columnNode("", `c${i}`, `c${i}`, columnSpec(leaf.expr.type)),
  }))
  const cte = {
    ctename: "_raw_query",
    aliascolnames: leaves.map((_, i) => t.text(`c${i}`)),
    ctematerialized: "CTEMaterializeDefault",
    ctequery: raw,
  }
  return {
    SelectStmt: t.select({
      targetList: targets(s, leaves, columns),
      fromClause: [{ RangeVar: t.relation("_raw_query") }],
      withClause: { ctes: [{ CommonTableExpr: cte }] },
    }),
  }
}
