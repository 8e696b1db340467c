import type { Dialect } from "../core/dialect.js"
import { CompileError } from "../core/errors.js"
import { applyChanges } from "../core/schema/apply-changes.js"
import { byName, keyOf, nameOf, sameName } from "../core/schema/by-name.js"
import type { Change } from "../core/schema/change.js"
import type { DatabaseSchema, QualifiedName, TableSchema } from "../core/schema/database-schema.js"
import type { SchemaDialect } from "../core/schema/schema-dialect.js"
import { diffTable } from "./diff-table.js"
import { nameAdded } from "./name-added.js"
import { type Rename, renamesOf } from "./rename.js"

/** How schemas are compared. */
export interface DiffOptions {
  /** What has another name now. Nothing is taken for a rename that is not said here. */
  readonly renames?: ReadonlyArray<Rename>
}

const both = <T extends QualifiedName>(
  from: ReadonlyArray<T>,
  to: ReadonlyArray<T>,
): { readonly added: ReadonlyArray<T>; readonly dropped: ReadonlyArray<T>; readonly kept: ReadonlyArray<readonly [T, T]> } => {
  const before = new Map(from.map((t) => [keyOf(t), t] as const))
  const after = new Set(to.map(keyOf))
  return {
    added: to.filter((t) => !before.has(keyOf(t))),
    dropped: from.filter((t) => !after.has(keyOf(t))),
    kept: to.flatMap((t) => {
      const old = before.get(keyOf(t))
      return old === undefined ? [] : [[old, t] as const]
    }),
  }
}

/** Tables, each after those of the list that it refers to, as far as there is such an order. */
const referredFirst = (tables: ReadonlyArray<TableSchema>): ReadonlyArray<TableSchema> => {
  const done = new Set<string>()
  const ordered: Array<TableSchema> = []
  const visit = (table: TableSchema): void => {
    if (done.has(keyOf(table))) {
      return
    }
    done.add(keyOf(table))
    for (const { target } of table.foreignKeys) {
      const other = tables.find((t) => sameName(t, target))
      if (other !== undefined) {
        visit(other)
      }
    }
    ordered.push(table)
  }
  tables.forEach(visit)
  return ordered
}

/**
 * The tables without the foreign keys to tables that come later, or that change, and these: for a while what they refer to is
 * not there.
 */
const opened = (
  ordered: ReadonlyArray<TableSchema>,
  changing: ReadonlySet<string>,
): { readonly tables: ReadonlyArray<TableSchema>; readonly keys: ReadonlyArray<Extract<Change, { _tag: "AddForeignKey" }>> } => {
  const later = (table: TableSchema, at: number) =>
    table.foreignKeys.filter(
      (key) => changing.has(keyOf(key.target)) || ordered.slice(at + 1).some((other) => sameName(other, key.target)),
    )
  return {
    tables: ordered.map((table, i) => {
      const open = later(table, i)
      return open.length === 0 ? table : { ...table, foreignKeys: table.foreignKeys.filter((key) => !open.includes(key)) }
    }),
    keys: ordered.flatMap((table, i) =>
      later(table, i).map((foreignKey) => ({ _tag: "AddForeignKey", table: nameOf(table), foreignKey }) as const),
    ),
  }
}

/** In which order changes can be made: what others need first, and what is in the way before that. */
const rank: Readonly<Record<Change["_tag"], number>> = {
  DropView: 0,
  DropForeignKey: 1,
  DropCheck: 2,
  DropIndex: 3,
  DropUnique: 4,
  RenameTable: 5,
  RenameColumn: 6,
  CreateEnum: 7,
  AlterEnum: 7,
  CreateSequence: 7,
  AlterSequence: 7,
  CreateTable: 8,
  DropPrimaryKey: 9,
  AddColumn: 10,
  AlterColumn: 11,
  DropColumn: 12,
  AddPrimaryKey: 13,
  AddUnique: 14,
  CreateIndex: 15,
  AddCheck: 16,
  AddForeignKey: 17,
  CommentTable: 18,
  DropTable: 19,
  DropSequence: 20,
  DropEnum: 20,
  CreateView: 21,
}

