import type { SelectionNode } from "../../core/query-node.js"
import { type Doc, recordDoc } from "./code.js"
import type { Shower } from "./shower.js"
import { sourceDoc } from "./table.js"

/** What a query gives: an expression, a table, or a record of these. */
export const selectionDoc = (s: Shower, selection: SelectionNode): Doc => {
  switch (selection._tag) {
    case "Field":
      return s.expr(selection.expr).doc
    case "Row":
      return sourceDoc(s, selection.table)
    case "Record":
      return recordDoc(selection.fields.map(([key, field]) => [key, selectionDoc(s, field)]))
  }
}
