import type { Compiled } from "./compiled.js"
import type { StatementNode } from "./ddl-node.js"
import { type Printer, refuse } from "./print/printer.js"
import { type Body, bodyOf } from "./print/whole.js"
import { commandOutput, queryOutput } from "./selection.js"
import type { LeafShape, Shape } from "./shape.js"
import { writes } from "./writes.js"

const isWide = (shape: Shape): boolean => {
  switch (shape._tag) {
    case "Leaf":
      return wideLeaf(shape)
    case "Record":
      return shape.fields.some(([, field]) => isWide(field))
    case "Optional":
      return isWide(shape.shape)
    default:
      // Inside JSON, 64-bit integers are text.
      return false
  }
}
/** How many columns a row has: one more than the greatest index. */
const columnsOf = (shape: Shape): number => {
  switch (shape._tag) {
    case "Record":
      return shape.fields.reduce((n, [, field]) => Math.max(n, columnsOf(field)), 0)
    case "Optional":
      return Math.max(shape.index + 1, columnsOf(shape.shape))
    default:
      return shape.index + 1
  }
}

const wideLeaf = ({ type }: LeafShape): boolean => type.family === "bigint" || type.family === "unknown"

const shapeOf = (p: Printer, node: Body): Shape | null => {
  switch (node._tag) {
    case "Select":
    case "Set":
      return (p.output?.[0] === node ? p.output[1] : queryOutput(node)).shape
    case "RawQuery": {
      const { leaves, shape } = queryOutput(node)
      return leaves.length === 0 ? null : shape
    }
    case "Insert":
    case "Update":
    case "Delete":
    case "Merge":
      return node.returning === null ? null : commandOutput(node).shape
    default:
      return null
  }
}

const operation = (node: Body): string => {
  switch (node._tag) {
    case "Select":
    case "Set":
      return "SELECT"
    case "RawQuery":
      return "RAW"
    case "Insert":
      return node.verb === "replace" ? "REPLACE" : "INSERT"
    case "Update":
    case "Delete":
    case "Merge":
      return node._tag.toUpperCase()
    default:
      return node._tag.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toUpperCase()
  }
}

const readsOnly = (node: StatementNode): (() => boolean) => {
  let known: boolean | null = null
  return () => (known ??= !writes(node))
}

/** A statement that has been printed, as it is sent. */
export const assemble = (p: Printer, node: StatementNode): Compiled => {
  if (p.params.length > p.dialect.maxParameters) {
    refuse(
      p,
      `the statement has ${p.params.length} parameters, and ${p.dialect.name} takes ${p.dialect.maxParameters}`,
      `${p.dialect.quantified.array ? "compare with anyOf of a list, which is one, or " : ""}run it in several parts, in one transaction`,
    )
  }
  const body = bodyOf(node)
  const shape = shapeOf(p, body)
  return Object.freeze({
    sql: p.sql,
    params: Object.freeze(p.params),
    named: p.named,
    shape,
    columns: shape === null ? 0 : columnsOf(shape),
    wide: shape !== null && isWide(shape),
    operation: operation(body),
    collection: ("table" in body ? body.table?.name : p.tables.values().next().value) ?? null,
    reads: readsOnly(node),
    cell: { decode: null },
    parts: null,
  })
}
