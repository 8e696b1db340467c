import type { Template } from "../../../core/dialect.js"

const withFlag = (suffix: string, flag: string): Readonly<Record<string, Template>> => ({
  [`regexpMatches${suffix}`]: `fulmar_regexp_matches($1, $2, '${flag}')`,
  [`regexpReplace${suffix}`]: `fulmar_regexp_replace($1, $2, 'g${flag}', $3)`,
  [`regexpSubstr${suffix}`]: `fulmar_regexp_substr($1, $2, '${flag}')`,
  [`regexpCount${suffix}`]: `fulmar_regexp_count($1, $2, 'g${flag}')`,
  [`regexpInstr${suffix}`]: `fulmar_regexp_instr($1, $2, '${flag}')`,
})

/** Functions that the layer installs. */
export const regex: Readonly<Record<string, Template>> = { ...withFlag("", ""), ...withFlag("(i)", "i") }
