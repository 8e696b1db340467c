import type { ExprNode } from "../../../core/expr-node.js"
import type { QueryNode } from "../../../core/query-node.js"
import { hasAggregate } from "../../../core/traverse.js"
import { isEquatable, isOrdered, type Kind, kindOfExpr, kinds } from "../kind.js"
import { words } from "../signature.js"
import { type Clause, clauses, distinctRows as distinct, fromTable, keys as sortKeys, tables } from "./clauses.js"
import { baseKinds, chance, drawExpr, int, pick, share } from "./expr.js"
import { drawGroup, drawHaving } from "./group.js"
import { derivedSource, drawRows, drawTable, type Source, sortable, sourceOf } from "./source.js"
import { fresh, say, type Scope, type World } from "./world.js"

const apply = (query: QueryNode, clause: Clause): QueryNode => clause(query)

/** A query that was drawn. */
export interface Built {
  readonly query: QueryNode
  readonly columns: ReadonlyArray<ExprNode>
}

const drawSource = (world: World, fuel: number): Source =>
  fuel > 2 && chance(world, 4)
    ? derivedSource(world, world.queries.query(world, null, someKinds(world), share(world, fuel)))
    : fuel > 1 && chance(world, 12)
      ? drawRows(world)
      : drawTable(world)

/** The kinds of a few columns. */
export const someKinds = (world: World): ReadonlyArray<Kind> =>
  chance(world, 6)
    ? [pick(world, baseKinds(world))]
    : Array.from({ length: int(world, 1, 2) }, () => pick(world, [kinds.integer, kinds.text, kinds.boolean, kinds.date, kinds.decimal, kinds.bigint, kinds.float]))

const condition = (world: World, scope: Scope, fuel: number): ExprNode => drawExpr(world, { ...scope, windows: false }, kinds.boolean, share(world, fuel))

interface Rows {
  readonly query: QueryNode
  readonly scope: Scope
}

const both = (scope: Scope, source: Source): Scope => ({
  ...scope,
  leaves: [...scope.leaves, ...source.leaves],
  total: scope.total === null || source.total === null ? null : [...scope.total, ...source.total],
})

/** One more table, joined in one of the ways of this world. */
const drawJoin = (world: World, { query, scope }: Rows, fuel: number): Rows => {
  if (world.needs.has("lateral") && fuel > 2 && chance(world, 4)) {
    const inner = world.queries.query(world, scope, someKinds(world), share(world, fuel))
    const source = sourceOf(tables.as(fresh(world, "l"))(inner))
    const on = condition(world, both(scope, source), fuel)
    const name = pick(world, ["crossJoinLateral", "leftJoinLateral", "innerJoinLateral"] as const)
    const join = name === "crossJoinLateral" ? clauses[name](source.table) : clauses[name](source.table, on)
    return { query: apply(query, join), scope: both(scope, source) }
  }
  const source = drawSource(world, fuel)
  const joined = both(scope, source)
  const on = chance(world, 3) ? condition(world, joined, fuel) : matching(world, scope, source, fuel)
  const full = world.needs.has("fullJoin") ? (["fullJoin"] as const) : []
  const name = pick(world, ["innerJoin", "leftJoin", "rightJoin", "crossJoin", ...full] as const)
  const join = name === "crossJoin" ? clauses[name](source.table) : clauses[name](source.table, on)
  return { query: apply(query, join), scope: joined }
}

/** Equality of a column of the new table with one that was there, as most joins have it. */
const matching = (world: World, scope: Scope, source: Source, fuel: number): ExprNode => {
  const pairs = source.leaves.flatMap((b) =>
    scope.leaves.filter((a) => kindOfExpr(a) === kindOfExpr(b) && isEquatable(kindOfExpr(a))).map((a) => [a, b] as const))
  if (pairs.length === 0) {
    return condition(world, both(scope, source), fuel)
  }
  const [a, b] = pick(world, pairs)
  return equal(a, b)
}

const equal = (a: ExprNode, b: ExprNode): ExprNode => say(words.eq(a, b) as ExprNode, "eq")

/** A few rows of tables that are joined and filtered. */
export const drawRowsOf = (world: World, outer: Scope | null, fuel: number): Rows => {
  const first = drawSource(world, fuel)
  let rows: Rows = {
    query: fromTable(first.table),
    scope: { leaves: first.leaves, outer, total: first.total, windows: false },
  }
  for (let joins = fuel < 2 ? 0 : pick(world, [0, 0, 1, 1, 2]); joins > 0; joins--) {
    rows = drawJoin(world, rows, share(world, fuel))
  }
  for (let conditions = pick(world, [0, 1, 1, 2]); conditions > 0 && fuel > 0; conditions--) {
    rows = { ...rows, query: apply(rows.query, clauses.where(condition(world, rows.scope, fuel) as never)) }
  }
  return rows
}

