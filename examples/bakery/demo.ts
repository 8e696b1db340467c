import { Console, Effect } from "effect"
import * as Sqlite from "fulmar/sqlite"
import { bold, dim } from "./page/paint.js"
import { removeDatabase } from "./remove-database.js"
import { tour } from "./tour.js"

const furtherReading = `${bold("Where to go from here")}

  README.md                 from the first table to the first query, and what each word does
  docs/                     the guide, chapter by chapter
  examples/bakery/schema/   the tables of this bakery
  examples/bakery/steps/    the queries you have just seen
  npm test                  what fulmar promises, proved on real databases
`

/** The whole demo, in a new database file. */
export const demo = (filename: string) =>
  Effect.gen(function* () {
    yield* removeDatabase(filename)
    yield* Console.log(`${bold("The bakery")}, in ${filename}  ${dim("(made anew on every run)")}\n`)
    yield* tour.pipe(Effect.provide(Sqlite.layer({ filename })))
    yield* Console.log(furtherReading)
  })
