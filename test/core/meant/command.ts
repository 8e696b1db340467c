import type { CommandNode, DeleteNode, MergeNode, UpdateNode, WhenNode } from "../../../src/core/command-node.js"
import type { ExprNode } from "../../../src/core/expr-node.js"
import { commandOutput } from "../../../src/core/selection.js"
import { absurd } from "../../../src/core/traverse.js"
import { assignmentTrees, namesTree, rowTree } from "./cell.js"
import { conditionsTree, exprTree } from "./expr.js"
import { ident } from "./given.js"
import { insertTree } from "./insert.js"
import type { Scope } from "./scope.js"
import { sourceTree, witnessesOf } from "./source.js"
import * as t from "./tree.js"
import type { Tree } from "./tree.js"

/** What PostgreSQL's parser must make of a command. */
export const commandTree = (s: Scope, c: CommandNode): Tree => {
  switch (c._tag) {
    case "Insert":
      return { InsertStmt: { ...insertTree(s, c), ...returningTree(s, c) } }
    case "Update":
      return {
        UpdateStmt: {
          relation: targetTree(c),
          targetList: assignmentTrees(s, c.table, c.set),
          fromClause: joinedTrees(s, c),
          whereClause: conditionsTree(s, conditionsOf(c)),
          ...returningTree(s, c),
        },
      }
    case "Delete":
      return {
        DeleteStmt: {
          relation: targetTree(c),
          usingClause: joinedTrees(s, c),
          whereClause: conditionsTree(s, conditionsOf(c)),
          ...returningTree(s, c),
        },
      }
    case "Merge":
      return { MergeStmt: mergeTree(s, c) }
    default:
      return absurd(c)
  }
}

/** The table that is changed. */
export const targetTree = ({ table }: Pick<CommandNode, "table">): Tree =>
  t.relation(
    ident(table.name),
    table.schema === null ? undefined : ident(table.schema),
    table.ref === table.name ? undefined : ident(table.ref),
  )

const joinedTrees = (s: Scope, c: UpdateNode | DeleteNode): ReadonlyArray<Tree> => c.joins.map((join) => sourceTree(s, join.source))

/** What the joins ask, and then what `where` does. */
const conditionsOf = (c: UpdateNode | DeleteNode): ReadonlyArray<ExprNode> => [
  ...c.joins.flatMap((join) => (join.on === null ? [] : [join.on])),
  ...c.where,
]

/** Columns stand without their table where there is no other. */
const returningTree = (s: Scope, c: CommandNode): Tree => {
  if (c.returning === null) {
    return {}
  }
  const joined = c._tag === "Merge" || ((c._tag === "Update" || c._tag === "Delete") && c.joins.length > 0)
  const scope = { ...s, bare: joined ? null : c.table.ref }
  return {
    returningClause: { exprs: commandOutput(c).leaves.map((leaf) => t.target(exprTree(scope, leaf.expr), ident(leaf.name))) },
  }
}

const matches = {
  matched: "MERGE_WHEN_MATCHED",
  "not matched": "MERGE_WHEN_NOT_MATCHED_BY_TARGET",
  "not matched by source": "MERGE_WHEN_NOT_MATCHED_BY_SOURCE",
} as const

const mergeTree = (s: Scope, c: MergeNode): Tree => ({
  relation: targetTree(c),
  sourceRelation: sourceTree(s, c.source, witnessesOf(c.returning === null ? [] : commandOutput(c).leaves)),
  joinCondition: exprTree(s, c.on),
  mergeWhenClauses: c.when.map((when) => ({
    MergeWhenClause: {
      matchKind: matches[when.match],
      override: "OVERRIDING_NOT_SET",
      condition: when.condition === null ? undefined : exprTree(s, when.condition),
      ...actionTree(s, c, when.action),
    },
  })),
  ...returningTree(s, c),
})

const actionTree = (s: Scope, { table }: MergeNode, action: WhenNode["action"]): Tree => {
  switch (action._tag) {
    case "ThenUpdate":
      return { commandType: "CMD_UPDATE", targetList: assignmentTrees(s, table, action.set) }
    case "ThenDelete":
      return { commandType: "CMD_DELETE" }
    case "ThenDoNothing":
      return { commandType: "CMD_NOTHING" }
    case "ThenInsert": {
      const columns = table.columns.filter((column) => column.key in action.row)
      return { commandType: "CMD_INSERT", targetList: namesTree(columns), values: rowTree(s, columns, action.row) }
    }
    default:
      return absurd(action)
  }
}

