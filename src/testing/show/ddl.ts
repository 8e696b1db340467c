import type { DdlNode } from "../../core/ddl-node.js"
import type { TableData } from "../../core/table-data.js"
import { type Doc, listDoc, member, recordDoc } from "./code.js"
import { optionsDoc } from "./column.js"
import { sequenceCode } from "./sequence.js"
import type { Shower } from "./shower.js"
import { callDoc } from "./vocabulary.js"

const columnOf = (s: Shower, table: TableData, name: string): Doc =>
  member(s.table(table), table.columns.find((c) => c.name === name)?.key ?? name)

/** A statement that changes the schema; `null` for what only `createStatements` and `dropStatements` make. */
export const ddlDoc = (s: Shower, node: DdlNode): Doc | null => {
  switch (node._tag) {
    case "CreateTable":
      return node.without.length + node.indexes.length > 0
        ? null
        : callDoc("createTable", s.table(node.table), ...optionsDoc({ ifNotExists: node.ifNotExists }))
    case "DropTable":
      return node.others.length > 0 ? null : callDoc("dropTable", s.table(node.table), ...optionsDoc({ ifExists: node.ifExists }))
    case "CreateIndex": {
      const { columns, ifNotExists, name, table, unique, using, where } = node
      const options: ReadonlyArray<readonly [string, Doc]> = [
        ...(unique ? [["unique", "true"] as const] : []),
        ...(ifNotExists ? [["ifNotExists", "true"] as const] : []),
        ...(where === null ? [] : [["where", s.expr(where).doc] as const]),
        ...(using === null ? [] : [["using", JSON.stringify(using)] as const]),
      ]
      const keys = columns.map((c) => (typeof c === "string" ? columnOf(s, table, c) : s.expr(c).doc))
      return callDoc(
        "createIndex",
        JSON.stringify(name),
        s.table(table),
        listDoc(keys),
        ...(options.length === 0 ? [] : [recordDoc(options)]),
      )
    }
    case "DropIndex":
      return callDoc("dropIndex", JSON.stringify(node.name), s.table(node.table), ...optionsDoc({ ifExists: node.ifExists }))
    case "CreateSequence":
      return callDoc("createSequence", sequenceCode(node.sequence).doc, ...optionsDoc({ ifNotExists: node.ifNotExists }))
    case "DropSequence":
      return callDoc("dropSequence", sequenceCode(node.sequence).doc, ...optionsDoc({ ifExists: node.ifExists }))
    default:
      return null
  }
}
