import type { AnyColumn } from "../../../core/expr.js"
import { constraintOptions, indexOn, type TableConstraint, uniqueOn } from "../../../core/table.js"
import { isNotNull, neq } from "../../../expr/comparison.js"
import { type Draft, type Made, picked, sameKeys } from "./keys.js"
import type { Names } from "./name.js"
import type { IndexPlan } from "./plan.js"
import { isKeyed } from "./type.js"

/** The columns of a table that are indexed by themselves. */
export const isIndexed = ({ primary }: Pick<Draft, "primary">, { def, key, plan }: Made): boolean =>
  plan !== null && plan.indexed && isKeyed(def) && !plan.unique && !primary.includes(key)

/** An index, or a unique constraint. */
export interface IndexOver {
  readonly kind: IndexPlan["kind"]
  readonly columns: ReadonlyArray<Made>
  readonly name: string | null
  readonly partial: "present" | "other" | null
}

/** The name that an index has when it is given none. */
const defaultName = ({ name }: Draft, nameOf: (c: Made) => string, columns: ReadonlyArray<Made>): string =>
  `ix_${name}_${columns.map(nameOf).join("_")}`

/** The indexes of a table, over columns of which none is one yet, with names that are free in the whole schema. */
export const indexesOf = (made: Draft, nameOf: (c: Made) => string, taken: Names): ReadonlyArray<IndexOver> => {
  const known = [...made.identities, ...made.columns.filter((c) => isIndexed(made, c)).map((c) => [c.key])]
  return made.plan.indexes.flatMap(({ kind, named, partial, picks }, i): ReadonlyArray<IndexOver> => {
    const columns = picked(made.columns, picks)
    const keys = columns.map((c) => c.key)
    if (columns.length === 0 || known.some((x) => sameKeys(x, keys))) {
      return []
    }
    known.push(keys)
    const isFree = kind === "unique" || taken.take(defaultName(made, nameOf, columns))
    const name = named || !isFree ? taken.fresh(`${kind === "unique" ? "uq" : "ix"} ${made.name} ${i}`) : null
    return [{ kind, columns, name, partial: !partial || kind === "unique" ? null : i % 2 === 0 ? "present" : "other" }]
  })
}

/** The constraint of an index; `partial`: whether the database has those of some rows. */
export const indexConstraint = (self: Readonly<Record<string, AnyColumn>>, index: IndexOver, partial: boolean): TableConstraint => {
  const [first] = index.columns
  const on = index.columns.map((c) => self[c.key]!)
  const name = index.name === null ? {} : { name: index.name }
  if (index.kind === "unique") {
    return constraintOptions(name)(uniqueOn(...on))
  }
  const where = {
    where: (index.partial === "other" && first!.plan !== null ? neq(on[0] as never, first!.plan.value as never) : isNotNull(on[0] as never)) as never,
  }
  return constraintOptions({ ...name, ...(partial && index.partial !== null ? where : {}), unique: index.kind === "unique index" })(indexOn(...on))
}
