import * as t from "io-ts"
import type {
  AddForeignKeyNode,
  CommentNode,
  CreateIndexNode,
  CreateTableNode,
  CreateTypeNode,
  DdlNode,
  DropIndexNode,
  ForeignKey,
} from "../ddl-node.js"
import { columnNode, type ExprNode, inNode, valueNode } from "../expr-node.js"
import type { ColumnSpec } from "../column-spec.js"
import type { Dialect, IndexKind } from "../dialect.js"
import type { TypeSpec } from "../sql-type.js"
import type { TableColumn, TableConstraint, TableData } from "../table-data.js"
import { absurd } from "../traverse.js"
import { primaryKeyOf } from "../primary-key.js"
import { printAssigned, printExpr } from "./expr.js"
import { Prec } from "./precedence.js"
import { printCreateSequence, printDropSequence } from "./sequence.js"
import { printer, type Printer, refuse, separated } from "./printer.js"

/** The type of comments and labels. */
const textType: TypeSpec = { name: "text", family: "text", args: [], element: null, codec: t.string, inline: null }

/** Prints a statement that changes the schema. It has no parameters: values are written out. */
export const printDdl = (p: Printer, d: DdlNode): void => {
  switch (d._tag) {
    case "CreateTable":
      return printCreateTable(p, d)
    case "DropTable":
      p.sql += `drop table ${d.ifExists ? "if exists " : ""}`
      return separated(p, [d.table, ...d.others], ", ", (table) => printName(p, table))
    case "CreateIndex":
      return printCreateIndex(p, d)
    case "DropIndex":
      return printDropIndex(p, d)
    case "AddForeignKey":
      return printAddForeignKey(p, d)
    case "DropForeignKey":
      p.sql += `alter table ${d.ifExists ? "if exists " : ""}`
      printName(p, d.table)
      p.sql += ` drop foreign key ${d.ifExists ? "if exists " : ""}${p.dialect.quote(d.name)}`
      return
    case "CreateType":
      return printCreateType(p, d)
    case "DropType":
      p.sql += `drop type ${d.ifExists ? "if exists " : ""}${p.dialect.quote(d.type.name)}`
      return
    case "Comment":
      return printComment(p, d)
    case "CreateSequence":
      return printCreateSequence(p, d)
    case "DropSequence":
      return printDropSequence(p, d)
    default:
      return absurd(d)
  }
}

const printName = (p: Printer, table: TableData): void => {
  p.sql += table.schema === null ? "" : `${p.dialect.quote(table.schema)}.`
  p.sql += p.dialect.quote(table.name)
}

/** Prints an expression over the columns of one table, without parameters. */
export const printInline = (p: Printer, table: TableData, e: ExprNode, to: ColumnSpec | null = null): void => {
  const inner: Printer = { ...printer(p.dialect, p.parts, true), bare: true, scope: [table.ref] }
  if (to === null) {
    printExpr(inner, e, Prec.lowest)
  } else {
    printAssigned(inner, to, e)
  }
  p.sql += inner.sql
}

const names = (p: Printer, table: TableData, keys: ReadonlyArray<string>): string =>
  keys
    .map((key) => {
      const column = table.columns.find((c) => c.key === key)
      return p.dialect.quote(column?.name ?? refuse(p, `table "${table.name}" has no column "${key}"`))
    })
    .join(", ")

/** The foreign keys of a table, those of single columns first. */
export const foreignKeysOf = (table: TableData): ReadonlyArray<ForeignKey> => [
  ...table.columns.flatMap((c): ReadonlyArray<ForeignKey> => {
    const reference = c.spec.references
    return reference === null
      ? []
      : [
          {
            _tag: "ForeignKey",
            columns: [c.key],
            target: () => {
              const { table: name, schema, column } = reference.target()
              return { table: name, schema, columns: [column] }
            },
            onDelete: reference.onDelete,
            onUpdate: reference.onUpdate,
            name: reference.name,
          },
        ]
  }),
  ...table.constraints().filter((c): c is ForeignKey => c._tag === "ForeignKey"),
]

/** Are two foreign keys the same one? */
export const sameForeignKey = (a: ForeignKey, b: ForeignKey): boolean =>
  a.columns.join() === b.columns.join() && a.target().table === b.target().table

/** The name of a constraint: its own, or where the database would make one of the table's name that is too long, ours. */
const printConstraintName = (p: Printer, table: TableData, name: string | null, made: string): void => {
  const { longestNamed } = p.dialect.ddl
  const isLong = longestNamed !== null && [...table.name].length > longestNamed
  const said = name ?? (isLong ? made : null)
  p.sql += said === null ? "" : `constraint ${p.dialect.quote(said)} `
}

