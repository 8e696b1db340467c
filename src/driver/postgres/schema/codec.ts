import { array } from "../../../codec/array.js"
import { bigint } from "../../../codec/bigint.js"
import { boolean } from "../../../codec/boolean.js"
import { bytes } from "../../../codec/bytes.js"
import { date } from "../../../codec/date.js"
import { numeric } from "../../../codec/decimal.js"
import { double, real } from "../../../codec/float.js"
import { inet } from "../../../codec/inet.js"
import { integer, smallint } from "../../../codec/integer.js"
import { interval } from "../../../codec/interval.js"
import { json } from "../../../codec/json.js"
import { daterange, int4range, int8range, numrange, tsrange, tstzrange } from "../../../codec/range.js"
import { char, text, varchar } from "../../../codec/text.js"
import { tsquery, tsvector } from "../../../codec/text-search.js"
import { time } from "../../../codec/time.js"
import { timestamp } from "../../../codec/timestamp.js"
import { timestamptz } from "../../../codec/timestamptz.js"
import { uuid } from "../../../codec/uuid.js"
import { vector } from "../../../codec/vector.js"
import type { CodecCode } from "../../../core/schema/schema-dialect.js"
import type { SqlType } from "../../../core/sql-type.js"

const plain = {
  smallint, integer, bigint, real, boolean, text, uuid, inet, date, time, timestamp, timestamptz, interval, tsvector, tsquery,
  int4range, int8range, numrange, daterange, tsrange, tstzrange,
}
const renamed: Readonly<Record<string, keyof typeof plain | "double" | "bytes">> = {
  "double precision": "double",
  bytea: "bytes",
}

const code = (written: string, name: string, type: SqlType<unknown>): CodecCode => ({ code: written, imports: [name], type: type.spec.type })

/** The codec for a type of PostgreSQL; for one that there is none for, text, in which form all values come. */
export const codec = (type: string): CodecCode => {
  const bare = type.split(" collate ")[0]!
  if (bare.endsWith("[]") && !bare.startsWith('"')) {
    const element = codec(bare.slice(0, -2))
    const made = array({ spec: { ...text.spec, type: element.type } } as SqlType<unknown>)
    return { code: `array(${element.code})`, imports: ["array", ...element.imports], type: made.spec.type }
  }
  const [, name = "", args = ""] = /^([a-z0-9 ]+?)(?:\(([\d, ]+)\))?$/.exec(bare) ?? []
  const numbers = args === "" ? [] : args.split(",").map(Number)
  switch (name) {
    case "varchar":
      return code(args === "" ? "varchar()" : `varchar(${args})`, "varchar", varchar(numbers[0]))
    case "char":
      return code(`char(${args})`, "char", char(numbers[0]!))
    case "numeric":
      return code(`numeric(${args})`, "numeric", numeric(...(numbers as [number?, number?])))
    case "json":
    case "jsonb":
      return code("json()", "json", json())
    case "vector":
      return code(`vector(${args})`, "vector", vector(numbers[0]!))
    default: {
      const known = renamed[name] ?? (name in plain ? (name as keyof typeof plain) : null)
      return known === null
        ? code("text", "text", text)
        : code(known, known, known === "double" ? double : known === "bytes" ? bytes : plain[known])
    }
  }
}
