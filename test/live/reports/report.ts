import { Effect, pipe } from "effect"
import { allRows, type AnyTable, createAll, deleteFrom, execute, insertInto, type Insert } from "fulmar"
import type { LiveKind } from "../../servers/live.js"

/** What the databases spell differently in the SQL that is written by hand. */
export interface Words {
  readonly kind: LiveKind
  /** The number of a day. */
  readonly days: (sql: string) => string
  /** The number of a second. */
  readonly seconds: (sql: string) => string
  readonly year: (sql: string) => string
  readonly month: (sql: string) => string
  /** A day as text. */
  readonly text: (sql: string) => string
}

/** One report, as the library and as hand-written SQL says it. */
export interface Report {
  readonly name: string
  /** All databases, unless it is said. */
  readonly only?: ReadonlyArray<LiveKind>
  readonly seed: ReadonlyArray<Effect.Effect<unknown, unknown, any>>
  readonly rows: Effect.Effect<ReadonlyArray<unknown>, unknown, any>
  /** Statements of which the last gives the rows. */
  readonly sql: (words: Words) => string | ReadonlyArray<string>
  /** What the rows of the SQL are in the shape of those of the library. */
  readonly fold?: (rows: ReadonlyArray<any>) => ReadonlyArray<unknown>
  readonly expected: ReadonlyArray<unknown>
}

/** Makes a table if there is none, with just these rows. */
export const filled = <T extends AnyTable>(table: T, rows: ReadonlyArray<Insert<T>>): Effect.Effect<unknown, unknown, any> =>
  createAll([table], { ifNotExists: true }).pipe(
    Effect.andThen(execute(pipe(deleteFrom(table), allRows) as never)),
    Effect.andThen(execute(insertInto(table, rows as never))),
  )

const mysqlWords: Omit<Words, "kind"> = {
  days: (x) => `to_days(${x})`,
  seconds: (x) => `timestampdiff(second, '2000-01-01', ${x})`,
  year: (x) => `year(${x})`,
  month: (x) => `month(${x})`,
  text: (x) => `cast(${x} as char(10))`,
}

export const wordsOf = (kind: LiveKind): Words => {
  switch (kind) {
    case "sqlite":
      return {
        kind,
        days: (x) => `cast(julianday(${x}) as integer)`,
        seconds: (x) => `unixepoch(${x})`,
        year: (x) => `cast(strftime('%Y', ${x}) as integer)`,
        month: (x) => `cast(strftime('%m', ${x}) as integer)`,
        text: (x) => x,
      }
    case "postgres":
      return {
        kind,
        days: (x) => `(${x} - date '2000-01-01')`,
        seconds: (x) => `extract(epoch from ${x})`,
        year: (x) => `extract(year from ${x})`,
        month: (x) => `extract(month from ${x})`,
        text: (x) => `cast(${x} as text)`,
      }
    default:
      return { kind, ...mysqlWords }
  }
}
