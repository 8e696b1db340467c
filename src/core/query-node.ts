import { pipeArguments } from "effect/Pipeable"
import type { CommandNode } from "./command-node.js"
import type { ExprNode, RawPart } from "./expr-node.js"
import type { TableData } from "./table-data.js"

/** Something that yields rows. */
export type QueryNode = SelectNode | SetNode | RawQueryNode

/** One SELECT block. Its clauses are filled in any order; `limit` or `offset` closes it. */
export interface SelectNode {
  readonly _tag: "Select"
  readonly from: SourceNode
  readonly joins: ReadonlyArray<JoinNode>
  readonly where: ReadonlyArray<ExprNode>
  readonly grouped: boolean
  readonly groupBy: ReadonlyArray<ExprNode>
  readonly having: ReadonlyArray<ExprNode>
  readonly selection: SelectionNode
  readonly distinct: boolean
  /** The keys of which every combination comes once; `null`: no such clause. */
  readonly distinctOn: ReadonlyArray<ExprNode> | null
  readonly orderBy: ReadonlyArray<OrderNode>
  readonly limit: ExprNode | null
  readonly offset: ExprNode | null
  /** Whether rows that sort like the last of the limit come too. */
  readonly ties: boolean
  readonly locks: ReadonlyArray<LockNode>
  readonly pipe: unknown
}

export type SetOperator = "union" | "union all" | "intersect" | "intersect all" | "except" | "except all"
/** A set operation; its columns are those of the left operand. */
export interface SetNode {
  readonly _tag: "Set"
  readonly op: SetOperator
  readonly left: QueryNode
  readonly right: QueryNode
  readonly orderBy: ReadonlyArray<OrderNode>
  readonly limit: ExprNode | null
  readonly offset: ExprNode | null
  readonly pipe: unknown
}

/** A whole query in raw SQL, whose columns in order are the leaves of `selection`. */
export interface RawQueryNode {
  readonly _tag: "RawQuery"
  readonly parts: ReadonlyArray<RawPart>
  readonly selection: SelectionNode
  readonly pipe: unknown
}

/** Where rows come from. */
export type SourceNode = TableSource | DerivedSource | CteSource | FunctionSource | ValuesSource | ClosedSource
export interface TableSource {
  readonly _tag: "TableSource"
  readonly table: TableData
}
export interface DerivedSource {
  readonly _tag: "DerivedSource"
  readonly table: TableData
  readonly query: QueryNode
}
export interface CteSource {
  readonly _tag: "CteSource"
  readonly table: TableData
  readonly cte: CteNode
}
/** Functions that give rows: numbers or moments in steps, and the elements of an array with their places. */
export type TableFunctionName = "generateSeries" | "generateTimes" | "unnest"
export interface FunctionSource {
  readonly _tag: "FunctionSource"
  readonly table: TableData
  readonly name: TableFunctionName
  readonly args: ReadonlyArray<ExprNode>
}
/** Rows of values and expressions by key, which are checked when they are printed. */
export interface ValuesSource {
  readonly _tag: "ValuesSource"
  readonly table: TableData
  readonly rows: ReadonlyArray<unknown>
}
/**
 * A query that was closed, by LIMIT or OFFSET or for being a set operation, and got further clauses: it becomes a derived
 * table. Its tables stay in scope.
 */
export interface ClosedSource {
  readonly _tag: "ClosedSource"
  readonly query: QueryNode
}

/**
 * A common table expression. A recursive one refers to itself by its name in `step`. A command gives the rows that it
 * returns.
 */
