import { show } from "../../core/show.js"
import type { TableData } from "../../core/table-data.js"
import { EvaluationError, type EvaluationReason } from "./meaning.js"
import type { TableRow } from "./scope.js"

const violation = (reason: EvaluationReason, message: string): never => {
  throw new EvaluationError({ message, reason })
}

const valuesOf = (row: TableRow, keys: ReadonlyArray<string>): string =>
  keys.map((key) => `"${key}" ${show(row[key])}`).join(", ")

export const notNullViolation = (table: TableData, key: string): never =>
  violation("NotNullViolation", `The column "${key}" of the table "${table.name}" is NULL`)

export const checkViolation = (table: TableData): never =>
  violation("CheckViolation", `A check of the table "${table.name}" does not hold`)

export const uniqueViolation = (table: TableData, row: TableRow, keys: ReadonlyArray<string>): never =>
  violation("UniqueViolation", `The table "${table.name}" has two rows with ${valuesOf(row, keys)}`)

export const foreignKeyViolation = (table: TableData, row: TableRow, keys: ReadonlyArray<string>): never =>
  violation("ForeignKeyViolation", `A row of the table "${table.name}" with ${valuesOf(row, keys)} refers to none that is there`)
