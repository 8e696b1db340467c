import { countType } from "../count-type.js"
import { validateColumn } from "../encode.js"
import { castNode, type ExprNode, isExprNode, literalNode } from "../expr-node.js"
import type { ValuesSource } from "../query-node.js"
import { show } from "../show.js"
import type { TypeSpec } from "../sql-type.js"
import type { TableColumn } from "../table-data.js"
import { printExpr } from "./expr.js"
import { Prec } from "./precedence.js"
import { printParam } from "./leaf.js"
import { freshAlias, type Printer, refuse, separated } from "./printer.js"
import { printTemplate } from "./template.js"
import { printWire } from "./value.js"

type Row = Readonly<Record<string, unknown>>

/** NULL, with its type where the database wants it. */
const printNull = (p: Printer, { spec }: TableColumn): void => printExpr(p, literalNode(spec.type, "null"), Prec.lowest)

const printValueAt = (p: Printer, source: ValuesSource, column: TableColumn, n: number, value: unknown): void => {
  const { spec } = column
  if (isExprNode(value)) {
    return printTyped(p, column, value)
  }
  const wire = validateColumn(spec, value)
  if (wire._tag === "Left") {
    const at = `row ${n} of the values "${source.table.ref}", column "${column.key}"`
    return refuse(p, `${at}: ${wire.left.message}`, "give a value that fits, or an expression")
  }
  return wire.right === null ? printNull(p, column) : inCell(p, spec.type, () => printWire(p, spec.type, wire.right))
}

/** Prints a value or parameter as one of the type, which no column tells. */
const inCell = (p: Printer, type: TypeSpec, print: () => void): void => {
  const template = p.inline ? null : p.dialect.values.cell(type)
  return template === null ? print() : printTemplate(p, template, 1, print)
}

const printTyped = (p: Printer, { spec }: TableColumn, e: ExprNode): void =>
  e._tag === "Param"
    ? inCell(p, spec.type, () => printParam(p, e, spec, "fixed"))
    : printExpr(p, e.type.name === spec.type.name ? e : castNode(spec.type, e), Prec.lowest)

const checked = (p: Printer, { table }: ValuesSource, row: unknown, n: number): Row => {
  if (typeof row !== "object" || row === null) {
    return refuse(p, `row ${n} of the values "${table.ref}" is ${show(row)}`, "give a record of values by column")
  }
  const other = Object.keys(row).find((key) => table.columns.every((c) => c.key !== key))
  return other === undefined
    ? (row as Row)
    : refuse(p, `row ${n} of the values "${table.ref}" has "${other}", which is no column`, "leave it out, or add the column")
}

/** A list of what the columns of a row are, with their names if it is the row that has them. */
const printColumns = (p: Printer, { table }: ValuesSource, named: boolean, print: (column: TableColumn) => void): void =>
  separated(p, table.columns, ", ", (c) => {
    print(c)
    p.sql += named ? ` as ${p.dialect.quote(c.name)}` : ""
  })

const printRows = (p: Printer, source: ValuesSource): void => {
  const { names, row } = p.dialect.values
  const selects = names === "select"
  p.sql += selects ? "" : "values "
  source.rows.forEach((given, i) => {
    const cells = checked(p, source, given, i + 1)
    p.sql += i === 0 ? "" : selects ? " union all " : ", "
    p.sql += selects ? "select " : `${row}(`
    printColumns(p, source, selects && i === 0, (c) => printValueAt(p, source, c, i + 1, cells[c.key]))
    p.sql += selects ? "" : ")"
  })
}

const printNoRows = (p: Printer, source: ValuesSource): void => {
  p.sql += "select "
  printColumns(p, source, true, (c) => printNull(p, c))
  p.sql += `${p.dialect.command.dual} where `
  printExpr(p, literalNode(countType, "false"), Prec.lowest)
}

/** Prints rows of values as a source. They read no table but those of their own subqueries. */
export const printValues = (p: Printer, source: ValuesSource): void => {
  const { quote, values } = p.dialect
  const { columns, ref } = source.table
  if (columns.length === 0) {
    return refuse(p, `the values "${ref}" have no columns`, "give at least one")
  }
  const { scope } = p
  p.scope = []
  const list = ` (${columns.map((c) => quote(c.name)).join(", ")})`
  const empty = source.rows.length === 0
  const cte = values.names === "cte" && !empty ? quote(freshAlias(p)) : null
  p.sql += cte === null ? "(" : `(with ${cte}${list} as (`
  if (empty) {
    printNoRows(p, source)
  } else {
    printRows(p, source)
  }
  p.sql += cte === null ? "" : `) select * from ${cte}`
  p.sql += `) as ${quote(ref)}${values.names === "table" && !empty ? list : ""}`
  p.scope = scope
}