export interface CteNode {
  readonly name: string
  readonly columns: ReadonlyArray<string>
  /** Where the columns stand in the selection of `query`; `step` gives them in the same order. */
  readonly paths: ReadonlyArray<string>
  readonly query: QueryNode | CommandNode
  /** Whether its rows should be computed before they are used; `null`: the database decides. */
  readonly materialized: boolean | null
  readonly step: { readonly query: QueryNode; readonly op: "union" | "union all" } | null
  /** The order in which rows are found, of a recursive one, and the column that says it. */
  readonly search: { readonly first: "depth" | "breadth"; readonly by: ReadonlyArray<string>; readonly set: string } | null
  /** The columns by which a row is found again, which ends the walk, and the column that says so. */
  readonly cycle: { readonly by: ReadonlyArray<string>; readonly set: string; readonly using: string } | null
}

export type JoinKind = "inner" | "left" | "right" | "full" | "cross"
export interface JoinNode {
  readonly kind: JoinKind
  readonly source: SourceNode
  readonly on: ExprNode | null
  /** Whether the source reads tables that stand before it. */
  readonly lateral: boolean
}

export interface OrderNode {
  readonly _tag: "Order"
  readonly expr: ExprNode
  readonly direction: "asc" | "desc"
  readonly nulls: "first" | "last" | null
}

export type LockStrength = "update" | "no key update" | "share" | "key share"
export interface LockNode {
  readonly strength: LockStrength
  /** The tables whose rows are locked; none: all. */
  readonly of: ReadonlyArray<string>
  readonly wait: "wait" | "nowait" | "skip locked"
}

/** What a query gives: an expression, a whole row of a table, or a record of these. */
export type SelectionNode = FieldSelection | RowSelection | RecordSelection
export interface FieldSelection {
  readonly _tag: "Field"
  readonly expr: ExprNode
}
export interface RowSelection {
  readonly _tag: "Row"
  readonly table: TableData
}
export interface RecordSelection {
  readonly _tag: "Record"
  readonly fields: ReadonlyArray<readonly [key: string, selection: SelectionNode]>
}

/** The `.pipe` of every query and command; its identity tells them from any other value. */
export function queryPipe(this: unknown): unknown {
  return pipeArguments(this, arguments)
}

const none: ReadonlyArray<never> = Object.freeze([])

/** A SELECT block of a source with nothing else in it. */
export const selectNode = (from: SourceNode, selection: SelectionNode): SelectNode =>
  Object.freeze({
    _tag: "Select",
    from,
    joins: none,
    where: none,
    grouped: false,
    groupBy: none,
    having: none,
    selection,
    distinct: false,
    distinctOn: null,
    orderBy: none,
    limit: null,
    offset: null,
    ties: false,
    locks: none,
    pipe: queryPipe,
  })

type Clauses = Omit<SelectNode, "_tag" | "pipe">

/** Field by field: spreading a frozen object takes six times as long, and each combinator makes one. */
const copy = (q: SelectNode): { -readonly [K in keyof SelectNode]: SelectNode[K] } => ({
  _tag: "Select",
  from: q.from,
  joins: q.joins,
  where: q.where,
  grouped: q.grouped,
  groupBy: q.groupBy,
  having: q.having,
  selection: q.selection,
  distinct: q.distinct,
  distinctOn: q.distinctOn,
  orderBy: q.orderBy,
  limit: q.limit,
  offset: q.offset,
  ties: q.ties,
  locks: q.locks,
  pipe: q.pipe,
})

/** A copy of a SELECT block with some clauses replaced. */
export const withClauses = (q: SelectNode, clauses: Partial<Clauses>): SelectNode => Object.freeze(Object.assign(copy(q), clauses))

export const setNode = (op: SetOperator, left: QueryNode, right: QueryNode): SetNode =>
  Object.freeze({ _tag: "Set", op, left, right, orderBy: [], limit: null, offset: null, pipe: queryPipe })

export const rawQueryNode = (parts: ReadonlyArray<RawPart>, selection: SelectionNode): RawQueryNode =>
  Object.freeze({ _tag: "RawQuery", parts, selection, pipe: queryPipe })

export const orderNode = (expr: ExprNode, direction: "asc" | "desc", nulls: "first" | "last" | null): OrderNode =>
  Object.freeze({ _tag: "Order", expr, direction, nulls })
