import { Effect, pipe } from "effect"
import {
  add, all, createAll, eq, execute, from, insertInto, integer, param, prepare, primaryKey, select, sum, table, transaction, update,
  where,
} from "fulmar"
import type { Bench, Workload } from "../bench.js"
import { withPostgres } from "../connections/postgres.js"
import { withSqlite } from "../connections/sqlite.js"
import { inLoop, inOneFiber } from "../lookups.js"
import type { Contender } from "../race.js"

const Counter = table("counter", { id: integer.pipe(primaryKey), n: integer })

const fill = Effect.andThen(
  createAll([Counter]),
  execute(insertInto(Counter, Array.from({ length: 100 }, (_, i) => ({ id: i + 1, n: 0 })))),
)

const increment = prepare(pipe(update(Counter, { n: add(Counter.n, 1) }), where(eq(Counter.id, param("id", Counter.id)))))
const text = `update "counter" set "n" = "n" + 1 where "id" = `

const sumText = `select sum("n") as "n" from "counter"`
const summed = pipe(from(Counter), select({ n: sum(Counter.n) }))

/** How many queries a transaction has. */
const lengths = [1, 100]

/** What is shown to be the same is by how much the counters have grown. */
const contender = (name: string, run: () => unknown, counted: () => unknown): Contender => {
  const read = async (): Promise<number> => Number(([await counted()].flat()[0] as { readonly n: unknown }).n)
  return {
    name,
    run,
    rows: async () => {
      const before = await read()
      await run()
      return [(await read()) - before]
    },
  }
}

const onSqlite = (bench: Bench): Promise<void> =>
  withSqlite("memory", fill, async ({ fulmar, effectSql, bare }) => {
    const run = Effect.runSyncWith(fulmar)
    const statement = bare.prepare(`${text}?`)
    for (const length of lengths) {
      // Many in one fiber: how long it takes to start one is another question.
      const times = bench.size(1000 / length, 2)
      const ups = { times: length, keys: 100 }
      const again = { times, keys: 1 }
      const inTransaction = bare.transaction(() => inLoop(ups, (id) => statement.run(id).changes))
      await bench.race({
        name: `transaction of ${length}, SQLite`,
        operations: times,
        contenders: [
          contender(
            "fulmar",
            () => run(inOneFiber(again, () => transaction(inOneFiber(ups, (id) => increment({ id }))))),
            () => run(all(summed)),
          ),
          contender("better-sqlite3", () => inLoop(again, inTransaction), () => bare.prepare(sumText).all()),
          contender(
            "effect/sql",
            () =>
              Effect.runSync(
                inOneFiber(again, () => effectSql.withTransaction(inOneFiber(ups, (id) => effectSql.unsafe(`${text}?`, [id])))),
              ),
            () => Effect.runSync(effectSql.unsafe(sumText)),
          ),
        ],
      })
    }
  })

const onPostgres = (bench: Bench, server: string): Promise<void> =>
  withPostgres(server, fill, async ({ fulmar, effectSql, bare }) => {
    const run = Effect.runPromiseWith(fulmar)
    const counted = () => bare.query(sumText).then(({ rows }) => rows)
    for (const length of lengths) {
      const ups = { times: length, keys: 100 }
      const inTransaction = async (): Promise<void> => {
        const client = await bare.connect()
        await client.query("begin")
        for (let id = 1; id <= length; id++) await client.query({ name: "increment", text: `${text}$1`, values: [id] })
        await client.query("commit")
        client.release()
      }
      await bench.race({
        name: `transaction of ${length}, PostgreSQL`,
        contenders: [
          contender("fulmar", () => run(transaction(inOneFiber(ups, (id) => increment({ id })))), () => run(all(summed))),
          contender("pg, prepared", inTransaction, counted),
          contender(
            "effect/sql",
            () => Effect.runPromise(effectSql.withTransaction(inOneFiber(ups, (id) => effectSql.unsafe(`${text}$1`, [id])))),
            counted,
          ),
        ],
      })
    }
  })

export const transactionWorkload: Workload = {
  name: "transaction",
  title: "Transactions",
  run: async (bench) => {
    await onSqlite(bench)
    if (bench.servers.postgres !== undefined) await onPostgres(bench, bench.servers.postgres)
  },
}
