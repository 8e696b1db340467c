import { Cause, Effect, Stream } from "effect"
import type { Pull, Scope } from "effect"
import { rowsDecoder } from "../../codec/decoder.js"
import type { DecodeError } from "../../codec/decode-error.js"
import { compileStatement, printNode } from "../../core/compile.js"
import type { StatementNode } from "../../core/ddl-node.js"
import type { CheckRows, Query, RowOut } from "../../core/query-types.js"
import type { Shape } from "../../core/shape.js"
import type { Cursor } from "../connection.js"
import type { Database } from "../database.js"
import { uncompiled } from "../operations/compiled.js"
import type { EnvOf, ErrorOf } from "../operations/types.js"
import { observeScoped } from "../observe.js"
import { databaseOf, executorOf } from "../run.js"
import type { SqlError } from "../sql-error.js"
import type { Supports } from "../supports.js"
import type { CopyOutOptions } from "./copy.js"
import { parseCopyRow } from "./copy-text.js"

/**
 * How the data of `copyToBytes` is written.
 *
 * @since 0.1.0
 */
export interface CopyFormat {
  /** `text`: tabs between values, and `\\N` for NULL. */
  readonly format?: "text" | "csv" | "binary"
  /** Whether the names of the columns come first; not for `binary`. */
  readonly header?: boolean
}

type Pieces<A> = readonly [A, ...Array<A>]

/** Reads `COPY (query) TO STDOUT`, each time turning some pieces of its data into values. */
const copying = <A>(
  query: unknown,
  clause: string,
  values: (shape: Shape) => (chunks: ReadonlyArray<Buffer>) => Effect.Effect<ReadonlyArray<A>, DecodeError>,
): Stream.Stream<A, SqlError | DecodeError, Database> => {
  type Read = Pull.Pull<Pieces<A>, SqlError | DecodeError>
  const open = Effect.withFiber((fiber): Effect.Effect<Read, SqlError, Scope.Scope> => {
    const database = databaseOf(fiber)
    const node = query as StatementNode
    const compiled = compileStatement(database.dialect, node)
    if (compiled._tag === "Left") return Effect.fail(uncompiled(compiled.left) as SqlError)
    // COPY takes no parameters: the values of the query stand in its text.
    const printed = printNode(database.dialect, node)
    if (printed._tag === "Left") return Effect.fail(uncompiled(printed.left) as SqlError)
    const convert = values(compiled.right.shape ?? { _tag: "Record", fields: [] })
    const sql = `copy (${printed.right}) to stdout${clause}`
    const options: CopyOutOptions = { wide: true, shown: `copy (${compiled.right.sql}) to stdout${clause}` }
    const statement = { sql: options.shown, operation: "COPY", collection: compiled.right.collection }
    return Effect.flatMap(observeScoped(fiber, database, statement, () => null), (watch) => {
      const opened = executorOf(fiber, database).cursor(sql, [], watch.options(options))
      return Effect.map(watch.timed(opened), (cursor: Cursor) => {
        const read: Read = Effect.flatMap(
          watch.timed(Effect.suspend(() => cursor.read(1024))),
          (rows): Read =>
            rows.length === 0
              ? Cause.done()
              : Effect.flatMap(convert(rows.map(([chunk]) => chunk as Buffer)), (some) =>
                  some.length === 0 ? read : Effect.succeed(some as Pieces<A>),
                ),
        )
        return read
      })
    })
  })
  return Stream.scoped(Stream.fromPull(open)) as Stream.Stream<A, SqlError | DecodeError, Database>
}

/**
 * The rows of a query, by COPY: for many rows the fastest way out of the database. They are decoded and checked as
 * those of `stream`. The values in the query are written into the text of the statement, which COPY wants so.
 *
 * The SQL: `copy (select …) to stdout`.
 *
 * @example
 * ```ts no-run
 * import { Stream } from "effect"
 * import { from, integer, table, text } from "fulmar"
 * import { Postgres } from "fulmar/postgres"
 *
 * const Cake = table("cake", { id: integer, name: text })
 * const program = Postgres.copyTo(from(Cake)).pipe(Stream.map((cake) => cake.name), Stream.runCollect)
 * ```
 *
 * @since 0.1.0
 */
export const copyTo = <K, S, U, O, F, G>(
  query: Query<K, S, U, O, F, G> & CheckRows<K, S, F, O, G>,
): Stream.Stream<RowOut<O, U>, ErrorOf<K, F>, EnvOf<F, S> | Supports<"copy">> =>
  copying(query, "", (shape) => {
    const decode = rowsDecoder(shape)
    let rest: Buffer = Buffer.alloc(0)
    let offset = 0
    return (chunks) => {
      const data = Buffer.concat([rest, ...chunks])
      const end = data.lastIndexOf(10) + 1
      rest = data.subarray(end)
      const lines = end === 0 ? [] : data.toString("utf8", 0, end - 1).split("\n")
      const rows = decode(lines.map(parseCopyRow), offset)
      offset += lines.length
      return rows._tag === "Right" ? Effect.succeed(rows.right) : Effect.fail(rows.left)
    }
  }) as never

/**
 * The rows of a query as bytes, in a format of COPY: for a file, or for another server.
 *
 * The SQL: `copy (select …) to stdout with (format csv, header)`.
 *
 * @example
 * ```ts no-run
 * import { Stream } from "effect"
 * import { from, integer, table, text } from "fulmar"
 * import { Postgres } from "fulmar/postgres"
 *
 * const Cake = table("cake", { id: integer, name: text })
 * const csv = Postgres.copyToBytes(from(Cake), { format: "csv", header: true }).pipe(Stream.decodeText)
 * ```
 *
 * @since 0.1.0
 */
export const copyToBytes = <K, S, U, O, F, G>(
  query: Query<K, S, U, O, F, G> & CheckRows<K, S, F, O, G>,
  { format = "text", header = false }: CopyFormat = {},
): Stream.Stream<Uint8Array, ErrorOf<K, F>, EnvOf<F, S> | Supports<"copy">> =>
  copying<Uint8Array>(
    query,
    ` with (format ${format === "csv" || format === "binary" ? format : "text"}${header ? ", header" : ""})`,
    () => Effect.succeed,
  ) as never
