import type { DecodeError } from "../../codec/decode-error.js"
import type { ValidationError } from "../../core/errors.js"
import type { Locks, Needs } from "../../core/expr.js"
import type { Free } from "../../core/query-types.js"
import type { Database } from "../database.js"
import type { SqlError } from "../sql-error.js"
import type { Supports } from "../supports.js"
import type { Transaction } from "../transaction-service.js"

/** What running a statement needs: the database, the capabilities it uses, and a transaction if it locks. */
export type EnvOf<F, S = never> = Database | ServiceOf<Free<F, S>>
type ServiceOf<F> = F extends Needs<infer C extends string> ? Supports<C> : F extends Locks ? Transaction : never

/** How a statement can fail: writes, in CTEs too, also for values that do not fit their columns. */
export type ErrorOf<K, F = never> = K extends "select" | "compound"
  ? SqlError | DecodeError | (Needs<"dataModifyingCte"> extends F ? ValidationError : never)
  : SqlError | DecodeError | ValidationError

/** What a command that gives no rows did. */
export interface Executed {
  /** Rows inserted, changed or deleted. */
  readonly rowsAffected: number
}
