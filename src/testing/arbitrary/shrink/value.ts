import * as BigDecimal from "effect/BigDecimal"
import * as Duration from "effect/Duration"
import { emptyRange } from "../../../codec/range.js"
import type { TypeSpec } from "../../../core/sql-type.js"

/** The values of a type that say least, the plainest first. */
const plainest = (type: TypeSpec): ReadonlyArray<unknown> => {
  switch (type.family) {
    case "integer":
    case "float":
      return [0, 1]
    case "bigint":
      return [0n, 1n]
    case "decimal":
      return [BigDecimal.fromBigInt(0n), BigDecimal.fromBigInt(1n)]
    case "boolean":
      return [false]
    case "text":
      return ["", "a"]
    case "bytes":
      return [new Uint8Array(0)]
    case "date":
      return ["1970-01-01"]
    case "time":
      return ["00:00:00"]
    case "timestamp":
      return ["1970-01-01T00:00:00"]
    case "timestamptz":
      return [new Date(0)]
    case "interval":
      return [Duration.zero]
    case "uuid":
      return ["00000000-0000-0000-0000-000000000000"]
    case "enum":
      return type.args.slice(0, 1)
    case "array":
      return [[]]
    case "range":
      return [emptyRange]
    case "json":
      return [null, {}, []]
    default:
      return []
  }
}

/** A value of the type that says as little as one can. */
export const plainValue = (type: TypeSpec): ReadonlyArray<unknown> => plainest(type).filter((value) => type.codec.is(value))

/** Values like a value, but shorter. */
export const shorter = (type: TypeSpec, value: unknown): ReadonlyArray<unknown> =>
  (typeof value === "string" && (type.family === "text" || type.family === "enum")
    ? [...value].map((_, i) => [...value].filter((__, j) => i !== j).join(""))
    : typeof value === "number" && Number.isInteger(value)
      ? [Math.trunc(value / 2), value > 0 ? value - 1 : value + 1]
      : Array.isArray(value)
        ? value.map((_, i) => value.filter((__, j) => i !== j))
        : []
  ).filter((x) => type.codec.is(x))