const printForeignKey = (p: Printer, table: TableData, key: ForeignKey): void => {
  const target = key.target()
  if (key.onDelete === "set null" || key.onUpdate === "set null") {
    const solid = table.columns.find((c) => key.columns.includes(c.key) && !c.spec.nullable && !c.spec.option)
    if (solid !== undefined) {
      refuse(p, `column "${solid.key}" of table "${table.name}" is set to NULL by its foreign key but is NOT NULL`, "pipe it through nullable")
    }
  }
  printConstraintName(p, table, key.name, `fk_${table.name}_${key.columns.join("_")}_${target.table}`)
  p.sql += `foreign key (${names(p, table, key.columns)}) references `
  p.sql += target.schema === null ? "" : `${p.dialect.quote(target.schema)}.`
  p.sql += `${p.dialect.quote(target.table)} (${target.columns.map(p.dialect.quote).join(", ")})`
  p.sql += key.onDelete === null ? "" : ` on delete ${key.onDelete}`
  p.sql += key.onUpdate === null ? "" : ` on update ${key.onUpdate}`
}

const printColumn = (p: Printer, table: TableData, c: TableColumn, soleKey: boolean, keyed: boolean): void => {
  const { spec } = c
  const { ddl } = p.dialect
  const type =
    spec.rawType ??
    ddl.columnType(spec.type, keyed) ??
    refuse(
      p,
      `${p.dialect.name} has no type for ${spec.type.name}, which column "${c.key}" of table "${table.name}" is`,
      "give the table columns of types that the database has",
    )
  p.sql += `${p.dialect.quote(c.name)} ${type}`
  if (spec.generated !== null) {
    p.sql += " generated always as ("
    printInline(p, table, spec.generated.expr)
    p.sql += spec.generated.stored || !ddl.virtualColumns ? ") stored" : ") virtual"
  }
  const solid = !spec.nullable && !spec.option && !(soleKey && spec.autoIncrement)
  if (solid && (spec.generated === null || ddl.solidGenerated)) {
    p.sql += " not null"
  }
  if (spec.autoIncrement) {
    p.sql += soleKey
      ? ` ${(spec.identityAlways ? ddl.autoIncrement.always : null) ?? ddl.autoIncrement.suffix}`
      : refuse(p, `column "${c.key}" of table "${table.name}" counts up but is not the primary key by itself`)
  }
  if (spec.default?._tag === "Database") {
    p.sql += " default ("
    printInline(p, table, spec.default.expr, spec)
    p.sql += ")"
  }
  if (spec.unique) {
    p.sql += " unique"
  }
  if (spec.comment !== null && ddl.comments === "inline") {
    p.sql += ` comment ${textLiteral(p, spec.comment)}`
  }
  if (ddl.columnChecks) {
    for (const check of checksOf(p.dialect, table, c)) {
      p.sql += " "
      printCheck(p, table, check)
    }
  }
}

const printCheck = (p: Printer, table: TableData, check: ExprNode): void => {
  p.sql += "check ("
  printInline(p, table, check)
  p.sql += ")"
}

/** The checks of a column, those of its rules and of its type among them. */
export const checksOf = (dialect: Dialect, table: TableData, { key, name, spec }: TableColumn): ReadonlyArray<ExprNode> => {
  const self = columnNode(table.ref, key, name, spec)
  return [
    ...spec.checks,
    ...spec.constraints.flatMap((x) => (x.sql === null ? [] : [x.sql(self)])),
    ...(dialect.ddl.enums === "check" ? labels(self) : []),
  ]
}

/** An enumeration kept as text may only hold its labels. */
const labels = (self: ExprNode): ReadonlyArray<ExprNode> =>
  self.type.family === "enum" ? [inNode(self.type, self, self.type.args.map((label) => valueNode(self.type, label)), false)] : []

const textLiteral = (p: Printer, text: string): string => p.dialect.literal(textType, text)

/** Keys of the columns that are in a key, a unique constraint or an index. */
export const keyedColumns = (dialect: Dialect, table: TableData): ReadonlySet<string> =>
  new Set([
    ...primaryKeyOf(table),
    ...table.columns
      .filter(({ spec }) => spec.unique || spec.index || spec.references !== null)
      .map((c) => c.key),
    ...table.constraints().flatMap((c) => (c._tag === "Check" || isOfAnyLength(dialect, c) ? [] : c.columns)),
  ])

const isOfAnyLength = (dialect: Dialect, c: TableConstraint): boolean =>
  c._tag === "Index" && c.using !== null && dialect.ddl.indexKind(c.using)?.anyLength === true

