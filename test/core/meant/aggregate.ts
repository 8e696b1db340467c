import type { AggregateNode, ExprNode, ValueNode, WindowNode } from "../../../src/core/expr-node.js"
import { children } from "../../../src/core/traverse.js"
import type { FrameBound, WindowSpec } from "../../../src/core/window-node.js"
import { aggregates, functions } from "../../../src/driver/postgres/functions/index.js"
import { window } from "../../../src/driver/postgres/functions/window.js"
import { keyTree, canonicalTree, exprTree, operandOf, orderTree, templateFor } from "./expr.js"
import { ident, valueTree } from "./given.js"
import { filled, type Operand, places, templateText } from "./graft.js"
import { expression } from "./parse.js"
import type { Scope } from "./scope.js"
import * as t from "./tree.js"
import type { Part, Tree } from "./tree.js"

const MARK = "the call"

/** Puts what an aggregate or window function says besides its operands where the template has its call. */
const completed = (tree: Tree, clauses: Tree): Tree => {
  const go = (x: Part): Part => {
    if (Array.isArray(x)) {
      return x.map(go)
    }
    if (typeof x !== "object") {
      return x
    }
    const node = x as Tree
    const filter = node["agg_filter"] as { readonly ColumnRef?: { readonly fields: ReadonlyArray<Tree> } } | undefined
    const marked = (filter?.ColumnRef?.fields[0]?.["String"] as Tree | undefined)?.["sval"] === MARK
    const inside = Object.fromEntries(Object.entries(node).map(([field, part]) => [field, go(part)]))
    return marked ? { ...inside, agg_filter: undefined, ...clauses } : inside
  }
  return go(tree) as Tree
}

/** The tree of the template of a call, with its operands, and clauses where its call is. */
const callTree = (template: string, operands: ReadonlyArray<Operand>, clauses: Tree): Tree => {
  const mark = ` filter (where "${MARK}")`
  const marked = template.includes("$o") ? template.replace("$o", mark) : template + mark
  const sql = templateText(marked.replace("$d", "").replace("$k", "1"), operands)
  return filled(completed(expression(sql), clauses), operands, places(template))
}

/** An aggregate, over a window if it is over one. */
export const aggregateTree = (s: Scope, e: AggregateNode, over: Tree | null): Tree => {
  const distinct = e.distinct ? templateFor(aggregates, `${e.name} distinct`, e.args) : undefined
  const template = (over === null ? undefined : templateFor(window.aggregates, e.name, e.args)) ?? distinct ?? templateFor(aggregates, e.name, e.args)
  const operands = e.args.map((x, i): Operand => {
    const literal = template!.includes(`$=${i + 1}`)
    return i === 0 && e.distinct ? { expr: canonicalTree(s, x) } : operandOf(literal ? { ...s, sent: false } : s, x)
  })
  const order = e.orderBy.map((o) => orderTree(s, o))
  return callTree(template!, operands, {
    agg_distinct: e.distinct,
    agg_filter: e.filter === null ? undefined : exprTree(s, e.filter),
    agg_order: order,
    over: over ?? undefined,
  })
}

export const windowTree = (s: Scope, { of, over }: WindowNode): Tree => {
  const which = over.name === null ? definition(s, over) : { name: ident(over.name) }
  return of._tag === "Aggregate"
    ? aggregateTree(s, of, which)
    : callTree(templateFor(functions, of.name, of.args)!, of.args.map((x) => operandOf(s, x)), { over: which })
}

/** The bits by which PostgreSQL says what a frame is: see `FRAMEOPTION_` in its parsenodes.h. */
const frames = {
  said: 0x1,
  range: 0x2,
  rows: 0x4,
  groups: 0x8,
  between: 0x10,
  start: { Preceding: 0x20, CurrentRow: 0x200, Following: 0x80 },
  end: { Preceding: 0x40, CurrentRow: 0x400, Following: 0x100 },
  startAt: { Preceding: 0x800, CurrentRow: 0x200, Following: 0x2000 },
  endAt: { Preceding: 0x1000, CurrentRow: 0x400, Following: 0x4000 },
  "current row": 0x8000,
  group: 0x10000,
  ties: 0x20000,
} as const

const definition = (s: Scope, w: WindowSpec): Tree => {
  const common = {
    partitionClause: w.partitionBy.map((e) => keyTree(s, e)),
    orderClause: w.orderBy.map((o) => orderTree(s, o)),
  }
  const { frame } = w
  if (frame === null) {
    return { ...common, frameOptions: frames.range + frames.start.Preceding + frames.end.CurrentRow }
  }
  const at = (bound: FrameBound): ValueNode | null => (bound._tag === "CurrentRow" ? null : bound.offset)
  const [start, end] = [at(frame.start), at(frame.end)]
  return {
    ...common,
    frameOptions:
      frames.said +
      frames.between +
      frames[frame.unit] +
      (start === null ? frames.start : frames.startAt)[frame.start._tag] +
      (end === null ? frames.end : frames.endAt)[frame.end._tag] +
      (frame.exclude === null ? 0 : frames[frame.exclude]),
    startOffset: start === null ? undefined : distanceTree(s, w, start),
    endOffset: end === null ? undefined : distanceTree(s, w, end),
  }
}

/** How far from the current row: so many rows, or a distance of the type that the key has. */
const distanceTree = (s: Scope, w: WindowSpec, offset: ValueNode): Tree => {
  const told = { ...s, sent: false }
  if (w.frame!.unit !== "range") {
    return t.number(String(offset.value))
  }
  const template = window.distance(w.orderBy[0]!.expr.type, offset.type)!
  const operand = { expr: valueTree(told, offset, "alone") }
  return template === "$1" ? operand.expr : filled(expression(templateText(template, [operand])), [operand])
}

/** The windows of a block that have names, each once. */
export const windowClause = (s: Scope, exprs: ReadonlyArray<ExprNode>): ReadonlyArray<Tree> => {
  const found = new Map<string, Tree>()
  const look = (e: ExprNode): void => {
    if (e._tag === "Window" && e.over.name !== null && !found.has(e.over.name.toLowerCase())) {
      const name = ident(e.over.name)
      found.set(e.over.name.toLowerCase(), { WindowDef: { name, ...definition(s, e.over) } })
    }
    children(e).forEach(look)
  }
  exprs.forEach(look)
  return [...found.values()]
}

