import type { Template } from "../../../../core/dialect.js"

export const text: Readonly<Record<string, Template>> = {
  lower: "lower($1)",
  upper: "upper($1)",
  trim: "trim($1)",
  trimStart: "ltrim($1)",
  trimEnd: "rtrim($1)",
  length: "char_length($1)",
  substring: "substring($1, $2, $3)",
  substringFrom: "substring($1, $2)",
  replace: "replace($1, $2, $3)",
  position: "locate($2, $1)",
  regexp: "($1 regexp $2)",
}
