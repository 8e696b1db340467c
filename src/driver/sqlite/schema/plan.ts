import { applyChange } from "../../../core/schema/apply-changes.js"
import { keyOf, nameOf, sameName } from "../../../core/schema/by-name.js"
import type { Change } from "../../../core/schema/change.js"
import { isDestructive } from "../../../core/schema/invert.js"
import type { ColumnSchema, DatabaseSchema, QualifiedName, TableSchema } from "../../../core/schema/database-schema.js"
import type { Plan, Step } from "../../../core/schema/plan.js"
import { columnSql, qualified } from "../../../core/schema/print-table.js"
import { createIndex, createTable, style } from "./style.js"

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`

/** A column that ALTER TABLE can add: SQLite gives it to the rows that are there without writing them. */
const isPlain = ({ default: value, generated, identity, nullable }: ColumnSchema): boolean =>
  generated === null &&
  identity === null &&
  (value === null ? nullable : /^(?:'(?:[^']|'')*'|[+-]?\d+(?:\.\d+)?)$/.test(value))

/** A name beside that of the table, which no table has. */
const besideName = (schema: DatabaseSchema, table: QualifiedName): QualifiedName => {
  const taken = new Set(schema.tables.map((t) => t.name.toLowerCase()))
  let name = `_fulmar_${table.name}`
  while (taken.has(name.toLowerCase())) {
    name = `_${name}`
  }
  return { schema: table.schema, name }
}

/** The old name of each column that has rows to copy, by its new one. */
const copied = (before: TableSchema, after: TableSchema): ReadonlyArray<string> =>
  after.columns.flatMap((c) => {
    const old = before.columns.find((b) => b.name === c.name)
    return c.generated === null && old !== undefined ? [c.name] : []
  })

const countsUp = (table: TableSchema): boolean => table.columns.some((c) => c.identity !== null)

/** The number that an AUTOINCREMENT has reached is kept, that no key is given out twice. */
const keepCount = (from: QualifiedName, to: QualifiedName): ReadonlyArray<string> => {
  const sequence = qualified(style, { schema: from.schema, name: "sqlite_sequence" })
  return [
    `delete from ${sequence} where name = ${text(to.name)}`,
    `insert into ${sequence} (name, seq) select ${text(to.name)}, seq from ${sequence} where name = ${text(from.name)}`,
  ]
}

/**
 * Makes the table anew beside the old one, copies its rows, and puts it in the place of the old one, with its indexes and
 * triggers. The last statements have SQLite look whether all views and triggers can still be read.
 */
const rebuild = (schema: DatabaseSchema, before: TableSchema, after: TableSchema): ReadonlyArray<string> => {
  const beside = besideName(schema, before)
  const columns = copied(before, after).map(style.quote).join(", ")
  const trial = qualified(style, { schema: before.schema, name: `${beside.name}_` })
  return [
    createTable({ ...after, options: before.options ?? after.options }, beside),
    ...(columns === ""
      ? []
      : [`insert into ${qualified(style, beside)} (${columns}) select ${columns} from ${qualified(style, before)}`]),
    ...(countsUp(before) && countsUp(after) ? keepCount(before, beside) : []),
    `drop table ${qualified(style, before)}`,
    "pragma legacy_alter_table = on",
    `alter table ${qualified(style, beside)} rename to ${style.quote(before.name)}`,
    "pragma legacy_alter_table = off",
    ...after.indexes.map((index) => createIndex(after, index)),
    ...before.triggers.map((trigger) => trigger.sql),
    `create table ${trial} (x)`,
    `alter table ${trial} rename to ${style.quote(`${beside.name}__`)}`,
    `drop table ${qualified(style, { schema: before.schema, name: `${beside.name}__` })}`,
  ]
}

/** Without foreign keys off, dropping a table would delete the rows that refer to it, or fail. */
const guard: ReadonlyArray<string> = [
  'create temp table "_fulmar_guard" (x integer, constraint "turn off foreign_keys before the transaction" check (x = 0))',
  'insert into temp."_fulmar_guard" select foreign_keys from pragma_foreign_keys',
  'drop table temp."_fulmar_guard"',
]

interface Pending {
  readonly name: QualifiedName
  /** As it was; `null`: it is new. */
  readonly before: TableSchema | null
  readonly destructive: boolean
}

/**
 * The statements of changes in SQLite, which can add and rename columns; for all else a table is made anew, once for all its
 * changes.
 */
export const plan = (changes: ReadonlyArray<Change>, from: DatabaseSchema): Plan => {
  const steps: Array<Step> = []
  const pending = new Map<string, Pending>()
  let model = from
  let drops = false
  const emit = (sql: string, table: QualifiedName | null, rewrites = false, destructive = false): void => {
    steps.push({ sql, table: table?.name ?? null, locks: "writers", rewrites, destructive })
  }
  const flush = (): void => {
    for (const { before, destructive, name } of pending.values()) {
      const after = model.tables.find((t) => sameName(t, name))!
      if (before === null) {
        emit(createTable(after), name)
        after.indexes.forEach((index) => emit(createIndex(after, index), name))
      } else {
        drops = true
        rebuild(model, before, after).forEach((sql) => emit(sql, name, true, destructive && sql.startsWith("drop table ")))
      }
    }
    pending.clear()
  }
  const defer = (name: QualifiedName, change: Change): void => {
    const known = pending.get(keyOf(name))
    const destructive = isDestructive(change) || known?.destructive === true
    const before = known === undefined ? (model.tables.find((t) => sameName(t, name)) ?? null) : known.before
    pending.set(keyOf(name), { name: nameOf(name), before, destructive })
  }
  for (const change of changes) {
    switch (change._tag) {
      case "RenameTable":
        flush()
        emit(`alter table ${qualified(style, change.from)} rename to ${style.quote(change.to.name)}`, change.to)
        break
      case "RenameColumn":
        flush()
        emit(
          `alter table ${qualified(style, change.table)} rename column ${style.quote(change.from)} to ${style.quote(change.to)}`,
          change.table,
        )
        break
      case "CreateTable":
        defer(change.table, change)
        break
      case "DropTable":
        flush()
        drops = true
        emit(`drop table ${qualified(style, change.table)}`, change.table, false, true)
        break
      case "AddColumn":
        if (pending.has(keyOf(change.table)) || !isPlain(change.column)) {
          defer(change.table, change)
        } else {
          emit(`alter table ${qualified(style, change.table)} add column ${columnSql(style, change.column)}`, change.table)
        }
        break
      case "CreateIndex":
        if (!pending.has(keyOf(change.table))) {
          emit(createIndex(change.table, change.index), change.table)
        }
        break
      case "DropIndex":
        if (!pending.has(keyOf(change.table))) {
          emit(`drop index ${qualified(style, { schema: change.table.schema, name: change.index.name })}`, change.table)
        }
        break
      case "DropView":
        emit(`drop view ${qualified(style, change.view)}`, null)
        break
      case "CreateView":
        flush()
        emit(`create view ${qualified(style, change.view)} as ${change.view.query}`, null)
        break
      case "CommentTable":
      case "CreateEnum":
      case "DropEnum":
      case "AlterEnum":
      case "CreateSequence":
      case "DropSequence":
      case "AlterSequence":
        // SQLite has neither, so that no two of its schemas differ in them.
        break
      default:
        defer(change.table, change)
    }
    model = applyChange(model, change)
  }
  flush()
  const first: Step = { sql: "", table: null, locks: "nobody", rewrites: false, destructive: false }
  return {
    dialect: from.dialect,
    changes,
    before: drops ? ["pragma foreign_keys = off"] : [],
    steps: drops ? [...guard.map((sql) => ({ ...first, sql })), ...steps] : steps,
    after: drops ? ["pragma legacy_alter_table = off", "pragma foreign_keys = on"] : [],
    check: drops ? "select \"table\", cast(rowid as text), parent, cast(fkid as text) from pragma_foreign_key_check" : null,
    transactional: true,
  }
}