const diffSchemas = (dialect: SchemaDialect, from: DatabaseSchema, to: DatabaseSchema): ReadonlyArray<Change> => {
  const tables = both(from.tables, to.tables)
  const inTables = tables.kept.map(([a, b]) => [keyOf(b), diffTable(dialect, a, b)] as const)
  const changing = new Set(inTables.flatMap(([key, changes]) => (changes.length === 0 ? [] : [key])))
  const created = opened(referredFirst(tables.added), changing)
  const dropped = opened(referredFirst(tables.dropped), changing)
  const enums = both(from.enums, to.enums)
  const sequences = both(from.sequences, to.sequences)
  const views = both(from.views, to.views)
  const changed = views.kept.filter(([a, b]) => !dialect.sameExpression(a.query, b.query) || a.materialized !== b.materialized)
  const all: ReadonlyArray<Change> = [
    ...enums.added.map((it): Change => ({ _tag: "CreateEnum", enum: it })),
    ...enums.kept
      .filter(([a, b]) => JSON.stringify(a.labels) !== JSON.stringify(b.labels))
      .map(([a, b]): Change => ({ _tag: "AlterEnum", from: a, to: b })),
    ...enums.dropped.map((it): Change => ({ _tag: "DropEnum", enum: it })),
    ...sequences.added.map((sequence): Change => ({ _tag: "CreateSequence", sequence })),
    ...sequences.kept
      .filter(([a, b]) => a.start !== b.start || a.increment !== b.increment)
      .map(([a, b]): Change => ({ _tag: "AlterSequence", from: a, to: b })),
    ...sequences.dropped.map((sequence): Change => ({ _tag: "DropSequence", sequence })),
    ...created.tables.map((table): Change => ({ _tag: "CreateTable", table })),
    ...created.keys,
    ...inTables.flatMap(([, changes]) => changes),
    ...dropped.keys.map((key): Change => ({ ...key, _tag: "DropForeignKey" })),
    ...dropped.tables.toReversed().map((table): Change => ({ _tag: "DropTable", table })),
    ...[...views.dropped, ...changed.map(([a]) => a)].map((view): Change => ({ _tag: "DropView", view })),
    ...[...views.added, ...changed.map(([, b]) => b)].map((view): Change => ({ _tag: "CreateView", view })),
  ]
  return all.toSorted((a, b) => rank[a._tag] - rank[b._tag])
}

/** What the dialect knows of schemas. */
export const schemaOf = (dialect: Dialect): SchemaDialect => {
  if (dialect.schema === null) {
    throw new CompileError({
      message: `The dialect ${dialect.name} does not say how schemas are read and changed`,
      dialect: dialect.name,
      remedy: "give the dialect a schema",
    })
  }
  return dialect.schema
}

/**
 * What makes the second schema of the first, in an order in which it can be done. Nothing is guessed: what has another name
 * is dropped and made anew, unless `renames` says so. What is added without a name is given one, so that it can be dropped.
 *
 * Not compared are the order of columns, what stands after the parentheses of CREATE TABLE, and a name that one side leaves to
 * the database. Expressions are compared as texts: let `settle` have the database write those of described tables.
 *
 * @example
 * ```ts
 * import { integer, nullable, table, text } from "fulmar"
 * import { describeTables, diff } from "fulmar/schema"
 * import { dialect } from "fulmar/sqlite"
 *
 * const describe = describeTables(dialect)
 * const before = describe([table("cake", { id: integer })])
 * const after = describe([table("cake", { id: integer, note: text.pipe(nullable) })])
 * diff(dialect)(before, after).map((change) => change._tag) // => ["AddColumn"]
 * ```
 *
 * @since 0.1.0
 */
export const diff =
  (dialect: Dialect) =>
  (from: DatabaseSchema, to: DatabaseSchema, options: DiffOptions = {}): ReadonlyArray<Change> => {
    const renames = renamesOf(from, to, options.renames ?? [])
    const between = applyChanges({ ...from, tables: byName(from.tables) }, renames)
    return nameAdded([...renames, ...diffSchemas(schemaOf(dialect), between, to)], [between, to])
  }
