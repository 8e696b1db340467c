import * as t from "io-ts"
import type { InlineDecode, SqlType } from "../core/sql-type.js"
import { scalar } from "./scalar.js"

/** A chain of comparisons is only faster than a `Set` while it is short. */
const inlineOf = (labels: ReadonlyArray<string>): { readonly inline?: InlineDecode } =>
  labels.length === 0 || labels.length > 8
    ? {}
    : {
        inline: {
          accepts: (v) => `(${labels.map((label) => `${v} === ${JSON.stringify(label)}`).join(" || ")})`,
          decoded: (v) => v,
        },
      }

/**
 * One of a fixed list of labels.
 *
 * The SQL: an enum type of that name on PostgreSQL, `ENUM('a', 'b')` on MySQL, `TEXT` on SQLite.
 *
 * @example
 * ```ts
 * import { enumeration } from "fulmar"
 *
 * const mood = enumeration("mood", ["sad", "ok", "happy"])
 * mood.spec.type.codec.is("happy") // => true
 * ```
 *
 * @since 0.1.0
 */
export const enumeration = <const L extends ReadonlyArray<string>>(name: string, labels: L): SqlType<L[number]> => {
  const known: ReadonlySet<unknown> = new Set(labels)
  const is = (u: unknown): u is L[number] => known.has(u)
  return scalar<L[number]>({
    name,
    family: "enum",
    args: labels,
    title: `${name}: ${labels.map((label) => JSON.stringify(label)).join(" | ")}`,
    is,
    read: (u, c) => (is(u) ? t.success(u) : t.failure(u, c)),
    write: (label) => label,
    ...inlineOf(labels),
  })
}
