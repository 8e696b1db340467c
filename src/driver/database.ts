import { Context } from "effect"
import type { Duration, Effect, Result } from "effect"
import type { Dialect } from "../core/dialect.js"
import type { Connection, Executor, Restore } from "./connection.js"
import type { MigrationControl } from "./migration-control.js"
import type { SlowQuery } from "./slow-query.js"
import type { SqlError } from "./sql-error.js"
import type { BeginOptions, Isolation } from "./transaction-options.js"

/** A connection that is one's own until it is released. */
export interface Lease {
  readonly connection: Connection
  /** Refuses writes, where the statements that begin a read only transaction do not; `release` ends that. */
  readonly readOnly?: (on: boolean) => void
  /** Gives it back. Whatever transaction is open on it is rolled back; one that is `inDoubt` is not used again. */
  readonly release: (inDoubt: boolean) => Effect.Effect<void>
}

/** What a connection is taken for. */
export interface AcquireOptions extends BeginOptions {
  /** For whatever belongs to a session, which is to be forgotten when the connection is given back. */
  readonly session?: boolean
}

/** The statements that control transactions in one database. */
export interface TransactionControl {
  /** The isolation of a transaction that does not ask for one. */
  readonly isolation: Isolation
  /** The statements that begin a transaction, or why the options do not fit this database. */
  readonly begin: (options: BeginOptions) => Result.Result<ReadonlyArray<string>, string>
  readonly commit: string
  readonly rollback: string
  readonly savepoint: (name: string) => string
  readonly release: (name: string) => string
  readonly rollbackTo: (name: string) => string
  /** Whether a statement that fails ends the transaction: nothing can be done in it but to roll back. */
  readonly failureEnds: boolean
}

/**
 * Connections of a pool, now.
 *
 * @since 0.1.0
 */
export interface PoolFigures {
  readonly open: number
  readonly used: number
  readonly idle: number
  /** Fibers that wait for one. */
  readonly waiting: number
}

/**
 * Connections of the pool of a replica, now.
 *
 * @since 0.1.0
 */
export interface ReplicaFigures extends PoolFigures {
  /** It cannot be reached, and is left out until it can. */
  readonly lost: boolean
}

/** Further databases that hold what the primary holds, or held a moment ago. */
export interface Replicas {
  /** Runs what only reads on one of them; on another one, or on the primary, if that one is lost. */
  readonly read: <A, E, R>(use: (database: DatabaseService) => Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  readonly figures: Effect.Effect<ReadonlyArray<ReplicaFigures>>
}

/** What a driver provides. */
export interface DatabaseService {
  readonly dialect: Dialect
  /** `db.system.name` of OpenTelemetry: sqlite, postgresql, mysql, mariadb. */
  readonly system: string
  /** Further attributes of spans and metrics: `db.namespace`, `server.address` … */
  readonly attributes: Readonly<Record<string, string | number>>
  /** Whether the duration of operations is measured when no span is made. */
  readonly metrics: boolean
  /** What is logged for being slow; `null` when nothing is. */
  readonly slow: SlowQuery | null
  /** How long to wait for a connection, or for one's turn within a transaction. */
  readonly acquireTimeout: Duration.Duration
  /** Runs statements outside a transaction. */
  readonly executor: Executor
  /**
   * Takes a connection for a transaction or a session. It is called in an uninterruptible region, and waits in
   * `restore`. As {@link Executor.run}, it may work at once.
   */
  readonly acquire: (options: AcquireOptions, restore: Restore) => Effect.Effect<Lease, SqlError>
  readonly control: TransactionControl
  /** What migrations need to know; without it there are none. */
  readonly migration?: MigrationControl | undefined
  readonly pool: Effect.Effect<PoolFigures>
  /** Where statements that only read may run, outside transactions. */
  readonly replicas?: Replicas | undefined
}

/**
 * The database that operations run on, provided by a layer: `Sqlite.layer({ filename: "app.db" })`.
 *
 * @since 0.1.0
 */
export class Database extends Context.Service<Database, DatabaseService>()("fulmar/Database") {}
