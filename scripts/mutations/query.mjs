/** The clauses of a query. */
const file = "src/core/print/query.ts"
const order = "src/core/print/order.ts"

export default [
  {
    name: "nulls first is nulls last",
    file: order,
    find: 'o.nulls === "first" ? " nulls first" : " nulls last"',
    replace: 'o.nulls === "first" ? " nulls last" : " nulls first"',
  },
  { name: "desc is asc", file: order, find: 'p.sql += " desc"', replace: 'p.sql += " asc"' },
  {
    name: "conditions are joined by or",
    file,
    find: 'conditions.find(isExprNode)?.type ?? countType, "and", conditions)',
    replace: 'conditions.find(isExprNode)?.type ?? countType, "or", conditions)',
  },
  {
    name: "a left join is an inner one",
    file,
    find: "p.sql += ` ${join.kind} join ",
    replace: 'p.sql += ` ${join.kind === "left" ? "inner" : join.kind} join ',
  },
  {
    name: "a right join is a left one",
    file,
    find: "p.sql += ` ${join.kind} join ",
    replace: 'p.sql += ` ${join.kind === "right" ? "left" : join.kind} join ',
  },
  {
    name: "the offset is the limit",
    file,
    find: '    p.sql += " offset "\n    printRowCount(p, offset)',
    replace: '    p.sql += " offset "\n    printRowCount(p, limit ?? offset)',
  },
  {
    name: "distinct is forgotten",
    file,
    find: 'block.distinct && wanted.rows === undefined ? "select distinct " : "select "',
    replace: '"select "',
  },
  {
    name: "both operands of a set operation are the left one",
    file,
    find: "printOperand(p, q.right, false, told)",
    replace: "printOperand(p, q.left, false, told)",
  },
  {
    name: "union all drops duplicates",
    by: "closure",
    file,
    find: "p.sql += ` ${q.op} `",
    replace: 'p.sql += ` ${q.op.replace(" all", "")} `',
  },
  {
    name: "having is forgotten",
    file,
    find: 'printConditions(p, " having ", toldApart(p, block))',
    replace: 'printConditions(p, " having ", [])',
  },
  {
    name: "only the first key groups",
    file,
    find: 'separated(p, block.groupBy, ", ", (e)',
    replace: 'separated(p, block.groupBy.slice(0, 1), ", ", (e)',
  },
  {
    name: "a limited operand of a set operation is bare",
    file: "src/core/print/operand.ts",
    find: "q.orderBy.length === 0 && !isClosed(q) && q.locks.length === 0",
    replace: "q.orderBy.length === 0 && q.locks.length === 0",
  },
  {
    name: "the witness of a row is NULL",
    file,
    find: "p.sql += `(select *, 1 as ",
    replace: "p.sql += `(select *, null as ",
  },
]
