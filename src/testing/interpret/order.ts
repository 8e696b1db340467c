import type { OrderNode, SelectNode } from "../../core/query-node.js"
import { sameExpr } from "../../core/same-expr.js"
import { leafExprs } from "../../core/traverse.js"
import { isGrouped } from "./group.js"
import { isUnited } from "./layout.js"
import { compareValues, type Value } from "./meaning.js"
import { type Scope, valueIn } from "./scope.js"

/** Items in an order, and the place of each: those of one place may come in any order. */
export interface Ordered<A> {
  readonly items: ReadonlyArray<A>
  readonly places: ReadonlyArray<number>
}

/** By one sort key. Where nothing is said, NULLs are where the database puts them: before all else, or after it. */
const compareKeys = (o: OrderNode, nulls: "smallest" | "largest", a: Value, b: Value): number => {
  if (a === null || b === null) {
    const usual = (nulls === "smallest") === (o.direction === "asc") ? "first" : "last"
    return (Number(b === null) - Number(a === null)) * ((o.nulls ?? usual) === "first" ? 1 : -1)
  }
  const order = compareValues(o.expr.type)(a, b)
  return o.direction === "asc" ? order : -order
}

/** Compares rows by sort keys, of which each decides where those before it do not. */
export const compareRows = (keys: ReadonlyArray<OrderNode>): ((a: Scope, b: Scope) => number) => {
  const known = new Map<Scope, ReadonlyArray<Value>>()
  const valuesOf = (row: Scope): ReadonlyArray<Value> => {
    const values = known.get(row) ?? keys.map((key) => valueIn(row, key.expr))
    known.set(row, values)
    return values
  }
  return (a, b) => {
    const [x, y] = [valuesOf(a), valuesOf(b)]
    const orders = keys.map((key, i) => compareKeys(key, a.world.db.nulls, x[i], y[i]))
    return orders.find((order) => order !== 0) ?? 0
  }
}

/** The rows sorted; without sort keys all are of one place. */
export const sorted = (keys: ReadonlyArray<OrderNode>, rows: ReadonlyArray<Scope>): Ordered<Scope> => {
  const compare = compareRows(keys)
  const items = rows.toSorted(compare)
  const places: Array<number> = []
  items.forEach((row, i) => places.push(i === 0 ? 0 : places[i - 1]! + (compare(items[i - 1]!, row) === 0 ? 0 : 1)))
  return { items, places }
}

/**
 * What the rows of a block are sorted by. A block that stands on a closed one goes on with its order, but where it makes
 * other rows of them, by groups or by `distinct`, for which that order means nothing.
 */
export const orderOf = (q: SelectNode): ReadonlyArray<OrderNode> => {
  if (q.from._tag !== "ClosedSource" || q.from.query._tag === "RawQuery") {
    return q.orderBy
  }
  const inner = q.from.query.orderBy
  const inherited = inner.every((o, i) => o === q.orderBy[i])
  const selects = (o: OrderNode): boolean => leafExprs(q.selection).some((e) => sameExpr(e, o.expr))
  const ends = isGrouped(q) || (q.distinct && !isUnited(q) && !inner.every(selects))
  return inherited && ends ? q.orderBy.slice(inner.length) : q.orderBy
}