const sortKey = (world: World, e: ExprNode): unknown => {
  const key = chance(world, 2) ? sortKeys.desc(e) : chance(world, 2) ? sortKeys.asc(e) : e
  return chance(world, 4) ? sortKeys[pick(world, ["nullsFirst", "nullsLast"] as const)](key) : key
}

/** Names for columns: of a column its own. */
export const named = (columns: ReadonlyArray<ExprNode>): Readonly<Record<string, ExprNode>> => {
  const out: Record<string, ExprNode> = {}
  const taken = new Set<string>()
  for (const [i, e] of columns.entries()) {
    const own = e._tag === "Column" && !/\0|^\d|\./.test(e.key) ? e.key : `k${i}`
    let name = own
    for (let n = i; taken.has(name.toLowerCase()); n++) {
      name = `k${n}`
    }
    taken.add(name.toLowerCase())
    out[name] = e
  }
  return out
}

/**
 * One SELECT block of columns of these kinds. Where a derived table may not read what is around the query, either it reads
 * nothing there, or has no clause that would make one.
 */
export const drawBlock = (world: World, around: Scope | null, wanted: ReadonlyArray<Kind>, fuel: number): Built => {
  const nests = around === null || world.needs.has("lateral") || chance(world, 2)
  const outer = nests && !world.needs.has("lateral") ? null : around
  const rows = drawRowsOf(world, outer, fuel)
  let { query } = rows
  const grouped = nests && fuel > 1 && chance(world, 4) ? drawGroup(world, rows.scope, query, wanted, fuel) : null
  query = grouped?.query ?? query
  let scope = grouped?.scope ?? rows.scope
  const columns = wanted.map((kind) => drawExpr(world, { ...scope, windows: grouped === null && fuel > 1 }, kind, share(world, fuel)))
  query = apply(query, clauses.select(named(columns)))
  if (grouped?.implied === true && !columns.some(hasAggregate)) {
    query = apply(query, clauses.groupBy())
  }
  if (grouped !== null && chance(world, 3)) {
    query = apply(query, clauses.having(drawHaving(world, scope, fuel)))
  }
  // Rows that are told apart by what cannot be compared everywhere are not made distinct.
  const distinctRows = columns.every((e) => isEquatable(kindOfExpr(e))) && fuel > 1 && chance(world, 8)
  if (distinctRows) {
    query = apply(query, distinct)
    scope = { ...scope, leaves: columns, total: sortable(columns), windows: false }
  }
  return { query: ended(world, query, scope, { distinctRows, grouped: grouped !== null, nests }, fuel) as never, columns }
}

interface Form {
  readonly distinctRows: boolean
  readonly grouped: boolean
  /** Whether clauses may make derived tables. */
  readonly nests: boolean
}

/** The query with its rows in order, and some of them left out. */
const ended = (world: World, before: QueryNode, scope: Scope, { distinctRows, grouped, nests }: Form, fuel: number): QueryNode => {
  let query = before
  const candidates = scope.leaves.filter((e) => isEquatable(kindOfExpr(e)))
  const keys = Array.from({ length: fuel > 0 && candidates.length > 0 ? pick(world, [0, 0, 1, 2]) : 0 }, () =>
    distinctRows || chance(world, 2)
      ? pick(world, candidates)
      : drawExpr(world, { ...scope, windows: false }, pick(world, candidates.map(kindOfExpr).filter(isOrdered).concat(kinds.integer)), share(world, fuel)))
  if (nests && !distinctRows && !grouped && scope.total !== null && fuel > 1 && candidates.length > 0 && chance(world, 12)) {
    const key = pick(world, candidates)
    const on = apply(apply(query, clauses.distinctOn(key)), clauses.orderBy(sortKeys.asc(key)))
    return world.determined ? apply(on, clauses.orderBy(...scope.total)) : on
  }
  if (keys.length > 0) {
    query = apply(query, clauses.orderBy(...keys.map((e) => sortKey(world, e))))
  }
  if (fuel < 1 || !chance(world, 3)) {
    return query
  }
  if (world.determined && scope.total === null) {
    return query
  }
  if (nests && keys.length > 0 && !distinctRows && chance(world, 4)) {
    return apply(query, clauses.limitWithTies(int(world, 0, 3)))
  }
  if (world.determined && scope.total!.length > 0) {
    query = apply(query, clauses.orderBy(...scope.total!))
  }
  query = chance(world, 4) ? apply(query, clauses.offset(int(world, 0, 2))) : apply(query, clauses.limit(int(world, 0, 4)))
  if (!nests) {
    return query
  }
  if (chance(world, 4)) {
    query = apply(query, clauses.limit(int(world, 0, 3)))
  }
  return chance(world, 3) && !distinctRows ? apply(query, clauses.where(condition(world, { ...scope, leaves: scope.leaves.filter((e) => !hasAggregate(e) && e._tag === "Column") }, fuel) as never)) : query
}
