import { left, right } from "fp-ts/lib/Either.js"
import type { Dialect, Template } from "../../core/dialect.js"
import { remembered } from "../../core/remembered.js"
import type { BinaryOperator } from "../../core/expr-node.js"
import type { Family, TypeSpec, Wire } from "../../core/sql-type.js"
import { jsonPath } from "./json-path.js"
import { schema } from "./schema/index.js"
import { aggregates, functions, tableFunction } from "./templates/index.js"
import { window } from "./templates/window.js"

const quote = remembered((name) => `"${name.replaceAll('"', '""')}"`)

const hex = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("")

const literal = (type: TypeSpec, wire: Wire): string => {
  switch (typeof wire) {
    case "boolean":
      return wire ? "1" : "0"
    case "bigint":
      return wire < 0n ? `(${wire})` : String(wire)
    case "number": {
      if (!Number.isFinite(wire)) {
        return wire > 0 ? "9e999" : "(-9e999)"
      }
      const whole = Number.isInteger(wire) && type.family === "float" && Math.abs(wire) < 1e15
      const text = Object.is(wire, -0) ? "0.0" : whole ? `${wire}.0` : String(wire)
      return wire < 0 ? `(${text})` : text
    }
    case "string":
      return `'${wire.replaceAll("'", "''")}'`
    default:
      return wire === null ? "null" : `x'${hex(wire)}'`
  }
}

const INT64 = 2n ** 63n

/** Whole numbers are bound as 64-bit integers: bound as JavaScript numbers they would be floats in SQLite. */
const bind: Dialect["bind"] = (type, wire) => {
  if (storage[type.family] === null) {
    return left(`SQLite has no ${type.name}`)
  }
  if (typeof wire === "boolean") {
    return right(wire ? 1n : 0n)
  }
  if (typeof wire === "bigint") {
    return wire >= -INT64 && wire < INT64 ? right(wire) : left("SQLite has integers of 64 bits")
  }
  if (typeof wire === "number") {
    if (Number.isNaN(wire)) {
      return left("SQLite has no NaN; use NULL")
    }
    return right(type.family === "integer" || type.family === "bigint" ? BigInt(wire) : wire)
  }
  return right(wire)
}

const storage: Readonly<Record<Family, string | null>> = {
  integer: "integer",
  bigint: "integer",
  float: "real",
  decimal: "text",
  boolean: "integer",
  text: "text",
  bytes: "blob",
  date: "text",
  time: "text",
  timestamp: "text",
  timestamptz: "text",
  interval: "text",
  json: "text",
  uuid: "text",
  enum: "text",
  inet: "text",
  array: "text",
  range: null,
  textSearch: null,
  vector: null,
  unknown: "any",
}

const numeric: ReadonlySet<Family> = new Set(["integer", "bigint", "float", "boolean"])

const cast = (to: TypeSpec, from: TypeSpec): Template | null => {
  switch (to.family) {
    case "decimal":
      return from.family === "text" || from.family === "decimal" || from.family === "integer" || from.family === "bigint"
        ? to.args.length > 0
          ? `fulmar_decimal($1, ${to.args[1] ?? 0}, ${to.args[0]})`
          : "fulmar_decimal($1)"
        : null
    case "text":
      return from.family === "boolean" ? "case $1 when 0 then 'false' when 1 then 'true' end" : from.family === "bytes" ? null : "cast($1 as text)"
    case "integer":
    case "bigint":
      return from.family === "float"
        ? "fulmar_int64($1)"
        : from.family === "decimal"
          ? "fulmar_integer($1)"
          : "cast($1 as integer)"
    case "float":
      return "cast($1 as real)"
    case "boolean":
      return numeric.has(from.family) ? "($1 <> 0)" : from.family === "decimal" ? "(fulmar_sign($1) <> 0)" : null
    case "bytes":
      return from.family === "text" ? "cast($1 as blob)" : null
    case "date":
      return from.family === "timestamp" || from.family === "timestamptz" || from.family === "text" ? "date($1)" : null
    case "timestamp":
      return from.family === "timestamptz" || from.family === "text" || from.family === "date"
        ? // the fraction without needless zeros, as the codec writes it
          "rtrim(rtrim(strftime('%Y-%m-%dT%H:%M:%f', $1), '0'), '.')"
        : null
    case "timestamptz":
      return from.family === "timestamp" || from.family === "text" || from.family === "date"
        ? "strftime('%Y-%m-%dT%H:%M:%fZ', $1)"
        : null
    case "interval":
      return from.family === "text" || from.family === "interval" ? "fulmar_interval($1)" : null
    case "time":
      return from.family === "timestamp" ? "substr($1, 12)" : from.family === "text" ? "time($1, 'subsec')" : null
    default:
      return from.family === "text" || from.family === to.family ? "cast($1 as text)" : null
  }
}

const decimalOperators: Partial<Record<BinaryOperator, Template>> = {
  "+": "fulmar_add($1, $2)",
  "-": "fulmar_sub($1, $2)",
  "*": "fulmar_mul($1, $2)",
  "/": "fulmar_div($1, $2)",
  "%": "fulmar_mod($1, $2)",
}
/** 64-bit integers that overflow would go on as rounded floats. */
const int64Operators: Partial<Record<BinaryOperator, Template>> = {
  "+": "fulmar_add64($1, $2)",
  "-": "fulmar_sub64($1, $2)",
  "*": "fulmar_mul64($1, $2)",
}
const comparisons: ReadonlySet<BinaryOperator> = new Set(["=", "<>", "<", "<=", ">", ">=", "is distinct from", "is not distinct from"])

