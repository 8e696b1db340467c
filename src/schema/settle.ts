import { Effect } from "effect"
import type {
  CheckSchema,
  ColumnSchema,
  DatabaseSchema,
  IndexSchema,
  TableSchema,
} from "../core/schema/database-schema.js"
import type { SchemaDialect } from "../core/schema/schema-dialect.js"
import type { Database } from "../driver/database.js"
import type { SqlError } from "../driver/sql-error.js"
import { withConnection } from "../driver/with-connection.js"
import { asked, run, schemaDialect } from "./asked.js"

const checkName = (at: number): string => `fulmar_check_${at}`
const indexName = (table: number, at: number): string => `fulmar_index_${table}_${at}`

/** The tables with nothing but what holds expressions, by names that tell which is which. */
const bare = (schema: DatabaseSchema): DatabaseSchema => ({
  ...schema,
  tables: schema.tables.map((table, n) => ({
    ...table,
    schema: null,
    uniques: [],
    foreignKeys: [],
    checks: table.checks.map((check, i) => ({ ...check, name: checkName(i) })),
    indexes: table.indexes.flatMap((index, i) =>
      index.where === null && index.keys.every((key) => key.expression === null)
        ? []
        : [{ ...index, name: indexName(n, i) }],
    ),
    triggers: [],
    comment: null,
  })),
  views: [],
  sequences: [],
})

const settledColumn = (column: ColumnSchema, read: ColumnSchema | undefined): ColumnSchema => ({
  ...column,
  default: column.default === null ? null : (read?.default ?? column.default),
  generated:
    column.generated === null
      ? null
      : { ...column.generated, expression: read?.generated?.expression ?? column.generated.expression },
})

const settledTable = (table: TableSchema, n: number, read: TableSchema | undefined): TableSchema => ({
  ...table,
  columns: table.columns.map((c) => settledColumn(c, read?.columns.find((other) => other.name === c.name))),
  checks: table.checks.map((check, i): CheckSchema => ({
    ...check,
    expression: read?.checks.find((other) => other.name === checkName(i))?.expression ?? check.expression,
  })),
  indexes: table.indexes.map((index, i): IndexSchema => {
    const other = read?.indexes.find((it) => it.name === indexName(n, i))
    return other === undefined
      ? index
      : {
          ...index,
          where: other.where ?? index.where,
          keys: index.keys.map((key, k) => ({ ...key, expression: other.keys[k]?.expression ?? key.expression })),
        }
  }),
})

const hasExpressions = (table: TableSchema): boolean =>
  table.checks.length > 0 ||
  table.columns.some((c) => c.default !== null || c.generated !== null) ||
  table.indexes.some((index) => index.where !== null || index.keys.some((key) => key.expression !== null))

const read = (dialect: SchemaDialect, schema: DatabaseSchema): Effect.Effect<DatabaseSchema, SqlError, Database> => {
  const { scratch } = dialect
  const wanted = bare({ ...schema, tables: schema.tables.filter(hasExpressions) })
  if (scratch === null || wanted.tables.length === 0) {
    return Effect.succeed(schema)
  }
  const all = (statements: ReadonlyArray<string>) => Effect.forEach(statements, run, { discard: true })
  const reading = Effect.andThen(all(scratch.create(wanted)), asked(() => scratch.read(wanted))).pipe(
    Effect.onExit(() => Effect.ignore(all(scratch.drop(wanted)))),
  )
  const found = withConnection(reading)
  return Effect.map(found, (tables) => {
    let n = -1
    return {
      ...schema,
      tables: schema.tables.map((table) => {
        if (!hasExpressions(table)) {
          return table
        }
        n += 1
        return settledTable(table, n, tables.find((t) => t.name === table.name))
      }),
    }
  })
}

/**
 * A described schema with its expressions as this database writes them, which is what `introspect` will read: PostgreSQL makes
 * `'new'::text` of `'new'`. The database is asked, by temporary tables, which are gone at once; nothing else is touched.
 *
 * Fails with a `SqlError`: temporary tables need a right of their own, and cannot be made on a replica.
 *
 * @since 0.1.0
 */
export const settle = (schema: DatabaseSchema): Effect.Effect<DatabaseSchema, SqlError, Database> =>
  Effect.flatMap(schemaDialect, (dialect) => read(dialect, schema))
