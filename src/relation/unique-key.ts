import { primaryKeyOf } from "../core/primary-key.js"
import { type AnyTable, tableData } from "../core/table.js"

/** Is there at most one row of the table with given values of these columns? */
export const isUniqueBy = (table: AnyTable, keys: ReadonlyArray<string>): boolean => {
  const data = tableData(table)
  const covers = (columns: ReadonlyArray<string>): boolean => columns.length > 0 && columns.every((key) => keys.includes(key))
  return (
    covers(primaryKeyOf(data)) ||
    data.columns.some((c) => c.spec.unique && keys.includes(c.key)) ||
    data.constraints().some((c) => c._tag === "Unique" && covers(c.columns))
  )
}
