import type { Constraint } from "../../core/column-spec.js"
import { columnNode } from "../../core/expr-node.js"
import type { ColumnSpec } from "../../core/column-spec.js"
import type { AnyColumnDef } from "../../core/sql-type.js"
import { constrain } from "../../codec/constrain.js"
import { brackets, type Doc, nameOf } from "./code.js"
import { dataDoc } from "./data.js"
import { same } from "./same.js"

/** The rules whose words say their limit. */
const words: ReadonlyArray<readonly [rule: keyof typeof constrain, says: RegExp]> = [
  ["ge", /^at least (.+)$/],
  ["gt", /^greater than (.+)$/],
  ["le", /^at most (.+)$/],
  ["lt", /^less than (.+)$/],
  ["multipleOf", /^a multiple of (.+)$/],
  ["minLength", /^at least (\d+) characters?$/],
  ["maxLength", /^at most (\d+) characters?$/],
  ["maxDigits", /^at most (\d+) digits?$/],
  ["decimalPlaces", /^at most (\d+) decimal places?$/],
  ["pattern", /^text that matches (.+)$/],
]

const limitsOf = (rule: string, text: string): ReadonlyArray<readonly [value: unknown, doc: Doc]> => {
  const data = (value: unknown) => [value, dataDoc(value)] as const
  if (rule === "pattern") {
    const [, source, flags] = /^\/(.*)\/(\w*)$/s.exec(text)!
    return [[new RegExp(source!, flags), text]]
  }
  if (text.startsWith('"')) {
    return [data(JSON.parse(text))]
  }
  return /^\d{4}-\d\d-\d\dT/.test(text)
    ? [data(new Date(text))]
    : [...(Number.isNaN(Number(text)) ? [] : [data(Number(text))]), ...(/^-?\d+$/.test(text) ? [data(BigInt(text))] : [])]
}

/** The modifier that a rule of a column was made by; `null`: only its function knows. */
export const ruleDoc = (spec: ColumnSpec, rule: Constraint): Doc | null => {
  const self = columnNode("", "", "", spec)
  for (const [name, says] of words) {
    const text = name === rule.name ? says.exec(rule.expected)?.[1] : undefined
    for (const [value, doc] of text === undefined ? [] : limitsOf(name, text)) {
      const check = rule.sql !== null
      const make = constrain[name] as (limit: unknown, options: object) => (def: AnyColumnDef) => AnyColumnDef
      const again = make(value, { check })({ spec: { ...spec, constraints: [] }, pipe: undefined } as never).spec.constraints[0]!
      if (again.expected === rule.expected && (rule.sql === null || same(again.sql!(self), rule.sql(self)))) {
        return [nameOf("fulmar", "constrain"), `.${name}`, brackets("(", check ? [doc, "{ check: true }"] : [doc], ")")]
      }
    }
  }
  return null
}
