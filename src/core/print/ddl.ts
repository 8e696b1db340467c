import type { AddForeignKeyNode, CreateIndexNode, CreateTableNode, DdlNode, ForeignKey } from "../ddl-node.js"
import { columnNode, type ExprNode, inNode, valueNode } from "../expr-node.js"
import type { ColumnSpec } from "../column-spec.js"
import type { TableColumn, TableData } from "../table-data.js"
import { absurd } from "../traverse.js"
import { primaryKeyOf } from "./check.js"
import { printAssigned, printExpr } from "./expr.js"
import { Prec } from "./precedence.js"
import { printer, type Printer, refuse, separated } from "./printer.js"

/** Prints a statement that changes the schema. It has no parameters: values are written out. */
export const printDdl = (p: Printer, d: DdlNode): void => {
  switch (d._tag) {
    case "CreateTable":
      return printCreateTable(p, d)
    case "DropTable":
      p.sql += `drop table ${d.ifExists ? "if exists " : ""}`
      return printName(p, d.table)
    case "CreateIndex":
      return printCreateIndex(p, d)
    case "DropIndex":
      p.sql += `drop index ${d.ifExists ? "if exists " : ""}${p.dialect.quote(d.name)}`
      return
    case "AddForeignKey":
      return printAddForeignKey(p, d)
    default:
      return absurd(d)
  }
}

const printName = (p: Printer, table: TableData): void => {
  p.sql += table.schema === null ? "" : `${p.dialect.quote(table.schema)}.`
  p.sql += p.dialect.quote(table.name)
}

/** Prints an expression over the columns of one table, without parameters. */
const printInline = (p: Printer, table: TableData, e: ExprNode, to: ColumnSpec | null = null): void => {
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

const printForeignKey = (p: Printer, table: TableData, key: ForeignKey): void => {
  const target = key.target()
  if (key.onDelete === "set null" || key.onUpdate === "set null") {
    const solid = table.columns.find((c) => key.columns.includes(c.key) && !c.spec.nullable && !c.spec.option)
    if (solid !== undefined) {
      refuse(p, `column "${solid.key}" of table "${table.name}" is set to NULL by its foreign key but is NOT NULL`, "pipe it through nullable")
    }
  }
  p.sql += key.name === null ? "" : `constraint ${p.dialect.quote(key.name)} `
  p.sql += `foreign key (${names(p, table, key.columns)}) references `
  p.sql += target.schema === null ? "" : `${p.dialect.quote(target.schema)}.`
  p.sql += `${p.dialect.quote(target.table)} (${target.columns.map(p.dialect.quote).join(", ")})`
  p.sql += key.onDelete === null ? "" : ` on delete ${key.onDelete}`
  p.sql += key.onUpdate === null ? "" : ` on update ${key.onUpdate}`
}

const printColumn = (p: Printer, table: TableData, c: TableColumn, soleKey: boolean): void => {
  const { spec } = c
  p.sql += `${p.dialect.quote(c.name)} ${p.dialect.columnType(spec.type)}`
  if (spec.generated !== null) {
    p.sql += " generated always as ("
    printInline(p, table, spec.generated.expr)
    p.sql += spec.generated.stored ? ") stored" : ") virtual"
  }
  if (!spec.nullable && !spec.option && !(soleKey && spec.autoIncrement)) {
    p.sql += " not null"
  }
  if (spec.autoIncrement) {
    p.sql += soleKey
      ? ` ${p.dialect.autoIncrement.suffix}`
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
  const self = columnNode(table.ref, c.key, c.name, spec)
  const checks = [
    ...spec.checks,
    ...spec.constraints.flatMap((x) => (x.sql === null ? [] : [x.sql(self)])),
    ...labels(self),
  ]
  for (const check of checks) {
    p.sql += " check ("
    printInline(p, table, check)
    p.sql += ")"
  }
}

/** An enumeration kept as text may only hold its labels. */
const labels = (self: ExprNode): ReadonlyArray<ExprNode> =>
  self.type.family === "enum" ? [inNode(self.type, self, self.type.args.map((label) => valueNode(self.type, label)), false)] : []

const printCreateTable = (p: Printer, d: CreateTableNode): void => {
  const { table } = d
  const primary = primaryKeyOf(table)
  p.sql += `create table ${d.ifNotExists ? "if not exists " : ""}`
  printName(p, table)
  p.sql += " ("
  separated(p, table.columns, ", ", (c) => printColumn(p, table, c, primary.length === 1 && primary[0] === c.key))
  const counts = table.columns.some((c) => c.spec.autoIncrement && p.dialect.autoIncrement.inPrimaryKey)
  if (primary.length > 0 && !counts) {
    p.sql += `, primary key (${names(p, table, primary)})`
  }
  for (const constraint of table.constraints()) {
    if (constraint._tag === "Unique") {
      p.sql += ", "
      p.sql += constraint.name === null ? "" : `constraint ${p.dialect.quote(constraint.name)} `
      p.sql += `unique (${names(p, table, constraint.columns)})`
    }
    if (constraint._tag === "Check") {
      p.sql += ", "
      p.sql += constraint.name === null ? "" : `constraint ${p.dialect.quote(constraint.name)} `
      p.sql += "check ("
      printInline(p, table, constraint.condition)
      p.sql += ")"
    }
  }
  for (const key of foreignKeysOf(table)) {
    if (!p.dialect.addForeignKey || !d.without.some((other) => sameForeignKey(key, other))) {
      p.sql += ", "
      printForeignKey(p, table, key)
    }
  }
  p.sql += `)${p.dialect.createTableSuffix}`
}

const printCreateIndex = (p: Printer, d: CreateIndexNode): void => {
  p.sql += `create ${d.unique ? "unique " : ""}index ${d.ifNotExists ? "if not exists " : ""}${p.dialect.quote(d.name)} on `
  printName(p, d.table)
  p.sql += " ("
  separated(p, d.columns, ", ", (c) => {
    if (typeof c === "string") {
      p.sql += p.dialect.quote(c)
    } else {
      p.sql += "("
      printInline(p, d.table, c)
      p.sql += ")"
    }
  })
  p.sql += ")"
  if (d.where !== null) {
    p.sql += " where "
    printInline(p, d.table, d.where)
  }
}

const printAddForeignKey = (p: Printer, d: AddForeignKeyNode): void => {
  if (!p.dialect.addForeignKey) {
    return refuse(p, `${p.dialect.name} cannot add a foreign key to a table that is there`, "create the table with it")
  }
  p.sql += "alter table "
  printName(p, d.table)
  p.sql += " add "
  printForeignKey(p, d.table, d.foreignKey)
}

