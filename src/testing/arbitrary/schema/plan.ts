import * as fc from "fast-check"
import type { ReferentialAction } from "../../../core/column-spec.js"
import type { AnyColumnDef } from "../../../core/sql-type.js"
import { texts } from "../values/text.js"
import { valuesWithin } from "../values/of-type.js"
import { anyName } from "./name.js"

/** A column that is drawn. */
export interface ColumnPlan {
  readonly def: AnyColumnDef
  /** A value that it can hold, for its default and for conditions. */
  readonly value: unknown
  readonly name: string
  /** What the database calls it, if that is something else. */
  readonly called: string | null
  readonly presence: "solid" | "nullable" | "option"
  readonly hasDefault: boolean
  readonly unique: boolean
  readonly indexed: boolean
  readonly comment: string | null
}

/** Columns of a table that refer to those of another one, or of their own. Numbers pick one of what there is. */
export interface ReferencePlan {
  readonly table: number
  readonly key: number
  readonly nullable: boolean
  readonly onDelete: ReferentialAction | null
  readonly onUpdate: ReferentialAction | null
  readonly named: boolean
}

/** An index, or a unique constraint, over columns that are picked. */
export interface IndexPlan {
  readonly picks: ReadonlyArray<number>
  readonly kind: "index" | "unique index" | "unique"
  /** Whether it is of some rows only, where the database has such. */
  readonly partial: boolean
  readonly named: boolean
}

/** A condition, or a column that is computed, of one that is picked. */
export interface DerivedPlan {
  readonly pick: number
  readonly name: string
  readonly on: boolean
}

/** A table that is drawn. */
export interface TablePlan {
  readonly name: string
  readonly columns: ReadonlyArray<ColumnPlan>
  readonly key: "none" | "column" | "columns" | "constraint" | "counted" | "identity" | "references"
  readonly references: ReadonlyArray<ReferencePlan>
  readonly indexes: ReadonlyArray<IndexPlan>
  readonly checks: ReadonlyArray<DerivedPlan>
  readonly generated: ReadonlyArray<DerivedPlan>
  readonly comment: string | null
}

/** NULL four times in five. */
const seldom = <A>(arbitrary: fc.Arbitrary<A>): fc.Arbitrary<A | null> =>
  fc.oneof({ withCrossShrink: true }, { weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary })
const rarely: fc.Arbitrary<boolean> = fc.nat(4).map((n) => n === 4)
const comments = seldom(texts(1, 9))

/** A type, and a value of it. */
const typed = (def: AnyColumnDef): fc.Arbitrary<Pick<ColumnPlan, "def" | "value">> =>
  fc.record({ def: fc.constant(def), value: valuesWithin(def.spec.type, def.spec.constraints)! })

const columnPlan = (defs: ReadonlyArray<AnyColumnDef>): fc.Arbitrary<ColumnPlan> =>
  fc
    .tuple(
      fc.oneof({ withCrossShrink: true }, ...defs.map(typed)),
      fc.record({
        name: anyName,
        called: seldom(anyName),
        presence: fc.constantFrom<ColumnPlan["presence"]>("solid", "nullable", "option"),
        hasDefault: rarely,
        unique: rarely,
        indexed: rarely,
        comment: comments,
      }),
    )
    .map(([type, rest]) => ({ ...type, ...rest }))

const actions = fc.constantFrom<ReferentialAction | null>(null, "cascade", "restrict", "set null", "no action")

const referencePlan: fc.Arbitrary<ReferencePlan> = fc.record({
  table: fc.nat(9),
  key: fc.nat(9),
  nullable: fc.boolean(),
  onDelete: actions,
  onUpdate: actions,
  named: rarely,
})

const indexPlan: fc.Arbitrary<IndexPlan> = fc.record({
  picks: fc.array(fc.nat(9), { minLength: 1, maxLength: 2, size: "max" }),
  kind: fc.constantFrom<IndexPlan["kind"]>("index", "unique index", "unique"),
  partial: rarely,
  named: fc.boolean(),
})

const derivedPlan: fc.Arbitrary<DerivedPlan> = fc.record({ pick: fc.nat(9), name: anyName, on: fc.boolean() })

const tablePlan = (defs: ReadonlyArray<AnyColumnDef>, maxColumns: number): fc.Arbitrary<TablePlan> =>
  fc.record({
    name: anyName,
    columns: fc.array(columnPlan(defs), { minLength: 1, maxLength: maxColumns, size: "max" }),
    key: fc.constantFrom<TablePlan["key"]>("none", "column", "columns", "constraint", "counted", "identity", "references"),
    references: fc.array(referencePlan, { maxLength: 2, size: "max" }),
    indexes: fc.array(indexPlan, { maxLength: 2 }),
    checks: fc.array(derivedPlan, { maxLength: 1 }),
    generated: fc.array(derivedPlan, { maxLength: 1 }),
    comment: comments,
  })

/** Tables that are drawn, at least one. */
export const tablePlans = (
  defs: ReadonlyArray<AnyColumnDef>,
  { maxColumns, maxTables }: { readonly maxColumns: number; readonly maxTables: number },
): fc.Arbitrary<ReadonlyArray<TablePlan>> => fc.array(tablePlan(defs, maxColumns), { minLength: 1, maxLength: maxTables, size: "max" })
