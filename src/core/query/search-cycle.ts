import * as t from "io-ts"
import type { Needs } from "../expr.js"
import { resultColumn } from "../function-table.js"
import type { CteNode } from "../query-node.js"
import type { Derived, DerivedDefs } from "../query-types.js"
import type { ColumnDef, TypeSpec, Wire } from "../sql-type.js"
import type { Table } from "../table.js"
import type { TableData } from "../table-data.js"

/** How a recursive common table expression is computed; `K` are the keys of its columns. */
export interface RecursiveOptions<K> {
  /** Rows that were there before are left out. */
  readonly distinct?: boolean
  /**
   * Adds the column `set`, to sort by: then each row comes before those found from it (`"depth"`, which is the default), or
   * after all that were found in fewer steps; rows that are side by side come in the order of the columns `by`.
   */
  readonly search?: { readonly first?: "depth" | "breadth"; readonly by: readonly [K, ...ReadonlyArray<K>]; readonly set: string }
  /** Adds the column `set`: is a row alike in the columns `by` on the way to this one? No row is found from such a row. */
  readonly cycle?: { readonly by: readonly [K, ...ReadonlyArray<K>]; readonly set: string }
}

type Made<A> = ColumnDef<A, "never", false, false>
type Marks<M> = (M extends { readonly search: { readonly set: infer K extends string } } ? { readonly [_ in K]: Made<unknown> } : {}) &
  (M extends { readonly cycle: { readonly set: infer K extends string } } ? { readonly [_ in K]: Made<boolean> } : {})
type Flat<D> = { readonly [K in keyof D]: D[K] }

/** A recursive CTE as a table, with the columns that its options add. */
export type Walked<N extends string, O, U, F, M> = [keyof Marks<M>] extends [never]
  ? Derived<N, O, U, F>
  : Flat<DerivedDefs<O, U> & Marks<M>> extends infer D extends { readonly [key: string]: ColumnDef<any, any, any, any> }
    ? Table<N, D, F | Needs<"searchCycle">>
    : never

const typeOf = (name: string, family: TypeSpec["family"], read: (u: unknown) => unknown): TypeSpec =>
  Object.freeze({
    name,
    family,
    args: [],
    element: null,
    codec: new t.Type<unknown, Wire, unknown>(
      name,
      (u): u is unknown => u !== undefined,
      (u, c) => {
        const value = read(u)
        return value === undefined ? t.failure(u, c) : t.success(value)
      },
      (u) => u as Wire,
    ),
    inline: null,
  })
const orderType = typeOf("unknown", "unknown", (u) => u)
const isTrue = new Map<unknown, boolean>([["t", true], ["f", false], [true, true], [false, false]])
const markType = typeOf("boolean", "boolean", (u) => isTrue.get(u))

/** A name that none of the columns has. */
const pathName = (columns: ReadonlyArray<string>): string => {
  let name = "_path"
  while (columns.some((c) => c.toLowerCase() === name)) {
    name = `_${name}`
  }
  return name
}

/** The clauses that the options say, of a table of the CTE. */
export const marksOf = (table: TableData, { cycle, search }: RecursiveOptions<unknown>): Pick<CteNode, "search" | "cycle"> => {
  const names = (keys: ReadonlyArray<unknown>): ReadonlyArray<string> =>
    keys.map((key) => table.columns.find((c) => c.key === key)?.name ?? String(key))
  const taken = [...table.columns.map((c) => c.name), ...(search === undefined ? [] : [search.set]), ...(cycle === undefined ? [] : [cycle.set])]
  return {
    search: search === undefined ? null : { first: search.first === "breadth" ? "breadth" : "depth", by: names(search.by), set: search.set },
    cycle: cycle === undefined ? null : { by: names(cycle.by), set: cycle.set, using: pathName(taken) },
  }
}

/** The table of a CTE with the columns that its clauses add. */
export const withMarks = (data: TableData, cte: CteNode): TableData => {
  const { cycle, search } = cte
  if (search === null && cycle === null) {
    return data
  }
  const table: TableData = Object.freeze({
    ...data,
    columns: [
      ...data.columns,
      ...(search === null ? [] : [resultColumn(search.set, orderType)]),
      ...(cycle === null ? [] : [resultColumn(cycle.set, markType)]),
    ],
    source: () => ({ _tag: "CteSource" as const, table, cte }),
  })
  return table
}
