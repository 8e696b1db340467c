import type { Effect } from "effect"
import type { StatementNode } from "../../core/ddl-node.js"
import type { ValidationError } from "../../core/errors.js"
import type { Param } from "../../core/expr.js"
import type { ArgsOf, CheckPrepared, Nothing, Query, RowOut } from "../../core/query-types.js"
import { executeIn, rowsIn } from "../run.js"
import type { NamedArguments } from "../run.js"
import { withCompiled } from "./compiled.js"
import type { EnvOf, ErrorOf, Executed } from "./types.js"

/**
 * A statement with named parameters as a function of their values: the rows of a query, or what a command did. It is
 * compiled once, and prepared once on each connection.
 *
 * Fails also with a `ValidationError` if a value does not fit the type of its parameter; then nothing was sent.
 *
 * @example
 * ```ts
 * import { createAll, eq, from, integer, param, prepare, primaryKey, table, where } from "fulmar"
 * import * as Sqlite from "fulmar/sqlite"
 * import { Effect, pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey) })
 * const cakeById = prepare(pipe(from(Cake), where(eq(Cake.id, param("id", integer)))))
 * const program = Effect.andThen(createAll([Cake]), cakeById({ id: 7 }))
 * Effect.runSync(program.pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" })))) // => []
 * ```
 *
 * @since 0.1.0
 */
export const prepare = <K, S, U, O, F, G>(
  statement: Query<K, S, U, O, F, G> & CheckPrepared<K, S, F, O, G>,
): ((
  args: ArgsOf<F>,
) => Effect.Effect<
  O extends Nothing ? Executed : ReadonlyArray<RowOut<O, U>>,
  (O extends Nothing ? Exclude<ErrorOf<K, F>, { readonly _tag: "DecodeError" }> : ErrorOf<K, F>) | ValidationError,
  EnvOf<Exclude<F, Param<unknown, unknown>>, S>
>) => {
  const node = statement as unknown as StatementNode
  return (args) => {
    // The effect may run much later, or several times: it is about the values that it was made of.
    const values = { ...(args as NamedArguments) }
    return withCompiled(node, (fiber, database, compiled) =>
      compiled.shape === null
        ? (executeIn(fiber, database, compiled, values) as Effect.Effect<unknown>)
        : (rowsIn(fiber, database, compiled, values) as Effect.Effect<unknown>),
    ) as never
  }
}
