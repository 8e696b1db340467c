import { show } from "../core/show.js"

/**
 * How far a transaction is kept apart from others, in the words of the SQL standard.
 *
 * @since 0.1.0
 */
export type Isolation = "read uncommitted" | "read committed" | "repeatable read" | "serializable"

/**
 * How a transaction begins.
 *
 * @since 0.1.0
 */
export interface BeginOptions {
  /** SQLite has `serializable` only. */
  readonly isolation?: Isolation
  readonly access?: "read write" | "read only"
  /**
   * SQLite only: when its lock is taken. `immediate`, the default, takes it now, so that a later write cannot fail
   * because another connection wrote meanwhile; `deferred` with the first statement.
   */
  readonly begin?: "deferred" | "immediate" | "exclusive"
  /**
   * PostgreSQL only, for a `serializable`, `read only` transaction: its first statement waits until it can run without
   * the risk of a SerializationFailure.
   */
  readonly deferrable?: boolean
}

const strength: Record<Isolation, number> = {
  "read uncommitted": 0,
  "read committed": 1,
  "repeatable read": 2,
  serializable: 3,
}

const choices = {
  isolation: Object.keys(strength),
  access: ["read write", "read only"],
  begin: ["deferred", "immediate", "exclusive"],
} as const

/** What of the options of a transaction does not exist, on any database; `null` when all of it does. */
export const unknownOption = (options: BeginOptions): string | null => {
  for (const name of ["isolation", "access", "begin"] as const) {
    const value: unknown = options[name]
    const known: ReadonlyArray<unknown> = choices[name]
    if (value !== undefined && !known.includes(value)) {
      return `A transaction has no ${name} ${show(value)}: it is one of ${known.map(show).join(", ")}.`
    }
  }
  return null
}

/** Whether a transaction of the `actual` isolation gives all that `wanted` promises. */
export const satisfiesIsolation = (actual: Isolation, wanted: Isolation): boolean =>
  strength[actual] >= strength[wanted]
