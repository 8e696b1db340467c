import type { Needs } from "../expr.js"
import type { Nothing } from "../query-types.js"

declare const UncertainTypes: unique symbol

/**
 * Marks the table of an insert whose rows need not be those that it leaves in the table: so the rows that it returns cannot
 * be found by what it inserts.
 */
export interface Uncertain {
  readonly [UncertainTypes]: true
}

/** What an insert needs more, which returned `O` before it was known to be uncertain. */
export type ReturnsItself<O> = O extends Nothing ? never : Needs<"insert returning">
