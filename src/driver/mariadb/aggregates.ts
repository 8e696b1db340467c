import type { Template } from "../../core/dialect.js"

const joined: Template = "group_concat($d$1$b separator $=2)"

/**
 * A joined text is cut off at `max_allowed_packet`, with no more than a warning: then this overflows, which is an error
 * that names it.
 */
export const aggregates: Readonly<Record<string, Template>> = {
  stringAgg:
    `(case when octet_length(${joined}) > @@max_allowed_packet - 4 ` +
    `then cast(exp(@@max_allowed_packet) as char) else ${joined} end)`,
}
