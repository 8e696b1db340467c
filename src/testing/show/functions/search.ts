import type { ExprNode } from "../../../core/expr-node.js"
import type { Form } from "../attempt.js"
import { code, listDoc } from "../code.js"
import { alike, type Chapter, data, withDefault } from "./spelling.js"

/** The options of a headline, which it has as one text. */
const headlineOptions = (e: ExprNode): Readonly<Record<string, unknown>> => {
  const text = e._tag === "Value" ? String(e.value) : ""
  return Object.fromEntries(
    [...text.matchAll(/(\w+)="((?:[^"]|"")*)"/g)].map(([, name, value]) => {
      const said = value!.replaceAll('""', '"')
      return [name, /^-?\d+$/.test(said) ? Number(said) : said === "true" ? true : said === "false" ? false : said]
    }),
  )
}

export const search: Chapter = {
  ...alike("toTsvector", "toTsquery", "plainToTsquery", "phraseToTsquery", "websearchToTsquery", "matches", "setWeight"),
  ...alike("tsvectorConcat", "l2Distance", "cosineDistance", "l1Distance", "negativeInnerProduct", "innerProduct"),
  tsRank: withDefault("tsRank"),
  tsRankCd: withDefault("tsRankCd"),
  tsHeadline: ({ args }) => [
    ["tsHeadline", ...args.slice(0, 3)],
    ["tsHeadline", ...args.slice(0, 3), data(headlineOptions(args[3]!))],
  ],
  matchAgainst: ({ args: [columns, query] }, mode, s): ReadonlyArray<Form> => {
    const items = columns?._tag === "Tuple" ? columns.items : []
    const list = code(listDoc(items.map((e) => s.expr(e).doc)), items)
    return [["matchAgainst", list, query!, ...(mode === "" ? [] : [data({ mode })])]]
  },
}
