import { inspect } from "node:util"
import { Console, Effect } from "effect"
import { type AnyQuery, Database, toSql } from "fulmar"
import { cyan, dim } from "./paint.js"
import { sqlText } from "./sql-text.js"
import { tableText } from "./table-text.js"

const print = (lines: ReadonlyArray<string>) =>
  Console.log(lines.map((line) => (line === "" ? "" : `  ${line}`)).join("\n") + "\n")

/** Prints a sentence. */
export const say = (sentence: string) => print([sentence])

/** Prints the SQL of a statement, as the database of the program wants it. */
export const showSql = (statement: AnyQuery) =>
  Effect.flatMap(Database, ({ dialect }) => print(sqlText(toSql(dialect)(statement)).map(cyan)))

/** Prints the first rows as a table. */
export const showRows = (rows: ReadonlyArray<object>, most = 5) =>
  print(tableText(rows as ReadonlyArray<Readonly<Record<string, unknown>>>, most))

/** Prints the first of some rows that have rows in them, as the JavaScript values they are. */
export const showNested = (rows: ReadonlyArray<object>, most: number) =>
  print([
    ...inspect(rows.slice(0, most), { depth: null, breakLength: 100 }).split("\n"),
    dim(`${most} of ${rows.length} rows`),
  ])

/** Prints the SQL of a statement, and the rows that running it gives. */
export const show = <Row extends object, E, R>(
  statement: AnyQuery,
  rows: Effect.Effect<ReadonlyArray<Row>, E, R>,
) => Effect.andThen(showSql(statement), Effect.flatMap(rows, (found) => showRows(found)))
