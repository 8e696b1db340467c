import { commandNode } from "../erase.js"
import type { Query } from "../query-types.js"

/**
 * Says that an update or delete without condition is meant.
 *
 * The SQL: nothing; the statement has no `where`.
 *
 * @since 0.1.0
 */
export const allRows = <K extends "update" | "delete", S, U, O, F, G>(
  query: Query<K | "unbounded", S, U, O, F, G>,
): Query<K, S, U, O, F, G> => Object.freeze({ ...commandNode(query), bounded: true }) as never
