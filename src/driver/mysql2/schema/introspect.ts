import { byName, isWanted } from "../../../core/schema/by-name.js"
import type {
  ColumnSchema,
  DatabaseSchema,
  SequenceSchema,
  TableSchema,
  ViewSchema,
} from "../../../core/schema/database-schema.js"
import type { Asking, IntrospectOptions } from "../../../core/schema/schema-dialect.js"
import { isWord, sqlTokens, textOf } from "../../../core/schema/sql-text.js"
import { quote } from "../dialect/types.js"
import { parseTable } from "./parse-table.js"
import { plainType } from "./type-text.js"

/** The collation that each character set has where none is named. */
export function* readCollations(): Asking<ReadonlyMap<string, string>> {
  const rows = yield {
    sql: "select character_set_name, default_collate_name from information_schema.character_sets",
    params: [],
    columns: 2,
  }
  return new Map(rows.map(([charset, collation]) => [charset!, collation!] as const))
}

/** What SHOW CREATE TABLE says of a table: it can be run again, and has all that there is to say. */
export function* readTable(
  name: string,
  schema: string | null,
  from: string,
  collations: ReadonlyMap<string, string>,
): Asking<TableSchema> {
  const [row] = yield { sql: `show create table ${from}`, params: [], columns: 2 }
  return parseTable(name, schema, row![1]!, collations)
}

function* readViewColumns(schema: string): Asking<ReadonlyMap<string, ReadonlyArray<ColumnSchema>>> {
  const rows = yield {
    sql:
      "select c.table_name, c.column_name, cast(c.column_type as char), c.is_nullable from information_schema.columns c " +
      "join information_schema.views v on v.table_schema = c.table_schema and v.table_name = c.table_name " +
      "where c.table_schema = ? order by c.table_name, c.ordinal_position",
    params: [schema],
    columns: 4,
  }
  const columns = new Map<string, Array<ColumnSchema>>()
  for (const [view, name, type, nullable] of rows) {
    columns.set(view!, [
      ...(columns.get(view!) ?? []),
      {
        name: name!, type: plainType(type!), nullable: nullable === "YES", default: null, generated: null, identity: null, comment: null,
      },
    ])
  }
  return columns
}

function* readView(name: string, schema: string | null, from: string, columns: ReadonlyArray<ColumnSchema>): Asking<ViewSchema> {
  const [row] = yield { sql: `show create view ${from}`, params: [], columns: 4 }
  const sql = row![1]!
  const tokens = sqlTokens(sql, true)
  const at = tokens.findIndex((t) => isWord(t, "as"))
  return { name, schema, query: textOf(sql, tokens.slice(at + 1)), materialized: false, columns }
}

function* readSequence(name: string, schema: string | null, from: string): Asking<SequenceSchema> {
  const [row] = yield { sql: `select cast(start_value as char), cast(increment as char) from ${from}`, params: [], columns: 2 }
  return { name, schema, start: row![0]!, increment: row![1]! }
}

/** Reads what the server says of its tables. */
export const introspect = (dialect: string) =>
  function* (options: IntrospectOptions): Asking<DatabaseSchema> {
    const asked = options.schemas ?? [null]
    const [row] = yield { sql: "select database()", params: [], columns: 1 }
    const current = row![0]!
    const collations = yield* readCollations()
    const tables: Array<TableSchema> = []
    const views: Array<ViewSchema> = []
    const sequences: Array<SequenceSchema> = []
    for (const schema of new Set(asked.map((it) => it ?? current))) {
      const shown = schema === current && asked.includes(null) ? null : schema
      const listed = yield {
        sql: "select table_name, table_type from information_schema.tables where table_schema = ? order by table_name",
        params: [schema],
        columns: 2,
      }
      const viewColumns = yield* readViewColumns(schema)
      for (const [name, type] of listed) {
        const from = `${quote(schema)}.${quote(name!)}`
        if (type === "SEQUENCE") {
          sequences.push(yield* readSequence(name!, shown, from))
        } else if (isWanted(options, name!)) {
          if (type === "VIEW") {
            views.push(yield* readView(name!, shown, from, viewColumns.get(name!) ?? []))
          } else {
            tables.push(yield* readTable(name!, shown, from, collations))
          }
        }
      }
    }
    return { dialect, tables: byName(tables), views: byName(views), enums: [], sequences: byName(sequences) }
  }
