import BetterSqlite from "better-sqlite3"
import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import {
  betweenNode,
  binaryNode,
  type BinaryOperator,
  caseNode,
  type ExprNode,
  inNode,
  isNullNode,
  literalNode,
  likeNode,
  logicalNode,
  unaryNode,
} from "../src/core/expr-node.js"
import { boolean, integer } from "../src/index.js"
import { dialect, numRuns, runsOfCost } from "./harness.js"
import { parse, show } from "./sqlite-expression.js"
import { sql } from "./arbitraries/index.js"

const int = integer.spec.type
const bool = boolean.spec.type

const binaries: ReadonlyArray<BinaryOperator> = [
  "=", "<>", "<", "<=", ">", ">=", "is distinct from", "is not distinct from",
  "+", "-", "*", "/", "%", "||", "&", "|", "<<", ">>",
]

/** A form that takes operands: an operator, and how to make its node of them. */
interface Form {
  readonly name: string
  readonly places: number
  readonly make: (...operands: ReadonlyArray<ExprNode>) => ExprNode
}

const forms: ReadonlyArray<Form> = [
  ...binaries.map((op): Form => ({ name: op, places: 2, make: (a, b) => binaryNode(int, op, a!, b!) })),
  { name: "and", places: 2, make: (a, b) => logicalNode(bool, "and", [a!, b!]) },
  { name: "or", places: 2, make: (a, b) => logicalNode(bool, "or", [a!, b!]) },
  { name: "and of three", places: 3, make: (...all) => logicalNode(bool, "and", all) },
  { name: "or of one", places: 1, make: (a) => logicalNode(bool, "or", [a!]) },
  { name: "not", places: 1, make: (a) => unaryNode(bool, "not", a!) },
  { name: "-", places: 1, make: (a) => unaryNode(int, "-", a!) },
  { name: "~", places: 1, make: (a) => unaryNode(int, "~", a!) },
  { name: "is null", places: 1, make: (a) => isNullNode(bool, a!, false) },
  { name: "is not null", places: 1, make: (a) => isNullNode(bool, a!, true) },
  { name: "between", places: 3, make: (a, b, c) => betweenNode(bool, a!, b!, c!, false) },
  { name: "not between", places: 3, make: (a, b, c) => betweenNode(bool, a!, b!, c!, true) },
  { name: "in", places: 3, make: (a, ...items) => inNode(bool, a!, items, false) },
  { name: "not in", places: 2, make: (a, ...items) => inNode(bool, a!, items, true) },
  { name: "like", places: 2, make: (a, b) => likeNode(bool, a!, b!, { caseInsensitive: false, negated: false }) },
  { name: "not like", places: 2, make: (a, b) => likeNode(bool, a!, b!, { caseInsensitive: false, negated: true }) },
  { name: "case", places: 3, make: (a, b, c) => caseNode(int, [{ when: a!, then: b! }], c!) },
]

const Operands = sql.table("t", Object.fromEntries(["a", "b", "c", "d", "e"].map((key) => [key, integer])))
const leaves: ReadonlyArray<ExprNode> = ["a", "b", "c", "d", "e"].map((key) => Operands[key])

/** The text of an expression as the library prints it. */
const printed = (e: ExprNode): string => {
  const text: string = sql.toSql(dialect)(sql.select({ x: e })(sql.from(Operands)))
  const [, inner] = /^select (.*?)(?: as "x")? from "t"$/s.exec(text) ?? []
  if (inner === undefined) {
    throw new Error(text)
  }
  return inner
}

/** Another printer, with parentheses around everything, written without a look at the library's. */
const full = (e: ExprNode): string => {
  switch (e._tag) {
    case "Column":
      return `"t"."${e.name}"`
    case "Literal":
      return e.keyword
    case "Value":
      return typeof e.value === "number" ? `(${e.value})` : `'${String(e.value).replaceAll("'", "''")}'`
    case "Unary":
      return `(${e.op} ${full(e.operand)})`
    case "Binary": {
      const op = e.op === "is distinct from" ? "is not" : e.op === "is not distinct from" ? "is" : e.op
      return `(${full(e.left)} ${op} ${full(e.right)})`
    }
    case "Logical":
      return e.operands.length === 0
        ? e.op === "and" ? "true" : "false"
        : e.operands.map(full).reduce((a, b) => `(${a} ${e.op} ${b})`)
    case "IsNull":
      return `(${full(e.operand)} is ${e.negated ? "not " : ""}null)`
    case "Between":
      return `(${full(e.operand)} ${e.negated ? "not " : ""}between ${full(e.low)} and ${full(e.high)})`
    case "In":
      return e.items.length === 0
        ? e.negated ? "true" : "false"
        : `(${full(e.operand)} ${e.negated ? "not " : ""}in (${e.items.map(full).join(", ")}))`
    case "Like":
      return `(${full(e.operand)} ${e.negated ? "not " : ""}like ${full(e.pattern)} escape '\\')`
    case "Case":
      return `(case ${e.branches.map((b) => `when ${full(b.when)} then ${full(
        b.then)}`).join(" ")} else ${full(e.otherwise!)} end)`
    default:
      throw new Error(e._tag)
  }
}

