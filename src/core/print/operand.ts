import type { QueryNode } from "../query-node.js"
import { isClosed } from "../query/block.js"
import { freshAlias, type Printer, type Wanted } from "./printer.js"

/** Prints an operand of a set operation; `first` is the left one, which may be such an operation itself. */
export const printOperand = (p: Printer, q: QueryNode, first: boolean, wanted: Wanted): void => {
  const plain =
    q._tag === "Select"
      ? q.orderBy.length === 0 && !isClosed(q) && q.locks.length === 0
      : q._tag === "Set" && first && !p.dialect.setParentheses && q.orderBy.length === 0 && !isClosed(q)
  if (plain) {
    return p.parts.query(p, q, wanted)
  }
  if (q._tag === "RawQuery" && p.dialect.setParentheses && !p.dialect.withInOperand) {
    p.sql += "select * from ("
    p.parts.query(p, q, wanted)
    p.sql += `) as ${p.dialect.quote(freshAlias(p))}`
    return
  }
  p.sql += p.dialect.setParentheses ? "(" : "select * from ("
  p.parts.query(p, q, wanted)
  p.sql += ")"
}
