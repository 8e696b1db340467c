import type { Either } from "fp-ts/lib/Either.js"
import { commandNode } from "../../core/erase.js"
import { ValidationError } from "../../core/errors.js"
import type { CheckPrepared, Nothing, Query, RowOut } from "../../core/query-types.js"
import type { Memory } from "../memory.js"
import { run } from "./command.js"
import { type Arguments, attempt, worldOf } from "./interpret.js"
import type { EvaluationError } from "./meaning.js"
import { emptyScope } from "./scope.js"

/**
 * What a command did: the database as it is then, the rows that it returns, and how many it changed.
 *
 * @since 0.1.0
 */
export interface Changed<R> {
  readonly db: Memory
  readonly rows: ReadonlyArray<R>
  readonly rowsAffected: number
}

type Verb = "insert" | "replace" | "update" | "delete" | "merge"

/**
 * What a command does to a database in memory, which is a value: the result has another one. Constraints are those that the
 * tables have: NOT NULL, primary keys, unique constraints and indexes, checks, and foreign keys with what they do. All of them
 * are looked at when the command is done. Columns with `autoIncrement` count on from the greatest number that they ever had.
 *
 * A Left is a `ValidationError` where a value does not fit its column, else an {@link EvaluationError}, whose reason is
 * `UniqueViolation`, `ForeignKeyViolation`, `NotNullViolation` or `CheckViolation`, or one of those of {@link interpret}.
 *
 * @example
 * ```ts
 * import { autoIncrement, insertInto, integer, primaryKey, returning, table, text, unique } from "fulmar"
 * import { holding, interpretCommand, memory } from "fulmar/testing"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey, autoIncrement), name: text.pipe(unique) })
 * const db = memory(holding(Cake, [{ id: 1, name: "Opera" }]))
 * const add = (name: string) => pipe(insertInto(Cake, { name }), returning(Cake.id))
 *
 * const added = interpretCommand(add("Tart"))(db)
 * added._tag === "Right" && added.right.rows // => [2]
 *
 * const refused = interpretCommand(add("Opera"))(db)
 * refused._tag === "Left" && refused.left._tag === "EvaluationError" && refused.left.reason // => "UniqueViolation"
 * ```
 *
 * @since 0.1.0
 */
export const interpretCommand =
  <K extends Verb, S, U, O, F, G>(command: Query<K, S, U, O, F, G> & CheckPrepared<K, S, F, O, G>) =>
  (db: Memory, ...args: Arguments<F>): Either<EvaluationError | ValidationError, Changed<O extends Nothing ? never : RowOut<O, U>>> => {
    const node = commandNode(command)
    return attempt(
      () => run(node, emptyScope(worldOf(db, args[0] ?? {}))) as Changed<O extends Nothing ? never : RowOut<O, U>>,
      (u) => u instanceof ValidationError,
    )
  }
