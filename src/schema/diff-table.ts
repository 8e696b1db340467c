import { nameOf, sameName } from "../core/schema/by-name.js"
import type { Change } from "../core/schema/change.js"
import type {
  CheckSchema,
  ColumnSchema,
  ForeignKeySchema,
  IndexSchema,
  KeySchema,
  TableSchema,
} from "../core/schema/database-schema.js"
import type { SchemaDialect } from "../core/schema/schema-dialect.js"

type Same<T> = (a: T, b: T) => boolean

/** What is on one side only. Each thing has at most one counterpart: by its name, else one without a name by what it says. */
const unmatched = <T extends { readonly name: string | null }>(
  from: ReadonlyArray<T>,
  to: ReadonlyArray<T>,
  same: Same<T>,
): readonly [dropped: ReadonlyArray<T>, added: ReadonlyArray<T>] => {
  const left = new Set(from)
  const pair = (wanted: ReadonlyArray<T>, fits: Same<T>): ReadonlyArray<T> =>
    wanted.filter((b) => {
      const a = [...left].find((x) => fits(x, b))
      if (a !== undefined) {
        left.delete(a)
      }
      return a === undefined
    })
  const named = pair(to, (a, b) => a.name !== null && a.name === b.name && same(a, b))
  const added = pair(named, (a, b) => (a.name === null || b.name === null) && same(a, b))
  return [[...left], added]
}

const sameList = (a: ReadonlyArray<string>, b: ReadonlyArray<string>): boolean => JSON.stringify(a) === JSON.stringify(b)

const sameKey: Same<KeySchema> = (a, b) => sameList(a.columns, b.columns)

const sameForeignKey: Same<ForeignKeySchema> = (a, b) =>
  sameList(a.columns, b.columns) &&
  sameName(a.target, b.target) &&
  sameList(a.targetColumns, b.targetColumns) &&
  a.onDelete === b.onDelete &&
  a.onUpdate === b.onUpdate &&
  a.deferrable === b.deferrable

const sameText =
  (dialect: SchemaDialect): Same<string | null> =>
  (a, b) =>
    a === null || b === null ? a === b : dialect.sameExpression(a, b)

const sameIndex =
  (dialect: SchemaDialect): Same<IndexSchema> =>
  (a, b) =>
    a.unique === b.unique &&
    a.using === b.using &&
    sameList(a.include, b.include) &&
    sameText(dialect)(a.where, b.where) &&
    a.keys.length === b.keys.length &&
    a.keys.every((key, i) => {
      const other = b.keys[i]!
      return (
        sameText(dialect)(key.expression, other.expression) &&
        JSON.stringify({ ...key, expression: null }) === JSON.stringify({ ...other, expression: null })
      )
    })

const counts = (identity: ColumnSchema["identity"]): ColumnSchema["identity"] => (identity === "serial" ? "by default" : identity)

/** Are two columns of one name the same? */
export const sameColumn =
  (dialect: SchemaDialect): Same<ColumnSchema> =>
  (a, b) =>
    dialect.sameType(a, b) &&
    a.nullable === b.nullable &&
    sameText(dialect)(a.default, b.default) &&
    (a.generated === null) === (b.generated === null) &&
    sameText(dialect)(a.generated?.expression ?? null, b.generated?.expression ?? null) &&
    a.generated?.stored === b.generated?.stored &&
    counts(a.identity) === counts(b.identity) &&
    a.comment === b.comment

const isGenerated = (change: Change): boolean =>
  (change._tag === "AddColumn" || change._tag === "DropColumn") && change.column.generated !== null

/** The changes that make one table of another of its name. */
export const diffTable = (dialect: SchemaDialect, from: TableSchema, to: TableSchema): ReadonlyArray<Change> => {
  const table = nameOf(to)
  const before = new Map(from.columns.map((c) => [c.name, c] as const))
  const after = new Set(to.columns.map((c) => c.name))
  const same = sameColumn(dialect)
  const columns = to.columns.flatMap((column): ReadonlyArray<Change> => {
    const old = before.get(column.name)
    return old === undefined
      ? [{ _tag: "AddColumn", table, column }]
      : same(old, column)
        ? []
        : [{ _tag: "AlterColumn", table, from: old, to: column }]
  })
  // A generated column reads others: it comes after them, and goes before.
  const generatedLast = (a: Change, b: Change): number => Number(isGenerated(a)) - Number(isGenerated(b))
  const dropped = from.columns.filter((c) => !after.has(c.name)).map((column): Change => ({ _tag: "DropColumn", table, column }))
  const keys = unmatched(
    from.primaryKey === null ? [] : [from.primaryKey],
    to.primaryKey === null ? [] : [to.primaryKey],
    sameKey,
  )
  const uniques = unmatched(from.uniques, to.uniques, sameKey)
  const foreignKeys = unmatched(from.foreignKeys, to.foreignKeys, sameForeignKey)
  const checks = unmatched<CheckSchema>(from.checks, to.checks, (a, b) => dialect.sameExpression(a.expression, b.expression))
  const indexes = unmatched(from.indexes, to.indexes, sameIndex(dialect))
  return [
    ...columns.toSorted(generatedLast),
    ...dropped.toSorted(generatedLast).toReversed(),
    ...keys[0].map((key): Change => ({ _tag: "DropPrimaryKey", table, key })),
    ...keys[1].map((key): Change => ({ _tag: "AddPrimaryKey", table, key })),
    ...uniques[0].map((key): Change => ({ _tag: "DropUnique", table, key })),
    ...uniques[1].map((key): Change => ({ _tag: "AddUnique", table, key })),
    ...foreignKeys[0].map((foreignKey): Change => ({ _tag: "DropForeignKey", table, foreignKey })),
    ...foreignKeys[1].map((foreignKey): Change => ({ _tag: "AddForeignKey", table, foreignKey })),
    ...checks[0].map((check): Change => ({ _tag: "DropCheck", table, check })),
    ...checks[1].map((check): Change => ({ _tag: "AddCheck", table, check })),
    ...indexes[0].map((index): Change => ({ _tag: "DropIndex", table, index })),
    ...indexes[1].map((index): Change => ({ _tag: "CreateIndex", table, index })),
    ...(from.comment === to.comment ? [] : [{ _tag: "CommentTable", table, from: from.comment, to: to.comment } as const]),
  ]
}
