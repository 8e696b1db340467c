import { countType } from "./count-type.js"
import {
  binaryNode, caseNode, type ColumnNode, columnNode, type ExprNode, inNode, logicalNode, paramNode, rawNode, valueNode,
} from "./expr-node.js"
import type { InsertNode } from "./command-node.js"
import { orderNode, selectNode, type SelectNode, withClauses } from "./query-node.js"
import { primaryKeyOf } from "./primary-key.js"
import type { Cell } from "./print/cell.js"
import type { InsertedRow } from "./print/insert.js"
import { type Printer, refuse } from "./print/printer.js"
import type { TableColumn } from "./table-data.js"

/** The name of the parameter for the first number that the database counts for an insert. */
export const INSERT_ID = "\0insert id"

/** By what a row is found that was inserted. */
export interface RowKey {
  /** The values of the columns of the primary key that the insert gives. */
  readonly given: ReadonlyArray<readonly [TableColumn, ExprNode]>
  /** The column of the key that the database counts up. */
  readonly counted: TableColumn | null
}

/** Most rows that are looked for by their keys at a time, each of which is compared with each. */
const MOST = 500

/** May a row be found by the same query as another? */
export const together = (a: RowKey, b: RowKey, apart: number): boolean =>
  a.counted === null || b.counted === null
    ? a.counted === b.counted && apart < MOST
    : a.given.length === 0 && b.given.length === 0

/** The value of a key, where it is the same in an insert and in a query. */
const valueOf = (column: TableColumn, cell: Cell): ExprNode | null => {
  if (!("expr" in cell)) {
    return valueNode(column.spec.type, cell.value)
  }
  return cell.expr._tag === "Value" || cell.expr._tag === "Param" ? cell.expr : null
}

/** By what each row of an insert is found again. */
export const rowKeys = (p: Printer, { table }: InsertNode, rows: ReadonlyArray<InsertedRow>): ReadonlyArray<RowKey> => {
  const { name } = p.dialect
  const key = table.columns.filter((c) => primaryKeyOf(table).includes(c.key))
  if (key.length === 0) {
    refuse(
      p,
      `${name} finds the rows of an insert by their primary key, and table "${table.name}" has none`,
      "leave out returning",
    )
  }
  return rows.map((row, n) => {
    const given: Array<readonly [TableColumn, ExprNode]> = []
    let counted: TableColumn | null = null
    for (const column of key) {
      const cell = row.get(column)
      const value = cell === undefined ? null : valueOf(column, cell)
      if (value !== null) {
        given.push([column, value])
      } else if (cell === undefined && column.spec.autoIncrement) {
        counted = column
      } else {
        refuse(
          p,
          `${name} finds the rows of an insert by their primary key, and "${column.key}" of row ${n} is made by the database`,
          "give a value, or make it in the program, by defaultWith",
        )
      }
    }
    return { given, counted }
  })
}

const columnOf = ({ table }: InsertNode, c: TableColumn): ColumnNode => columnNode(table.ref, c.key, c.name, c.spec)

const equal = (insert: InsertNode, given: RowKey["given"]): ExprNode =>
  logicalNode(countType, "and", given.map(([c, value]) => binaryNode(countType, "=", columnOf(insert, c), value)))

/** The rows whose keys were given, in the order of the keys. */
const byValues = (insert: InsertNode, keys: ReadonlyArray<RowKey>): Partial<SelectNode> => {
  const [first, second] = keys[0]!.given
  const conditions = keys.map(({ given }) => equal(insert, given))
  if (conditions.length === 1) {
    return { where: conditions }
  }
  const where =
    second === undefined
      ? inNode(countType, columnOf(insert, first![0]), keys.map(({ given }) => given[0]![1]), false)
      : logicalNode(countType, "or", conditions)
  const place = caseNode(countType, conditions.map((when, i) => ({ when, then: valueNode(countType, i) })), null)
  return { where: [where], orderBy: [orderNode(place, "asc", null)] }
}

/** The rows whose key was counted up, in this order, from the number that the insert reports. */
const byCount = (p: Printer, insert: InsertNode, column: TableColumn, keys: ReadonlyArray<RowKey>): Partial<SelectNode> => {
  const { counted, insertId } = p.dialect.command.readBack!
  const { type } = column.spec
  const id = p.inline ? rawNode(type, [{ _tag: "Text", sql: insertId }], false) : paramNode(type, INSERT_ID)
  const self = columnOf(insert, column)
  if (keys.length === 1) {
    return { where: [binaryNode(countType, "=", self, id), ...keys[0]!.given.map((pair) => equal(insert, [pair]))] }
  }
  const operands = [self, id, valueNode(countType, keys.length)]
  const parts = counted.split(/\$(\d)/).map((piece, i) =>
    i % 2 === 0
      ? ({ _tag: "Text", sql: piece } as const)
      : ({ _tag: "Expr", expr: operands[Number(piece) - 1]! } as const),
  )
  return { where: [rawNode(countType, parts, false)], orderBy: [orderNode(self, "asc", null)] }
}

/** The query for what an insert returns of rows that have been inserted together, in their order. */
export const selectRows = (p: Printer, insert: InsertNode, keys: ReadonlyArray<RowKey>): SelectNode => {
  const { counted } = keys[0]!
  return withClauses(
    selectNode(insert.table.source(), insert.returning!),
    counted === null ? byValues(insert, keys) : byCount(p, insert, counted, keys),
  )
}
