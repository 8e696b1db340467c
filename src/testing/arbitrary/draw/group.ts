import type { QueryNode } from "../../../core/query-node.js"
import type { ExprNode } from "../../../core/expr-node.js"
import { cube, groupingSets, rollup } from "../../../core/query/grouping-sets.js"
import { asc } from "../../../core/query/order-by.js"
import { isTame } from "../extent.js"
import { isEquatable, type Kind, kindOfExpr } from "../kind.js"
import { modifiers, type Signature, words } from "../signature.js"
import { aggregateSignatures } from "../signatures/index.js"
import { clauses } from "./clauses.js"
import { allowed, chance, drawExpr, drawIn, int, pick, share } from "./expr.js"
import { say, type Scope, type World } from "./world.js"
import { kinds } from "../kind.js"

/** An aggregate of a kind over the rows in scope; `null` if none could be drawn. */
export const drawAggregate = (world: World, rows: Scope, kind: Kind, fuel: number): ExprNode | null => {
  const choices = allowed(world, aggregateSignatures).filter((s) => s.gives(kind))
  if (choices.length === 0) {
    return null
  }
  const signature: Signature = pick(world, choices)
  // An aggregate of nothing but columns of the query around would belong to that one.
  const scope: Scope = { ...rows, outer: null, windows: false }
  const made = signature.make(drawIn(world, scope, fuel), kind)
  if (made === null || !isTame(made)) {
    return null
  }
  return modified(world, scope, made, signature.name, fuel)
}

const setName = /^(median|percentile|mode|withinGroup)/

const modified = (world: World, scope: Scope, e: ExprNode, name: string, fuel: number): ExprNode => {
  if (e._tag !== "Aggregate") {
    return say(e, name)
  }
  let out: ExprNode = e
  const said: Array<string> = [name]
  // The others no database but one or two has of distinct values.
  if (["count", "sum", "avg", "min", "max"].includes(name) && isEquatable(kindOfExpr(e.args[0]!)) && chance(world, 4)) {
    out = words.distinctValues(out)
    said.push("distinctValues")
  }
  if (world.needs.has("orderedAggregates") && !setName.test(name) && (name === "stringAgg" || name === "arrayAgg") && chance(world, 2)) {
    out = modifiers.orderedBy(asc(drawExpr(world, scope, kinds.integer, share(world, fuel)) as never), asc(e.args[0] as never))(out)
    said.push("orderedBy")
  }
  if (chance(world, 3)) {
    out = modifiers.filterWhere(drawExpr(world, scope, kinds.boolean, share(world, fuel)))(out)
    said.push("filterWhere")
  }
  return say(out, ...said, ...((out as { readonly orderBy?: ReadonlyArray<unknown> }).orderBy?.length ? (setName.test(name) ? [] : ["orderedBy"]) : []))
}

/** A query with its rows grouped, and what can be read of the groups. */
export interface Grouped {
  readonly query: QueryNode
  readonly scope: Scope
  /** Whether it is one group by nothing but its aggregates: it must select one, or say so. */
  readonly implied: boolean
}

type Keys = Readonly<Record<string, ExprNode>>

/** Groups the rows of a query. */
export const drawGroup = (world: World, rows: Scope, query: QueryNode, wanted: ReadonlyArray<Kind>, fuel: number): Grouped => {
  const fits = (kind: Kind): boolean => isEquatable(kind)
  const plain: Scope = { ...rows, windows: false }
  const columns = rows.leaves.filter((e) => fits(kindOfExpr(e)))
  // Only what reads a column groups: a constant among the keys means a place in the list to some databases.
  const keys = Array.from({ length: columns.length === 0 ? 0 : int(world, 0, 2) }, () => pick(world, columns))
  const distinctKeys = [...new Set(keys)]
  const aggregates = wanted.flatMap((kind) => {
    const made = drawAggregate(world, plain, kind, fuel)
    return made === null ? [] : [made]
  })
  const some = aggregates.length > 0 ? aggregates : [say(words.countAll as unknown as ExprNode, "countAll")]
  if (distinctKeys.length > 0 && chance(world, 4)) {
    const record: Keys = Object.fromEntries(distinctKeys.map((e, i) => [`g${i}`, e]))
    const [name, sets] = drawSets(world, record)
    const groupKeys = Object.values(sets as unknown as Keys)
    const groupings = groupKeys.map((key) => say(words.grouping(key) as ExprNode, "grouping"))
    const leaves = [...groupKeys, ...groupings, ...some]
    return {
      query: say(clauses.groupBy(sets)(query), name),
      scope: { ...rows, leaves, total: [...groupKeys, ...groupings], windows: false },
      implied: false,
    }
  }
  const said = distinctKeys.length > 0 || chance(world, 2)
  return {
    query: said ? clauses.groupBy(...distinctKeys)(query) : query,
    scope: { ...rows, leaves: [...distinctKeys, ...some], total: distinctKeys, windows: false },
    implied: !said,
  }
}

const drawSets = (world: World, record: Keys): readonly [string, unknown] => {
  switch (int(world, 0, 2)) {
    case 0:
      return ["rollup", rollup(record as never)]
    case 1:
      return ["cube", cube(record as never)]
    default:
      return ["groupingSets", groupingSets(record as never, (keys: Keys) => [Object.values(keys), []] as never)]
  }
}

/** A condition on groups. */
export const drawHaving = (world: World, groups: Scope, fuel: number): ExprNode => drawExpr(world, groups, kinds.boolean, share(world, fuel))

