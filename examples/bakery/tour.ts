import { Console, Effect } from "effect"
import type { Database, DecodeError, SqlError, Supports, ValidationError } from "fulmar"
import { bold, dim } from "./page/paint.js"
import { grouped } from "./steps/groups.js"
import { innerJoined, leftJoined, wholeTable } from "./steps/joins.js"
import { limitThenJoin } from "./steps/limit-then-join.js"
import { nested } from "./steps/nesting.js"
import { preparedTwice } from "./steps/prepared.js"
import { rawSql } from "./steps/raw-sql.js"
import { recursiveTree } from "./steps/recursion.js"
import { savepointUndone } from "./steps/savepoint.js"
import { streamed } from "./steps/streaming.js"
import { makeTables } from "./steps/tables.js"
import { uniqueViolation } from "./steps/unique-violation.js"
import { updated } from "./steps/update.js"
import { upserted } from "./steps/upsert.js"
import { refused } from "./steps/validation.js"

/** What a stop does. Some databases cannot return the rows that a command changes, so those that want it say so. */
type Stop = Effect.Effect<
  void,
  DecodeError | SqlError | ValidationError,
  Database | Supports<"insert returning" | "update returning">
>

/** One stop of the tour: what it shows, the file of `steps/` to read, and the effect that does it. */
const stops: ReadonlyArray<readonly [title: string, file: string, effect: Stop]> = [
  ["Tables, from their definitions", "tables", makeTables],
  ["Inner join: gluten-free cakes in Bergen", "joins", innerJoined],
  ["Left join: cakes with or without fruit, never NULL thanks to coalesce", "joins", leftJoined],
  ["Left join: a whole table, or null", "joins", wholeTable],
  ["Groups: bakeries that sold more than 650 cakes", "groups", grouped],
  ["Limit, then join: ten cakes with all their fruit", "limit-then-join", limitThenJoin],
  ["Recursive CTE: what is in the chocolate ganache, and in that", "recursion", recursiveTree],
  ["Nesting: bakeries with their cakes with their fillings, in one statement", "nesting", nested],
  ["Upsert: a delivery of cakes, old and new", "upsert", upserted],
  ["Update with an expression: points for April birthdays", "update", updated],
  ["Prepared once, run with arguments", "prepared", preparedTwice],
  ["Raw SQL, typed and checked: best sellers by a window function", "raw-sql", rawSql],
  ["Stream: the revenue of all order lines, in constant memory", "streaming", streamed],
  ["Transaction: a savepoint is rolled back, the rest is kept", "savepoint", savepointUndone],
  ["A unique violation, caught by its reason", "unique-violation", uniqueViolation],
  ["A row refused before any SQL is sent", "validation", refused],
]

/** Everything that fulmar does with a bakery, on whatever database is provided. */
export const tour = Effect.forEach(
  stops,
  ([title, file, effect], i) =>
    Effect.andThen(Console.log(`${bold(`${i + 1}. ${title}`)}  ${dim(`steps/${file}.ts`)}\n`), effect),
  { discard: true },
)
