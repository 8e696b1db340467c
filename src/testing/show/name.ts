import type { Shower } from "./shower.js"
import { vocabulary } from "./vocabulary.js"

const keywords =
  "arguments await break case catch class const continue debugger default delete do else enum eval export extends false " +
  "finally for function if implements import in instanceof interface let new null package private protected public " +
  "return static super switch this throw true try typeof undefined var void while with yield " +
  "BigDecimal Date DateTime Duration NaN Infinity Object Option Uint8Array pipe t memory holding show"

/** The names that a constant cannot have. */
export const reserved: ReadonlyArray<string> = [...keywords.split(" "), ...Object.keys(vocabulary)]

const words = (text: string): ReadonlyArray<string> => text.split(/[^\p{ID_Continue}$]+|_+/u).filter((word) => word !== "")
const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1)
const small = (word: string): string => word.slice(0, 1).toLowerCase() + word.slice(1)
const legal = (name: string): string => (/^[\p{ID_Start}_$]/u.test(name) ? name : `_${name}`)

const fresh = (s: Shower, name: string): string => {
  let free = name
  for (let i = 2; s.taken.has(free); i++) {
    free = `${name}${i}`
  }
  s.taken.add(free)
  return free
}

/** A free name like that of a table: `Cake`. */
export const tableName = (s: Shower, text: string): string => {
  const name = legal(words(text).map(capital).join(""))
  return fresh(s, name === "_" || reserved.includes(name) ? `${name === "_" ? "" : name}Table` : name)
}

/** A free name like that of a value: `counts`. */
export const valueName = (s: Shower, text: string): string => {
  const name = legal(small(words(text).map((word, i) => (i === 0 ? word : capital(word))).join("")))
  return fresh(s, name === "_" ? "rows" : name)
}
