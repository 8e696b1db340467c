import type { Dialect } from "../../core/dialect.js"
import { windowOf } from "../mysql2/dialect/functions/window.js"
import { jsonColumn, makeDialect } from "../mysql2/dialect/make.js"
import { nullNumber } from "../mysql2/dialect/types.js"
import { regex } from "./regex.js"

const collation = "utf8mb4_0900_bin"
const texts: ReadonlySet<string> = new Set(["text", "uuid", "enum", "inet"])

/**
 * MySQL 8.0.19 and later. Texts are compared and sorted by their code points: tables made by `createStatements` have
 * that collation. A `text` that is in a key or an index is a VARCHAR(255).
 *
 * @since 0.1.0
 */
export const dialect: Dialect = makeDialect({
  name: "MySQL",
  collation,
  json: (text) => `cast(${text} as json)`,
  // What is made of NULL and a parameter would be bytes.
  typedNull: (type) => (texts.has(type.family) ? "cast($1 as char)" : nullNumber(type)),
  functions: regex,
  aggregates: {},
  dashedKeys: true,
  nesting: {
    list: "coalesce(json_arrayagg($1), json_array())",
    flat: null,
    row: "json_array($*)",
    column: jsonColumn(collation),
    nested: "$1",
    orderNeedsLimit: true,
  },
  window: windowOf({ allRows: "", shiftDefault: true, intervals: true }),
  sequences: null,
  lock: { update: "for update", share: "for share", "no key update": null, "key share": null, of: true },
  values: { names: "table", row: "row" },
  correlatedDerived: true,
  returning: new Set(),
  readBack: {
    // Those of others in between have another remainder; and a trigger that sets keys leaves last_insert_id() as it was.
    counted:
      "($1 between $2 and $2 + ($3 - 1) * @@auto_increment_increment " +
      "and $1 % @@auto_increment_increment = $2 % @@auto_increment_increment and last_insert_id() = $2)",
    insertId: "last_insert_id()",
  },
  with: new Set(["Update", "Delete"] as const),
  withInOperand: true,
  simultaneousSet: false,
  readsTarget: false,
  solidGenerated: true,
  dropsCircles: true,
  expressionIndexes: true,
  capabilities: new Set([
    "rowLocks",
    "quantified",
    "indexHints",
    "lateral",
    "intervalFrame",
    "onDuplicateKey",
    "limitedCommands",
    "insertIgnore",
    "replaceInto",
    "jsonMergePatch",
    "insert returning by key",
    "matchAgainst",
  ]),
})
