import type { Dialect } from "../../core/dialect.js"
import { isWanted } from "../../core/schema/by-name.js"
import type { DatabaseSchema } from "../../core/schema/database-schema.js"
import type { Code } from "./column-code.js"
import { type Context, contextOf, namesOf } from "./context.js"
import { regionEnd, regionStart } from "./merge.js"
import type { NamingStyle } from "./names.js"
import { relationsCode } from "./relations-code.js"
import { tableCode } from "./table-code.js"

/** What is generated, and how things are named. */
export interface GenerateOptions {
  /** Only tables with these names; `*` stands for any characters. */
  readonly tables?: ReadonlyArray<string>
  /** No tables with these names. */
  readonly ignore?: ReadonlyArray<string>
  /** All in `schema.ts`, or a file for each table, with `enums.ts`, `relations.ts` and `index.ts`; one file if nothing is said. */
  readonly layout?: "one file" | "file per table"
  /** How tables and columns are named; `PascalCase` and `camelCase` if nothing is said. */
  readonly naming?: { readonly tables?: NamingStyle; readonly columns?: NamingStyle }
  /** Whether relations are generated; they are if nothing is said. */
  readonly relations?: boolean
}

/**
 * A file of generated code.
 *
 * @since 0.1.0
 */
export interface GeneratedFile {
  readonly path: string
  readonly content: string
}

/** What a name of a table must not be, since it means something else where tables are written. */
const imported = ["Array", "Object", "Symbol", "AnyColumn", "ReadonlyArray"]
const library =
  ("array autoIncrement belongsTo bigint boolean bytes char checkThat columnName comment constraintOptions date daterange defaultTo double " +
    "enumeration foreignKey generatedAlways generatedAlwaysAsIdentity hasMany hasOne indexOn inet int4range int8range integer interval json " +
    "manyToMany nullable numeric numrange primaryKey primaryKeyOn raw rawColumnType real references smallint table text time timestamp " +
    "timestamptz tinyint tsquery tsrange tstzrange tsvector unique uniqueOn unknownType uuid varchar vector").split(" ")

const sorted = (names: Iterable<string>): ReadonlyArray<string> =>
  [...new Set(names)].toSorted((a, b) => a.replace("type ", "").localeCompare(b.replace("type ", ""), "en"))

const importLine = (names: ReadonlyArray<string>, from: string): string => {
  const line = `import { ${names.join(", ")} } from ${JSON.stringify(from)}\n`
  if (line.length <= 120) {
    return line
  }
  const lines = names.reduce<ReadonlyArray<string>>((all, name) => {
    const last = all.at(-1)
    return last === undefined || last.length + name.length > 116 ? [...all, `  ${name},`] : [...all.slice(0, -1), `${last} ${name},`]
  }, [])
  return `import {\n${lines.join("\n")}\n} from ${JSON.stringify(from)}\n`
}

const file = (path: string, imports: string, code: string): GeneratedFile => ({
  path,
  content: `${regionStart}\n${imports}${imports === "" ? "" : "\n"}${code}\n${regionEnd}\n`,
})

const enumsCode = (context: Context): Code => ({
  code: context.schema.enums
    .map((e) => `export const ${context.names.enum(e)} = enumeration(${JSON.stringify(e.name)}, ${JSON.stringify(e.labels)})`)
    .join("\n"),
  imports: context.schema.enums.length === 0 ? [] : ["enumeration"],
  own: [],
})

const oneFile = (context: Context, pieces: ReadonlyArray<Code>): ReadonlyArray<GeneratedFile> => {
  const used = pieces.filter((piece) => piece.code !== "")
  const imports = sorted(used.flatMap((piece) => piece.imports))
  return [file("schema.ts", imports.length === 0 ? "" : importLine(imports, "fulmar"), used.map((piece) => piece.code).join("\n\n"))]
}

/** A table is in a file of its name, others in those of what they hold. */
const filePerTable = (context: Context, tables: ReadonlyArray<Code>, enums: Code, relations: Code): ReadonlyArray<GeneratedFile> => {
  const { names, schema } = context
  const isEnum = new Set(schema.enums.map((e) => names.enum(e)))
  const place = (name: string): string => (isEnum.has(name) ? "./enums.js" : `./${name}.js`)
  const withImports = (path: string, { code, imports, own }: Code): GeneratedFile => {
    const places = sorted(own.map(place))
    const lines = [
      ...(imports.length === 0 ? [] : [importLine(sorted(imports), "fulmar")]),
      ...places.map((from) => importLine(sorted(own.filter((name) => place(name) === from)), from)),
    ]
    return file(path, lines.join(""), code)
  }
  const files = [
    ...(enums.code === "" ? [] : [withImports("enums.ts", enums)]),
    ...schema.tables.map((t, i) => withImports(`${names.table(t)}.ts`, tables[i]!)),
    ...(relations.code === "" ? [] : [withImports("relations.ts", relations)]),
  ]
  const index = files.map(({ path }) => `export * from ${JSON.stringify(`./${path.replace(/ts$/, "js")}`)}`).join("\n")
  return [...files, file("index.ts", "", index)]
}

/**
 * The program for a database: a table for each of its tables with keys, defaults, checks and indexes, its enumerations, and the
 * relations that its foreign keys make. The code compiles, and `verify` finds that the database is as it says, but for indexes
 * that only SQL can say, which it names. Views are left out.
 *
 * What stands before and after the generated lines of a file is yours: see `mergeGenerated`.
 *
 * @example
 * ```ts
 * import { integer, primaryKey, table, varchar } from "fulmar"
 * import { describeTables, generate } from "fulmar/schema"
 * import { dialect } from "fulmar/postgres"
 *
 * const schema = describeTables(dialect)([table("cake", { cake_id: integer.pipe(primaryKey), name: varchar(80) })])
 * const [file] = generate(dialect)(schema)
 * file?.path // => "schema.ts"
 * file?.content.split("\n").slice(3, -2)
 * // => [
 * //      "export const Cake = table(",
 * //      `  "cake",`,
 * //      "  {",
 * //      `    cakeId: integer.pipe(columnName("cake_id"), primaryKey),`,
 * //      "    name: varchar(80),",
 * //      "  },",
 * //      ")",
 * //    ]
 * ```
 *
 * @since 0.1.0
 */
export const generate =
  (dialect: Dialect) =>
  (schema: DatabaseSchema, options: GenerateOptions = {}): ReadonlyArray<GeneratedFile> => {
    const wanted = { ...schema, tables: schema.tables.filter((t) => isWanted(options, t.name)) }
    const styles = { tables: options.naming?.tables ?? "PascalCase", columns: options.naming?.columns ?? "camelCase" } as const
    const context = contextOf(dialect, wanted, namesOf(wanted, styles, [...imported, ...library]))
    const enums = enumsCode(context)
    const tables = wanted.tables.map((t) => tableCode(context, t))
    const relations: Code = options.relations === false ? { code: "", imports: [], own: [] } : relationsCode(context)
    return options.layout === "file per table"
      ? filePerTable(context, tables, enums, relations)
      : oneFile(context, [enums, ...tables, relations])
  }
