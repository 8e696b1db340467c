import { Effect } from "effect"
import { bigint } from "../../codec/bigint.js"
import { boolean } from "../../codec/boolean.js"
import { countType } from "../../core/count-type.js"
import type { StatementNode } from "../../core/ddl-node.js"
import { queryNode } from "../../core/erase.js"
import { aggregateNode, literalNode, valueNode } from "../../core/expr-node.js"
import { type QueryNode, selectNode, withClauses } from "../../core/query-node.js"
import type { Check, Query } from "../../core/query-types.js"
import { derived, isClosed } from "../../core/query/block.js"
import { rowsIn } from "../run.js"
import { withCompiled } from "./compiled.js"
import type { EnvOf, ErrorOf } from "./types.js"

type Rows = "select" | "compound"

/** The same rows in no order, which counting does not need; but LIMIT needs it. */
const unordered = (q: QueryNode): QueryNode =>
  q._tag === "RawQuery" || isClosed(q) ? q : Object.freeze({ ...q, orderBy: [] })

const memo = <A extends object>(make: (node: QueryNode) => A): ((node: QueryNode) => A) => {
  const known = new WeakMap<QueryNode, A>()
  return (node) => {
    const hit = known.get(node)
    if (hit !== undefined) {
      return hit
    }
    const made = make(node)
    known.set(node, made)
    return made
  }
}

const wide = bigint.spec.type

const counting = memo((q): StatementNode => {
  const table = derived("_rows", unordered(q))
  return selectNode(table.source(), { _tag: "Field", expr: aggregateNode(wide, "countAll", [], "never") })
})

const probing = memo((q): StatementNode => {
  const table = derived("_rows", unordered(q))
  return withClauses(selectNode(table.source(), { _tag: "Field", expr: literalNode(boolean.spec.type, "true") }), {
    limit: valueNode(countType, 1),
  })
})

/**
 * How many rows a query gives, with its grouping, DISTINCT and LIMIT as they are.
 *
 * The SQL: `select count(*) from (…)`.
 *
 * @since 0.1.0
 */
export const countRows = <K extends Rows, S, U, O, F, G>(
  query: Query<K, S, U, O, F, G> & Check<K, S, F, O, G>,
): Effect.Effect<number, ErrorOf<K, F>, EnvOf<F, S>> =>
  Effect.map(withCompiled(counting(queryNode(query)), rowsIn), (rows) => Number(rows[0])) as never

/**
 * Does the query give any row? Looks for one only.
 *
 * The SQL: `select true from (…) limit 1`.
 *
 * @since 0.1.0
 */
export const existsRow = <K extends Rows, S, U, O, F, G>(
  query: Query<K, S, U, O, F, G> & Check<K, S, F, O, G>,
): Effect.Effect<boolean, ErrorOf<K, F>, EnvOf<F, S>> =>
  Effect.map(withCompiled(probing(queryNode(query)), rowsIn), (rows) => rows.length > 0) as never
