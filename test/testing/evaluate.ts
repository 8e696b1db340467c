/** The value of an expression in one row of a table, as the interpreter says it. */
import { pipe } from "effect"
import { type AnyExpr, type AnyTable, from, select } from "fulmar"
import { holding, interpret, memory } from "fulmar/testing"

/** What a program would read of an expression; an `EvaluationError` is thrown. */
export const evaluate = (table: AnyTable, expr: AnyExpr, ...rows: ReadonlyArray<object>): unknown => {
  const query = pipe(from(table as never), select({ x: expr }))
  const answer = interpret(query as never)(memory(holding(table, rows as never)))
  if (answer._tag === "Left") {
    throw answer.left
  }
  return (answer.right as ReadonlyArray<{ readonly x: unknown }>)[0]!.x
}
