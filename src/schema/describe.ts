import type { CreateIndexNode, ForeignKey } from "../core/ddl-node.js"
import { createIndexes } from "../core/ddl/create-index.js"
import { enumsOf } from "../core/ddl/create-all.js"
import type { Dialect } from "../core/dialect.js"
import { CompileError } from "../core/errors.js"
import type { ExprNode } from "../core/expr-node.js"
import { primaryKeyOf } from "../core/primary-key.js"
import { checksOf, foreignKeysOf, keyedColumns } from "../core/print/ddl.js"
import { isRefusal } from "../core/print/printer.js"
import { printColumnExpr } from "../core/print/whole.js"
import { byName, compareText } from "../core/schema/by-name.js"
import type {
  CheckSchema,
  ColumnSchema,
  DatabaseSchema,
  ForeignKeySchema,
  IndexSchema,
  KeySchema,
  TableSchema,
} from "../core/schema/database-schema.js"
import { sqlTokens, typeText } from "../core/schema/sql-text.js"
import type { Sequence } from "../core/sequence.js"
import { type AnyTable, tableData } from "../core/table.js"
import type { TableColumn, TableData } from "../core/table-data.js"

/** What beside tables belongs to a schema. */
export interface DescribeOptions {
  readonly sequences?: ReadonlyArray<Sequence>
}

const columnType = (dialect: Dialect, table: TableData, column: TableColumn, keyed: boolean): string => {
  const type = column.spec.rawType ?? dialect.ddl.columnType(column.spec.type, keyed)
  if (type === null) {
    throw new CompileError({
      message: `${dialect.name} has no type for ${column.spec.type.name}, which column "${column.key}" of table "${table.name}" is`,
      dialect: dialect.name,
      remedy: "give the table columns of types that the database has",
    })
  }
  return typeText(sqlTokens(type, true))
}

const describeColumn = (dialect: Dialect, table: TableData, column: TableColumn, keyed: boolean): ColumnSchema => {
  const { spec } = column
  const { ddl } = dialect
  const inKey = primaryKeyOf(table).includes(column.key)
  const solid = spec.generated === null || ddl.solidGenerated
  return {
    name: column.name,
    type: columnType(dialect, table, column, keyed),
    nullable: !inKey && !((!spec.nullable && !spec.option) && solid),
    default: spec.default?._tag === "Database" ? printColumnExpr(dialect, table, spec.default.expr, spec) : null,
    generated:
      spec.generated === null
        ? null
        : {
            expression: printColumnExpr(dialect, table, spec.generated.expr),
            stored: spec.generated.stored || !ddl.virtualColumns,
          },
    identity: !spec.autoIncrement ? null : spec.identityAlways && ddl.autoIncrement.always !== null ? "always" : "by default",
    comment: ddl.comments === "none" ? null : spec.comment,
  }
}

const describeForeignKey =
  (nameOf: (key: string) => string) =>
  (key: ForeignKey): ForeignKeySchema => {
    const { columns, schema, table } = key.target()
    return {
      name: key.name,
      columns: key.columns.map(nameOf),
      target: { schema, name: table },
      targetColumns: columns,
      onDelete: key.onDelete ?? "no action",
      onUpdate: key.onUpdate ?? "no action",
      deferrable: null,
      index: null,
    }
  }

const describeIndex =
  (dialect: Dialect, table: TableData) =>
  (index: CreateIndexNode): IndexSchema => ({
    name: index.name,
    keys: index.columns.map((key) => ({
      column: typeof key === "string" ? key : null,
      expression: typeof key === "string" ? null : printColumnExpr(dialect, table, key),
      order: "asc",
      nulls: null,
      length: null,
      collation: null,
      operatorClass: null,
    })),
    unique: index.unique,
    include: [],
    where: index.where === null ? null : printColumnExpr(dialect, table, index.where),
    using: index.using,
  })

const describeTable = (dialect: Dialect, of: AnyTable): TableSchema => {
  const table = tableData(of)
  const nameOf = (key: string): string => table.columns.find((c) => c.key === key)?.name ?? key
  const keyed = keyedColumns(dialect, table)
  const constraints = table.constraints()
  const primary = primaryKeyOf(table)
  const check = (condition: ExprNode, name: string | null): CheckSchema => ({
    name,
    expression: printColumnExpr(dialect, table, condition),
  })
  const indexes = createIndexes(of) as ReadonlyArray<unknown> as ReadonlyArray<CreateIndexNode>
  const options = dialect.ddl.tableSuffix.trim()
  return {
    schema: table.schema,
    name: table.name,
    columns: table.columns.map((c) => describeColumn(dialect, table, c, keyed.has(c.key))),
    primaryKey:
      primary.length === 0
        ? null
        : {
            name: constraints.find((c) => c._tag === "PrimaryKey")?.name ?? null,
            columns: primary.map(nameOf),
          },
    uniques: [
      ...table.columns.filter((c) => c.spec.unique).map((c): KeySchema => ({ name: null, columns: [c.name] })),
      ...constraints.flatMap((c) => (c._tag === "Unique" ? [{ name: c.name, columns: c.columns.map(nameOf) }] : [])),
    ],
    foreignKeys: foreignKeysOf(table).map(describeForeignKey(nameOf)),
    checks: [
      ...table.columns.flatMap((c) => checksOf(dialect, table, c)).map((e) => check(e, null)),
      ...constraints.flatMap((c) => (c._tag === "Check" ? [check(c.condition, c.name)] : [])),
    ],
    indexes: indexes.map(describeIndex(dialect, table)).toSorted((a, b) => compareText(a.name, b.name)),
    triggers: [],
    comment: dialect.ddl.comments === "none" ? null : table.comment,
    options: options === "" ? null : options,
  }
}

/**
 * The schema that the tables ask for in a database of the dialect, as `introspect` would read it once they are made. Only
 * expressions are as this library writes them: a server writes them its own way, which `settle` asks it for.
 *
 * A table that the database cannot have is a `CompileError`, which is thrown.
 *
 * @example
 * ```ts
 * import { integer, primaryKey, table, varchar } from "fulmar"
 * import { describeTables } from "fulmar/schema"
 * import { dialect } from "fulmar/postgres"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey), name: varchar(80) })
 * describeTables(dialect)([Cake]).tables[0]?.columns.map((c) => c.type) // => ["integer", "varchar(80)"]
 * ```
 *
 * @since 0.1.0
 */
export const describeTables =
  (dialect: Dialect) =>
  (tables: ReadonlyArray<AnyTable>, options: DescribeOptions = {}): DatabaseSchema => {
    try {
      const schema: DatabaseSchema = {
        dialect: dialect.name,
        tables: byName(tables.map((t) => describeTable(dialect, t))),
        views: [],
        enums: byName(
          enumsOf(dialect, tables).map((type) => ({ schema: null, name: type.name, labels: type.args.map(String), comment: null })),
        ),
        sequences: byName(
          (options.sequences ?? []).map(({ increment, name, schema: of, start }) => ({
            schema: of,
            name,
            start: String(start),
            increment: String(increment),
          })),
        ),
      }
      return dialect.schema === null ? schema : dialect.schema.normalize(schema)
    } catch (u) {
      throw isRefusal(u) ? u.refused : u
    }
  }
