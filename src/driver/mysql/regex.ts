import type { Template } from "../../core/dialect.js"

const withType = (suffix: string, type: "c" | "i"): Readonly<Record<string, Template>> => ({
  [`regexpMatches${suffix}`]: `regexp_like($1, $2, '${type}')`,
  [`regexpReplace${suffix}`]: `regexp_replace($1, $2, $3, 1, 0, '${type}')`,
  [`regexpSubstr${suffix}`]: `regexp_substr($1, $2, 1, 1, '${type}')`,
  [`regexpCount${suffix}`]:
    `(char_length(regexp_replace($1, $2, 'x', 1, 0, '${type}')) - ` +
    `char_length(regexp_replace($1, $2, '', 1, 0, '${type}')))`,
  [`regexpInstr${suffix}`]: `regexp_instr($1, $2, 1, 1, 0, '${type}')`,
})

/** Regular expressions of ICU. Whether case matters is said, since else it is up to the collation. */
export const regex: Readonly<Record<string, Template>> = { ...withType("", "c"), ...withType("(i)", "i") }
