import type * as fc from "fast-check"
import type { QueryNode } from "../../core/query-node.js"
import type { AnyQuery } from "../../core/query-types.js"
import type { AnyTable } from "../../core/table.js"
import { drawTop, isQuery } from "./draw/query.js"
import { optionsFirst, type TreeOptions } from "./options.js"
import { isLegalQuery } from "./shrink/legal.js"
import { shrinkQuery } from "./shrink/query.js"
import { weightOf } from "./shrink/weight.js"
import { type ShrinkFrom, treesOf, type TreeSort } from "./tree.js"

const smallerQueries = function* (query: QueryNode, from: ShrinkFrom): Iterable<QueryNode> {
  const weight = weightOf(query)
  for (const smaller of shrinkQuery(query, { ...from, columns: [], queries: shrinkQuery }, true)) {
    if (weightOf(smaller) < weight && isLegalQuery(smaller)) {
      yield smaller
    }
  }
}

const sort: TreeSort<QueryNode> = {
  draw: drawTop,
  shrink: smallerQueries,
  is: (u): u is QueryNode => typeof u === "object" && u !== null && isQuery(u),
}

/**
 * Random queries over tables of one's own: joins, groups, windows, subqueries, set operations, derived tables and CTEs, of
 * a few columns with expressions of the whole vocabulary. They can be compiled for every database that has what the
 * options allow, and run without an error of the database, on rows such as {@link arbitraryMemory} draws.
 *
 * @example
 * ```ts
 * import * as fc from "fast-check"
 * import { compile, integer, primaryKey, table, text } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { arbitraryQuery } from "fulmar/testing/arbitrary"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey), name: text })
 * fc.assert(fc.property(arbitraryQuery({ size: 6 }, Cake), (query) => compile(dialect)(query)._tag === "Right"))
 * ```
 *
 * @since 0.1.0
 */
export const arbitraryQuery: {
  (...tables: ReadonlyArray<AnyTable>): fc.Arbitrary<AnyQuery>
  (options: TreeOptions, ...tables: ReadonlyArray<AnyTable>): fc.Arbitrary<AnyQuery>
} = (...given: ReadonlyArray<TreeOptions | AnyTable>): fc.Arbitrary<AnyQuery> => {
  const { options, tables } = optionsFirst<TreeOptions>(given)
  return treesOf(sort, options, tables) as unknown as fc.Arbitrary<AnyQuery>
}
