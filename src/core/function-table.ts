import { columnSpec } from "./column-spec.js"
import type { ExprNode } from "./expr-node.js"
import type { FunctionSource, TableFunctionName } from "./query-node.js"
import type { TypeSpec } from "./sql-type.js"
import { type AnyTable, fromData } from "./table.js"
import type { TableColumn, TableData } from "./table-data.js"

/** A column of what a function gives. */
export const resultColumn = (name: string, type: TypeSpec, nullable = false): TableColumn =>
  Object.freeze({ key: name, name, spec: { ...columnSpec(type), nullable } })

/** The rows that a function gives, as a table of the name. */
export const functionTable = (
  ref: string,
  name: TableFunctionName,
  args: ReadonlyArray<ExprNode>,
  columns: ReadonlyArray<TableColumn>,
): AnyTable => {
  const table: TableData = Object.freeze({
    ref,
    name: ref,
    schema: null,
    columns,
    constraints: () => [],
    comment: null,
    hints: [],
    sample: null,
    source: () => source,
  })
  const source: FunctionSource = Object.freeze({ _tag: "FunctionSource", table, name, args })
  return fromData(table)
}
