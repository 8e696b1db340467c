import * as E from "fp-ts/lib/Either.js"
import { validateColumn } from "../core/encode.js"
import { ValidationError, type ValidationIssue } from "../core/errors.js"
import { primaryKeyOf } from "../core/primary-key.js"
import { show } from "../core/show.js"
import { type Insert, tableData, type TableMeta } from "../core/table.js"
import type { TableColumn } from "../core/table-data.js"
import { type Changeset, change, changesetNode, makeChangeset, type Origin } from "./changeset.js"

type AnyT = TableMeta<any, any, any>
type Rec = Readonly<Record<string, unknown>>

/** What of unknown input is taken. */
export interface InputOptions<K extends string> {
  /** The keys that are taken; all others of the input are ignored. By default all that may be written. */
  readonly only?: ReadonlyArray<K>
}

const invalid = (table: string, issues: ReadonlyArray<ValidationIssue>): ValidationError =>
  new ValidationError({ message: issues.map((issue) => issue.message).join("\n"), table, issues })

const issueOf = (table: string, column: string, value: unknown, expected: string, message: string): ValidationIssue => ({
  column,
  row: 0,
  value,
  expected,
  message: `Column ${JSON.stringify(column)} of table ${JSON.stringify(table)}: ${message}`,
})

const isRequired = ({ spec }: TableColumn): boolean =>
  !spec.nullable && !spec.option && spec.default === null && !spec.autoIncrement && spec.generated === null && spec.role !== "version"

/** The values of the columns among unknown input, or what is wrong with each. */
const checked = (
  table: AnyT,
  input: unknown,
  columns: ReadonlyArray<TableColumn>,
  required: (column: TableColumn) => boolean,
): E.Either<ValidationError, Rec> => {
  const { name } = tableData(table)
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    return E.left(invalid(name, [issueOf(name, "*", input, "a record of values by column", `expected a record of values by column, got ${show(input)}`)]))
  }
  const values: Array<readonly [string, unknown]> = []
  const issues: Array<ValidationIssue> = []
  for (const column of columns) {
    const value: unknown = Object.hasOwn(input, column.key) ? (input as Rec)[column.key] : undefined
    if (value === undefined) {
      if (required(column)) issues.push(issueOf(name, column.key, value, column.spec.type.codec.name, `expected ${column.spec.type.codec.name}, but it is missing`))
      continue
    }
    const fits = validateColumn(column.spec, value)
    if (E.isLeft(fits)) issues.push(issueOf(name, column.key, value, fits.left.expected, fits.left.message))
    else values.push([column.key, value])
  }
  return issues.length > 0 ? E.left(invalid(name, issues)) : E.right(Object.fromEntries(values))
}

const taken = (table: AnyT, only: ReadonlyArray<string> | undefined): ReadonlyArray<TableColumn> =>
  tableData(table).columns.filter((c) => c.spec.generated === null && c.spec.role === null && (only === undefined || only.includes(c.key)))

/**
 * A new row from unknown input, such as the body of a request, or one error with an issue for each column whose value does
 * not fit or is missing. Keys that are no columns are ignored, and with `only` all but those.
 *
 * @example
 * ```ts
 * import { constrain, integer, newRowFrom, primaryKey, autoIncrement, table, text } from "fulmar"
 *
 * const Fruit = table("fruit", { id: integer.pipe(primaryKey, autoIncrement), name: text, grams: integer.pipe(constrain.ge(1)) })
 * const result = newRowFrom(Fruit, { name: 7, grams: 0 }, { only: ["name", "grams"] })
 * result._tag === "Left" ? result.left.issues.map((issue) => issue.column) : [] // => ["name", "grams"]
 * ```
 *
 * @since 0.1.0
 */
export const newRowFrom = <T extends AnyT, const K extends keyof Insert<T> & string = keyof Insert<T> & string>(
  table: T,
  input: unknown,
  options: InputOptions<K> = {},
): E.Either<ValidationError, Changeset<T, "new", keyof Insert<T>>> =>
  E.map((changes: Rec): Changeset<T, "new", keyof Insert<T>> => makeChangeset({ table, original: null, changes, related: [], link: {} }))(
    checked(table, input, taken(table, options.only), (column) => isRequired(column) && (options.only === undefined || options.only.includes(column.key as K))),
  )

/**
 * The changeset with what unknown input changes, or one error with an issue for each column whose value does not fit. Keys
 * that are no columns are ignored, and with `only` all but those; the primary key of a row that is there stays.
 *
 * @since 0.1.0
 */
export const changeFrom =
  <const K extends string = string>(input: unknown, options: InputOptions<K> = {}) =>
  <T extends AnyT, G extends Origin, X, L>(changeset: Changeset<T, G, X, L>): E.Either<ValidationError, Changeset<T, G, X, L>> => {
    const { original, table } = changesetNode(changeset)
    const keys = original === null ? [] : primaryKeyOf(tableData(table))
    const columns = taken(table, options.only).filter((c) => !keys.includes(c.key))
    return E.map((values: Rec) => change(values as never)(changeset as never) as unknown as Changeset<T, G, X, L>)(checked(table, input, columns, () => false))
  }
