import { assemble } from "./assemble.js"
import type { InsertNode } from "./command-node.js"
import type { Compiled, Part, ReadBack } from "./compiled.js"
import type { StatementNode } from "./ddl-node.js"
import type { Dialect } from "./dialect.js"
import { INSERT_ID, rowKeys, selectRows, together } from "./insert-key.js"
import { divide } from "./insert-parts.js"
import { insertedRows } from "./print/insert.js"
import { type Printer, refuse, type RowRange } from "./print/printer.js"
import { printWhole } from "./print/whole.js"
import type { SelectNode } from "./query-node.js"

/** Is it an insert that returns rows, which are read by a query of its own here? */
export const isReadBack = (dialect: Dialect, node: StatementNode): node is InsertNode =>
  dialect.command.readBack !== null && node._tag === "Insert" && node.returning !== null

/** The insert alone. */
export const bare = (node: InsertNode): InsertNode => Object.freeze({ ...node, returning: null })

/** Some rows of the insert, and the query for them. */
interface Step {
  readonly range: RowRange
  readonly select: SelectNode
}

/** The steps of an insert that has been printed {@link bare}. */
const stepsOf = (printed: Printer, node: InsertNode, inline: boolean): ReadonlyArray<Step> => {
  const { dialect } = printed
  if (node.source._tag === "Query" || node.conflict !== null || node.verb !== "insert") {
    const which =
      node.verb === "replace"
        ? "a replace"
        : node.source._tag === "Query"
          ? "an insert from a query"
          : "an insert that may meet a conflict"
    return refuse(printed, `${dialect.name} cannot return the rows of ${which}`, "select the rows, in the same transaction")
  }
  const rows = insertedRows(printed, node.table, node.source.rows)
  const keys = rowKeys(printed, node, rows)
  const ranges = rows.length === 0 ? [] : divide(printed, (i, from) => together(keys[i]!, keys[from]!, i - from))
  const p = { ...printed, inline }
  return ranges.map((range) => ({ range, select: selectRows(p, node, keys.slice(range.from, range.to)) }))
}

/** An insert that returns rows, and has been printed {@link bare}, as inserts and the queries for their rows. */
export const compileReadBack = (printed: Printer, node: InsertNode): Compiled => {
  const { dialect, made } = printed
  const insert = bare(node)
  const parts = stepsOf(printed, node, false).map(({ range, select }): Part => {
    const statement = assemble(printWhole(dialect, false, insert, { made, range }), insert)
    return { statement, readBack: readBack(assemble(printWhole(dialect, false, select), select), range.to - range.from) }
  })
  const first = parts[0]
  if (first === undefined) {
    return assemble(printed, node)
  }
  const { columns, shape, wide } = first.readBack!.statement
  return Object.freeze({ ...first.statement, columns, shape, wide, cell: { decode: null }, parts })
}

const readBack = (query: Compiled, rows: number): ReadBack => ({
  statement: { ...query, named: query.named.filter(({ name }) => name !== INSERT_ID) },
  insertId: query.named.flatMap(({ index, name }) => (name === INSERT_ID ? [index] : [])),
  rows,
})

/** The same for people. */
export const printReadBack = (dialect: Dialect, node: InsertNode): string => {
  const insert = bare(node)
  const printed = printWhole(dialect, false, insert)
  const { made } = printed
  const texts = stepsOf(printed, node, true).flatMap(({ range, select }) => [
    printWhole(dialect, true, insert, { made, range }).sql,
    printWhole(dialect, true, select).sql,
  ])
  return texts.length === 0 ? printWhole(dialect, true, insert).sql : texts.join(";\n")
}
