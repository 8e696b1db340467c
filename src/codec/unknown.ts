import * as t from "io-ts"
import type { SqlType, Wire } from "../core/sql-type.js"
import { scalar } from "./scalar.js"

const isWire = (u: unknown): u is Wire =>
  u === null ||
  typeof u === "boolean" ||
  typeof u === "number" ||
  typeof u === "bigint" ||
  typeof u === "string" ||
  u instanceof Uint8Array

/**
 * A value of a type that is not known: what the driver hands over, as it is.
 *
 * The SQL: no type of its own; for columns of raw SQL.
 *
 * @example
 * ```ts
 * import { unknownType } from "fulmar"
 *
 * unknownType.spec.type.codec.decode(42n) // => { _tag: "Right", right: 42n }
 * ```
 *
 * @since 0.1.0
 */
export const unknownType: SqlType<unknown> = scalar<unknown>({
  name: "unknown",
  family: "unknown",
  is: (u): u is unknown => isWire(u),
  // `undefined` is no value of a column, but a column that is missing
  read: (u, c) => (u === undefined ? t.failure(u, c) : t.success(u)),
  write: (value) => value as Wire,
  inline: { accepts: (v) => `${v} !== undefined`, decoded: (v) => v },
})
