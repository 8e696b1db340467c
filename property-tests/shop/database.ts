/** Random rows in tables of a database, and what the database says about a query beside what it means. */
import { Cause, Effect, Exit, pipe } from "effect"
import type * as fc from "fast-check"
import { all, allRows, type AnyQuery, createAll, type Database, deleteFrom, execute, insertInto, numeric, transaction } from "fulmar"
import { type Memory, nullsLargest, rowDifference, show } from "fulmar/testing"
import { Cake, Fruit, Order, shop } from "../../test/testing/arbitrary/shop.js"
import { shapeCodec } from "../../src/codec/shape-codec.js"
import { shown as plainly } from "../../src/conformance/expected.js"
import { queryNode } from "../../src/core/erase.js"
import { queryOutput } from "../../src/core/selection.js"
import type { Shape } from "../../src/core/shape.js"
import { contentsOf } from "../../src/testing/arbitrary/contents.js"
import type { Kind } from "../documented.js"
import { shown } from "../harness.js"
import { isFault, isKnown, isWrittenOtherwise } from "./known.js"

export { Cake, Fruit, Order, shop }

type Some<A = void> = Effect.Effect<A, unknown, Database>

export const create: Some = createAll([...shop]) as Some

/** Replaces the rows of all tables. */
export const fill = (db: Memory): Some =>
  transaction(
    Effect.gen(function* () {
      for (const table of shop.toReversed()) {
        yield* execute(pipe(deleteFrom(table as never), allRows) as never)
      }
      for (const [i, table] of shop.entries()) {
        const { rows } = db.tables[i]!
        if (rows.length > 0) {
          yield* execute(insertInto(table as never, rows as never) as never)
        }
      }
    }),
  ) as Some

/** The rows of a query, or why there are none. */
export const found = (query: AnyQuery): Effect.Effect<Exit.Exit<ReadonlyArray<never>, unknown>, never, Database> =>
  Effect.exit(all(query as never)) as never

export const reasonOf = (exit: Exit.Failure<unknown, unknown>): string => String((Cause.squash(exit.cause) as Error).message)

/** What is meant on a database of the kind, which has its own place for NULLs. */
export const memoryOn = (kind: Kind, db: Memory): Memory => (kind === "postgres" ? nullsLargest(db) : db)

/** What came of a query: rows that are meant, rows that are not, or something of which nothing can be said. */
export type Verdict =
  | { readonly _tag: "Same"; readonly rows: number }
  | { readonly _tag: "Different"; readonly why: string }
  | { readonly _tag: "Open" }

/** The shape with decimals of any number of digits: in a column of a set operation each operand has its own. */
const ofAnyDigits = (shape: Shape): Shape => {
  switch (shape._tag) {
    case "Leaf":
      return shape.type.family === "decimal" ? { ...shape, type: numeric().spec.type as never } : shape
    case "Record":
      return { ...shape, fields: shape.fields.map(([key, field]) => [key, ofAnyDigits(field)] as const) }
    case "Optional":
      return { ...shape, shape: ofAnyDigits(shape.shape) }
    case "List":
    case "Maybe":
      return { ...shape, row: ofAnyDigits(shape.row) }
  }
}

/** Is a row what the type of the query says, NULL only where it may be? */
const isOfType = (query: AnyQuery): ((row: unknown) => boolean) => {
  const { shape } = queryOutput(queryNode(query as never))
  return shapeCodec(contentsOf(query as never).has("Set") ? ofAnyDigits(shape) : shape).is
}

/** Compares the rows of a query with what it means, and with its type. */
export const verdict = (kind: Kind, db: Memory, query: AnyQuery): Effect.Effect<Verdict, never, Database> =>
  Effect.map(found(query), (exit): Verdict => {
    const given = Exit.isSuccess(exit) ? exit.value : []
    const difference = rowDifference(query as never)(memoryOn(kind, db), given)
    if (difference._tag === "Left") {
      return { _tag: "Open" }
    }
    if (Exit.isFailure(exit)) {
      const why = reasonOf(exit)
      return isKnown(kind, why, query) ? { _tag: "Open" } : { _tag: "Different", why }
    }
    const isRow = isOfType(query)
    const stray = given.find((row) => !isRow(row))
    if (stray !== undefined) {
      return { _tag: "Different", why: `not a row of the query's type: ${plainly(stray)}` }
    }
    if (difference.right !== null && (isFault(kind, query) || isWrittenOtherwise(kind, contentsOf(query as never)))) {
      return { _tag: "Open" }
    }
    return difference.right === null ? { _tag: "Same", rows: given.length } : { _tag: "Different", why: difference.right }
  })

const tables = { Cake, Fruit, Order }

/** Something that was drawn, which a failure prints as code. */
export interface Drawn<A> {
  readonly it: A
}

export const coded = <A extends object>(arbitrary: fc.Arbitrary<A>): fc.Arbitrary<Drawn<A>> =>
  arbitrary.map((it) => shown({ it }, () => show(it as never, { tables })))
