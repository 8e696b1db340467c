import type { Template } from "../../core/dialect.js"

/** Regular expressions of PCRE. Whether case matters is up to the collation, and to what stands in the pattern. */
export const regexWith = (collation: string): Readonly<Record<string, Template>> => {
  const text = `($1 collate ${collation})`
  const withPattern = (suffix: string, pattern: string): Readonly<Record<string, Template>> => ({
    [`regexpMatches${suffix}`]: `(${text} regexp ${pattern})`,
    [`regexpReplace${suffix}`]: `regexp_replace(${text}, ${pattern}, $3)`,
    // Without a match it is the empty text.
    [`regexpSubstr${suffix}`]: `case when ${text} regexp ${pattern} then regexp_substr(${text}, ${pattern}) end`,
    [`regexpCount${suffix}`]:
      `(char_length(regexp_replace(${text}, ${pattern}, 'x')) - char_length(regexp_replace(${text}, ${pattern}, '')))`,
    [`regexpInstr${suffix}`]: `regexp_instr(${text}, ${pattern})`,
  })
  return { ...withPattern("", "$2"), ...withPattern("(i)", "concat('(?i)', $2)") }
}
