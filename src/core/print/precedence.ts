import type { BinaryOperator, ExprNode } from "../expr-node.js"

/**
 * How tightly expressions bind, as data. Databases disagree on `||`, the bit operators and NOT, so these bind weaker than
 * arithmetic here and their operands are always single: what is printed reads the same everywhere.
 */
export const Prec = {
  lowest: 0,
  or: 1,
  and: 2,
  not: 3,
  comparison: 4,
  other: 5,
  additive: 6,
  multiplicative: 7,
  negation: 8,
  operand: 9,
} as const

/** What an operator asks of its operands: `left` and `right` are the weakest that may stand there bare. */
export interface Binding {
  readonly level: number
  readonly left: number
  readonly right: number
  /** May the left operand be the same operator, bare: `a || b || c`? */
  readonly chains: boolean
}

const comparison: Binding = { level: Prec.comparison, left: Prec.other, right: Prec.other, chains: false }
const single: Binding = { level: Prec.other, left: Prec.operand, right: Prec.operand, chains: false }
const chain: Binding = { ...single, chains: true }
const additive: Binding = { level: Prec.additive, left: Prec.additive, right: Prec.multiplicative, chains: true }
const multiplicative: Binding = {
  level: Prec.multiplicative,
  left: Prec.multiplicative,
  right: Prec.negation,
  chains: true,
}

export const binding: Readonly<Record<BinaryOperator, Binding>> = {
  "=": comparison,
  "<>": comparison,
  "<": comparison,
  "<=": comparison,
  ">": comparison,
  ">=": comparison,
  "is distinct from": comparison,
  "is not distinct from": comparison,
  "+": additive,
  "-": additive,
  "*": multiplicative,
  "/": multiplicative,
  "%": multiplicative,
  "||": chain,
  "&": chain,
  "|": chain,
  "<<": single,
  ">>": single,
}

/** The level of an expression as it is printed by its symbol. */
export const level = (e: ExprNode): number => {
  switch (e._tag) {
    case "Binary":
      return binding[e.op].level
    case "Logical":
      return e.operands.length === 0 ? Prec.operand : e.op === "or" ? Prec.or : Prec.and
    case "Unary":
      return e.op === "not" ? Prec.not : Prec.negation
    case "GroupKey":
      return level(e.key)
    case "Raw":
      return e.binds === null ? Prec.lowest : Prec[e.binds]
    case "Collate":
      return Prec.other
    case "IsNull":
    case "Between":
    case "InQuery":
    case "Quantified":
    case "QuantifiedQuery":
    case "Like":
      return Prec.comparison
    case "In":
      return Prec.comparison
    default:
      return Prec.operand
  }
}
