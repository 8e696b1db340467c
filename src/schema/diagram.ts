import { keyOf } from "../core/schema/by-name.js"
import type { DatabaseSchema, ForeignKeySchema, QualifiedName, TableSchema } from "../core/schema/database-schema.js"

const quoted = (text: string): string => `"${text.replaceAll('"', "'").replaceAll(/\s+/g, " ")}"`

const entity = ({ name, schema }: QualifiedName): string => {
  const shown = schema === null ? name : `${schema}.${name}`
  return /^[A-Za-z][\w-]*$/.test(shown) ? shown : quoted(shown)
}

/** A word as Mermaid has them for types and attributes. */
const word = (text: string): string => {
  const plain = text.replaceAll(/[^\w()[\]-]+/g, "_").replace(/_+$/, "")
  return /^[A-Za-z]/.test(plain) ? plain : `_${plain}`.replace(/^_+/, "x_")
}

const isUnique = (table: TableSchema, columns: ReadonlyArray<string>): boolean =>
  [...(table.primaryKey === null ? [] : [table.primaryKey]), ...table.uniques].some(
    (key) => key.columns.length === columns.length && key.columns.every((c) => columns.includes(c)),
  )

const attribute = (table: TableSchema, name: string, type: string): string => {
  const marks = [
    ...(table.primaryKey?.columns.includes(name) === true ? ["PK"] : []),
    ...(table.foreignKeys.some((k) => k.columns.includes(name)) ? ["FK"] : []),
    ...(table.uniques.some((u) => u.columns.length === 1 && u.columns[0] === name) ? ["UK"] : []),
  ]
  const column = word(name)
  return [word(type === "" ? "any" : type), column, ...(marks.length === 0 ? [] : [marks.join(", ")]), ...(column === name ? [] : [quoted(name)])].join(" ")
}

const relation = (table: TableSchema, key: ForeignKeySchema): string => {
  const optional = key.columns.some((c) => table.columns.find((it) => it.name === c)?.nullable === true)
  const ends = `${optional ? "|o" : "||"}--${isUnique(table, key.columns) ? "o|" : "o{"}`
  return `  ${entity(key.target)} ${ends} ${entity(table)} : ${quoted(key.columns.join(", "))}`
}

/**
 * The tables of a schema and how they refer to each other, as an entity-relationship diagram of Mermaid, which Markdown pages
 * show.
 *
 * @example
 * ```ts
 * import { integer, nullable, primaryKey, references, table, varchar } from "fulmar"
 * import { describeTables, diagram } from "fulmar/schema"
 * import { dialect } from "fulmar/postgres"
 *
 * const Bakery = table("bakery", { id: integer.pipe(primaryKey), name: varchar(80) })
 * const Cake = table("cake", { id: integer.pipe(primaryKey), bakeryId: integer.pipe(nullable, references(() => Bakery.id)) })
 *
 * diagram(describeTables(dialect)([Bakery, Cake])).split("\n")
 * // => [
 * //      "erDiagram",
 * //      "  bakery {", "    integer id PK", "    varchar(80) name", "  }",
 * //      "  cake {", "    integer id PK", "    integer bakeryId FK", "  }",
 * //      `  bakery |o--o{ cake : "bakeryId"`,
 * //    ]
 * ```
 *
 * @since 0.1.0
 */
export const diagram = ({ tables }: DatabaseSchema): string => {
  const known = new Set(tables.map(keyOf))
  return [
    "erDiagram",
    ...tables.flatMap((table) => [
      `  ${entity(table)} {`,
      ...table.columns.map((c) => `    ${attribute(table, c.name, c.type)}`),
      "  }",
    ]),
    ...tables.flatMap((table) => table.foreignKeys.filter((k) => known.has(keyOf(k.target))).map((k) => relation(table, k))),
  ].join("\n")
}
