import type { QueryNode } from "../../../core/query-node.js"
import { as, cte, recursive } from "../../../core/query/derived.js"
import { distinctOn } from "../../../core/query/distinct-on.js"
import { from } from "../../../core/query/from.js"
import { groupBy, having } from "../../../core/query/group-by.js"
import { crossJoin, fullJoin, innerJoin, leftJoin, rightJoin } from "../../../core/query/join.js"
import { crossJoinLateral, innerJoinLateral, leftJoinLateral } from "../../../core/query/lateral.js"
import { distinct, limit, limitWithTies, offset } from "../../../core/query/limit.js"
import { asc, desc, nullsFirst, nullsLast, orderBy, orderRowsBy } from "../../../core/query/order-by.js"
import { forKeyShare, forNoKeyUpdate, forShare, forUpdate } from "../../../core/query/lock.js"
import { select } from "../../../core/query/select.js"
import { except, exceptAll, intersect, intersectAll, union, unionAll } from "../../../core/query/set.js"
import { where } from "../../../core/query/where.js"
import type { AnyTable } from "../../../core/table.js"

/** The clauses of a query without their types: what the type checker would refuse, must not be drawn. */
const of = {
  distinctOn,
  groupBy,
  having,
  crossJoin,
  fullJoin,
  innerJoin,
  leftJoin,
  rightJoin,
  crossJoinLateral,
  innerJoinLateral,
  leftJoinLateral,
  limit,
  limitWithTies,
  offset,
  orderBy,
  orderRowsBy,
  select,
  except,
  exceptAll,
  intersect,
  intersectAll,
  union,
  unionAll,
  where,
  forKeyShare,
  forNoKeyUpdate,
  forShare,
  forUpdate,
}
export type Clause = (query: QueryNode) => QueryNode
export const clauses = of as unknown as { readonly [K in keyof typeof of]: (...args: ReadonlyArray<unknown>) => Clause }

export const fromTable = from as unknown as (table: AnyTable) => QueryNode
export const distinctRows = distinct as unknown as Clause

/** A query as a table. */
export const tables = { as, cte, recursive } as unknown as {
  readonly as: (name: string) => (query: unknown) => AnyTable
  readonly cte: (name: string, options?: object) => (query: unknown) => AnyTable
  readonly recursive: (name: string, base: unknown, step: (self: AnyTable) => unknown) => AnyTable
}

/** What a query is sorted by. */
export const keys = { asc, desc, nullsFirst, nullsLast } as unknown as {
  readonly [K in "asc" | "desc" | "nullsFirst" | "nullsLast"]: (e: unknown) => unknown
}
