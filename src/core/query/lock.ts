import { queryNode } from "../erase.js"
import type { Locks, Needs } from "../expr.js"
import { type LockNode, withClauses } from "../query-node.js"
import type { Query } from "../query-types.js"
import { type AnyTable, tableData } from "../table.js"
import { open } from "./block.js"

/** How a lock treats rows that another transaction has locked, and which tables it locks. */
export interface LockOptions {
  /** Wait for them, fail at once, or leave them out. Default: wait. */
  readonly locked?: "wait" | "nowait" | "skip locked"
  /** Only rows of these tables; default: of all. */
  readonly of?: ReadonlyArray<AnyTable>
}

type Locked<S, U, O, F, G> = Query<"select", S, U, O, F | Locks | Needs<"rowLocks">, G>

const lock =
  (strength: LockNode["strength"]) =>
  (options: LockOptions = {}) =>
  <S, U, O, F, G>(query: Query<"select", S, U, O, F, G>): Locked<S, U, O, F, G> =>
    withClauses(open(queryNode(query)), {
      lock: {
        strength,
        of: (options.of ?? []).map((t) => tableData(t).ref),
        wait: options.locked ?? "wait",
      },
    }) as never

/**
 * Locks the rows against other transactions until this one ends; cannot be run outside a transaction. After `limit` it
 * locks what its result is made of. SQLite, which locks the whole database, has none.
 *
 * The SQL: `for update`, `for update nowait`, `for update skip locked`.
 *
 * @since 0.1.0
 */
export const forUpdate = lock("update")

/** Locks the rows against changes by other transactions, which may still read and share-lock them. The SQL: `for share`. @since 0.1.0 */
export const forShare = lock("share")
