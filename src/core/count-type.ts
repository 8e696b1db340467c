import * as t from "io-ts"
import type { TypeSpec, Wire } from "./sql-type.js"

const isRowCount = (u: unknown): u is number | bigint =>
  typeof u === "bigint" ? u >= 0n && u < 2n ** 63n : typeof u === "number" && Number.isSafeInteger(u) && u >= 0

/** The type of the argument of LIMIT and OFFSET. */
export const countType: TypeSpec = Object.freeze({
  name: "integer",
  family: "bigint",
  args: [],
  element: null,
  codec: new t.Type<number | bigint, Wire, unknown>(
    "a whole number of rows, 0 or more",
    isRowCount,
    (u, c) => (isRowCount(u) ? t.success(u) : t.failure(u, c)),
    (n) => BigInt(n),
  ),
  inline: null,
})
