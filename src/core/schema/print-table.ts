import type {
  CheckSchema,
  ColumnSchema,
  ForeignKeySchema,
  IndexKeySchema,
  IndexSchema,
  KeySchema,
  QualifiedName,
  TableSchema,
} from "./database-schema.js"

/** What of CREATE TABLE differs between databases, where it is printed from a schema. */
export interface TableStyle {
  readonly quote: (identifier: string) => string
  /** What says that a column counts up; `null`: nothing does. */
  readonly identity: (column: ColumnSchema) => string | null
  /** Whether these words are also what makes it the primary key. */
  readonly identityInKey: boolean
  /** The literal of a comment that stands at its column or table; `null` where it is a statement of its own. */
  readonly comment: ((text: string) => string) | null
}

/** A name with that of its schema. */
export const qualified = ({ quote }: Pick<TableStyle, "quote">, { name, schema }: QualifiedName): string =>
  schema === null ? quote(name) : `${quote(schema)}.${quote(name)}`

/** Names with commas between, in parentheses. */
export const listed = ({ quote }: Pick<TableStyle, "quote">, names: ReadonlyArray<string>): string =>
  `(${names.map(quote).join(", ")})`

const named = ({ quote }: Pick<TableStyle, "quote">, name: string | null): string =>
  name === null ? "" : `constraint ${quote(name)} `

/** The definition of a column. */
export const columnSql = (style: TableStyle, column: ColumnSchema): string => {
  const identity = style.identity(column)
  return [
    `${style.quote(column.name)} ${column.type}`.trimEnd(),
    column.generated === null
      ? ""
      : ` generated always as (${column.generated.expression}) ${column.generated.stored ? "stored" : "virtual"}`,
    column.nullable || (identity !== null && style.identityInKey) ? "" : " not null",
    identity === null ? "" : ` ${identity}`,
    column.default === null ? "" : ` default (${column.default})`,
    column.comment === null || style.comment === null ? "" : ` comment ${style.comment(column.comment)}`,
  ].join("")
}

export const primaryKeySql = (style: TableStyle, key: KeySchema): string =>
  `${named(style, key.name)}primary key ${listed(style, key.columns)}`

export const uniqueSql = (style: TableStyle, key: KeySchema): string =>
  `${named(style, key.name)}unique ${listed(style, key.columns)}`

export const checkSql = (style: TableStyle, check: CheckSchema): string =>
  `${named(style, check.name)}check (${check.expression})`

export const foreignKeySql = (style: TableStyle, key: ForeignKeySchema): string =>
  `${named(style, key.name)}foreign key ${listed(style, key.columns)} ` +
  `references ${qualified(style, key.target)} ${listed(style, key.targetColumns)}` +
  (key.onDelete === "no action" ? "" : ` on delete ${key.onDelete}`) +
  (key.onUpdate === "no action" ? "" : ` on update ${key.onUpdate}`) +
  (key.deferrable === null ? "" : ` deferrable ${key.deferrable}`)

/** What an index is sorted by. */
export const indexKeySql = (style: TableStyle, key: IndexKeySchema): string =>
  (key.column === null ? `(${key.expression})` : style.quote(key.column)) +
  (key.length === null ? "" : `(${key.length})`) +
  (key.collation === null ? "" : ` collate ${style.quote(key.collation)}`) +
  (key.operatorClass === null ? "" : ` ${key.operatorClass}`) +
  (key.order === "asc" ? "" : " desc") +
  (key.nulls === null ? "" : ` nulls ${key.nulls}`)

export const indexKeysSql = (style: TableStyle, index: IndexSchema): string =>
  `(${index.keys.map((key) => indexKeySql(style, key)).join(", ")})`

/** All that stands between the parentheses of CREATE TABLE, piece by piece. */
export const tablePieces = (style: TableStyle, table: TableSchema): ReadonlyArray<string> => [
  ...table.columns.map((c) => columnSql(style, c)),
  ...(table.primaryKey === null || (style.identityInKey && table.columns.some((c) => style.identity(c) !== null))
    ? []
    : [primaryKeySql(style, table.primaryKey)]),
  ...table.uniques.map((u) => uniqueSql(style, u)),
  ...table.checks.map((c) => checkSql(style, c)),
  ...table.foreignKeys.map((k) => foreignKeySql(style, k)),
]
