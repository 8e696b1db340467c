import { Effect } from "effect"
import type { Fiber } from "effect"
import { compileStatement } from "../../core/compile.js"
import type { Compiled } from "../../core/compiled.js"
import type { StatementNode } from "../../core/ddl-node.js"
import type { ValidationError } from "../../core/errors.js"
import type { BatchStatement, RowsResult } from "../connection.js"
import type { Database, DatabaseService } from "../database.js"
import { inBatch } from "../in-batch.js"
import { observe } from "../observe.js"
import type { Observed } from "../observe.js"
import { affected, databaseOf, decoded, executorOf, inParts, isInvalid, parameters, runOptions } from "../run.js"
import type { SqlError } from "../sql-error.js"
import { atomically } from "../transaction/atomically.js"
import type { Transaction } from "../transaction-service.js"
import { uncompiled } from "./compiled.js"
import type { BatchEnv, BatchError, BatchResult, CheckBatch, Statements } from "./batch-types.js"

/**
 * Runs several queries and commands on one connection, in their order and in one transaction: all of them or none. The
 * result has the shape of what is given, a record or a list: the rows of each statement, or, of a command without
 * `returning`, how many rows it changed.
 *
 * PostgreSQL gets them all at once and answers in one round trip. In an open transaction a batch that fails ends it
 * there, as a single statement does. Elsewhere they are sent one after the other, in a transaction, or in a savepoint if
 * one is open.
 *
 * Fails as the statements do; an error says in `statement` which one it is about. Rows are decoded when all is done, so
 * a `DecodeError` undoes only what is in a transaction around the batch.
 *
 * @example
 * ```ts
 * import { batch, countAll, createAll, from, insertInto, integer, primaryKey, select, table } from "fulmar"
 * import * as Sqlite from "fulmar/sqlite"
 * import { Effect, pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey) })
 * const both = batch({
 *   made: insertInto(Cake, [{ id: 1 }, { id: 2 }]),
 *   total: pipe(from(Cake), select(countAll)),
 * })
 * const program = Effect.andThen(createAll([Cake]), both)
 * Effect.runSync(program.pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" }))))
 * // => { made: { rowsAffected: 2 }, total: [2] }
 * ```
 *
 * @since 0.1.0
 */
export const batch = <const B extends Statements>(
  statements: B & CheckBatch<B>,
): Effect.Effect<BatchResult<B>, BatchError<B> | SqlError, Exclude<BatchEnv<B>, Transaction> | Database> => {
  // The effect may run much later: it is about the statements that it was made of.
  const named = Object.entries(statements as { readonly [name: string]: unknown }) as ReadonlyArray<
    readonly [name: string, node: StatementNode]
  >
  const isList = Array.isArray(statements)
  const shaped = (results: ReadonlyArray<unknown>): unknown =>
    isList ? results : Object.fromEntries(named.map(([name], index) => [name, results[index]]))

  return Effect.withFiber((fiber): Effect.Effect<unknown, unknown> => {
    const database = databaseOf(fiber)
    const parts: Array<Compiled> = []
    const sent: Array<BatchStatement> = []
    for (const [name, node] of named) {
      const compiled = compileStatement(database.dialect, node)
      if (compiled._tag === "Left") return Effect.fail(inBatch(uncompiled(compiled.left), name))
      const params = parameters(database, compiled.right, undefined)
      if (isInvalid(params)) return Effect.fail(inBatch(params, name))
      parts.push(compiled.right)
      sent.push({ name, sql: compiled.right.sql, params, options: runOptions(compiled.right) })
    }
    if (sent.length === 0) return Effect.succeed(shaped([]))
    const { runAll } = executorOf(fiber, database)
    const together = parts.every((compiled) => compiled.parts === null)
    const run = (
      all: ReadonlyArray<BatchStatement>,
    ): Effect.Effect<ReadonlyArray<RowsResult>, SqlError | ValidationError> =>
      runAll !== undefined && together ? runAll(all) : oneByOne(fiber, database, all, parts)
    const results = observe(fiber, database, observed(parts), rowsOf, (watched) =>
      run(sent.map((one, index) => (index === 0 ? { ...one, options: watched(one.options) } : one))),
    )
    return Effect.flatMap(results, (found) =>
      Effect.map(
        Effect.forEach(found, (result, index) => read(sent, parts, result, index)),
        shaped,
      ),
    )
  }) as never
}

const rowsOf = (found: ReadonlyArray<RowsResult>): number => found.reduce((sum, { rows }) => sum + rows.length, 0)

/** For drivers that do not send several at once, and statements that are sent as several. */
const oneByOne = (
  fiber: Fiber.Fiber<unknown, unknown>,
  database: DatabaseService,
  sent: ReadonlyArray<BatchStatement>,
  statements: ReadonlyArray<Compiled>,
): Effect.Effect<ReadonlyArray<RowsResult>, SqlError | ValidationError> =>
  atomically(
    fiber,
    database,
    Effect.withFiber((inside) => {
      const executor = executorOf(inside, database)
      return Effect.forEach(sent, ({ name, options, params, sql }, index) => {
        const parts = statements[index]?.parts ?? null
        const run =
          parts === null
            ? Effect.suspend(() => executor.run(sql, params, options))
            : inParts(inside, database, parts, undefined)
        return Effect.mapError(run, (error) => inBatch(error, name))
      })
    }),
  )

const read = (
  sent: ReadonlyArray<BatchStatement>,
  parts: ReadonlyArray<Compiled>,
  result: RowsResult,
  index: number,
): Effect.Effect<unknown, unknown> => {
  const compiled = parts[index] as Compiled
  if (compiled.shape === null) return Effect.succeed(affected(result))
  return Effect.mapError(decoded(compiled, result), (error) => inBatch(error, sent[index]?.name ?? ""))
}

/** A batch as spans name it, after OpenTelemetry's conventions. */
const observed = (parts: ReadonlyArray<Compiled>): Observed => {
  const [first] = parts
  const operation = parts.every((part) => part.operation === first?.operation) ? `BATCH ${first?.operation}` : "BATCH"
  const collection = parts.every((part) => part.collection === first?.collection) ? (first?.collection ?? null) : null
  const sql = parts.every((part) => part.sql === first?.sql) ? first?.sql : parts.map((part) => part.sql).join("; ")
  return { sql: sql ?? "", operation, collection, size: parts.length }
}
