import { type ExprNode, isExprNode } from "../../core/expr-node.js"
import type { Family } from "../../core/sql-type.js"
import { code, type Code, type Doc, nameOf } from "./code.js"
import { dataDoc } from "./data.js"
import { same } from "./same.js"
import type { Shower } from "./shower.js"
import { isNamed } from "./type.js"
import { callDoc, vocabulary } from "./vocabulary.js"

/** An argument of a call: an expression, which may have been written in several ways, or code. */
export type Argument = ExprNode | Code

/** A call that may have made a node; without arguments it may be a constant. */
export type Form = readonly [name: string, ...args: ReadonlyArray<Argument>]

/** Types whose values are strings, so that what casts them to text by itself takes them. */
const strings: ReadonlySet<Family> = new Set<Family>(["enum", "uuid", "date", "time", "timestamp", "inet", "text"])

/** Ways in which a program may have written an argument, likely ones first. */
export const waysOf = (s: Shower, e: ExprNode): ReadonlyArray<() => Code> => {
  const whole = () => s.expr(e)
  const inside = (operand: ExprNode) => waysOf(s, operand)
  switch (e._tag) {
    case "Value":
      return [() => code(dataDoc(e.value), e.value), whole]
    case "Cast":
      return strings.has(e.operand.type.family) || !isNamed(e.type) ? [...inside(e.operand), whole] : [whole, ...inside(e.operand)]
    case "Case":
      // A number of characters, which is not below 0.
      return e.branches.length === 1 && e.otherwise !== null ? [...inside(e.otherwise), whole] : [whole]
    case "Binary": {
      // A number of bits, which is below 64; a number of years in months.
      const { left, op, right } = e
      return right._tag === "Value" && ((op === "&" && right.value === 63) || (op === "*" && right.value === 12))
        ? [...inside(left), whole]
        : [whole]
    }
    default:
      return [whole]
  }
}

const callOf = (name: string, args: ReadonlyArray<Code>): { readonly doc: Doc; readonly make: () => unknown } => {
  const of = vocabulary[name]
  return typeof of === "function"
    ? { doc: callDoc(name, ...args.map((a) => a.doc)), make: () => (of as (...args: ReadonlyArray<unknown>) => unknown)(...args.map((a) => a.value)) }
    : { doc: nameOf("fulmar", name), make: () => of }
}

/** Calls of several ways of writing the arguments: all alike first, then all mixtures of a few. */
function* mixtures(ways: ReadonlyArray<ReadonlyArray<() => Code>>): Generator<ReadonlyArray<Code>> {
  const most = Math.max(1, ...ways.map((w) => w.length))
  const all = ways.reduce((n, w) => n * w.length, 1)
  for (let level = 0; level < most; level++) {
    yield ways.map((w) => w[Math.min(level, w.length - 1)]!())
  }
  for (let i = 0; i < Math.min(all, 256); i++) {
    let rest = i
    yield ways.map((w) => {
      const way = w[rest % w.length]!
      rest = Math.floor(rest / w.length)
      return way()
    })
  }
}

/** What a call makes; `null` where it throws. */
const made = (make: () => unknown): unknown => {
  try {
    return make()
  } catch {
    return null
  }
}

/** Functions whose first argument may be a value. */
const takingValues: ReadonlySet<string> = new Set(["concat", "concatWs", "jsonArray", "makeDate", "percentileCont", "percentileDisc"])

const waysIn = (s: Shower, name: string, e: ExprNode, place: number): ReadonlyArray<() => Code> => {
  const ways = waysOf(s, e)
  return place === 0 && e._tag === "Value" && !takingValues.has(name) ? ways.toReversed() : ways
}

/**
 * The first of the calls that makes the node; else one that makes one that is printed alike; else the first. What it makes
 * is not the node itself, but the same.
 */
export const attempt = (s: Shower, node: ExprNode, forms: ReadonlyArray<Form>): Code => {
  let alike: Doc | null = null
  let first: Doc | null = null
  for (const [name, ...args] of forms) {
    for (const mixture of mixtures(args.map((a, i) => (isExprNode(a) ? waysIn(s, name, a, i) : [() => a])))) {
      const { doc, make } = callOf(name, mixture)
      const again = made(make)
      if (same(again, node)) {
        return code(doc, node)
      }
      first ??= doc
      alike ??= same(again, node, "printed") ? doc : null
    }
  }
  return code(alike ?? first!, node)
}

/** A value as an operand: as it is where the call makes the same of it, else as an expression. */
export const operandCode = (s: Shower, e: ExprNode, call: (value: unknown) => unknown): Code => {
  for (const way of waysOf(s, e)) {
    const written = way()
    if (same(made(() => call(written.value)), e)) {
      return written
    }
  }
  return s.expr(e)
}
