import { Effect, Stream } from "effect"
import type { Dialect } from "../../core/dialect.js"
import { validateColumn } from "../../core/encode.js"
import { ValidationError } from "../../core/errors.js"
import type { ValidationIssue } from "../../core/errors.js"
import { tableData } from "../../core/table.js"
import type { AnyTable, Insert } from "../../core/table.js"
import type { TableColumn } from "../../core/table-data.js"
import type { Database } from "../database.js"
import { observe } from "../observe.js"
import type { Watched } from "../observe.js"
import { affected, databaseOf, executorOf } from "../run.js"
import type { RowsAffected } from "../run.js"
import { sqlError } from "../sql-error.js"
import type { SqlError } from "../sql-error.js"
import type { Supports } from "../supports.js"
import type { CopyOptions } from "./copy.js"
import { copyRow } from "./copy-text.js"
import { encodeParams } from "./params.js"

/**
 * Inserts the rows of a stream, as fast as PostgreSQL can and in constant memory: all of them, or none if one fails.
 * The columns that are not named get their defaults. In a transaction the stream must not read from the same
 * transaction.
 *
 * The SQL: `copy "cake" ("name", "price") from stdin`. Fails with a `SqlError`, with a `ValidationError` if a value
 * does not fit its column, or as the stream does.
 *
 * @example
 * ```ts no-run
 * import { Stream } from "effect"
 * import { integer, table, text } from "fulmar"
 * import { Postgres } from "fulmar/postgres"
 *
 * const Cake = table("cake", { id: integer, name: text })
 * const program = Stream.range(1, 100_000).pipe(
 *   Stream.map((id) => ({ id, name: `Cake ${id}` })),
 *   Postgres.copyFrom(Cake, ["id", "name"]),
 * )
 * ```
 *
 * @since 0.1.0
 */
export const copyFrom =
  <T extends AnyTable, const K extends keyof Insert<T> & string>(table: T, columns: ReadonlyArray<K>) =>
  <E, R>(
    rows: Stream.Stream<Required<Pick<Insert<T>, K>>, E, R>,
  ): Effect.Effect<RowsAffected, E | SqlError | ValidationError, R | Database | Supports<"copy">> =>
    Effect.flatMap(Effect.context<R>(), (context) =>
      Effect.withFiber((fiber) => {
        const database = databaseOf(fiber)
        const { dialect } = database
        const data = tableData(table)
        const wanted = columns.flatMap((key) => data.columns.filter((column) => column.key === key))
        const name = [data.schema, data.name].flatMap((part) => (part === null ? [] : [dialect.quote(part)])).join(".")
        const sql = `copy ${name} (${wanted.map((column) => dialect.quote(column.name)).join(", ")}) from stdin`
        let count = 0
        const copy = (
          send: (chunk: Buffer) => Effect.Effect<void>,
        ): Effect.Effect<void, E | SqlError | ValidationError> =>
          Stream.runForEachArray(rows, (some) =>
            Effect.suspend((): Effect.Effect<void, SqlError | ValidationError> => {
              const text = encoded(dialect, data.name, wanted, some as ReadonlyArray<Row>, count)
              count += some.length
              return typeof text === "string" ? send(Buffer.from(text)) : Effect.fail(text)
            }),
          ).pipe(Effect.provideContext(context))
        const options = { wide: false, copy: copy as CopyOptions["copy"] } satisfies CopyOptions
        const run = (watched: Watched): Effect.Effect<RowsAffected, E | SqlError | ValidationError> =>
          Effect.map(executorOf(fiber, database).run(sql, [], watched(options)), affected)
        const statement = { sql, operation: "COPY", collection: data.name }
        return observe(fiber, database, statement, () => null, run)
      }),
    ) as never

type Row = Readonly<Record<string, unknown>>

/** Rows in COPY's text format, or what is wrong with them. */
const encoded = (
  dialect: Dialect,
  table: string,
  columns: ReadonlyArray<TableColumn>,
  rows: ReadonlyArray<Row>,
  offset: number,
): string | SqlError | ValidationError => {
  const issues: Array<ValidationIssue> = []
  let text = ""
  for (const [index, row] of rows.entries()) {
    const values = columns.map(({ key, spec }) => {
      const value = row[key]
      const wire = validateColumn(spec, value)
      const bound = wire._tag === "Right" ? dialect.bind(spec.type, wire.right) : null
      if (bound?._tag === "Right") return bound.right
      const expected = wire._tag === "Left" ? wire.left.expected : (bound?.left ?? "")
      const why = wire._tag === "Left" ? wire.left.message : expected
      const message = `Column "${key}" of table "${table}", row ${offset + index}: ${why}`
      issues.push({ column: key, row: offset + index, value, expected, message })
      return null
    })
    const params = encodeParams(values, "copy")
    if (!Array.isArray(params)) return sqlError(params as Exclude<typeof params, ReadonlyArray<unknown>>)
    text += copyRow(params)
  }
  if (issues.length === 0) return text
  return new ValidationError({ message: issues.map((issue) => issue.message).join("\n"), table, issues })
}
