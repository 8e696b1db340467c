import type { Template } from "../../../core/dialect.js"

export const arithmetic: Readonly<Record<string, Template>> = {
  "abs(decimal)": "fulmar_abs($1)",
  "ceil(decimal)": "fulmar_ceil($1)",
  "floor(decimal)": "fulmar_floor($1)",
  "round(decimal)": "fulmar_round($1)",
  "roundTo(decimal)": "fulmar_round($1, $2)",
  "sign(decimal)": "fulmar_sign($1)",
  abs: "abs($1)",
  ceil: "ceil($1)",
  floor: "floor($1)",
  round: "round($1)",
  roundTo: "round($1, $2)",
  sqrt: "sqrt($1)",
  sign: "sign($1)",
  power: "power($1, $2)",
}
