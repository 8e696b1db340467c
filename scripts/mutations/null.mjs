/** What may be NULL. */
const file = "src/core/nullability.ts"

export default [
  {
    name: "the right side of a left join is never absent",
    file,
    find: 'if (join.kind === "left" || join.kind === "full") {',
    replace: 'if (join.kind === "full") {',
  },
  {
    name: "the left side of a full join is never absent",
    file,
    find: 'if (join.kind === "right" || join.kind === "full") {',
    replace: 'if (join.kind === "right") {',
  },
  {
    name: "a strict function is never NULL",
    file,
    find: 'case "strict":\n          return some(e.args)',
    replace: 'case "strict":\n          return false',
  },
  {
    name: "coalesce is never NULL",
    file,
    find: "return e.args.every((x) => mayBeNull(x, optional))",
    replace: "return false",
  },
  {
    name: "a case without else is never NULL",
    file,
    find: "return e.otherwise === null || mayBeNull(e.otherwise, optional) || some(",
    replace: "return (e.otherwise !== null && mayBeNull(e.otherwise, optional)) || some(",
  },
  {
    name: "a division is never NULL",
    file,
    find: 'case "/":\n        case "%":\n          return true',
    replace: 'case "/":\n        case "%":\n          return false',
  },
  {
    name: "a subquery without rows is not NULL",
    file,
    find: "return !alwaysOneRow(e.query) || queryLeafMayBeNull(e.query, 0, optional)",
    replace: "return queryLeafMayBeNull(e.query, 0, optional)",
  },
]
