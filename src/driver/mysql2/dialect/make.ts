import type { CommandDialect, Dialect, IndexKind, Template } from "../../../core/dialect.js"
import type { TypeSpec } from "../../../core/sql-type.js"
import { aggregates, collated, functions, tableFunction } from "./functions/index.js"
import { jsonAggregatesWith, jsonWith } from "./functions/json.js"
import { jsonPathWith } from "./json-path.js"
import { columnType, decimalType, quote } from "./types.js"
import { schemaOf } from "../schema/index.js"
import { bindAs, literalAs, textLiteral } from "./wire.js"

/** In what MySQL and MariaDB differ. */
export interface Variant {
  readonly name: string
  /** The collation that compares texts character by character, with blanks at their end. */
  readonly collation: string
  /** Makes a JSON document of a text; MariaDB keeps documents as text. */
  readonly json: (text: string) => string
  /** How NULL is said of a type of which it is not taken. */
  readonly typedNull: Dialect["typedNull"]
  /** Functions that only one of them has, or each in its own way. */
  readonly functions: Readonly<Record<string, Template>>
  readonly aggregates: Readonly<Record<string, Template>>
  /** Whether a key in a path of JSON may begin with a minus sign. */
  readonly dashedKeys: boolean
  readonly nesting: Dialect["json"]
  readonly sequences: Dialect["sequences"]
  readonly lock: Dialect["lock"]
  readonly values: Omit<Dialect["values"], "cell">
  readonly window: Dialect["window"]
  readonly correlatedDerived: boolean
  readonly returning: CommandDialect["returning"]
  readonly readBack: CommandDialect["readBack"]
  readonly with: CommandDialect["with"]
  readonly withInOperand: boolean
  readonly simultaneousSet: boolean
  readonly readsTarget: boolean
  readonly solidGenerated: boolean
  readonly dropsCircles: boolean
  readonly expressionIndexes: boolean
  readonly capabilities: ReadonlySet<string>
}

const operator: Dialect["operator"] = (op, a, b): Template | null => {
  switch (op) {
    case "/":
      return a.family === "decimal" || b.family === "decimal"
        ? "(cast($1 as decimal(65, 30)) / nullif($2, 0))"
        : a.family === "float" || b.family === "float"
          ? // Of two parameters the quotient would be a decimal of four places.
            "(($1 + 0e0) / nullif($2, 0))"
          : "($1 div nullif($2, 0))"
    case "%":
      return "($1 % nullif($2, 0))"
    case "||":
      return "concat($1, $2)"
    case "is distinct from":
      return "(not ($1 <=> $2))"
    case ">>":
      // Of a number without a sign: of a negative one the bits are turned over before and after.
      return "cast(case when $1 < 0 then ~(~$1 >> $2) else $1 >> $2 end as signed)"
    case "&":
    case "|":
    case "<<":
      return `cast($1 ${op} $2 as signed)`
    default:
      return null
  }
}

const indexKind = (using: string): IndexKind | null => {
  switch (using) {
    case "fulltext":
    case "spatial":
      return { word: `${using} `, before: "", after: "", anyLength: true }
    case "btree":
    case "hash":
      return { word: "", before: "", after: ` using ${using}`, anyLength: false }
    default:
      return null
  }
}

