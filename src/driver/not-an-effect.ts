import { Effect } from "effect"
import { show } from "../core/show.js"
import { sqlError } from "./sql-error.js"
import type { SqlError } from "./sql-error.js"
import { TransactionError } from "./sql-error-reasons.js"

/** That what an operation is to run is no Effect, which would end it too late to be undone; `null` when it is one. */
export const notAnEffect = (operation: string, body: unknown): Effect.Effect<never, SqlError> | null => {
  if (Effect.isEffect(body)) return null
  const given = body instanceof Promise ? "a Promise" : show(body)
  const message = `${operation} runs an Effect, and was given ${given}.`
  return Effect.fail(sqlError(new TransactionError({ message })))
}
