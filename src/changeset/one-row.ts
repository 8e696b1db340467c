import { Effect } from "effect"
import { insertInto } from "../core/command/insert.js"
import { returning } from "../core/command/returning.js"
import { primaryKeyOf } from "../core/primary-key.js"
import { type AnyTable, tableData } from "../core/table.js"
import { Database } from "../driver/database.js"
import { type NoResultFound, noResultFound } from "../driver/result-errors.js"
import { transaction } from "../tx/transaction.js"
import { deleteWhere, has, type Rec, rowsOf, rowsWhere, run, updateWhere, type WriteError } from "./by-key.js"
import { versionOf } from "./changeset.js"
import { StaleRow } from "./stale-row.js"

/** How changing a row that should be there can fail. */
export type ChangeError = WriteError | NoResultFound | StaleRow

const quoted = (table: AnyTable): string => JSON.stringify(tableData(table).name)
export const keyOf = (table: AnyTable): ReadonlyArray<string> => primaryKeyOf(tableData(table))

/** By what a row is found: its key, and its version if it has one. */
const found = (table: AnyTable, row: Rec) => {
  const version = versionOf(table)
  return has(table, row, version === null ? keyOf(table) : [...keyOf(table), version])
}

/** Why a row was not there to be changed: someone else changed it, or it is gone. */
const notThere = (table: AnyTable, original: Rec): Effect.Effect<never, ChangeError, Database> => {
  const version = versionOf(table)
  const keys = keyOf(table)
  const described = keys.map((key) => `${key} = ${String(original[key])}`).join(", ")
  const gone: Effect.Effect<never, ChangeError> = Effect.fail(noResultFound(`-- the row of table ${quoted(table)} with ${described} is not there`))
  if (version === null) return gone
  return Effect.flatMap(rowsWhere(table, has(table, original, keys)), ([row]): Effect.Effect<never, ChangeError> =>
    row === undefined
      ? gone
      : Effect.fail(
          new StaleRow({
            message: `The row of table ${quoted(table)} with ${described} was changed since it was read: its ${version} is ${String(row[version])}, not ${String(original[version])}. Read it again.`,
            table: tableData(table).name,
            key: Object.fromEntries(keys.map((key) => [key, original[key]])),
            expected: original[version],
            actual: row[version],
          }),
        ),
  )
}

/** That a row is as it was read, where its table has a version. */
export const current = (table: AnyTable, original: Rec): Effect.Effect<void, ChangeError, Database> =>
  versionOf(table) === null
    ? Effect.void
    : Effect.flatMap(rowsWhere(table, found(table, original)), (rows) => (rows.length === 0 ? notThere(table, original) : Effect.void))

/** Inserts rows by one statement, and gives them in their order as the database has them. */
export const insertAll = (table: AnyTable, rows: ReadonlyArray<Rec>): Effect.Effect<ReadonlyArray<Rec>, WriteError, Database> =>
  rows.length === 0 ? Effect.succeed([]) : rowsOf(returning(table as never)(insertInto(table as never, rows as never)))

const next = (version: unknown): unknown => (typeof version === "bigint" ? version + 1n : (version as number) + 1)

/** Writes these values to a row that is there, and gives it as the database has it then. */
export const updateOne = (table: AnyTable, old: Rec, changes: Rec): Effect.Effect<Rec, ChangeError, Database> => {
  const version = versionOf(table)
  const set = version === null ? changes : { ...changes, [version]: next(old[version]) }
  const command = updateWhere(table, set, found(table, old))
  return Effect.flatMap(Database, ({ dialect }) => {
    if (dialect.capabilities.has("update returning")) {
      return Effect.flatMap(rowsOf(returning(table as never)(command as never)), ([row]) => (row === undefined ? notThere(table, old) : Effect.succeed(row)))
    }
    return transaction(
      Effect.gen(function* () {
        if ((yield* run(command)) === 0) return yield* notThere(table, old)
        const [row] = yield* rowsWhere(table, has(table, { ...old, ...set }, keyOf(table)))
        return row ?? (yield* notThere(table, old))
      }),
    )
  })
}

export const deleteOne = (table: AnyTable, old: Rec): Effect.Effect<void, ChangeError, Database> =>
  Effect.flatMap(run(deleteWhere(table, found(table, old))), (rows) => (rows === 0 ? notThere(table, old) : Effect.void))
