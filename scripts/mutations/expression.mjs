/** What expressions mean. */
const file = "src/core/print/expr.ts"
const aggregate = "src/core/print/aggregate.ts"

export default [
  {
    name: "between goes to its lower bound",
    by: "combinators",
    file,
    find: "return printKey(p, e.high, Prec.additive, e.operand)",
    replace: "return printKey(p, e.low, Prec.additive, e.operand)",
  },
  {
    name: "not between is between",
    file,
    find: 'e.negated ? " not between " : " between "',
    replace: '" between "',
  },
  {
    name: "a list with NULL is left out by or",
    by: "laws",
    file,
    find: 'items.length === 0 ? "" : e.negated ? " and " : " or "',
    replace: 'items.length === 0 ? "" : " or "',
  },
  {
    name: "not in nothing is false",
    file,
    find: 'p.sql += e.negated ? "true" : "false"',
    replace: 'p.sql += e.negated ? "false" : "false"',
  },
  {
    name: "is not null is is null",
    file,
    find: 'p.sql += e.negated ? " is not null" : " is null"',
    replace: 'p.sql += " is null"',
  },
  {
    name: "a case without its else",
    file,
    find: "      if (e.otherwise !== null) {\n",
    replace: "      if (e.otherwise !== null && e.operand !== null) {\n",
  },
  {
    name: "the operands of an operator are swapped",
    file: "src/core/print/expr.ts",
    find: "const operandsOf = (e: ExprNode): ReadonlyArray<ExprNode> => {\n  switch (e._tag) {\n    case \"Binary\":\n      return [e.left, e.right]",
    replace: "const operandsOf = (e: ExprNode): ReadonlyArray<ExprNode> => {\n  switch (e._tag) {\n    case \"Binary\":\n      return [e.right, e.left]",
  },
  {
    name: "or() is true",
    file,
    find: 'p.sql += e.op === "and" ? "true" : "false"',
    replace: 'p.sql += "true"',
  },
  {
    name: "a filter of an aggregate is turned round",
    file: aggregate,
    find: 'p.sql += " filter (where "\n      printExpr(p, filter, Prec.lowest)',
    replace: 'p.sql += " filter (where not "\n      printExpr(p, filter, Prec.operand)',
  },
  {
    name: "an aggregate of distinct values is of all",
    file: aggregate,
    find: 'p.sql += e.distinct ? "distinct " : ""',
    replace: 'p.sql += ""',
  },
  {
    name: "_ is not escaped in contains",
    file: "src/expr/text.ts",
    find: "text.replace(/[\\\\%_]/g",
    replace: "text.replace(/[\\\\%]/g",
  },
  {
    name: "a window without its partitions",
    file: "src/core/print/over.ts",
    find: "if (w.partitionBy.length > 0) {",
    replace: "if (w.partitionBy.length > 9) {",
  },
]
