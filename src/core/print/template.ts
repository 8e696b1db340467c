import type { Template } from "../dialect.js"
import { type Printer, separated } from "./printer.js"

type Piece = string | number | "*"

const cache = new Map<Template, ReadonlyArray<Piece>>()

/** The text and operand places of a template; `-1` is all operands. */
const pieces = (template: Template): ReadonlyArray<Piece> => {
  const known = cache.get(template)
  if (known !== undefined) {
    return known
  }
  const parsed: Array<Piece> = []
  for (const part of template.split(/(\$\d|\$\*)/)) {
    if (part === "$*") {
      parsed.push(-1)
    } else if (/^\$\d$/.test(part)) {
      parsed.push(Number(part[1]) - 1)
    } else if (part !== "") {
      parsed.push(part)
    }
  }
  cache.set(template, parsed)
  return parsed
}

/** Prints a template, with `operand` printing the operand of an index. */
export const printTemplate = (p: Printer, template: Template, count: number, operand: (index: number) => void): void => {
  for (const piece of pieces(template)) {
    if (typeof piece === "string") {
      p.sql += piece
    } else if (piece === -1) {
      separated(p, Array.from({ length: count }, (_, i) => i), ", ", operand)
    } else {
      operand(piece as number)
    }
  }
}
