import { left, right } from "fp-ts/lib/Either.js"
import type { Dialect, Template } from "../../core/dialect.js"
import type { TypeSpec, Wire } from "../../core/sql-type.js"
import { arrayLiteral } from "./array-literal.js"
import { assign, cast } from "./cast.js"
import { aggregates, functions, tableFunction } from "./functions/index.js"
import { window } from "./functions/window.js"
import { jsonPath } from "./json-path.js"
import { maxParameters } from "./params.js"
import { schema } from "./schema/index.js"
import { columnType, quote, valueType } from "./types.js"

const numberText = (n: number): string => (Object.is(n, -0) ? "-0" : String(n))

const hex = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("")

const dated: ReadonlySet<string> = new Set(["date", "timestamp", "timestamptz"])

/** Everything but bytes travels as text. */
const bind: Dialect["bind"] = (type, wire) => {
  switch (typeof wire) {
    case "boolean":
      return right(wire ? "t" : "f")
    case "bigint":
      return right(String(wire))
    case "number":
      return right(numberText(wire))
    case "string":
      if (wire.includes("\0") || (type.family !== "text" && /(?<!\\)(?:\\\\)*\\u0000/.test(wire))) {
        return left("PostgreSQL has no text with the character NUL")
      }
      if (wire.startsWith("0000-") && dated.has(type.family)) {
        return left("PostgreSQL has no year 0")
      }
      return right(type.family === "array" ? arrayLiteral(type, wire) : wire)
    default:
      return right(wire)
  }
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`

const typed = (type: TypeSpec, value: string): string => {
  const name = valueType(type)
  return name === null ? text(value) : `${text(value)}::${name}`
}

const literal = (type: TypeSpec, wire: Wire): string => {
  switch (typeof wire) {
    case "boolean":
      return wire ? "true" : "false"
    case "bigint":
      return wire < 0n ? `(${wire})` : String(wire)
    case "number":
      return type.family === "float"
        ? wire >= 0 && Number.isFinite(wire) && !Object.is(wire, -0)
          ? `${numberText(wire)}::${valueType(type)}`
          : typed(type, numberText(wire))
        : wire < 0
          ? `(${wire})`
          : String(wire)
    case "string":
      switch (type.family) {
        case "text":
        case "unknown":
          return text(wire)
        case "decimal":
          return wire.startsWith("-") ? `(${wire})` : wire
        case "array":
          return typed(type, arrayLiteral(type, wire))
        default:
          return typed(type, wire)
      }
    default:
      return wire === null ? "null" : typed(type, `\\x${hex(wire)}`)
  }
}

/** Compared with a column of its type a parameter takes that type by itself. */
const parameter: Dialect["parameter"] = (type, beside) => {
  const name = beside ? null : valueType(type)
  return name === null ? null : `$1::${name}`
}

const whole = (type: TypeSpec): boolean => type.family === "integer" && type.name !== "bigint"

const operator: Dialect["operator"] = (op, a, b): Template | null => {
  switch (op) {
    case "+":
    case "-":
    case "*":
      // Of two integers of 32 bits the result would be one too, and overflow.
      return whole(a) && whole(b) ? `(cast($1 as int8) ${op} $2)` : null
    case "/":
      return "($1 / nullif($2, 0))"
    case "%":
      return a.family === "float" || b.family === "float"
        ? "cast(cast(cast($1 as text) as numeric) % nullif(cast(cast($2 as text) as numeric), 0) as float8)"
        : "($1 % nullif($2, 0))"
    case "<<":
    case ">>":
      return `(cast($1 as int8) ${op} cast($2 as int4))`
    default:
      return null
  }
}

/** Inside JSON, numbers that JavaScript would round and JSON documents travel as text, which loses nothing. */
const jsonColumn = (type: TypeSpec): Template | null => {
  switch (type.family) {
    case "bigint":
    case "decimal":
    case "json":
    case "array":
    case "unknown":
      return "cast($1 as text)"
    default:
      return null
  }
}

const recursive = (type: TypeSpec): Template | null => {
  switch (type.family) {
    case "integer":
    case "bigint":
      return "cast($1 as int8)"
    case "float":
      return "cast($1 as float8)"
    case "decimal":
      return "cast($1 as numeric)"
    case "text":
      return "cast($1 as text)"
    default:
      return null
  }
}

/**
 * PostgreSQL 13 and later. Texts sort by the collation of the database; enumerations are types, made by
 * `createStatements`, and sort by the order of their labels.
 *
 * @since 0.1.0
 */
export const dialect: Dialect = Object.freeze({
  name: "PostgreSQL",
  quote,
  placeholder: (index: number) => `$${index + 1}`,
  numbered: true,
  parameter,
  typedNull: (type: TypeSpec) => parameter(type, false),
  literal,
  bind,
  cast,
  assign,
  recursive,
  functions,
  aggregates,
  tableFunction,
  values: { names: "table", row: "", cell: (type: TypeSpec) => parameter(type, false) },
  aggregateFilter: true,
  aggregateOrder: true,
  groupingSets: true,
  window,
  operator,
  unary: (op, operand: TypeSpec): Template | null => (op === "-" && whole(operand) ? "(-cast($1 as int8))" : null),
  // What `json_agg` makes has no equality.
  sortKey: (type: TypeSpec): Template | null => (type.nested === undefined ? null : "cast($1 as text)"),
  distinctFrom: ["is distinct from", "is not distinct from"] as const,
  like: { sensitive: "like", insensitive: "ilike", escape: "" },
  nullsOrder: true,
  sortsByParameter: true,
  setParentheses: true,
  withInOperand: true,
  materialized: true,
  multisets: true,
  fullJoin: true,
  distinctOn: true,
  withTies: true,
  unlimited: null,
  quantified: { array: true, query: true },
  limitInMembership: true,
  rowComparison: true,
  sharedKeys: true,
  rowList: { given: "values ", other: "" },
  correlatedDerived: true,
  jsonPath,
  json: {
    list: "coalesce(json_agg($1), '[]')",
    flat: null,
    row: "json_build_array($*)",
    column: jsonColumn,
    nested: "$1",
    orderNeedsLimit: false,
  },
  sequences: {
    next: (name: string) => `nextval(${text(name)})`,
    current: (name: string) => `currval(${text(name)})`,
  },
  lock: {
    update: "for update",
    share: "for share",
    "no key update": "for no key update",
    "key share": "for key share",
    of: true,
  },
  command: {
    verbs: { insert: "insert into ", "insert ignore": null, replace: null },
    defaultKeyword: true,
    countsNull: false,
    namesAll: false,
    modifyingCte: true,
    with: new Set(["Insert", "Update", "Delete", "Merge"] as const),
    defaultRow: " default values",
    dual: "",
    upsert: "on conflict",
    beforeConflict: ["", ""] as const,
    returning: new Set(["Insert", "Update", "Delete", "Merge"] as const),
    returningJoined: true,
    merge: true,
    readBack: null,
    updateFrom: true,
    deleteJoin: "using",
    limited: null,
    insertAlias: true,
    deleteAlias: true,
    simultaneousSet: true,
    readsTarget: true,
  },
  ddl: {
    columnType,
    transactional: true,
    enums: "schema",
    tableSuffix: "",
    autoIncrement: {
      suffix: "generated by default as identity",
      always: "generated always as identity",
      inPrimaryKey: false,
    },
    virtualColumns: false,
    solidGenerated: true,
    columnChecks: true,
    longestNamed: null,
    addForeignKey: true,
    dropsCircles: true,
    deferForeignKeys: null,
    expressionIndexes: true,
    partialIndexes: true,
    indexKind: (using: string) => ({ word: "", before: ` using ${quote(using)}`, after: "", anyLength: true }),
    indexesInTable: false,
    indexOfTable: false,
    comments: "statement",
  },
  schema,
  maxParameters,
  capabilities: new Set<string>([
    "ilike",
    "lateral",
    "searchCycle",
    "tablesample",
    "timeSeries",
    "rowLocks",
    "keyLocks",
    "fullJoin",
    "arrays",
    "ranges",
    "quantified",
    "orderedAggregates",
    "orderedSetAggregates",
    "regression",
    "dataModifyingCte",
    "overriding",
    "merge",
    "merge returning",
    "insert returning",
    "insert returning by key",
    "update returning",
    "delete returning",
    "returningOld",
    "groupsFrame",
    "intervalFrame",
    "frameExclusion",
    "jsonConcat",
    "jsonContains",
    "jsonPath",
    "md5",
    "timeZones",
    "textSearch",
    "vectors",
    "sequences",
  ]),
} satisfies Dialect)
