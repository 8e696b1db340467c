import { Effect } from "effect"
import type { DecodeError } from "../codec/decode-error.js"
import { createStatements, dropStatements } from "../core/ddl/create-all.js"
import type { Dialect } from "../core/dialect.js"
import type { Ddl } from "../core/ddl/create-table.js"
import type { ValidationError } from "../core/errors.js"
import type { AnyTable } from "../core/table.js"
import { Database } from "../driver/database.js"
import { execute } from "../driver/operations/execute.js"
import type { SqlError } from "../driver/sql-error.js"
import { transaction } from "../tx/transaction.js"

type Failure = SqlError | DecodeError | ValidationError

/** Runs the statements in one transaction, where the database takes such statements back. */
const runAll = (statements: (dialect: Dialect) => ReadonlyArray<Ddl>): Effect.Effect<void, SqlError, Database> =>
  Effect.flatMap(Database, ({ dialect }) => {
    const run = Effect.forEach(statements(dialect), (statement) => execute(statement), { discard: true })
    return (dialect.ddl.transactional ? transaction(run) : run) as Effect.Effect<
      void,
      Extract<Failure, SqlError>,
      Database
    >
  })

/**
 * Makes tables and their indexes, each table after those it refers to; circles of references are opened. All in one
 * transaction, but on MySQL and MariaDB, where each of these statements commits.
 *
 * The SQL: `create table …` and `create index …`.
 *
 * @example
 * ```ts
 * import { createAll, integer, primaryKey, references, table } from "fulmar"
 * import * as Sqlite from "fulmar/sqlite"
 * import { Effect } from "effect"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey) })
 * const Fruit = table("fruit", { cakeId: integer.pipe(references(() => Cake.id)) })
 * Effect.runSync(createAll([Fruit, Cake]).pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" }))))
 * ```
 *
 * @since 0.1.0
 */
export const createAll = (
  tables: ReadonlyArray<AnyTable>,
  options: { readonly ifNotExists?: boolean } = {},
): Effect.Effect<void, SqlError, Database> =>
  runAll((dialect) => createStatements(dialect)(tables, options))

/** Removes tables in one transaction: each before those it refers to. The SQL: `drop table …`. @since 0.1.0 */
export const dropAll = (
  tables: ReadonlyArray<AnyTable>,
  options: { readonly ifExists?: boolean } = {},
): Effect.Effect<void, SqlError, Database> =>
  runAll((dialect) => dropStatements(tables, options, dialect))
