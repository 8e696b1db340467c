import type { Change } from "./change.js"

/** Whom a step keeps waiting while it runs, among those who use the table. */
export type StepLock = "nobody" | "writers" | "everybody"

/**
 * One statement of a plan, and what running it means.
 *
 * @since 0.1.0
 */
export interface Step {
  readonly sql: string
  /** The table that is locked; `null`: none is. */
  readonly table: string | null
  readonly locks: StepLock
  /** Whether the database writes all rows of the table anew, which takes the longer the more there are. */
  readonly rewrites: boolean
  /** Whether data is lost. */
  readonly destructive: boolean
}

/**
 * How changes are made in one database.
 *
 * @since 0.1.0
 */
export interface Plan {
  readonly dialect: string
  readonly changes: ReadonlyArray<Change>
  /** Statements before and after the steps, outside the transaction: settings of the session. */
  readonly before: ReadonlyArray<string>
  readonly steps: ReadonlyArray<Step>
  readonly after: ReadonlyArray<string>
  /** A query that gives a row for each reference to nothing when the steps are done: table, row, table referred to, number of the key. */
  readonly check: string | null
  /** Whether a transaction can take the steps back. */
  readonly transactional: boolean
}
