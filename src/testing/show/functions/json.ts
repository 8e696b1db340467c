import { type ExprNode, isExprNode } from "../../../core/expr-node.js"
import { argument } from "../../../expr/arguments.js"
import { type Argument, operandCode } from "../attempt.js"
import { code, type Code, recordDoc } from "../code.js"
import type { Shower } from "../shower.js"
import { exported } from "../vocabulary.js"
import { alike, type Chapter, data, inside, withDefault } from "./spelling.js"

/** A part of a document that is made, without what brings it into it. */
export const partOf = (e: ExprNode): Argument => (e._tag === "Call" && (e.name === "jsonValue" || e.name === "jsonItem") ? e.args[0]! : e)

/** The keys and values of an object. */
const recordOf = (s: Shower, args: ReadonlyArray<ExprNode>): Code => {
  const entries = args.flatMap((key, i): ReadonlyArray<readonly [string, Code]> => {
    const part = i % 2 === 0 ? partOf(args[i + 1]!) : null
    return key._tag === "Value" && part !== null
      ? [[String(key.value), isExprNode(part) ? operandCode(s, part, argument) : part]]
      : []
  })
  return code(recordDoc(entries.map(([key, { doc }]) => [key, doc])), Object.fromEntries(entries.map(([key, { value }]) => [key, value])))
}

export const json: Chapter = {
  ...alike("jsonTypeOf", "jsonArrayLength", "jsonKeys", "jsonConcat", "jsonMergePatch", "jsonContains"),
  jsonPathExists: withDefault("jsonPathExists"),
  jsonPathMatch: withDefault("jsonPathMatch"),
  jsonPathQueryFirst: withDefault("jsonPathQueryFirst"),
  jsonPathQueryArray: withDefault("jsonPathQueryArray"),
  jsonArray: ({ args }) => [["jsonArray", ...args.map(partOf)]],
  jsonArrayAgg: ({ args }) => [["jsonArrayAgg", ...args.map(partOf)]],
  jsonObjectAgg: ({ args }) => [["jsonObjectAgg", ...args.map(partOf)]],
  jsonObject: ({ args }, _, s) => [["jsonObject", recordOf(s, args)]],
  jsonTruth: ({ args: [text] }) =>
    text?._tag === "JsonPath" ? [["jsonAs", exported("boolean"), text.operand, ...text.path.map(data)]] : [],
  jsonValue: inside,
  jsonItem: inside,
}
