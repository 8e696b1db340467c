import { Result } from "effect"
import { show } from "../../core/show.js"
import type { TransactionControl } from "../database.js"

/** Transaction control in SQLite, whose transactions are always serializable; what cannot write begins no writing. */
export const controlOf = (readonly: boolean): TransactionControl => ({
  isolation: "serializable",
  begin: ({ access, begin, deferrable, isolation }) => {
    if (deferrable !== undefined) {
      return Result.fail("SQLite has no deferrable transactions: those that only read never fail. Leave deferrable out.")
    }
    if (isolation !== undefined && isolation !== "serializable") {
      return Result.fail(
        `SQLite has no isolation "${isolation}": its transactions are serializable. Leave isolation out.`,
      )
    }
    const readOnly = readonly || access === "read only"
    if (readOnly && begin !== undefined && begin !== "deferred") {
      return Result.fail(`A read only transaction takes no write lock: it cannot begin "${begin}". Leave begin out.`)
    }
    const kind = begin ?? "immediate"
    if (!Object.hasOwn(texts, kind)) return Result.fail(`SQLite cannot begin a transaction ${show(kind)}.`)
    return Result.succeed(readOnly ? deferred : texts[kind])
  },
  commit: "COMMIT",
  rollback: "ROLLBACK",
  savepoint: (name) => `SAVEPOINT ${name}`,
  release: (name) => `RELEASE ${name}`,
  rollbackTo: (name) => `ROLLBACK TO ${name}`,
  failureEnds: false,
})

const deferred: ReadonlyArray<string> = ["BEGIN DEFERRED"]

const texts = {
  deferred,
  immediate: ["BEGIN IMMEDIATE"],
  exclusive: ["BEGIN EXCLUSIVE"],
} as const
