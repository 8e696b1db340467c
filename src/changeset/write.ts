import { Effect } from "effect"
import type { DecodeError } from "../codec/decode-error.js"
import { StaleRow } from "./stale-row.js"
import type { ValidationError } from "../core/errors.js"
import { binaryNode, type ExprNode, logicalNode, valueNode } from "../core/expr-node.js"
import { deleteFrom } from "../core/command/delete.js"
import { insertInto } from "../core/command/insert.js"
import { returning } from "../core/command/returning.js"
import { update } from "../core/command/update.js"
import { from } from "../core/query/from.js"
import { where } from "../core/query/where.js"
import { type AnyTable, type Row, tableData, type TableMeta } from "../core/table.js"
import { Database } from "../driver/database.js"
import { all } from "../driver/operations/all.js"
import { execute } from "../driver/operations/execute.js"
import { type NoResultFound, noResultFound } from "../driver/result-errors.js"
import type { SqlError } from "../driver/sql-error.js"
import { booleanSpec } from "../expr/arguments.js"
import { transaction } from "../tx/transaction.js"
import { type AnyChangeset, type Changeset, type ChangesetNode, changesetNode, edit, type HasAll, isChanged, makeChangeset, primaryKeyOf, versionOf } from "./changeset.js"

type AnyT = TableMeta<any, any, any>
type Rec = Readonly<Record<string, unknown>>

/** How writing a row can fail. */
export type WriteError = SqlError | DecodeError | ValidationError
/** How changing a row that should be there can fail. */
export type ChangeError = WriteError | NoResultFound | StaleRow

const column = (table: AnyTable, key: string): ExprNode => (table as unknown as Readonly<Record<string, ExprNode>>)[key]!

/** That a row has these values. */
const has = (table: AnyTable, row: Rec, keys: ReadonlyArray<string>): ExprNode =>
  logicalNode(
    booleanSpec,
    "and",
    keys.map((key) => {
      const c = column(table, key)
      return binaryNode(booleanSpec, "=", c, valueNode(c.type, row[key]))
    }),
  )

const rowsOf = (query: unknown): Effect.Effect<ReadonlyArray<Rec>, WriteError, Database> => all(query as never) as never
const byKey = (table: AnyTable, row: Rec, keys: ReadonlyArray<string>) => where(has(table, row, keys) as never)

const nameOf = (table: AnyTable): string => JSON.stringify(tableData(table).name)

/** Why a row was not there to be changed: someone else changed it, or it is gone. */
const notThere = (table: AnyTable, original: Rec): Effect.Effect<never, ChangeError, Database> => {
  const version = versionOf(table)
  const keys = primaryKeyOf(table)
  const described = keys.map((key) => `${key} = ${String(original[key])}`).join(", ")
  const gone: Effect.Effect<never, ChangeError> = Effect.fail(noResultFound(`-- the row of table ${nameOf(table)} with ${described} is not there`))
  if (version === null) return gone
  return Effect.flatMap(rowsOf(byKey(table, original, keys)(from(table as never) as never)), ([found]): Effect.Effect<never, ChangeError> =>
    found === undefined
      ? gone
      : Effect.fail(
          new StaleRow({
            message: `The row of table ${nameOf(table)} with ${described} was changed since it was read: its ${version} is ${String(found[version])}, not ${String(original[version])}. Read it again.`,
            table: tableData(table).name,
            key: Object.fromEntries(keys.map((key) => [key, original[key]])),
            expected: original[version],
            actual: found[version],
          }),
        ),
  )
}

export const insertNode = ({ changes, table }: ChangesetNode): Effect.Effect<Rec, WriteError, Database> =>
  Effect.map(rowsOf(returning(table as never)(insertInto(table as never, changes as never))), (rows) => rows[0]!)

const next = (version: unknown): unknown => (typeof version === "bigint" ? version + 1n : (version as number) + 1)

