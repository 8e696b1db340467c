import type { LockNode, LockStrength, OrderNode, QueryNode, SelectNode, SetNode, SetOperator } from "../../core/query-node.js"
import type { ExprNode } from "../../core/expr-node.js"
import type { TableData } from "../../core/table-data.js"
import { isAggregated } from "../../core/query/block.js"
import { children, hasAggregate, outputSelection, scopeOf } from "../../core/traverse.js"
import { type Doc, exportDoc, listDoc, member, recordDoc } from "./code.js"
import { dataDoc } from "./data.js"
import { joinDoc } from "./join.js"
import { valueName } from "./name.js"
import { rawQueryDoc } from "./raw.js"
import { same, sameTable } from "./same.js"
import { selectionDoc } from "./selection.js"
import type { Shower } from "./shower.js"
import { callDoc, pipeDoc } from "./vocabulary.js"

/** What a query starts with, and the steps after it. */
interface Pipeline {
  readonly start: Doc
  readonly steps: ReadonlyArray<Doc>
}

const setNames: Readonly<Record<SetOperator, string>> = {
  union: "union",
  "union all": "unionAll",
  intersect: "intersect",
  "intersect all": "intersectAll",
  except: "except",
  "except all": "exceptAll",
}

const lockNames: Readonly<Record<LockStrength, string>> = {
  update: "forUpdate",
  "no key update": "forNoKeyUpdate",
  share: "forShare",
  "key share": "forKeyShare",
}

/** A number of rows. */
export const countDoc = (s: Shower, e: ExprNode): Doc => (e._tag === "Value" ? dataDoc(e.value) : s.expr(e).doc)

const lockDoc = (s: Shower, { of, strength, wait }: LockNode): Doc => {
  const tables = of.map((ref) => {
    const table = s.scope.findLast((t) => t.ref === ref)
    return table === undefined ? JSON.stringify(ref) : s.table(table)
  })
  const fields: ReadonlyArray<readonly [string, Doc]> = [
    ...(wait === "wait" ? [] : [["locked", JSON.stringify(wait)] as const]),
    ...(of.length === 0 ? [] : [["of", listDoc(tables)] as const]),
  ]
  return callDoc(lockNames[strength], ...(fields.length === 0 ? [] : [recordDoc(fields)]))
}

const readsRow = (e: ExprNode): boolean => (e._tag === "Column" ? e.table === "" : children(e).some(readsRow))

/** Keys to sort by; those of what only has the names of its columns are given its row. */
const orderSteps = (s: Shower, keys: ReadonlyArray<OrderNode>): ReadonlyArray<Doc> => {
  if (keys.length === 0) {
    return []
  }
  if (!keys.some((o) => readsRow(o.expr))) {
    return [callDoc("orderBy", ...keys.map((o) => s.order(o).doc))]
  }
  const row = s.standIns.some((x) => x.table === "") ? valueName(s, "row") : "row"
  s.standIns.push({ table: "", column: (c) => member(row, c.key) })
  const doc = callDoc("orderRowsBy", [`(${row}) => `, listDoc(keys.map((o) => s.order(o).doc))])
  s.standIns.pop()
  return [doc]
}

const boundSteps = (s: Shower, { limit, offset }: Pick<SetNode, "limit" | "offset">, ties = false): ReadonlyArray<Doc> => [
  ...(limit === null ? [] : [callDoc(ties ? "limitWithTies" : "limit", countDoc(s, limit))]),
  ...(offset === null ? [] : [callDoc("offset", countDoc(s, offset))]),
]

/** Grouping sets stand alone. */
const groupSteps = (s: Shower, { groupBy, grouped }: SelectNode): ReadonlyArray<Doc> => {
  const isSets = (e: ExprNode | undefined): boolean => e?._tag === "GroupingSets"
  const ends = groupBy.flatMap((e, i) => (i > 0 && (isSets(e) || isSets(groupBy[i - 1])) ? [i] : []))
  const runs = [0, ...ends].map((from, i) => groupBy.slice(from, ends[i] ?? groupBy.length))
  return grouped ? runs.map((run) => callDoc("groupBy", ...run.map((e) => s.expr(e).doc))) : []
}

