import type { CommandNode, ConflictNode, InsertNode, MergeActionNode, WhenNode } from "../../core/command-node.js"
import { NEW, OLD } from "../../core/changed-row.js"
import { sourceScope } from "../../core/traverse.js"
import { type Doc, exportDoc, listDoc, member, recordDoc } from "./code.js"
import { joinDoc } from "./join.js"
import { countDoc } from "./query.js"
import { cellsDoc, rowDoc } from "./row.js"
import { selectionDoc } from "./selection.js"
import type { Shower, StandIn } from "./shower.js"
import { callDoc, pipeDoc } from "./vocabulary.js"

const insertNames = {
  insert: ["insertInto", "insertFrom"],
  "insert ignore": ["insertIgnore", "insertIgnoreFrom"],
  replace: ["replaceInto", "replaceFrom"],
} as const

const conflictDoc = (s: Shower, c: InsertNode, conflict: ConflictNode): Doc => {
  const { clause, set, target, targetWhere, where } = conflict
  const table = s.table(c.table)
  const columns = target.map((key) => member(table, key))
  if (clause === "on duplicate key") {
    return callDoc("onDuplicateKeyUpdate", cellsDoc(s, set ?? []))
  }
  if (set === null) {
    return callDoc("onConflictDoNothing", ...columns)
  }
  const options: ReadonlyArray<readonly [string, Doc]> = [
    ...where.map((e) => ["where", s.expr(e).doc] as const),
    ...(targetWhere === null ? [] : [["targetWhere", s.expr(targetWhere).doc] as const]),
  ]
  return callDoc("onConflictDoUpdate", listDoc(columns), cellsDoc(s, set), ...(options.length === 0 ? [] : [recordDoc(options)]))
}

const insertDoc = (s: Shower, c: InsertNode): Doc => {
  const [ofRows, ofQuery] = insertNames[c.verb]
  const table = s.source(c.table)
  const { source } = c
  return source._tag === "Query"
    ? callDoc(ofQuery, table, s.query(source.query))
    : callDoc(ofRows, table, source.rows.length === 1 ? rowDoc(s, source.rows[0]) : listDoc(source.rows.map((row) => rowDoc(s, row))))
}

const actionDoc = (s: Shower, action: MergeActionNode): Doc => {
  switch (action._tag) {
    case "ThenUpdate":
      return callDoc("thenUpdate", cellsDoc(s, action.set))
    case "ThenInsert":
      return callDoc("thenInsert", cellsDoc(s, Object.entries(action.row)))
    case "ThenDelete":
      return exportDoc("thenDelete")
    case "ThenDoNothing":
      return exportDoc("thenDoNothing")
  }
}

const whenNames: Readonly<Record<WhenNode["match"], string>> = {
  matched: "whenMatched",
  "not matched": "whenNotMatched",
  "not matched by source": "whenNotMatchedBySource",
}

const whenDoc = (s: Shower, { action, condition, match }: WhenNode): Doc =>
  callDoc(whenNames[match], ...(condition === null ? [] : [s.expr(condition).doc]), actionDoc(s, action))

/** What a command does, and the steps after it. */
const partsOf = (s: Shower, c: CommandNode): readonly [start: Doc, ...steps: ReadonlyArray<Doc>] => {
  switch (c._tag) {
    case "Insert":
      return [
        insertDoc(s, c),
        ...(c.overriding === null ? [] : [exportDoc(c.overriding === "system" ? "overridingSystemValue" : "overridingUserValue")]),
        ...(c.conflict === null ? [] : [conflictDoc(s, c, c.conflict)]),
      ]
    case "Update":
    case "Delete":
      return [
        c._tag === "Update" ? callDoc("update", s.source(c.table), cellsDoc(s, c.set)) : callDoc("deleteFrom", s.source(c.table)),
        ...c.joins.map((j) => joinDoc(s, j)),
        ...c.where.map((e) => callDoc("where", s.expr(e).doc)),
        ...(c.bounded && c.where.length === 0 ? [exportDoc("allRows")] : []),
        ...(c.orderBy.length === 0 ? [] : [callDoc("orderBy", ...c.orderBy.map((o) => s.order(o).doc))]),
        ...(c.limit === null ? [] : [callDoc("limit", countDoc(s, c.limit))]),
      ]
    case "Merge":
      return [
        callDoc("mergeInto", s.source(c.table), c.source._tag === "ClosedSource" ? s.query(c.source.query) : s.source(c.source.table), s.expr(c.on).doc),
        ...c.when.map((w) => whenDoc(s, w)),
      ]
  }
}

/** A clause that the command cannot have, of which nothing is known but which it is. */
const misplacedDoc = (clause: string): Doc => {
  switch (clause) {
    case "limit":
    case "second limit":
      return callDoc("limit", "0")
    case "offset":
      return callDoc("offset", "0")
    default:
      return callDoc("where", exportDoc("always"))
  }
}

/** A column of another row than the one that is there. */
const rowColumn =
  (s: Shower, c: CommandNode, name: string): StandIn["column"] =>
  (column) =>
    callDoc(name, member(s.table(c.table), column.key))

/** A command as the pipe that builds it. */
export const commandDoc = (s: Shower, c: CommandNode): Doc => {
  const joined = c._tag === "Update" || c._tag === "Delete" ? c.joins.flatMap((j) => sourceScope(j.source)) : []
  const used = c._tag === "Merge" ? sourceScope(c.source) : []
  const scope = [c.table, ...joined, ...used]
  s.scope.push(...scope)
  const rows = Object.entries({ excluded: "excluded", [OLD]: "oldValue", [NEW]: "newValue" })
  s.standIns.push(...rows.map(([table, name]) => ({ table, column: rowColumn(s, c, name) })))
  const [start, ...steps] = partsOf(s, c)
  const misplaced = (c as { readonly misplaced?: string }).misplaced
  const doc = pipeDoc(start, [
    ...steps,
    ...(c.returning === null ? [] : [callDoc("returning", selectionDoc(s, c.returning))]),
    ...(misplaced === undefined ? [] : [misplacedDoc(misplaced)]),
  ])
  s.standIns.length -= rows.length
  s.scope.length -= scope.length
  return doc
}
