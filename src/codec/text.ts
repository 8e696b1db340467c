import * as t from "io-ts"
import type { InlineDecode, SqlType } from "../core/sql-type.js"
import { lengthAtMost } from "./constrain-length.js"
import { scalar } from "./scalar.js"

/** NUL, or half of a surrogate pair alone: with the `u` flag, whole pairs are single characters and do not match. */
const lone = /\0|\p{Surrogate}/u

/**
 * Is it text that every database can hold? Half a surrogate pair would be stored as another character; PostgreSQL has no
 * NUL, and SQLite's functions end a text there.
 */
export const isText = (u: unknown): u is string => typeof u === "string" && !lone.test(u)

/** The inline decoder of types that take every string as it is. */
export const anyString: InlineDecode = { accepts: (v) => `typeof ${v} === "string"`, decoded: (v) => v }

/** Reads every string as it is. */
export const readString: t.Validate<unknown, string> = (u, c) =>
  typeof u === "string" ? t.success(u) : t.failure(u, c)

/**
 * Text of any length.
 *
 * The SQL: `TEXT` on PostgreSQL, MySQL and SQLite. Text with a NUL character or half a surrogate pair is refused when it
 * is written or compared with: databases cannot store it, or lose what follows.
 *
 * @example
 * ```ts
 * import { text } from "fulmar"
 *
 * text.spec.type.codec.is("crème brûlée") // => true
 * ```
 *
 * @since 0.1.0
 */
export const text: SqlType<string> = scalar<string>({
  name: "text",
  family: "text",
  is: isText,
  read: readString,
  write: (s) => s,
  inline: anyString,
})

/**
 * Text of at most `length` characters.
 *
 * The SQL: `VARCHAR(n)` on PostgreSQL, `VARCHAR(n)` (255 if no length is given) on MySQL, `TEXT` on SQLite. The length
 * counts Unicode characters, as databases do. It is checked when a value is written; longer text is still read.
 *
 * @example
 * ```ts
 * import { varchar } from "fulmar"
 *
 * varchar(80).spec.type.args // => [80]
 * ```
 *
 * @since 0.1.0
 */
export const varchar = (length?: number): SqlType<string> =>
  scalar<string>({
    name: "varchar",
    family: "text",
    args: length === undefined ? [] : [length],
    is: isText,
    read: readString,
    write: (s) => s,
    inline: anyString,
    constraints: length === undefined ? [] : [lengthAtMost(length)],
  })

const withoutPadding = (s: string): string => {
  let end = s.length
  while (end > 0 && s.charCodeAt(end - 1) === 32) end--
  return s.slice(0, end)
}

/**
 * Text of a fixed length, whose trailing blanks mean nothing.
 *
 * The SQL: `CHAR(n)` on PostgreSQL and MySQL, `TEXT` on SQLite. PostgreSQL pads what it returns and MySQL strips it;
 * here trailing blanks are stripped both ways.
 *
 * @example
 * ```ts
 * import { char } from "fulmar"
 *
 * char(3).spec.type.codec.decode("ab ") // => { _tag: "Right", right: "ab" }
 * ```
 *
 * @since 0.1.0
 */
export const char = (length: number): SqlType<string> =>
  scalar<string>({
    name: "char",
    family: "text",
    args: [length],
    is: isText,
    read: (u, c) => (typeof u === "string" ? t.success(withoutPadding(u)) : t.failure(u, c)),
    write: withoutPadding,
    inline: { accepts: (v) => `(typeof ${v} === "string" && !${v}.endsWith(" "))`, decoded: (v) => v },
    constraints: [lengthAtMost(length)],
  })
