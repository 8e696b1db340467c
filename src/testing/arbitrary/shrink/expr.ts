import { type ExprNode, isExprNode, valueNode } from "../../../core/expr-node.js"
import type { QueryNode } from "../../../core/query-node.js"
import type { TableData } from "../../../core/table-data.js"
import { children } from "../../../core/traverse.js"
import { isQuery } from "../draw/query.js"
import { extentOf } from "../extent.js"
import { kindOfExpr, kinds } from "../kind.js"
import { words } from "../signature.js"
import { plainValue, shorter } from "./value.js"
import { fieldsOf } from "./weight.js"

/** What a part of a tree may be made of. */
export interface Place {
  /** The columns that may be read. */
  readonly columns: ReadonlyArray<ExprNode>
  /** The tables that are the user's. */
  readonly tables: ReadonlyArray<TableData>
  /** Whether what is determined must stay so. */
  readonly determined: boolean
  /** How queries are made smaller: handed over, since they hold expressions. */
  readonly queries: (query: QueryNode, place: Place, any: boolean) => Iterable<QueryNode>
}

const wholeLimits: Readonly<Record<string, number>> = { tinyint: 128, smallint: 32768, integer: 2 ** 31 }

/** May the one stand where the other did? */
const fits = (old: ExprNode, e: ExprNode): boolean => {
  const kind = kindOfExpr(old)
  if (e === old || kindOfExpr(e) !== kind) {
    return false
  }
  if (kind === kinds.json) {
    return e.type === old.type || (e.type.document === old.type.document && e.type.document !== undefined)
  }
  const most = old.type.family === "integer" ? (wholeLimits[old.type.name] ?? Infinity) : Infinity
  const [low, high] = extentOf(e)
  return low >= -most && high < most
}

/** What is inside, down to some depth, the nearest first. */
const within = (e: ExprNode, depth: number): ReadonlyArray<ExprNode> => {
  const near = children(e)
  return depth === 0 ? [] : [...near, ...near.flatMap((x) => within(x, depth - 1))]
}

/** Arguments that a function does not take any value for. */
const fixed = /^(regexp|jsonPath|matchAgainst|to[TV]|ts|atTimeZone|phrase|plain|websearch|rangeFrom|lag|lead|nth|ntile|percentile|rank|denseRank|percentRank|cumeDist)/

const replacements = function* (e: ExprNode, place: Place): Iterable<ExprNode> {
  if (e._tag === "Column" || e._tag === "GroupKey" || e._tag === "Grouping" || e._tag === "GroupingSets" || e._tag === "Tuple") {
    return
  }
  if (e._tag === "Value") {
    for (const value of [...plainValue(e.type), ...shorter(e.type, e.value)]) {
      yield valueNode(e.type, value)
    }
  } else {
    for (const inner of within(e, 4)) {
      if (fits(e, inner)) {
        yield inner
      }
    }
  }
  const column = place.columns.find((c) => fits(e, c))
  if (column !== undefined) {
    yield column
  }
  if (e._tag !== "Value") {
    for (const value of plainValue(e.type).slice(0, 1)) {
      yield valueNode(e.type, value)
    }
  }
}

/** The list without each of its items. */
export const without = function* <A>(items: ReadonlyArray<A>, least = 0): Iterable<ReadonlyArray<A>> {
  if (items.length > least) {
    if (items.length > least + 1) {
      yield items.slice(0, least)
    }
    for (let i = items.length - 1; i >= 0; i--) {
      yield items.filter((_, j) => j !== i)
    }
  }
}

const changed = <N extends object>(node: N, fields: Partial<N>): N => Object.freeze({ ...node, ...fields })

/** Functions of any number of arguments, and how few they take. */
const least: Readonly<Record<string, number>> = { coalesce: 2, greatest: 2, least: 2, concatWs: 2, arrayOf: 1, jsonArray: 1 }

