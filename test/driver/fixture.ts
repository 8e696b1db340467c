import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Effect, Layer } from "effect"
import { bigint } from "../../src/codec/bigint.js"
import { integer } from "../../src/codec/integer.js"
import { text } from "../../src/codec/text.js"
import type { Compiled } from "../../src/core/compiled.js"
import type { Dialect } from "../../src/core/dialect.js"
import type { Shape } from "../../src/core/shape.js"
import type { TypeSpec } from "../../src/core/sql-type.js"
import { Database } from "../../src/driver/database.js"
import { runExecute, runRows } from "../../src/driver/run.js"
import type { SqlError } from "../../src/driver/sql-error.js"
import type { SqliteOptions } from "../../src/driver/sqlite/options.js"
import { makeService } from "../../src/driver/sqlite/service.js"

/** Nothing but what binding needs: these tests print no trees. */
export const dialect = {
  name: "sqlite",
  bind: (type: TypeSpec, wire: unknown) => ({
    _tag: "Right",
    right: type.family === "integer" && typeof wire === "number" ? BigInt(wire) : wire,
  }),
} as unknown as Dialect

export const layer = (options: SqliteOptions): Layer.Layer<Database, SqlError> =>
  Layer.effect(Database, makeService(dialect, options))

export const memory = layer({ filename: ":memory:" })

const types = { integer: integer.spec.type, bigint: bigint.spec.type, text: text.spec.type }

/** A compiled statement whose rows have these columns. */
export const statement = (
  sql: string,
  params: ReadonlyArray<unknown> = [],
  columns: Record<string, keyof typeof types> = {},
): Compiled => {
  const fields = Object.entries(columns).map(([column, type], index): readonly [string, Shape] => [
    column,
    { _tag: "Leaf", index, type: types[type], nullable: true, option: false, table: null, column },
  ])
  return {
    sql,
    params,
    named: [],
    shape: fields.length === 0 ? null : { _tag: "Record", fields },
    columns: fields.length,
    wide: Object.values(columns).includes("bigint"),
    operation: (/^\w+/.exec(sql)?.[0] ?? "").toUpperCase(),
    collection: /(?:from|into|update) (\w+)/.exec(sql)?.[1] ?? null,
    reads: () => /^select\b/i.test(sql),
    cell: { decode: null },
    parts: null,
  }
}

export const execute = (sql: string, ...params: ReadonlyArray<unknown>) => runExecute(statement(sql, params))

/** The values of one integer column. */
export const integers = (sql: string, ...params: ReadonlyArray<unknown>) =>
  Effect.map(runRows(statement(sql, params, { n: "integer" })), (rows) =>
    (rows as ReadonlyArray<{ readonly n: number }>).map((row) => row.n),
  )

/** Runs a program on a fresh database in memory. */
export const inMemory = <A, E>(program: Effect.Effect<A, E, Database>): Promise<A> =>
  Effect.runPromise(Effect.provide(program, memory))

/** A path for a database in a folder of its own, removed when the scope ends. */
export const temporaryFile = Effect.map(
  Effect.acquireRelease(
    Effect.sync(() => mkdtempSync(join(tmpdir(), "fulmar-"))),
    (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true })),
  ),
  (folder) => join(folder, "test.db"),
)

/** Runs a program on a fresh database in a file. */
export const inFile = <A, E>(
  program: (filename: string) => Effect.Effect<A, E, Database>,
  options: Omit<SqliteOptions, "filename"> = {},
): Promise<A> =>
  Effect.runPromise(
    Effect.scoped(
      Effect.flatMap(temporaryFile, (filename) =>
        Effect.provide(program(filename), layer({ ...options, filename })),
      ),
    ),
  )
