import type { ColumnSchema, QualifiedName, TableSchema } from "../../../core/schema/database-schema.js"
import { primaryKeySql, qualified, uniqueSql, checkSql, foreignKeySql } from "../../../core/schema/print-table.js"
import { canonicalSql } from "../../../core/schema/sql-text.js"
import { quote } from "../types.js"
import { column as columnText, createIndex, style, text } from "./style.js"

const [bareType, collation] = [
  (type: string): string => type.split(" collate ")[0]!,
  (type: string): string | null => type.split(" collate ")[1] ?? null,
]

const lengths = /^(varchar|numeric)(?:\((\d+)(?:, (\d+))?\))?$/

/** Whether PostgreSQL leaves the rows as they are: a length that grows, or is given up. */
export const keepsRows = (from: string, to: string): boolean => {
  if (from === to) {
    return true
  }
  const a = lengths.exec(from)
  const b = lengths.exec(to)
  if (a !== null && to === "text") {
    return a[1] === "varchar"
  }
  if (a === null || b === null || a[1] !== b[1]) {
    return from === "text" && to === "varchar"
  }
  return b[2] === undefined || (a[2] !== undefined && Number(a[2]) <= Number(b[2]) && a[3] === b[3])
}

const cast = (name: string, from: string, to: string): string =>
  from.startsWith('"') || to.startsWith('"') ? `${name}::text::${to}` : `${name}::${to}`

/** All that a table loses with one of its columns, and that is to be made again. */
const dependents = (table: TableSchema, name: string): ReadonlyArray<string> => {
  const target = qualified(style, table)
  const mentions = (sql: string | null): boolean => sql !== null && canonicalSql(sql).split(" ").includes(name.toLowerCase())
  const add = (piece: string): string => `alter table ${target} add ${piece}`
  return [
    ...(table.primaryKey?.columns.includes(name) === true ? [add(primaryKeySql(style, table.primaryKey))] : []),
    ...table.uniques.filter((u) => u.columns.includes(name)).map((u) => add(uniqueSql(style, u))),
    ...table.indexes
      .filter((i) => i.include.includes(name) || mentions(i.where) || i.keys.some((k) => k.column === name || mentions(k.expression)))
      .map((i) => createIndex(table, i)),
    ...table.checks.filter((c) => mentions(c.expression)).map((c) => add(checkSql(style, c))),
    ...table.foreignKeys.filter((k) => k.columns.includes(name)).map((k) => add(foreignKeySql(style, k))),
  ]
}

/** Whether the column is made anew, since nothing else makes it what it is to be. */
export const isRemade = (from: ColumnSchema, to: ColumnSchema): boolean =>
  to.generated !== null &&
  (from.generated === null || from.generated.expression !== to.generated.expression || from.generated.stored !== to.generated.stored || from.type !== to.type)

const sequenceOf = (table: QualifiedName, name: string): QualifiedName => ({ schema: table.schema, name: `${table.name}_${name}_seq` })

/** Begins after the highest number that is there. */
const counted = (table: QualifiedName, name: string, sequence: string): string =>
  `select setval(${sequence}, coalesce(max(${quote(name)}), 0) + 1, false) from ${qualified(style, table)}`

const identity = (table: QualifiedName, alter: string, from: ColumnSchema, to: ColumnSchema): ReadonlyArray<string> => {
  if (from.identity === to.identity) {
    return []
  }
  const serial = sequenceOf(table, to.name)
  const dropped =
    from.identity === null || (to.identity !== null && to.identity !== "serial" && from.identity !== "serial")
      ? []
      : from.identity === "serial"
        ? [`${alter} drop default`]
        : [`${alter} drop identity`]
  switch (to.identity) {
    case null:
      return dropped
    case "serial":
      return [
        ...dropped,
        `create sequence ${qualified(style, serial)} owned by ${qualified(style, table)}.${quote(to.name)}`,
        `${alter} set default nextval(${text(qualified(style, serial))})`,
        counted(table, to.name, text(qualified(style, serial))),
      ]
    default:
      return from.identity === null || from.identity === "serial"
        ? [
            ...dropped,
            `${alter} add generated ${to.identity} as identity`,
            counted(table, to.name, `pg_get_serial_sequence(${text(qualified(style, table))}, ${text(to.name)})`),
          ]
        : [`${alter} set generated ${to.identity}`]
  }
}

/** The statements that make one column of another; `table` is as it is before. */
export const alterColumn = (table: TableSchema, from: ColumnSchema, to: ColumnSchema): ReadonlyArray<string> => {
  const target = qualified(style, table)
  const name = quote(to.name)
  if (isRemade(from, to)) {
    return [
      `alter table ${target} drop column ${name}`,
      `alter table ${target} add column ${columnText(to)}`,
      ...dependents(table, to.name),
    ]
  }
  const alter = `alter table ${target} alter column ${name}`
  const type = from.type !== to.type
  // A default is of the type of its column: it goes before that changes, and comes after.
  const redefault = from.default !== to.default || (type && from.default !== null && from.generated === null)
  const collated = collation(to.type)
  return [
    ...(from.generated !== null && to.generated === null ? [`${alter} drop expression`] : []),
    ...(redefault && from.default !== null ? [`${alter} drop default`] : []),
    ...(from.identity !== null && to.identity === null ? identity(table, alter, from, to) : []),
    ...(type
      ? [
          `${alter} type ${bareType(to.type)}${collated === null ? "" : ` collate ${collated}`} ` +
            `using ${cast(name, bareType(from.type), bareType(to.type))}`,
        ]
      : []),
    ...(from.nullable && !to.nullable ? [`${alter} set not null`] : []),
    ...(from.identity !== null && to.identity === null ? [] : identity(table, alter, from, to)),
    ...(!from.nullable && to.nullable ? [`${alter} drop not null`] : []),
    ...(redefault && to.default !== null ? [`${alter} set default (${to.default})`] : []),
    ...(from.comment === to.comment ? [] : [comment(`column ${target}.${name}`, to.comment)]),
  ]
}

/** Gives something a comment, or takes it away. */
export const comment = (what: string, of: string | null): string => `comment on ${what} is ${of === null ? "null" : text(of)}`
