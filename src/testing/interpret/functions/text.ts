/** Texts are lists of characters, and characters are code points. */
import { createHash } from "node:crypto"
import { EvaluationError, refuse } from "../evaluation-error.js"
import type { Meaning } from "../meaning.js"
import { of } from "./of.js"

const most = 2 ** 28

/** In another case, where all databases agree on it: which letters beyond A to Z they change is theirs to say. */
const cased = (text: string, inCase: (text: string) => string): string => {
  const letter = [...text].find((character) => character > "\x7f" && inCase(character) !== character)
  if (letter !== undefined) {
    throw new EvaluationError({ message: `Databases differ in the case of ${letter}: some know the letters A to Z only`, reason: "Undetermined" })
  }
  return inCase(text)
}

/** So many characters from a position, the first being 1; before it there are none, and a count below 0 is none. */
const substring = (text: string, start: number, count = Infinity): string =>
  [...text].slice(Math.max(start - 1, 0), Math.max(start - 1 + Math.max(count, 0), 0)).join("")

const repeated = (text: string, times: number): string =>
  text.length * times > most ? refuse(`A text has at most ${most} characters`) : text.repeat(text === "" ? 0 : Math.max(times, 0))

/** So many characters, over and over those of a text that is not empty. */
const filling = (fill: string, count: number): string =>
  [...repeated(fill, Math.max(Math.ceil(count / [...fill].length), 0))].slice(0, Math.max(count, 0)).join("")

const padded = (text: string, count: number, fill: string, join: (text: string, fill: string) => string): string => {
  const missing = count - [...text].length
  return missing < 0 ? substring(text, 1, Math.max(count, 0)) : join(text, filling(fill, missing))
}

const overlaid = (text: string, other: string, start: number, count: number): string =>
  substring(text, 1, start - 1) + other + substring(text, start + count)

const isCharacter = (code: number): boolean => code >= 1 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)

const character = (code: number): string => {
  if (!isCharacter(code)) {
    throw new EvaluationError({ message: `There is no character ${code}; databases refuse it or give some text`, reason: "Undetermined" })
  }
  return String.fromCodePoint(code)
}

/** Where one text is in another, from 1; 0 if it is not. */
const position = (text: string, search: string): number => {
  const at = text.indexOf(search)
  return at < 0 ? 0 : [...text.slice(0, at)].length + 1
}

const octets = (x: string | Uint8Array): Uint8Array => (typeof x === "string" ? new TextEncoder().encode(x) : x)

const hash = (algorithm: string): Meaning =>
  of((x: string | Uint8Array) => createHash(algorithm).update(octets(x)).digest("hex"))

const replace = of((x: string, search: string, other: string) => (search === "" ? x : x.split(search).join(other)))

export const text: Readonly<Record<string, Meaning>> = {
  lower: of((x: string) => cased(x, (c) => c.toLowerCase())),
  upper: of((x: string) => cased(x, (c) => c.toUpperCase())),
  trim: of((x: string) => x.replace(/^ +| +$/g, "")),
  trimStart: of((x: string) => x.replace(/^ +/, "")),
  trimEnd: of((x: string) => x.replace(/ +$/, "")),
  /** Of an array too. */
  length: of((x: string | ReadonlyArray<unknown>) => [...x].length),
  substring: of((x: string, start: number, count: number) => substring(x, Number(start), Number(count))),
  substringFrom: of((x: string, start: number) => substring(x, Number(start))),
  left: of((x: string, count: number) => substring(x, 1, Number(count))),
  right: of((x: string, count: number) => substring(x, Math.max([...x].length - Number(count), 0) + 1)),
  splitPart: of((x: string, separator: string, part: number) => x.split(separator)[part - 1] ?? ""),
  replace,
  replaceBy: replace,
  overlay: of((x: string, other: string, start: number) => overlaid(x, other, start, [...other].length)),
  overlayFor: of((x: string, other: string, start: number, count: number) => overlaid(x, other, start, count)),
  padStart: of((x: string, count: number, fill: string) => padded(x, Number(count), fill, (a, b) => b + a)),
  padEnd: of((x: string, count: number, fill: string) => padded(x, Number(count), fill, (a, b) => a + b)),
  repeat: of((x: string, times: number) => repeated(x, Number(times))),
  reverse: of((x: string) => [...x].toReversed().join("")),
  ascii: of((x: string) => x.codePointAt(0) ?? 0),
  chr: of((code: number) => character(Number(code))),
  octetLength: of((x: string | Uint8Array) => octets(x).length),
  /** The separator is never NULL. */
  concatWs: of((separator: string, ...texts: ReadonlyArray<string | null>) => texts.filter((x) => x !== null).join(separator)),
  position: of(position),
  sha256: hash("sha256"),
  md5: hash("md5"),
}
