import type { Dialect } from "../../core/dialect.js"
import { keyOf } from "../../core/schema/by-name.js"
import type { DatabaseSchema, EnumSchema, QualifiedName, TableSchema } from "../../core/schema/database-schema.js"
import type { CodecCode } from "../../core/schema/schema-dialect.js"
import { schemaOf } from "../diff.js"
import { identifier, type NamingStyle, styled, uniqueNames } from "./names.js"

/** The names that things of the database have in the program. */
export interface Names {
  readonly table: (table: QualifiedName) => string
  readonly key: (table: QualifiedName, column: string) => string
  readonly enum: (of: EnumSchema) => string
}

/** All that the writing of one table needs to know. */
export interface Context {
  readonly dialect: Dialect
  readonly schema: DatabaseSchema
  readonly names: Names
  /** The type of the program for a type of the database, and what of this module it names. */
  readonly codec: (type: string) => CodecCode & { readonly own: ReadonlyArray<string> }
  /** Whether the types of two tables would be inferred from one another. */
  readonly circular: (from: TableSchema, to: QualifiedName) => boolean
}

/** The keys of a table: each its own, and none that a table cannot have. */
const keysOf = (table: TableSchema, style: NamingStyle): ReadonlyMap<string, string> => {
  const fresh = uniqueNames()
  fresh("pipe")
  return new Map(table.columns.map((c) => [c.name, fresh(styled(c.name, style) === "" ? c.name : styled(c.name, style))] as const))
}

/** The names of all tables and enumerations; `imported` are those that mean something else. */
export const namesOf = (
  schema: DatabaseSchema,
  styles: { readonly tables: NamingStyle; readonly columns: NamingStyle },
  imported: ReadonlyArray<string>,
): Names => {
  const fresh = uniqueNames()
  imported.forEach(fresh)
  const tables = new Map(schema.tables.map((t) => [keyOf(t), fresh(identifier(styled(t.name, styles.tables)))] as const))
  const enums = new Map(schema.enums.map((e) => [keyOf(e), fresh(identifier(styled(e.name, "camelCase")))] as const))
  const keys = new Map(schema.tables.map((t) => [keyOf(t), keysOf(t, styles.columns)] as const))
  return {
    table: (of) => tables.get(keyOf(of)) ?? identifier(of.name),
    key: (of, column) => keys.get(keyOf(of))?.get(column) ?? column,
    enum: (of) => enums.get(keyOf(of)) ?? identifier(of.name),
  }
}

/** The tables that each table refers to, and these to, and so on. */
const reach = (schema: DatabaseSchema): ReadonlyMap<string, ReadonlySet<string>> => {
  const direct = new Map(schema.tables.map((t) => [keyOf(t), t.foreignKeys.map((k) => keyOf(k.target))] as const))
  const from = (start: string): ReadonlySet<string> => {
    const found = new Set<string>()
    const visit = (key: string): void => {
      for (const next of direct.get(key) ?? []) {
        if (!found.has(next)) {
          found.add(next)
          visit(next)
        }
      }
    }
    visit(start)
    return found
  }
  return new Map([...direct.keys()].map((key) => [key, from(key)] as const))
}

export const contextOf = (dialect: Dialect, schema: DatabaseSchema, names: Names): Context => {
  const reached = reach(schema)
  const { codec, name } = schemaOf(dialect)
  return {
    dialect,
    schema,
    names,
    codec: (type) => {
      const found = schema.enums.find((e) => type === name(e) || type === `${name(e)}[]`)
      if (found === undefined) {
        return { ...codec(type), own: [] }
      }
      const own = names.enum(found)
      const isArray = type.endsWith("[]")
      const base = codec("text").type
      const of = { ...base, name: found.name, family: "enum" as const, args: found.labels }
      return {
        code: isArray ? `array(${own})` : own,
        imports: isArray ? ["array"] : [],
        type: isArray ? { ...base, name: "array", family: "array" as const, element: of } : of,
        own: [own],
      }
    },
    circular: (from, to) => keyOf(from) === keyOf(to) || reached.get(keyOf(to))?.has(keyOf(from)) === true,
  }
}
