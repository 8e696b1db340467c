import type { InsertNode } from "../../core/command-node.js"
import type { JoinNode, SelectNode, SourceNode } from "../../core/query-node.js"
import { said } from "./draw/world.js"

const joins = { inner: "innerJoin", left: "leftJoin", right: "rightJoin", full: "fullJoin", cross: "crossJoin" } as const
const operations: Readonly<Record<string, string>> = {
  union: "union",
  "union all": "unionAll",
  intersect: "intersect",
  "intersect all": "intersectAll",
  except: "except",
  "except all": "exceptAll",
}
const locks: Readonly<Record<string, string>> = {
  update: "forUpdate",
  "no key update": "forNoKeyUpdate",
  share: "forShare",
  "key share": "forKeyShare",
}

const when = (test: boolean, word: string): ReadonlyArray<string> => (test ? [word] : [])

const ofSelect = (q: SelectNode): ReadonlyArray<string> => [
  "from",
  ...when(q.where.length > 0, "where"),
  ...when(q.grouped, "groupBy"),
  ...when(q.having.length > 0, "having"),
  ...when(q.selection._tag !== "Row", "select"),
  ...when(q.distinct, "distinct"),
  ...when(q.distinctOn !== null, "distinctOn"),
  ...when(q.orderBy.length > 0, "orderBy"),
  ...when(q.limit !== null, q.ties ? "limitWithTies" : "limit"),
  ...when(q.offset !== null, "offset"),
  ...q.locks.map((lock) => locks[lock.strength]!),
]

const ofInsert = (c: InsertNode): ReadonlyArray<string> => {
  const rows = c.source._tag === "Rows"
  const verb = { insert: ["insertInto", "insertFrom"], "insert ignore": ["insertIgnore", "insertIgnoreFrom"], replace: ["replaceInto", "replaceFrom"] }[c.verb]
  return [
    verb[rows ? 0 : 1]!,
    ...(c.conflict === null
      ? []
      : [c.conflict.set === null ? "onConflictDoNothing" : c.conflict.clause === "on duplicate key" ? "onDuplicateKeyUpdate" : "onConflictDoUpdate"]),
    ...(c.overriding === null ? [] : [c.overriding === "system" ? "overridingSystemValue" : "overridingUserValue"]),
  ]
}

const ofSource = (s: SourceNode): ReadonlyArray<string> => {
  switch (s._tag) {
    case "TableSource":
      return [
        ...when(s.table.ref !== s.table.name, "alias"),
        ...s.table.hints.map(({ kind }) => `${kind}Index`),
        ...when(s.table.sample !== null, "tablesample"),
      ]
    case "DerivedSource":
      return ["as"]
    case "CteSource":
      return [s.cte.step === null ? "cte" : "recursive"]
    case "FunctionSource":
      return [s.name === "unnest" ? "unnest" : "generateSeries"]
    case "ValuesSource":
      return ["values"]
    case "ClosedSource":
      return []
  }
}

interface Tagged {
  readonly _tag?: unknown
  readonly [field: string]: unknown
}

/** The words that a node is made by, as far as it shows. */
const wordsOf = (node: Tagged): ReadonlyArray<string> => {
  switch (node._tag) {
    case "Select":
      return ofSelect(node as unknown as SelectNode)
    case "Set":
      return [operations[node["op"] as string]!, ...when((node["orderBy"] as ReadonlyArray<unknown>).length > 0, "orderRowsBy")]
    case "Order":
      return [node["direction"] as string, ...(node["nulls"] === null ? [] : [node["nulls"] === "first" ? "nullsFirst" : "nullsLast"])]
    case "Insert":
      return [...ofInsert(node as unknown as InsertNode), ...when(node["returning"] !== null, "returning")]
    case "Update":
    case "Delete":
      return [
        node._tag === "Update" ? "update" : "deleteFrom",
        ...when((node["where"] as ReadonlyArray<unknown>).length > 0, "where"),
        ...when((node["where"] as ReadonlyArray<unknown>).length === 0, "allRows"),
        ...when(node["returning"] !== null, "returning"),
      ]
    case "Identifier":
      return ["identifier"]
    case "Raw":
      return [node["binds"] === null ? "raw" : "rawOperator"]
    case "RawQuery":
      return [(node["selection"] as SelectNode["selection"])._tag === "Record" && (node["selection"] as { readonly fields: ReadonlyArray<unknown> }).fields.length === 0 ? "rawCommand" : "rawQuery"]
    case "Merge":
      return ["mergeInto", ...when(node["returning"] !== null, "returning")]
    case "With":
      return ["alongside"]
    case "GroupingSets":
      return [node["kind"] === "grouping sets" ? "groupingSets" : (node["kind"] as string)]
    case "ThenUpdate":
    case "ThenInsert":
    case "ThenDelete":
    case "ThenDoNothing":
      return [node._tag.replace("Then", "then")]
    default:
      return [
        ...("kind" in node && "source" in node && "lateral" in node
          ? [`${joins[(node as unknown as JoinNode).kind]}${node["lateral"] === true ? "Lateral" : ""}`]
          : []),
        ...("match" in node && "action" in node
          ? [{ matched: "whenMatched", "not matched": "whenNotMatched", "not matched by source": "whenNotMatchedBySource" }[node["match"] as "matched"]]
          : []),
        ...(typeof node._tag === "string" && node._tag.endsWith("Source") ? ofSource(node as unknown as SourceNode) : []),
      ]
  }
}

/** How often a tree has which tags of nodes and which words of the vocabulary. */
export const contentsOf = (tree: object): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  const seen = new Set<object>()
  const count = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1)
  const visit = (x: unknown): void => {
    if (typeof x !== "object" || x === null || (seen.has(x) && !Array.isArray(x))) {
      return
    }
    seen.add(x)
    if (Array.isArray(x)) {
      x.forEach(visit)
    } else if (Object.getPrototypeOf(x) === Object.prototype) {
      const node = x as Tagged
      if (typeof node._tag === "string") {
        count(node._tag)
      }
      new Set([...wordsOf(node), ...said(node)]).forEach(count)
      for (const [key, part] of Object.entries(node)) {
        if (!["type", "pipe", "spec", "table", "value"].includes(key) || node._tag === "JsonPath") visit(part)
      }
    }
  }
  visit(tree)
  return counts
}