const sortKey = (type: TypeSpec): Template | null => {
  switch (type.family) {
    case "decimal":
      return "fulmar_decimal_key($1)"
    case "interval":
      return "fulmar_interval_key($1)"
    default:
      return null
  }
}

const operator: Dialect["operator"] = (op, a, b) => {
  const decimal = a.family === "decimal" || b.family === "decimal"
  // SQLite's own % makes whole numbers of both.
  if (op === "%" && a.family !== "decimal" && (decimal || a.family === "float" || b.family === "float")) {
    return "cast(fulmar_mod($1, $2) as real)"
  }
  if (decimal && op in decimalOperators) {
    return decimalOperators[op]!
  }
  if (a.family === "bigint" && b.family === "bigint" && op in int64Operators) {
    return int64Operators[op]!
  }
  // Equality too: programs and expressions may have stored 1.5 as 1.5 and as 1.50.
  const key = sortKey(decimal ? { ...a, family: "decimal" } : a)
  if (key !== null && comparisons.has(op)) {
    const symbol = op === "is distinct from" ? "is not" : op === "is not distinct from" ? "is" : op
    return `(${key} ${symbol} ${key.replace("$1", "$2")})`
  }
  return null
}

/** A decimal is rounded to the scale of its column, as PostgreSQL does. */
const assign: Dialect["assign"] = (to, from) =>
  to.family === "decimal" && (from.family !== "decimal" || to.args.join() !== from.args.join()) ? cast(to, from) : null

/** Inside JSON, 64-bit integers, JSON documents and bytes travel as text, which loses nothing. */
const jsonColumn = (type: TypeSpec): Template | null => {
  switch (type.family) {
    case "bigint":
    case "json":
    case "array":
    case "unknown":
      return "cast($1 as text)"
    case "bytes":
      return "iif($1 is null, null, '\\x' || lower(hex($1)))"
    default:
      return null
  }
}

/**
 * SQLite 3.38 and later. Decimals are kept as text and computed exactly, by functions that the layer installs.
 *
 * @since 0.1.0
 */
export const dialect: Dialect = Object.freeze({
  name: "SQLite",
  quote,
  placeholder: () => "?",
  numbered: false,
  parameter: () => null,
  typedNull: () => null,
  literal,
  bind,
  cast,
  assign,
  recursive: () => null,
  functions,
  aggregates,
  tableFunction,
  values: { names: "cte", row: "", cell: () => null },
  aggregateFilter: true,
  aggregateOrder: true,
  groupingSets: false,
  window,
  operator,
  unary: (op, operand: TypeSpec): Template | null => (op === "-" && operand.family === "decimal" ? "fulmar_neg($1)" : null),
  sortKey,
  distinctFrom: ["is not", "is"] as const,
  like: { sensitive: "like", insensitive: null, escape: " escape '\\'" },
  nullsOrder: true,
  sortsByParameter: true,
  setParentheses: false,
  withInOperand: true,
  materialized: true,
  multisets: false,
  fullJoin: true,
  distinctOn: false,
  withTies: false,
  unlimited: "-1",
  quantified: { array: false, query: false },
  limitInMembership: true,
  rowComparison: true,
  sharedKeys: true,
  rowList: { given: "values ", other: "values " },
  correlatedDerived: true,
  jsonPath,
  json: {
    list: "json_group_array($1)",
    flat: null,
    row: "json_array($*)",
    column: jsonColumn,
    nested: "json($1)",
    orderNeedsLimit: false,
  },
  sequences: null,
  lock: null,
  command: {
    verbs: { insert: "insert into ", "insert ignore": "insert or ignore into ", replace: "insert or replace into " },
    defaultKeyword: false,
    countsNull: false,
    namesAll: false,
    modifyingCte: false,
    with: new Set(["Insert", "Update", "Delete"] as const),
    defaultRow: " default values",
    dual: "",
    upsert: "on conflict",
    // Without WHERE the ON of a conflict would be read as the ON of a join.
    beforeConflict: ["select * from (", ") where true"] as const,
    returning: new Set(["Insert", "Update", "Delete"] as const),
    readBack: null,
    returningJoined: false,
    merge: false,
    updateFrom: true,
    deleteJoin: null,
    limited: "after returning",
    insertAlias: true,
    deleteAlias: true,
    simultaneousSet: true,
    readsTarget: true,
  },
  ddl: {
    columnType: (type: TypeSpec) => storage[type.family],
    transactional: true,
    enums: "check",
    tableSuffix: " strict",
    autoIncrement: { suffix: "primary key autoincrement", always: null, inPrimaryKey: true },
    virtualColumns: true,
    solidGenerated: true,
    columnChecks: true,
    longestNamed: null,
    addForeignKey: false,
    dropsCircles: true,
    deferForeignKeys: "pragma defer_foreign_keys = on",
    expressionIndexes: true,
    partialIndexes: true,
    indexKind: () => null,
    indexesInTable: false,
    indexOfTable: false,
    comments: "none",
  },
  schema,
  maxParameters: 32766,
  capabilities: new Set<string>([
    "fullJoin",
    "orderedAggregates",
    "orderedSetAggregates",
    "regression",
    "insert returning",
    "insert returning by key",
    "update returning",
    "delete returning",
    "groupsFrame",
    "frameExclusion",
    "limitedCommands",
    "insertIgnore",
    "replaceInto",
    "replace returning",
    "jsonMergePatch",
    "md5",
    "timeZones",
  ]),
} satisfies Dialect)
