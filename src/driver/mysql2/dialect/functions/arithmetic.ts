import type { Template } from "../../../../core/dialect.js"

/** A DOUBLE as it is written, half away from zero; for what is greater DECIMAL has no room. */
const rounded = (call: string): Template => `case when abs($1) < 1e34 then ${call} + 0e0 else $1 + 0e0 end`

/** Version 4: 122 random bits, 4 bits that say so, and 2 that say which kind of UUID it is. */
const uuid: Template =
  "lower(concat(hex(random_bytes(4)), '-', hex(random_bytes(2)), '-4', substr(hex(random_bytes(2)), 2), '-', " +
  "substr('89ab', 1 + (ascii(random_bytes(1)) & 3), 1), substr(hex(random_bytes(2)), 2), '-', hex(random_bytes(6))))"

export const arithmetic: Readonly<Record<string, Template>> = {
  abs: "abs($1)",
  ceil: "ceiling($1)",
  floor: "floor($1)",
  round: "round($1)",
  "round(float)": rounded("round(cast($1 as decimal(65, 30)))"),
  roundTo: "round($1, $2)",
  "roundTo(float)": rounded("round(cast($1 as decimal(65, 30)), $2)"),
  trunc: "truncate($1, 0)",
  truncTo: "truncate($1, $2)",
  "truncTo(float)": rounded("truncate(cast($1 as decimal(65, 30)), $2)"),
  exp: "exp($1)",
  // Of what is not positive it is an error in an insert.
  ln: "ln(case when $1 > 0 then $1 end)",
  log10: "log10(case when $1 > 0 then $1 end)",
  sin: "sin($1)",
  cos: "cos($1)",
  tan: "tan($1)",
  asin: "asin($1)",
  acos: "acos($1)",
  atan: "atan($1)",
  atan2: "atan2($1, $2)",
  bitXor: "cast($1 ^ $2 as signed)",
  toHex: "lower(hex($1))",
  random: "rand()",
  newUuid: uuid,
  sqrt: "sqrt($1)",
  sign: "sign($1)",
  power: "case when $1 < 0 and $2 <> floor($2) or $1 = 0 and $2 < 0 then null else power($1, $2) end",
}
