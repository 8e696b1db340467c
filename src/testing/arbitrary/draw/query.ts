import type { ExprNode } from "../../../core/expr-node.js"
import { type QueryNode, queryPipe } from "../../../core/query-node.js"
import { leafExprs, outputSelection } from "../../../core/traverse.js"
import { extentOf } from "../extent.js"
import { isEquatable, type Kind, kindOfExpr } from "../kind.js"
import { words } from "../signature.js"
import { clauses, fromTable } from "./clauses.js"
import { drawBlock, drawRowsOf, named, someKinds } from "./block.js"
import { chance, drawExpr, int, pick, share } from "./expr.js"
import { drawAggregate } from "./group.js"
import { drawTable } from "./source.js"
import { drawWindow } from "./window.js"
import { say, type Scope, type World } from "./world.js"

/** The columns of a query as expressions. */
const leavesOfQuery = (query: QueryNode): ReadonlyArray<ExprNode> => leafExprs(outputSelection(query))

const wholeLimits: Readonly<Record<string, number>> = { tinyint: 128, smallint: 32768, integer: 2 ** 31 }

/** Can the column of the left hold what the right gives for it? */
const holds = (left: ExprNode, right: ExprNode): boolean => {
  const most = left.type.family === "integer" ? (wholeLimits[left.type.name] ?? Infinity) : Infinity
  const [low, high] = extentOf(right)
  return low >= -most && high < most
}

const operations = ["union", "unionAll", "intersect", "except", "intersectAll", "exceptAll"] as const

/** What queries see of others as operands of one set operation: by the same names. */
const renamed = (query: QueryNode, columns: ReadonlyArray<ExprNode>): QueryNode =>
  clauses.select(Object.fromEntries(columns.map((e, i) => [`k${i}`, e])))(query)

const drawSet = (world: World, around: Scope | null, wanted: ReadonlyArray<Kind>, fuel: number): QueryNode => {
  const outer = world.needs.has("lateral") ? around : null
  const operand = (): QueryNode => {
    const rows = drawRowsOf(world, outer, share(world, fuel))
    const columns = wanted.map((kind) => drawExpr(world, rows.scope, kind, share(world, fuel)))
    return renamed(rows.query, columns)
  }
  const left = operand()
  const right = operand()
  if (leavesOfQuery(left).some((e, i) => !holds(e, leavesOfQuery(right)[i]!))) {
    return left
  }
  const both: QueryNode = clauses[pick(world, operations)](right)(left as never)
  if (!chance(world, 2)) {
    return both
  }
  const sorted: QueryNode = clauses.orderRowsBy((row: Readonly<Record<string, ExprNode>>) => wanted.map((_, i) => row[`k${i}`]!))(both)
  return (chance(world, 2) ? clauses.limit(int(world, 0, 4))(sorted) : sorted)
}

/** A query of columns of these kinds. */
export const drawQuery = (world: World, outer: Scope | null, wanted: ReadonlyArray<Kind>, fuel: number): QueryNode =>
  fuel > 3 && chance(world, 5) && wanted.every(isEquatable) ? drawSet(world, outer, wanted, fuel) : drawBlock(world, outer, wanted, fuel).query

/** A query of no more than one row: an aggregate of all rows, or the first of them. */
export const drawOneRow = (world: World, outer: Scope | null, wanted: ReadonlyArray<Kind>, fuel: number): QueryNode => {
  const { query, scope } = drawRowsOf(world, outer, fuel)
  const aggregates = wanted.map((kind) => drawAggregate(world, scope, kind, share(world, fuel)))
  const found = aggregates.flatMap((e) => (e === null ? [] : [e]))
  if (found.length === wanted.length && found.every((e, i) => kindOfExpr(e) === wanted[i])) {
    return clauses.select(named(found))(query)
  }
  const columns = wanted.map((kind) => drawExpr(world, scope, kind, share(world, fuel)))
  const selected: QueryNode = clauses.select(named(columns))(query)
  if (scope.total !== null && scope.total.length > 0) {
    return clauses.limit(1)(clauses.orderBy(...scope.total)(selected))
  }
  return clauses.limit(world.determined ? 0 : 1)(selected)
}

/** How expressions draw queries and windows. */
export const queries: World["queries"] = { query: drawQuery, oneRow: drawOneRow, window: drawWindow }

/** The selection of a query that is run: whole rows, and rows nested in rows, beside columns. */
const drawSelection = (world: World, scope: Scope, fuel: number): unknown => {
  const columns = someKinds(world).map((kind) => drawExpr(world, { ...scope, windows: fuel > 1 }, kind, share(world, fuel)))
  const record: Record<string, unknown> = { ...named(columns) }
  if (fuel > 2 && chance(world, 3)) {
    const [name, rows] = pick(world, [
      ["many", () => ordered(world, scope, share(world, fuel))],
      ["maybe", () => drawOneRow(world, scope, someKinds(world), share(world, fuel))],
    ] as const)
    record[name] = say(words[name](rows()) as ExprNode, name)
  }
  if (chance(world, 4)) {
    return { inner: record }
  }
  return columns.length === 1 && Object.keys(record).length === 1 && chance(world, 6) ? columns[0] : record
}

/** A query whose rows come in an order that is determined, if that is wanted. */
const ordered = (world: World, scope: Scope, fuel: number): QueryNode => {
  const rows = drawRowsOf(world, scope, fuel)
  const columns = someKinds(world).map((kind) => drawExpr(world, rows.scope, kind, share(world, fuel)))
  const query: QueryNode = clauses.select(named(columns))(rows.query)
  const total = rows.scope.total ?? columns.filter((e) => isEquatable(kindOfExpr(e)))
  return (total.length === 0 ? query : clauses.orderBy(...total)(query))
}

/** All rows of a table of the user's: other rows cannot be locked everywhere. */
const fromTables = (world: World): { readonly query: QueryNode } => ({ query: fromTable(drawTable(world).table) })

/** The query with the rows of its tables locked. */
const locked = (world: World, query: QueryNode): QueryNode => {
  const strengths = ["forUpdate", "forShare", ...(world.needs.has("keyLocks") ? ["forNoKeyUpdate", "forKeyShare"] : [])] as const
  const options = chance(world, 2) ? {} : { locked: "skip locked" }
  return clauses[pick(world, strengths) as "forUpdate"](options)(query)
}

/** A query to be run. */
export const drawTop = (world: World, fuel: number): QueryNode => {
  const roll = int(world, 1, 6)
  if (roll > 2) {
    return drawQuery(world, null, someKinds(world), fuel)
  }
  if (world.locks && world.needs.has("rowLocks") && chance(world, 2)) {
    const { query } = fromTables(world)
    return locked(world, query)
  }
  const rows = drawRowsOf(world, null, fuel)
  const query = roll === 1 ? rows.query : (clauses.select(drawSelection(world, rows.scope, fuel))(rows.query))
  return (chance(world, 2) && rows.scope.total !== null && rows.scope.total.length > 0
    ? clauses.limit(int(world, 1, 3))(clauses.orderBy(...rows.scope.total)(query))
    : query)
}

/** Is the value a query, rather than an expression? */
export const isQuery = (u: object): u is QueryNode => (u as { readonly pipe?: unknown }).pipe === queryPipe
