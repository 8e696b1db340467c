import type { Template } from "../dialect.js"
import { Prec } from "./precedence.js"
import { type Printer, separated } from "./printer.js"

/** A place of an operand, and the weakest that may stand there bare. */
interface Place {
  readonly index: number
  readonly weakest: number
  /** Whether a value must be part of the text there. */
  readonly literal: boolean
}

/** What else an aggregate prints in its template. */
export interface Clauses {
  readonly distinct: () => void
  readonly order: () => void
  readonly keys: () => void
  readonly over: () => void
}

type Piece = string | Place

const ALL = -1
const DISTINCT = -2
const OVER = -3
const ORDER = -4
const KEYS = -5

const cache = new Map<Template, ReadonlyArray<Piece>>()

const nothing = (): void => {}
export const noClauses: Clauses = { distinct: nothing, order: nothing, keys: nothing, over: nothing }

const clauses: Readonly<Record<string, number>> = { $d: DISTINCT, $o: OVER, $b: ORDER, $k: KEYS }

/** Does the place have what is between two commas or parentheses to itself? */
const alone = (before: string, after: string): boolean =>
  (/[(,]\s*(distinct )?$/.test(before) || before === "") && (/^\s*[),]|^ as /.test(after) || after === "")

const pieces = (template: Template): ReadonlyArray<Piece> => {
  const known = cache.get(template)
  if (known !== undefined) {
    return known
  }
  const parts = template.split(/(\$=?\d|\$\*|\$d|\$o|\$b|\$k)/)
  const parsed = parts.flatMap((part, i): ReadonlyArray<Piece> => {
    if (i % 2 === 0) {
      return part === "" ? [] : [part]
    }
    const clause = clauses[part]
    if (clause !== undefined) {
      return [{ index: clause, weakest: Prec.lowest, literal: false }]
    }
    const before = parts[i - 2] === "$d" && parts[i - 1] === "" ? parts[i - 3]! : parts[i - 1]!
    return [
      {
        index: part === "$*" ? ALL : Number(part.at(-1)) - 1,
        weakest: alone(before, parts[i + 1]!) ? Prec.lowest : Prec.operand,
        literal: part[1] === "=",
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

/** Whether a template says itself where ORDER BY goes. */
export const placesOrder = (template: Template): boolean => /\$[bk]/.test(template)

/** Prints a template, with `operand` printing the operand of an index, in parentheses if it binds weaker than `weakest`. */
export const printTemplate = (
  p: Printer,
  template: Template,
  count: number,
  operand: (index: number, weakest: number, literal: boolean) => void,
  { distinct, keys, order, over }: Clauses = noClauses,
): void => {
  for (const piece of pieces(template)) {
    if (typeof piece === "string") {
      p.sql += piece
    } else if (piece.index === ALL) {
      separated(p, Array.from({ length: count }, (_, i) => i), ", ", (i) => operand(i, Prec.lowest, false))
    } else if (piece.index === DISTINCT) {
      distinct()
    } else if (piece.index === OVER) {
      over()
    } else if (piece.index === ORDER) {
      order()
    } else if (piece.index === KEYS) {
      keys()
    } else {
      operand(piece.index, piece.weakest, piece.literal)
    }
  }
}
