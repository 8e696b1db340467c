import { expression } from "./parse.js"
import type { Part, Tree } from "./tree.js"

/** A place for an operand: a parameter that no statement has. */
const FIRST = 60001
export const hole = (index: number): string => `$${FIRST + index}`

/** What is put into a place: an expression, or a query, around which parentheses stand already. */
export type Operand = { readonly expr: Tree } | { readonly query: Tree }

/** The text of the place for an operand. */
export const holeFor = (operand: Operand, index: number): string => ("query" in operand ? `(select ${hole(index)})` : hole(index))

const indexOf = (x: Part): number | null => {
  const number = ((x as Tree | undefined)?.["ParamRef"] as { readonly number?: number } | undefined)?.number
  return number !== undefined && number >= FIRST ? number - FIRST : null
}

/** The place in a query that is nothing but it. */
const indexOfQuery = (x: Tree): number | null => {
  const { targetList } = (x["SelectStmt"] ?? {}) as { readonly targetList?: ReadonlyArray<Tree> }
  const val = (targetList?.[0]?.["ResTarget"] as Tree | undefined)?.["val"]
  return targetList?.length === 1 && val !== undefined ? indexOf(val) : null
}

/** A tree with the operands in their places; each that is needed must have one. */
export const filled = (
  tree: Tree,
  operands: ReadonlyArray<Operand>,
  needed: (index: number) => boolean = () => true,
): Tree => {
  const used = new Set<number>()
  const go = (x: Part): Part => {
    if (Array.isArray(x)) {
      return x.map(go)
    }
    if (typeof x !== "object") {
      return x
    }
    const at = indexOf(x as Tree)
    const operand = at === null ? undefined : operands[at]
    if (operand !== undefined && "expr" in operand) {
      used.add(at!)
      return operand.expr
    }
    const inside = indexOfQuery(x as Tree)
    const query = inside === null ? undefined : operands[inside]
    if (query !== undefined && "query" in query) {
      used.add(inside!)
      return query.query
    }
    return Object.fromEntries(Object.entries(x).map(([field, part]) => [field, go(part)]))
  }
  const made = go(tree) as Tree
  const lost = operands.findIndex((_, i) => needed(i) && !used.has(i))
  if (lost >= 0) {
    throw new Error(`operand ${lost} has no place`)
  }
  return made
}

/** A template of one text per operand, with all of them in it: `$1`, `$=2`, `$*`. */
export const templateText = (template: string, operands: ReadonlyArray<Operand>): string =>
  template
    .replaceAll("$*", operands.map(holeFor).join(", "))
    .replaceAll(/\$=?(\d)(?!\d)/g, (_, digit: string) => {
      const index = Number(digit) - 1
      const operand = operands[index]
      return operand === undefined ? "1" : holeFor(operand, index)
    })

/** Whether a template has a place for the operand of an index. */
export const places = (template: string) => (index: number): boolean =>
  template.includes("$*") || new RegExp(`\\$=?${index + 1}(?!\\d)`).test(template)

/** The tree of a template: its text by itself, with the operands' trees in the places of the operands. */
export const grafted = (template: string, operands: ReadonlyArray<Operand>): Tree =>
  template === "$1"
    ? (operands[0] as { readonly expr: Tree }).expr
    : filled(expression(templateText(template, operands)), operands, places(template))
