import type { Template } from "../../../../core/dialect.js"

/** A DOUBLE as it is written, half away from zero; what is greater has no such digits, and DECIMAL no room for it. */
const rounded = (call: string): Template => `case when abs($1) < 1e15 then ${call} + 0e0 else $1 + 0e0 end`

export const arithmetic: Readonly<Record<string, Template>> = {
  abs: "abs($1)",
  ceil: "ceiling($1)",
  floor: "floor($1)",
  round: "round($1)",
  "round(float)": rounded("round(cast($1 as decimal(65, 30)))"),
  roundTo: "round($1, $2)",
  "roundTo(float)": rounded("round(cast($1 as decimal(65, 30)), $2)"),
  sqrt: "sqrt($1)",
  sign: "sign($1)",
  power: "case when $1 < 0 and $2 <> floor($2) or $1 = 0 and $2 < 0 then null else power($1, $2) end",
}
