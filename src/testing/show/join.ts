import type { JoinNode } from "../../core/query-node.js"
import type { Doc } from "./code.js"
import type { Shower } from "./shower.js"
import { callDoc } from "./vocabulary.js"

/** A join, lateral where its source reads what stands before it. */
export const joinDoc = (s: Shower, { kind, lateral, on, source }: JoinNode): Doc => {
  const table = source._tag === "ClosedSource" ? s.query(source.query) : s.source(source.table)
  return callDoc(`${kind}Join${lateral ? "Lateral" : ""}`, table, ...(on === null ? [] : [s.expr(on).doc]))
}
