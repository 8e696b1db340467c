import { applyChange } from "../../../core/schema/apply-changes.js"
import { keyOf, nameOf, sameName } from "../../../core/schema/by-name.js"
import type { Change } from "../../../core/schema/change.js"
import type { ColumnSchema, DatabaseSchema, QualifiedName, TableSchema } from "../../../core/schema/database-schema.js"
import { isDestructive } from "../../../core/schema/invert.js"
import type { Plan, Step, StepLock } from "../../../core/schema/plan.js"
import { checkSql, foreignKeySql, primaryKeySql, qualified, uniqueSql } from "../../../core/schema/print-table.js"
import { nameNeeded, refuseChange } from "../../../core/schema/refuse.js"
import { absurd } from "../../../core/traverse.js"
import { quote } from "../dialect/types.js"
import { textLiteral } from "../dialect/wire.js"
import { alter, columnText, createTable, indexText, style } from "./style.js"

type Clause = Extract<Change, { _tag: "AddColumn" | "AlterColumn" | "DropColumn" | "AddPrimaryKey" | "DropPrimaryKey" }>

const isClause = (change: Change): change is Clause =>
  ["AddColumn", "AlterColumn", "DropColumn", "AddPrimaryKey", "DropPrimaryKey"].includes(change._tag)

/** What cannot be modified is made anew. */
const isRemade = (from: ColumnSchema, to: ColumnSchema): boolean =>
  (from.generated === null) !== (to.generated === null) || from.generated?.stored !== to.generated?.stored

const clauses = (change: Clause): ReadonlyArray<string> => {
  switch (change._tag) {
    case "AddColumn":
      return [`add column ${columnText(change.column)}`]
    case "DropColumn":
      return [`drop column ${quote(change.column.name)}`]
    case "AlterColumn":
      return isRemade(change.from, change.to)
        ? [`drop column ${quote(change.from.name)}`, `add column ${columnText(change.to)}`]
        : [`modify column ${columnText(change.to)}`]
    case "AddPrimaryKey":
      return [`add ${primaryKeySql(style, { ...change.key, name: null })}`]
    case "DropPrimaryKey":
      return ["drop primary key"]
    default:
      return absurd(change)
  }
}

/** The columns that each index of a table begins with. */
const leading = (table: TableSchema): ReadonlyArray<ReadonlyArray<string | null>> => [
  ...(table.primaryKey === null ? [] : [table.primaryKey.columns]),
  ...table.uniques.map((u) => u.columns),
  ...table.indexes.filter((i) => i.using === null).map((i) => i.keys.map((k) => (k.length === null ? k.column : null))),
]

/** Whether the table has an index that serves a foreign key. */
const serves = (table: TableSchema, columns: ReadonlyArray<string>): boolean =>
  leading(table).some((index) => columns.every((c, i) => index[i] === c))

/** Renaming a table renames the constraints that the server has named after it. */
const renamedConstraint = (name: string, table: QualifiedName, before: ReadonlyMap<string, string>): string => {
  const old = before.get(keyOf(table))
  return old !== undefined && name.startsWith(`${old}_`) && /^_(?:chk|ibfk)_\d+$/.test(name.slice(old.length))
    ? `${table.name}${name.slice(old.length)}`
    : name
}

interface Walk {
  readonly dialect: string
  /** Whether the names of its checks follow the table. */
  readonly schema: DatabaseSchema
  readonly renamed: ReadonlyMap<string, string>
}

interface Printed {
  readonly sql: ReadonlyArray<string>
  readonly table: QualifiedName | null
  readonly locks: StepLock
  readonly rewrites: boolean
}

const printed = (
  sql: ReadonlyArray<string>,
  table: QualifiedName | null = null,
  locks: StepLock = "nobody",
  rewrites = false,
): Printed => ({ sql, table, locks, rewrites })

/** Foreign keys that would have no index any more are given one of their own name before. */
const withIndexesFor = (walk: Walk, change: Change, table: QualifiedName, clause: string): Printed => {
  const after = applyChange(walk.schema, change).tables.find((t) => sameName(t, table))
  const before = walk.schema.tables.find((t) => sameName(t, table))
  const left = (after?.foreignKeys ?? []).filter(
    (key) => key.index === null && before !== undefined && serves(before, key.columns) && !serves(after!, key.columns),
  )
  const added = left.map((key) => `add index ${quote(key.name ?? key.columns[0]!)} (${key.columns.map(quote).join(", ")})`)
  return printed([...(added.length === 0 ? [] : [alter(table, ...added)]), alter(table, clause)], table)
}

