import type { AggregateNode } from "../../core/expr-node.js"
import { aggregates, type AggregateMeaning, EvaluationError, unsaid, type Value } from "./meaning.js"
import { sorted } from "./order.js"
import { alikeKeys } from "./alike-keys.js"
import { isTrue, type Scope, valueIn } from "./scope.js"
import { undetermined } from "./undetermined.js"

/** The aggregates whose value tells in which order the rows were. */
const inOrder: ReadonlySet<string> = new Set(["stringAgg", "arrayAgg", "jsonArrayAgg"])

const meaningOf = (name: string): AggregateMeaning => {
  if (Object.hasOwn(aggregates, name)) {
    return aggregates[name]!
  }
  throw new EvaluationError({ message: unsaid[name] ?? `The aggregate ${name} has no meaning here`, reason: "Unsupported" })
}

/** The value of an aggregate of rows: of those that its filter leaves, of distinct values each once, in its own order. */
export const aggregate = (e: AggregateNode, rows: ReadonlyArray<Scope>): Value => {
  const { filter } = e
  const meaning = meaningOf(e.name)
  const kept = filter === null ? rows : rows.filter((row) => isTrue(row, filter))
  const same = alikeKeys(e.args)
  const once = e.distinct ? kept.filter((row, i) => kept.findIndex((other) => same(other, row)) === i) : kept
  const { items, places } = sorted(e.orderBy, once)
  const args = items.map((row) => e.args.map((arg) => valueIn(row, arg)))
  if (inOrder.has(e.name)) {
    undetermined.unlessTiesAreAlike(`in which order ${e.name} takes the rows`, args, places)
  }
  return meaning(
    args,
    { result: e.type, args: e.args.map((arg) => arg.type) },
    items.map((row) => e.orderBy.map((o) => valueIn(row, o.expr))),
    e.orderBy,
  )
}
