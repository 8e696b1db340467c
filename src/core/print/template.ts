import type { Template } from "../dialect.js"
import { Prec } from "./precedence.js"
import { type Printer, separated } from "./printer.js"

/** A place of an operand, and the weakest that may stand there bare. */
interface Place {
  readonly index: number
  readonly weakest: number
}

type Piece = string | Place

const ALL = -1
const DISTINCT = -2
const OVER = -3

const cache = new Map<Template, ReadonlyArray<Piece>>()

const nothing = (): void => {}

/** Does the place have what is between two commas or parentheses to itself? */
const alone = (before: string, after: string): boolean =>
  (/[(,]\s*(distinct )?$/.test(before) || before === "") && (/^\s*[),]|^ as /.test(after) || after === "")

const pieces = (template: Template): ReadonlyArray<Piece> => {
  const known = cache.get(template)
  if (known !== undefined) {
    return known
  }
  const parts = template.split(/(\$\d|\$\*|\$d|\$o)/)
  const parsed = parts.flatMap((part, i): ReadonlyArray<Piece> => {
    if (i % 2 === 0) {
      return part === "" ? [] : [part]
    }
    if (part === "$d") {
      return [{ index: DISTINCT, weakest: Prec.lowest }]
    }
    if (part === "$o") {
      return [{ index: OVER, weakest: Prec.lowest }]
    }
    const before = parts[i - 2] === "$d" && parts[i - 1] === "" ? parts[i - 3]! : parts[i - 1]!
    return [
      {
        index: part === "$*" ? ALL : Number(part[1]) - 1,
        weakest: alone(before, parts[i + 1]!) ? Prec.lowest : Prec.operand,
      },
    ]
  })
  cache.set(template, parsed)
  return parsed
}

/** Whether a template says itself where DISTINCT goes. */
export const placesDistinct = (template: Template): boolean => template.includes("$d")

/** Whether a template says itself where FILTER and OVER go. */
export const placesOver = (template: Template): boolean => template.includes("$o")

/** Prints a template, with `operand` printing the operand of an index, in parentheses if it binds weaker than `weakest`. */
export const printTemplate = (
  p: Printer,
  template: Template,
  count: number,
  operand: (index: number, weakest: number) => void,
  distinct: string = "",
  over: () => void = nothing,
): void => {
  for (const piece of pieces(template)) {
    if (typeof piece === "string") {
      p.sql += piece
    } else if (piece.index === ALL) {
      separated(p, Array.from({ length: count }, (_, i) => i), ", ", (i) => operand(i, Prec.lowest))
    } else if (piece.index === DISTINCT) {
      p.sql += distinct
    } else if (piece.index === OVER) {
      over()
    } else {
      operand(piece.index, piece.weakest)
    }
  }
}
