import type { QueryNode, SourceNode } from "./query-node.js"
import { type Rewrite, rewriteQuery, rewriteSource } from "./traverse.js"

const read = (visit: (rewrite: Rewrite) => unknown): ReadonlySet<string> => {
  const tables = new Set<string>()
  visit((e) => {
    if (e._tag === "Column" && e.table !== "") {
      tables.add(e.table)
    }
    return null
  })
  return tables
}

/** The tables that a query reads and does not have itself. */
export const freeTables = (query: QueryNode): ReadonlySet<string> => read((rewrite) => rewriteQuery(query, rewrite))

/** Does the source read tables beside it? */
export const readsBeside = (source: SourceNode): boolean => read((rewrite) => rewriteSource(source, rewrite)).size > 0
