import * as t from "io-ts"
import type { SqlType } from "../core/sql-type.js"
import { scalar } from "./scalar.js"

/** A vector of numbers. @since 0.1.0 */
export type Vector = ReadonlyArray<number>

/** pgvector keeps 32 bits of each number. */
const greatest = 3.4028235677973366e38

const parse = (text: string): Vector | null => {
  const inner = /^\[(.*)\]$/.exec(text)?.[1]
  const numbers = inner?.split(",").map((s) => (s.trim() === "" ? Number.NaN : Number(s)))
  return numbers?.every(Number.isFinite) === true ? numbers : null
}

/**
 * A vector of so many numbers, which PostgreSQL has by the extension pgvector. Each number is kept with 32 bits, so that
 * 0.1 is read as 0.1, but not all its digits were kept.
 *
 * The SQL: `vector(3)`; databases without it refuse a table with one.
 *
 * @example
 * ```ts
 * import { vector } from "fulmar"
 *
 * vector(3).spec.type.codec.encode([1, 0.5, 0]) // => "[1,0.5,0]"
 * vector(3).spec.type.codec.is([1, 2]) // => false
 * ```
 *
 * @since 0.1.0
 */
export const vector = (dimensions: number): SqlType<Vector> =>
  scalar<Vector>({
    name: "vector",
    family: "vector",
    args: [dimensions],
    is: (u): u is Vector =>
      Array.isArray(u) &&
      u.length === dimensions &&
      [...u].every((x) => typeof x === "number" && Math.abs(x) < greatest),
    read: (u, c) => {
      const parsed = typeof u === "string" ? parse(u) : null
      return parsed !== null && parsed.length === dimensions ? t.success(parsed) : t.failure(u, c)
    },
    write: (value) => `[${value.map((x) => String(x)).join(",")}]`,
  })
