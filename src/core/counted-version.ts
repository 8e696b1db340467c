import { binaryNode, columnNode, type ExprNode, valueNode } from "./expr-node.js"
import type { TableData } from "./table-data.js"

/** The version of a row counts every change that does not say itself which one the row has then: `"version" + 1`. */
export const countedVersion = (table: TableData, set: ReadonlyArray<readonly [string, unknown]>): ReadonlyArray<readonly [string, ExprNode]> =>
  table.columns.flatMap(({ key, name, spec }) => {
    if (spec.role !== "version" || set.some(([other]) => other === key)) return []
    const one = valueNode(spec.type, spec.type.family === "bigint" ? 1n : 1)
    return [[key, binaryNode(spec.type, "+", columnNode(table.ref, key, name, spec), one)] as const]
  })
