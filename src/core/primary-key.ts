import type { TableData } from "./table-data.js"

/** The columns of the primary key of a table, by key; none: it has none. */
export const primaryKeyOf = (table: TableData): ReadonlyArray<string> => {
  const constraint = table.constraints().find((c) => c._tag === "PrimaryKey")
  return constraint?._tag === "PrimaryKey"
    ? constraint.columns
    : table.columns.filter((c) => c.spec.primaryKey).map((c) => c.key)
}
