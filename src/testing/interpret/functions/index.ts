import type { AggregateMeaning, Meaning } from "../meaning.js"

export { unsaid } from "./unsaid.js"

/** What each function of the vocabulary means, by the name of its node; one file for each chapter. */
export const functions: Readonly<Record<string, Meaning>> = {}

/** What each aggregate means. */
export const aggregates: Readonly<Record<string, AggregateMeaning>> = {}
