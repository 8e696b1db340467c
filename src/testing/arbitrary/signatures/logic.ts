import type { ExprNode } from "../../../core/expr-node.js"
import { isEquatable, isOrdered, type Kind } from "../kind.js"
import { call, type Chapter, type Draw, several, type Signature, special, words, type Word } from "../signature.js"

const equalities: ReadonlyArray<Word> = ["eq", "neq", "isDistinctFrom", "isNotDistinctFrom"]
const orders: ReadonlyArray<Word> = ["lt", "lte", "gt", "gte"]

/** An operand, or seldom NULL. */
const orNull = (d: Draw, kind: Kind, beside: ExprNode): unknown => (d.chance(6) ? null : d.operand(kind, beside))

/** A test of two operands of one kind, which is drawn with them. */
const test = (name: Word, fits: (kind: Kind) => boolean, make: (d: Draw, kind: Kind, e: ExprNode) => ExprNode): Signature =>
  special(name, "boolean", (d) => {
    const kind = d.anyKind(fits)
    return make(d, kind, d.expr(kind))
  })

/** A row value of two columns, and how it is compared. */
const rowTest = (name: Word): Signature =>
  special("rowValue", "boolean", (d) => {
    const [a, b] = [d.anyKind(isOrdered), d.anyKind(isOrdered)]
    const row = words.rowValue({ a: d.expr(a), b: d.expr(b) })
    const other = words.rowValue({ a: d.expr(a), b: d.expr(b) })
    return name === "isIn" ? words.isIn(row, [other]) : words[name](row, other)
  })

export const logicSignatures: Chapter = [
  special("always", "boolean", () => words.always as never),
  special("never", "boolean", () => words.never as never),
  call("and", "boolean", [several((d) => [d.expr(boolean(d))], 0, 3)]),
  call("or", "boolean", [several((d) => [d.expr(boolean(d))], 0, 3)]),
  call("not", "boolean", ["boolean"]),
  ...(["isNull", "isNotNull"] as const).map((name) =>
    special(name, "boolean", (d) => words[name](d.expr(d.anyKind()))),
  ),
  ...equalities.map((name) => test(name, isEquatable, (d, kind, e) => words[name](e, orNull(d, kind, e)))),
  ...orders.map((name) => test(name, isOrdered, (d, kind, e) => words[name](e, d.operand(kind, e)))),
  ...(["between", "notBetween"] as const).map((name) =>
    test(name, isOrdered, (d, kind, e) => words[name](e, d.operand(kind, e), d.operand(kind, e))),
  ),
  ...(["isIn", "notIn"] as const).map((name) =>
    test(name, isEquatable, (d, kind, e) => words[name](e, Array.from({ length: d.int(0, 3) }, () => orNull(d, kind, e)))),
  ),
  ...(["inQuery", "notInQuery"] as const).map((name) =>
    test(name, isEquatable, (d, kind, e) => words[name](e, d.query([kind]))),
  ),
  special("exists", "boolean", (d) => words.exists(d.query([d.anyKind()]))),
  rowTest("eq"),
  rowTest("lt"),
  rowTest("isIn"),
  ...(["anyOf", "allOf"] as const).map((name) =>
    special(
      name,
      "boolean",
      (d) => {
        const kind = d.anyKind(isOrdered)
        const op = d.pick(["eq", "lt", "gte", "neq"] as const)
        return words[op](d.expr(kind), words[name](d.query([kind])))
      },
      { needs: "quantified" },
    ),
  ),
]

function boolean(d: Draw): Kind {
  return d.anyKind((kind) => kind.name === "boolean")
}
