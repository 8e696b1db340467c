import type { CommandNode, DeleteNode, InsertNode, UpdateNode } from "../command-node.js"
import { type ColumnSpec, columnSpec } from "../column-spec.js"
import { validateColumn } from "../encode.js"
import { ValidationError, type ValidationIssue } from "../errors.js"
import { columnNode, type ExprNode, isExprNode } from "../expr-node.js"
import { keyOf, layout, queryOutput, step } from "../selection.js"
import { show } from "../show.js"
import type { SelectionNode } from "../query-node.js"
import type { Wire } from "../sql-type.js"
import type { TableColumn, TableData } from "../table-data.js"
import { absurd } from "../traverse.js"
import { printAssigned, printExpr, printParam } from "./expr.js"
import { Prec } from "./precedence.js"
import { noteName, type Printer, type Refusal, refuse, separated } from "./printer.js"
import { printConditions, printQuery, printSource } from "./query.js"
import { printWire } from "./value.js"

/** Prints an insert, update or delete. */
export const printCommand = (p: Printer, c: CommandNode): void => {
  if ("misplaced" in c) {
    return refuse(p, `an insert has no ${String(c.misplaced)}`)
  }
  p.tables.add(c.table.name)
  noteName(p, c.table.ref)
  if (c.table.source()._tag !== "TableSource") {
    return refuse(p, `"${c.table.ref}" is a query, not a table of the database, and cannot be changed`)
  }
  switch (c._tag) {
    case "Insert":
      return printInsert(p, c)
    case "Update":
      return printUpdate(p, c)
    case "Delete":
      return printDelete(p, c)
    default:
      return absurd(c)
  }
}

const invalid = (table: TableData, issues: ReadonlyArray<ValidationIssue>): never => {
  throw {
    refused: new ValidationError({
      message: issues.map((issue) => issue.message).join("\n"),
      table: table.name,
      issues,
    }),
  } satisfies Refusal
}

/** Has the column a value when an insert gives none? */
const mayLeaveOut = (spec: ColumnSpec): boolean =>
  spec.default !== null || spec.nullable || spec.option || spec.autoIncrement || spec.generated !== null

/** A value of a column: an expression, or the wire form of a value that was checked. */
type Cell = { readonly expr: ExprNode } | { readonly wire: Wire }

/** Checks the value of a column. */
const cell = (
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
    return { wire: null }
  }
  const bound = p.dialect.bind(c.spec.type, wire.right)
  if (bound._tag === "Left") {
    issues.push(issue(table, c.key, row, value, `${c.spec.type.codec.name}: ${bound.left}`))
    return { wire: null }
  }
  return { wire: wire.right }
}

const issue = (table: TableData, column: string, row: number, value: unknown, expected: string): ValidationIssue => ({
  column,
  row,
  value,
  expected,
  message: `Cannot write column "${column}" of table "${table.name}": expected ${expected}, got ${show(value)}`,
})

const noSuchColumn = (table: TableData, key: string, row: number, value: unknown): ValidationIssue =>
  issue(table, key, row, value, `one of the columns ${table.columns.map((c) => `"${c.key}"`).join(", ")}`)

const printCell = (p: Printer, c: TableColumn, value: Cell): void => {
  if ("expr" in value) {
    const { expr } = value
    if (expr._tag === "Param") {
      // Its values are checked like any other value of the column.
      return printParam(p, expr, c.spec)
    }
    printAssigned(p, c.spec, expr)
  } else if (value.wire === null) {
    p.sql += "null"
  } else {
    printWire(p, c.spec.type, value.wire)
  }
}

const printTarget = (p: Printer, table: TableData): void => {
  p.sql += table.schema === null ? "" : `${p.dialect.quote(table.schema)}.`
  p.sql += p.dialect.quote(table.name)
  if (table.ref !== table.name) {
    p.sql += ` as ${p.dialect.quote(table.ref)}`
  }
}

const printNames = (p: Printer, columns: ReadonlyArray<TableColumn>): void => {
  p.sql += " ("
  separated(p, columns, ", ", (c) => (p.sql += p.dialect.quote(c.name)))
  p.sql += ")"
}

