import type { DeleteNode, UpdateNode } from "../command-node.js"
import { printOrderBy } from "./order.js"
import { type Printer, refuse } from "./printer.js"
import { printRowCount } from "./query.js"
import { inScope, printReturning } from "./target.js"

/** Prints what comes after the conditions of an update or delete. */
export const printEnd = (p: Printer, c: UpdateNode | DeleteNode): void => {
  const { limited } = p.dialect.command
  if (limited === "before returning") {
    printLimited(p, c)
  }
  printReturning(p, c)
  if (limited !== "before returning") {
    printLimited(p, c)
  }
}

/** Are only the first rows changed, or in an order? */
export const isLimited = (c: UpdateNode | DeleteNode): boolean => c.orderBy.length > 0 || c.limit !== null

const printLimited = (p: Printer, c: UpdateNode | DeleteNode): void => {
  if (!isLimited(c)) {
    return
  }
  const what = `${c._tag.toLowerCase()} with orderBy or limit`
  if (p.dialect.command.limited === null) {
    refuse(p, `${p.dialect.name} has no ${what}`, "compare a key with those of a limited query, by inQuery")
  }
  if (c.joins.length > 0) {
    refuse(p, `${c._tag === "Update" ? "an" : "a"} ${what} has no joins`, "compare a key with those of a limited query, by inQuery")
  }
  if (c.orderBy.length === 0) {
    refuse(p, `the ${c._tag.toLowerCase()} of table "${c.table.name}" has a limit and no order`, "add orderBy, to say which rows are the first ones")
  }
  inScope(p, [c.table.ref], false, () => printOrderBy(p, c.orderBy))
  if (c.limit === null) {
    // SQLite has no ORDER BY of a command without a LIMIT.
    p.sql += ` limit ${p.dialect.unlimited}`
  } else {
    p.sql += " limit "
    printRowCount(p, c.limit)
  }
}
