import { CompileError } from "../core/errors.js"
import { applyChanges } from "../core/schema/apply-changes.js"
import { nameOf } from "../core/schema/by-name.js"
import type { Change } from "../core/schema/change.js"
import type { DatabaseSchema, TableSchema } from "../core/schema/database-schema.js"

/**
 * A table that has another name now, or a column of a table, which is called by its new name.
 *
 * @since 0.1.0
 */
export type Rename =
  | { readonly table: string; readonly to: string; readonly schema?: string; readonly column?: never }
  | { readonly table: string; readonly column: string; readonly to: string; readonly schema?: string }

const refuse = (schema: DatabaseSchema, message: string): never => {
  throw new CompileError({
    message,
    dialect: schema.dialect,
    remedy: "leave out renames that were made already",
  })
}

const tableOf = (schema: DatabaseSchema, of: Rename): TableSchema =>
  schema.tables.find((t) => t.name === of.table && t.schema === (of.schema ?? null)) ??
  refuse(schema, `There is no table "${of.table}" that could be renamed, or whose column could be; leave out renames that were made already`)

/** The changes that rename, those of tables first. */
export const renamesOf = (
  from: DatabaseSchema,
  to: DatabaseSchema,
  renames: ReadonlyArray<Rename>,
): ReadonlyArray<Change> => {
  const tables = renames.flatMap((rename): ReadonlyArray<Change> => {
    if (rename.column !== undefined) {
      return []
    }
    const table = tableOf(from, rename)
    return [{ _tag: "RenameTable", from: nameOf(table), to: { schema: table.schema, name: rename.to } }]
  })
  const between = applyChanges(from, tables)
  const columns = renames.flatMap((rename): ReadonlyArray<Change> => {
    if (rename.column === undefined) {
      return []
    }
    const table = tableOf(between, rename)
    return table.columns.some((c) => c.name === rename.column)
      ? [{ _tag: "RenameColumn", table: nameOf(table), from: rename.column, to: rename.to }]
      : refuse(from, `Table "${table.name}" has no column "${rename.column}" that could be renamed to "${rename.to}"; leave out renames that were made already`)
  })
  for (const change of [...tables, ...columns]) {
    if (change._tag === "RenameTable" && !to.tables.some((t) => t.name === change.to.name && t.schema === change.to.schema)) {
      refuse(from, `Table "${change.from.name}" cannot be renamed to "${change.to.name}", which is no table of the other schema`)
    }
  }
  return [...tables, ...columns]
}

const shapeOf = (table: TableSchema): string => JSON.stringify(table.columns.map((c) => [c.name, c.type, c.nullable]))

/**
 * Renames that changes may be: a table that goes and one with the same columns that comes, a column that goes and the only
 * one of its type that comes. To be shown to a person, who knows.
 *
 * @example
 * ```ts
 * import { integer, table, text } from "fulmar"
 * import { describeTables, diff, possibleRenames } from "fulmar/schema"
 * import { dialect } from "fulmar/sqlite"
 *
 * const describe = describeTables(dialect)
 * const before = describe([table("cake", { id: integer, name: text })])
 * const after = describe([table("cake", { id: integer, title: text })])
 * possibleRenames(diff(dialect)(before, after)) // => [{ table: "cake", column: "name", to: "title" }]
 * ```
 *
 * @since 0.1.0
 */
export const possibleRenames = (changes: ReadonlyArray<Change>): ReadonlyArray<Rename> =>
  changes.flatMap((change): ReadonlyArray<Rename> => {
    if (change._tag === "DropTable") {
      const { name, schema } = change.table
      return changes.flatMap((other) =>
        other._tag === "CreateTable" && shapeOf(other.table) === shapeOf(change.table) && other.table.schema === schema
          ? [{ table: name, to: other.table.name, ...(schema === null ? {} : { schema }) }]
          : [],
      )
    }
    if (change._tag === "DropColumn") {
      const { column, table } = change
      const added = changes.flatMap((other) =>
        other._tag === "AddColumn" && other.table.name === table.name && other.table.schema === table.schema && other.column.type === column.type
          ? [other.column.name]
          : [],
      )
      return added.length !== 1
        ? []
        : [{ table: table.name, column: column.name, to: added[0]!, ...(table.schema === null ? {} : { schema: table.schema }) }]
    }
    return []
  })
