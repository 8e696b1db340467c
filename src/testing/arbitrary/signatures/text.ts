import { isExprNode } from "../../../core/expr-node.js"
import { kinds } from "../kind.js"
import { among, type Arg, call, type Chapter, maybe, or, several, special, whole, within, words } from "../signature.js"

const count = (most: number): Arg => (d) => (d.chance(3) ? whole(0, most)(d) : within(-1, most)(d))

/** A LIKE pattern: one that ends in a lone backslash is an error on some databases, so it ends in two. */
const pattern: Arg = (d) => {
  const drawn = d.chance(2)
    ? d.pick(["%", "_", "a%", "%a%", "_b", "%\\%%", "%'%", "a\\_b", ""])
    : d.value(kinds.text)
  const text = drawn as string
  return [/(?<!\\)(\\\\)*\\$/.test(text) ? `${text}\\` : text]
}

/** Regular expressions that mean the same everywhere. */
const regex: Arg = among("a", "a+", "[ab]", "^a", "b$", "a.b", "(a|b)+", "[0-9]+", "x*y")

export const textSignatures: Chapter = [
  call("concat", "text", [several(or("text"), 1, 3)]),
  call("concatWs", "text", [among(", ", "", "-"), several(or("text"), 1, 3)]),
  call("lower", "text", ["text"]),
  call("upper", "text", ["text"]),
  call("trim", "text", ["text"]),
  call("trimStart", "text", ["text"]),
  call("trimEnd", "text", ["text"]),
  call("length", "integer", ["text"]),
  call("octetLength", "integer", ["text"]),
  call("octetLength", "integer", ["bytes"]),
  call("ascii", "integer", ["text"]),
  call("chr", "text", [whole(1, 0xd7ff)]),
  call("position", "integer", ["text", or("text")]),
  call("replace", "text", ["text", or("text"), or("text")]),
  call("substring", "text", ["text", within(1, 4), maybe(within(0, 4))]),
  call("left", "text", ["text", count(5)]),
  call("right", "text", ["text", count(5)]),
  call("overlay", "text", ["text", or("text"), within(1, 4), maybe(within(0, 3))]),
  call("splitPart", "text", ["text", among(",", "a", " ", "\\"), within(1, 3)]),
  call("padStart", "text", ["text", count(8), maybe(among("0", "ab", "", "é"))]),
  call("padEnd", "text", ["text", count(8), maybe(among("0", "ab", "", "é"))]),
  call("repeat", "text", ["text", count(4)]),
  call("reverse", "text", ["text"]),
  call("sha256", "text", ["text"]),
  call("sha256", "text", ["bytes"]),
  call("md5", "text", ["text"], { needs: "md5" }),
  call("contains", "boolean", ["text", or("text")]),
  call("startsWith", "boolean", ["text", or("text")]),
  call("endsWith", "boolean", ["text", or("text")]),
  call("like", "boolean", ["text", pattern]),
  call("notLike", "boolean", ["text", pattern]),
  call("ilike", "boolean", ["text", pattern], { needs: "ilike" }),
  call("regexpMatches", "boolean", ["text", regex, maybe(among("i"))]),
  call("regexpReplace", "text", ["text", regex, among("", "x", "-"), maybe(among("i"))]),
  call("regexpSubstr", "text", ["text", regex, maybe(among("i"))]),
  call("regexpCount", "integer", ["text", regex, maybe(among("i"))]),
  call("regexpInstr", "integer", ["text", regex, maybe(among("i"))]),
  call("stringToArray", "texts", ["text", among(",", "a", "")], { needs: "arrays" }),
  special("matchAgainst", "float", (d) => {
    const column = d.column((e) => isExprNode(e) && e.type.family === "text" && e._tag === "Column")
    return column === null ? null : words.matchAgainst([column], d.pick(["cake", "nut"]))
  }, { needs: "fulltext" }),
]
