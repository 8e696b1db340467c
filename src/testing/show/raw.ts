import type { RawNode, RawPart } from "../../core/expr-node.js"
import type { RawQueryNode, SelectionNode } from "../../core/query-node.js"
import { argument } from "../../expr/arguments.js"
import { operandCode } from "./attempt.js"
import { type Doc, exportDoc, recordDoc } from "./code.js"
import { columnDoc } from "./column.js"
import type { Shower } from "./shower.js"
import { typeCode } from "./type.js"
import { callDoc, pipedDoc } from "./vocabulary.js"

/** Text between backticks. */
const escaped = (sql: string): string => sql.replace(/[\\`]|\$(?=\{)/g, "\\$&").replaceAll("\r", "\\r")

const partDoc = (s: Shower, part: RawPart): Doc => {
  switch (part._tag) {
    case "Text":
      return escaped(part.sql)
    case "Expr":
      return ["${", operandCode(s, part.expr, argument).doc, "}"]
    case "Identifier":
      return ["${", callDoc("identifier", ...part.names.map((name) => JSON.stringify(name))), "}"]
    case "Query":
      return ["${", s.query(part.query), "}"]
  }
}

const templateDoc = (s: Shower, parts: ReadonlyArray<RawPart>): Doc => ["`", ...parts.map((part) => partDoc(s, part)), "`"]

/** An expression in raw SQL, or a raw operator between its operands. */
export const rawDoc = (s: Shower, { binds, nullable, parts, type }: RawNode): Doc => {
  const def = pipedDoc(typeCode(type).doc, nullable ? [exportDoc("nullable")] : [])
  if (binds === null) {
    return [callDoc("raw", def), templateDoc(s, parts)]
  }
  const [a, operator, b] = parts
  const operand = (part: RawPart | undefined): Doc => (part?._tag === "Expr" ? s.expr(part.expr).doc : "undefined")
  const options: ReadonlyArray<Doc> = binds === "comparison" ? [] : [`{ precedence: ${JSON.stringify(binds)} }`]
  const name = operator?._tag === "Text" ? escaped(operator.sql.slice(1, -1)) : ""
  return [callDoc("rawOperator", def, ...options), `\`${name}\``, { _tag: "Brackets", open: "(", items: [operand(a), operand(b)], close: ")" }]
}

const columnsDoc = (s: Shower, selection: SelectionNode): Doc => {
  switch (selection._tag) {
    case "Field":
      return selection.expr._tag === "Column" ? columnDoc(s, selection.expr) : s.expr(selection.expr).doc
    case "Row":
      return recordDoc(selection.table.columns.map((c) => [c.key, columnDoc(s, c)]))
    case "Record":
      return recordDoc(selection.fields.map(([key, field]) => [key, columnsDoc(s, field)]))
  }
}

/** A whole query or command in raw SQL. */
export const rawQueryDoc = (s: Shower, { parts, selection }: RawQueryNode): Doc =>
  selection._tag === "Record" && selection.fields.length === 0
    ? [exportDoc("rawCommand"), templateDoc(s, parts)]
    : [callDoc("rawQuery", columnsDoc(s, selection)), templateDoc(s, parts)]
