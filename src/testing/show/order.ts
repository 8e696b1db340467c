import type { OrderNode } from "../../core/query-node.js"
import { code, type Code } from "./code.js"
import type { Shower } from "./shower.js"
import { callDoc } from "./vocabulary.js"

/** A key that rows are sorted by. */
export const orderCode = (s: Shower, o: OrderNode): Code => {
  const key = s.expr(o.expr).doc
  const directed = o.direction === "desc" ? callDoc("desc", key) : key
  return code(o.nulls === null ? directed : callDoc(o.nulls === "first" ? "nullsFirst" : "nullsLast", directed), o)
}
