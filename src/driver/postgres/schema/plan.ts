import { applyChange } from "../../../core/schema/apply-changes.js"
import { sameName } from "../../../core/schema/by-name.js"
import type { Change } from "../../../core/schema/change.js"
import type { ColumnSchema, DatabaseSchema, QualifiedName, TableSchema } from "../../../core/schema/database-schema.js"
import { isDestructive } from "../../../core/schema/invert.js"
import type { Plan, Step, StepLock } from "../../../core/schema/plan.js"
import { checkSql, foreignKeySql, primaryKeySql, qualified, uniqueSql } from "../../../core/schema/print-table.js"
import { nameNeeded } from "../../../core/schema/refuse.js"
import { absurd } from "../../../core/traverse.js"
import { quote } from "../types.js"
import { alterColumn, comment, isRemade, keepsRows } from "./alter-column.js"
import { addLabels, onlyAdds, remakeEnum } from "./alter-enum.js"
import { column, createEnum, createIndex, createSequence, createTable, style, text } from "./style.js"

const dialect = "PostgreSQL"

interface Printed {
  readonly sql: ReadonlyArray<string>
  readonly table: QualifiedName | null
  readonly locks: StepLock
  readonly rewrites: boolean
}

const printed = (
  sql: ReadonlyArray<string>,
  table: QualifiedName | null = null,
  locks: StepLock = table === null ? "nobody" : "everybody",
  rewrites = false,
): Printed => ({ sql, table, locks, rewrites })

/** A default that is the same for all rows, which PostgreSQL keeps beside them. */
const isConstant = (value: string | null): boolean => value === null || !value.includes("(")

const comments = (table: QualifiedName, columns: ReadonlyArray<ColumnSchema>, own: string | null): ReadonlyArray<string> => [
  ...(own === null ? [] : [comment(`table ${qualified(style, table)}`, own)]),
  ...columns.flatMap((c) => (c.comment === null ? [] : [comment(`column ${qualified(style, table)}.${quote(c.name)}`, c.comment)])),
]

const created = (table: TableSchema): ReadonlyArray<string> => [
  createTable(table),
  ...table.indexes.map((index) => createIndex(table, index)),
  ...comments(table, table.columns, table.comment),
]

/** Whether other changes use a label that is new, which PostgreSQL refuses before the transaction has ended. */
const usesNewLabel = (change: Extract<Change, { _tag: "AlterEnum" }>, changes: ReadonlyArray<Change>): boolean => {
  const others = JSON.stringify(changes.filter((other) => other !== change))
  return change.to.labels.some((label) => !change.from.labels.includes(label) && others.includes(JSON.stringify(text(label)).slice(1, -1)))
}

const print = (change: Change, schema: DatabaseSchema, changes: ReadonlyArray<Change>): Printed => {
  const alter = (table: QualifiedName, what: string): ReadonlyArray<string> => [`alter table ${qualified(style, table)} ${what}`]
  const drop = (table: QualifiedName, name: string | null, fallback: string | null, what: string): ReadonlyArray<string> =>
    alter(table, `drop constraint ${quote(name ?? fallback ?? nameNeeded(dialect, name, `${what} of table "${table.name}"`))}`)
  switch (change._tag) {
    case "CreateEnum":
      return printed([createEnum(change.enum), ...(change.enum.comment === null ? [] : [comment(`type ${qualified(style, change.enum)}`, change.enum.comment)])])
    case "DropEnum":
      return printed([`drop type ${qualified(style, change.enum)}`])
    case "AlterEnum":
      return onlyAdds(change.from, change.to) && !usesNewLabel(change, changes)
        ? printed(addLabels(change.from, change.to))
        : printed(remakeEnum(schema, change.from, change.to), change.to, "everybody", true)
    case "CreateSequence":
      return printed([createSequence(change.sequence)])
    case "DropSequence":
      return printed([`drop sequence ${qualified(style, change.sequence)}`])
    case "AlterSequence":
      return printed([`alter sequence ${qualified(style, change.to)} start with ${change.to.start} increment by ${change.to.increment}`])
    case "CreateTable":
      return printed(created(change.table))
    case "DropTable":
      return printed([`drop table ${qualified(style, change.table)}`], change.table)
    case "RenameTable":
      return printed(alter(change.from, `rename to ${quote(change.to.name)}`), change.from)
    case "CommentTable":
      return printed([comment(`table ${qualified(style, change.table)}`, change.to)], change.table, "nobody")
    case "AddColumn": {
      const { default: value, generated, identity } = change.column
      const rewrites = !isConstant(value) || generated?.stored === true || identity !== null
      return printed(
        [...alter(change.table, `add column ${column(change.column)}`), ...comments(change.table, [change.column], null)],
        change.table,
        "everybody",
        rewrites,
      )
    }
    case "DropColumn":
      return printed(alter(change.table, `drop column ${quote(change.column.name)}`), change.table)
    case "RenameColumn":
      return printed(alter(change.table, `rename column ${quote(change.from)} to ${quote(change.to)}`), change.table)
    case "AlterColumn": {
      const table = schema.tables.find((t) => sameName(t, change.table))!
      const { from, to } = change
      return printed(alterColumn(table, from, to), change.table, "everybody", isRemade(from, to) || !keepsRows(from.type, to.type))
    }
    case "AddPrimaryKey":
      return printed(alter(change.table, `add ${primaryKeySql(style, change.key)}`), change.table)
    case "DropPrimaryKey":
      return printed(drop(change.table, change.key.name, `${change.table.name}_pkey`, "The primary key"), change.table)
    case "AddUnique":
      return printed(alter(change.table, `add ${uniqueSql(style, change.key)}`), change.table)
    case "DropUnique":
      return printed(drop(change.table, change.key.name, `${change.table.name}_${change.key.columns.join("_")}_key`, "A key"), change.table)
    case "AddForeignKey":
      return printed(alter(change.table, `add ${foreignKeySql(style, change.foreignKey)}`), change.table, "writers")
    case "DropForeignKey":
      return printed(
        drop(change.table, change.foreignKey.name, `${change.table.name}_${change.foreignKey.columns.join("_")}_fkey`, "A foreign key"),
        change.table,
      )
    case "AddCheck":
      return printed(alter(change.table, `add ${checkSql(style, change.check)}`), change.table)
    case "DropCheck":
      return printed(drop(change.table, change.check.name, null, "A check"), change.table)
    case "CreateIndex":
      return printed([createIndex(change.table, change.index)], change.table, "writers")
    case "DropIndex":
      return printed([`drop index ${qualified(style, { schema: change.table.schema, name: change.index.name })}`], change.table)
    case "CreateView":
      return printed([`create ${change.view.materialized ? "materialized " : ""}view ${qualified(style, change.view)} as ${change.view.query}`])
    case "DropView":
      return printed([`drop ${change.view.materialized ? "materialized " : ""}view ${qualified(style, change.view)}`])
    default:
      return absurd(change)
  }
}

/** The statements of changes in PostgreSQL. */
export const plan = (changes: ReadonlyArray<Change>, from: DatabaseSchema): Plan => {
  let schema = from
  const steps = changes.flatMap((change): ReadonlyArray<Step> => {
    const { locks, rewrites, sql, table } = print(change, schema, changes)
    schema = applyChange(schema, change)
    return sql.map((statement) => ({
      sql: statement,
      table: table?.name ?? null,
      locks,
      rewrites,
      destructive: isDestructive(change),
    }))
  })
  return { dialect, changes, before: [], steps, after: [], check: null, transactional: true }
}
