import { sameName } from "../../core/schema/by-name.js"
import type { ColumnSchema, ForeignKeySchema, TableSchema } from "../../core/schema/database-schema.js"
import { sqlTokens, typeText } from "../../core/schema/sql-text.js"
import type { TypeSpec } from "../../core/sql-type.js"
import { schemaOf } from "../diff.js"
import type { Context } from "./context.js"
import { property, written } from "./names.js"

/** A piece of a program, with what it imports from the library and what it names of other files. */
export interface Code {
  readonly code: string
  readonly imports: ReadonlyArray<string>
  readonly own: ReadonlyArray<string>
}

/** SQL as the text of a template string. */
export const template = (sql: string): string => `\`${sql.replaceAll(/[\\`]|\$\{/g, (c) => `\\${c}`)}\``

const texts = /^(?:_\w+)?'((?:[^'\\]|'')*)'(?:::[\w ."]+(?:\(\d+\))?)?$/s
const whole = /^\(?'?(-?\d{1,15})'?(?:::\w+)?\)?$/

/** A default that is a value, as it is written in a program; `null`: it is an expression. */
const literal = (sql: string, { args, family, name }: TypeSpec): string | null => {
  const text = texts.exec(sql)?.[1]?.replaceAll("''", "'")
  switch (family) {
    case "text":
      return text === undefined || (args.length === 1 && [...text].length > Number(args[0])) ? null : JSON.stringify(text)
    case "enum":
      return text !== undefined && args.includes(text) ? JSON.stringify(text) : null
    case "boolean":
      return /^'?(1|true)'?$/i.test(sql) ? "true" : /^'?(0|false)'?$/i.test(sql) ? "false" : null
    case "integer": {
      const number = whole.exec(sql)?.[1]
      return number === undefined || (name !== "integer" && Math.abs(Number(number)) > 127) ? null : number
    }
    default:
      return null
  }
}

/** A foreign key of this column alone that `references` can say. */
export const referenceOf = (context: Context, table: TableSchema, column: ColumnSchema): ForeignKeySchema | null => {
  const keys = table.foreignKeys.filter((k) => k.columns.length === 1 && k.columns[0] === column.name && k.deferrable === null)
  const key = keys.length === 1 ? keys[0]! : null
  const target = key === null ? undefined : context.schema.tables.find((t) => sameName(t, key.target))
  const other = target?.columns.find((c) => c.name === key?.targetColumns[0])
  return other === undefined || context.codec(other.type).code !== context.codec(column.type).code ? null : key
}

const generatedNames = /_(?:fkey|key|check|pkey)\d*$|_(?:ibfk|chk)_\d+$|^CONSTRAINT_\d+$/

/** A name that says more than the one the database would give. */
export const telling = (name: string | null): string | null => (name === null || generatedNames.test(name) ? null : name)

/** The options of a foreign key. */
export const keyOptions = (key: ForeignKeySchema): string => {
  const name = telling(key.name)
  const options = [
    ...(key.onDelete === "no action" ? [] : [`onDelete: ${JSON.stringify(key.onDelete)}`]),
    ...(key.onUpdate === "no action" ? [] : [`onUpdate: ${JSON.stringify(key.onUpdate)}`]),
    ...(name === null ? [] : [`name: ${JSON.stringify(name)}`]),
  ]
  return options.length === 0 ? "" : `, { ${options.join(", ")} }`
}

/** Whether the type that the program would ask for is the one that the database has. */
const isExact = (context: Context, column: ColumnSchema, type: TypeSpec, keyed: boolean): boolean => {
  const made = context.dialect.ddl.columnType(type, keyed)
  const text = made === null ? null : typeText(sqlTokens(made, true))
  return text !== null && schemaOf(context.dialect).sameType({ ...column, type: text }, column)
}

/** Columns that are in a key, a unique constraint or an index. */
export const keyedNames = (table: TableSchema): ReadonlySet<string> =>
  new Set([
    ...(table.primaryKey?.columns ?? []),
    ...table.uniques.flatMap((u) => u.columns),
    ...table.foreignKeys.flatMap((k) => k.columns),
    ...table.indexes.flatMap((i) => (i.using === null ? i.keys.flatMap((k) => k.column ?? []) : [])),
  ])

/** The definition of a column, as a property of the columns of its table. */
export const columnCode = (context: Context, table: TableSchema, column: ColumnSchema): Code => {
  const codec = context.codec(column.type)
  const key = context.names.key(table, column.name)
  const imports = new Set(codec.imports)
  const own = new Set(codec.own)
  const steps: Array<string> = []
  const use = (name: string, step: string): void => {
    imports.add(name)
    steps.push(step)
  }
  if (!isExact(context, column, codec.type, keyedNames(table).has(column.name))) {
    use("rawColumnType", `rawColumnType(${JSON.stringify(column.type)})`)
  }
  if (key !== column.name) {
    use("columnName", `columnName(${JSON.stringify(column.name)})`)
  }
  const primary = table.primaryKey?.columns ?? []
  if (primary.length === 1 && primary[0] === column.name) {
    use("primaryKey", "primaryKey")
  }
  if (column.identity === "always") {
    use("generatedAlwaysAsIdentity", "generatedAlwaysAsIdentity")
  } else if (column.identity !== null && primary.length === 1 && primary[0] === column.name) {
    use("autoIncrement", "autoIncrement")
  }
  const reference = referenceOf(context, table, column)
  if (reference !== null) {
    const target = context.schema.tables.find((t) => sameName(t, reference.target))!
    const name = context.names.table(target)
    const circular = context.circular(table, target)
    own.add(name)
    if (circular) {
      imports.add("type AnyColumn")
    }
    const to = property(name, context.names.key(target, reference.targetColumns[0]!))
    use("references", `references(()${circular ? ": AnyColumn" : ""} => ${to}${keyOptions(reference)})`)
  }
  if (table.uniques.some((u) => u.columns.length === 1 && u.columns[0] === column.name && isPlainUnique(table, u.name))) {
    use("unique", "unique")
  }
  if (column.default !== null) {
    const value = literal(column.default, codec.type)
    if (value === null) {
      imports.add("raw")
    }
    use("defaultTo", `defaultTo(${value ?? `raw(${codec.code})${template(column.default)}`})`)
  }
  if (column.generated !== null) {
    imports.add("raw")
    use("generatedAlways", `generatedAlways(raw(${codec.code})${template(column.generated.expression)}${column.generated.stored ? ", { stored: true }" : ", { stored: false }"})`)
  }
  if (column.nullable && !primary.includes(column.name)) {
    use("nullable", "nullable")
  }
  if (column.comment !== null) {
    use("comment", `comment(${JSON.stringify(column.comment)})`)
  }
  const code = steps.length === 0 ? codec.code : `${codec.code}.pipe(${steps.join(", ")})`
  return { code: `${written(key)}: ${code}`, imports: [...imports], own: [...own] }
}

/** Whether the name of a unique constraint of one column need not be said. */
export const isPlainUnique = (table: TableSchema, name: string | null): boolean =>
  telling(name) === null || table.columns.some((c) => c.name === name)
