/** Properties of queries over rows that fill a database, several queries of each. */
import type { Effect } from "effect"
import * as fc from "fast-check"
import type { Database } from "fulmar"
import type { Memory } from "fulmar/testing"
import { arbitraryMemory } from "fulmar/testing/arbitrary"
import { coded, type Drawn, shop } from "./database.js"

/** Runs a program on the database of a test. */
export type Perform = <A>(effect: Effect.Effect<A, unknown, Database>) => Promise<A>

/** About how many cases are made of one database. */
const perDatabase = 10

const memories = coded(arbitraryMemory(...shop))

/** Each database with a few of what is drawn; a failure is one of one database. */
export const ofMemories = <A>(
  drawn: fc.Arbitrary<Drawn<A>>,
  numRuns: number,
  holds: (db: Memory, cases: ReadonlyArray<A>) => Promise<void>,
): Promise<void> =>
  fc.assert(
    fc.asyncProperty(memories, fc.array(drawn, { minLength: 1, maxLength: 2 * perDatabase - 1, size: "max" }), (db, cases) =>
      holds(db.it, cases.map(({ it }) => it))),
    { numRuns: Math.ceil(numRuns / perDatabase) },
  )
