/** What a dialect declares is true, and what it does not declare it refuses before anything is sent. */
import { Cause, Effect, Exit, pipe } from "effect"
import { CompileError, from, orderBy } from "../core/index.js"
import { Database } from "../driver/database.js"
import { all } from "../driver/operations/index.js"
import { SqlError } from "../driver/sql-error.js"
import { check, type ConformanceCheck, type Program, type Suite } from "./check.js"
import type { Probe } from "./capabilities/probe.js"
import { registry } from "./capabilities/registry.js"
import { holds, same, shown } from "./expected.js"
import { Left, probeRows, Right } from "./tables.js"

const rows = Effect.all([all(pipe(from(Left), orderBy(Left.id))), all(pipe(from(Right), orderBy(Right.id)))])

const declared = (capability: string, { gives, program }: Probe): Program =>
  Effect.flatMap(program, (found) => same(`what ${capability} gives`, found, gives))

const refused = (suite: Suite, capability: string, { program }: Probe): Program =>
  Effect.gen(function* () {
    const before = yield* rows
    const exit = yield* Effect.exit(program)
    const error = Exit.isFailure(exit) ? Cause.squash(exit.cause) : undefined
    const reason = error instanceof SqlError ? error.reason : error
    yield* holds(
      `a statement that needs ${capability} is a CompileError, for the dialect does not declare it; ` +
        (Exit.isSuccess(exit) ? `but it gave ${shown(exit.value)}` : `but it failed with ${String(error)}`),
      reason instanceof CompileError,
    )
    const { dialect, message, remedy } = reason as CompileError
    yield* same("the dialect that the CompileError names", dialect, suite.dialect.name)
    yield* holds(`the CompileError says what to do instead: ${message}`, remedy !== null && remedy !== "")
    yield* same("the rows afterwards", yield* rows, before)
  })

export const capabilityChecks = (suite: Suite): ReadonlyArray<ConformanceCheck> => {
  const probes = { ...registry, ...suite.probes }
  const has = suite.dialect.capabilities
  return [
    check(suite, "capabilities", "are those of the layer's dialect", [], Effect.gen(function* () {
      const { dialect } = yield* Database
      yield* same("the dialect of the layer", dialect.name, suite.dialect.name)
      yield* same("its capabilities", [...dialect.capabilities].toSorted(), [...has].toSorted())
    })),
    check(suite, "capabilities", "all have a probe", [], same(
      "capabilities without a probe (the option probes takes those of one's own)",
      [...has].filter((capability) => probes[capability] === undefined),
      [],
    )),
    ...Object.entries(probes).map(([capability, probe]) =>
      check(
        suite,
        "capabilities",
        has.has(capability) ? `${capability} is there, as declared` : `${capability} is refused, for it is not declared`,
        [],
        Effect.andThen(
          probeRows,
          has.has(capability) ? declared(capability, probe) : refused(suite, capability, probe),
        ),
      ),
    ),
  ]
}
