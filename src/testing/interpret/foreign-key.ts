import type { ReferentialAction } from "../../core/column-spec.js"
import type { TableData } from "../../core/table-data.js"
import { type Change, changed, type Tables } from "./change.js"
import { defaultOf } from "./default.js"
import { heldBy, isTable } from "./held.js"
import { sameValue } from "./meaning.js"
import type { Scope, TableRow } from "./scope.js"
import { columnOf } from "./unique.js"
import { foreignKeyViolation } from "./violation.js"

/** Columns whose values are those of a row of another table, unless one of them is NULL. */
interface ForeignKey {
  readonly table: TableData
  readonly columns: ReadonlyArray<string>
  readonly target: Pick<TableData, "name" | "schema">
  /** The columns there, by their names in the database. */
  readonly names: ReadonlyArray<string>
  readonly onDelete: ReferentialAction | null
  readonly onUpdate: ReferentialAction | null
}

const foreignKeys = (table: TableData): ReadonlyArray<ForeignKey> => [
  ...table.columns.flatMap(({ key, spec: { references } }) => {
    if (references === null) {
      return []
    }
    const target = references.target()
    const { onDelete, onUpdate } = references
    return [{ table, columns: [key], target: { name: target.table, schema: target.schema }, names: [target.column], onDelete, onUpdate }]
  }),
  ...table.constraints().flatMap((c) => {
    if (c._tag !== "ForeignKey") {
      return []
    }
    const target = c.target()
    const { columns, onDelete, onUpdate } = c
    return [{ table, columns, target: { name: target.table, schema: target.schema }, names: target.columns, onDelete, onUpdate }]
  }),
]

/** Does the row of the one table refer to the row of the other? */
const refersTo = (key: ForeignKey, row: TableRow, target: TableData, there: TableRow): boolean =>
  key.columns.every((column, i) => {
    const other = target.columns.find((c) => c.name === key.names[i])!
    const [a, b] = [row[column], there[other.key]]
    return a !== null && b !== null && sameValue(columnOf(key.table, column).spec.type)(a, b)
  })

/** Is the row the same in the columns that others refer to? */
const keepsKey = (key: ForeignKey, { after, before, table }: Change): boolean =>
  after !== null &&
  key.names.every((name) => {
    const { key: column, spec } = table.columns.find((c) => c.name === name)!
    const [a, b] = [before![column], after[column]]
    return a === null || b === null ? a === b : sameValue(spec.type)(a, b)
  })

/** What becomes of a row that refers to one that goes or gets another key. */
const reaction = (key: ForeignKey, row: TableRow, { after, table }: Change, root: Scope): Change | null => {
  const change = (values: ReadonlyArray<unknown>): Change => ({
    table: key.table,
    before: row,
    after: { ...row, ...Object.fromEntries(key.columns.map((column, i) => [column, values[i]])) },
  })
  switch (after === null ? key.onDelete : key.onUpdate) {
    case "cascade":
      return after === null
        ? { table: key.table, before: row, after: null }
        : change(key.names.map((name) => after[table.columns.find((c) => c.name === name)!.key]))
    case "set null":
      return change(key.columns.map(() => null))
    case "set default":
      return change(key.columns.map((column) => defaultOf(columnOf(key.table, column), root)))
    case "restrict":
      return foreignKeyViolation(key.table, row, key.columns)
    default:
      return null
  }
}

/** The tables after changes and all that foreign keys make of them, with all changes. */
export const withReactions = (tables: Tables, changes: ReadonlyArray<Change>, root: Scope): { readonly tables: Tables; readonly changes: ReadonlyArray<Change> } => {
  let now = changes.reduce(changed, tables)
  const all = [...changes]
  for (let i = 0; i < all.length; i++) {
    const change = all[i]!
    const { before, table } = change
    const keys = before === null ? [] : now.flatMap((held) => foreignKeys(held.table)).filter((key) => isTable(key.target, table) && !keepsKey(key, change))
    for (const key of keys) {
      for (const row of heldBy(now, key.table).rows.filter((x) => refersTo(key, x, table, before!))) {
        const next = reaction(key, row, change, root)
        if (next !== null) {
          all.push(next)
          now = changed(now, next)
        }
      }
    }
  }
  return { tables: now, changes: all }
}

/** A row that refers to one that is not there, of those that changed and those whose row is gone. */
export const danglingRow = (tables: Tables, changes: ReadonlyArray<Change>) => {
  for (const { rows, table } of tables) {
    for (const key of foreignKeys(table)) {
      const touched = (row: TableRow): boolean =>
        changes.some(
          (c) => c.after === row || (c.before !== null && isTable(c.table, key.target) && refersTo(key, row, c.table, c.before)),
        )
      const isNull = (row: TableRow): boolean => key.columns.some((column) => row[column] === null)
      for (const row of rows.filter((x) => !isNull(x) && touched(x))) {
        const target = heldBy(tables, key.target)
        if (!target.rows.some((there) => refersTo(key, row, target.table, there))) {
          return { table, row, columns: key.columns }
        }
      }
    }
  }
  return null
}
