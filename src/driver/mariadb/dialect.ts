import type { Dialect } from "../../core/dialect.js"
import { aggregates } from "./aggregates.js"
import { hashes } from "./hashes.js"
import { windowOf } from "../mysql2/dialect/functions/window.js"
import { jsonColumn, makeDialect } from "../mysql2/dialect/make.js"
import { nullNumber } from "../mysql2/dialect/types.js"
import { regexWith } from "./regex.js"

const collation = "utf8mb4_nopad_bin"
const window = windowOf({ allRows: "partition by null", shiftDefault: false, intervals: false })

/**
 * MariaDB 10.5 and later. Texts are compared and sorted by their code points: tables made by `createStatements` have that
 * collation. A `text` that is in a key or an index is a VARCHAR(255). Documents are texts, and compared as such.
 *
 * @since 0.1.0
 */
export const dialect: Dialect = makeDialect({
  name: "MariaDB",
  collation,
  json: (text) => text,
  typedNull: nullNumber,
  functions: {
    ...regexWith(collation),
    ...hashes,
    // Where there is nothing to replace its own leaves the text as it is.
    replaceBy: "case when $3 is not null then replace($1, $2, $3) end",
    // Columns of documents have a collation of their own, which does not go with that of texts.
    "jsonValue(json)": `json_compact((cast($1 as char) collate ${collation}))`,
  },
  aggregates,
  dashedKeys: false,
  nesting: {
    list: "coalesce(json_arrayagg($1), json_array())",
    flat: "coalesce(json_arrayagg($1), json_array())",
    row: "json_array($*)",
    column: jsonColumn(collation),
    nested: "json_compact($1)",
    orderNeedsLimit: true,
  },
  // Over a frame that moves BIT_AND and BIT_XOR give wrong bits.
  window: { ...window, aggregates: { ...window.aggregates, bitAndAgg: null, bitOrAgg: null, bitXorAgg: null } },
  sequences: { next: (name) => `nextval(${name})`, current: (name) => `lastval(${name})` },
  lock: { update: "for update", share: "lock in share mode", "no key update": null, "key share": null, of: false },
  // Columns of VALUES get their types before there are values for the parameters.
  values: { names: "select", row: "" },
  correlatedDerived: false,
  returning: new Set(["Insert", "Delete"] as const),
  readBack: null,
  with: new Set(),
  withInOperand: false,
  // By SIMULTANEOUS_ASSIGNMENT, which the layer sets.
  simultaneousSet: true,
  readsTarget: false,
  solidGenerated: false,
  dropsCircles: false,
  expressionIndexes: false,
  capabilities: new Set([
    "rowLocks",
    "quantified",
    "indexHints",
    "onDuplicateKey",
    "limitedCommands",
    "insertIgnore",
    "replaceInto",
    "insert returning",
    "insert returning by key",
    "replace returning",
    "delete returning",
    "jsonMergePatch",
    "md5",
    "matchAgainst",
    "sequences",
  ]),
})