const db = new BetterSqlite(":memory:")
const operandNames = ["a", "b", "c", "d", "e"]
db.exec(`create table "t" (${operandNames.map((name) => `"${name}" integer`).join(", ")})`)
const operandRow = fc.tuple(...operandNames.map(() => fc.constantFrom(null, 0, 1, -1, 2, 3, -7, 10, 64)))

const values = (text: string): unknown => db.prepare(`select ${text} from "t"`).safeIntegers().pluck().all()

const loadOperands = (rows: ReadonlyArray<ReadonlyArray<number | null>>): void => {
  db.exec('delete from "t"')
  const insert = db.prepare('insert into "t" values (?, ?, ?, ?, ?)')
  rows.forEach((row) => insert.run(...row))
}

/** The outer form with the inner one in one of its places. */
const nest = (outer: Form, place: number, inner: Form): ExprNode => {
  const [own, nested] = [leaves.slice(0, outer.places), leaves.slice(outer.places - 1, outer.places - 1 + inner.places)]
  return outer.make(...own.map((leaf, i) => (i === place ? inner.make(...nested) : leaf)))
}

const pairs = forms.flatMap((outer) =>
  Array.from({ length: outer.places }, (_, place) => place).flatMap((place) =>
    forms.map((inner) =>
      ({ name: `${inner.name} in place ${place} of ${outer.name}`, tree: nest(outer, place, inner) })),
  ),
)

/** Trees of any depth. */
const deep: fc.Arbitrary<ExprNode> = fc.letrec<{ tree: ExprNode }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, depthSize: "medium", withCrossShrink: true },
    { weight: 2, arbitrary: fc.constantFrom(...leaves, literalNode(int, "null")) },
    ...forms.map((form) => ({
      weight: 1,
      arbitrary: fc.array(tie("tree"), { minLength: form.places, maxLength: form.places }).map(
        (all) => form.make(...all)),
    })),
  ),
})).tree

describe("precedence", () => {
  test("what is printed parses to the same tree, for every pair of operators in every place", () => {
    for (const { name, tree } of pairs) {
      expect(show(parse(printed(tree))), `${name}: ${printed(tree)}`).toBe(show(parse(full(tree))))
    }
  })

  test("what is printed parses to the same tree, for trees of any depth", () =>
    fc.assert(
      fc.property(deep, (tree) => {
        expect(show(parse(printed(tree))), printed(tree)).toBe(show(parse(full(tree))))
      }),
      { numRuns: runsOfCost(1 / 3) },
    ))

  test("what is printed has the value it has with parentheses around everything, for every pair", () =>
    fc.assert(
      fc.property(fc.array(operandRow, { minLength: 30, maxLength: 30 }), (rows) => {
        loadOperands(rows)
        for (const { name, tree } of pairs) {
          expect(values(printed(tree)), `${name}: ${printed(tree)}`).toEqual(values(full(tree)))
        }
      }),
      // Each case is all pairs of operators, on many rows.
      { numRuns: runsOfCost(500) },
    ))

  test("what is printed has the value it has with parentheses around everything, for trees of any depth", () =>
    fc.assert(
      fc.property(deep, fc.array(operandRow, { minLength: 5, maxLength: 5 }), (tree, rows) => {
        loadOperands(rows)
        expect(values(printed(tree)), printed(tree)).toEqual(values(full(tree)))
      }),
      { numRuns },
    ))

  test("minus signs never make a comment, whatever is negated", () => {
    const negated = fc.tuple(fc.integer({ min: 1, max: 6 }),
      fc.oneof(deep, fc.integer({ min: -9, max: 9 }).map((n): ExprNode => sql.literal(n))))
    fc.assert(
      fc.property(negated, fc.boolean(), ([times, e], subtracted) => {
        const chain = Array.from({ length: times }).reduce<ExprNode>((x) => unaryNode(int, "-", x), e)
        const text = printed(subtracted ? binaryNode(int, "-", leaves[0]!, chain) : chain)
        expect(text).not.toContain("--")
        expect(values(text)).toBeDefined()
      }),
      { numRuns },
    )
  })

  test("an infix operator is never printed with parentheses that its operand does not need, where arithmetic nests to the left", () => {
    const [a, b, c] = leaves as readonly [ExprNode, ExprNode, ExprNode]
    const left = (op: BinaryOperator, other: BinaryOperator): string =>
      printed(binaryNode(int, op, binaryNode(int, other, a, b), c))
    expect(left("-", "+")).toBe('"t"."a" + "t"."b" - "t"."c"')
    expect(left("+", "*")).toBe('"t"."a" * "t"."b" + "t"."c"')
    expect(left("*", "+")).toBe('("t"."a" + "t"."b") * "t"."c"')
    expect(printed(logicalNode(bool, "and", [logicalNode(bool, "and", [a, b]), c]))).toBe(
      '"t"."a" and "t"."b" and "t"."c"')
  })
})
