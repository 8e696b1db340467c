/** Parentheses and what binds how tightly. */
const file = "src/core/print/precedence.ts"
const expr = "src/core/print/expr.ts"

export default [
  { name: "AND binds weaker than OR", file, find: "  or: 1,\n  and: 2,", replace: "  or: 2,\n  and: 1," },
  {
    name: "a - (b - c) without parentheses",
    file,
    find: "const additive: Binding = { level: Prec.additive, left: Prec.additive, right: Prec.multiplicative,",
    replace: "const additive: Binding = { level: Prec.additive, left: Prec.additive, right: Prec.additive,",
  },
  {
    name: "a / (b * c) without parentheses",
    file,
    find: "  right: Prec.negation,",
    replace: "  right: Prec.multiplicative,",
  },
  {
    name: "a = (b = c) without parentheses",
    file,
    find: "{ level: Prec.comparison, left: Prec.other, right: Prec.other,",
    replace: "{ level: Prec.comparison, left: Prec.other, right: Prec.comparison,",
  },
  {
    name: "a || (b & c) without parentheses",
    file,
    find: "{ level: Prec.other, left: Prec.operand, right: Prec.operand,",
    replace: "{ level: Prec.other, left: Prec.operand, right: Prec.other,",
  },
  {
    name: "(not a) = b without parentheses",
    file,
    find: 'return e.op === "not" ? Prec.not : Prec.negation',
    replace: "return Prec.negation",
  },
  {
    name: "(a like b) = c without parentheses",
    file,
    find: '    case "Like":\n      return Prec.comparison',
    replace: '    case "Like":\n      return Prec.operand',
  },
  {
    name: "(a in (b)) = c without parentheses",
    file,
    find: '    case "In":\n      return Prec.comparison',
    replace: '    case "In":\n      return Prec.operand',
  },
  {
    name: "not (a or b) without parentheses",
    file: expr,
    find: 'p.sql += e.op === "not" ? "not " : e.op\n      return printExpr(p, e.operand, Prec.operand)',
    replace: 'p.sql += e.op === "not" ? "not " : e.op\n      return printExpr(p, e.operand, Prec.lowest)',
  },
  {
    name: "an operand of a template without parentheses",
    file: "src/core/print/template.ts",
    find: "weakest: alone(before, parts[i + 1]!) ? Prec.lowest : Prec.operand,",
    replace: "weakest: Prec.lowest,",
  },
]
