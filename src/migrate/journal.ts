import { Effect, pipe } from "effect"
import { boolean } from "../codec/boolean.js"
import { columnName } from "../codec/column-name.js"
import { integer } from "../codec/integer.js"
import { primaryKey } from "../codec/key.js"
import { nullable } from "../codec/nullable.js"
import { varchar } from "../codec/text.js"
import { timestamptz } from "../codec/timestamptz.js"
import { deleteFrom } from "../core/command/delete.js"
import { insertInto } from "../core/command/insert.js"
import { update } from "../core/command/update.js"
import { from } from "../core/query/from.js"
import { where } from "../core/query/where.js"
import type { Insert, Row, Update } from "../core/table.js"
import { table } from "../core/table.js"
import type { Database } from "../driver/database.js"
import { all } from "../driver/operations/all.js"
import { execute } from "../driver/operations/execute.js"
import { databaseOf, executorOf } from "../driver/run.js"
import type { SqlError } from "../driver/sql-error.js"
import { eq } from "../expr/comparison.js"
import { createAll, dropAll } from "../schema/index.js"
import type { MigrationControl } from "../driver/migration-control.js"

const journalTable = (name: string) =>
  table(name, {
    name: varchar(200).pipe(primaryKey),
    /** Counts up in the order in which they were applied. */
    position: integer,
    /** `applied`; `applying` and `reverting` while they are run step by step. */
    state: varchar(10),
    /** The steps that are done, of as many as there are. */
    step: integer,
    steps: integer,
    /** It stopped between two steps: the next one was not done. */
    stopped: boolean,
    /** Of what is done of it. */
    checksum: varchar(64).pipe(nullable),
    changedAt: timestamptz.pipe(columnName("changed_at")),
  })

type JournalTable = ReturnType<typeof journalTable>

/** What is known of a migration. */
export type JournalRow = Row<JournalTable>

/** The table in which it is written which migrations have been applied. */
export interface Journal {
  readonly exists: Effect.Effect<boolean, SqlError, Database>
  readonly create: Effect.Effect<void, SqlError, Database>
  readonly drop: Effect.Effect<void, SqlError, Database>
  /** In the order in which they were applied. */
  readonly rows: Effect.Effect<ReadonlyArray<JournalRow>, SqlError, Database>
  readonly insert: (row: Insert<JournalTable>) => Effect.Effect<void, SqlError, Database>
  readonly update: (name: string, values: Update<JournalTable>) => Effect.Effect<void, SqlError, Database>
  readonly remove: (name: string) => Effect.Effect<void, SqlError, Database>
}

/** A statement as it is, and its rows. */
export const query = (
  sql: string,
  params: ReadonlyArray<unknown> = [],
): Effect.Effect<ReadonlyArray<ReadonlyArray<unknown>>, SqlError, Database> =>
  Effect.withFiber((fiber) =>
    Effect.map(executorOf(fiber, databaseOf(fiber)).run(sql, params, { wide: false }), ({ rows }) => rows),
  )

/** The first value of a query. */
export const scalarOf = (
  sql: string,
  params: ReadonlyArray<unknown> = [],
): Effect.Effect<unknown, SqlError, Database> => Effect.map(query(sql, params), (rows) => rows[0]?.[0])

/** What this program writes is valid, and what it reads it has written. */
const surely = <A, E extends { readonly _tag: string }, R>(
  effect: Effect.Effect<A, E, R>,
): Effect.Effect<A, Extract<E, SqlError>, R> =>
  effect.pipe(
    Effect.catch((error) =>
      error._tag === "SqlError" ? Effect.fail(error as Extract<E, SqlError>) : Effect.die(error),
    ),
  )

/** The journal in the table of this name. */
export const journalOf = (name: string, control: MigrationControl): Journal => {
  const Journal = journalTable(name)
  const exists = Effect.map(scalarOf(control.hasTable, [name]), (count) => Number(count) > 0)
  return {
    exists,
    create: Effect.flatMap(exists, (is) => (is ? Effect.void : createAll([Journal], { ifNotExists: true }))),
    drop: dropAll([Journal], { ifExists: true }),
    rows: Effect.map(surely(all(from(Journal))), (rows) => rows.toSorted((a, b) => a.position - b.position)),
    insert: (row) => Effect.asVoid(surely(execute(insertInto(Journal, row)))),
    update: (of, values) =>
      Effect.asVoid(surely(execute(pipe(update(Journal, values), where(eq(Journal.name, of)))))),
    remove: (of) => Effect.asVoid(surely(execute(pipe(deleteFrom(Journal), where(eq(Journal.name, of)))))),
  }
}
