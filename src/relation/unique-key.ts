import { type AnyTable, tableData } from "../core/table.js"

/** The keys of the primary key of a table; none: it has none. */
export const primaryKeyOf = (table: AnyTable): ReadonlyArray<string> => {
  const data = tableData(table)
  const marked = data.columns.filter((c) => c.spec.primaryKey).map((c) => c.key)
  return marked.length > 0 ? marked : (data.constraints().find((c) => c._tag === "PrimaryKey")?.columns ?? [])
}

/** Is there at most one row of the table with given values of these columns? */
export const isUniqueBy = (table: AnyTable, keys: ReadonlyArray<string>): boolean => {
  const data = tableData(table)
  const covers = (columns: ReadonlyArray<string>): boolean => columns.length > 0 && columns.every((key) => keys.includes(key))
  return (
    covers(primaryKeyOf(table)) ||
    data.columns.some((c) => c.spec.unique && keys.includes(c.key)) ||
    data.constraints().some((c) => c._tag === "Unique" && covers(c.columns))
  )
}
