import { columnSpec } from "../column-spec.js"
import type { InsertNode } from "../command-node.js"
import type { ValidationIssue } from "../errors.js"
import { columnNode } from "../expr-node.js"
import { keyOf, queryOutput, step } from "../selection.js"
import type { TableColumn, TableData } from "../table-data.js"
import { type Cell, invalid, mayLeaveOut, printCell, rowCells } from "./cell.js"
import { printConflict } from "./conflict.js"
import { printWith } from "./cte.js"
import { printAssigned } from "./expr.js"
import { once, type Printer, refuse, separated } from "./printer.js"
import { printQuery } from "./query.js"
import { printNames, printReturning, printTableName, printTarget } from "./target.js"

const remedies = {
  insert: null,
  "insert ignore": "use insertInto with onConflictDoNothing",
  replace: "use insertInto with onConflictDoUpdate",
} as const

export const printInsert = (p: Printer, c: InsertNode): void => {
  p.sql +=
    p.dialect.command.verbs[c.verb] ?? refuse(p, `${p.dialect.name} has no ${c.verb.toUpperCase()}`, remedies[c.verb])
  if (c.overriding !== null && !p.dialect.capabilities.has("overriding")) {
    const remedy = c.overriding === "system" ? "leave it out: values that are given are written" : "leave the columns out"
    refuse(p, `${p.dialect.name} has no OVERRIDING ${c.overriding.toUpperCase()} VALUE`, remedy)
  }
  if (p.dialect.command.insertAlias) {
    printTarget(p, c.table)
  } else {
    printTableName(p, c.table)
  }
  if (c.source._tag === "Query") {
    printInsertQuery(p, c)
  } else {
    printInsertRows(p, c, c.source.rows)
  }
  printConflict(p, c)
  printReturning(p, c)
}

/** An identity column that is always generated takes no value, unless one of the two is overridden. */
const checkIdentity = (p: Printer, c: InsertNode, columns: ReadonlyArray<TableColumn>): void => {
  const given = c.overriding === null ? columns.find((x) => x.spec.identityAlways) : undefined
  if (given !== undefined) {
    const remedy = p.dialect.capabilities.has("overriding") ? "leave it out, or say overridingSystemValue" : "leave it out"
    refuse(p, `column "${given.key}" of table "${c.table.name}" is generated always as identity`, remedy)
  }
}

const printOverriding = (p: Printer, { overriding }: InsertNode): void => {
  if (overriding !== null) {
    p.sql += ` overriding ${overriding} value`
  }
}

const printInsertQuery = (p: Printer, c: InsertNode): void => {
  if (c.source._tag !== "Query") {
    return
  }
  const { leaves } = queryOutput(c.source.query)
  const columns = leaves.map((leaf) => {
    const column = c.table.columns.find((x) => step(x.key) === leaf.path)
    return (
      column ??
      refuse(p, `table "${c.table.name}" has no column "${keyOf(leaf.path)}" to insert into`, "select its columns by their keys")
    )
  })
  checkIdentity(p, c, columns)
  const made = c.table.columns.find((x) => x.spec.default?._tag === "Client" && !columns.includes(x))
  if (made !== undefined) {
    refuse(p, `column "${made.key}" has a default made by the program, which an insert from a query cannot call`, "select a value for it")
  }
  printNames(p, columns)
  printOverriding(p, c)
  p.sql += " "
  if (p.ctes.length > 0 && !p.dialect.command.with.has("Insert")) {
    printWith(p, p.ctes)
  }
  const converted = columns.some((column, i) => p.dialect.assign(column.spec.type, leaves[i]!.expr.type) !== null)
  const [before, after] = c.conflict === null ? ["", ""] : p.dialect.command.beforeConflict
  if (!converted) {
    p.sql += before
    printQuery(p, c.source.query)
    p.sql += after
    return
  }
  p.sql += "select "
  separated(p, leaves.map((leaf, i) => [leaf, columns[i]!] as const), ", ", ([leaf, column]) =>
    printAssigned(p, column.spec, columnNode("", leaf.name, leaf.name, columnSpec(leaf.expr.type))),
  )
  p.sql += " from ("
  printQuery(p, c.source.query, { names: leaves.map((leaf) => leaf.name) })
  // Without WHERE the ON of a conflict would be read as the ON of a join.
  p.sql += `) as ${p.dialect.quote("_rows")} where true`
}

/** The value of a column that a row leaves out, as the database would make it. */
const printDefault = (p: Printer, c: TableColumn): void => {
  if (c.spec.autoIncrement && p.dialect.command.countsNull) {
    p.sql += "null"
  } else if (p.dialect.command.defaultKeyword) {
    p.sql += "default"
  } else if (c.spec.default?._tag === "Database") {
    printAssigned(p, c.spec, c.spec.default.expr)
  } else {
    p.sql += "null"
  }
}

/** The rows of an insert, checked, in the cells of their columns; with the defaults that the program makes. */
export type InsertedRow = ReadonlyMap<TableColumn, Cell>

/** Checks the rows of an insert, all of them, once. */
export const insertedRows = (p: Printer, table: TableData, given: ReadonlyArray<unknown>): ReadonlyArray<InsertedRow> =>
  once(p, given, () => checkRows(p, table, given))

const checkRows = (p: Printer, table: TableData, given: ReadonlyArray<unknown>): ReadonlyArray<InsertedRow> => {
  const issues: Array<ValidationIssue> = []
  const cellsOf = rowCells(p, table, issues, (made) => {
    p.volatile = true
    return made.make()
  })
  const rows = given.map(cellsOf)
  if (issues.length > 0) {
    invalid(table, issues)
  }
  return rows
}

const printInsertRows = (p: Printer, c: InsertNode, given: ReadonlyArray<Readonly<Record<string, unknown>>>): void => {
  const rows = insertedRows(p, c.table, given)
  const used = c.table.columns.filter((x) => rows.some((row) => row.has(x)))
  checkIdentity(p, c, used)
  const itself = c === p.insert
  const ends = [p.params.length]
  if (itself) {
    p.ends = ends
  }
  if (used.length === 0 && rows.length === 1) {
    ends.push(p.params.length)
    p.sql += p.dialect.command.defaultRow
    return
  }
  const writable = c.table.columns.filter((x) => x.spec.generated === null)
  const solid = p.dialect.command.namesAll && rows.length === 0 ? writable.filter((x) => !mayLeaveOut(x.spec)) : []
  const columns = used.length > 0 ? used : solid.length > 0 ? solid : writable.slice(0, 1)
  printNames(p, columns)
  printOverriding(p, c)
  if (rows.length === 0) {
    p.sql += " select "
    separated(p, columns, ", ", () => (p.sql += "null"))
    p.sql += `${p.dialect.command.dual} where false`
    return
  }
  p.sql += " values "
  p.target = c.table
  separated(p, itself && p.range !== null ? rows.slice(p.range.from, p.range.to) : rows, ", ", (row) => {
    p.sql += "("
    separated(p, columns, ", ", (column) => {
      const value = row.get(column)
      return value === undefined ? printDefault(p, column) : printCell(p, column, value)
    })
    p.sql += ")"
    ends.push(p.params.length)
  })
}
