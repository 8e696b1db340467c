/** What SQLite is told. */
const file = "src/driver/sqlite/dialect.ts"

export default [
  {
    name: "a pattern has no escape",
    by: "laws",
    file,
    find: "like: { sensitive: \"like\", insensitive: null, escape: \" escape '\\\\'\" },",
    replace: 'like: { sensitive: "like", insensitive: null, escape: "" },',
  },
  {
    name: "a quote in a name is not doubled",
    file,
    find: "`\"${name.replaceAll('\"', '\"\"')}\"`",
    replace: '`"${name}"`',
  },
  {
    name: "a quote in a text is not doubled",
    by: "printing",
    file,
    find: "return `'${wire.replaceAll(\"'\", \"''\")}'`",
    replace: "return `'${wire}'`",
  },
  { name: "true is 0", by: "printing", file, find: "return right(wire ? 1n : 0n)", replace: "return right(wire ? 0n : 1n)" },
  {
    name: "decimals are compared as texts",
    by: "laws",
    file,
    find: 'case "decimal":\n      return "fulmar_decimal_key($1)"',
    replace: 'case "decimal":\n      return null',
  },
  {
    name: "is distinct from is <>",
    by: "laws",
    file,
    find: 'distinctFrom: ["is not", "is"] as const,',
    replace: 'distinctFrom: ["<>", "="] as const,',
  },
  {
    name: "64-bit integers nested as JSON are numbers",
    by: "closure",
    file,
    find: '    case "bigint":\n    case "json":\n    case "array":',
    replace: '    case "json":\n    case "array":',
  },
  {
    name: "64-bit integers overflow into floats",
    by: "integers",
    file,
    find: '  "+": "fulmar_add64($1, $2)",\n',
    replace: "",
  },
  {
    name: "a difference of decimals is turned round",
    file,
    find: '"-": "fulmar_sub($1, $2)",',
    replace: '"-": "fulmar_sub($2, $1)",',
  },
  {
    name: "a number written out below 0 has no parentheses",
    by: "printing",
    file,
    find: "return wire < 0 ? `(${text})` : text",
    replace: "return text",
  },
]
