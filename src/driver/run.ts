import { Cause, Context, Effect, Exit, Stream } from "effect"
import type { Fiber, Pull, Scope } from "effect"
import { rowsDecoder } from "../codec/decoder.js"
import { DecodeError } from "../codec/decode-error.js"
import type { Compiled } from "../core/compiled.js"
import { ValidationError } from "../core/errors.js"
import { bindNamed } from "./bind-named.js"
import type { Executor, RowsResult, RunOptions, WireRow } from "./connection.js"
import { Database } from "./database.js"
import type { DatabaseService, Replicas } from "./database.js"
import { isObserved, observe, observeScoped } from "./observe.js"
import { OnPrimary } from "./on-primary.js"
import { inOwnScope } from "./own-scope.js"
import { bindParts, runParts } from "./run-parts.js"
import type { SqlError } from "./sql-error.js"
import { atomically } from "./transaction/atomically.js"
import { currentLevel } from "./transaction-service.js"

/** Values for the named parameters of a prepared statement. */
export type NamedArguments = Readonly<Record<string, unknown>>

type AnyFiber = Fiber.Fiber<unknown, unknown>

/** The database of a fiber. */
export const databaseOf = (fiber: AnyFiber): DatabaseService =>
  Context.getUnsafe(fiber.context as Context.Context<Database>, Database)

/** What runs the statements of a fiber: its open transaction, else the pool. */
export const executorOf = (fiber: AnyFiber, database: DatabaseService): Executor => {
  const level = currentLevel(fiber.context, database)
  return level === undefined ? database.executor : level.executor
}

/** The replicas that a statement of a fiber may run on: one that only reads, outside a transaction. */
const replicasFor = (fiber: AnyFiber, database: DatabaseService, compiled: Compiled): Replicas | undefined => {
  const { replicas } = database
  if (replicas === undefined || fiber.getRef(OnPrimary) || !compiled.reads()) return undefined
  return currentLevel(fiber.context, database) === undefined ? replicas : undefined
}

const narrow: RunOptions = { wide: false }
const wide: RunOptions = { wide: true }

/** How a compiled statement is run. */
export const runOptions = (compiled: Compiled): RunOptions => (compiled.wide ? wide : narrow)

type Decode = ReturnType<typeof rowsDecoder>

const decoderOf = (compiled: Compiled): Decode => {
  const { cell } = compiled
  return (cell.decode ??= rowsDecoder(compiled.shape ?? { _tag: "Record", fields: [] })) as Decode
}

/** Raw SQL may give more or fewer columns than were declared; then it is not clear which is which. */
const miscounted = (compiled: Compiled, rows: RowsResult["rows"]): DecodeError | null => {
  const first = rows[0]
  if (compiled.operation !== "RAW" || first === undefined || first.length === compiled.columns) {
    return null
  }
  return new DecodeError({
    message: `Cannot read the rows of raw SQL: expected ${compiled.columns} columns, as declared, got ${first.length}`,
    table: null,
    column: "*",
    expected: `${compiled.columns} columns`,
    actual: first.length,
    row: 0,
    errors: [],
  })
}

/** The rows that a compiled statement gave, decoded. */
export const decoded = (compiled: Compiled, result: RowsResult): Effect.Effect<ReadonlyArray<unknown>, DecodeError> => {
  const wrong = miscounted(compiled, result.rows)
  if (wrong !== null) return Effect.fail(wrong)
  const rows = decoderOf(compiled)(result.rows)
  return rows._tag === "Right" ? Effect.succeed(rows.right) : Effect.fail(rows.left)
}

/** How many rows a statement inserted, updated or deleted. */
export interface RowsAffected {
  readonly rowsAffected: number
}

export const affected = (result: RowsResult): RowsAffected => ({ rowsAffected: result.rowsAffected })

/** The parameters to bind: those of the statement, and `args` in the places of its named ones. */
export const parameters = (
  database: DatabaseService,
  compiled: Compiled,
  args: NamedArguments | undefined,
): ReadonlyArray<unknown> | ValidationError => {
  if (compiled.named.length === 0) return compiled.params
  return bindNamed(database.dialect, compiled, args ?? {})
}

