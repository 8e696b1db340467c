/** Regular expressions that every database reads alike. */
import { text } from "../../codec/index.js"
import { literal, nullOf, regexpCount, regexpInstr, regexpMatches, regexpReplace, regexpSubstr } from "../../expr/index.js"
import type { Expressions } from "./case.js"
import { k } from "./operands.js"

const x = literal("aXbxc😀x")
const none = nullOf(text)

export const regexes: Expressions = {
  "match": [regexpMatches(k.name, "^Ün. [0-9]+"), true, null],
  "match in other case": [regexpMatches(x, "B"), false],
  "match without regard to case": [regexpMatches(x, "BXC", "i"), true],
  "match of nothing": [regexpMatches(literal(""), "^$"), true],
  "match by NULL": [regexpMatches(x, none), null],
  "replaced": [regexpReplace(k.name, "[0-9]", "-"), "Ünï ---%_a\\b", null],
  "replaced without regard to case": [regexpReplace(x, "x", "-", "i"), "a-b-c😀-"],
  "replaced by nothing": [regexpReplace(x, "[a-z]", ""), "X😀"],
  "replaced nowhere": [regexpReplace(x, "z", "-"), "aXbxc😀x"],
  "replaced by NULL": [regexpReplace(x, "x", none), null],
  "first match": [regexpSubstr(k.name, "[0-9]+"), "100", null],
  "first match without regard to case": [regexpSubstr(x, "[B-Z]+", "i"), "Xbxc"],
  "no first match": [regexpSubstr(x, "z"), null],
  "number of matches": [regexpCount(k.name, "[0-9]"), 3, null],
  "number of matches without regard to case": [regexpCount(x, "x", "i"), 3],
  "no matches": [regexpCount(x, "z"), 0],
  "place of a match": [regexpInstr(k.name, "[0-9]"), 5, null],
  "place of a match, in characters": [regexpInstr(x, "x$"), 7],
  "place of no match": [regexpInstr(x, "z"), 0],
}
