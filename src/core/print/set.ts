import type { UpdateNode } from "../command-node.js"
import { countedVersion } from "../counted-version.js"
import type { ValidationIssue } from "../errors.js"
import type { ExprNode } from "../expr-node.js"
import type { TableColumn, TableData } from "../table-data.js"
import { children, mayRead } from "../traverse.js"
import { type Cell, cell, invalid, issue, noSuchColumn, printCell } from "./cell.js"
import { once, type Printer, refuse, separated } from "./printer.js"
import { printConditions } from "./query.js"

type Assignment = readonly [TableColumn, Cell]

/** The columns that are set, with what they are set to. */
const assignments = (p: Printer, table: TableData, set: UpdateNode["set"]): ReadonlyArray<Assignment> => {
  const issues: Array<ValidationIssue> = []
  const cells = [...set, ...countedVersion(table, set)].flatMap(([key, value]): ReadonlyArray<Assignment> => {
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
      p.volatile = true
      cells.push([column, cell(p, table, column, 0, once(p, column, column.spec.onUpdate), issues)])
    }
  }
  if (issues.length > 0) {
    invalid(table, issues)
  }
  if (set.length === 0) {
    refuse(p, `the update of table "${table.name}" sets no column`, "give at least one")
  }
  return cells
}

/** Prints `"a" = …, "b" = …`; each column only where the conditions hold, if there are any. */
export const printAssignments = (
  p: Printer,
  table: TableData,
  set: UpdateNode["set"],
  qualified: boolean,
  simultaneous: boolean,
  conditions: ReadonlyArray<ExprNode> = [],
): void => {
  const cells = assignments(p, table, set)
  const ordered = simultaneous ? cells : inReadingOrder(p, table, cells, conditions)
  separated(p, ordered, ", ", ([column, value]) => {
    const name = p.dialect.quote(column.name)
    p.sql += qualified ? `${p.dialect.quote(table.ref)}.${name} = ` : `${name} = `
    if (conditions.length === 0) {
      return printCell(p, column, value)
    }
    printConditions(p, "case when ", conditions)
    p.sql += " then "
    printCell(p, column, value)
    p.sql += ` else ${p.dialect.quote(table.name)}.${name} end`
  })
}

const reads = (e: ExprNode, table: TableData, column: TableColumn): boolean => {
  switch (e._tag) {
    case "Column":
      return e.table === table.ref && e.name === column.name
    case "Raw":
    case "Exists":
    case "Scalar":
    case "Nested":
    case "InQuery":
    case "QuantifiedQuery":
      return mayRead(e, new Set([table.ref]))
    default:
      return children(e).some((x) => reads(x, table, column))
  }
}

/** The assignments in an order in which no value reads a column that was set before it. */
const inReadingOrder = (
  p: Printer,
  table: TableData,
  cells: ReadonlyArray<Assignment>,
  conditions: ReadonlyArray<ExprNode>,
): ReadonlyArray<Assignment> => {
  const left = [...cells]
  const ordered: Array<Assignment> = []
  while (left.length > 0) {
    const next = left.findIndex(([column]) =>
      left.every(
        ([other, value]) =>
          other === column || ![...conditions, ...("expr" in value ? [value.expr] : [])].some((e) => reads(e, table, column)),
      ),
    )
    if (next < 0) {
      const names = left.map(([column]) => `"${column.key}"`).join(", ")
      return refuse(
        p,
        `the new values of ${names} read each other's columns, which ${p.dialect.name} sets one after the other`,
        "set them in two statements, or from a derived table that is joined",
      )
    }
    ordered.push(...left.splice(next, 1))
  }
  return ordered
}
