import { Effect, Option } from "effect"
import { countType } from "../../core/count-type.js"
import type { StatementNode } from "../../core/ddl-node.js"
import { valueNode } from "../../core/expr-node.js"
import { withClauses } from "../../core/query-node.js"
import type { CheckRows, Query, RowOut } from "../../core/query-types.js"
import { open } from "../../core/query/block.js"
import type { MultipleResultsFound, NoResultFound } from "../result-errors.js"
import { multipleResultsFound, noResultFound } from "../result-errors.js"
import { rowsIn } from "../run.js"
import { withCompiled } from "./compiled.js"
import type { EnvOf, ErrorOf } from "./types.js"

/** A query with a limit, remembered by the identity of its tree so that its compiled form is too. */
const limited = (rows: number): ((node: StatementNode) => StatementNode) => {
  const memo = new WeakMap<StatementNode, StatementNode>()
  const limit = valueNode(countType, rows)
  const make = (node: StatementNode): StatementNode => {
    switch (node._tag) {
      case "Select":
      case "Set":
        return node.limit === null ? Object.freeze({ ...node, limit }) : withClauses(open(node), { limit })
      case "With":
        return Object.freeze({ ...node, body: make(node.body) as typeof node.body })
      // The rows of raw SQL and of commands are read to the end.
      default:
        return node
    }
  }
  return (node) => {
    const known = memo.get(node)
    if (known !== undefined) {
      return known
    }
    const made = make(node)
    memo.set(node, made)
    return made
  }
}

const one1 = limited(1)
const two = limited(2)

/**
 * The first row, or none. Only one row is asked for.
 *
 * The SQL: `… limit 1`.
 *
 * @since 0.1.0
 */
export const first = <K, S, U, O, F, G>(
  query: Query<K, S, U, O, F, G> & CheckRows<K, S, F, O, G>,
): Effect.Effect<Option.Option<RowOut<O, U>>, ErrorOf<K, F>, EnvOf<F, S>> =>
  Effect.map(withCompiled(one1(query as unknown as StatementNode), rowsIn), (rows) =>
    Option.fromUndefinedOr(rows[0]),
  ) as never

/**
 * The one row of a query that must have exactly one.
 *
 * Fails also with `NoResultFound` and `MultipleResultsFound`.
 *
 * The SQL: `… limit 2`, so that a second row is noticed.
 *
 * @since 0.1.0
 */
export const one = <K, S, U, O, F, G>(
  query: Query<K, S, U, O, F, G> & CheckRows<K, S, F, O, G>,
): Effect.Effect<RowOut<O, U>, ErrorOf<K, F> | NoResultFound | MultipleResultsFound, EnvOf<F, S>> =>
  withCompiled(two(query as unknown as StatementNode), (fiber, database, compiled) =>
    Effect.flatMap(rowsIn(fiber, database, compiled), (rows): Effect.Effect<unknown, NoResultFound | MultipleResultsFound> =>
      rows.length === 1
        ? Effect.succeed(rows[0])
        : Effect.fail(rows.length === 0 ? noResultFound(compiled.sql) : multipleResultsFound(compiled.sql)),
    ),
  ) as never
