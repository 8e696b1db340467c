import { queryNode } from "../erase.js"
import type { Locks, Needs } from "../expr.js"
import { type LockNode, type LockStrength, withClauses } from "../query-node.js"
import type { AnyQuery, Query } from "../query-types.js"
import { type AnyTable, tableData } from "../table.js"
import { open } from "./block.js"

/** How a lock treats rows that another transaction has locked, and which tables it locks. */
export interface LockOptions {
  /** Wait for them, fail at once, or leave them out. Default: wait. */
  readonly locked?: "wait" | "nowait" | "skip locked"
  /** Only rows of these tables; default: of all. */
  readonly of?: ReadonlyArray<AnyTable>
}

type Rows<X> = <S, U, O, F, G>(
  query: Query<"select", S, U, O, F, G>,
) => Query<"select", S, U, O, F | Locks | Needs<"rowLocks"> | X, G>

const sameTables = (a: LockNode, b: LockNode): boolean =>
  a.of.length === b.of.length && a.of.every((table) => b.of.includes(table))

const lock =
  (strength: LockStrength) =>
  (options: LockOptions = {}) =>
  (query: AnyQuery): never => {
    const q = open(queryNode(query))
    const added: LockNode = {
      strength,
      of: (options.of ?? []).map((t) => tableData(t).ref),
      wait: options.locked ?? "wait",
    }
    return withClauses(q, { locks: [...q.locks.filter((other) => !sameTables(other, added)), added] }) as never
  }

/**
 * Locks the rows against other transactions until this one ends; cannot be run outside a transaction. After `limit` it
 * locks what its result is made of. A query may have several locks `of` different tables; one of the same tables takes the
 * place of another. SQLite, which locks the whole database, has none.
 *
 * The SQL: `for update`, `for update nowait`, `for update skip locked`, `for update of "cake" for share of "bakery"`.
 *
 * @since 0.1.0
 */
export const forUpdate: (options?: LockOptions) => Rows<never> = lock("update")

/** Locks the rows against changes by other transactions, which may still read and share-lock them. The SQL: `for share`. @since 0.1.0 */
export const forShare: (options?: LockOptions) => Rows<never> = lock("share")

/**
 * {@link forUpdate}, but others may still refer to the rows by foreign keys: for a change that leaves their keys as they
 * are. PostgreSQL has it.
 *
 * The SQL: `for no key update`.
 *
 * @example
 * ```ts
 * import { forNoKeyUpdate, from, integer, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer })
 * toSql(dialect)(pipe(from(Cake), forNoKeyUpdate({ locked: "nowait" })))
 * // => `select "cake"."id" from "cake" for no key update nowait`
 * ```
 *
 * @since 0.1.0
 */
export const forNoKeyUpdate: (options?: LockOptions) => Rows<Needs<"keyLocks">> = lock("no key update")

/**
 * {@link forShare} against changes of keys and deletes only: what a foreign key does to the row it refers to. PostgreSQL
 * has it.
 *
 * The SQL: `for key share`.
 *
 * @since 0.1.0
 */
export const forKeyShare: (options?: LockOptions) => Rows<Needs<"keyLocks">> = lock("key share")
