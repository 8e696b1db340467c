import { type CommandNode, isCommand } from "../command-node.js"
import { columnSpec } from "../column-spec.js"
import type { ExprNode } from "../expr-node.js"
import { mayBeNull, optionalInCommand, queryLeafMayBeNull } from "../nullability.js"
import { type QueryNode, selectNode, type SelectNode, type SetNode, withClauses } from "../query-node.js"
import { commandOutput, keyOf, type Leaf, queryOutput } from "../selection.js"
import type { TableData } from "../table-data.js"
import { hasAggregate, hasWindow, leafExprs, outputSelection } from "../traverse.js"

/** Has LIMIT or OFFSET closed the block? */
export const isClosed = (q: SelectNode | SetNode): boolean => q.limit !== null || q.offset !== null

/** What the rows of a block are sorted and picked by. */
export const sortExprs = (q: Pick<SelectNode, "distinctOn" | "orderBy">): ReadonlyArray<ExprNode> => {
  const sorts = q.orderBy.map((o) => o.expr)
  return q.distinctOn === null ? sorts : [...q.distinctOn, ...sorts]
}

/** Does the block make one row of many: by `groupBy`, or by an aggregate in what it selects or sorts by? */
export const isAggregated = (q: SelectNode): boolean =>
  q.grouped ||
  q.having.length > 0 ||
  leafExprs(q.selection).some(hasAggregate) ||
  sortExprs(q).some(hasAggregate)

/** Does the block number or compare its rows by a window function in what it selects or sorts by? */
export const isWindowed = (q: SelectNode): boolean =>
  leafExprs(q.selection).some(hasWindow) || sortExprs(q).some(hasWindow)

/** A block around a closed query: the same rows in the same order, to which further clauses apply. */
export const reopen = (q: QueryNode): SelectNode =>
  withClauses(selectNode({ _tag: "ClosedSource", query: q }, outputSelection(q)), {
    orderBy: q._tag === "RawQuery" ? [] : q.orderBy,
  })

/** May the leaf of a query or command be NULL, where the tables `around` it may be absent? */
const leafMayBeNull = (node: QueryNode | CommandNode, leaf: Leaf, index: number, around: ReadonlySet<string>): boolean =>
  isCommand(node) ? mayBeNull(leaf.expr, optionalInCommand(node)) : queryLeafMayBeNull(node, index, around)

/** The columns that a query or command gives, as the data of a table of the name, where the tables `around` it may be absent. */
export const derivedData = (
  name: string,
  query: QueryNode | CommandNode,
  source: (table: TableData) => TableData["source"],
  around: ReadonlySet<string> = new Set(),
): TableData => {
  const { leaves } = isCommand(query) ? commandOutput(query) : queryOutput(query)
  const columns = leaves.map((leaf, i) => ({
    key: keyOf(leaf.path),
    name: leaf.name,
    spec: {
      ...columnSpec(leaf.expr.type),
      nullable: leafMayBeNull(query, leaf, i, around),
      option: leaf.expr._tag === "Column" && leaf.expr.spec.option,
    },
  }))
  const data: TableData = {
    ref: name,
    name,
    schema: null,
    columns,
    constraints: () => [],
    comment: null,
    hints: [],
    sample: null,
    source: () => resolved(),
  }
  const resolved = source(data)
  return Object.freeze(data)
}

/** A query as a derived table, which may read the tables `around` it. */
export const derived = (name: string, query: QueryNode, around?: ReadonlySet<string>): TableData =>
  derivedData(name, query, (table) => () => ({ _tag: "DerivedSource", table, query }), around)

/** A block to which a join, condition, grouping, DISTINCT, lock or another LIMIT can be added. */
export const open = (q: QueryNode): SelectNode => (q._tag === "Select" && !isClosed(q) ? q : reopen(q))

/**
 * A command with a clause that it cannot have. The types leave most of these out; the compiler refuses it with a
 * CompileError.
 */
export const misplaced = (command: CommandNode, clause: string): never =>
  Object.freeze({ ...command, misplaced: clause }) as never
