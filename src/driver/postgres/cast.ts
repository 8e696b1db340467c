import type { Dialect, Template } from "../../core/dialect.js"
import type { TypeSpec } from "../../core/sql-type.js"
import { exact } from "./functions/arithmetic.js"
import { columnType, valueType } from "./types.js"

const moments: ReadonlySet<string> = new Set(["timestamp", "timestamptz", "date"])

export const cast: Dialect["cast"] = (to, from): Template | null => {
  const plain = `cast($1 as ${to.args.length > 0 && to.family !== "enum" ? columnType(to) : (valueType(to) ?? "text")})`
  switch (to.family) {
    case "integer":
    case "bigint":
      return from.family === "float"
        ? `cast(round(${exact}) as ${valueType(to)})`
        : from.family === "boolean"
          ? `cast(cast($1 as int4) as ${valueType(to)})`
          : plain
    case "decimal":
      return from.family === "float" ? `cast(${exact} as ${columnType(to)})` : plain
    case "boolean":
      return from.family === "text" ? null : from.family === "boolean" ? "$1" : "($1 <> 0)"
    case "float":
      return from.family === "boolean" ? `cast(cast($1 as int4) as ${valueType(to)})` : plain
    case "text":
      return from.family === "bytes" ? null : plain
    case "bytes":
      return from.family === "text" ? "convert_to($1, 'UTF8')" : from.family === "bytes" ? "$1" : null
    case "date":
      return from.family === "timestamptz" ? "cast($1 at time zone 'UTC' as date)" : plain
    case "time":
      return from.family === "timestamptz" ? "cast($1 at time zone 'UTC' as time)" : plain
    case "timestamp":
      return from.family === "timestamptz" ? "($1 at time zone 'UTC')" : plain
    case "timestamptz":
      return moments.has(from.family) && from.family !== "timestamptz"
        ? "(cast($1 as timestamp) at time zone 'UTC')"
        : plain
    default:
      return plain
  }
}

/** An assignment converts numbers and texts by itself, and texts to nothing else. */
export const assign: Dialect["assign"] = (to: TypeSpec, from: TypeSpec): Template | null =>
  from.family === "text" && to.family !== "text" ? cast(to, from) : null
