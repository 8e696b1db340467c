import type { TableData } from "../../core/table-data.js"
import { EvaluationError } from "./meaning.js"

type Name = Pick<TableData, "name" | "schema">

/** Is it the same table? A table may have several values, as those made by `alias`. */
export const isTable = (a: Name, b: Name): boolean => a.name === b.name && a.schema === b.schema

/** A table of the database. */
export const heldBy = <T extends { readonly table: TableData }>(tables: ReadonlyArray<T>, table: Name): T => {
  const found = tables.find((held) => isTable(held.table, table))
  if (found === undefined) {
    throw new EvaluationError({ message: `The table "${table.name}" is not in the database in memory`, reason: "Unsupported" })
  }
  return found
}