const printInsert = (p: Printer, c: InsertNode): void => {
  p.sql += "insert into "
  printTarget(p, c.table)
  if (c.source._tag === "Query") {
    printInsertQuery(p, c)
  } else {
    printInsertRows(p, c, c.source.rows)
  }
  printConflict(p, c)
  printReturning(p, c.table, c.returning)
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
  const made = c.table.columns.find((x) => x.spec.default?._tag === "Client" && !columns.includes(x))
  if (made !== undefined) {
    refuse(p, `column "${made.key}" has a default made by the program, which an insert from a query cannot call`, "select a value for it")
  }
  printNames(p, columns)
  p.sql += " "
  const converted = columns.some((column, i) => p.dialect.assign(column.spec.type, leaves[i]!.expr.type) !== null)
  if (c.conflict === null && !converted) {
    return printQuery(p, c.source.query)
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
  if (p.dialect.defaultKeyword) {
    p.sql += "default"
  } else if (c.spec.default?._tag === "Database") {
    printAssigned(p, c.spec, c.spec.default.expr)
  } else {
    p.sql += "null"
  }
}

const printInsertRows = (p: Printer, c: InsertNode, given: ReadonlyArray<Readonly<Record<string, unknown>>>): void => {
  const issues: Array<ValidationIssue> = []
  const known = new Map(c.table.columns.map((x) => [x.key, x]))
  const rows = given.map((row: unknown, n) => {
    const cells = new Map<TableColumn, Cell>()
    if (typeof row !== "object" || row === null) {
      issues.push(issue(c.table, "*", n, row, "a record of values by column"))
      return cells
    }
    for (const key of Object.keys(row)) {
      const column = known.get(key)
      const value = (row as Readonly<Record<string, unknown>>)[key]
      if (column === undefined) {
        issues.push(noSuchColumn(c.table, key, n, value))
      } else if (column.spec.generated !== null) {
        issues.push(issue(c.table, key, n, value, "nothing, since the database generates it"))
      } else {
        cells.set(column, cell(p, c.table, column, n, value, issues))
      }
    }
    for (const column of c.table.columns) {
      const made = column.spec.default
      if (!cells.has(column)) {
        if (made?._tag === "Client") {
          cells.set(column, cell(p, c.table, column, n, made.make(), issues))
        } else if (!mayLeaveOut(column.spec)) {
          issues.push(issue(c.table, column.key, n, undefined, `${column.spec.type.codec.name}; the column has no default`))
        }
      }
    }
    return cells
  })
  if (issues.length > 0) {
    invalid(c.table, issues)
  }
  const used = c.table.columns.filter((x) => rows.some((row) => row.has(x)))
  if (used.length === 0 && rows.length === 1) {
    p.sql += " default values"
    return
  }
  const writable = c.table.columns.filter((x) => x.spec.generated === null)
  const columns = used.length > 0 ? used : writable.slice(0, 1)
  printNames(p, columns)
  if (rows.length === 0) {
    p.sql += " select "
    separated(p, columns, ", ", () => (p.sql += "null"))
    p.sql += " where false"
    return
  }
  p.sql += " values "
  separated(p, rows, ", ", (row) => {
    p.sql += "("
    separated(p, columns, ", ", (column) => {
      const value = row.get(column)
      return value === undefined ? printDefault(p, column) : printCell(p, column, value)
    })
    p.sql += ")"
  })
}

/** Prints `"a" = …, "b" = …`. */
const printSet = (p: Printer, table: TableData, set: ReadonlyArray<readonly [string, unknown]>): void => {
  const issues: Array<ValidationIssue> = []
  const cells = set.flatMap(([key, value]): ReadonlyArray<readonly [TableColumn, Cell]> => {
    const column = table.columns.find((x) => x.key === key)
    if (column === undefined) {
      issues.push(noSuchColumn(table, key, 0, value))
      return []
    }
    if (column.spec.generated !== null) {
      issues.push(issue(table, key, 0, value, "nothing, since the database generates it"))
      return []
    }
    return [[column, cell(p, table, column, 0, value, issues)]]
  })
  for (const column of table.columns) {
    if (column.spec.onUpdate !== null && !set.some(([key]) => key === column.key)) {
      cells.push([column, cell(p, table, column, 0, column.spec.onUpdate(), issues)])
    }
  }
  if (issues.length > 0) {
    invalid(table, issues)
  }
  if (set.length === 0) {
    refuse(p, `the update of table "${table.name}" sets no column`, "give at least one")
  }
  p.sql += " set "
  separated(p, cells, ", ", ([column, value]) => {
    p.sql += `${p.dialect.quote(column.name)} = `
    printCell(p, column, value)
  })
}

const printConflict = (p: Printer, c: InsertNode): void => {
  if (c.conflict === null) {
    return
  }
  const { target, targetWhere, set, where } = c.conflict
  p.sql += " on conflict"
  if (target.length > 0) {
    const columns = target.map(
      (key) => c.table.columns.find((x) => x.key === key) ?? refuse(p, `table "${c.table.name}" has no column "${key}"`),
    )
    printNames(p, columns)
    if (targetWhere !== null) {
      inScope(p, [c.table.ref], true, () => printConditions(p, " where ", [targetWhere]))
    }
  }
  if (set === null) {
    p.sql += " do nothing"
    return
  }
  if (target.length === 0) {
    refuse(p, "onConflictDoUpdate needs the columns of the unique constraint it is about")
  }
  if (c.table.ref.toLowerCase() === "excluded") {
    refuse(p, 'a table named "excluded" cannot be told from the row that could not be inserted', "give it another name with alias")
  }
  p.sql += " do update"
  inScope(p, [c.table.ref, "excluded"], false, () => {
    printSet(p, c.table, set)
    printConditions(p, " where ", where)
  })
}

const inScope = (p: Printer, tables: ReadonlyArray<string>, bare: boolean, print: () => void): void => {
  const outer = p.scope
  const outerBare = p.bare
  p.scope = [...outer, ...tables]
  p.bare = bare
  print()
  p.scope = outer
  p.bare = outerBare
}

const printReturning = (p: Printer, table: TableData, returning: SelectionNode | null): void => {
  if (returning === null) {
    return
  }
  const { leaves } = layout(returning, new Set())
  p.sql += " returning "
  inScope(p, [table.ref], true, () =>
    separated(p, leaves, ", ", (leaf) => {
      printExpr(p, leaf.expr, Prec.lowest)
      if (leaf.expr._tag !== "Column" || leaf.expr.name !== leaf.name) {
        p.sql += ` as ${p.dialect.quote(leaf.name)}`
      }
    }),
  )
}

const unbounded = (p: Printer, what: string, table: TableData): never =>
  refuse(p, `the ${what} of table "${table.name}" has no where`, "add where, or allRows to mean every row")

const printUpdate = (p: Printer, c: UpdateNode): void => {
  if (!c.bounded) {
    unbounded(p, "update", c.table)
  }
  p.sql += "update "
  printTarget(p, c.table)
  const joined = c.joins.map((join) =>
    join.source._tag === "ClosedSource" || (join.kind !== "inner" && join.kind !== "cross")
      ? refuse(p, `an update has no ${join.kind} join`, "join the tables in a query and use it as a derived table")
      : join.source,
  )
  inScope(p, [c.table.ref, ...joined.map((s) => s.table.ref)], false, () => {
    printSet(p, c.table, c.set)
    if (joined.length > 0) {
      p.sql += " from "
      separated(p, joined, ", ", (source) => printSource(p, source, new Map()))
    }
    const on = c.joins.flatMap((join) => (join.on === null ? [] : [join.on]))
    printConditions(p, " where ", [...on, ...c.where])
  })
  printReturning(p, c.table, c.returning)
}

const printDelete = (p: Printer, c: DeleteNode): void => {
  if (!c.bounded) {
    unbounded(p, "delete", c.table)
  }
  p.sql += "delete from "
  printTarget(p, c.table)
  inScope(p, [c.table.ref], false, () => printConditions(p, " where ", c.where))
  printReturning(p, c.table, c.returning)
}
