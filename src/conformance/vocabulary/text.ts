/** Texts: characters, not bytes; case and blanks count. */
import {
  concat, contains, endsWith, eq, ilike, length, like, literal, lower, md5, notLike, nullOf, position, replace, startsWith, substring,
  trim, trimEnd, trimStart, upper, value,
} from "../../expr/index.js"
import { bytes, text as textType } from "../../codec/index.js"
import { everything } from "../tables.js"
import type { Expressions } from "./case.js"
import { k, type Vocabulary } from "./operands.js"

export const text: Vocabulary = {
  "concat": [concat(k.name, "!", "?"), "Ünï 100%_a\\b!?", null],
  "concat of values": [concat("a", "b "), "ab ", "ab "],
  "lower": [lower(literal("ABC")), "abc", "abc"],
  "upper": [upper(literal("abc")), "ABC", "ABC"],
  "trim": [trim(literal("  a ")), "a", "a"],
  "trimStart": [trimStart(literal("  a ")), "a ", "a "],
  "trimEnd": [trimEnd(literal("  a ")), "  a", "  a"],
  "length": [length(k.name), 12, null],
  "length of blanks": [length(literal("a  ")), 3, 3],
  "length of signs": [length(literal("😀é")), 2, 2],
  "substring": [substring(k.name, 2, 3), "nï ", null],
  "substring to the end": [substring(k.name, 5), "100%_a\\b", null],
  "substring by columns": [substring(k.name, k.m, k.n), "ï 100%_", null],
  "replace": [replace(k.name, "%", "pc"), "Ünï 100pc_a\\b", null],
  "replace in other case": [replace(literal("aA"), "A", "b"), "ab", "ab"],
  "position": [position(k.name, "100"), 5, null],
  "position of nothing": [position(k.name, "zzz"), 0, null],
  "like": [like(k.name, "Ü%"), true, null],
  "like in other case": [like(literal("Opera"), "o%"), false, false],
  "like signs": [like(k.name, "%100\\%\\_a\\\\b"), true, null],
  "not like": [notLike(k.name, "x%"), true, null],
  "contains": [contains(k.name, "100%_a\\b"), true, null],
  "starts": [startsWith(k.name, "Ünï"), true, null],
  "ends": [endsWith(k.name, "\\b"), true, null],
  "contains an expression": [contains(k.name, lower(literal("%_A\\"))), true, null],
  "trailing blanks": [eq(concat(k.name, " "), k.name), false, null],
  "trailing blanks of columns": [eq(k.name, `${everything.name} `), false, null],
}

const none = nullOf(textType)

export const ilikes: Expressions = {
  "in any case": [ilike(k.name, "ÜNï 100%"), true, null],
  "in any case, of signs": [ilike(k.name, "%100\\%\\_A\\\\B"), true],
  "not even in any case": [ilike(literal("Opera"), "t_r%"), false],
  "in any case, of NULL": [ilike(literal("a"), none), null],
}

export const md5s: Expressions = {
  "md5": [md5(literal("abc")), "900150983cd24fb0d6963f7d28e17f72"],
  "md5 of nothing": [md5(literal("")), "d41d8cd98f00b204e9800998ecf8427e"],
  "md5 of bytes": [md5(value(bytes, Uint8Array.of(97, 98, 99))), "900150983cd24fb0d6963f7d28e17f72"],
  "md5 of NULL": [md5(none), null],
}
