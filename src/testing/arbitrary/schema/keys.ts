import { bigint } from "../../../codec/bigint.js"
import { integer } from "../../../codec/integer.js"
import { autoIncrement, generatedAlwaysAsIdentity } from "../../../codec/key.js"
import type { AnyColumnDef } from "../../../core/sql-type.js"
import type { Names } from "./name.js"
import type { ColumnPlan, TablePlan } from "./plan.js"
import { isKeyed } from "./type.js"

/** A column of a table that is being made. */
export interface Made {
  readonly key: string
  /** What was drawn of it; `null` for one that counts up. */
  readonly plan: ColumnPlan | null
  readonly def: AnyColumnDef
}

/** A table that is being made: its own columns, and the keys that others may refer to. */
export interface Draft {
  readonly plan: TablePlan
  readonly name: string
  /** The keys of its columns, and their names. */
  readonly names: Names
  readonly columns: ReadonlyArray<Made>
  /** Keys of the columns of the primary key, and whether these are marked one by one. */
  readonly primary: ReadonlyArray<string>
  readonly marked: boolean
  /** Whether the columns that refer to others are the primary key. */
  readonly byReferences: boolean
  /** What identifies a row: the primary key, and what is unique; each once. */
  readonly identities: ReadonlyArray<ReadonlyArray<string>>
}

/** Texts and bytes, of which a key of MySQL holds few. */
const isWide = ({ def }: Made): boolean => ["text", "bytes"].includes(def.spec.type.family)

/** May these columns be a key together? */
export const isKey = (columns: ReadonlyArray<Made>): boolean =>
  columns.length > 0 && columns.every((c) => isKeyed(c.def)) && columns.filter(isWide).length <= 3

/** The columns of a key that are picked by number, each once; none, if there are no such columns. */
export const picked = (columns: ReadonlyArray<Made>, picks: ReadonlyArray<number>): ReadonlyArray<Made> => {
  const fit = columns.filter((c) => isKeyed(c.def))
  const chosen = [...new Set(picks.map((n) => fit[n % fit.length]!))]
  return fit.length > 0 && isKey(chosen) ? chosen : []
}

/** Are they of the same columns? */
export const sameKeys = (a: ReadonlyArray<string>, b: ReadonlyArray<string>): boolean =>
  a.length === b.length && a.every((key) => b.includes(key))

/** The columns of the primary key among those that were drawn. */
const primaryOf = (plan: TablePlan, columns: ReadonlyArray<Made>): ReadonlyArray<string> => {
  switch (plan.key) {
    case "column":
      return picked(columns, [0]).map((c) => c.key)
    case "columns":
    case "constraint":
      return picked(columns, [0, 1]).map((c) => c.key)
    default:
      return []
  }
}

/** The column that counts up, if there is one. */
const counting = ({ key, columns }: TablePlan, names: Names): ReadonlyArray<Made> => {
  if (key !== "counted" && key !== "identity") {
    return []
  }
  const def: AnyColumnDef = columns.length % 2 === 0 ? bigint : integer
  return [{ key: names.fresh("id"), plan: null, def: key === "counted" ? autoIncrement(def) : generatedAlwaysAsIdentity(def) }]
}

/** A table with its own columns and primary key. */
export const draft = (plan: TablePlan, name: string, names: Names): Draft => {
  const own = plan.columns.map((column): Made => ({ key: names.fresh(column.name), plan: column, def: column.def }))
  const counted = counting(plan, names)
  const primary = counted.length > 0 ? counted.map((c) => c.key) : primaryOf(plan, own)
  const unique = own.filter((c) => c.plan!.unique && isKeyed(c.def)).map((c) => [c.key])
  const marked = plan.key !== "constraint"
  const identities = [...(primary.length === 0 ? [] : [primary]), ...unique.filter((x) => !sameKeys(x, primary))]
  return { plan, name, names, columns: [...counted, ...own], primary, marked, byReferences: plan.key === "references", identities }
}
