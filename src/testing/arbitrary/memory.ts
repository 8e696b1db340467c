import * as Option from "effect/Option"
import * as fc from "fast-check"
import type { AnyTable } from "../../core/table.js"
import { tableData } from "../../core/table.js"
import type { TableData } from "../../core/table-data.js"
import { holding, type Memory, memory, type MemoryRow } from "../memory.js"
import { keptRow } from "./kept-row.js"
import { optionsFirst } from "./options.js"
import { referencesOf } from "./references.js"
import { type RowsOptions, rowsOf, withRow } from "./row.js"
import { shown } from "./shown.js"

const bare = (value: unknown): unknown => (Option.isOption(value) ? Option.getOrNull(value) : value)

/** The keys by which a program knows the columns of these names. */
const keysOf = (data: TableData, names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => data.columns.find((c) => c.name === name)?.key ?? name)

type State = ReadonlyMap<string, { readonly data: TableData; readonly rows: ReadonlyArray<MemoryRow> }>

/**
 * The row with its references pointed at rows that are there; `null` if there are none and it may not be without, or if it
 * then breaks a check.
 */
const pointed = (state: State, data: TableData, row: MemoryRow, pick: number): MemoryRow | null => {
  let out: Record<string, unknown> = { ...row }
  for (const [i, reference] of referencesOf(data).entries()) {
    const target = state.get(reference.table)
    // A table that is not drawn is not ours to fill.
    if (target === undefined || reference.columns.some((key) => bare(out[key]) === null)) {
      continue
    }
    const keys = keysOf(target.data, reference.target)
    const rows = target.rows.filter((r) => keys.every((key) => bare(r[key]) !== null))
    const columns = reference.columns.map((key) => data.columns.find((c) => c.key === key)!)
    if (rows.length === 0) {
      const spare = columns.find((c) => c.spec.nullable || c.spec.option)
      if (spare === undefined) {
        return null
      }
      out = { ...out, [spare.key]: spare.spec.option ? Option.none() : null }
      continue
    }
    const chosen = rows[(pick + i) % rows.length]!
    columns.forEach((c, at) => {
      const value = bare(chosen[keys[at]!])
      out[c.key] = c.spec.option ? Option.some(value) : value
    })
  }
  return keptRow(data, out)
}

/** The tables such that each comes after those that it refers to, as far as they do not refer to each other. */
const ordered = (tables: ReadonlyArray<TableData>): ReadonlyArray<TableData> => {
  const out: Array<TableData> = []
  const visit = (t: TableData, path: ReadonlySet<TableData>): void => {
    if (!out.includes(t) && !path.has(t)) {
      const inside = new Set([...path, t])
      referencesOf(t).forEach((r) => tables.filter((x) => x.name === r.table).forEach((x) => visit(x, inside)))
      out.push(t)
    }
  }
  tables.forEach((t) => visit(t, new Set()))
  return out
}

/** The tables with as many of the rows as are consistent. Rows of one table are taken in their order. */
const consistent = (tables: ReadonlyArray<TableData>, drawn: ReadonlyArray<ReadonlyArray<MemoryRow>>, picks: ReadonlyArray<number>): State => {
  const state = new Map<string, { readonly data: TableData; readonly rows: ReadonlyArray<MemoryRow> }>(
    tables.map((data) => [data.name, { data, rows: [] }]),
  )
  for (const data of ordered(tables)) {
    drawn[tables.indexOf(data)]!.forEach((row, i) => {
      const { rows } = state.get(data.name)!
      const fit = pointed(state, data, row, picks[i % picks.length] ?? 0)
      if (fit !== null) {
        state.set(data.name, { data, rows: withRow(data, rows, fit) })
      }
    })
  }
  return state
}

/** Options of {@link arbitraryMemory}. */
export interface MemoryOptions {
  /** The most rows of each table. Default: 6. */
  readonly maxRows?: number
}

/**
 * Random databases in memory: rows of each of the tables, in which what is unique is unique, and foreign keys point at
 * rows that are there, or are NULL. A smaller one has less rows.
 *
 * @example
 * ```ts
 * import * as fc from "fast-check"
 * import { integer, primaryKey, references, table, text } from "fulmar"
 * import { arbitraryMemory } from "fulmar/testing/arbitrary"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey), name: text })
 * const Fruit = table("fruit", { id: integer.pipe(primaryKey), cakeId: integer.pipe(references(() => Cake.id)) })
 * fc.assert(
 *   fc.property(arbitraryMemory(Cake, Fruit), ({ tables: [cake, fruit] }) => {
 *     const ids = cake!.rows.map((row) => row["id"])
 *     return fruit!.rows.every((row) => ids.includes(row["cakeId"]))
 *   }),
 * )
 * ```
 *
 * @since 0.1.0
 */
export const arbitraryMemory: {
  (...tables: ReadonlyArray<AnyTable>): fc.Arbitrary<Memory>
  (options: MemoryOptions, ...tables: ReadonlyArray<AnyTable>): fc.Arbitrary<Memory>
} = (...given: ReadonlyArray<MemoryOptions | AnyTable>): fc.Arbitrary<Memory> => {
  const { options, tables } = optionsFirst<MemoryOptions>(given)
  const datas = tables.map(tableData)
  return fc
    .tuple(
      fc.tuple(...datas.map((data) => rowsOf(data, { maxLength: options.maxRows ?? 6 } satisfies RowsOptions<unknown>))),
      fc.array(fc.nat(7), { minLength: 6, maxLength: 6 }),
    )
    .map(([drawn, picks]) => {
      const state = consistent(datas, drawn as ReadonlyArray<ReadonlyArray<MemoryRow>>, picks)
      return shown(memory(...tables.map((table) => holding(table, state.get(tableData(table).name)!.rows as never))))
    })
}
