import type { ColumnSpec } from "../column-spec.js"
import { validateColumn } from "../encode.js"
import { ValidationError, type ValidationIssue } from "../errors.js"
import { type ExprNode, isExprNode } from "../expr-node.js"
import { show } from "../show.js"
import type { Wire } from "../sql-type.js"
import type { TableColumn, TableData } from "../table-data.js"
import { printAssigned } from "./expr.js"
import { printParam } from "./leaf.js"
import type { Printer, Refusal } from "./printer.js"
import { printWire } from "./value.js"

export const invalid = (table: TableData, issues: ReadonlyArray<ValidationIssue>): never => {
  throw {
    refused: new ValidationError({
      message: issues.map((issue) => issue.message).join("\n"),
      table: table.name,
      issues,
    }),
  } satisfies Refusal
}

/** Has the column a value when an insert gives none? */
export const mayLeaveOut = (spec: ColumnSpec): boolean =>
  spec.default !== null || spec.nullable || spec.option || spec.autoIncrement || spec.generated !== null

/** A value of a column: an expression, or a value that was checked, with its wire form. */
export type Cell = { readonly expr: ExprNode } | { readonly wire: Wire; readonly value: unknown }

/** Checks the value of a column. */
export const cell = (
  p: Printer,
  table: TableData,
  c: TableColumn,
  row: number,
  value: unknown,
  issues: Array<ValidationIssue>,
): Cell => {
  if (isExprNode(value)) {
    return { expr: value }
  }
  const wire = validateColumn(c.spec, value)
  if (wire._tag === "Left") {
    const left = value === undefined && mayLeaveOut(c.spec) ? "; leave the key out for its default" : ""
    issues.push(issue(table, c.key, row, value, wire.left.expected + left))
    return { wire: null, value }
  }
  const bound = p.dialect.bind(c.spec.type, wire.right)
  if (bound._tag === "Left") {
    issues.push(issue(table, c.key, row, value, `${c.spec.type.codec.name}: ${bound.left}`))
    return { wire: null, value }
  }
  return { wire: wire.right, value }
}

export const issue = (table: TableData, column: string, row: number, value: unknown, expected: string): ValidationIssue => ({
  column,
  row,
  value,
  expected,
  message: `Cannot write column "${column}" of table "${table.name}": expected ${expected}, got ${show(value)}`,
})

export const noSuchColumn = (table: TableData, key: string, row: number, value: unknown): ValidationIssue =>
  issue(table, key, row, value, `one of the columns ${table.columns.map((c) => `"${c.key}"`).join(", ")}`)

/** The default that a function of the program makes. */
type ClientDefault = Extract<ColumnSpec["default"], { readonly _tag: "Client" }>

/**
 * Checks the values of a row to insert; gives those that are said, and the defaults that the program makes. What is wrong
 * is added to the issues.
 */
export const rowCells = (
  p: Printer,
  table: TableData,
  issues: Array<ValidationIssue>,
  make: (made: ClientDefault, column: TableColumn) => unknown,
): ((row: unknown, n: number) => ReadonlyMap<TableColumn, Cell>) => {
  const known = new Map(table.columns.map((x) => [x.key, x]))
  return (row, n) => {
    const cells = new Map<TableColumn, Cell>()
    if (typeof row !== "object" || row === null) {
      issues.push(issue(table, "*", n, row, "a record of values by column"))
      return cells
    }
    for (const key of Object.keys(row)) {
      const column = known.get(key)
      const value = (row as Readonly<Record<string, unknown>>)[key]
      if (column === undefined) {
        issues.push(noSuchColumn(table, key, n, value))
      } else if (column.spec.generated !== null) {
        issues.push(issue(table, key, n, value, "nothing, since the database generates it"))
      } else {
        cells.set(column, cell(p, table, column, n, value, issues))
      }
    }
    for (const column of table.columns) {
      const made = column.spec.default
      if (!cells.has(column)) {
        if (made?._tag === "Client") {
          cells.set(column, cell(p, table, column, n, make(made, column), issues))
        } else if (!mayLeaveOut(column.spec)) {
          issues.push(issue(table, column.key, n, undefined, `${column.spec.type.codec.name}; the column has no default`))
        }
      }
    }
    return cells
  }
}

export const printCell = (p: Printer, c: TableColumn, value: Cell): void => {
  if ("expr" in value) {
    const { expr } = value
    if (expr._tag === "Param") {
      // Its values are checked like any other value of the column.
      return printParam(p, expr, c.spec, "fixed")
    }
    printAssigned(p, c.spec, expr)
  } else if (value.wire === null) {
    p.sql += "null"
  } else {
    printWire(p, c.spec.type, value.wire)
  }
}