const isOfGroups = ({ from }: SelectNode): boolean =>
  from._tag === "ClosedSource" && from.query._tag === "Select" && isAggregated(from.query)

/** The clauses of a block that close one before it, if it is closed. */
const clauses = (s: Shower, q: SelectNode): ReadonlyArray<Doc> => [
  ...q.joins.map((j) => joinDoc(s, j)),
  // Where the rows are groups that a limit closed, `having` became a condition on them.
  ...q.where.map((e) => callDoc(hasAggregate(e) && isOfGroups(q) ? "having" : "where", s.expr(e).doc)),
  ...groupSteps(s, q),
  ...q.having.map((e) => callDoc("having", s.expr(e).doc)),
]

const distinctSteps = (s: Shower, q: SelectNode): ReadonlyArray<Doc> => [
  ...(q.distinct ? [exportDoc("distinct")] : []),
  ...(q.distinctOn === null ? [] : [callDoc("distinctOn", ...q.distinctOn.map((e) => s.expr(e).doc))]),
  ...q.locks.map((lock) => lockDoc(s, lock)),
]

const isWhole = (q: SelectNode): boolean =>
  q.selection._tag === "Row" && q.from._tag !== "ClosedSource" && sameTable(q.selection.table, q.from.table)

/** A block on a table. */
const tablePipeline = (s: Shower, q: SelectNode, table: TableData): Pipeline => ({
  start: callDoc("from", s.source(table)),
  steps: [
    ...clauses(s, q),
    ...(isWhole(q) ? [] : [callDoc("select", selectionDoc(s, q.selection))]),
    ...distinctSteps(s, q),
    ...orderSteps(s, q.orderBy),
    ...boundSteps(s, q, q.ties),
  ],
})

/** A block on a closed query: what comes first opens it again, and then it has the order and selection of that. */
const closedPipeline = (s: Shower, q: SelectNode, inner: QueryNode): Pipeline => {
  const before = pipelineOf(s, inner)
  const first = [...clauses(s, q), ...distinctSteps(s, q)]
  const selected = same(q.selection, outputSelection(inner)) ? [] : [callDoc("select", selectionDoc(s, q.selection))]
  const inherited = inner._tag === "RawQuery" ? 0 : inner.orderBy.length
  const sorted = orderSteps(s, q.orderBy.slice(inherited))
  const bound = boundSteps(s, q, q.ties)
  // Without such a clause it is the limit that does, and the others come after it.
  const steps = first.length > 0 ? [...first, ...selected, ...sorted, ...bound] : [...bound, ...selected, ...sorted]
  return { start: before.start, steps: [...before.steps, ...steps] }
}

const selectPipeline = (s: Shower, q: SelectNode): Pipeline => {
  const tables = scopeOf(q)
  const sets = s.sets.length
  s.scope.push(...tables)
  // The names of the keys of grouping sets, before they are used.
  q.groupBy.filter((e) => e._tag === "GroupingSets").forEach((e) => s.expr(e))
  const pipeline = q.from._tag === "ClosedSource" ? closedPipeline(s, q, q.from.query) : tablePipeline(s, q, q.from.table)
  s.scope.length -= tables.length
  s.sets.length = sets
  return pipeline
}

const pipelineOf = (s: Shower, q: QueryNode): Pipeline => {
  switch (q._tag) {
    case "Select":
      return selectPipeline(s, q)
    case "Set": {
      const { start, steps } = pipelineOf(s, q.left)
      const operation = callDoc(setNames[q.op], queryDoc(s, q.right))
      return { start, steps: [...steps, operation, ...orderSteps(s, q.orderBy), ...boundSteps(s, q)] }
    }
    case "RawQuery":
      return { start: rawQueryDoc(s, q), steps: [] }
  }
}

/** A query as the pipe that builds it. */
export const queryDoc = (s: Shower, q: QueryNode): Doc => {
  const { start, steps } = pipelineOf(s, q)
  return pipeDoc(start, steps)
}
