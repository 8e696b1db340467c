import type { TableData } from "../table-data.js"
import { type Printer, refuse } from "./printer.js"

/** Prints the index hints of a table, which come after its name. */
export const printIndexHints = (p: Printer, table: TableData): void => {
  for (const { kind, indexes } of table.hints) {
    if (!p.dialect.capabilities.has("indexHints")) {
      return refuse(p, `${p.dialect.name} has no index hints, such as those of table "${table.ref}"`, "leave them out")
    }
    p.sql += ` ${kind} index (${indexes.map(p.dialect.quote).join(", ")})`
  }
}
