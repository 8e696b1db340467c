import type { Effect } from "effect"
import type { DecodeError } from "../../codec/decode-error.js"
import { type NameOf, tableData, type TableMeta } from "../../core/table.js"
import type { EnvOf } from "../../driver/operations/types.js"
import type { SqlError } from "../../driver/sql-error.js"
import { assertKeys } from "../related.js"
import { attach } from "./attach.js"
import { levelOf } from "./level.js"
import type { CheckSpec, LoadSpec, SpecNeeds, WithRelated } from "./spec.js"

/**
 * Rows of a table that are there already, each with its related rows, in their order. They need the columns that the
 * relations begin at.
 *
 * @example
 * ```ts
 * import { belongsTo, integer, loadInto, primaryKey, table, text } from "fulmar"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey), name: text })
 * const Fruit = table("fruit", { id: integer.pipe(primaryKey), cakeId: integer })
 * const fruitCake = belongsTo(Fruit, Cake, { cakeId: "id" })
 * const effect = loadInto(Fruit, [{ cakeId: 1 }, { cakeId: 2 }], { cake: fruitCake })
 * ```
 *
 * @since 0.1.0
 */
export const loadInto = <T extends TableMeta<any, any, any>, A extends { readonly [key: string]: unknown }, const P extends LoadSpec>(
  table: T,
  rows: ReadonlyArray<A>,
  spec: P & CheckSpec<P, NameOf<T>>,
): Effect.Effect<ReadonlyArray<WithRelated<A, P>>, SqlError | DecodeError, EnvOf<SpecNeeds<P>>> => {
  const level = levelOf({ _tag: "Row", table: tableData(table) }, table, spec, { scope: new Set(), plain: false, joins: false, strategy: null })
  for (const { node } of level.queries) assertKeys(node, rows)
  return attach(level, rows) as never
}
