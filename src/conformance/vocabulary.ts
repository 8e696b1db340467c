import { type Cause, Effect, Exit, pipe } from "effect"
import type { DecodeError } from "../codec/decode-error.js"
import { type AnyQuery, from, orderBy, select, where } from "../core/index.js"
import type { Database } from "../driver/database.js"
import { all } from "../driver/operations/index.js"
import type { SqlError } from "../driver/sql-error.js"
import { eq } from "../expr/index.js"
import { checks, type ConformanceCheck, type Suite } from "./check.js"
import { same } from "./expected.js"
import { bakery, everything, Kinds } from "./tables.js"
import { arithmetic } from "./vocabulary/arithmetic.js"
import { casts } from "./vocabulary/cast.js"
import { comparison } from "./vocabulary/comparison.js"
import { conditional } from "./vocabulary/conditional.js"
import { dateCases } from "./vocabulary/date.js"
import { datetime } from "./vocabulary/datetime.js"
import { numberCases } from "./vocabulary/number.js"
import { queries } from "./vocabulary/query.js"
import { subquery } from "./vocabulary/subquery.js"
import { text } from "./vocabulary/text.js"
import { textParts } from "./vocabulary/text-part.js"

const firstRow = { "text parts": textParts(Kinds), numbers: numberCases(Kinds), dates: dateCases(Kinds) }
const expressions = { arithmetic, comparison, conditional, text, datetime, cast: casts, subquery }

/** The rows of any query, whose types are not known here. */
const rowsOf = (query: AnyQuery): Effect.Effect<ReadonlyArray<unknown>, SqlError | DecodeError, Database> =>
  all(query as never) as never

type Rows = Exit.Exit<ReadonlyArray<unknown>, unknown>

/** The portable vocabulary gives the same values everywhere, whatever it takes. */
export const vocabularyChecks = (suite: Suite): ReadonlyArray<ConformanceCheck> => {
  const entries: ReadonlyArray<readonly [string, string, AnyQuery, ReadonlyArray<unknown>]> = [
    ...Object.entries(expressions).flatMap(([chapter, vocabulary]) =>
      Object.entries(vocabulary).map(([name, [expression, whole, nulls]]) => {
        const query = pipe(from(Kinds), orderBy(Kinds.id), select({ x: expression }))
        return [chapter, name, query as AnyQuery, [{ x: whole }, { x: nulls }]] as const
      }),
    ),
    ...Object.entries(firstRow).flatMap(([chapter, cases]) =>
      Object.entries(cases).map(([name, [expression, whole]]) => {
        const query = pipe(from(Kinds), where(eq(Kinds.id, everything.id)), select({ x: expression }))
        return [chapter, name, query as AnyQuery, [{ x: whole }]] as const
      }),
    ),
    ...Object.entries(queries).map(([name, [query, rows]]) => ["query", name, query, rows] as const),
  ]
  const program = Effect.gen(function* () {
    yield* bakery
    const found = new Map<string, Rows>()
    for (const [chapter, name, query] of entries) found.set(`${chapter}: ${name}`, yield* Effect.exit(rowsOf(query)))
    return found
  })
  return checks(
    suite,
    "vocabulary",
    program,
    Object.fromEntries(
      entries.map(([chapter, name, , rows]) => [
        `${chapter}: ${name}`,
        (found: ReadonlyMap<string, Rows>) => {
          const exit = found.get(`${chapter}: ${name}`)!
          return Exit.isSuccess(exit) ? same("the rows", exit.value, rows) : Effect.failCause(exit.cause as Cause.Cause<unknown>)
        },
      ]),
    ),
  )
}
