import { type Either, left, right } from "fp-ts/lib/Either.js"
import { queryNode } from "../../core/erase.js"
import type { ArgsOf, CheckPrepared, Query, RowOut } from "../../core/query-types.js"
import type { QueryNode } from "../../core/query-node.js"
import type { Memory } from "../memory.js"
import type { Answer } from "./answer.js"
import { alike } from "./alike.js"
import { evaluate } from "./expression.js"
import { finish, layoutOf } from "./layout.js"
import { EvaluationError } from "./meaning.js"
import { answer } from "./query.js"
import { remembered } from "./remembered.js"
import { emptyScope, visible, type World } from "./scope.js"
import { rowsOfBlock } from "./select.js"

/** The values of the named parameters of a statement, if it has any. */
export type Arguments<F> = keyof ArgsOf<F> extends never ? readonly [] : readonly [args: ArgsOf<F>]

/** What a statement is run in. */
export const worldOf = (db: Memory, given: Readonly<Record<string, unknown>>): World => ({
  db,
  given,
  rounds: new Map(),
  value: evaluate,
  answer: remembered(answer),
  rows: (q, around) => rowsOfBlock(q, around, (a, b) => alike(visible(a), visible(b))).items,
})

const never = (_: unknown): _ is never => false

/** What is thrown where something has no value is a Left. */
export const attempt = <A, E = never>(make: () => A, isError: (u: unknown) => u is E = never): Either<EvaluationError | E, A> => {
  try {
    return right(make())
  } catch (u) {
    if (u instanceof EvaluationError || isError(u)) {
      return left(u)
    }
    throw u
  }
}

/** The rows of a query in a database in memory, and their places. */
export const answerOf = (q: QueryNode, db: Memory, given: Readonly<Record<string, unknown>>): Answer =>
  answer(q, emptyScope(worldOf(db, given)))

/**
 * The rows that a query means, in a database in memory: what `all` gives, on every database. A function of values and nothing
 * else; it is written to be read, and is the definition of what the library means. Named parameters get their values from a
 * record.
 *
 * A Left is an {@link EvaluationError}: its reason is `Undetermined` where the query leaves open what its rows are, as a limit
 * of rows that sort alike does, or `random()`; `Unsupported` where only a database knows, as of raw SQL; `DataError` where a
 * database would fail too.
 *
 * @example
 * ```ts
 * import { eq, from, integer, param, select, table, text, where } from "fulmar"
 * import { holding, interpret, memory } from "fulmar/testing"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer, name: text })
 * const db = memory(holding(Cake, [{ id: 1, name: "Opera" }, { id: 2, name: "Tart" }]))
 * const byId = pipe(from(Cake), where(eq(Cake.id, param("id", integer))), select(Cake.name))
 * interpret(byId)(db, { id: 2 }) // => { _tag: "Right", right: ["Tart"] }
 * ```
 *
 * @since 0.1.0
 */
export const interpret =
  <K extends "select" | "compound", S, U, O, F, G>(query: Query<K, S, U, O, F, G> & CheckPrepared<K, S, F, O, G>) =>
  (db: Memory, ...args: Arguments<F>): Either<EvaluationError, ReadonlyArray<RowOut<O, U>>> => {
    const node = queryNode(query)
    return attempt(() => answerOf(node, db, args[0] ?? {}).rows.map(finish(layoutOf(node))) as ReadonlyArray<RowOut<O, U>>)
  }