const print = (change: Exclude<Change, Clause>, walk: Walk): Printed => {
  const { dialect, renamed, schema } = walk
  const no = (what: string): never => refuseChange(dialect, `${dialect} has no ${what}`, "leave it out")
  const nameIn = (table: QualifiedName, name: string | null, what: string): string =>
    quote(renamedConstraint(nameNeeded(dialect, name, `${what} of table "${table.name}"`), table, renamed))
  switch (change._tag) {
    case "CreateEnum":
    case "DropEnum":
    case "AlterEnum":
      return no("enumerations that are types")
    case "CreateSequence": {
      const { increment, start } = change.sequence
      return printed([`create sequence ${qualified(style, change.sequence)} start with ${start} increment by ${increment}`])
    }
    case "DropSequence":
      return printed([`drop sequence ${qualified(style, change.sequence)}`])
    case "AlterSequence":
      return printed([`alter sequence ${qualified(style, change.to)} start with ${change.to.start} increment by ${change.to.increment}`])
    case "CreateTable":
      return printed([createTable(change.table)])
    case "DropTable":
      return printed([`drop table ${qualified(style, change.table)}`], change.table, "everybody")
    case "RenameTable":
      return printed([`rename table ${qualified(style, change.from)} to ${qualified(style, change.to)}`], change.from, "everybody")
    case "CommentTable":
      return printed([alter(change.table, `comment = ${textLiteral(change.to ?? "")}`)], change.table)
    case "RenameColumn":
      return printed([alter(change.table, `rename column ${quote(change.from)} to ${quote(change.to)}`)], change.table)
    case "AddUnique":
      return printed([alter(change.table, `add ${uniqueSql(style, change.key)}`)], change.table)
    case "DropUnique":
      return withIndexesFor(walk, change, change.table, `drop index ${nameIn(change.table, change.key.name, "A key")}`)
    case "AddForeignKey":
      return printed([alter(change.table, `add ${foreignKeySql(style, change.foreignKey)}`)], change.table, "writers", true)
    case "DropForeignKey": {
      const { foreignKey, table } = change
      const its = schema.tables.find((t) => sameName(t, table))
      const index = foreignKey.index ?? (its === undefined || serves(its, foreignKey.columns) ? null : foreignKey.name)
      const dropped = `drop foreign key ${nameIn(table, foreignKey.name, "A foreign key")}`
      return printed([alter(table, dropped, ...(index === null ? [] : [`drop index ${quote(index)}`]))], table)
    }
    case "AddCheck":
      return printed([alter(change.table, `add ${checkSql(style, change.check)}`)], change.table, "writers", true)
    case "DropCheck":
      return printed([alter(change.table, `drop constraint ${nameIn(change.table, change.check.name, "A check")}`)], change.table)
    case "CreateIndex":
      return printed([alter(change.table, `add ${indexText(change.index)}`)], change.table)
    case "DropIndex":
      return withIndexesFor(walk, change, change.table, `drop index ${quote(change.index.name)}`)
    case "CreateView":
      return printed([`create view ${qualified(style, change.view)} as ${change.view.query}`])
    case "DropView":
      return printed([`drop view ${qualified(style, change.view)}`])
    default:
      return absurd(change)
  }
}

const rewrites = (change: Clause): boolean =>
  change._tag === "AlterColumn"
    ? change.from.type !== change.to.type || change.from.nullable !== change.to.nullable || isRemade(change.from, change.to)
    : change._tag !== "AddColumn" || change.column.generated?.stored === true

/**
 * The statements of changes in MySQL and MariaDB. Columns and the primary key of a table change in one ALTER TABLE, since a
 * column that counts up must be a key all the time.
 */
export const plan =
  (dialect: string) =>
  (changes: ReadonlyArray<Change>, from: DatabaseSchema): Plan => {
    const steps: Array<Step> = []
    let schema = from
    const renamed = new Map<string, string>()
    const waiting = new Map<string, { readonly table: QualifiedName; readonly changes: Array<Clause> }>()
    const emit = ({ locks, rewrites: anew, sql, table }: Printed, destructive: boolean): void => {
      sql.forEach((statement) =>
        steps.push({ sql: statement, table: table?.name ?? null, locks, rewrites: anew, destructive }),
      )
    }
    const flush = (): void => {
      for (const { changes: its, table } of waiting.values()) {
        const anew = its.some(rewrites)
        emit(printed([alter(table, ...its.flatMap(clauses))], table, anew ? "writers" : "nobody", anew), its.some(isDestructive))
      }
      waiting.clear()
    }
    for (const change of changes) {
      if (isClause(change)) {
        const key = keyOf(change.table)
        const known = waiting.get(key) ?? { table: nameOf(change.table), changes: [] }
        known.changes.push(change)
        waiting.set(key, known)
      } else {
        flush()
        emit(print(change, { dialect, schema, renamed }), isDestructive(change))
        if (change._tag === "RenameTable") {
          renamed.set(keyOf(change.to), renamed.get(keyOf(change.from)) ?? change.from.name)
        }
      }
      schema = applyChange(schema, change)
    }
    flush()
    return { dialect, changes, before: [], steps, after: [], check: null, transactional: false }
  }
