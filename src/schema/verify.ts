import { Effect } from "effect"
import { sameName } from "../core/schema/by-name.js"
import type { Change } from "../core/schema/change.js"
import type { AnyTable } from "../core/table.js"
import type { Database } from "../driver/database.js"
import type { SqlError } from "../driver/sql-error.js"
import { compare, type CompareOptions } from "./compare.js"
import {
  shownCheck,
  shownColumn,
  shownForeignKey,
  shownIndex,
  shownKey,
  shownName,
} from "./show-change.js"

/**
 * One thing that is not in the database as the program says: `null` is where it is missing.
 *
 * @since 0.1.0
 */
export interface Difference {
  readonly table: string
  readonly what: string
  readonly code: string | null
  readonly database: string | null
}

const of = (change: Change): Difference | null => {
  const said = (table: string, what: string, code: string | null, database: string | null): Difference => ({ table, what, code, database })
  switch (change._tag) {
    case "CreateTable":
      return said(shownName(change.table), "table", "there", null)
    case "CreateEnum":
      return said("", `enum ${shownName(change.enum)}`, change.enum.labels.join(", "), null)
    case "AlterEnum":
      return said("", `enum ${shownName(change.to)}`, change.to.labels.join(", "), change.from.labels.join(", "))
    case "CreateSequence":
      return said("", `sequence ${shownName(change.sequence)}`, "there", null)
    case "AlterSequence": {
      const { from, to } = change
      return said("", `sequence ${shownName(to)}`, `from ${to.start} by ${to.increment}`, `from ${from.start} by ${from.increment}`)
    }
    case "AddColumn":
      return said(shownName(change.table), `column ${change.column.name}`, shownColumn(change.column), null)
    case "DropColumn":
      return said(shownName(change.table), `column ${change.column.name}`, null, shownColumn(change.column))
    case "AlterColumn":
      return said(shownName(change.table), `column ${change.to.name}`, shownColumn(change.to), shownColumn(change.from))
    case "CommentTable":
      return said(shownName(change.table), "comment", change.to, change.from)
    case "AddPrimaryKey":
      return said(shownName(change.table), "primary key", shownKey(change.key), null)
    case "DropPrimaryKey":
      return said(shownName(change.table), "primary key", null, shownKey(change.key))
    case "AddUnique":
      return said(shownName(change.table), "unique", shownKey(change.key), null)
    case "DropUnique":
      return said(shownName(change.table), "unique", null, shownKey(change.key))
    case "AddForeignKey":
      return said(shownName(change.table), "foreign key", shownForeignKey(change.foreignKey), null)
    case "DropForeignKey":
      return said(shownName(change.table), "foreign key", null, shownForeignKey(change.foreignKey))
    case "AddCheck":
      return said(shownName(change.table), "check", shownCheck(change.check), null)
    case "DropCheck":
      return said(shownName(change.table), "check", null, shownCheck(change.check))
    case "CreateIndex":
      return said(shownName(change.table), `index ${change.index.name}`, shownIndex(change.index), null)
    case "DropIndex":
      return said(shownName(change.table), `index ${change.index.name}`, null, shownIndex(change.index))
    default:
      // What only the database has beside the tables of the program is no business of theirs.
      return null
  }
}

/**
 * Where the live database differs from what the tables of the program say: nothing, if all is as it should be. Tables, types
 * and sequences that only the database has are not looked at.
 *
 * Fails with a `SqlError`.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { execute, integer, nullable, rawCommand, table, text } from "fulmar"
 * import { verify } from "fulmar/schema"
 * import { Sqlite } from "fulmar/sqlite"
 *
 * const Cake = table("cake", { id: integer, note: text.pipe(nullable) })
 * const made = execute(rawCommand`create table cake (id integer, note text)`)
 * Effect.runSync(Effect.andThen(made, verify([Cake])).pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" }))))
 * // => [{ table: "cake", what: "column id", code: "integer not null", database: "integer" }]
 * ```
 *
 * @since 0.1.0
 */
export const verify = (
  tables: ReadonlyArray<AnyTable>,
  options: CompareOptions = {},
): Effect.Effect<ReadonlyArray<Difference>, SqlError, Database> =>
  Effect.map(compare(tables, options), ({ changes, to }) =>
    changes
      // A table that only the database has is said to lose its foreign keys before it goes.
      .filter((change) => change._tag !== "DropForeignKey" || to.tables.some((t) => sameName(t, change.table)))
      .flatMap((change) => of(change) ?? []),
  )

/**
 * Differences as a table of text, one in a line.
 *
 * @example
 * ```ts
 * import { showDifferences } from "fulmar/schema"
 *
 * showDifferences([{ table: "cake", what: "column id", code: "integer", database: null }]).split("\n")
 * // => ["table | what      | the program | the database", "------+-----------+-------------+-------------", "cake  | column id | integer     | missing"]
 * ```
 *
 * @since 0.1.0
 */
export const showDifferences = (differences: ReadonlyArray<Difference>): string => {
  const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ")
  const rows = [
    ["table", "what", "the program", "the database"],
    ...differences.map(({ code, database, table, what }) => [table, what, code ?? "missing", database ?? "missing"].map(oneLine)),
  ]
  const widths = [0, 1, 2, 3].map((i) => Math.max(...rows.map((row) => row[i]!.length)))
  const line = (row: ReadonlyArray<string>): string => row.map((cell, i) => cell.padEnd(widths[i]!)).join(" | ").trimEnd()
  const [head, ...body] = rows.map(line)
  return [head, widths.map((w, i) => "-".repeat(w + (i === 0 || i === 3 ? 1 : 2))).join("+"), ...body].join("\n")
}
