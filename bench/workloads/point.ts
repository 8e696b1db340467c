import { eq as equals, sql } from "drizzle-orm"
import { Effect, pipe } from "effect"
import { eq, from, one, param, prepare, where } from "fulmar"
import type { Bench, Workload } from "../bench.js"
import * as ofDrizzle from "../compile/drizzle.js"
import * as ofEffectSql from "../compile/effect-sql.js"
import * as ofFulmar from "../compile/fulmar.js"
import * as ofKysely from "../compile/kysely.js"
import { withPostgres } from "../connections/postgres.js"
import { withSqlite } from "../connections/sqlite.js"
import { awaited, awaitedAtOnce, inFibers, inLoop, inOneFiber, type LookUps } from "../lookups.js"
import { fillNorthwind, tiny } from "../northwind/data.js"
import { customers } from "../northwind/drizzle-postgres.js"
import { customers as sqliteCustomers } from "../northwind/drizzle-sqlite.js"
import { Customer } from "../northwind/fulmar.js"
import type { Contender } from "../race.js"

const prepared = prepare(pipe(from(Customer), where(eq(Customer.id, param("id", Customer.id)))))

/** Some give a list of one row, some the row. */
const contender = (name: string, run: () => unknown): Contender => ({ name, run, rows: async () => [await run()].flat() })

/** Enough to have every connection of a pool busy, and others waiting. */
const atOnce = 50

const onSqlite = (bench: Bench): Promise<void> =>
  withSqlite("memory", fillNorthwind(tiny), async ({ fulmar, kysely, drizzle, effectSql, bare }) => {
    const ups: LookUps = { times: bench.size(1000, 10), keys: tiny.customers }
    const statement = bare.prepare(`select * from "customer" where "id" = ?`)
    const selected = drizzle.select().from(sqliteCustomers).where(equals(sqliteCustomers.id, sql.placeholder("id"))).prepare()
    const run = Effect.runSyncWith(fulmar)
    const bareOnes = contender("better-sqlite3", () => inLoop(ups, (id) => statement.get(id)))
    await bench.race({
      name: "by id, SQLite, one fiber",
      operations: ups.times,
      contenders: [
        contender("fulmar", () => run(inOneFiber(ups, (id) => prepared({ id })))),
        contender("fulmar, built each time", () => run(inOneFiber(ups, (id) => one(ofFulmar.point(id))))),
        bareOnes,
        contender("Kysely", () => awaited(ups, (id) => ofKysely.point(kysely, id).executeTakeFirst())),
        contender("Drizzle, prepared", () => inLoop(ups, (id) => selected.get({ id }))),
        contender("Drizzle, built each time", () => inLoop(ups, (id) => ofDrizzle.point(drizzle, id).get())),
        contender("effect/sql", () => Effect.runSync(inOneFiber(ups, (id) => ofEffectSql.point(effectSql, id)))),
      ],
    })
    await bench.race({
      name: "by id, SQLite, many fibers",
      operations: ups.times,
      contenders: [
        contender("fulmar", () => run(inFibers(ups, atOnce, (id) => prepared({ id })))),
        bareOnes,
        contender("effect/sql", () => Effect.runPromise(inFibers(ups, atOnce, (id) => ofEffectSql.point(effectSql, id)))),
      ],
    })
  })

const onPostgres = (bench: Bench, server: string): Promise<void> =>
  withPostgres(server, fillNorthwind(tiny), async ({ fulmar, kysely, drizzle, effectSql, bare }) => {
    const ups: LookUps = { times: bench.size(200, 10), keys: tiny.customers }
    const text = `select * from "customer" where "id" = $1`
    const selected = drizzle.select().from(customers).where(equals(customers.id, sql.placeholder("id"))).prepare("customer_by_id")
    const run = Effect.runPromiseWith(fulmar)
    const lookUps = {
      fulmar: (id: number) => prepared({ id }),
      built: (id: number) => one(ofFulmar.point(id)),
      unnamed: (id: number) => bare.query(text, [id]).then(({ rows }) => rows),
      named: (id: number) => bare.query({ name: "customer_by_id", text, values: [id] }).then(({ rows }) => rows),
      kysely: (id: number) => ofKysely.point(kysely, id).executeTakeFirst(),
      drizzle: (id: number) => selected.execute({ id }),
      effectSql: (id: number) => ofEffectSql.point(effectSql, id),
    }
    await bench.race({
      name: "by id, PostgreSQL, one fiber",
      operations: ups.times,
      contenders: [
        contender("fulmar", () => run(inOneFiber(ups, lookUps.fulmar))),
        contender("fulmar, built each time", () => run(inOneFiber(ups, lookUps.built))),
        contender("pg", () => awaited(ups, lookUps.unnamed)),
        contender("pg, prepared", () => awaited(ups, lookUps.named)),
        contender("Kysely", () => awaited(ups, lookUps.kysely)),
        contender("Drizzle, prepared", () => awaited(ups, lookUps.drizzle)),
        contender("effect/sql", () => Effect.runPromise(inOneFiber(ups, lookUps.effectSql))),
      ],
    })
    await bench.race({
      name: "by id, PostgreSQL, many fibers",
      operations: ups.times,
      contenders: [
        contender("fulmar", () => run(inFibers(ups, atOnce, lookUps.fulmar))),
        contender("fulmar, built each time", () => run(inFibers(ups, atOnce, lookUps.built))),
        contender("pg", () => awaitedAtOnce(ups, atOnce, lookUps.unnamed)),
        contender("pg, prepared", () => awaitedAtOnce(ups, atOnce, lookUps.named)),
        contender("Kysely", () => awaitedAtOnce(ups, atOnce, lookUps.kysely)),
        contender("Drizzle, prepared", () => awaitedAtOnce(ups, atOnce, lookUps.drizzle)),
        contender("effect/sql", () => Effect.runPromise(inFibers(ups, atOnce, lookUps.effectSql))),
      ],
    })
  })

export const pointWorkload: Workload = {
  name: "point",
  title: "Rows by their key",
  run: async (bench) => {
    await onSqlite(bench)
    if (bench.servers.postgres !== undefined) await onPostgres(bench, bench.servers.postgres)
  },
}