const printCreateTable = (p: Printer, d: CreateTableNode): void => {
  const { table } = d
  const primary = primaryKeyOf(table)
  p.sql += `create table ${d.ifNotExists ? "if not exists " : ""}`
  printName(p, table)
  p.sql += " ("
  const { ddl } = p.dialect
  const keyed = keyedColumns(p.dialect, table)
  separated(p, table.columns, ", ", (c) =>
    printColumn(p, table, c, primary.length === 1 && primary[0] === c.key, keyed.has(c.key)),
  )
  const counts = table.columns.some((c) => c.spec.autoIncrement && ddl.autoIncrement.inPrimaryKey)
  if (primary.length > 0 && !counts) {
    p.sql += `, primary key (${names(p, table, primary)})`
  }
  const checks = ddl.columnChecks ? [] : table.columns.flatMap((c) => checksOf(p.dialect, table, c))
  for (const [i, check] of checks.entries()) {
    p.sql += ", "
    printConstraintName(p, table, null, `ck_${table.name}_${i + 1}`)
    printCheck(p, table, check)
  }
  for (const [i, constraint] of table.constraints().entries()) {
    if (constraint._tag === "Unique") {
      p.sql += ", "
      p.sql += constraint.name === null ? "" : `constraint ${p.dialect.quote(constraint.name)} `
      p.sql += `unique (${names(p, table, constraint.columns)})`
    }
    if (constraint._tag === "Check") {
      p.sql += ", "
      printConstraintName(p, table, constraint.name, `ck_${table.name}_${checks.length + i + 1}`)
      p.sql += "check ("
      printInline(p, table, constraint.condition)
      p.sql += ")"
    }
  }
  for (const key of foreignKeysOf(table)) {
    if (!ddl.addForeignKey || !d.without.some((other) => sameForeignKey(key, other))) {
      p.sql += ", "
      printForeignKey(p, table, key)
    }
  }
  for (const index of d.indexes) {
    p.sql += `, ${index.unique ? "unique " : ""}${indexKind(p, index).word}index ${p.dialect.quote(index.name)}`
    printIndexed(p, index)
  }
  p.sql += `)${ddl.tableSuffix}`
  if (table.comment !== null && ddl.comments === "inline") {
    p.sql += ` comment = ${textLiteral(p, table.comment)}`
  }
}

const printCreateIndex = (p: Printer, d: CreateIndexNode): void => {
  if (d.ifNotExists && p.dialect.ddl.indexesInTable) {
    refuse(p, `${p.dialect.name} has no create index if not exists`, "make it with its table, by createAll")
  }
  p.sql += `create ${d.unique ? "unique " : ""}${indexKind(p, d).word}index ${d.ifNotExists ? "if not exists " : ""}${p.dialect.quote(d.name)} on `
  printName(p, d.table)
  printIndexed(p, d)
}

const plainIndex: IndexKind = { word: "", before: "", after: "", anyLength: false }

const indexKind = (p: Printer, { using }: { readonly using: string | null }): IndexKind =>
  using === null
    ? plainIndex
    : (p.dialect.ddl.indexKind(using) ?? refuse(p, `${p.dialect.name} has no ${using} indexes`, "leave out its using"))

/** Prints what is in an index. */
const printIndexed = (p: Printer, d: CreateIndexNode): void => {
  const { after, before } = indexKind(p, d)
  p.sql += `${before} (`
  separated(p, d.columns, ", ", (c) => {
    if (typeof c === "string") {
      p.sql += p.dialect.quote(c)
    } else {
      if (!p.dialect.ddl.expressionIndexes) {
        refuse(p, `${p.dialect.name} has no indexes over expressions`, "index a generated column")
      }
      p.sql += "("
      printInline(p, d.table, c)
      p.sql += ")"
    }
  })
  p.sql += `)${after}`
  if (d.where !== null) {
    if (!p.dialect.ddl.partialIndexes) {
      refuse(p, `${p.dialect.name} has no partial indexes`, "leave out its where")
    }
    p.sql += " where "
    printInline(p, d.table, d.where)
  }
}

const printDropIndex = (p: Printer, d: DropIndexNode): void => {
  const { indexOfTable, indexesInTable } = p.dialect.ddl
  if (d.ifExists && indexesInTable) {
    refuse(p, `${p.dialect.name} has no drop index if exists`)
  }
  p.sql += `drop index ${d.ifExists ? "if exists " : ""}`
  p.sql += indexOfTable || d.table.schema === null ? "" : `${p.dialect.quote(d.table.schema)}.`
  p.sql += p.dialect.quote(d.name)
  if (indexOfTable) {
    p.sql += " on "
    printName(p, d.table)
  }
}

const printCreateType = (p: Printer, d: CreateTypeNode): void => {
  if (p.dialect.ddl.enums !== "schema") {
    return refuse(p, `${p.dialect.name} has no types of enumerations`, "use the enumeration in a column")
  }
  const labelList = d.type.args.map((label) => textLiteral(p, String(label))).join(", ")
  const create = `create type ${p.dialect.quote(d.type.name)} as enum (${labelList})`
  // There is no CREATE TYPE IF NOT EXISTS.
  const tag = "$fulmar$"
  p.sql += d.ifNotExists
    ? `do ${tag} begin ${create.replaceAll(tag, "")}; exception when duplicate_object then null; end ${tag}`
    : create
}

const printComment = (p: Printer, d: CommentNode): void => {
  p.sql += d.column === null ? "comment on table " : "comment on column "
  printName(p, d.table)
  p.sql += d.column === null ? "" : `.${p.dialect.quote(d.column)}`
  p.sql += ` is ${textLiteral(p, d.text)}`
}

const printAddForeignKey = (p: Printer, d: AddForeignKeyNode): void => {
  if (!p.dialect.ddl.addForeignKey) {
    return refuse(p, `${p.dialect.name} cannot add a foreign key to a table that is there`, "create the table with it")
  }
  p.sql += "alter table "
  printName(p, d.table)
  p.sql += " add "
  printForeignKey(p, d.table, d.foreignKey)
}

