import { createHash } from "node:crypto"
import { shown, type SqlValue } from "./argument.js"

type Value = Exclude<SqlValue, null>

/** NULL where an argument is. */
const strict =
  (body: (...args: ReadonlyArray<Value>) => SqlValue) =>
  (...args: ReadonlyArray<SqlValue>): SqlValue =>
    args.includes(null) ? null : body(...(args as ReadonlyArray<Value>))

const textOf = (x: Value): string => {
  if (x instanceof Uint8Array) throw new RangeError(`Cannot use ${shown(x)} as a text`)
  return String(x)
}

const most = 2 ** 29

/** How many characters a text shall have. */
const countOf = (x: Value): number => {
  const n = Number(x)
  if (!Number.isSafeInteger(n) || n > most) throw new RangeError(`Cannot make a text of ${shown(x)} characters`)
  return Math.max(n, 0)
}

const repeated = (text: string, times: number): string => {
  if (text.length * times > most) throw new RangeError(`A text has at most ${most} characters`)
  return text.repeat(times)
}

/** Characters are code points. */
const pad =
  (join: (text: ReadonlyArray<string>, fill: ReadonlyArray<string>) => ReadonlyArray<string>) =>
  (text: Value, count: Value, fill: Value): SqlValue => {
    const characters = Array.from(textOf(text))
    const missing = countOf(count) - characters.length
    if (missing <= 0) return characters.slice(0, countOf(count)).join("")
    const unit = Array.from(textOf(fill))
    return join(characters, Array.from(repeated(unit.join(""), Math.ceil(missing / unit.length))).slice(0, missing)).join("")
  }

const hash = (algorithm: string): ((...args: ReadonlyArray<SqlValue>) => SqlValue) =>
  strict((x) => createHash(algorithm).update(x instanceof Uint8Array ? x : textOf(x!)).digest("hex"))

/** Functions of texts that SQLite does not have. */
export const text: Readonly<Record<string, (...args: ReadonlyArray<SqlValue>) => SqlValue>> = {
  fulmar_lpad: strict(pad((characters, fill) => [...fill, ...characters]) as never),
  fulmar_rpad: strict(pad((characters, fill) => [...characters, ...fill]) as never),
  fulmar_repeat: strict((x, times) => repeated(textOf(x!), Math.max(Number(times), 0))),
  fulmar_reverse: strict((x) => Array.from(textOf(x!)).toReversed().join("")),
  fulmar_split_part: strict((x, separator, part) => textOf(x!).split(textOf(separator!))[Number(part) - 1] ?? ""),
  fulmar_concat_ws: (separator = null, ...texts) =>
    separator === null
      ? null
      : texts.flatMap((x) => (x === null ? [] : [textOf(x)])).join(textOf(separator)),
  // The texts of a JSON array.
  fulmar_join: strict((array, separator) => {
    const texts = (JSON.parse(textOf(array!)) as ReadonlyArray<string | null>).filter((x) => x !== null)
    return texts.length === 0 ? null : texts.join(textOf(separator!))
  }),
  fulmar_sha256: hash("sha256"),
  fulmar_md5: hash("md5"),
}
