import { Result } from "effect"
import type { TransactionControl } from "../database.js"
import type { Isolation } from "../transaction-options.js"

/** Transaction control in MySQL and MariaDB. `isolation` is what the server gives to those that do not ask. */
export const controlOf = (name: string, isolation: Isolation): TransactionControl => ({
  isolation,
  begin: (options) => {
    if (options.begin !== undefined) {
      return Result.fail(`${name} has no begin "${options.begin}": that is SQLite's. Leave begin out.`)
    }
    if (options.deferrable !== undefined) {
      return Result.fail(`${name} has no deferrable transactions: those are PostgreSQL's. Leave deferrable out.`)
    }
    const start =
      options.access === undefined ? "START TRANSACTION" : `START TRANSACTION ${options.access.toUpperCase()}`
    return Result.succeed(
      options.isolation === undefined
        ? [start]
        : [`SET TRANSACTION ISOLATION LEVEL ${options.isolation.toUpperCase()}`, start],
    )
  },
  commit: "COMMIT",
  rollback: "ROLLBACK",
  savepoint: (savepoint) => `SAVEPOINT ${savepoint}`,
  release: (savepoint) => `RELEASE SAVEPOINT ${savepoint}`,
  rollbackTo: (savepoint) => `ROLLBACK TO SAVEPOINT ${savepoint}`,
  failureEnds: false,
})

/** `REPEATABLE-READ`, as the session variable has it, in the words of the standard. */
export const isolationOf = (variable: unknown): Isolation => {
  const words = String(variable).toLowerCase().replaceAll("-", " ")
  switch (words) {
    case "read uncommitted":
    case "read committed":
    case "serializable":
      return words
    default:
      return "repeatable read"
  }
}

/** Whether a statement begins or ends a transaction, which is the business of `transaction` and `savepoint`. */
export const isTransactionControl = (sql: string): boolean => controlWords.test(sql)

const controlWords = new RegExp(
  String.raw`^(?:\s|;|/\*[^!]*?\*/|(?:--\s|#)[^\n]*\n)*` +
    String.raw`(?:begin(?!\s+not\b)\b|(?:start\s+transaction|commit|rollback|savepoint|release\s+savepoint|xa)\b|` +
    String.raw`set\s+(?:(?:session|local)\s+|@@(?:session\.|local\.)?)?autocommit\b)`,
  "i",
)
