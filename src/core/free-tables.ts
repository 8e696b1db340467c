import type { QueryNode } from "./query-node.js"
import { rewriteQuery } from "./traverse.js"

/** The tables that a query reads and does not have itself. */
export const freeTables = (query: QueryNode): ReadonlySet<string> => {
  const free = new Set<string>()
  rewriteQuery(query, (e) => {
    if (e._tag === "Column" && e.table !== "") {
      free.add(e.table)
    }
    return null
  })
  return free
}
