import type { Change } from "./change.js"
import { byName, compareText, nameOf, sameName } from "./by-name.js"
import type { DatabaseSchema, ForeignKeySchema, IndexSchema, QualifiedName, TableSchema } from "./database-schema.js"
import { absurd } from "../traverse.js"

const onTable = (
  schema: DatabaseSchema,
  name: QualifiedName,
  change: (table: TableSchema) => TableSchema,
): DatabaseSchema => ({ ...schema, tables: schema.tables.map((t) => (sameName(t, name) ? change(t) : t)) })

const without = <T extends QualifiedName>(things: ReadonlyArray<T>, name: QualifiedName): ReadonlyArray<T> =>
  things.filter((thing) => !sameName(thing, name))

/** A list without the item that is the one given: by its name, or without one by its text. */
const withoutOne = <T extends { readonly name: string | null }>(items: ReadonlyArray<T>, item: T): ReadonlyArray<T> => {
  const text = JSON.stringify(item)
  const named = items.findIndex((other) => other.name !== null && other.name === item.name)
  const at = named === -1 ? items.findIndex((other) => JSON.stringify(other) === text) : named
  return at === -1 ? items : items.toSpliced(at, 1)
}

const renamed = (from: string, to: string) => (name: string): string => (name === from ? to : name)

/** What refers to a column of the table, or of another one, under its new name. */
const renameColumn = (schema: DatabaseSchema, table: QualifiedName, from: string, to: string): DatabaseSchema => {
  const rename = renamed(from, to)
  const inOwn = (t: TableSchema): TableSchema => ({
    ...t,
    columns: t.columns.map((c) => ({ ...c, name: rename(c.name) })),
    primaryKey: t.primaryKey && { ...t.primaryKey, columns: t.primaryKey.columns.map(rename) },
    uniques: t.uniques.map((u) => ({ ...u, columns: u.columns.map(rename) })),
    foreignKeys: t.foreignKeys.map((k) => ({ ...k, columns: k.columns.map(rename) })),
    indexes: t.indexes.map((i): IndexSchema => ({
      ...i,
      keys: i.keys.map((k) => ({ ...k, column: k.column === null ? null : rename(k.column) })),
      include: i.include.map(rename),
    })),
  })
  const target = (k: ForeignKeySchema): ForeignKeySchema =>
    sameName(k.target, table) ? { ...k, targetColumns: k.targetColumns.map(rename) } : k
  return {
    ...schema,
    tables: schema.tables
      .map((t) => (sameName(t, table) ? inOwn(t) : t))
      .map((t) => ({ ...t, foreignKeys: t.foreignKeys.map(target) })),
  }
}

const renameTable = (schema: DatabaseSchema, from: QualifiedName, to: QualifiedName): DatabaseSchema => ({
  ...schema,
  tables: byName(
    schema.tables.map((t) => ({
      ...t,
      ...(sameName(t, from) ? nameOf(to) : {}),
      foreignKeys: t.foreignKeys.map((k) => (sameName(k.target, from) ? { ...k, target: nameOf(to) } : k)),
    })),
  ),
})

const byIndexName = (indexes: ReadonlyArray<IndexSchema>): ReadonlyArray<IndexSchema> =>
  indexes.toSorted((a, b) => compareText(a.name, b.name))

/** The schema after one change. Expressions are texts: what they say of a column that is renamed stays as it is. */
export const applyChange = (schema: DatabaseSchema, change: Change): DatabaseSchema => {
  switch (change._tag) {
    case "CreateEnum":
      return { ...schema, enums: byName([...schema.enums, change.enum]) }
    case "DropEnum":
      return { ...schema, enums: without(schema.enums, change.enum) }
    case "AlterEnum":
      return { ...schema, enums: byName([...without(schema.enums, change.from), change.to]) }
    case "CreateSequence":
      return { ...schema, sequences: byName([...schema.sequences, change.sequence]) }
    case "DropSequence":
      return { ...schema, sequences: without(schema.sequences, change.sequence) }
    case "AlterSequence":
      return { ...schema, sequences: byName([...without(schema.sequences, change.from), change.to]) }
    case "CreateTable":
      return { ...schema, tables: byName([...schema.tables, change.table]) }
    case "DropTable":
      return { ...schema, tables: without(schema.tables, change.table) }
    case "RenameTable":
      return renameTable(schema, change.from, change.to)
    case "CommentTable":
      return onTable(schema, change.table, (t) => ({ ...t, comment: change.to }))
    case "AddColumn":
      return onTable(schema, change.table, (t) => ({ ...t, columns: [...t.columns, change.column] }))
    case "DropColumn":
      return onTable(schema, change.table, (t) => ({ ...t, columns: t.columns.filter((c) => c.name !== change.column.name) }))
    case "RenameColumn":
      return renameColumn(schema, change.table, change.from, change.to)
    case "AlterColumn":
      return onTable(schema, change.table, (t) => ({
        ...t,
        columns: t.columns.map((c) => (c.name === change.from.name ? change.to : c)),
      }))
    case "AddPrimaryKey":
      return onTable(schema, change.table, (t) => ({ ...t, primaryKey: change.key }))
    case "DropPrimaryKey":
      return onTable(schema, change.table, (t) => ({ ...t, primaryKey: null }))
    case "AddUnique":
      return onTable(schema, change.table, (t) => ({ ...t, uniques: [...t.uniques, change.key] }))
    case "DropUnique":
      return onTable(schema, change.table, (t) => ({ ...t, uniques: withoutOne(t.uniques, change.key) }))
    case "AddForeignKey":
      return onTable(schema, change.table, (t) => ({ ...t, foreignKeys: [...t.foreignKeys, change.foreignKey] }))
    case "DropForeignKey":
      return onTable(schema, change.table, (t) => ({ ...t, foreignKeys: withoutOne(t.foreignKeys, change.foreignKey) }))
    case "AddCheck":
      return onTable(schema, change.table, (t) => ({ ...t, checks: [...t.checks, change.check] }))
    case "DropCheck":
      return onTable(schema, change.table, (t) => ({ ...t, checks: withoutOne(t.checks, change.check) }))
    case "CreateIndex":
      return onTable(schema, change.table, (t) => ({ ...t, indexes: byIndexName([...t.indexes, change.index]) }))
    case "DropIndex":
      return onTable(schema, change.table, (t) => ({ ...t, indexes: t.indexes.filter((i) => i.name !== change.index.name) }))
    case "CreateView":
      return { ...schema, views: byName([...schema.views, change.view]) }
    case "DropView":
      return { ...schema, views: without(schema.views, change.view) }
    default:
      return absurd(change)
  }
}

/**
 * The schema that changes make of another: for a schema `b`, `applyChanges(a, diff(a, b))` has no differences to `b`.
 *
 * @since 0.1.0
 */
export const applyChanges = (schema: DatabaseSchema, changes: ReadonlyArray<Change>): DatabaseSchema =>
  changes.reduce(applyChange, schema)
