import * as BigDecimal from "effect/BigDecimal"
import * as Duration from "effect/Duration"
import { array } from "../../codec/array.js"
import { bigint } from "../../codec/bigint.js"
import { boolean } from "../../codec/boolean.js"
import { bytes } from "../../codec/bytes.js"
import { date } from "../../codec/date.js"
import { numeric } from "../../codec/decimal.js"
import { double } from "../../codec/float.js"
import { integer } from "../../codec/integer.js"
import { interval } from "../../codec/interval.js"
import { json } from "../../codec/json.js"
import { daterange, int4range } from "../../codec/range.js"
import { text } from "../../codec/text.js"
import { tsquery, tsvector } from "../../codec/text-search.js"
import { time } from "../../codec/time.js"
import { timestamp } from "../../codec/timestamp.js"
import { timestamptz } from "../../codec/timestamptz.js"
import { uuid } from "../../codec/uuid.js"
import { vector } from "../../codec/vector.js"
import type { ExprNode } from "../../core/expr-node.js"
import type { AnyColumnDef, Family, TypeSpec } from "../../core/sql-type.js"

/**
 * What expressions may be used for each other: all texts of any length are one kind, all whole numbers another. A type
 * that takes only some of the values of its family, such as an enumeration, is a kind of its own.
 */
export interface Kind {
  readonly name: string
  readonly type: TypeSpec
  /** The capability without which no database has values of it. */
  readonly needs: string | null
}

const kind = (name: string, { spec }: AnyColumnDef, needs: string | null = null): Kind => ({ name, type: spec.type, needs })

/** The kinds that functions speak of. */
export const kinds = {
  boolean: kind("boolean", boolean),
  integer: kind("integer", integer),
  bigint: kind("bigint", bigint),
  float: kind("float", double),
  decimal: kind("decimal", numeric()),
  text: kind("text", text),
  bytes: kind("bytes", bytes),
  date: kind("date", date),
  time: kind("time", time),
  timestamp: kind("timestamp", timestamp),
  timestamptz: kind("timestamptz", timestamptz),
  interval: kind("interval", interval),
  uuid: kind("uuid", uuid),
  json: kind("json", json()),
  integers: kind("integers", array(integer), "arrays"),
  texts: kind("texts", array(text), "arrays"),
  integerRange: kind("integerRange", int4range, "ranges"),
  dateRange: kind("dateRange", daterange, "ranges"),
  tsvector: kind("tsvector", tsvector, "textSearch"),
  tsquery: kind("tsquery", tsquery, "textSearch"),
  vector: kind("vector", vector(3), "vectors"),
} as const

/** The name of one of {@link kinds}. */
export type KindName = keyof typeof kinds

export const kindNames = Object.keys(kinds) as ReadonlyArray<KindName>

/** Values that every type of a family takes, but for one that was refined. */
const samples: Partial<Record<Family, ReadonlyArray<unknown>>> = {
  boolean: [true, false],
  integer: [0, -1, 100],
  bigint: [0n, -1n],
  float: [0, -1.5],
  decimal: [BigDecimal.fromBigInt(0n), BigDecimal.fromBigInt(-1n)],
  text: ["", "'é"],
  bytes: [new Uint8Array(0)],
  date: ["1970-01-01", "2024-02-29"],
  time: ["00:00:00"],
  timestamp: ["1970-01-01T00:00:00"],
  timestamptz: [new Date(0)],
  interval: [Duration.seconds(-1)],
  uuid: ["00000000-0000-0000-0000-000000000000"],
}

const owns = new WeakMap<TypeSpec, Kind>()
let ownCount = 0

/** A kind of nothing but this type. */
const own = (type: TypeSpec): Kind => {
  const found = owns.get(type)
  if (found !== undefined) {
    return found
  }
  const made = { name: `${type.name} #${++ownCount}`, type, needs: null }
  owns.set(type, made)
  return made
}

const isPlain = (type: TypeSpec): boolean => samples[type.family]?.every((value) => type.codec.is(value)) === true

/** The kind of the values of a type. */
export const kindOf = (type: TypeSpec): Kind => {
  switch (type.family) {
    case "boolean":
    case "integer":
    case "bigint":
    case "float":
    case "decimal":
    case "text":
    case "bytes":
    case "date":
    case "time":
    case "timestamp":
    case "timestamptz":
    case "interval":
    case "uuid":
      return type.nested === undefined && isPlain(type) ? kinds[type.family] : own(type)
    case "json":
      return type.nested === undefined ? kinds.json : own(type)
    case "array":
      return type.element?.family === "integer" && isPlain(type.element)
        ? kinds.integers
        : type.element?.family === "text" && isPlain(type.element)
          ? kinds.texts
          : own(type)
    case "range":
      return type.name === "int4range" ? kinds.integerRange : type.name === "daterange" ? kinds.dateRange : own(type)
    case "textSearch":
      return type.name === "tsvector" ? kinds.tsvector : type.name === "tsquery" ? kinds.tsquery : own(type)
    case "vector":
      return type.args[0] === 3 ? kinds.vector : own(type)
    default:
      return own(type)
  }
}

/** The kind of an expression; rows that `many` and `maybe` nest have none that a function could take. */
export const kindOfExpr = (e: ExprNode): Kind => kindOf(e.type)

const orderedNames: ReadonlySet<string> = new Set([
  "integer",
  "bigint",
  "float",
  "decimal",
  "text",
  "date",
  "time",
  "timestamp",
  "timestamptz",
  "interval",
])

/** Can its values be told apart by `<`, alike on every database? */
export const isOrdered = (k: Kind): boolean => orderedNames.has(k.name)

/** Can its values be told apart by `=` on every database? */
export const isEquatable = (k: Kind): boolean =>
  isOrdered(k) || k === kinds.boolean || k === kinds.uuid || k === kinds.bytes || (owns.has(k.type) && k.type.family !== "json" && k.type.nested === undefined && k.type.family !== "vector")
