import type { Template } from "../../../core/dialect.js"

export const text: Readonly<Record<string, Template>> = {
  lower: "lower($1)",
  upper: "upper($1)",
  trim: "btrim($1)",
  trimStart: "ltrim($1)",
  trimEnd: "rtrim($1)",
  length: "length($1)",
  substring: "substr($1, cast($2 as int4), cast($3 as int4))",
  substringFrom: "substr($1, cast($2 as int4))",
  replace: "replace($1, $2, $3)",
  position: "strpos($1, $2)",
  regexp: "($1 ~ $2)",
}
