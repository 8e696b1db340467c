import { countedVersion } from "../../core/counted-version.js"
import { validateColumn } from "../../core/encode.js"
import { ValidationError, type ValidationIssue } from "../../core/errors.js"
import { type ExprNode, isExprNode } from "../../core/expr-node.js"
import { show } from "../../core/show.js"
import type { TypeSpec } from "../../core/sql-type.js"
import type { TableColumn, TableData } from "../../core/table-data.js"
import { cast, EvaluationError, fromProgram, toProgram, type Value, widened } from "./meaning.js"
import { rowScope, type Scope, type TableRow, valueIn } from "./scope.js"
import { bare } from "./stored.js"

/** A value that does not fit its column, in the words of the library. */
const issue = (table: TableData, column: string, row: number, value: unknown, expected: string): ValidationIssue => ({
  column,
  row,
  value,
  expected,
  message: `Cannot write column "${column}" of table "${table.name}": expected ${expected}, got ${show(value)}`,
})

const invalid = (table: TableData, issues: ReadonlyArray<ValidationIssue>): never => {
  throw new ValidationError({ message: issues.map((x) => x.message).join("\n"), table: table.name, issues })
}

/** What is written to a column: a value that was checked, or an expression. */
export type Cell = { readonly column: TableColumn; readonly value: Value } | { readonly column: TableColumn; readonly expr: ExprNode }

/** Has the column a value when an insert gives none? */
const mayLeaveOut = ({ spec }: TableColumn): boolean =>
  spec.default !== null || spec.nullable || spec.option || spec.autoIncrement || spec.generated !== null

/** The cells of values by column, all of them checked; `row` is the number of the row in the issues. */
const cellsOf = (table: TableData, values: Iterable<readonly [string, unknown]>, row: number, issues: Array<ValidationIssue>): ReadonlyArray<Cell> =>
  [...values].flatMap(([key, value]): ReadonlyArray<Cell> => {
    const column = table.columns.find((c) => c.key === key)
    if (column === undefined || column.spec.generated !== null) {
      const all = table.columns.map((c) => `"${c.key}"`).join(", ")
      issues.push(issue(table, key, row, value, column === undefined ? `one of the columns ${all}` : "nothing, since the database generates it"))
      return []
    }
    if (isExprNode(value)) {
      return [{ column, expr: value }]
    }
    const fits = validateColumn(column.spec, value)
    if (fits._tag === "Left") {
      issues.push(issue(table, key, row, value, fits.left.expected))
      return []
    }
    return [{ column, value: fromProgram(column.spec.type, bare(column.spec, value)) }]
  })

/** The cells of rows to insert, with the defaults that the program makes; a ValidationError if any value does not fit. */
export const insertCells = (table: TableData, rows: ReadonlyArray<Readonly<Record<string, unknown>>>): ReadonlyArray<ReadonlyArray<Cell>> => {
  const issues: Array<ValidationIssue> = []
  const cells = rows.map((row, n) => {
    const left = table.columns.filter((c) => !(c.key in row))
    const made = left.flatMap(({ key, spec }) => (spec.default?._tag === "Client" ? [[key, spec.default.make()] as const] : []))
    for (const column of left.filter((c) => !mayLeaveOut(c))) {
      issues.push(issue(table, column.key, n, undefined, `${column.spec.type.codec.name}; the column has no default`))
    }
    return cellsOf(table, [...Object.entries(row), ...made], n, issues)
  })
  return issues.length > 0 ? invalid(table, issues) : cells
}

/** The cells that an update sets, with those of columns that are set by every update. */
export const updateCells = (table: TableData, set: ReadonlyArray<readonly [string, unknown]>): ReadonlyArray<Cell> => {
  if (set.length === 0) {
    throw new EvaluationError({ message: `The update of the table "${table.name}" sets no column`, reason: "Unsupported" })
  }
  const issues: Array<ValidationIssue> = []
  const always = table.columns.flatMap(({ key, spec }) =>
    spec.onUpdate === null || set.some(([x]) => x === key) ? [] : [[key, spec.onUpdate()] as const],
  )
  const cells = cellsOf(table, [...set, ...always, ...countedVersion(table, set)], 0, issues)
  return issues.length > 0 ? invalid(table, issues) : cells
}

const numbers: ReadonlySet<string> = new Set(["integer", "bigint", "float", "decimal"])

/** A computed value as one of a column: a number is rounded to the places that the column has. */
export const assigned = ({ key, spec: { type } }: TableColumn, from: TypeSpec, value: Value): Value => {
  if (value === null) {
    return null
  }
  const fits = numbers.has(type.family) && numbers.has(from.family) && type !== from ? cast(from, type)(value) : widened(type, value)
  if (!type.codec.is(toProgram(type, fits))) {
    throw new EvaluationError({ message: `The column "${key}" expects ${type.codec.name}, got ${show(fits)}`, reason: "DataError" })
  }
  return fits
}

/** The values of cells, with expressions evaluated in a scope. */
export const valuesOf = (cells: ReadonlyArray<Cell>, scope: Scope): TableRow =>
  Object.fromEntries(
    cells.map((cell) => [
      cell.column.key,
      "expr" in cell ? assigned(cell.column, cell.expr.type, valueIn(scope, cell.expr)) : cell.value,
    ]),
  )

/** The row with its generated columns, which are computed from the others. */
export const withGenerated = (table: TableData, row: TableRow, root: Scope): TableRow => {
  const scope = rowScope(root, table.ref, row)
  const made = table.columns.flatMap((column) => {
    const { generated } = column.spec
    return generated === null ? [] : [[column.key, assigned(column, generated.expr.type, valueIn(scope, generated.expr))] as const]
  })
  return { ...row, ...Object.fromEntries(made) }
}
