/** Texts of every origin beside each other: compared, joined and in documents. */
import { text } from "../../codec/index.js"
import type { AnyExpr } from "../../core/index.js"
import {
  caseWhen, cast, chr, coalesce, concat, concatWs, eq, greatest, isIn, jsonArray, jsonArrayAppend, jsonInsert, jsonObject, jsonReplace, jsonSet, jsonText,
  jsonTypeOf, length, literal, lower, nullif, octetLength, padEnd, position, regexpCount, regexpInstr, regexpMatches, regexpReplace, regexpSubstr, replace,
  reverse, sha256, splitPart, startsWith, substring, toHex, upper,
} from "../../expr/index.js"
import type { Expressions } from "./case.js"
import { k } from "./operands.js"

const name = "Ünï 100%_a\\b"

/** Where a text comes from, and what it is in the row without NULL. */
const origins: Readonly<Record<string, readonly [AnyExpr, string]>> = {
  "a document": [jsonText(k.doc, "a", 1), "x"],
  "the type of a document": [jsonTypeOf(k.doc), "object"],
  "a number": [cast(k.n, text), "7"],
  "a bigint": [cast(k.big, text), "9007199254740993"],
  "a decimal": [cast(k.price, text), "12.50"],
  "a truth": [cast(k.flag, text), "true"],
  "a day": [cast(k.day, text), "2024-02-29"],
  "a key": [cast(k.key, text), "0f8fad5b-d9cb-469f-a165-70867728950e"],
  "a label": [cast(k.mood, text), "glad"],
  "hexadecimal": [toHex(k.n), "7"],
  "a hash": [upper(substring(sha256(k.name), 1, 4)), "219D"],
  "a character": [chr(k.n), "\u0007"],
  "a match": [regexpSubstr(k.name, "[0-9]+"), "100"],
  "a replacement": [regexpReplace(k.name, "[^0-9]", ""), "100"],
  "a part": [splitPart(k.name, " ", 2), "100%_a\\b"],
  "a separator": [concatWs("-", k.mood, "x"), "glad-x"],
  "a value": [literal("it's"), "it's"],
}

export const mixed: Expressions = Object.fromEntries(
  Object.entries(origins).flatMap(([origin, [made, is]]): ReadonlyArray<readonly [string, Expressions[string]]> => {
    const x = made as typeof k.name
    return [
      [`${origin} beside a column`, [concat(x, k.name), is + name]],
      [`${origin} compared with a column`, [eq(x, k.name), false]],
      [`${origin} instead of a column`, [coalesce(k.name, x), name]],
      [`${origin} or a column`, [caseWhen([[eq(k.n, 7), x]], k.name), is]],
      [`${origin} among others`, [isIn(x, [is, "y"]), true]],
      [`${origin} like a pattern`, [startsWith(x, is), true]],
      [`${origin} in a column`, [position(k.name, x), name.indexOf(is) + 1]],
      [`${origin} unless it is a column`, [nullif(x, k.name), is]],
      [`the greatest of ${origin} and a column`, [greatest(x, k.name), name]],
      [`${origin} in an array of JSON`, [jsonArray(x, k.name, k.doc), [is, name, { a: [1, "x", null] }]]],
    ]
  }),
)

/** Functions of texts take enumerations and keys too. */
export const labels: Expressions = {
  "label that matches": [regexpMatches(k.mood, "^gl"), true, null],
  "label replaced by a pattern": [regexpReplace(k.mood, "[a-z]$", "!"), "gla!", null],
  "label's first match": [regexpSubstr(k.mood, "a.*"), "ad", null],
  "label's matches": [regexpCount(k.mood, "[a-z]"), 4, null],
  "label's place of a match": [regexpInstr(k.mood, "a"), 3, null],
  "key that matches": [regexpMatches(k.key, "^0F8F", "i"), true, null],
  "key's octets": [octetLength(k.key), 36, null],
  "key's characters": [length(k.key), 36, null],
  "label with others": [concat(k.mood, "-", k.name), `glad-${name}`, null],
  "label padded": [padEnd(k.mood, 6, "!"), "glad!!", null],
  "label backwards": [reverse(k.mood), "dalg", null],
  "label in upper case": [upper(k.mood), "GLAD", null],
  "label's letter replaced": [replace(k.mood, "g", "G"), "Glad", null],
  "label in lower case": [lower(k.key), "0f8fad5b-d9cb-469f-a165-70867728950e", null],
}

/** Documents and texts of different columns in one. */
export const documentsOfTexts: Expressions = {
  "object of a text and a document": [jsonObject({ name: k.name, doc: k.doc }), { name, doc: { a: [1, "x", null] } }, { name: null, doc: null }],
  "object of documents": [jsonObject({ a: k.doc, b: jsonObject({ c: k.doc, name: k.name }) }), { a: { a: [1, "x", null] }, b: { c: { a: [1, "x", null] }, name } }],
  "text set in a document": [jsonSet(k.doc, ["a"], k.name), { a: name }, null],
  "text inserted in a document": [jsonInsert(k.doc, ["b"], k.name), { a: [1, "x", null], b: name }, null],
  "text in a document's place": [jsonReplace(k.doc, ["a"], jsonArray(k.name, k.doc)), { a: [name, { a: [1, "x", null] }] }, null],
  "text appended in a document": [jsonArrayAppend(k.doc, ["a"], k.name), { a: [1, "x", null, name] }, null],
}
