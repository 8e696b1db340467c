import { bigint } from "../../../codec/bigint.js"
import { boolean } from "../../../codec/boolean.js"
import { bytes } from "../../../codec/bytes.js"
import { date } from "../../../codec/date.js"
import { numeric } from "../../../codec/decimal.js"
import { double } from "../../../codec/float.js"
import { integer } from "../../../codec/integer.js"
import { text, varchar } from "../../../codec/text.js"
import { timestamp } from "../../../codec/timestamp.js"
import { unknownType } from "../../../codec/unknown.js"
import type { CodecCode } from "../../../core/schema/schema-dialect.js"
import type { SqlType } from "../../../core/sql-type.js"

const code = (written: string, name: string, type: SqlType<unknown>): CodecCode => ({ code: written, imports: [name], type: type.spec.type })

/** The codec for what the name of a type says, since SQLite itself has five types only. */
export const codec = (type: string): CodecCode => {
  const bare = type.split(" collate ")[0]!
  const args = /\(([\d, ]+)\)$/.exec(bare)?.[1] ?? ""
  const numbers = args === "" ? [] : args.split(",").map(Number)
  const is = (pattern: RegExp): boolean => pattern.test(bare)
  if (is(/^bool/)) return code("boolean", "boolean", boolean)
  if (is(/big|int8|unsigned/)) return code("bigint", "bigint", bigint)
  if (is(/int/)) return code("integer", "integer", integer)
  if (is(/char|clob|text/)) {
    return numbers.length === 1 ? code(`varchar(${args})`, "varchar", varchar(numbers[0])) : code("text", "text", text)
  }
  if (is(/blob/)) return code("bytes", "bytes", bytes)
  if (is(/real|floa|doub/)) return code("double", "double", double)
  // A fraction in a column of such a name is kept as a float.
  if (is(/^(numeric|decimal)/)) {
    return numbers[1] === 0 ? code(`numeric(${args})`, "numeric", numeric(...(numbers as [number?, number?]))) : code("double", "double", double)
  }
  if (is(/^date$/)) return code("date", "date", date)
  if (is(/^(datetime|timestamp)/)) return code("timestamp", "timestamp", timestamp)
  return code("unknownType", "unknownType", unknownType)
}