export const isInvalid = (params: ReadonlyArray<unknown> | ValidationError): params is ValidationError =>
  !Array.isArray(params)

/** Runs a statement as it is, where the fiber runs its statements. */
const send = (
  database: DatabaseService,
  statement: Compiled,
  params: ReadonlyArray<unknown>,
): Effect.Effect<RowsResult, SqlError> =>
  Effect.withFiber((fiber) => {
    const returned = ({ rows }: RowsResult): number | null => (statement.shape === null ? null : rows.length)
    return observe(fiber, database, statement, returned, (watched) =>
      executorOf(fiber, database).run(statement.sql, params, watched(runOptions(statement))),
    )
  })

/** Runs a statement of several parts: all of it is kept, or nothing. */
export const inParts = (
  fiber: AnyFiber,
  database: DatabaseService,
  parts: NonNullable<Compiled["parts"]>,
  args: NamedArguments | undefined,
): Effect.Effect<RowsResult, SqlError | ValidationError> => {
  const bound = bindParts(parts, (statement) => parameters(database, statement, args))
  return bound instanceof ValidationError
    ? Effect.fail(bound)
    : atomically(fiber, database, runParts(bound, (statement, params) => send(database, statement, params)))
}

/**
 * {@link runRows} for a caller that is inside `Effect.withFiber` already and has the database at hand. Its effect may
 * have run when it is returned: run it at once, and once.
 */
export const rowsIn = (
  fiber: AnyFiber,
  database: DatabaseService,
  compiled: Compiled,
  args?: NamedArguments,
): Effect.Effect<ReadonlyArray<unknown>, SqlError | DecodeError | ValidationError> => {
  if (compiled.parts !== null) {
    return Effect.flatMap(inParts(fiber, database, compiled.parts, args), (result) => decoded(compiled, result))
  }
  const replicas = replicasFor(fiber, database, compiled)
  if (replicas !== undefined) return replicas.read((replica) => rowsIn(fiber, replica, compiled, args))
  const params = parameters(database, compiled, args)
  if (isInvalid(params)) return Effect.fail(params)
  const executor = executorOf(fiber, database)
  if (isObserved(fiber, database)) {
    return observe(fiber, database, compiled, (found) => found.length, (watched) =>
      Effect.flatMap(executor.run(compiled.sql, params, watched(runOptions(compiled))), (result) =>
        decoded(compiled, result),
      ),
    )
  }
  const result = executor.run(compiled.sql, params, runOptions(compiled))
  return Exit.isExit(result) && Exit.isSuccess(result as Exit.Exit<RowsResult, SqlError>)
    ? decoded(compiled, (result as Exit.Success<RowsResult>).value)
    : Effect.flatMap(result, (found) => decoded(compiled, found))
}

/**
 * Runs a compiled statement and decodes all its rows: in the transaction of the fiber, else on a connection of its own.
 * With named parameters, `args` holds their values.
 */
export const runRows: {
  (compiled: Compiled): Effect.Effect<ReadonlyArray<unknown>, SqlError | DecodeError, Database>
  (
    compiled: Compiled,
    args: NamedArguments,
  ): Effect.Effect<ReadonlyArray<unknown>, SqlError | DecodeError | ValidationError, Database>
} = (compiled: Compiled, args?: NamedArguments): Effect.Effect<ReadonlyArray<unknown>, never, Database> =>
  // The overloads say when there are which errors.
  Effect.withFiber((fiber) => rowsIn(fiber, databaseOf(fiber), compiled, args) as Effect.Effect<ReadonlyArray<unknown>>)

/** {@link runExecute} for a caller that is inside `Effect.withFiber`; as {@link rowsIn}. */
export const executeIn = (
  fiber: AnyFiber,
  database: DatabaseService,
  compiled: Compiled,
  args?: NamedArguments,
): Effect.Effect<RowsAffected, SqlError | ValidationError> => {
  if (compiled.parts !== null) return Effect.map(inParts(fiber, database, compiled.parts, args), affected)
  const params = parameters(database, compiled, args)
  if (isInvalid(params)) return Effect.fail(params)
  const executor = executorOf(fiber, database)
  if (isObserved(fiber, database)) {
    return observe(fiber, database, compiled, () => null, (watched) =>
      Effect.map(executor.run(compiled.sql, params, watched(runOptions(compiled))), affected),
    )
  }
  return Effect.map(executor.run(compiled.sql, params, runOptions(compiled)), affected)
}

