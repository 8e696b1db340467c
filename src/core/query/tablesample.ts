import * as t from "io-ts"
import type { Needs } from "../expr.js"
import { valueNode } from "../expr-node.js"
import type { TypeSpec, Wire } from "../sql-type.js"
import { type AnyTable, type Defs, fromData, isTable, sampledData, type Table, tableData, type TableMeta } from "../table.js"

/** How the rows of a sample are picked. */
export interface TableSampleOptions {
  /**
   * `"bernoulli"` looks at every row, and takes each or not. `"system"` takes whole blocks of the disk: it reads only
   * these, but rows that were written together come together.
   */
  readonly method?: "bernoulli" | "system"
  /** A number by which the same rows are picked again, as long as the table does not change. */
  readonly repeatable?: number
}

type Sampled<N extends string, D extends Defs, Q> = Table<N, D, Q | Needs<"tablesample">>

interface Tablesample {
  <N extends string, D extends Defs, Q>(table: TableMeta<N, D, Q>, percent: number, options?: TableSampleOptions): Sampled<N, D, Q>
  (
    percent: number,
    options?: TableSampleOptions,
  ): <N extends string, D extends Defs, Q>(table: TableMeta<N, D, Q>) => Sampled<N, D, Q>
}

const numberType = (name: string, fits: (n: number) => boolean): TypeSpec => {
  const is = (u: unknown): u is number => typeof u === "number" && fits(u)
  return Object.freeze({
    name: "numeric",
    family: "decimal",
    args: [],
    element: null,
    codec: new t.Type<number, Wire, unknown>(name, is, (u, c) => (is(u) ? t.success(u) : t.failure(u, c)), String),
    inline: null,
  })
}
const percentType = numberType("a number from 0 to 100", (n) => n >= 0 && n <= 100)
const seedType = numberType("a number", Number.isFinite)

const sampled = (table: AnyTable, percent: number, { method = "bernoulli", repeatable }: TableSampleOptions = {}): AnyTable =>
  fromData(
    sampledData(tableData(table), {
      method,
      percent: valueNode(percentType, percent),
      seed: repeatable === undefined ? null : valueNode(seedType, repeatable),
    }),
  )

/**
 * The table, of whose rows only about so many in a hundred are read, picked at random before any condition. A query may read
 * and join it; a command cannot change it. The last sample of a table counts. PostgreSQL only.
 *
 * The SQL: `"cake" tablesample bernoulli (10) repeatable (1)`.
 *
 * @example
 * ```ts
 * import { from, integer, select, table, tablesample, toSql } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer })
 * toSql(dialect)(pipe(from(tablesample(Cake, 10, { repeatable: 1 })), select(Cake.id)))
 * // => `select "cake"."id" from "cake" tablesample bernoulli (10) repeatable (1)`
 * ```
 *
 * @since 0.1.0
 */
export const tablesample: Tablesample = ((first: unknown, ...rest: ReadonlyArray<unknown>) =>
  isTable(first)
    ? sampled(first, ...(rest as [number, TableSampleOptions?]))
    : (table: AnyTable) => sampled(table, first as number, ...(rest as [TableSampleOptions?]))) as never
