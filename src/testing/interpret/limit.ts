import type { ExprNode } from "../../core/expr-node.js"
import type { SelectNode, SetNode } from "../../core/query-node.js"
import { EvaluationError } from "./meaning.js"
import type { Ordered } from "./order.js"
import { type Scope, valueIn } from "./scope.js"
import { undetermined } from "./undetermined.js"

const count = (e: ExprNode | null, around: Scope): number | null => (e === null ? null : Number(valueIn(around, e)))

/** The rows from the offset on, at most so many; with ties those too that sort like the last of them. */
export const limited = <A>(
  q: Pick<SelectNode | SetNode, "limit" | "offset" | "orderBy"> & { readonly ties?: boolean },
  { items, places }: Ordered<A>,
  around: Scope,
  same: (a: A, b: A) => boolean,
): Ordered<A> => {
  const rows = count(q.limit, around)
  const start = Math.min(count(q.offset, around) ?? 0, items.length)
  const last = Math.min(start + (rows ?? items.length), items.length)
  const tied = q.ties === true && last > start
  if (q.ties === true && q.orderBy.length === 0) {
    throw new EvaluationError({ message: "limitWithTies has no order by which rows could be tied", reason: "Unsupported" })
  }
  const end = tied ? places.lastIndexOf(places[last - 1]!) + 1 : last
  if (start < end) {
    for (const cut of [start, end]) {
      guard(items, places, cut, same)
    }
  }
  return { items: items.slice(start, end), places: places.slice(start, end) }
}

/** Rows that sort alike may only be cut apart where they are the same. */
const guard = <A>(items: ReadonlyArray<A>, places: ReadonlyArray<number>, cut: number, same: (a: A, b: A) => boolean): void => {
  const place = places[cut]
  if (cut > 0 && cut < items.length && places[cut - 1] === place) {
    const tied = items.filter((_, i) => places[i] === place)
    if (!tied.every((row) => same(tied[0]!, row))) {
      undetermined.refuse("which rows the limit leaves")
    }
  }
}
