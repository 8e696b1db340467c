import type { TypeSpec } from "../../core/sql-type.js"
import { remembered } from "../../core/remembered.js"
import { shorten } from "../../core/shorten.js"
import { rangeTypes } from "./functions/range.js"

/** Names are cut at 63 bytes. */
export const quote = remembered((name) => `"${shorten(name, 63, "bytes").replaceAll('"', '""')}"`)

const integers: Readonly<Record<string, string>> = { tinyint: "int2", smallint: "int2", bigint: "int8" }

/** The type of values, without what only limits a column. */
export const valueType = (type: TypeSpec): string | null => {
  switch (type.family) {
    case "integer":
      return integers[type.name] ?? "int4"
    case "bigint":
      return "int8"
    case "float":
      return type.name === "real" ? "float4" : "float8"
    case "decimal":
      return "numeric"
    case "text":
      return type.name === "char" ? "bpchar" : "text"
    case "bytes":
      return "bytea"
    case "json":
      return "jsonb"
    case "enum":
      return quote(type.name)
    case "array": {
      // A text may stand for a varchar, but an array of texts for no array of these.
      const element = type.element!.name === "varchar" ? "varchar" : valueType(type.element!)
      return element === null ? null : element.endsWith("[]") ? element : `${element}[]`
    }
    case "range":
      return rangeTypes.has(type.name) ? type.name : quote(type.name)
    case "textSearch":
    case "vector":
      return type.name
    case "unknown":
      return null
    default:
      return type.family
  }
}

const columnNames: Readonly<Record<string, string>> = {
  int2: "smallint",
  int4: "integer",
  int8: "bigint",
  float4: "real",
  float8: "double precision",
}

/** The type of a column. */
export const columnType = (type: TypeSpec): string => {
  const args = type.args.length === 0 ? "" : `(${type.args.join(", ")})`
  switch (type.family) {
    case "decimal":
      return `numeric${args}`
    case "text":
      return type.name === "text" ? "text" : `${type.name}${args}`
    case "vector":
      return `vector${args}`
    case "array": {
      const element = columnType(type.element!)
      return element.endsWith("[]") ? element : `${element}[]`
    }
    default: {
      const name = valueType(type) ?? "text"
      return columnNames[name] ?? name
    }
  }
}
