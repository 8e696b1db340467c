import { Effect } from "effect"
import { queryNode } from "../core/erase.js"
import { ValidationError } from "../core/errors.js"
import type { SelectNode } from "../core/query-node.js"
import type { AnyQuery, RowOut } from "../core/query-types.js"
import { open } from "../core/query/block.js"
import { show } from "../core/show.js"
import { isCompound } from "../core/traverse.js"
import type { LoadSpec, WithRelated } from "../relation/index.js"

/** A row of a page with what is loaded with it. */
export type PageRow<O, U, P> = [keyof P] extends [never] ? RowOut<O, U> : WithRelated<RowOut<O, U>, P>

/** What may be loaded with the rows of a page. */
export interface WithLoad<P extends LoadSpec> {
  /** Relations whose rows are loaded with those of the page, as by `load`. */
  readonly load?: P
}

/** The block whose rows are paged. */
export const pagedBlock = (query: AnyQuery): SelectNode => {
  const block = open(queryNode(query))
  if (isCompound(block)) {
    throw new TypeError("The rows of a set operation or of raw SQL cannot be paged by themselves; make a table of them with as, and page from(table).")
  }
  return block
}

/** A number of a page, or of rows in it. */
export const positive = (name: string, value: number): Effect.Effect<number, ValidationError> => {
  if (Number.isSafeInteger(value) && value > 0) return Effect.succeed(value)
  const message = `expected a whole number from 1, got ${show(value)}`
  return Effect.fail(
    new ValidationError({
      message: `Cannot read a page: ${name}: ${message}`,
      table: "",
      issues: [{ column: name, row: 0, value, expected: "a whole number from 1", message }],
    }),
  )
}
