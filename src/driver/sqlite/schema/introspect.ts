import { byName, isWanted } from "../../../core/schema/by-name.js"
import type { ColumnSchema, DatabaseSchema, TableSchema, ViewSchema } from "../../../core/schema/database-schema.js"
import type { Asking, IntrospectOptions } from "../../../core/schema/schema-dialect.js"
import { isWord, sqlTokens, textOf } from "../../../core/schema/sql-text.js"
import { parseIndex } from "./parse-index.js"
import { parseTable } from "./parse-table.js"

const quoted = (schema: string): string => `"${schema.replaceAll('"', '""')}"`

/** The query of a CREATE VIEW statement. */
const queryOf = (sql: string): string => {
  const tokens = sqlTokens(sql)
  const at = tokens.findIndex((t) => isWord(t, "as"))
  return textOf(sql, tokens.slice(at + 1))
}

function* readViewColumns(schema: string, view: string): Asking<ReadonlyArray<ColumnSchema>> {
  const rows = yield {
    sql: "select name, type from pragma_table_xinfo(?, ?)",
    params: [view, schema],
    columns: 2,
  }
  return rows.map(([name, type]): ColumnSchema => ({
    name: name!, type: type!.toLowerCase(), nullable: true, default: null, generated: null, identity: null, comment: null,
  }))
}

/** The columns that a key refers to where it names none: the primary key of its target. */
const withTargets = (tables: ReadonlyArray<TableSchema>): ReadonlyArray<TableSchema> =>
  tables.map((table) => ({
    ...table,
    foreignKeys: table.foreignKeys.map((key) => {
      const target = tables.find((t) => t.name.toLowerCase() === key.target.name.toLowerCase() && t.schema === table.schema)
      return {
        ...key,
        target: { schema: table.schema, name: target?.name ?? key.target.name },
        targetColumns: key.targetColumns.length > 0 ? key.targetColumns : (target?.primaryKey?.columns ?? []),
      }
    }),
  }))

function* readSchema(
  options: IntrospectOptions,
  shown: string | null,
): Asking<readonly [ReadonlyArray<TableSchema>, ReadonlyArray<ViewSchema>]> {
  const schema = shown ?? "main"
  const listed = yield {
    sql: "select name, cast(ncol as text) from pragma_table_list where schema = ? and type in ('table', 'view') and name not like 'sqlite\\_%' escape '\\'",
    params: [schema],
    columns: 2,
  }
  // A view whose tables are gone has no columns, and asking for them is an error.
  const there = new Map(listed.map(([name, columns]) => [name!, Number(columns)] as const))
  const rows = yield {
    sql: `select type, name, tbl_name, sql from ${quoted(schema)}.sqlite_master where sql is not null order by name`,
    params: [],
    columns: 4,
  }
  const of = (type: string, table: string): ReadonlyArray<readonly [name: string, sql: string]> =>
    rows.flatMap((r) => (r[0] === type && r[2] === table ? [[r[1]!, r[3]!] as const] : []))
  const tables = rows.flatMap(([type, name, , sql]): ReadonlyArray<TableSchema> =>
    type !== "table" || !there.has(name!)
      ? []
      : [
          {
            ...parseTable(name!, shown, sql!),
            indexes: of("index", name!).map(([index, text]) => parseIndex(index, text)),
            triggers: of("trigger", name!).map(([trigger, text]) => ({ name: trigger, sql: text })),
          },
        ],
  )
  const views: Array<ViewSchema> = []
  for (const [type, name, , sql] of rows) {
    if (type === "view" && isWanted(options, name!)) {
      const columns = (there.get(name!) ?? 0) > 0 ? yield* readViewColumns(schema, name!) : []
      views.push({ schema: shown, name: name!, query: queryOf(sql!), materialized: false, columns })
    }
  }
  return [withTargets(tables).filter((t) => isWanted(options, t.name)), views]
}

/** Reads what the schema table of SQLite holds: each thing as the text that made it. */
export function* introspect(options: IntrospectOptions): Asking<DatabaseSchema> {
  const tables: Array<TableSchema> = []
  const views: Array<ViewSchema> = []
  for (const schema of new Set(options.schemas ?? [null])) {
    const [someTables, someViews] = yield* readSchema(options, schema)
    tables.push(...someTables)
    views.push(...someViews)
  }
  return { dialect: "SQLite", tables: byName(tables), views: byName(views), enums: [], sequences: [] }
}
