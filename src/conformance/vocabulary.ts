import { type Cause, Data, Effect, Exit } from "effect"
import type { Dialect } from "../core/dialect.js"
import { CompileError } from "../core/errors.js"
import { compile } from "../core/index.js"
import type { Database } from "../driver/database.js"
import { all, execute, prepare } from "../driver/operations/index.js"
import { transaction } from "../tx/index.js"
import { pgvector } from "./capabilities/search.js"
import { checks, type ConformanceCheck, reasonOf, type Suite } from "./check.js"
import { holds, same } from "./expected.js"
import { bakery } from "./tables.js"
import type { Step, ValueCase } from "./vocabulary/case.js"
import { valueCases } from "./vocabulary/cases.js"

/** What a step gives, its types being unknown here. */
const outcome = ([statement, gives, parameters]: Step): Effect.Effect<unknown, unknown, Database> =>
  gives === null
    ? Effect.as(execute(statement as never), null)
    : "fails" in gives
      ? Effect.map(reasonOf(execute(statement as never)), (fails) => ({ fails }))
      : parameters === undefined
        ? all(statement as never)
        : (prepare(statement as never) as (values: unknown) => Effect.Effect<unknown>)(parameters)

class Undo extends Data.TaggedError("Undo")<{ readonly found: ReadonlyArray<unknown> }> {}

/** What the steps of a case give; what they change is undone. */
const outcomes = ({ steps, undone }: ValueCase): Effect.Effect<ReadonlyArray<unknown>, unknown, Database> => {
  const found = Effect.forEach(steps, outcome)
  if (!undone) return found
  const program = transaction(Effect.flatMap(found, (rows) => Effect.fail(new Undo({ found: rows }))))
  return Effect.catchTag(program as Effect.Effect<never, Undo>, "Undo", (undo) => Effect.succeed(undo.found))
}

/** Has a database all that a case needs, so that it must give its values? */
const isThere = (dialect: Dialect, { needs }: ValueCase): boolean => needs.every((name) => dialect.capabilities.has(name))

const titleOf = ({ chapter, name, needs }: ValueCase): string =>
  `${chapter}: ${name}${needs.length === 0 ? "" : ` (${needs.join(", ")})`}`

/** What a case needs is missing: one of its statements is not even printed. */
const refused = (dialect: Dialect, { needs, steps }: ValueCase): Effect.Effect<void, unknown> =>
  holds(
    `a statement that needs ${needs.join(" and ")} is a CompileError`,
    steps.some(([statement]) => {
      const compiled = compile(dialect)(statement)
      return compiled._tag === "Left" && compiled.left instanceof CompileError
    }),
  )

type Found = ReadonlyMap<ValueCase, Exit.Exit<ReadonlyArray<unknown>, unknown>>

/** The vocabulary gives the same values everywhere, whatever it takes, or is refused where it is not. */
export const vocabularyChecks = (suite: Suite): ReadonlyArray<ConformanceCheck> => {
  const cases = valueCases.filter(({ only }) => only === null || only === suite.dialect.name)
  const program = Effect.gen(function* () {
    yield* bakery
    const found = new Map<ValueCase, Exit.Exit<ReadonlyArray<unknown>, unknown>>()
    const near = suite.dialect.capabilities.has("vectors") && (yield* pgvector)
    for (const one of cases) {
      const there = isThere(suite.dialect, one) && (near || !one.needs.includes("vectors"))
      if (there) found.set(one, yield* Effect.exit(outcomes(one)))
    }
    return found
  })
  const look = (one: ValueCase) => (found: Found) => {
    const exit = found.get(one)
    // Where the server has no extension pgvector there is nothing to be asked.
    if (exit === undefined) return isThere(suite.dialect, one) ? Effect.void : refused(suite.dialect, one)
    return Exit.isSuccess(exit)
      ? same("what its steps give", exit.value, one.steps.map(([, gives]) => gives))
      : Effect.failCause(exit.cause as Cause.Cause<unknown>)
  }
  return checks(suite, "vocabulary", program, Object.fromEntries(cases.map((one) => [titleOf(one), look(one)])))
}
