import { Effect, Stream } from "effect"
import { compileStatement } from "../../core/compile.js"
import type { StatementNode } from "../../core/ddl-node.js"
import type { CheckRows, Query, RowOut } from "../../core/query-types.js"
import { databaseOf, runStream, type StreamOptions } from "../run.js"
import { uncompiled } from "./compiled.js"
import type { EnvOf, ErrorOf } from "./types.js"

/**
 * The rows of a query as a stream that reads them as they are wanted, in constant memory.
 *
 * @example
 * ```ts
 * import { createAll, from, integer, primaryKey, stream, table } from "fulmar"
 * import * as Sqlite from "fulmar/sqlite"
 * import { Effect, Stream } from "effect"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey) })
 * const ids = stream(from(Cake)).pipe(Stream.map((cake) => cake.id), Stream.runCollect)
 * const program = Effect.andThen(createAll([Cake]), ids)
 * Effect.runSync(program.pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" })))) // => []
 * ```
 *
 * @since 0.1.0
 */
export const stream = <K, S, U, O, F, G>(
  query: Query<K, S, U, O, F, G> & CheckRows<K, S, F, O, G>,
  options: Pick<StreamOptions, "chunkSize"> = {},
): Stream.Stream<RowOut<O, U>, ErrorOf<K, F>, EnvOf<F, S>> =>
  Stream.unwrap(
    Effect.withFiber((fiber) => {
      const compiled = compileStatement(databaseOf(fiber).dialect, query as unknown as StatementNode)
      return compiled._tag === "Right"
        ? Effect.succeed(runStream(compiled.right, options))
        : (Effect.fail(uncompiled(compiled.left)) as never)
    }),
  ) as never
