import { Effect } from "effect"
import type { Answer, Asking } from "../core/schema/schema-dialect.js"
import type { Plan } from "../core/schema/plan.js"
import type { Database } from "../driver/database.js"
import { sqlError, type SqlError } from "../driver/sql-error.js"
import { ForeignKeyViolation } from "../driver/sql-error-reasons.js"
import { withConnection } from "../driver/with-connection.js"
import { transaction } from "../tx/transaction.js"
import { asked, run } from "./asked.js"

const checked = (plan: Plan): Effect.Effect<void, SqlError, Database> => {
  const { check } = plan
  return check === null
    ? Effect.void
    : Effect.flatMap(
        asked(function* (): Asking<Answer> {
          return yield { sql: check, params: [], columns: 4 }
        }),
        (rows) =>
          rows.length === 0
            ? Effect.void
            : Effect.fail(
                sqlError(
                  new ForeignKeyViolation({
                    message:
                      `After the changes ${rows.length} rows refer to rows that are not there, ` +
                      `the first of them in table "${rows[0]![0]}", to table "${rows[0]![2]}"; nothing was changed`,
                    sql: check,
                    table: rows[0]![0] ?? undefined,
                  }),
                ),
              ),
      )
}

/**
 * Makes the changes of a plan: in one transaction where the database can take such statements back, on one connection
 * anyway. On MySQL and MariaDB, where it cannot, the steps before one that fails stay done.
 *
 * Fails with a `SqlError`.
 *
 * @since 0.1.0
 */
export const runPlan = (plan: Plan): Effect.Effect<void, SqlError, Database> => {
  const all = (statements: ReadonlyArray<string>) => Effect.forEach(statements, run, { discard: true })
  const steps = Effect.andThen(all(plan.steps.map((step) => step.sql)), checked(plan))
  const body = (plan.transactional ? transaction(steps) : steps) as Effect.Effect<void, SqlError, Database>
  return withConnection(
    plan.before.length === 0 && plan.after.length === 0
      ? body
      : Effect.andThen(all(plan.before), body).pipe(Effect.onExit(() => Effect.ignore(all(plan.after)))),
  )
}
