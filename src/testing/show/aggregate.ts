import type { AggregateNode, ExprNode } from "../../core/expr-node.js"
import { operand } from "../../expr/arguments.js"
import { attempt, type Form, operandCode } from "./attempt.js"
import { code, type Code, type Doc, listDoc } from "./code.js"
import { formsOf } from "./functions/index.js"
import { same } from "./same.js"
import type { Shower } from "./shower.js"
import { callDoc, exported, pipeDoc, vocabulary } from "./vocabulary.js"

/** The conditions that were added one by one to what the aggregate asks by itself. */
const added = (filter: ExprNode | null, own: ExprNode | null): ReadonlyArray<ExprNode> => {
  if (same(filter, own) || filter === null) {
    return []
  }
  const [inner, last] = filter._tag === "Logical" && filter.op === "and" ? filter.operands : []
  return own !== null && inner !== undefined && last !== undefined ? [...added(inner, own), last] : [filter]
}

/** The aggregate as its function makes it, before anything is said of it. */
const bare = (s: Shower, [name, ...args]: Form): AggregateNode => {
  const of = vocabulary[name]
  const values = args.map((a) => ("doc" in a ? a.value : a))
  return (typeof of === "function" ? (of as (...args: ReadonlyArray<unknown>) => unknown)(...valuesFor(s, name, values)) : of) as AggregateNode
}

/** These take values that are no expressions. */
const valuesFor = (_: Shower, name: string, values: ReadonlyArray<unknown>): ReadonlyArray<unknown> =>
  values.map((value, i) => {
    const plain = (name === "stringAgg" && i === 1) || (name.startsWith("percentile") && i === 0)
    return plain ? (value as { readonly value: unknown }).value : value
  })

const rankings: ReadonlySet<string> = new Set(["rank", "denseRank", "percentRank", "cumeDist"])

/** The place of a row that need not be there, by what sorts rows and what that row has there. */
const placeDoc = (s: Shower, e: AggregateNode): Doc => {
  const pairs = e.orderBy.map((o, i) => {
    // NULLs come last if nothing is said.
    const key = s.order(o.nulls === "last" ? { ...o, nulls: null } : o)
    return listDoc([key.doc, operandCode(s, e.args[i]!, (value) => operand(o.expr.type, value, o.expr)).doc])
  })
  return pipeDoc(callDoc(e.name), [callDoc("withinGroup", ...pairs)])
}

/** An aggregate, and what is said of it: of which values, of which rows, in which order. */
export const aggregateCode = (s: Shower, e: AggregateNode): Code => {
  const ranks = rankings.has(e.name)
  const forms = ranks ? [] : formsOf(s, e)
  const own = ranks ? { filter: null, orderBy: e.orderBy } : bare(s, forms[0]!)
  const plain = ranks ? placeDoc(s, e) : attempt(s, { ...e, distinct: false, filter: own.filter, orderBy: own.orderBy }, forms).doc
  const steps: ReadonlyArray<Doc> = [
    ...(e.distinct ? [exported("distinctValues").doc] : []),
    ...added(e.filter, own.filter).map((condition) => callDoc("filterWhere", s.expr(condition).doc)),
    ...(e.orderBy.length > own.orderBy.length
      ? [callDoc("orderedBy", ...e.orderBy.slice(own.orderBy.length).map((o) => s.order(o).doc))]
      : []),
  ]
  return code(pipeDoc(plain, steps), e)
}
