import type { SchemaDialect } from "../../../core/schema/schema-dialect.js"
import type { DatabaseSchema, TableSchema } from "../../../core/schema/database-schema.js"
import type { Asking } from "../../../core/schema/schema-dialect.js"
import { quote } from "../types.js"
import { readTables } from "./read-tables.js"
import { createEnum, createIndex, createTable } from "./style.js"

function* read(): Asking<ReadonlyArray<TableSchema>> {
  const [row] = yield { sql: "select nspname::text from pg_namespace where oid = pg_my_temp_schema()", params: [], columns: 1 }
  const { tables } = yield* readTables({ names: [row![0]!], shown: () => null })
  return tables
}

/** Temporary tables and types, which hide others of their names from this connection only. */
export const scratch: NonNullable<SchemaDialect["scratch"]> = {
  create: (schema: DatabaseSchema) => [
    ...schema.enums.map((it) => createEnum(it, { schema: "pg_temp", name: it.name })),
    ...schema.tables.flatMap((table) => [
      createTable({ ...table, primaryKey: null, columns: table.columns.map((c) => ({ ...c, identity: null })) }, true),
      ...table.indexes.map((index) => createIndex({ schema: "pg_temp", name: table.name }, index)),
    ]),
  ],
  read,
  drop: (schema: DatabaseSchema) => [
    ...schema.tables.map((table) => `drop table if exists pg_temp.${quote(table.name)}`),
    ...schema.enums.map((it) => `drop type if exists pg_temp.${quote(it.name)}`),
  ],
}
