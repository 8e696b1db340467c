import type { ReferentialAction } from "../../../core/column-spec.js"
import type { DatabaseSchema, IndexSchema, TableSchema } from "../../../core/schema/database-schema.js"
import { qualified } from "../../../core/schema/print-table.js"
import type { Asking, SchemaDialect } from "../../../core/schema/schema-dialect.js"
import { quote } from "../dialect/types.js"
import { codec } from "./codec.js"
import { introspect, readCollations, readTable } from "./introspect.js"
import { plan } from "./plan.js"
import { createTable, style } from "./style.js"
import { canonicalExpression, plainType } from "./type-text.js"

/** InnoDB looks at both at once. */
const action = (of: ReferentialAction): ReferentialAction => (of === "restrict" ? "no action" : of)

/** A unique index over columns is a unique constraint. */
const isConstraint = (index: IndexSchema): boolean =>
  index.unique && index.using === null && index.keys.every((key) => key.column !== null && key.length === null && key.order === "asc")

const normalizeTable = (table: TableSchema): TableSchema => {
  const indexes = table.indexes.map((i) => (i.using === "btree" || i.using === "hash" ? { ...i, using: null } : i))
  return {
    ...table,
    columns: table.columns.map((c) => ({ ...c, type: plainType(c.type) })),
    primaryKey: table.primaryKey && { ...table.primaryKey, name: null },
    uniques: [
      ...table.uniques,
      ...indexes.filter(isConstraint).map((i) => ({ name: i.name, columns: i.keys.map((k) => k.column!) })),
    ],
    foreignKeys: table.foreignKeys.map((k) => ({ ...k, onDelete: action(k.onDelete), onUpdate: action(k.onUpdate) })),
    indexes: indexes.filter((i) => !isConstraint(i)),
  }
}

/** Temporary tables hide others of their names from this connection only, and end no transaction. */
const scratch: NonNullable<SchemaDialect["scratch"]> = {
  create: (schema) =>
    schema.tables.map((table) =>
      createTable({ ...table, primaryKey: null, columns: table.columns.map((c) => ({ ...c, identity: null })) }, true),
    ),
  read: function* (schema: DatabaseSchema): Asking<ReadonlyArray<TableSchema>> {
    const collations = yield* readCollations()
    const tables: Array<TableSchema> = []
    for (const { name } of schema.tables) {
      tables.push(yield* readTable(name, null, quote(name), collations))
    }
    return tables
  },
  drop: (schema) => schema.tables.map(({ name }) => `drop temporary table if exists ${quote(name)}`),
}

/** How schemas of a server are read and changed; `dialect` is its name. */
export const schemaOf = (dialect: string): SchemaDialect => ({
  introspect: introspect(dialect),
  normalize: (schema) => ({ ...schema, tables: schema.tables.map(normalizeTable) }),
  scratch,
  sameType: (a, b) => a.type === b.type,
  sameExpression: (a, b) => a === b || canonicalExpression(a) === canonicalExpression(b),
  plan: plan(dialect),
  codec,
  name: (name) => qualified(style, name),
})
