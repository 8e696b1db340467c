import { sameName } from "../../core/schema/by-name.js"
import type { ForeignKeySchema, IndexSchema, TableSchema } from "../../core/schema/database-schema.js"
import { type Code, columnCode, isPlainUnique, keyOptions, referenceOf, telling, template } from "./column-code.js"
import type { Context } from "./context.js"
import { property } from "./names.js"

/** Whether `indexOn` can say the index. */
const isSayable = (index: IndexSchema): boolean =>
  index.include.length === 0 &&
  index.keys.every(
    (k) => k.column !== null && k.order === "asc" && k.nulls === null && k.length === null && k.collation === null && k.operatorClass === null,
  )

/** The definition of a table, as a constant. */
export const tableCode = (context: Context, table: TableSchema): Code => {
  const { names } = context
  const columns = table.columns.map((c) => columnCode(context, table, c))
  const imports = new Set(["table", ...columns.flatMap((c) => c.imports)])
  const own = new Set(columns.flatMap((c) => c.own))
  const column = (name: string): string => property("of", names.key(table, name))
  const list = (names_: ReadonlyArray<string>): string => names_.map(column).join(", ")
  const use = (name: string, code: string): string => {
    imports.add(name)
    return code
  }
  const optioned = (code: string, options: ReadonlyArray<string>): string =>
    options.length === 0 ? code : use("constraintOptions", `${code}.pipe(constraintOptions({ ${options.join(", ")} }))`)
  const named = (name: string | null): ReadonlyArray<string> => (telling(name) === null ? [] : [`name: ${JSON.stringify(name)}`])
  const foreignKey = (key: ForeignKeySchema): string => {
    const target = context.schema.tables.find((t) => sameName(t, key.target))!
    const name = names.table(target)
    own.add(name)
    imports.add("type AnyColumn")
    const to = key.targetColumns.map((c) => property(name, names.key(target, c))).join(", ")
    return use("foreignKey", `foreignKey([${list(key.columns)}], (): ReadonlyArray<AnyColumn> => [${to}]${keyOptions(key)})`)
  }
  const known = (key: ForeignKeySchema): boolean => context.schema.tables.some((t) => sameName(t, key.target))
  const referred = new Set(table.columns.flatMap((c) => referenceOf(context, table, c) ?? []))
  const sayable = table.indexes.filter(isSayable)
  const primary = table.primaryKey?.columns ?? []
  const constraints = [
    ...(primary.length > 1 ? [use("primaryKeyOn", `primaryKeyOn(${list(primary)})`)] : []),
    ...table.uniques
      .filter((u) => u.columns.length > 1 || !isPlainUnique(table, u.name))
      .map((u) => optioned(use("uniqueOn", `uniqueOn(${list(u.columns)})`), named(u.name))),
    ...table.foreignKeys.filter((k) => !referred.has(k) && known(k)).map(foreignKey),
    ...table.checks.map((check) => {
      imports.add("raw").add("boolean")
      const name = telling(check.name)
      return use("checkThat", `checkThat(raw(boolean)${template(check.expression)}${name === null ? "" : `, ${JSON.stringify(name)}`})`)
    }),
    ...sayable.map((index) => {
      const where = index.where === null ? [] : [`where: raw(boolean)${template(index.where)}`]
      if (index.where !== null) {
        imports.add("raw").add("boolean")
      }
      return optioned(use("indexOn", `indexOn(${index.keys.map((k) => column(k.column!)).join(", ")})`), [
        `name: ${JSON.stringify(index.name)}`,
        ...(index.unique ? ["unique: true"] : []),
        ...(index.using === null ? [] : [`using: ${JSON.stringify(index.using)}`]),
        ...where,
      ])
    }),
  ]
  const options = [
    ...(table.schema === null ? [] : [`schema: ${JSON.stringify(table.schema)}`]),
    ...(table.comment === null ? [] : [`comment: ${JSON.stringify(table.comment)}`]),
  ]
  const rest = table.indexes.filter((index) => !isSayable(index)).map((index) => `// The index ${JSON.stringify(index.name)} cannot be said here.\n`)
  const lost = table.foreignKeys
    .filter((key) => !known(key))
    .map((key) => `// A foreign key refers to ${JSON.stringify(key.target.name)}, which is left out.\n`)
  const args = [
    JSON.stringify(table.name),
    `{\n${columns.map((c) => `    ${c.code},\n`).join("")}  }`,
    ...(constraints.length === 0
      ? options.length === 0
        ? []
        : ["() => []"]
      : [`(of) => [\n${constraints.map((c) => `    ${c},\n`).join("")}  ]`]),
    ...(options.length === 0 ? [] : [`{ ${options.join(", ")} }`]),
  ]
  return {
    code: `${lost.join("")}${rest.join("")}export const ${names.table(table)} = table(\n  ${args.join(",\n  ")},\n)`,
    imports: [...imports],
    own: [...own].filter((name) => name !== names.table(table)),
  }
}
