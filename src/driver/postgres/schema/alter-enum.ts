import type { DatabaseSchema, EnumSchema, TableSchema } from "../../../core/schema/database-schema.js"
import { checkSql, qualified } from "../../../core/schema/print-table.js"
import { nameNeeded } from "../../../core/schema/refuse.js"
import { quote } from "../types.js"
import { createEnum, createIndex, style, text } from "./style.js"

/** Whether the labels that were there are all there, in their order. */
export const onlyAdds = (from: EnumSchema, to: EnumSchema): boolean =>
  JSON.stringify(to.labels.filter((label) => from.labels.includes(label))) === JSON.stringify(from.labels)

/** Adds labels, each beside the one before it. */
export const addLabels = (from: EnumSchema, to: EnumSchema): ReadonlyArray<string> =>
  to.labels.flatMap((label, i) => {
    if (from.labels.includes(label)) {
      return []
    }
    const before = to.labels[i - 1]
    const first = from.labels[0]
    const place = before !== undefined ? ` after ${text(before)}` : first === undefined ? "" : ` before ${text(first)}`
    return [`alter type ${qualified(style, to)} add value ${text(label)}${place}`]
  })

const typeOf = (of: EnumSchema): string => (of.schema === null ? quote(of.name) : `${quote(of.schema)}.${quote(of.name)}`)

const mentions = (sql: string | null, of: EnumSchema): boolean =>
  sql !== null && (sql.includes(`::${of.name}`) || sql.includes(quote(of.name)))

/**
 * Makes the enumeration anew, and has each column that is of it read its labels as text. Checks and indexes that speak of its
 * labels, and defaults, are made again.
 */
export const remakeEnum = (schema: DatabaseSchema, from: EnumSchema, to: EnumSchema): ReadonlyArray<string> => {
  const old = { schema: from.schema, name: `_fulmar_${from.name}` }
  const type = typeOf(to)
  const uses = (t: TableSchema) => t.columns.filter((c) => c.type === type || c.type === `${type}[]`)
  const tables = schema.tables.filter((t) => uses(t).length > 0)
  const before = tables.flatMap((t) => [
    ...t.checks
      .filter((c) => mentions(c.expression, from))
      .map((c) => `alter table ${qualified(style, t)} drop constraint ${quote(nameNeeded(schema.dialect, c.name, `A check of table "${t.name}"`))}`),
    ...t.indexes
      .filter((i) => mentions(i.where, from) || i.keys.some((k) => mentions(k.expression, from)))
      .map((i) => `drop index ${qualified(style, { schema: t.schema, name: i.name })}`),
    ...uses(t)
      .filter((c) => c.default !== null)
      .map((c) => `alter table ${qualified(style, t)} alter column ${quote(c.name)} drop default`),
  ])
  const after = tables.flatMap((t) => [
    ...uses(t).map(
      (c) => `alter table ${qualified(style, t)} alter column ${quote(c.name)} type ${c.type} using ${quote(c.name)}::text${c.type.endsWith("[]") ? "[]" : ""}::${c.type}`,
    ),
    ...uses(t)
      .filter((c) => c.default !== null)
      .map((c) => `alter table ${qualified(style, t)} alter column ${quote(c.name)} set default (${c.default})`),
    ...t.checks.filter((c) => mentions(c.expression, from)).map((c) => `alter table ${qualified(style, t)} add ${checkSql(style, c)}`),
    ...t.indexes
      .filter((i) => mentions(i.where, from) || i.keys.some((k) => mentions(k.expression, from)))
      .map((i) => createIndex(t, i)),
  ])
  return [
    ...before,
    `alter type ${qualified(style, from)} rename to ${quote(old.name)}`,
    createEnum(to),
    ...after,
    `drop type ${qualified(style, old)}`,
  ]
}
