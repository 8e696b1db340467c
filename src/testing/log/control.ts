import { Result } from "effect"
import type { TransactionControl } from "../../driver/database.js"
import type { BeginOptions } from "../../driver/transaction-options.js"
import type { Group, OpenSavepoint, OpenTransaction } from "./group.js"

/** What a text of transaction control means. */
type Meaning =
  | { readonly _tag: "Commit" | "Rollback" }
  | { readonly _tag: "Savepoint" | "Release" | "RollbackTo"; readonly name: string }

/** Transaction control whose texts can be told apart afterwards. */
export interface KnownControl {
  readonly control: TransactionControl
  /** `undefined`: it is one of those that begin a transaction. */
  readonly meaning: (sql: string) => Meaning | undefined
  /** With which options a transaction is begun by these texts; `undefined`: there are more to come. */
  readonly begunBy: (texts: ReadonlyArray<string>) => BeginOptions | undefined
}

/** Remembers what each text that the database has for transaction control was made for. */
export const knownControl = (control: TransactionControl): KnownControl => {
  const meanings = new Map<string, Meaning>([
    [control.commit, { _tag: "Commit" }],
    [control.rollback, { _tag: "Rollback" }],
  ])
  const begun = new Map<string, BeginOptions>()
  const key = (texts: ReadonlyArray<string>): string => JSON.stringify(texts)
  const known =
    (tag: "Savepoint" | "Release" | "RollbackTo", make: (name: string) => string) =>
    (name: string): string => {
      const sql = make(name)
      meanings.set(sql, { _tag: tag, name })
      return sql
    }
  return {
    control: {
      ...control,
      begin: (options) => {
        const texts = control.begin(options)
        if (Result.isSuccess(texts)) begun.set(key(texts.success), beginOptions(options))
        return texts
      },
      savepoint: known("Savepoint", control.savepoint),
      release: known("Release", control.release),
      rollbackTo: known("RollbackTo", control.rollbackTo),
    },
    meaning: (sql) => meanings.get(sql),
    begunBy: (texts) => begun.get(key(texts)),
  }
}

/** Not what else is in the options of a transaction: how it is tried again. */
const beginOptions = ({ access, begin, deferrable, isolation }: BeginOptions): BeginOptions => ({
  ...(isolation === undefined ? {} : { isolation }),
  ...(access === undefined ? {} : { access }),
  ...(begin === undefined ? {} : { begin }),
  ...(deferrable === undefined ? {} : { deferrable }),
})

/** The transactions and savepoints of one connection. */
export interface Levels {
  /** Where a statement of the connection belongs. */
  readonly current: () => Group
  /** A text is about to be run; what is returned is told whether it could be. */
  readonly control: (sql: string) => (succeeded: boolean) => void
  /** The connection is given back. */
  readonly released: (inDoubt: boolean) => void
}

/**
 * Those of a connection whose transactions are put into `group`. `taken` are the options with which it was taken for one
 * transaction; `null`: for several, whose options show in how they begin.
 */
export const makeLevels = (group: Group, { begunBy, meaning }: KnownControl, taken: BeginOptions | null): Levels => {
  let transaction: OpenTransaction | null = null
  let texts: Array<string> = []
  let savepoints: Array<OpenSavepoint> = []
  const current = (): Group => savepoints.at(-1) ?? transaction ?? group

  const endSavepoints = (from: number, end: OpenSavepoint["end"]): void => {
    for (const savepoint of savepoints.slice(from)) if (savepoint.end === "open") savepoint.end = end
  }

  const endTransaction = (end: OpenTransaction["end"]): void => {
    if (transaction === null) return
    endSavepoints(0, end === "commit" ? "release" : end)
    if (transaction.end === "open") transaction.end = end
    transaction = null
    savepoints = []
    texts = []
  }

  const begin = (sql: string): ((succeeded: boolean) => void) => {
    // What the database has ended by itself was not said to end.
    if (begunBy(texts) !== undefined) endTransaction("rollback")
    texts.push(sql)
    if (transaction === null) {
      transaction = { _tag: "Transaction", options: beginOptions(taken ?? {}), entries: [], end: "open" }
      group.entries.push(transaction)
    }
    if (taken === null) transaction.options = begunBy(texts) ?? {}
    return (succeeded) => {
      if (!succeeded) endTransaction("failed")
    }
  }

  const toSavepoint = (tag: "Savepoint" | "Release" | "RollbackTo", name: string): ((succeeded: boolean) => void) => {
    if (tag === "Savepoint") {
      const savepoint: OpenSavepoint = { _tag: "Savepoint", name, entries: [], end: "open" }
      current().entries.push(savepoint)
      savepoints.push(savepoint)
      return (succeeded) => {
        if (succeeded) return
        savepoint.end = "failed"
        savepoints = savepoints.filter((other) => other !== savepoint)
      }
    }
    return (succeeded) => {
      const place = savepoints.findLastIndex((savepoint) => savepoint.name === name)
      if (!succeeded || place < 0) return
      endSavepoints(place, tag === "Release" ? "release" : "rollback")
      // What is rolled back to is still there.
      savepoints = savepoints.slice(0, tag === "Release" ? place : place + 1)
    }
  }

  return {
    current,
    control: (sql) => {
      const means = meaning(sql)
      if (means === undefined) return begin(sql)
      switch (means._tag) {
        case "Commit":
          return (succeeded) => {
            if (succeeded) endTransaction("commit")
          }
        case "Rollback":
          return (succeeded) => endTransaction(succeeded ? "rollback" : "failed")
        default:
          return toSavepoint(means._tag, means.name)
      }
    },
    released: (inDoubt) => endTransaction(inDoubt ? "failed" : "rollback"),
  }
}
