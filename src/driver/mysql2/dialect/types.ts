import type { Template } from "../../../core/dialect.js"
import { remembered } from "../../../core/remembered.js"
import { shorten } from "../../../core/shorten.js"
import type { TypeSpec } from "../../../core/sql-type.js"

/** Names have at most 64 characters. */
export const quote = remembered((name) => `\`${shorten(name, 64, "characters").replaceAll("`", "``")}\``)

const integers: Readonly<Record<string, string>> = { tinyint: "tinyint", smallint: "smallint", bigint: "bigint" }

/** DECIMAL has at most 65 digits, 30 of them after the point: without arguments it would keep none of these. */
export const decimalType = (type: TypeSpec): string =>
  type.args.length === 0 ? "decimal(65, 30)" : `decimal(${type.args.join(", ")})`

/** NULL as a number that is exact: what is computed with a bare one is a DOUBLE. */
export const nullNumber = (type: TypeSpec): Template | null => {
  switch (type.family) {
    case "integer":
    case "bigint":
    case "interval":
      return "cast($1 as signed)"
    case "decimal":
      // Any other decimal beside it has at least as many digits.
      return "cast($1 as decimal)"
    default:
      return null
  }
}

/** The type of a column; `text` is the literal of a text. */
export const columnType =
  (literal: (text: string) => string) =>
  (type: TypeSpec, keyed: boolean): string | null => {
    switch (type.family) {
      case "integer":
        return integers[type.name] ?? "int"
      case "bigint":
      case "interval":
        // Microseconds: there is no type for a length of time.
        return "bigint"
      case "float":
        // A FLOAT is not read as it was written.
        return "double"
      case "decimal":
        return decimalType(type)
      case "boolean":
        return "tinyint(1)"
      case "text":
        return type.args.length > 0
          ? `${type.name}(${type.args[0]})`
          : type.name === "varchar" || keyed
            ? "varchar(255)"
            : "longtext"
      case "bytes":
        return keyed ? "varbinary(255)" : "longblob"
      case "date":
        return "date"
      case "time":
        return "time(6)"
      case "timestamp":
      case "timestamptz":
        return "datetime(6)"
      case "json":
      case "array":
        return "json"
      case "uuid":
        return "char(36)"
      case "enum":
        return `enum(${type.args.map((label) => literal(String(label))).join(", ")})`
      case "inet":
        return "varchar(43)"
      case "range":
      case "textSearch":
      case "vector":
        return null
      case "unknown":
        return "longtext"
    }
  }
