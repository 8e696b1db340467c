import type { Effect } from "effect"
import type { Database } from "../../driver/database.js"
import type { Supports } from "../../driver/supports.js"

/**
 * What shows that a database has a capability: a program that needs it, and what that gives. It finds the tables
 * `fulmar_left` (`id`, `name`) with `1, 'Opera'` and `2, 'TART'`, and `fulmar_right` (`id`, `other`) with `10, 2` and
 * `11, 3`: `probeTables`.
 *
 * @since 0.1.0
 */
export interface Probe {
  readonly program: Effect.Effect<unknown, unknown, Database | Supports<string>>
  readonly gives: unknown
}

/** One probe. */
export const probe = (program: Probe["program"], gives: unknown): Probe => ({ program, gives })
