import type { ScriptSyntax } from "./script.js"

/** What migrations need to know of a database. */
export interface MigrationControl {
  /** How a script is cut into statements. */
  readonly script: ScriptSyntax
  /**
   * Queries of one value, 1 where it was done: they take the lock of the session that only one migrator has, without
   * waiting for it, and give it back. `null` where transactions that write take turns anyway.
   */
  readonly lock: { readonly take: string; readonly release: string } | null
  /** A query of how many tables have a name, which is its parameter. */
  readonly hasTable: string
  /** Statements whose work a transaction can take back, where it cannot take back those that define things. */
  readonly undoable: RegExp
  /**
   * Where foreign keys are switched off and on outside transactions only: the statements that do it, the query of how it
   * is, the statement that makes it so again, and a query of the number of keys that point at nothing.
   */
  readonly foreignKeys: {
    readonly statement: RegExp
    readonly read: string
    readonly set: (value: unknown) => string
    readonly dangling: string
  } | null
  /** What empties the schema: statements, queries whose one column is statements, and statements after these. */
  readonly clear: {
    readonly before: ReadonlyArray<string>
    readonly queries: ReadonlyArray<string>
    readonly after: ReadonlyArray<string>
  }
}
