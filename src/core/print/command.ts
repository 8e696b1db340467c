import type { CommandNode } from "../command-node.js"
import { absurd } from "../traverse.js"
import { printDelete } from "./delete.js"
import { printInsert } from "./insert.js"
import { printMerge } from "./merge.js"
import { noteName, type Printer, refuse } from "./printer.js"
import { printUpdate } from "./update.js"

const called = { Insert: "an insert", Update: "an update", Delete: "a delete", Merge: "a merge" } as const

/** Prints an insert, update, delete or merge. */
export const printCommand = (p: Printer, c: CommandNode): void => {
  if ("misplaced" in c) {
    return refuse(p, `${called[c._tag]} has no ${String(c.misplaced)}`)
  }
  p.tables.add(c.table.name)
  noteName(p, c.table.ref)
  if (c.table.source()._tag !== "TableSource") {
    return refuse(p, `"${c.table.ref}" is a query, not a table of the database, and cannot be changed`)
  }
  if (c.table.sample !== null) {
    return refuse(p, `${called[c._tag]} has no TABLESAMPLE of the table that it changes`, "find the rows by a subquery of it")
  }
  switch (c._tag) {
    case "Insert":
      return c.table.hints.length > 0
        ? refuse(p, `an insert into table "${c.table.name}" has no index hints`, "insert into the table itself")
        : printInsert(p, c)
    case "Update":
      return printUpdate(p, c)
    case "Delete":
      return printDelete(p, c)
    case "Merge":
      return printMerge(p, c)
    default:
      return absurd(c)
  }
}
