import type * as fc from "fast-check"
import { queryPipe } from "../../core/query-node.js"
import type { AnyQuery } from "../../core/query-types.js"
import type { AnyTable } from "../../core/table.js"
import { type Command, drawCommand } from "./draw/command.js"
import { optionsFirst, type TreeOptions } from "./options.js"
import { isLegalCommand, shrinkCommand } from "./shrink/command.js"
import { shrinkQuery } from "./shrink/query.js"
import { weightOf } from "./shrink/weight.js"
import { type ShrinkFrom, treesOf, type TreeSort } from "./tree.js"

const smallerCommands = function* (command: Command, from: ShrinkFrom): Iterable<Command> {
  const weight = weightOf(command)
  for (const smaller of shrinkCommand(command, { ...from, columns: [], queries: shrinkQuery })) {
    if (weightOf(smaller) < weight && isLegalCommand(smaller)) {
      yield smaller
    }
  }
}

const tags: ReadonlySet<unknown> = new Set(["Insert", "Update", "Delete", "Merge", "With", "RawQuery"])

const sort: TreeSort<Command> = {
  draw: drawCommand,
  shrink: smallerCommands,
  is: (u): u is Command =>
    typeof u === "object" && u !== null && (u as { readonly pipe?: unknown }).pipe === queryPipe && tags.has((u as { readonly _tag?: unknown })._tag),
}

/**
 * Random commands on a table: inserts of rows and of queries, upserts, updates and deletes, and where the options allow it
 * merges, `insertIgnore`, `replaceInto`, `returning` and limits. Conditions and queries may read the other tables. A
 * command may break a constraint of the table, such as a key that is there already.
 *
 * @example
 * ```ts
 * import * as fc from "fast-check"
 * import { compile, integer, primaryKey, table, text } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { arbitraryCommand } from "fulmar/testing/arbitrary"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey), name: text })
 * fc.assert(fc.property(arbitraryCommand({ size: 6 }, Cake), (command) => compile(dialect)(command)._tag === "Right"))
 * ```
 *
 * @since 0.1.0
 */
export const arbitraryCommand: {
  (table: AnyTable, ...others: ReadonlyArray<AnyTable>): fc.Arbitrary<AnyQuery>
  (options: TreeOptions, table: AnyTable, ...others: ReadonlyArray<AnyTable>): fc.Arbitrary<AnyQuery>
} = (...given: ReadonlyArray<TreeOptions | AnyTable>): fc.Arbitrary<AnyQuery> => {
  const { options, tables } = optionsFirst<TreeOptions>(given)
  return treesOf(sort, options, tables) as unknown as fc.Arbitrary<AnyQuery>
}
