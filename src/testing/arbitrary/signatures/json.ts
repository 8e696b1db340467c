import { boolean } from "../../../codec/boolean.js"
import { integer } from "../../../codec/integer.js"
import { json } from "../../../codec/json.js"
import { text } from "../../../codec/text.js"
import type { ExprNode } from "../../../core/expr-node.js"
import { kinds } from "../kind.js"
import { among, call, type Chapter, type Draw, type Signature, special, words } from "../signature.js"
import { jsonKeys } from "../values/json.js"

/** Does a codec take whatever JSON there is? */
const isAny = (e: ExprNode): boolean => e.type.document?.name === "JSON"

/** A document of anything, at whose paths there may be anything. */
const anyDocument = (d: Draw): ExprNode => {
  const e = d.expr(kinds.json)
  return isAny(e) ? e : words.value(json(), d.value(kinds.json))
}

const path = (d: Draw, min: number): ReadonlyArray<string | number> =>
  Array.from({ length: d.int(min, 2) }, () => (d.chance(3) ? d.int(0, 2) : d.pick(jsonKeys)))

/** A part of a document, as a value or as an expression. */
const part = (d: Draw): unknown => (d.chance(2) ? d.value(kinds.json) : d.expr(d.pick([kinds.integer, kinds.text, kinds.boolean])))

const field = (d: Draw): unknown =>
  d.chance(3) ? d.pick(["x", 1, true, "it's"]) : d.expr(d.pick([kinds.integer, kinds.text, kinds.boolean, kinds.date, kinds.float]))

const put = (name: "jsonSet" | "jsonInsert" | "jsonReplace"): Signature =>
  special(name, "json", (d) => words[name](anyDocument(d), path(d, 1), part(d)))

const jsonPaths = ["$.a", "$.b[*]", "$.*", "$.a ? (@ > 1)", "$[0]"]

export const jsonSignatures: Chapter = [
  special("jsonGet", "json", (d) => words.jsonGet(anyDocument(d), ...path(d, 1))),
  special("jsonText", "text", (d) => words.jsonText(anyDocument(d), ...path(d, 1))),
  special("jsonAs", "text", (d) => words.jsonAs(text, anyDocument(d), ...path(d, 1))),
  special("jsonAs", "boolean", (d) => words.jsonAs(boolean, anyDocument(d), ...path(d, 1))),
  special("jsonAs", "integer", (d) => words.jsonAs(integer, words.value(json(), { a: d.int(-9, 9) }), "a")),
  special("jsonHasKey", "boolean", (d) => words.jsonHasKey(anyDocument(d), d.pick(jsonKeys))),
  special("jsonHasAnyKey", "boolean", (d) => words.jsonHasAnyKey(anyDocument(d), [d.pick(jsonKeys), d.pick(jsonKeys)])),
  special("jsonHasAllKeys", "boolean", (d) => words.jsonHasAllKeys(anyDocument(d), [d.pick(jsonKeys), d.pick(jsonKeys)])),
  call("jsonTypeOf", "text", ["json"]),
  call("jsonArrayLength", "integer", ["json"]),
  call("jsonKeys", "json", ["json"]),
  special("jsonObject", "json", (d) =>
    words.jsonObject(Object.fromEntries(Array.from({ length: d.int(0, 2) }, (_, i) => [jsonKeys[i], field(d)])))),
  special("jsonArray", "json", (d) => words.jsonArray(...Array.from({ length: d.int(1, 3) }, () => field(d)))),
  put("jsonSet"),
  put("jsonInsert"),
  put("jsonReplace"),
  special("jsonRemove", "json", (d) => words.jsonRemove(anyDocument(d), path(d, 1))),
  special("jsonArrayAppend", "json", (d) => words.jsonArrayAppend(anyDocument(d), path(d, 0), part(d))),
  special("jsonConcat", "json", (d) => words.jsonConcat(anyDocument(d), anyDocument(d)), { needs: "jsonConcat" }),
  special("jsonMergePatch", "json", (d) => words.jsonMergePatch(anyDocument(d), anyDocument(d)), { needs: "jsonMergePatch" }),
  special("jsonContains", "boolean", (d) => words.jsonContains(d.expr(kinds.json), anyDocument(d)), { needs: "jsonContains" }),
  call("jsonPathExists", "boolean", ["json", among(...jsonPaths)], { needs: "jsonPath" }),
  call("jsonPathMatch", "boolean", ["json", among("$.a == 1", "exists($.b)")], { needs: "jsonPath" }),
  call("jsonPathQueryFirst", "json", ["json", among(...jsonPaths)], { needs: "jsonPath" }),
  call("jsonPathQueryArray", "json", ["json", among(...jsonPaths)], { needs: "jsonPath" }),
]
