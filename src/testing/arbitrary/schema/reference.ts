import { columnDef, columnSpec, type ReferentialAction } from "../../../core/column-spec.js"
import type { Draft, Made } from "./keys.js"
import { isKey } from "./keys.js"
import type { ReferencePlan } from "./plan.js"

/** A reference of a table that is being made. */
export interface Reference {
  readonly columns: ReadonlyArray<Made>
  readonly table: number
  readonly target: ReadonlyArray<string>
  readonly nullable: boolean
  readonly onDelete: ReferentialAction | null
  readonly onUpdate: ReferentialAction | null
  readonly named: boolean
}

/** `null` where the columns may not be NULL. */
const action = (said: ReferentialAction | null, nullable: boolean): ReferentialAction | null => (said === "set null" && !nullable ? null : said)

/**
 * A reference of the table with the number to one of all tables. What refers to the table itself, or to one that comes
 * later, may be NULL, so that there can be a first row; and so may what refers to columns that may.
 */
const referenceOf = (drafts: ReadonlyArray<Draft>, from: number, plan: ReferencePlan): Reference | null => {
  const table = plan.table % drafts.length
  const { columns, identities, name, primary } = drafts[table]!
  const target = identities[plan.key % identities.length]
  if (target === undefined) {
    return null
  }
  const mayBeNull = target.some((key) => columns.some((c) => c.key === key && c.plan !== null && c.plan.presence !== "solid" && !primary.includes(key)))
  const nullable = plan.nullable || table >= from || mayBeNull
  const own = target.map((key): Made => {
    const { spec } = columns.find((c) => c.key === key)!.def
    // Its database checks the rules of the column that it refers to.
    const constraints = spec.constraints.filter((rule) => rule.sql === null)
    return { key: drafts[from]!.names.fresh(`${name}_${key}`), plan: null, def: columnDef({ ...columnSpec(spec.type), constraints }) }
  })
  return { ...plan, columns: own, table, target, nullable, onDelete: action(plan.onDelete, nullable), onUpdate: action(plan.onUpdate, nullable) }
}

export const referencesOf = (drafts: ReadonlyArray<Draft>, from: number): ReadonlyArray<Reference> =>
  drafts[from]!.plan.references.map((plan) => referenceOf(drafts, from, plan)).filter((r) => r !== null)

/** The references that are the primary key of a table which has no other. */
export const identifying = ({ byReferences }: Draft, references: ReadonlyArray<Reference>): ReadonlyArray<Reference> => {
  const solid = references.filter((r) => !r.nullable)
  return byReferences && isKey(solid.flatMap((r) => r.columns)) ? solid : []
}
