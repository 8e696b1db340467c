import { primaryKey } from "../../../codec/key.js"
import { nullable } from "../../../codec/nullable.js"
import { references } from "../../../codec/references.js"
import type { ReferentialAction } from "../../../core/column-spec.js"
import type { Dialect } from "../../../core/dialect.js"
import type { AnyColumn } from "../../../core/expr.js"
import type { AnyColumnDef } from "../../../core/sql-type.js"
import { type AnyTable, checkThat, foreignKey, primaryKeyOn, table, type TableConstraint } from "../../../core/table.js"
import { neq } from "../../../expr/comparison.js"
import { computed, definition } from "./column.js"
import { indexConstraint, indexesOf } from "./index-over.js"
import { type Draft, draft, type Made } from "./keys.js"
import { names, type Names } from "./name.js"
import type { TablePlan } from "./plan.js"
import { identifying, type Reference, referencesOf } from "./reference.js"
import { isKeyed } from "./type.js"

type Columns = Readonly<Record<string, AnyColumn>>
type Defs = ReadonlyArray<readonly [key: string, def: AnyColumnDef]>
type Constraints = (self: Columns) => ReadonlyArray<TableConstraint>

const tableOf = (name: string, defs: Defs, constraints: Constraints, comment: string | null): AnyTable =>
  (table as unknown as (...args: ReadonlyArray<unknown>) => AnyTable)(
    name,
    Object.fromEntries(defs),
    constraints,
    comment === null ? {} : { comment },
  )

const columnsOf = (self: Columns, keys: ReadonlyArray<string>): ReadonlyArray<AnyColumn> => keys.map((key) => self[key]!)
const keysOf = (columns: ReadonlyArray<Made>): ReadonlyArray<string> => columns.map((c) => c.key)

/** A reference with the name of its constraint, and the table that it is to, once that is made. */
interface Named extends Reference {
  readonly name: string | null
  readonly to: () => Columns
}

/** What is said of a reference, as far as it was drawn. */
const options = ({ name, onDelete, onUpdate }: Named): { readonly onDelete?: ReferentialAction; readonly onUpdate?: ReferentialAction; readonly name?: string } => ({
  ...(onDelete === null ? {} : { onDelete }),
  ...(onUpdate === null ? {} : { onUpdate }),
  ...(name === null ? {} : { name }),
})

/** The columns that refer to others; several that do so together by a constraint of the table. */
const referring = (reference: Named): Defs =>
  reference.columns.map(({ def, key }) => {
    const present: AnyColumnDef = reference.nullable ? nullable(def) : def
    const refer = references(() => reference.to()[reference.target[0]!] as never, options(reference)) as (d: AnyColumnDef) => AnyColumnDef
    return [key, reference.columns.length > 1 ? present : refer(present)]
  })

/** MariaDB computes nothing from what it may fill with spaces. */
const isFilled = ({ spec: { type } }: AnyColumnDef): boolean => type.name === "char" || type.family === "uuid"

/** Columns that are computed from one that was drawn. */
const generated = (made: Draft, own: Defs, stored: boolean): Defs => {
  const plain = tableOf(made.name, own, () => [], null) as unknown as Columns
  const drawn = made.columns.flatMap((c, i) => (c.plan === null || isFilled(c.def) ? [] : [own[i]!]))
  return drawn.length === 0
    ? []
    : made.plan.generated.map(({ name, on, pick }) => {
        const [key, def] = drawn[pick % drawn.length]!
        return [made.names.fresh(name), computed(def, plain[key], on || stored)]
      })
}

/** Conditions that most rows fulfil. */
const checksOf = (made: Draft, taken: Names): Constraints => {
  const fit = made.columns.filter((c) => c.plan !== null && isKeyed(c.def))
  const chosen = fit.length === 0 ? [] : made.plan.checks.map(({ on, pick }) => ({ column: fit[pick % fit.length]!, name: on ? taken.fresh(`ck ${made.name}`) : undefined }))
  return (self) => chosen.map(({ column, name }) => checkThat(neq(self[column.key] as never, column.plan!.value as never), name))
}

interface Context {
  readonly drafts: ReadonlyArray<Draft>
  readonly tables: ReadonlyArray<AnyTable>
  /** The names in the schema that are given. */
  readonly taken: Names
  readonly partial: boolean
  readonly stored: boolean
}

/** The name of a column in the database: another one than its key, if that was drawn and is free. */
const calledOf = ({ names: taken }: Draft, { key, plan }: Made): string => {
  const called = plan?.called ?? null
  return called !== null && taken.take(called) ? called : key
}

/** The table of a number. */
const finished = ({ drafts, partial, stored, tables, taken }: Context, at: number): AnyTable => {
  const made = drafts[at]!
  const { columns, marked, plan, primary } = made
  const foreign = referencesOf(drafts, at).map((r, i): Named => ({
    ...r,
    name: r.named ? taken.fresh(`fk ${made.name} ${i}`) : null,
    to: () => tables[r.table] as unknown as Columns,
  }))
  const key = identifying(made, foreign).flatMap((r) => keysOf(r.columns))
  const called = new Map(columns.map((c) => [c, calledOf(made, c)]))
  const own: Defs = columns.map((c) => [c.key, definition(made, c, called.get(c)!)])
  const indexes = indexesOf(made, (c) => called.get(c)!, taken)
  const checks = checksOf(made, taken)
  const constraints: Constraints = (self) => [
    ...(marked || primary.length === 0 ? [] : [primaryKeyOn(...columnsOf(self, primary))]),
    ...(key.length < 2 ? [] : [primaryKeyOn(...columnsOf(self, key))]),
    ...foreign
      .filter((r) => r.columns.length > 1)
      .map((r) => foreignKey(columnsOf(self, keysOf(r.columns)), () => columnsOf(r.to(), r.target), options(r))),
    ...indexes.map((index) => indexConstraint(self, index, partial)),
    ...checks(self),
  ]
  const others = foreign.flatMap(referring).map(([k, def]) => [k, key.length === 1 && key[0] === k ? primaryKey(def) : def] as const)
  return tableOf(made.name, [...own, ...generated(made, own, stored), ...others], constraints, plan.comment)
}

/** The tables of a plan, which may refer to each other, for a database, or for any. */
export const built = (plans: ReadonlyArray<TablePlan>, dialect: Dialect | null): ReadonlyArray<AnyTable> => {
  const taken = names()
  const drafts = plans.map((plan) => draft(plan, taken.fresh(plan.name), names()))
  const tables: Array<AnyTable> = []
  const partial = dialect?.ddl.partialIndexes ?? false
  const stored = !(dialect?.ddl.virtualColumns ?? false)
  drafts.forEach((_, at) => void tables.push(finished({ drafts, tables, taken, partial, stored }, at)))
  return tables
}
