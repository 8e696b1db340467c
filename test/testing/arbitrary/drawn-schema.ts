/** A schema that was drawn, and rows in it, made in a database and read again. */
import { Effect } from "effect"
import * as fc from "fast-check"
import { all, type AnyTable, createAll, type Database, execute, from, insertInto } from "fulmar"
import { type Memory, type MemoryTable, rowDifference, show } from "fulmar/testing"
import { arbitraryMemory, arbitraryTables, type TablesOptions } from "fulmar/testing/arbitrary"
import { foreignKeysOf } from "../../../src/core/print/ddl.js"
import { fromData } from "../../../src/core/table.js"

export interface DrawnSchema {
  readonly tables: ReadonlyArray<AnyTable>
  readonly db: Memory
}

/** Tables with rows; a failure shows them as code. */
export const drawnSchema = (options: TablesOptions): fc.Arbitrary<DrawnSchema> =>
  arbitraryTables(options)
    .chain((tables) => arbitraryMemory(...tables).map((db) => ({ tables, db })))
    .map((drawn) => Object.defineProperty(drawn, fc.toStringMethod, { value: () => show(drawn.db, { standalone: true }) }))

type Some<A> = Effect.Effect<A, unknown, Database>

/** What an insert may give: not what the database computes or counts. */
const given = ({ rows, table }: MemoryTable): ReadonlyArray<object> =>
  rows.map((row) =>
    Object.fromEntries(
      table.columns.filter(({ spec }) => spec.generated === null && !spec.identityAlways).map(({ key }) => [key, row[key]]),
    ))

/** Do rows of the table refer to rows of one of the others? */
const refersTo = ({ rows, table }: MemoryTable, others: ReadonlyArray<MemoryTable>): boolean =>
  foreignKeysOf(table).some(({ columns, target }) =>
    others.some((other) => other.table.name === target().table) && rows.some((row) => columns.every((key) => row[key] !== null)))

/** Tables such that each comes after those that it refers to. */
const ordered = (tables: ReadonlyArray<MemoryTable>): ReadonlyArray<MemoryTable> => {
  const next = tables.find((held) => !refersTo(held, tables.filter((other) => other !== held)))
  return next === undefined ? tables : [next, ...ordered(tables.filter((held) => held !== next))]
}

/** Makes the tables, writes the rows, and gives what is wrong with those that are read. */
export const differences = ({ db, tables }: DrawnSchema): Some<ReadonlyArray<string>> =>
  Effect.gen(function* () {
    yield* createAll(tables)
    for (const held of ordered(db.tables).filter(({ rows }) => rows.length > 0)) {
      yield* execute(insertInto(fromData(held.table) as never, given(held) as never) as never)
    }
    return yield* Effect.forEach(tables, (table) =>
      Effect.map(all(from(table as never) as never) as Some<ReadonlyArray<never>>, (rows) => {
        const found = rowDifference(from(table as never) as never)(db, rows)
        return found._tag === "Left" ? found.left.message : (found.right ?? "")
      }))
  }).pipe(Effect.map((all) => all.filter((text) => text !== ""))) as Some<ReadonlyArray<string>>
