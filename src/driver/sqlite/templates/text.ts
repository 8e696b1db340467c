import type { Template } from "../../../core/dialect.js"

export const text: Readonly<Record<string, Template>> = {
  regexp: "regexp($2, $1)",
  lower: "lower($1)",
  upper: "upper($1)",
  trim: "trim($1)",
  trimStart: "ltrim($1)",
  trimEnd: "rtrim($1)",
  length: "length($1)",
  substring: "substr($1, $2, $3)",
  substringFrom: "substr($1, $2)",
  replace: "replace($1, $2, $3)",
  position: "instr($1, $2)",
}
