import { BigDecimal, Effect } from "effect"
import { exprNode, queryNode } from "../../core/erase.js"
import type { Aggregate, Expr } from "../../core/expr.js"
import type { AggregateNode, ExprNode } from "../../core/expr-node.js"
import { type SelectNode, withClauses } from "../../core/query-node.js"
import type { Check, Query } from "../../core/query-types.js"
import { isAggregated, isWindowed } from "../../core/query/block.js"
import type { Family } from "../../core/sql-type.js"
import { hasAggregate, leafExprs } from "../../core/traverse.js"
import type { Database } from "../../driver/database.js"
import type { EnvOf } from "../../driver/operations/types.js"
import { isNull } from "../../expr/comparison.js"
import { not } from "../../expr/logic.js"
import { blockOf } from "./determined.js"
import { type OracleFailure, OracleNotApplicable } from "./failure.js"
import { type Ran, ran, type RunError, sameRows, together } from "./run.js"
import { distinctRows } from "./same.js"

/** A query whose tables a predicate can read. */
type Rows = "select" | "compound"

type Checked = Effect.Effect<void, OracleFailure | OracleNotApplicable | RunError, Database>

/**
 * Ternary logic partitioning: every row of a query is one for which the predicate is true, one for which it is false, or
 * one for which it is NULL. So the rows of the query are those of the three queries with `p`, `not p` and `p is null`,
 * together: any predicate at all tests how a database takes it, and how it is printed.
 *
 * Of a query with `groupBy`, or for a predicate that has an aggregate, it is groups that are parted, with `having`. With
 * DISTINCT each row counts once. Of a query of aggregates without groups, `count`, `sum`, `min` and `max` of the parts
 * make up those of the whole. Rows are compared without order, floats nearly.
 *
 * Fails with an {@link OracleFailure} that has the statements and the rows, and with `OracleNotApplicable` for a query of
 * which the law says nothing: raw SQL, window functions, other aggregates, DISTINCT ON, random values, a LIMIT without
 * order; and as running a query does. The tables must not change meanwhile.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { createAll, execute, from, gt, insertInto, integer, nullable, table } from "fulmar"
 * import { Sqlite } from "fulmar/sqlite"
 * import { ternaryLogic } from "fulmar/testing"
 *
 * const Cake = table("cake", { id: integer, price: integer.pipe(nullable) })
 * const test = Effect.gen(function* () {
 *   yield* createAll([Cake])
 *   yield* execute(insertInto(Cake, [{ id: 1, price: 10 }, { id: 2, price: null }, { id: 3, price: 30 }]))
 *   yield* ternaryLogic(from(Cake), gt(Cake.price, 20))
 * })
 * Effect.runSync(Effect.provide(test, Sqlite.layer({ filename: ":memory:" })))
 * ```
 *
 * @since 0.1.0
 */
export const ternaryLogic = <K extends Rows, S, U, O, F, G, R>(
  query: Query<K, S, U, O, F, G> & Check<K, S, F, O, G>,
  predicate: Expr<boolean | null, R, unknown> & Check<"compound", S, Exclude<R, Aggregate>, never, unknown>,
): Effect.Effect<void, OracleFailure | OracleNotApplicable | RunError, EnvOf<F | Exclude<R, Aggregate>, S>> =>
  Effect.suspend((): Checked => {
    const block = blockOf(queryNode(query))
    return block instanceof OracleNotApplicable ? Effect.fail(block) : partition(block, exprNode(predicate))
  }) as never

const no = (message: string): Effect.Effect<never, OracleNotApplicable> => Effect.fail(new OracleNotApplicable({ message }))

const partition = (block: SelectNode, p: ExprNode): Checked => {
  if (isWindowed(block)) return no("A predicate changes the windows of the query: make a table of it with as.")
  if (block.distinctOn !== null) return no("A predicate changes which row DISTINCT ON picks: make a table of it with as.")
  const aggregated = isAggregated(block)
  if (aggregated && !block.grouped && !hasAggregate(p)) return aggregates(block, p)
  const onGroups = aggregated || hasAggregate(p)
  const clause = onGroups ? "having" : "where"
  const part = (condition: ExprNode) => ran(withClauses(block, { [clause]: [...block[clause], condition] }))
  return Effect.gen(function* () {
    const whole = yield* ran(block)
    const parts = together(yield* Effect.forEach(ternary(p), part))
    yield* sameRows(law(onGroups ? "groups" : "rows"), once(block, whole), once(block, parts))
  })
}

const law = (what: string): string =>
  `the ${what} of a query are those for which a predicate is true, false and NULL together`

const ternary = (p: ExprNode): ReadonlyArray<ExprNode> => [
  p,
  exprNode(not(p as never)),
  exprNode(isNull(p as never)),
]

const once = (block: SelectNode, found: Ran): Ran =>
  block.distinct ? { sql: found.sql, rows: distinctRows(found.rows) } : found

/** The aggregates of the whole are made of those of the parts. */
const aggregates = (block: SelectNode, p: ExprNode): Checked => {
  const leaves = leafExprs(block.selection)
  if (block.having.length > 0 || !leaves.every(isCombined)) {
    return no("Of aggregates without groups the law knows count, sum, min and max of numbers, and no DISTINCT or HAVING.")
  }
  const fields = leaves.map((expr, index) => [String(index), { _tag: "Field", expr }] as const)
  const flat = withClauses(block, { selection: { _tag: "Record", fields }, orderBy: [] })
  return Effect.gen(function* () {
    const whole = yield* ran(flat)
    const parts = together(
      yield* Effect.forEach(ternary(p), (condition) => ran(withClauses(flat, { where: [...flat.where, condition] }))),
    )
    const made = leaves.map((leaf, index) => {
      const values: ReadonlyArray<unknown> = parts.rows.map((row) => (row as Record<string, unknown>)[index]).filter((value) => value !== null)
      const { name } = leaf as AggregateNode
      return [String(index), values.length === 0 ? null : values.reduce(combine[name]!)] as const
    })
    const rows = [Object.fromEntries(made)]
    yield* sameRows("the aggregates of a query are made of those for which a predicate is true, false and NULL", whole, { sql: parts.sql, rows })
  })
}

// Both are values of one column.
const add = (a: unknown, b: unknown): unknown =>
  BigDecimal.isBigDecimal(a) ? BigDecimal.sum(a, b as BigDecimal.BigDecimal) : (a as number) + (b as number)

const isLess = (a: unknown, b: unknown): boolean =>
  BigDecimal.isBigDecimal(a) ? BigDecimal.isLessThan(a, b as BigDecimal.BigDecimal) : (a as number) < (b as number)

const least = (a: unknown, b: unknown): unknown => (isLess(b, a) ? b : a)
const greatest = (a: unknown, b: unknown): unknown => (isLess(a, b) ? b : a)

const combine: Readonly<Record<string, (a: unknown, b: unknown) => unknown>> = {
  count: add,
  countAll: add,
  sum: add,
  sumDecimal: add,
  sumWide: add,
  min: least,
  minDecimal: least,
  max: greatest,
  maxDecimal: greatest,
}

/** Types whose values sort in a program as they do in a database. */
const numbers: ReadonlySet<Family> = new Set<Family>(["integer", "bigint", "float", "decimal", "timestamptz"])

const isCombined = (leaf: ExprNode): boolean =>
  leaf._tag === "Aggregate" && !leaf.distinct && numbers.has(leaf.type.family) && Object.hasOwn(combine, leaf.name)
