/** A server that ends and comes again: what was running fails as such, no connection is lost, and the pool heals. */
import { Deferred, Effect, Fiber } from "effect"
import { transaction } from "fulmar"
import { expect, it } from "vitest"
import { kinds } from "../servers/kinds.js"
import { describeOnOwn, type OwnDb } from "../servers/live.js"
import { layerOf } from "../core/on-server.js"
import { endless } from "./mysql-fixture.js"
import { figures, reason, run, value } from "./postgres-fixture.js"

const connections = 5

describeOnOwn(kinds, "a server that comes again", (db) => {
  // A sleep of MySQL that is cut short gives 1, and no error.
  const sleep = run(db.kind === "postgres" ? "select pg_sleep(30)" : endless)
  const insert = (id: number) => run(`insert into restarted values (${id})`)
  const count = Effect.map(value("select count(*) from restarted"), Number)

  const through = (end: () => Promise<void>) =>
    Effect.gen(function* () {
      const restarted = yield* Deferred.make<void>()
      const running = yield* Effect.all(
        [
          // In the middle of a query, and of a query in a transaction.
          sleep,
          transaction(Effect.andThen(insert(1), sleep)),
          // Between two statements of a transaction, and before its COMMIT.
          transaction(Effect.andThen(insert(2), Effect.andThen(Deferred.await(restarted), insert(3)))),
          transaction(Effect.andThen(insert(4), Deferred.await(restarted))),
        ].map((program) => Effect.forkChild(reason(program as typeof sleep))),
      )
      yield* Effect.sleep("400 millis")
      yield* Effect.promise(end)
      const down = yield* reason(run("select 1"))
      yield* Effect.promise(db.start)
      yield* Deferred.succeed(restarted, undefined)
      const failed = [...(yield* Effect.all(running.map(Fiber.join))), down]
      const found = yield* Effect.all(Array.from({ length: 20 }, () => count), { concurrency: "unbounded" })
      yield* transaction(insert(5))
      const together = yield* Effect.all(
        Array.from({ length: connections }, () => transaction(Effect.sleep("50 millis"))),
        { concurrency: "unbounded" },
      )
      const after = yield* count
      yield* run("delete from restarted")
      return { failed, found, together: together.length, after, figures: yield* figures }
    })

  const heals = async (end: (db: OwnDb) => Promise<void>) => {
    await db.query("select 1").catch(() => {})
    await db.query("create table if not exists restarted (id int primary key)")
    const url = db.kind === "mariadb" ? db.url.replace(/^mysql:/, "mariadb:") : db.url
    const result = await Effect.runPromise(
      Effect.provide(through(() => end(db)), layerOf(url, { max: connections, min: 2, acquireTimeout: "20 seconds" })) as Effect.Effect<
        Effect.Success<ReturnType<typeof through>>
      >,
    )
    for (const one of result.failed) expect(one).toMatchObject({ _tag: "ConnectionError", isRetryable: true })
    expect(result).toMatchObject({ together: connections, after: 1, figures: { used: 0, waiting: 0 } })
    expect(new Set(result.found)).toEqual(new Set([0]))
    expect(result.figures.open).toBeLessThanOrEqual(connections)
  }

  it("after it was stopped", { timeout: 60_000 }, () => heals((db) => db.stop()))

  it("after it crashed", { timeout: 60_000 }, () => heals((db) => db.crash()))
})