export const updateNode = ({ changes, original, table }: ChangesetNode): Effect.Effect<Rec, ChangeError, Database> => {
  const old = original!
  const keys = primaryKeyOf(table)
  const version = versionOf(table)
  const set = version === null ? changes : { ...changes, [version]: next(old[version]) }
  const guarded = byKey(table, old, version === null ? keys : [...keys, version])(update(table as never, set as never) as never)
  return Effect.flatMap(Database, ({ dialect }) => {
    if (dialect.capabilities.has("update returning")) {
      return Effect.flatMap(rowsOf(returning(table as never)(guarded as never)), ([row]) => (row === undefined ? notThere(table, old) : Effect.succeed(row)))
    }
    return transaction(
      Effect.gen(function* () {
        const { rowsAffected } = yield* execute(guarded as never) as unknown as Effect.Effect<{ readonly rowsAffected: number }, WriteError, Database>
        if (rowsAffected === 0) return yield* notThere(table, old)
        const [row] = yield* rowsOf(byKey(table, { ...old, ...set }, keys)(from(table as never) as never))
        return row ?? (yield* notThere(table, old))
      }),
    )
  })
}

/**
 * Inserts a new row, and gives it as the database has it.
 *
 * Fails with a `ValidationError` if values do not fit their columns; then nothing was sent.
 *
 * The SQL: `insert into … returning …`, or what the database has for it.
 *
 * @example
 * ```ts
 * import { autoIncrement, createAll, insertRow, integer, newRow, primaryKey, table, text } from "fulmar"
 * import * as Sqlite from "fulmar/sqlite"
 * import { Effect } from "effect"
 *
 * const Fruit = table("fruit", { id: integer.pipe(primaryKey, autoIncrement), name: text })
 * const program = Effect.andThen(createAll([Fruit]), insertRow(newRow(Fruit, { name: "Apple" })))
 * Effect.runSync(program.pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" })))) // => { id: 1, name: "Apple" }
 * ```
 *
 * @since 0.1.0
 */
export const insertRow = <T extends AnyT, K>(
  changeset: Changeset<T, "new", K> & HasAll<T, K>,
): Effect.Effect<Row<T>, WriteError, Database> => insertNode(changesetNode(changeset)) as never

/**
 * Writes what is changed of a row, and only that, and gives the row as the database has it then. If nothing is changed,
 * nothing is sent. Of a table with a version, the row must still have the one that it was read with, and gets the next.
 *
 * Fails with `NoResultFound` if the row is not there, with `StaleRow` if it was changed since it was read.
 *
 * The SQL: `update … set "name" = … where "id" = … returning …`, or what the database has for it.
 *
 * @since 0.1.0
 */
export const updateRow = <T extends AnyT>(changeset: Changeset<T, "saved", unknown>): Effect.Effect<Row<T>, ChangeError, Database> =>
  save(changeset) as never

/**
 * Inserts a row that is new, updates one that the database gave: by where it comes from, not by whether it has a key.
 *
 * @since 0.1.0
 */
export const save: {
  <T extends AnyT, K>(changeset: Changeset<T, "new", K> & HasAll<T, K>): Effect.Effect<Row<T>, WriteError, Database>
  <T extends AnyT>(changeset: Changeset<T, "saved", unknown>): Effect.Effect<Row<T>, ChangeError, Database>
} = (changeset: AnyChangeset): never => {
  const node = changesetNode(changeset)
  if (node.original === null) return insertNode(node) as never
  return (isChanged(makeChangeset(node)) ? updateNode(node) : Effect.succeed(node.original)) as never
}

/**
 * Deletes a row, which must be there; of a table with a version, in the version that it was read with.
 *
 * Fails with `NoResultFound` if it is not there, with `StaleRow` if it was changed since it was read.
 *
 * The SQL: `delete from … where "id" = …`.
 *
 * @since 0.1.0
 */
export const deleteRow = <T extends AnyT>(table: T, row: Partial<Row<T>>): Effect.Effect<void, ChangeError, Database> => {
  const old = changesetNode(edit(table, row)).original!
  const version = versionOf(table)
  const keys = primaryKeyOf(table)
  const command = byKey(table, old, version === null ? keys : [...keys, version])(deleteFrom(table) as never)
  return Effect.flatMap(execute(command as never) as unknown as Effect.Effect<{ readonly rowsAffected: number }, WriteError, Database>, ({ rowsAffected }) =>
    rowsAffected === 0 ? notThere(table, old) : Effect.void,
  )
}
