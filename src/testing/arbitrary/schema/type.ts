import * as t from "io-ts"
import { array } from "../../../codec/array.js"
import { bigint } from "../../../codec/bigint.js"
import { boolean } from "../../../codec/boolean.js"
import { bytes } from "../../../codec/bytes.js"
import { constrain } from "../../../codec/constrain.js"
import { date } from "../../../codec/date.js"
import { numeric } from "../../../codec/decimal.js"
import { email } from "../../../codec/email.js"
import { enumeration } from "../../../codec/enumeration.js"
import { filePath } from "../../../codec/file-path.js"
import { double, float, real } from "../../../codec/float.js"
import { inet } from "../../../codec/inet.js"
import { integer, smallint, tinyint } from "../../../codec/integer.js"
import { interval } from "../../../codec/interval.js"
import { json } from "../../../codec/json.js"
import { daterange, int4range, int8range, numrange, tsrange } from "../../../codec/range.js"
import { char, text, varchar } from "../../../codec/text.js"
import { tsquery, tsvector } from "../../../codec/text-search.js"
import { time } from "../../../codec/time.js"
import { timestamp } from "../../../codec/timestamp.js"
import { dateTimeUtc, timestamptz } from "../../../codec/timestamptz.js"
import { uuid } from "../../../codec/uuid.js"
import { vector } from "../../../codec/vector.js"
import type { AnyColumnDef, Family } from "../../../core/sql-type.js"

/** Columns of every type, the simplest first; some have rules, which the database checks too. */
const all: ReadonlyArray<AnyColumnDef> = [
  integer,
  text,
  boolean,
  bigint,
  smallint,
  tinyint,
  numeric(10, 2),
  numeric(4, 0),
  numeric(),
  double,
  float,
  real,
  varchar(20),
  varchar(255),
  char(3),
  bytes,
  date,
  time,
  timestamp,
  timestamptz,
  dateTimeUtc,
  interval,
  uuid,
  inet,
  email,
  filePath,
  json(),
  json(t.readonlyArray(t.string)),
  enumeration("mood", ["glad", "ok", "sad"]),
  enumeration('the "size"', ["it's", 'l"', "\\", "日本"]),
  array(integer),
  array(text),
  int4range,
  int8range,
  numrange,
  daterange,
  tsrange,
  tsvector,
  tsquery,
  vector(3),
  integer.pipe(constrain.ge(-3, { check: true }), constrain.le(1000, { check: true })),
  numeric(6, 2).pipe(constrain.gt(0, { check: true })),
  text.pipe(constrain.minLength(1, { check: true }), constrain.maxLength(9, { check: true })),
]

/** The capability without which no database has columns of the family. */
const capabilities: Partial<Record<Family, string>> = { range: "ranges", textSearch: "textSearch", vector: "vectors" }

/** The types of the columns that a database with these capabilities can have. */
export const typesFor = (needs: ReadonlySet<string>): ReadonlyArray<AnyColumnDef> =>
  all.filter(({ spec }) => {
    const needed = capabilities[spec.type.family]
    return needed === undefined || needs.has(needed)
  })

const keyed: ReadonlySet<Family> = new Set([
  "integer", "bigint", "decimal", "boolean", "text", "bytes", "date", "time", "timestamp", "timestamptz", "uuid", "enum",
])

/** May columns of the type be in a key or an index, on every database? */
export const isKeyed = ({ spec }: AnyColumnDef): boolean => keyed.has(spec.type.family)