/** Runs a compiled statement for its effect, and says how many rows it changed. */
export const runExecute: {
  (compiled: Compiled): Effect.Effect<RowsAffected, SqlError, Database>
  (
    compiled: Compiled,
    args: NamedArguments,
  ): Effect.Effect<RowsAffected, SqlError | ValidationError, Database>
} = (compiled: Compiled, args?: NamedArguments): Effect.Effect<RowsAffected, never, Database> =>
  Effect.withFiber((fiber) => executeIn(fiber, databaseOf(fiber), compiled, args) as Effect.Effect<RowsAffected>)

/** How a stream reads. */
export interface StreamOptions {
  /** Rows that are read and decoded at a time, a whole number from 1; anything else is 256. */
  readonly chunkSize?: number
  readonly args?: NamedArguments
}

const chunkSizeOf = (size: unknown): number =>
  Number.isSafeInteger(size) && (size as number) > 0 ? (size as number) : 256

/**
 * The rows of a compiled statement, read in chunks as they are wanted. Memory holds one chunk. Outside a transaction
 * the stream has a connection of its own where the database allows it, and sees the state in which it began.
 */
export const runStream = (
  compiled: Compiled,
  options: StreamOptions = {},
): Stream.Stream<unknown, SqlError | DecodeError | ValidationError, Database> => {
  const size = chunkSizeOf(options.chunkSize)
  // What a command returns is there when the command is done, and no part of it before.
  if (compiled.parts !== null) {
    return Stream.rechunk(Stream.fromIterableEffect(runRows(compiled, options.args ?? {})), size)
  }
  type Read = Pull.Pull<readonly [unknown, ...Array<unknown>], SqlError | DecodeError>
  type Open = Effect.Effect<Read, SqlError | ValidationError, Scope.Scope>
  const openOn = (fiber: AnyFiber, database: DatabaseService, begins: boolean): Open => {
    const params = parameters(database, compiled, options.args)
    if (isInvalid(params)) return Effect.fail(params)
    const executor = executorOf(fiber, database)
    const decode = decoderOf(compiled)
    let offset = 0
    const opened = Effect.flatMap(observeScoped(fiber, database, compiled, () => offset), (watch) =>
      Effect.map(
        watch.timed(Effect.suspend(() => executor.cursor(compiled.sql, params, watch.options(runOptions(compiled))))),
        (cursor) => [watch, cursor] as const,
      ),
    )
    return Effect.flatMap(opened, ([{ timed }, cursor]) => {
      let first: ReadonlyArray<WireRow> | null = null
      const take = (): Effect.Effect<ReadonlyArray<WireRow>, SqlError> => {
        if (first === null) return timed(cursor.read(size))
        const taken = Effect.succeed(first)
        first = null
        return taken
      }
      const read: Read = Effect.flatMap(
        Effect.suspend(take),
        (chunk): Read => {
          if (chunk.length === 0) return Cause.done()
          const wrong = miscounted(compiled, chunk)
          if (wrong !== null) return Effect.fail(wrong)
          const rows = decode(chunk, offset)
          offset += chunk.length
          return rows._tag === "Right"
            ? Effect.succeed(rows.right as unknown as readonly [unknown, ...Array<unknown>])
            : Effect.fail(rows.left)
        },
      )
      if (!begins) return Effect.succeed(read)
      return Effect.map(timed(cursor.read(size)), (rows) => {
        first = rows
        return read
      })
    })
  }
  const open = Effect.withFiber((fiber): Effect.Effect<Read, SqlError | ValidationError, Scope.Scope | Database> => {
    const database = databaseOf(fiber)
    const replicas = replicasFor(fiber, database, compiled)
    // What has given no rows yet can be begun elsewhere.
    return replicas === undefined
      ? openOn(fiber, database, false)
      : replicas.read((replica) => inOwnScope(openOn(fiber, replica, true)))
  })
  return Stream.scoped(Stream.fromPull(open))
}