/** The dialect of MySQL 8.0.17 and later, or of MariaDB 10.5 and later. */
export const makeDialect = (variant: Variant): Dialect => {
  const { collation, json, nesting } = variant
  const chars = (operand: string): Template => `(cast(${operand} as char) collate ${collation})`

  const cast: Dialect["cast"] = (to, from) => {
    switch (to.family) {
      case "integer":
      case "bigint":
        return from.family === "float"
          ? "cast(case when abs($1) < 1e15 then round(cast($1 as decimal(65, 30))) else $1 end as signed)"
          : "cast($1 as signed)"
      case "float":
        return "($1 + 0e0)"
      case "decimal":
        return from.family === "bytes" ? null : `cast($1 as ${decimalType(to)})`
      case "boolean":
        return from.family === "text" ? null : "($1 <> 0)"
      case "text":
        return from.family === "boolean"
          ? "case $1 when 0 then 'false' when 1 then 'true' end"
          : from.family === "bytes"
            ? null
            : chars("$1")
      case "bytes":
        return from.family === "text" || from.family === "bytes" ? "cast($1 as binary)" : null
      case "date":
        return "cast($1 as date)"
      case "time":
        return "cast($1 as time(6))"
      case "timestamp":
      case "timestamptz":
        return "cast($1 as datetime(6))"
      case "interval":
        return from.family === "interval" ? "cast($1 as signed)" : null
      case "json":
      case "array":
        return json("$1")
      default:
        return from.family === "text" || from.family === to.family ? chars("$1") : null
    }
  }

  /** Texts are compared with decimals as floats, and with documents and dates as texts. */
  const parameter: Dialect["parameter"] = (type, beside) => {
    switch (type.family) {
      case "bigint":
        // MySQL computes with two parameters as with floats. The numbers of ntile and its kin must be bare.
        return beside || type.name !== "bigint" ? null : "cast($1 as signed)"
      case "decimal":
        return `cast($1 as ${decimalType(type)})`
      case "bytes":
        // What MySQL makes of two parameters is text.
        return beside ? null : "cast($1 as binary)"
      case "date":
        return "cast($1 as date)"
      case "time":
        // MySQL reads the text of a parameter as a date first: 12:00:00.5 as a day of 2012
        return "cast(cast($1 as char) as time(6))"
      case "timestamp":
      case "timestamptz":
        return "cast($1 as datetime(6))"
      case "json":
      case "array":
        return json("$1") === "$1" ? null : json("$1")
      default:
        return null
    }
  }

  /** The first rows would decide how long texts and how great numbers may be. */
  const recursive = (type: TypeSpec): Template | null => {
    switch (type.family) {
      case "integer":
      case "bigint":
        return "cast($1 as signed)"
      case "float":
        return "($1 + 0e0)"
      case "decimal":
        return "cast($1 as decimal(65, 30))"
      case "text":
        return `(cast($1 as char(16383)) collate ${collation})`
      default:
        return null
    }
  }

  return Object.freeze({
    name: variant.name,
    quote,
    placeholder: () => "?",
    numbered: false,
    parameter,
    typedNull: variant.typedNull,
    literal: literalAs(json),
    bind: bindAs(variant.name),
    cast,
    assign: () => null,
    recursive,
    functions: {
      ...functions,
      ...jsonWith(collation, (document) => nesting.nested.replace("$1", () => document), json),
      ...collated(collation),
      ...variant.functions,
    },
    aggregates: { ...aggregates, ...jsonAggregatesWith(collation, json), ...variant.aggregates },
    tableFunction: tableFunction(collation),
    // Of a bare parameter nobody knows the type.
    values: { ...variant.values, cell: (type) => parameter(type, false) ?? cast(type, type) },
    aggregateFilter: false,
    aggregateOrder: false,
    groupingSets: false,
    window: variant.window,
    operator,
    unary: (op): Template | null => (op === "~" ? "cast(~$1 as signed)" : null),
    sortKey: () => null,
    distinctFrom: ["<=>", "<=>"] as const,
    like: { sensitive: "like", insensitive: null, escape: ` collate ${collation}` },
    nullsOrder: false,
    sortsByParameter: false,
    setParentheses: true,
    withInOperand: variant.withInOperand,
    materialized: false,
    multisets: true,
    fullJoin: false,
    distinctOn: false,
    withTies: false,
    unlimited: "18446744073709551615",
    quantified: { array: false, query: true },
    limitInMembership: false,
    // `(0, t.n) < (1, 2)` makes an inner join of the one that may leave t out; to MariaDB `(null, 1) = (null, 1)` is not NULL.
    rowComparison: false,
    sharedKeys: false,
    rowList: { given: "", other: "" },
    correlatedDerived: variant.correlatedDerived,
    jsonPath: jsonPathWith(collation, json, variant.dashedKeys),
    json: nesting,
    sequences: variant.sequences,
    lock: variant.lock,
    command: {
      verbs: { insert: "insert into ", "insert ignore": "insert ignore into ", replace: "replace into " },
    defaultKeyword: true,
      countsNull: true,
      namesAll: true,
      modifyingCte: false,
    with: variant.with,
      defaultRow: " () values ()",
      dual: " from dual",
      upsert: "on duplicate key",
      beforeConflict: ["", ""] as const,
      returning: variant.returning,
      readBack: variant.readBack,
      returningJoined: false,
      merge: false,
      updateFrom: false,
      deleteJoin: "from",
      limited: "before returning",
      insertAlias: false,
      deleteAlias: false,
      simultaneousSet: variant.simultaneousSet,
      readsTarget: variant.readsTarget,
    },
    ddl: {
      columnType: columnType(textLiteral),
      transactional: false,
      enums: "column",
      tableSuffix: ` engine = innodb default character set = utf8mb4 collate = ${collation}`,
      autoIncrement: { suffix: "auto_increment", always: null, inPrimaryKey: false },
      virtualColumns: true,
      solidGenerated: variant.solidGenerated,
      columnChecks: false,
      // It makes `cake_ibfk_1` and `cake_chk_1`, of at most 64 characters.
      longestNamed: 54,
      addForeignKey: true,
      dropsCircles: variant.dropsCircles,
      deferForeignKeys: null,
      expressionIndexes: variant.expressionIndexes,
      partialIndexes: false,
      indexKind,
      indexesInTable: true,
      indexOfTable: true,
      comments: "inline",
    },
    schema: schemaOf(variant.name),
    maxParameters: 65535,
    capabilities: variant.capabilities,
  } satisfies Dialect)
}

/** Inside JSON, what JSON has no lossless form for travels as text; `documents` are what would become more than their text. */
export const jsonColumn =
  (collation: string) =>
  (type: TypeSpec): Template | null => {
    switch (type.family) {
      case "bigint":
      case "decimal":
      case "interval":
      case "json":
      case "array":
      case "unknown":
        return `(cast($1 as char) collate ${collation})`
      case "bytes":
        return "concat('\\\\x', lower(hex($1)))"
      default:
        return null
    }
  }
