import { isExprNode } from "../../core/expr-node.js"
import { type Doc, recordDoc } from "./code.js"
import { dataDoc } from "./data.js"
import type { Shower } from "./shower.js"

/** What is written to a column: a value, or an expression. */
export const cellDoc = (s: Shower, value: unknown): Doc => (isExprNode(value) ? s.expr(value).doc : dataDoc(value))

export const cellsDoc = (s: Shower, cells: ReadonlyArray<readonly [key: string, value: unknown]>): Doc =>
  recordDoc(cells.map(([key, value]) => [key, cellDoc(s, value)]))

/** A row of values and expressions by key. */
export const rowDoc = (s: Shower, row: unknown): Doc =>
  typeof row === "object" && row !== null ? cellsDoc(s, Object.entries(row)) : dataDoc(row)
