import type { Dialect, TableFunction } from "../../../core/dialect.js"
import type { TypeSpec } from "../../../core/sql-type.js"

/** How an element is read from its JSON, in which it may be written otherwise than in a column. */
const element = (type: TypeSpec): string | null => {
  switch (type.family) {
    case "bigint":
      return `cast($1."value" as integer)`
    case "float":
      return `cast($1."value" as real)`
    case "bytes":
    case "array":
      return null
    default:
      return `$1."value"`
  }
}

export const tableFunction: Dialect["tableFunction"] = (name, type): TableFunction | null => {
  const value = name === "unnest" ? element(type) : null
  return value === null ? null : { call: "json_each($1)", named: false, columns: { value, ordinality: `($1."key" + 1)` } }
}
