import { createHash } from "node:crypto"
import type { Effect } from "effect"
import { rawCommand } from "../expr/raw.js"
import type { Database } from "../driver/database.js"
import type { MigrationControl } from "../driver/migration-control.js"
import { execute } from "../driver/operations/execute.js"
import { splitScript } from "../driver/script.js"
import type { Migration, MigrationStep } from "./migration.js"

/** One statement, or an Effect. */
export interface Step<R> {
  /** `null` of an Effect. */
  readonly sql: string | null
  readonly run: Effect.Effect<unknown, unknown, R | Database>
}

const statement = (sql: string): Effect.Effect<unknown, unknown, Database> =>
  execute(rawCommand(Object.assign([sql], { raw: [sql] }) as unknown as TemplateStringsArray))

/** The steps, with SQL cut into statements. */
export const stepsOf = <R>(
  control: MigrationControl,
  steps: ReadonlyArray<MigrationStep<R>>,
): ReadonlyArray<Step<R>> =>
  steps.flatMap((step): ReadonlyArray<Step<R>> =>
    typeof step === "string"
      ? splitScript(control.script, step).map(({ sql }) => ({ sql, run: statement(sql) }))
      : [{ sql: null, run: step }],
  )

/** The checksum of the first steps of a migration; `null` where nothing of it can be compared. */
export const checksumOf = <R>(migration: Migration<R>, steps: ReadonlyArray<Step<R>>): string | null => {
  if (migration.source === null && steps.every(({ sql }) => sql === null)) return null
  const texts = migration.source === null ? steps.map(({ sql }) => sql ?? "an Effect") : [migration.source]
  return createHash("sha256").update(JSON.stringify(texts)).digest("hex")
}
