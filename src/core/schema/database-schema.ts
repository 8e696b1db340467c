import type { ReferentialAction } from "../column-spec.js"

/**
 * What a database holds, as plain data: read from a live one by `introspect`, or made of tables by `describeTables`. All
 * lists of things with names are sorted by them; columns are in their order. Types and expressions are SQL of that database.
 *
 * @since 0.1.0
 */
export interface DatabaseSchema {
  /** The name of the dialect: `PostgreSQL`. */
  readonly dialect: string
  readonly tables: ReadonlyArray<TableSchema>
  readonly views: ReadonlyArray<ViewSchema>
  /** Enumerations that are types of the schema, as on PostgreSQL. */
  readonly enums: ReadonlyArray<EnumSchema>
  /** Sequences that belong to no column. */
  readonly sequences: ReadonlyArray<SequenceSchema>
}

/** A name in a schema of the database; `null` is the schema of the connection. */
export interface QualifiedName {
  readonly schema: string | null
  readonly name: string
}

/** A table. */
export interface TableSchema extends QualifiedName {
  readonly columns: ReadonlyArray<ColumnSchema>
  readonly primaryKey: KeySchema | null
  readonly uniques: ReadonlyArray<KeySchema>
  readonly foreignKeys: ReadonlyArray<ForeignKeySchema>
  readonly checks: ReadonlyArray<CheckSchema>
  readonly indexes: ReadonlyArray<IndexSchema>
  /** Triggers, where changing the table would remove them (SQLite). */
  readonly triggers: ReadonlyArray<TriggerSchema>
  readonly comment: string | null
  /** What stands after the parentheses of CREATE TABLE: `strict`, `engine = innodb`. Kept, but not compared. */
  readonly options: string | null
}

/** A column. */
export interface ColumnSchema {
  readonly name: string
  /** Its type with all arguments, and its collation where that is not the one of the type: `varchar(80)`. */
  readonly type: string
  readonly nullable: boolean
  /** The expression of its default. */
  readonly default: string | null
  readonly generated: { readonly expression: string; readonly stored: boolean } | null
  /** How it counts up: `serial` is a default from a sequence of its own. */
  readonly identity: "always" | "by default" | "serial" | null
  readonly comment: string | null
}

/** A primary key or a unique constraint. A name of `null` is left to the database. */
export interface KeySchema {
  readonly name: string | null
  readonly columns: ReadonlyArray<string>
}

/** A foreign key. */
export interface ForeignKeySchema {
  readonly name: string | null
  readonly columns: ReadonlyArray<string>
  readonly target: QualifiedName
  readonly targetColumns: ReadonlyArray<string>
  readonly onDelete: ReferentialAction
  readonly onUpdate: ReferentialAction
  /** Whether it can be looked at when the transaction ends, and whether it is if nothing is said. */
  readonly deferrable: "initially immediate" | "initially deferred" | null
  /** The index that the database has made for it, where it makes one (MySQL). */
  readonly index: string | null
}

/** A condition that all rows meet. */
export interface CheckSchema {
  readonly name: string | null
  readonly expression: string
}

/** An index that is not that of a key. */
export interface IndexSchema {
  readonly name: string
  readonly keys: ReadonlyArray<IndexKeySchema>
  readonly unique: boolean
  /** Columns that are kept in it but not searched by. */
  readonly include: ReadonlyArray<string>
  /** The condition of a partial index. */
  readonly where: string | null
  /** Its kind, where it is not the one that the database takes by itself: `gin`, `fulltext`. */
  readonly using: string | null
}

/** What an index is sorted by: a column, or an expression. */
export interface IndexKeySchema {
  readonly column: string | null
  readonly expression: string | null
  readonly order: "asc" | "desc"
  /** Where NULL comes, if that is not where the database puts it for the order. */
  readonly nulls: "first" | "last" | null
  /** How many characters or bytes at the beginning are in the index (MySQL). */
  readonly length: number | null
  /** The collation, or the operator class, if it is not that of the type. */
  readonly collation: string | null
  readonly operatorClass: string | null
}

/** A trigger, as the statement that made it. */
export interface TriggerSchema {
  readonly name: string
  readonly sql: string
}

/** A view: its query. */
export interface ViewSchema extends QualifiedName {
  readonly query: string
  readonly materialized: boolean
  readonly columns: ReadonlyArray<ColumnSchema>
}

/** An enumeration and its labels in their order. */
export interface EnumSchema extends QualifiedName {
  readonly labels: ReadonlyArray<string>
  readonly comment: string | null
}

/** A sequence. Numbers are decimal text, so that the schema is JSON. */
export interface SequenceSchema extends QualifiedName {
  readonly start: string
  readonly increment: string
}
