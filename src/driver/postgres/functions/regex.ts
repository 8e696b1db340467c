import type { Template } from "../../../core/dialect.js"

const withFlag = (suffix: string, operator: string, flag: string): Readonly<Record<string, Template>> => ({
  [`regexpMatches${suffix}`]: `($1 ${operator} $2)`,
  [`regexpReplace${suffix}`]: `regexp_replace($1, $2, $3, 'g${flag}')`,
  [`regexpSubstr${suffix}`]: `regexp_substr($1, $2, 1, 1, '${flag}')`,
  // regexp_count has been there since version 15 only.
  [`regexpCount${suffix}`]:
    `(length(regexp_replace($1, $2, 'x', 'g${flag}')) - length(regexp_replace($1, $2, '', 'g${flag}')))`,
  [`regexpInstr${suffix}`]: `regexp_instr($1, $2, 1, 1, 0, '${flag}')`,
})

export const regex: Readonly<Record<string, Template>> = { ...withFlag("", "~", ""), ...withFlag("(i)", "~*", "i") }
