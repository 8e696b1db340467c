import type { Dialect } from "../../../../core/dialect.js"
import type { TypeSpec } from "../../../../core/sql-type.js"
import { decimalType } from "../types.js"

/** As what an element is read from its JSON; `null` where a column has another form. */
const element = (type: TypeSpec, collation: string): string | null => {
  switch (type.family) {
    case "integer":
    case "bigint":
      return "bigint"
    case "float":
      return "double"
    case "boolean":
      return "tinyint"
    case "decimal":
      return decimalType(type)
    case "date":
      return "date"
    case "time":
      return "time(6)"
    case "timestamp":
    case "timestamptz":
      return "datetime(6)"
    case "bytes":
    case "interval":
    case "array":
      return null
    default:
      return `longtext character set utf8mb4 collate ${collation}`
  }
}

export const tableFunction =
  (collation: string): Dialect["tableFunction"] =>
  (name, type) => {
    const value = name === "unnest" ? element(type, collation) : null
    const columns = `\`value\` ${value} path '$' error on error, \`ordinality\` for ordinality`
    return value === null ? null : { call: `json_table($1, '$[*]' columns (${columns}))`, named: false, columns: {} }
  }
