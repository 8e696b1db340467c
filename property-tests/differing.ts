/** What a database gives beside what is meant. */
import { Cause, Effect, Exit, pipe } from "effect"
import { all, allRows, type AnyExpr, type Database, deleteFrom, execute, from, insertInto, select } from "fulmar"
import { plain, shown } from "../src/conformance/expected.js"
import { EvaluationError } from "../src/testing/interpret/meaning.js"
import { evaluate } from "../test/testing/evaluate.js"
import { aggregates } from "./aggregates.js"
import { Args, calls, type Constants, given, type How, type Row } from "./calls.js"
import { isDocumented, type Kind } from "./documented.js"
import { alike } from "./same-value.js"

/** A value, or why there is none. */
export type Outcome = { readonly value: unknown } | { readonly error: string }

const meant = (expr: AnyExpr, ...rows: ReadonlyArray<Row>): Outcome => {
  try {
    return { value: plain(evaluate(Args, expr, ...rows)) }
  } catch (error) {
    if (error instanceof EvaluationError) return { error: `${error.reason}: ${error.message}` }
    throw error
  }
}

const found = (expr: AnyExpr): Effect.Effect<Outcome, never, Database> =>
  Effect.map(
    Effect.exit(all(pipe(from(Args), select({ x: expr })) as never) as Effect.Effect<ReadonlyArray<{ readonly x: unknown }>, unknown, Database>),
    (exit) => (Exit.isSuccess(exit) ? { value: plain(exit.value[0]!.x) } : { error: String((Cause.squash(exit.cause) as Error).message) }),
  )

/** What machines compute in the last digits as they like, and databases with more digits than 20. */
const approximate = /^(\S \/|avg|std|var|covar|corr|regr|percentileCont|median|percentRank|cumeDist|sqrt|power|exp|ln|log|sin|cos|tan|asin|acos|atan|degrees|radians|bucket)/

const agree = (name: string, a: Outcome, b: Outcome): boolean =>
  "error" in a || "error" in b ? "error" in a && "error" in b : alike(a.value, b.value, approximate.test(name) ? 1e-13 : 0)

/** All that a database gives otherwise than is meant, of one row. */
export const differing = (kind: Kind, row: Row, constants: Constants, how: How): Effect.Effect<ReadonlyArray<string>, unknown, Database> =>
  Effect.gen(function* () {
    yield* execute(pipe(deleteFrom(Args), allRows))
    yield* execute(insertInto(Args, row as never))
    const differences: Array<string> = []
    for (const [name, expr] of Object.entries(calls(given(how, row), constants))) {
      const outcome = { name, kind, row, meant: meant(expr, row), found: yield* found(expr) }
      if (!agree(name, outcome.meant, outcome.found) && !isDocumented(outcome)) {
        differences.push(`${name}: meant ${shown(outcome.meant)}, found ${shown(outcome.found)}`)
      }
    }
    return differences
  })

/** The same of aggregates of all rows. */
export const differingAggregates = (kind: Kind, rows: ReadonlyArray<Row>): Effect.Effect<ReadonlyArray<string>, unknown, Database> =>
  Effect.gen(function* () {
    yield* execute(pipe(deleteFrom(Args), allRows))
    yield* execute(insertInto(Args, rows as never))
    const differences: Array<string> = []
    for (const [name, expr] of Object.entries(aggregates(kind))) {
      const [wanted, got] = [meant(expr, ...rows), yield* found(expr)]
      // SQLite counts on the way too, whatever comes after.
      const onTheWay = kind === "sqlite" && name === "sum b" && "error" in got && got.error.startsWith("integer overflow")
      if (!agree(name, wanted, got) && !onTheWay) {
        differences.push(`${name}: meant ${shown(wanted)}, found ${shown(got)}`)
      }
    }
    return differences
  })
