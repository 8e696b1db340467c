/** How clauses come together, before anything is printed. */
export default [
  {
    name: "a second limit takes the place of the first",
    file: "src/core/query/limit.ts",
    find: 'query._tag === "Select" && query[field] === null ? query : open(query)',
    replace: 'query._tag === "Select" ? query : open(query)',
  },
  {
    name: "a condition after limit filters what is limited",
    file: "src/core/query/where.ts",
    find: "const block = open(queryNode(query))",
    replace: 'const q = queryNode(query)\n        const block = q._tag === "Select" ? q : open(q)',
  },
  {
    name: "a join after limit is limited",
    file: "src/core/query/join.ts",
    find: "const block = open(queryNode(query))",
    replace: 'const s = queryNode(query)\n  const block = s._tag === "Select" ? s : open(s)',
  },
  {
    name: "what is limited loses its order",
    file: "src/core/query/block.ts",
    find: 'orderBy: q._tag === "RawQuery" ? [] : q.orderBy,',
    replace: "orderBy: [],",
  },
  {
    name: "an aggregate after limit counts all rows",
    file: "src/core/query/select.ts",
    find: "const block = isClosed(q) && leafExprs(node).some(counts) ? open(q) : q",
    replace: "const block = q",
  },
  {
    name: "later sort keys come first",
    file: "src/core/query/order-by.ts",
    find: "const orderBy = [...q.orderBy, ...keys.map(orderKey)]",
    replace: "const orderBy = [...keys.map(orderKey), ...q.orderBy]",
  },
  {
    name: "a condition takes the place of the one before",
    file: "src/core/query/where.ts",
    find: "return withClauses(block, { where: [...block.where, expr] }) as never",
    replace: "return withClauses(block, { where: [expr] }) as never",
  },
  {
    name: "an aggregate of limited groups is computed again",
    file: "src/core/print/lower.ts",
    find: 'if (aggregated && (e._tag === "Aggregate" || e._tag === "Grouping")) {',
    replace: 'if (!aggregated && (e._tag === "Aggregate" || e._tag === "Grouping")) {',
  },
  {
    name: "except turned round",
    file: "src/core/query/set.ts",
    find: "return setNode(op, left, conform(queryNode(other), left))",
    replace: "return setNode(op, conform(queryNode(other), left), left)",
  },
]