/** The expression with one of its own parts left out. */
const trimmed = function* (e: ExprNode, place: Place): Iterable<ExprNode> {
  switch (e._tag) {
    case "Logical":
      for (const operands of without(e.operands)) yield changed(e, { operands })
      return
    case "In":
      for (const items of without(e.items)) yield changed(e, { items })
      return
    case "Case":
      for (const branches of without(e.branches, 1)) yield changed(e, { branches })
      return
    case "Call": {
      const few = least[e.name]
      if (few !== undefined) for (const args of without(e.args, few)) yield changed(e, { args })
      return
    }
    case "Aggregate":
      if (e.filter !== null && e.name !== "jsonArrayAgg" && e.name !== "jsonObjectAgg" && e.name !== "arrayAgg") yield changed(e, { filter: null })
      if (e.distinct) yield changed(e, { distinct: false })
      if (e.orderBy.length > 0 && !place.determined && !/^(percentile|mode|rank|denseRank|cumeDist)/i.test(e.name)) yield changed(e, { orderBy: [] })
      return
    case "Window": {
      const { over } = e
      if (over.name !== null) yield changed(e, { over: { ...over, name: null } })
      for (const partitionBy of without(over.partitionBy)) yield changed(e, { over: { ...over, partitionBy } })
      if (over.frame !== null) {
        yield changed(e, { over: { ...over, frame: null } })
        if (over.frame.exclude !== null) yield changed(e, { over: { ...over, frame: { ...over.frame, exclude: null } } })
      }
      if (!place.determined && over.frame === null) {
        const few = /^(rank|denseRank|rowNumber|percentRank|cumeDist|ntile|lag|lead)/.test(e.of.name) ? 1 : 0
        for (const orderBy of without(over.orderBy, few)) yield changed(e, { over: { ...over, orderBy } })
      }
      return
    }
    default:
  }
}

/** Smaller parts of whatever is part of a node. */
export const shrinkPart = function* (x: unknown, place: Place): Iterable<unknown> {
  if (typeof x !== "object" || x === null) {
    return
  }
  if (isExprNode(x)) {
    yield* shrinkExpr(x, place)
  } else if (isQuery(x)) {
    yield* place.queries(x, place, false)
  } else if (Array.isArray(x)) {
    for (let i = 0; i < x.length; i++) {
      for (const smaller of shrinkPart(x[i], place)) {
        yield x.map((item, j) => (i === j ? smaller : item))
      }
    }
  } else if (Object.getPrototypeOf(x) === Object.prototype) {
    yield* inside(x, place)
  }
}

/** The node with one of its parts made smaller. */
export const inside = function* <N extends object>(node: N, place: Place, skip: ReadonlyArray<string> = []): Iterable<N> {
  for (const [key, part] of fieldsOf(node)) {
    if (!skip.includes(key)) {
      for (const smaller of shrinkPart(part, place)) {
        yield changed(node, { [key]: smaller } as Partial<N>)
      }
    }
  }
}

/** Smaller expressions of the same kind. */
export const shrinkExpr = function* (e: ExprNode, place: Place): Iterable<ExprNode> {
  yield* replacements(e, place)
  yield* trimmed(e, place)
  switch (e._tag) {
    case "Value":
    case "Column":
    case "GroupKey":
    case "Grouping":
    case "GroupingSets":
      return
    case "Window":
      for (const of of inside(e.of, place)) yield changed(e, { of })
      for (const over of inside(e.over, place, place.determined ? ["orderBy", "frame"] : ["frame"])) yield changed(e, { over })
      return
    case "Exists":
      for (const query of place.queries(e.query, place, true)) yield changed(e, { query })
      return
    case "Nested":
      for (const query of place.queries(e.query, place, true)) yield words[e.kind](query)
      return
    case "Call":
      if (fixed.test(e.name)) {
        for (const first of e.args.slice(0, 1).flatMap((x) => [...shrinkExpr(x, place)])) yield changed(e, { args: [first, ...e.args.slice(1)] })
        return
      }
      yield* inside(e, place)
      return
    default:
      yield* inside(e, place, ["path"])
  }
}
