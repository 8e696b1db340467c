import { bigint } from "../../../codec/bigint.js"
import { boolean } from "../../../codec/boolean.js"
import { bytes } from "../../../codec/bytes.js"
import { date } from "../../../codec/date.js"
import { numeric } from "../../../codec/decimal.js"
import { enumeration } from "../../../codec/enumeration.js"
import { double } from "../../../codec/float.js"
import { integer, smallint, tinyint } from "../../../codec/integer.js"
import { json } from "../../../codec/json.js"
import { char, text, varchar } from "../../../codec/text.js"
import { time } from "../../../codec/time.js"
import { timestamp } from "../../../codec/timestamp.js"
import { timestamptz } from "../../../codec/timestamptz.js"
import type { CodecCode } from "../../../core/schema/schema-dialect.js"
import { sqlTokens } from "../../../core/schema/sql-text.js"
import type { SqlType } from "../../../core/sql-type.js"

const code = (written: string, name: string, type: SqlType<unknown>): CodecCode => ({ code: written, imports: [name], type: type.spec.type })

const enumerated = (type: string): CodecCode => {
  const labels = sqlTokens(type, true).flatMap((t) => (t.kind === "string" ? [t.value] : []))
  return code(`enumeration("enum", ${JSON.stringify(labels)})`, "enumeration", enumeration("enum", labels))
}

/** The codec for a type of MySQL; text for one that there is none for. */
export const codec = (type: string): CodecCode => {
  const name = /^[a-z]+/.exec(type)?.[0] ?? ""
  const args = /^[a-z]+\(([\d, ]+)\)/.exec(type)?.[1] ?? ""
  const numbers = args === "" ? [] : args.split(",").map(Number)
  const unsigned = type.includes("unsigned")
  switch (name) {
    case "tinyint":
      return type === "tinyint(1)" ? code("boolean", "boolean", boolean) : unsigned ? code("smallint", "smallint", smallint) : code("tinyint", "tinyint", tinyint)
    case "smallint":
      return unsigned ? code("integer", "integer", integer) : code("smallint", "smallint", smallint)
    case "mediumint":
    case "year":
      return code("integer", "integer", integer)
    case "int":
      return unsigned ? code("bigint", "bigint", bigint) : code("integer", "integer", integer)
    case "bigint":
      return unsigned ? code("numeric(20, 0)", "numeric", numeric(20, 0)) : code("bigint", "bigint", bigint)
    case "float":
    case "double":
      return code("double", "double", double)
    case "decimal":
      return code(`numeric(${args})`, "numeric", numeric(...(numbers as [number?, number?])))
    case "char":
      return code(`char(${args})`, "char", char(numbers[0]!))
    case "varchar":
      return code(`varchar(${args})`, "varchar", varchar(numbers[0]))
    case "tinyblob":
    case "blob":
    case "mediumblob":
    case "longblob":
    case "binary":
    case "varbinary":
    case "bit":
      return code("bytes", "bytes", bytes)
    case "date":
      return code("date", "date", date)
    case "time":
      return code("time", "time", time)
    case "datetime":
      return code("timestamp", "timestamp", timestamp)
    case "timestamp":
      return code("timestamptz", "timestamptz", timestamptz)
    case "json":
      return code("json()", "json", json())
    case "enum":
      return enumerated(type.split(/ (?:character set|collate) /)[0]!)
    default:
      return code("text", "text", text)
  }
}
