import type { Change } from "../core/schema/change.js"
import type {
  CheckSchema,
  ColumnSchema,
  ForeignKeySchema,
  IndexSchema,
  KeySchema,
  QualifiedName,
} from "../core/schema/database-schema.js"
import { absurd } from "../core/traverse.js"

/** A name for people. */
export const shownName = ({ name, schema }: QualifiedName): string => (schema === null ? name : `${schema}.${name}`)

export const shownColumn = (column: ColumnSchema): string =>
  [
    column.type,
    ...(column.nullable ? [] : ["not null"]),
    ...(column.generated === null ? [] : [`generated always as (${column.generated.expression}) ${column.generated.stored ? "stored" : "virtual"}`]),
    ...(column.identity === null ? [] : [column.identity === "serial" ? "serial" : `generated ${column.identity} as identity`]),
    ...(column.default === null ? [] : [`default ${column.default}`]),
    ...(column.comment === null ? [] : [`comment ${JSON.stringify(column.comment)}`]),
  ].join(" ")

const named = (name: string | null, text: string): string => (name === null ? text : `${name}: ${text}`)

export const shownKey = (key: KeySchema): string => named(key.name, `(${key.columns.join(", ")})`)

export const shownForeignKey = (key: ForeignKeySchema): string =>
  named(
    key.name,
    `(${key.columns.join(", ")}) references ${shownName(key.target)} (${key.targetColumns.join(", ")})` +
      (key.onDelete === "no action" ? "" : ` on delete ${key.onDelete}`) +
      (key.onUpdate === "no action" ? "" : ` on update ${key.onUpdate}`) +
      (key.deferrable === null ? "" : ` deferrable ${key.deferrable}`),
  )

export const shownCheck = (check: CheckSchema): string => named(check.name, check.expression)

export const shownIndex = (index: IndexSchema): string => {
  const keys = index.keys.map((key) =>
    [key.column ?? `(${key.expression})`, ...(key.order === "asc" ? [] : ["desc"]), ...(key.nulls === null ? [] : [`nulls ${key.nulls}`])].join(" "),
  )
  return (
    `${index.unique ? "unique " : ""}${index.using === null ? "" : `using ${index.using} `}(${keys.join(", ")})` +
    (index.include.length === 0 ? "" : ` include (${index.include.join(", ")})`) +
    (index.where === null ? "" : ` where ${index.where}`)
  )
}

/**
 * A change in one line for people.
 *
 * @example
 * ```ts
 * import { showChange } from "fulmar/schema"
 *
 * const table = { schema: null, name: "cake" }
 * showChange({ _tag: "RenameColumn", table, from: "name", to: "title" }) // => "rename column cake.name to title"
 * ```
 *
 * @since 0.1.0
 */
export const showChange = (change: Change): string => {
  switch (change._tag) {
    case "CreateEnum":
    case "DropEnum":
      return `${change._tag === "CreateEnum" ? "create" : "drop"} enum ${shownName(change.enum)} (${change.enum.labels.join(", ")})`
    case "AlterEnum":
      return `alter enum ${shownName(change.to)} from (${change.from.labels.join(", ")}) to (${change.to.labels.join(", ")})`
    case "CreateSequence":
    case "DropSequence":
      return `${change._tag === "CreateSequence" ? "create" : "drop"} sequence ${shownName(change.sequence)}`
    case "AlterSequence":
      return `alter sequence ${shownName(change.to)}`
    case "CreateTable":
    case "DropTable":
      return `${change._tag === "CreateTable" ? "create" : "drop"} table ${shownName(change.table)}`
    case "RenameTable":
      return `rename table ${shownName(change.from)} to ${change.to.name}`
    case "CommentTable":
      return `comment on table ${shownName(change.table)}`
    case "AddColumn":
    case "DropColumn":
      return `${change._tag === "AddColumn" ? "add" : "drop"} column ${shownName(change.table)}.${change.column.name} ${shownColumn(change.column)}`
    case "RenameColumn":
      return `rename column ${shownName(change.table)}.${change.from} to ${change.to}`
    case "AlterColumn":
      return `alter column ${shownName(change.table)}.${change.to.name} from ${shownColumn(change.from)} to ${shownColumn(change.to)}`
    case "AddPrimaryKey":
    case "DropPrimaryKey":
      return `${change._tag === "AddPrimaryKey" ? "add" : "drop"} primary key of ${shownName(change.table)} ${shownKey(change.key)}`
    case "AddUnique":
    case "DropUnique":
      return `${change._tag === "AddUnique" ? "add" : "drop"} unique of ${shownName(change.table)} ${shownKey(change.key)}`
    case "AddForeignKey":
    case "DropForeignKey":
      return `${change._tag === "AddForeignKey" ? "add" : "drop"} foreign key of ${shownName(change.table)} ${shownForeignKey(change.foreignKey)}`
    case "AddCheck":
    case "DropCheck":
      return `${change._tag === "AddCheck" ? "add" : "drop"} check of ${shownName(change.table)} ${shownCheck(change.check)}`
    case "CreateIndex":
    case "DropIndex":
      return `${change._tag === "CreateIndex" ? "create" : "drop"} index ${change.index.name} on ${shownName(change.table)} ${shownIndex(change.index)}`
    case "CreateView":
    case "DropView":
      return `${change._tag === "CreateView" ? "create" : "drop"} view ${shownName(change.view)}`
    default:
      return absurd(change)
  }
}
