import type { ConflictNode, InsertNode } from "../command-node.js"
import { queryOutput, step } from "../selection.js"
import type { TableData } from "../table-data.js"
import { primaryKeyOf } from "../primary-key.js"
import { type Printer, refuse } from "./printer.js"
import { printConditions } from "./query.js"
import { printAssignments } from "./set.js"
import { inScope, printNames } from "./target.js"

export const printConflict = (p: Printer, c: InsertNode): void => {
  if (c.conflict === null) {
    return
  }
  if (c.verb === "replace") {
    refuse(p, "a replace has no conflict: it deletes the rows that are there", "use insertInto")
  }
  if (p.dialect.command.upsert === "on conflict") {
    if (c.conflict.clause === "on duplicate key") {
      refuse(
        p,
        `${p.dialect.name} has no ON DUPLICATE KEY UPDATE`,
        "use onConflictDoUpdate with the columns of the unique constraint",
      )
    }
    printOnConflict(p, c, c.conflict)
  } else {
    printOnDuplicateKey(p, c, c.conflict)
  }
}

const printOnConflict = (p: Printer, c: InsertNode, conflict: ConflictNode): void => {
  const { target, targetWhere, set, where } = conflict
  p.sql += " on conflict"
  if (target.length > 0) {
    const columns = target.map(
      (key) => c.table.columns.find((x) => x.key === key) ?? refuse(p, `table "${c.table.name}" has no column "${key}"`),
    )
    printNames(p, columns)
    if (targetWhere !== null) {
      inScope(p, [c.table.ref], true, () => printConditions(p, " where ", [targetWhere]))
    }
  }
  if (set === null) {
    p.sql += " do nothing"
    return
  }
  checkUpsert(p, c, conflict)
  p.sql += " do update set "
  inScope(p, [c.table.ref, "excluded"], false, () => {
    printAssignments(p, c.table, set, false, true)
    printConditions(p, " where ", where)
  })
}

const checkUpsert = (p: Printer, c: InsertNode, { clause, target }: ConflictNode): void => {
  if (clause === "on conflict" && target.length === 0) {
    refuse(p, "onConflictDoUpdate needs the columns of the unique constraint it is about")
  }
  if (c.table.ref.toLowerCase() === "excluded") {
    refuse(p, 'a table named "excluded" cannot be told from the row that could not be inserted', "give it another name with alias")
  }
}

/** Keys of the columns of each unique constraint and unique index of a table. */
const uniqueKeys = (table: TableData): ReadonlyArray<ReadonlyArray<string>> => [
  primaryKeyOf(table),
  ...table.columns.filter((x) => x.spec.unique).map((x) => [x.key]),
  ...table
    .constraints()
    .flatMap((x) => (x._tag === "Unique" || (x._tag === "Index" && x.unique) ? [x.columns] : [])),
]

/** ON DUPLICATE KEY is about every unique constraint: it will do only where no other than the one meant can be broken. */
const printOnDuplicateKey = (p: Printer, c: InsertNode, conflict: ConflictNode): void => {
  const { target, targetWhere, set, where } = conflict
  const { table } = c
  if (targetWhere !== null) {
    refuse(p, `${p.dialect.name} has no partial unique indexes`, "leave out targetWhere")
  }
  if (target.length > 0) {
    const given = (key: string): boolean =>
      c.source._tag === "Rows"
        ? c.source.rows.some((row) => key in row)
        : queryOutput(c.source.query).leaves.some((leaf) => leaf.path === step(key))
    const counted = (key: string): boolean =>
      table.columns.some((x) => x.key === key && x.spec.autoIncrement) && !given(key)
    const other = uniqueKeys(table).find(
      (keys) => keys.length > 0 && !keys.some(counted) && [...keys].toSorted().join() !== [...target].toSorted().join(),
    )
    if (other !== undefined) {
      refuse(
        p,
        `${p.dialect.name} cannot tell a conflict on ${target.join(", ")} from one on ${other.join(", ")}`,
        "use onConflictDoNothing without columns, or look for the row first, in a transaction",
      )
    }
  }
  const ref = (column: string): string => `${p.dialect.quote(table.name)}.${p.dialect.quote(column)}`
  p.sql += " on duplicate key update "
  if (set === null) {
    const key = primaryKeyOf(table)[0]
    const column = table.columns.find((x) => x.key === key) ?? table.columns[0]!
    p.sql += `${p.dialect.quote(column.name)} = ${ref(column.name)}`
    return
  }
  checkUpsert(p, c, conflict)
  p.renamed = new Map([
    [table.ref, ref],
    ["excluded", (column: string) => `values(${p.dialect.quote(column)})`],
  ])
  printAssignments(p, table, set, false, false, where)
  p.renamed = new Map()
}
