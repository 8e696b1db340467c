import { kinds, labels, urlVariables } from "./kinds.js"
import type { Availabilities } from "./kinds.js"

/** Which servers the tests use, one line each. */
export const usedLines = (available: Availabilities): ReadonlyArray<string> =>
  kinds.flatMap((kind) => {
    const { named, programs } = available[kind]
    if (named) return [`servers: ${labels[kind]} named by ${urlVariables[kind]}`]
    return "missing" in programs ? [] : [`servers: ${labels[kind]} ${programs.version} (${programs.from})`]
  })

/** Which tests do not run, and why: said at the start and again at the end, where nobody scrolls past it. */
export const skippedLines = (available: Availabilities): ReadonlyArray<string> =>
  kinds.flatMap((kind) => {
    const { named, programs } = available[kind]
    if (!("missing" in programs)) return []
    const what = named ? "tests that stop a server of their own" : "tests"
    const remedy = named ? "" : ` (${urlVariables[kind]} can name a running server)`
    return [`servers: SKIPPED, all ${what} on ${labels[kind]}: ${programs.missing}${remedy}`]
  })
