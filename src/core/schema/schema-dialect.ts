import type { Change } from "./change.js"
import type { ColumnSchema, DatabaseSchema, QualifiedName, TableSchema } from "./database-schema.js"
import type { TypeSpec } from "../sql-type.js"
import type { Plan } from "./plan.js"

/** A query whose columns are all text or NULL. */
export interface Question {
  readonly sql: string
  readonly params: ReadonlyArray<string>
  /** How many columns its rows have. */
  readonly columns: number
}

/** Its rows. */
export type Answer = ReadonlyArray<ReadonlyArray<string | null>>

/** Asks queries one after the other, is given their rows, and ends with what they say. */
export type Asking<A> = Generator<Question, A, Answer>

/** What of a database is read. */
export interface IntrospectOptions {
  /** Schemas of the database, databases of the server on MySQL; `null` is that of the connection, which is read if nothing is said. */
  readonly schemas?: ReadonlyArray<string | null>
  /** Only tables and views with these names; `*` stands for any characters. */
  readonly tables?: ReadonlyArray<string>
  /** No tables and views with these names. */
  readonly ignore?: ReadonlyArray<string>
}

/** A type of the program, and how it is written. */
export interface CodecCode {
  /** `varchar(80)`. */
  readonly code: string
  /** What is imported for that. */
  readonly imports: ReadonlyArray<string>
  readonly type: TypeSpec
}

/** How a database is read and changed: all that the rooms of schemas know of it. */
export interface SchemaDialect {
  /** Reads the schema of a live database. */
  readonly introspect: (options: IntrospectOptions) => Asking<DatabaseSchema>
  /** What of a described schema the database would say differently, apart from expressions. */
  readonly normalize: (schema: DatabaseSchema) => DatabaseSchema
  /**
   * How the database itself tells what expressions become: statements that make temporary tables and types, how these are
   * read, and statements that remove them. `null` where expressions stay as they are written.
   */
  readonly scratch: {
    readonly create: (schema: DatabaseSchema) => ReadonlyArray<string>
    readonly read: (schema: DatabaseSchema) => Asking<ReadonlyArray<TableSchema>>
    readonly drop: (schema: DatabaseSchema) => ReadonlyArray<string>
  } | null
  /** Whether two columns have types that hold the same, though they may be written differently. */
  readonly sameType: (a: ColumnSchema, b: ColumnSchema) => boolean
  /** Whether two expressions are the same, though they may be written differently. */
  readonly sameExpression: (a: string, b: string) => boolean
  /** The statements of changes of a schema. */
  readonly plan: (changes: ReadonlyArray<Change>, from: DatabaseSchema) => Plan
  /** The type of the program for one of the database. */
  readonly codec: (type: string) => CodecCode
  /** A name as it stands in SQL. */
  readonly name: (name: QualifiedName) => string
}
