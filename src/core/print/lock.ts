import type { LockNode } from "../query-node.js"
import { type Printer, refuse } from "./printer.js"

/** Several locks must be of different tables, or nobody knows which of them a row has. */
const checkTables = (p: Printer, locks: ReadonlyArray<LockNode>): void => {
  const tables = locks.flatMap((lock) => lock.of)
  if (locks.length > 1 && locks.some((lock) => lock.of.length === 0)) {
    return refuse(p, "a query has a lock of all tables and another", "say which tables each locks with `of`")
  }
  const twice = tables.find((table, i) => tables.indexOf(table) < i)
  if (twice !== undefined) {
    refuse(p, `table "${twice}" has two locks`, "leave it out of one of them")
  }
}

const printLock = (p: Printer, { of, strength, wait }: LockNode): void => {
  const { lock } = p.dialect
  if (lock === null) {
    return refuse(p, `${p.dialect.name} does not lock rows`, "run the query in a transaction, which locks the database")
  }
  const words = lock[strength]
  if (words === null) {
    const stronger = strength === "key share" ? "forShare" : "forUpdate"
    return refuse(p, `${p.dialect.name} has no lock for ${strength}`, `use ${stronger}, which locks more`)
  }
  p.sql += ` ${words}`
  if (of.length > 0) {
    p.sql += lock.of
      ? ` of ${of.map(p.dialect.quote).join(", ")}`
      : refuse(p, `${p.dialect.name} locks the rows of all tables of a query`, "leave out `of`, or join a derived table")
  }
  p.sql += wait === "wait" ? "" : ` ${wait}`
}

/** Prints the locks of a block. */
export const printLocks = (p: Printer, locks: ReadonlyArray<LockNode>): void => {
  if (locks.length > 0) {
    checkTables(p, locks)
    locks.forEach((lock) => printLock(p, lock))
  }
}
