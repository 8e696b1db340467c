import type {
  AddForeignKeyNode,
  CommentNode,
  CreateIndexNode,
  CreateTableNode,
  CreateTypeNode,
  DdlNode,
  ForeignKey,
} from "../ddl-node.js"
import { foreignKeysOf } from "../print/ddl.js"
import { queryPipe, rawQueryNode } from "../query-node.js"
import { type AnyTable, tableData } from "../table.js"
import type { TableData } from "../table-data.js"
import type { Dialect } from "../dialect.js"
import type { TypeSpec } from "../sql-type.js"
import { createIndexes } from "./create-index.js"
import { type Ddl, dropTable } from "./create-table.js"

const target = (key: ForeignKey): string => key.target().table

/**
 * Tables in an order in which each comes after those it refers to, as far as there is one. In whatever order they are
 * given it is the same, that the key which is found to close a circle is the one with which the tables were made.
 */
export const inOrder = (tables: ReadonlyArray<AnyTable>): ReadonlyArray<AnyTable> => {
  const byName = new Map(tables.map((t) => [tableData(t).name, t] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  const done = new Set<string>()
  const ordered: Array<AnyTable> = []
  const visit = (t: AnyTable): void => {
    const data = tableData(t)
    if (done.has(data.name)) {
      return
    }
    done.add(data.name)
    for (const key of foreignKeysOf(data)) {
      const other = byName.get(target(key))
      if (other !== undefined) {
        visit(other)
      }
    }
    ordered.push(t)
  }
  byName.forEach(visit)
  return ordered
}

/** The foreign keys of a table to tables that are not there when it is made. */
const forward = (data: TableData, made: ReadonlySet<string>, all: ReadonlySet<string>): ReadonlyArray<ForeignKey> =>
  foreignKeysOf(data).filter((key) => target(key) !== data.name && all.has(target(key)) && !made.has(target(key)))

/** The foreign keys that close the circles among tables, with the names by which they can be removed. */
const closing = (ordered: ReadonlyArray<AnyTable>): ReadonlyArray<readonly [TableData, ForeignKey & { name: string }]> => {
  const all = new Set(ordered.map((t) => tableData(t).name))
  const made = new Set<string>()
  return ordered.flatMap((t) => {
    const table = tableData(t)
    const keys = forward(table, made, all)
    made.add(table.name)
    return keys.map((key) => [table, { ...key, name: key.name ?? `fk_${table.name}_${key.columns.join("_")}` }] as const)
  })
}

/**
 * The statements that make tables and their indexes: each table after those it refers to. Where tables refer to each other
 * in a circle, the foreign keys that close it are added at the end, or where the database cannot do that (SQLite) are
 * part of the tables, which it allows.
 *
 * @example
 * ```ts
 * import { createStatements, integer, primaryKey, references, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey) })
 * const Fruit = table("fruit", { cakeId: integer.pipe(references(() => Cake.id)) })
 * createStatements(dialect)([Fruit, Cake]).map((s) => toSql(dialect)(s).slice(0, 20))
 * // => [`create table "cake" `, `create table "fruit"`]
 * ```
 *
 * @since 0.1.0
 */
export const createStatements =
  (dialect: Dialect) =>
  (tables: ReadonlyArray<AnyTable>, options: { readonly ifNotExists?: boolean } = {}): ReadonlyArray<Ddl> => {
    const ifNotExists = options.ifNotExists ?? false
    const ordered = inOrder(tables)
    const { addForeignKey, indexesInTable } = dialect.ddl
    const circles = addForeignKey ? closing(ordered) : []
    const later = circles.map(
      ([table, foreignKey]): AddForeignKeyNode => ({ _tag: "AddForeignKey", table, foreignKey, pipe: queryPipe }),
    )
    const creates = ordered.map((t): CreateTableNode => {
      const table = tableData(t)
      const without = circles.filter(([of]) => of === table).map(([, key]) => key)
      const indexes = indexesInTable ? (createIndexes(t) as ReadonlyArray<unknown> as ReadonlyArray<CreateIndexNode>) : []
      return { _tag: "CreateTable", table, ifNotExists, without, indexes, pipe: queryPipe }
    })
    const types = enumsOf(dialect, ordered).map(
      (type): CreateTypeNode => ({ _tag: "CreateType", type, ifNotExists, pipe: queryPipe }),
    )
    return [
      ...[...types, ...creates, ...later].map(ddl),
      ...(indexesInTable ? [] : ordered.flatMap((t) => createIndexes(t, options))),
      ...(dialect.ddl.comments === "statement" ? ordered.flatMap((t) => commentsOf(tableData(t))) : []).map(ddl),
    ]
  }

const ddl = (node: DdlNode): Ddl => Object.freeze(node) as never

/** The enumerations that the tables use, where these are types of the schema. */
export const enumsOf = (dialect: Dialect, tables: ReadonlyArray<AnyTable>): ReadonlyArray<TypeSpec> => {
  const byName = new Map<string, TypeSpec>()
  for (const column of dialect.ddl.enums === "schema" ? tables.flatMap((t) => tableData(t).columns) : []) {
    let type: TypeSpec | null = column.spec.type
    while (type.element !== null) {
      type = type.element
    }
    if (type.family === "enum" && !byName.has(type.name)) {
      byName.set(type.name, type)
    }
  }
  return [...byName.values()]
}

const commentsOf = (table: TableData): ReadonlyArray<CommentNode> => {
  const comment = (column: string | null, text: string | null): ReadonlyArray<CommentNode> =>
    text === null ? [] : [{ _tag: "Comment", table, column, text, pipe: queryPipe }]
  return [...comment(null, table.comment), ...table.columns.flatMap((c) => comment(c.name, c.spec.comment))]
}

/**
 * The statements that remove tables: each before those it refers to. For the dialect that is given, they also remove the
 * types of enumerations that `createStatements` made, and tables that refer to each other in a circle.
 *
 * @since 0.1.0
 */
export const dropStatements = (
  tables: ReadonlyArray<AnyTable>,
  options: { readonly ifExists?: boolean } = {},
  dialect: Dialect | null = null,
): ReadonlyArray<Ddl> => {
  const ifExists = options.ifExists ?? false
  const made = inOrder(tables)
  const ordered = made.toReversed()
  const [first, ...others] = ordered.map(tableData)
  const types = dialect === null ? [] : enumsOf(dialect, ordered)
  const circle = dialect === null ? [] : closing(made)
  const circles = dialect?.ddl.addForeignKey === true ? circle : []
  const defer = circle.length > 0 ? (dialect?.ddl.deferForeignKeys ?? null) : null
  const atOnce = circles.length > 0 && dialect?.ddl.dropsCircles === true
  const keys = atOnce ? [] : circles
  return [
    ...(defer === null ? [] : [rawQueryNode([{ _tag: "Text", sql: defer }], { _tag: "Record", fields: [] }) as unknown as Ddl]),
    ...keys.map(([table, { name }]) => ddl({ _tag: "DropForeignKey", table, name, ifExists, pipe: queryPipe })),
    ...(atOnce && first !== undefined
      ? [ddl({ _tag: "DropTable", table: first, others, ifExists, pipe: queryPipe })]
      : ordered.map((t) => dropTable(t, options))),
    ...types.map((type) => ddl({ _tag: "DropType", type, ifExists, pipe: queryPipe })),
  ]
}
