import { Effect } from "effect"
import { exprNode, queryNode } from "../../core/erase.js"
import type { Expr } from "../../core/expr.js"
import { caseNode, type ExprNode, valueNode } from "../../core/expr-node.js"
import { type SelectNode, withClauses } from "../../core/query-node.js"
import type { Check, Query } from "../../core/query-types.js"
import type { NoAggregate } from "../../core/query/where.js"
import type { Database } from "../../driver/database.js"
import type { EnvOf } from "../../driver/operations/types.js"
import { countAll, sum } from "../../expr/aggregate.js"
import { wholeSpec } from "../../expr/arguments.js"
import { blockOf } from "./determined.js"
import { type OracleFailure, OracleNotApplicable } from "./failure.js"
import { type Ran, ran, type RunError, sameRows } from "./run.js"

type Rows = "select" | "compound"

/**
 * Non-optimizing reference: as many rows pass a predicate in `where` as it is true for where it is selected. In `where` a
 * database uses indexes and rewrites what it is told; there it computes the value for each row.
 *
 * The SQL: `select count(*) … where p`, and `select sum(case when p then 1 else 0 end) …`. Of the query this takes the
 * tables, joins and conditions.
 *
 * Fails with an {@link OracleFailure} that has both statements and numbers, and with `OracleNotApplicable` as
 * `ternaryLogic` does; and as running a query does.
 *
 * @since 0.1.0
 */
export const noRec = <K extends Rows, S, U, O, F, G, R>(
  query: Query<K, S, U, O, F, G> & Check<K, S, F, O, G>,
  predicate: Expr<boolean | null, R, unknown> & NoAggregate<R> & Check<"compound", S, R, never, unknown>,
): Effect.Effect<void, OracleFailure | OracleNotApplicable | RunError, EnvOf<F | R, S>> =>
  Effect.suspend((): Effect.Effect<void, OracleFailure | OracleNotApplicable | RunError, Database> => {
    const block = blockOf(queryNode(query))
    return block instanceof OracleNotApplicable ? Effect.fail(block) : counted(block, exprNode(predicate))
  }) as never

const counted = (block: SelectNode, p: ExprNode) => {
  const rows = withClauses(block, {
    grouped: false, groupBy: [], having: [], distinct: false, distinctOn: null, orderBy: [],
  })
  const number = (n: number): ExprNode => valueNode(wholeSpec, n)
  const truth = caseNode(wholeSpec, [{ when: p, then: number(1) }], number(0))
  return Effect.gen(function* () {
    const passed = yield* ran(
      withClauses(rows, { where: [...rows.where, p], selection: { _tag: "Field", expr: exprNode(countAll) } }),
    )
    const summed = yield* ran(withClauses(rows, { selection: { _tag: "Field", expr: exprNode(sum(truth as never)) } }))
    yield* sameRows("as many rows pass a predicate in where as it is true for when it is selected", numbered(passed), numbered(summed))
  })
}

/** The sum of no rows is NULL; a sum of many may be of a wider type than a count. */
const numbered = ({ rows, sql }: Ran): Ran => ({ sql, rows: rows.map((n) => Number(n ?? 0)) })
