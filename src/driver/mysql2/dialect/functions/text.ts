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
  replaceBy: "replace($1, $2, $3)",
  left: "left($1, $2)",
  right: "right($1, $2)",
  // The text after the parts before, with a separator in front so that there is always one.
  splitPart:
    "substring_index(substring($1, char_length(substring_index(concat($2, $1), $2, $3)) + 1), $2, 1)",
  overlay: "concat(left($1, $3 - 1), $2, substring($1, $3 + char_length($2)))",
  overlayFor: "concat(left($1, $3 - 1), $2, substring($1, $3 + $4))",
  padStart: "lpad($1, $2, $3)",
  padEnd: "rpad($1, $2, $3)",
  repeat: "repeat($1, $2)",
  reverse: "reverse($1)",
  ascii: "ord(convert($1 using utf32))",
  octetLength: "octet_length($1)",
  concatWs: "concat_ws($*)",
  sha256: "sha2(convert($1 using utf8mb4), 256)",
  "sha256(bytes)": "sha2($1, 256)",
  position: "locate($2, $1)",
  regexp: "($1 regexp $2)",
}

/** Functions whose texts would be compared by another collation. */
export const collated = (collation: string): Readonly<Record<string, Template>> => ({
  chr: `case when $1 is not null then convert(char($1 using utf32) using utf8mb4) collate ${collation} end`,
})
