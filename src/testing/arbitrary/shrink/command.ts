import type { CommandNode, WithNode } from "../../../core/command-node.js"
import type { RawQueryNode } from "../../../core/query-node.js"
import { type ExprNode, isExprNode } from "../../../core/expr-node.js"
import { leafExprs, rowColumns } from "../../../core/traverse.js"
import { inside, type Place, without } from "./expr.js"
import { isLegalExpr, isLegalQuery, refsOfTables } from "./legal.js"
import { shrinkQuery } from "./query.js"

type Command = CommandNode | WithNode | RawQueryNode

const changed = <C extends Command>(c: C, fields: Partial<C>): C => Object.freeze({ ...c, ...fields })

const dropped = function* (c: CommandNode): Iterable<CommandNode> {
  if (c.returning !== null) yield changed(c, { returning: null })
  switch (c._tag) {
    case "Insert":
      if (c.conflict !== null) yield changed(c, { conflict: null })
      if (c.verb !== "insert") yield changed(c, { verb: "insert" })
      if (c.source._tag === "Rows") {
        for (const rows of without(c.source.rows, 1)) yield changed(c, { source: { _tag: "Rows", rows } })
      }
      return
    case "Update":
    case "Delete":
      if (c._tag === "Update") for (const set of without(c.set, 1)) yield changed(c, { set })
      if (c.limit !== null) yield changed(c, { limit: null, orderBy: [] })
      for (const where of without(c.where)) yield changed(c, { where } as Partial<typeof c>)
      return
    case "Merge":
      for (const when of without(c.when, 1)) yield changed(c, { when })
      for (const [i, one] of c.when.entries()) {
        if (one.condition !== null) yield changed(c, { when: c.when.map((w, j) => (i === j ? { ...w, condition: null } : w)) })
      }
  }
}

/** Smaller commands on the same table, the smallest first. */
export const shrinkCommand = function* (c: Command, place: Place): Iterable<Command> {
  if (c._tag === "RawQuery") {
    return
  }
  if (c._tag === "With") {
    yield* c.commands
    for (const commands of without(c.commands, 1)) yield changed(c, { commands })
    for (const body of "returning" in c.body ? shrinkCommand(c.body, place) : shrinkQuery(c.body, place, true)) yield changed(c, { body: body as WithNode["body"] })
    return
  }
  yield* dropped(c)
  yield* inside(c, { ...place, columns: c._tag === "Merge" ? [] : rowColumns(c.table) }, ["from", "on", "orderBy", "limit"])
}

const exprsOf = (c: CommandNode): ReadonlyArray<ExprNode> => [
  ...(c._tag === "Insert" && c.source._tag === "Rows" ? c.source.rows.flatMap((row) => Object.values(row).filter(isExprNode)) : []),
  ...(c._tag === "Insert" && c.conflict !== null ? [...c.conflict.where, ...(c.conflict.set ?? []).map(([, value]) => value).filter(isExprNode)] : []),
  ...(c._tag === "Update" ? c.set.map(([, value]) => value).filter(isExprNode) : []),
  ...(c._tag === "Update" || c._tag === "Delete" ? c.where : []),
  ...(c._tag !== "Merge" && c.returning !== null ? leafExprs(c.returning) : []),
]

/** Could the command have been drawn? */
export const isLegalCommand = (c: Command): boolean => {
  if (c._tag === "RawQuery") {
    return true
  }
  if (c._tag === "With") {
    return c.commands.every(isLegalCommand) && ("returning" in c.body ? isLegalCommand(c.body) : isLegalQuery(c.body))
  }
  const refs = refsOfTables([c.table])
  return exprsOf(c).every((e) => isLegalExpr(e, refs)) && (c._tag !== "Insert" || c.source._tag !== "Query" || isLegalQuery(c.source.query))
}
