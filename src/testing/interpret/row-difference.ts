import type { Either } from "fp-ts/lib/Either.js"
import { queryNode } from "../../core/erase.js"
import type { CheckPrepared, Query, RowOut } from "../../core/query-types.js"
import { show } from "../../core/show.js"
import type { Memory } from "../memory.js"
import { alike, alikeBy } from "./alike.js"
import type { Answer, Tree } from "./answer.js"
import { type Arguments, answerOf, attempt } from "./interpret.js"
import { at, finish, type Layout, layoutOf } from "./layout.js"
import type { EvaluationError } from "./meaning.js"

const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b))

/** Floats may differ in their last digits, since databases add them up in another order. */
const nearly = alikeBy((a, b) => Object.is(a, b) || isNear(a, b))

/** Is a row that was read the one that is meant? */
const isRow = (layout: Layout, tree: Tree, actual: unknown): boolean => {
  if (layout._tag === "Record") {
    return tree === null || typeof actual !== "object" || actual === null
      ? tree === actual
      : Object.keys(actual).length === layout.fields.length &&
          layout.fields.every(([key, field]) => Object.hasOwn(actual, key) && isRow(field, at(tree, key), at(actual, key)))
  }
  const { nested } = layout.type
  if (nested === undefined || tree === null) {
    const meant = finish(layout)(tree)
    return layout.type.family === "integer" ? alike(meant, actual) : nearly(meant, actual)
  }
  const row = layoutOf(nested.query)
  return nested.kind === "maybe"
    ? isRow(row, (tree as Answer).rows[0]!, actual)
    : Array.isArray(actual) && problem(row, tree as Answer, actual) === null
}

/** The first difference between the rows that are meant and those that were read. Rows of one place may be in any order. */
const problem = (layout: Layout, { places, rows }: Answer, actual: ReadonlyArray<unknown>): string | null => {
  if (rows.length !== actual.length) {
    return `expected ${rows.length} rows, got ${actual.length}`
  }
  for (let start = 0, end = 0; start < rows.length; start = end) {
    end = places.lastIndexOf(places[start]!) + 1
    const rest = actual.slice(start, end)
    for (const row of rows.slice(start, end)) {
      const found = rest.findIndex((x) => isRow(layout, row, x))
      if (found < 0) {
        return `expected ${show(finish(layout)(row))} among the rows ${start} to ${end - 1}, got ${show(actual.slice(start, end))}`
      }
      rest.splice(found, 1)
    }
  }
  return null
}

/**
 * What is wrong with the rows that were read of a query, in a sentence; `null` if they are the ones that it means. Rows that
 * sort alike may come in any order, nested ones too; floats may differ in their last digits; decimals are compared by value,
 * moments by time. A Left where {@link interpret} gives one.
 *
 * @example
 * ```ts
 * import { desc, from, integer, orderBy, select, table } from "fulmar"
 * import { holding, memory, rowDifference } from "fulmar/testing"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer, price: integer })
 * const db = memory(holding(Cake, [{ id: 1, price: 20 }, { id: 2, price: 30 }, { id: 3, price: 30 }]))
 * const dearest = pipe(from(Cake), orderBy(desc(Cake.price)), select(Cake.id))
 * rowDifference(dearest)(db, [3, 2, 1]) // => { _tag: "Right", right: null }
 * rowDifference(dearest)(db, [1, 2, 3]) // => { _tag: "Right", right: "expected 3 among the rows 0 to 1, got [1,2]" }
 * ```
 *
 * @since 0.1.0
 */
export const rowDifference =
  <K extends "select" | "compound", S, U, O, F, G>(query: Query<K, S, U, O, F, G> & CheckPrepared<K, S, F, O, G>) =>
  (db: Memory, actual: ReadonlyArray<RowOut<O, U>>, ...args: Arguments<F>): Either<EvaluationError, string | null> => {
    const node = queryNode(query)
    return attempt(() => problem(layoutOf(node), answerOf(node, db, args[0] ?? {}), actual))
  }
