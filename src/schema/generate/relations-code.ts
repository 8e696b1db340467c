import { sameName } from "../../core/schema/by-name.js"
import type { ForeignKeySchema, TableSchema } from "../../core/schema/database-schema.js"
import type { Code } from "./column-code.js"
import type { Context } from "./context.js"
import { identifier, styled, uniqueNames, written } from "./names.js"

const sameSet = (a: ReadonlyArray<string>, b: ReadonlyArray<string>): boolean =>
  a.length === b.length && a.every((x) => b.includes(x))

/** Whether at most one row has given values in the columns. */
const isUnique = (table: TableSchema, columns: ReadonlyArray<string>): boolean =>
  (table.primaryKey !== null && sameSet(table.primaryKey.columns, columns)) ||
  table.uniques.some((u) => sameSet(u.columns, columns)) ||
  table.indexes.some((i) => i.unique && i.where === null && i.keys.every((k) => k.column !== null) && sameSet(i.keys.map((k) => k.column!), columns))

/** The two foreign keys of a table of pairs, which make up its primary key. */
export const junctionKeys = (table: TableSchema): readonly [ForeignKeySchema, ForeignKeySchema] | null => {
  const primary = table.primaryKey?.columns ?? []
  const keys = table.foreignKeys.filter((k) => k.columns.every((c) => primary.includes(c)))
  const [a, b] = keys
  return keys.length === 2 && a !== undefined && b !== undefined && sameSet([...a.columns, ...b.columns], primary) ? [a, b] : null
}

/** What a foreign key is called by: its column without `id`, or its target. */
const stem = (key: ForeignKeySchema): string => {
  const [only] = key.columns
  const bare = key.columns.length === 1 ? only!.replace(/(?:[_ ]?id|Id)$/iu, "") : ""
  return styled(bare === "" ? key.target.name : bare, "PascalCase")
}

const plural = (name: string): string => (/s$/i.test(name) ? name : `${name}s`)

/** The relations that foreign keys make, each named by its tables. */
export const relationsCode = (context: Context): Code => {
  const { names, schema } = context
  const imports = new Set<string>()
  const own = new Set<string>()
  const fresh = uniqueNames()
  schema.tables.forEach((t) => fresh(names.table(t)))
  const lines: Array<string> = []
  const pairs = (from: TableSchema, columns: ReadonlyArray<string>, to: TableSchema, targets: ReadonlyArray<string>): string =>
    `{ ${columns.map((c, i) => `${written(names.key(from, c))}: ${JSON.stringify(names.key(to, targets[i]!))}`).join(", ")} }`
  const add = (name: string, make: string, a: TableSchema, b: TableSchema, rest: string): void => {
    imports.add(make)
    own.add(names.table(a)).add(names.table(b))
    lines.push(`export const ${fresh(identifier(name))} = ${make}(${names.table(a)}, ${names.table(b)}, ${rest})`)
  }
  const camel = (table: TableSchema): string => styled(names.table(table), "camelCase")
  const pascal = (table: TableSchema): string => styled(names.table(table), "PascalCase")
  const edges = schema.tables.flatMap((table) =>
    table.foreignKeys.flatMap((key) => {
      const target = schema.tables.find((t) => sameName(t, key.target))
      return target === undefined ? [] : [{ table, key, target }]
    }),
  )
  for (const { key, table, target } of edges) {
    add(`${camel(table)}${stem(key)}`, "belongsTo", table, target, pairs(table, key.columns, target, key.targetColumns))
  }
  for (const { key, table, target } of edges) {
    const several = edges.filter((other) => other.table === table && other.target === target).length > 1
    const one = isUnique(table, key.columns)
    const by = several || table === target ? `By${stem(key)}` : ""
    const name = `${camel(target)}${one ? pascal(table) : plural(pascal(table))}${by}`
    add(name, one ? "hasOne" : "hasMany", target, table, pairs(target, key.targetColumns, table, key.columns))
  }
  for (const table of schema.tables) {
    const keys = junctionKeys(table)
    if (keys === null) continue
    const between = (from: ForeignKeySchema, to: ForeignKeySchema): void => {
      const a = schema.tables.find((t) => sameName(t, from.target))
      const b = schema.tables.find((t) => sameName(t, to.target))
      if (a === undefined || b === undefined) return
      const direct = edges.some((edge) => edge.table === b && edge.target === a)
      const name = `${camel(a)}${plural(pascal(b))}${direct || a === b ? `Through${pascal(table)}` : ""}`
      own.add(names.table(table))
      add(
        name,
        "manyToMany",
        a,
        b,
        `{ through: ${names.table(table)}, from: ${pairs(a, from.targetColumns, table, from.columns)}, to: ${pairs(table, to.columns, b, to.targetColumns)} }`,
      )
    }
    between(keys[0], keys[1])
    between(keys[1], keys[0])
  }
  return { code: lines.join("\n"), imports: [...imports], own: [...own] }
}
