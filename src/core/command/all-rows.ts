import { commandNode } from "../erase.js"
import type { Query } from "../query-types.js"

/**
 * Says that an update or delete without condition is meant.
 *
 * The SQL: nothing; the statement has no `where`.
 *
 * @since 0.1.0
 */
export const allRows = <S, U, O, F, G>(
  query: Query<"update" | "unbounded", S, U, O, F, G>,
): Query<"update", S, U, O, F, G> => Object.freeze({ ...commandNode(query), bounded: true }) as never
