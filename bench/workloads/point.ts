import { sql as drizzleSql } from "drizzle-orm"
import { Effect, pipe } from "effect"
import { eq, from, one, param, prepare, where } from "fulmar"
import type { Bench, Workload } from "../bench.js"
import * as ofDrizzle from "../compile/drizzle.js"
import * as ofFulmar from "../compile/fulmar.js"
import * as ofKysely from "../compile/kysely.js"
import { withSqlite } from "../connections/sqlite.js"
import { fillNorthwind, tiny } from "../northwind/data.js"
import { Customer } from "../northwind/fulmar.js"
import type { Contender } from "../race.js"

const prepared = prepare(pipe(from(Customer), where(eq(Customer.id, param("id", Customer.id)))))

/** So many lookups one after the other; keys are all of the customers in turn. */
const inOneFiber = <E, R>(times: number, customers: number, lookUp: (id: number) => Effect.Effect<unknown, E, R>) =>
  Effect.gen(function* () {
    let last: unknown
    for (let i = 0; i < times; i++) last = yield* lookUp(1 + (i % customers))
    return last
  })

const eachIn = (times: number, customers: number, lookUp: (id: number) => unknown): unknown => {
  let last: unknown
  for (let i = 0; i < times; i++) last = lookUp(1 + (i % customers))
  return last
}

const eachAwaited = async (times: number, customers: number, lookUp: (id: number) => Promise<unknown>): Promise<unknown> => {
  let last: unknown
  for (let i = 0; i < times; i++) last = await lookUp(1 + (i % customers))
  return last
}

const onSqlite = (bench: Bench): Promise<void> =>
  withSqlite("memory", fillNorthwind(tiny), async ({ fulmar, kysely, drizzle, effectSql, bare }) => {
    const times = bench.size(1000, 10)
    const { customers } = tiny
    const statement = bare.prepare(`select * from "customer" where "id" = ?`)
    const byDrizzle = ofDrizzle.point(drizzle, drizzleSql.placeholder("id") as never).prepare()
    const run = Effect.runSyncWith(fulmar)
    // Some give a list of one row, some the row.
    const contender = (name: string, run: () => unknown): Contender => ({
      name,
      run,
      rows: async () => [await run()].flat(),
    })
    await bench.race({
      name: "by id, SQLite, one fiber",
      operations: times,
      contenders: [
        contender("fulmar", () => run(inOneFiber(times, customers, (id) => prepared({ id })))),
        contender("fulmar, built each time", () => run(inOneFiber(times, customers, (id) => one(ofFulmar.point(id))))),
        contender("better-sqlite3", () => eachIn(times, customers, (id) => statement.get(id))),
        contender("Kysely", () => eachAwaited(times, customers, (id) => ofKysely.point(kysely, id).executeTakeFirst())),
        contender("Drizzle, prepared", () => eachIn(times, customers, (id) => byDrizzle.get({ id }))),
        contender("Drizzle, built each time", () => eachIn(times, customers, (id) => ofDrizzle.point(drizzle, id).get())),
        contender("effect/sql", () =>
          Effect.runSync(inOneFiber(times, customers, (id) => effectSql.unsafe(`select * from "customer" where "id" = ?`, [id]))),
        ),
      ],
    })
  })

export const pointWorkload: Workload = {
  name: "point",
  title: "Rows by their key",
  run: onSqlite,
}
