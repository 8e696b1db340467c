/** Random tables, of which any two versions can be made of one another without losing the rows that both can hold. */
import * as fc from "fast-check"
import {
  type AnyColumn, type AnyColumnDef, type AnyTable, autoIncrement, bigint, boolean, checkThat, comment, constraintOptions, date, defaultTo,
  enumeration, gt, indexed, indexOn, integer, lt, mul, generatedAlways, nullable, primaryKey, references, table, type TableConstraint, text,
  unique, varchar,
} from "fulmar"

interface ColumnChoice {
  readonly there: boolean
  readonly type: number
  readonly solid: boolean
  readonly unique: boolean
  readonly indexed: boolean
  readonly comment: boolean
}

interface TableChoice {
  readonly there: boolean
  readonly key: boolean
  readonly columns: ReadonlyArray<ColumnChoice>
  readonly generated: boolean
  readonly check: 0 | 1 | 2 | 3
  readonly index: 0 | 1 | 2
  readonly refers: number | null
  readonly onDelete: "cascade" | "set null" | "no action"
  readonly comment: string | null
}

/** A version of all tables. */
export interface Version {
  readonly labels: number
  readonly tables: ReadonlyArray<TableChoice>
}

const column: fc.Arbitrary<ColumnChoice> = fc.record({
  there: fc.boolean(),
  type: fc.nat(2),
  solid: fc.boolean(),
  unique: fc.boolean(),
  indexed: fc.boolean(),
  comment: fc.boolean(),
})

const columns = 6

export const version: fc.Arbitrary<Version> = fc.record({
  labels: fc.nat(2),
  tables: fc.array(
    fc.record({
      there: fc.boolean(),
      key: fc.boolean(),
      columns: fc.array(column, { minLength: columns, maxLength: columns }),
      generated: fc.boolean(),
      check: fc.constantFrom(0, 1, 2, 3),
      index: fc.constantFrom(0, 1, 2),
      refers: fc.option(fc.nat(2)),
      onDelete: fc.constantFrom("cascade", "set null", "no action"),
      comment: fc.option(fc.constantFrom("a", "it's \\ \"b\"")),
    }),
    { minLength: 3, maxLength: 3 },
  ) as fc.Arbitrary<ReadonlyArray<TableChoice>>,
})

const labels = [["a", "it's"], ["a", "it's", "new"], ["first", "a", "it's"]] as const
const names = ["small", "odd name", `"q"'s`] as const
const keys = ["number", "word", "state", "Mixed Case", "day", "flag"] as const

/** The types that a column may have, between which its values go both ways, and the default it may have. */
const typesOf = (version: Version, key: string): ReadonlyArray<readonly [AnyColumnDef, unknown]> => {
  switch (key) {
    case "number":
      return [[integer, 5], [bigint, 7n], [integer, -3]]
    case "word":
      return [[varchar(40), "it's \\ \"x\""], [varchar(12), ""], [varchar(80), "b"]]
    case "state":
      return [[enumeration("state", labels[version.labels]!), "a"], [enumeration("state", labels[version.labels]!), "it's"], [enumeration("state", labels[version.labels]!), "a"]]
    case "Mixed Case":
      return [[text, null], [text, null], [text, null]]
    case "day":
      return [[date, "2024-02-29"], [date, "2024-02-29"], [date, "1999-12-31"]]
    default:
      return [[boolean, true], [boolean, false], [boolean, true]]
  }
}

/** The values of the rows of a column, all different where they can be. */
export const valuesOf = (key: string): ReadonlyArray<unknown> => {
  switch (key) {
    case "number":
      return [1, 2]
    case "word":
      return ["p", `"'\\é`]
    case "state":
      return ["a", "it's"]
    case "Mixed Case":
      return ["long text", ""]
    case "day":
      return ["2020-01-01", "2021-12-31"]
    default:
      return [true, false]
  }
}

const piped = (def: AnyColumnDef, ...steps: ReadonlyArray<unknown>): AnyColumnDef =>
  steps.reduce<AnyColumnDef>((made, step) => (step as (d: AnyColumnDef) => AnyColumnDef)(made), def)

/** Values that can be told apart by the database, so that they can be unique. */
const isKeyable = (key: string): boolean => key === "number" || key === "word"

export const tablesOf = (version: Version): ReadonlyArray<AnyTable> => {
  const made = new Map<number, AnyTable>()
  version.tables.forEach((choice, n) => {
    if (!choice.there) {
      return
    }
    const defs: Record<string, AnyColumnDef> = { fixed: integer }
    if (choice.key) {
      defs["id"] = integer.pipe(primaryKey, autoIncrement)
    }
    choice.columns.forEach((c, i) => {
      const key = keys[i]!
      const [type, value] = typesOf(version, key)[c.type]!
      if (c.there) {
        const distinct = c.unique && isKeyable(key)
        defs[key] = piped(
          type,
          // What is added to rows that are there must be NULL or have a default; and no two may then have the same value.
          ...(c.solid && value !== null && !distinct ? [defaultTo(value as never)] : [nullable]),
          ...(distinct ? [unique] : []),
          ...(c.indexed && isKeyable(key) ? [indexed] : []),
          ...(c.comment ? [comment(`it's ${key}`)] : []),
        )
      }
    })
    if (choice.generated) {
      defs["doubled"] = piped(integer, nullable, generatedAlways(mul(table(names[n]!, { fixed: integer }).fixed, 2), { stored: true }))
    }
    const target = choice.refers === null ? undefined : choice.refers === n ? choice : version.tables[choice.refers]
    if (target !== undefined && target.there && target.key) {
      const to = choice.refers!
      const id = (): AnyColumn => (made.get(to) as unknown as { readonly id: AnyColumn }).id
      defs["refers"] = piped(integer, nullable, references(id, choice.onDelete === "no action" ? {} : { onDelete: choice.onDelete }))
    }
    const name = names[n]!
    const constraints = (of: Record<string, AnyColumn>): ReadonlyArray<TableConstraint> => [
      ...(choice.check === 1 ? [checkThat(gt(of["fixed"] as never, -10 as never) as never)] : []),
      ...(choice.check === 2 ? [checkThat(gt(of["fixed"] as never, -20 as never) as never, `${n} some 'check'`)] : []),
      ...(choice.check === 3 ? [checkThat(lt(of["fixed"] as never, 1000 as never) as never, `${n} some 'check'`)] : []),
      ...(choice.index === 0 ? [] : [indexOn(of["fixed"]!).pipe(constraintOptions({ name: `ix ${n}`, unique: choice.index === 2 }))]),
    ]
    made.set(
      n,
      table(name, defs as never, ((of: never) => constraints(of)) as never, choice.comment === null ? {} : { comment: choice.comment }) as unknown as AnyTable,
    )
  })
  return [...made.values()]
}
