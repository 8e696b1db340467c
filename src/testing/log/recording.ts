import { Effect, Exit } from "effect"
import type { BatchStatement, Connection, Executor, RunAll } from "../../driver/connection.js"
import type { DatabaseService, Lease } from "../../driver/database.js"
import type { SqlError } from "../../driver/sql-error.js"
import { knownControl, type Levels, makeLevels } from "./control.js"
import { addStatement, type Group, type OpenSession, type OpenTransaction, settle } from "./group.js"

/** The same database, whose every statement is put into the log. */
export const recording = (database: DatabaseService, log: Group): DatabaseService => {
  const { replicas } = database
  const known = knownControl(database.control)
  const wrapped = new WeakMap<DatabaseService, DatabaseService>()
  const replica = (service: DatabaseService): DatabaseService => {
    const made = wrapped.get(service) ?? recording(service, log)
    wrapped.set(service, made)
    return made
  }
  return {
    ...database,
    executor: {
      ...recordingExecutor(database.executor, () => log),
      runAll: outside(database.executor.runAll, log),
    },
    acquire: (options, restore) =>
      Effect.map(database.acquire(options, restore), (lease) =>
        options.session === true
          ? recordingLease(lease, makeLevels(sessionIn(log), known, null))
          : recordingLease(lease, makeLevels(log, known, options)),
      ),
    control: known.control,
    replicas: replicas && { ...replicas, read: (use) => replicas.read((service) => use(replica(service))) },
  }
}

const sessionIn = (log: Group): Group => {
  const session: OpenSession = { _tag: "Session", entries: [] }
  log.entries.push(session)
  return session
}

const recordingExecutor = (executor: Executor, group: () => Group): Executor => ({
  run: (sql, params, options) => {
    const entry = addStatement(group(), sql, params)
    return Effect.onExit(executor.run(sql, params, options), (exit) => Effect.sync(() => settle(entry, exit)))
  },
  runAll: together(executor.runAll, group),
  cursor: (sql, params, options) =>
    Effect.suspend(() => {
      const entry = addStatement(group(), sql, params)
      const seen = <A, R>(effect: Effect.Effect<A, SqlError, R>): Effect.Effect<A, SqlError, R> =>
        Effect.onExit(effect, (exit) => Effect.sync(() => settle(entry, exit)))
      return Effect.map(seen(executor.cursor(sql, params, options)), (cursor) => ({
        read: (size) => seen(cursor.read(size)),
      }))
    }),
})

/** The statements of a batch; an error says which one it is of. */
const together = (runAll: RunAll | undefined, group: () => Group): RunAll | undefined =>
  runAll &&
  ((statements) =>
    Effect.suspend(() => {
      const sent = addAll(group(), statements)
      return Effect.onExit(runAll(statements), (exit) => Effect.sync(() => sent(exit)))
    }))

/** A batch outside a transaction has one of its own. */
const outside = (runAll: RunAll | undefined, log: Group): RunAll | undefined =>
  runAll &&
  ((statements) =>
    Effect.suspend(() => {
      const transaction: OpenTransaction = { _tag: "Transaction", options: {}, entries: [], end: "open" }
      log.entries.push(transaction)
      const sent = addAll(transaction, statements)
      return Effect.onExit(runAll(statements), (exit) =>
        Effect.sync(() => {
          sent(exit)
          transaction.end = Exit.isSuccess(exit) ? "commit" : "rollback"
        }),
      )
    }))

const addAll = (
  group: Group,
  statements: ReadonlyArray<BatchStatement>,
): ((exit: Exit.Exit<unknown, SqlError>) => void) => {
  const entries = statements.map(({ name, params, sql }) => [name, addStatement(group, sql, params)] as const)
  return (exit) => {
    const error = Exit.isFailure(exit) ? exit.cause.reasons.find((reason) => reason._tag === "Fail")?.error : undefined
    for (const [name, entry] of entries) if (error?.statement === undefined || error.statement === name) settle(entry, exit)
  }
}

const recordingLease = (lease: Lease, levels: Levels): Lease => {
  const { connection } = lease
  const recorded: Connection = {
    ...recordingExecutor(connection, levels.current),
    control: (sql, restore) => {
      const done = levels.control(sql)
      return Effect.onExit(connection.control(sql, restore), (exit) => Effect.sync(() => done(Exit.isSuccess(exit))))
    },
    state: connection.state,
  }
  return {
    ...lease,
    connection: recorded,
    release: (inDoubt) => {
      levels.released(inDoubt)
      return lease.release(inDoubt)
    },
  }
}
