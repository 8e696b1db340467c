import { Effect, Fiber, Layer, Metric, Stream } from "effect"
import { expect, test } from "vitest"
import type { Database } from "../../src/driver/database.js"
import { runStream } from "../../src/driver/run.js"
import { savepoint, transaction } from "../../src/tx/index.js"
import { describeOn } from "../servers/live.js"
import { statement } from "../driver/fixture.js"
import { figures, layer, on, reason, run, value } from "./postgres-fixture.js"

describeOn("postgres", "the pool of PostgreSQL", (db) => {
  const connections = (name: string) => async () =>
    (await db.query<{ state: string }>("select state from pg_stat_activity where application_name = $1", [name])).length

  test("it opens what is needed, lends it again, and no more than max", async () => {
    const program = Effect.gen(function* () {
      const first = yield* figures
      const busy = yield* Effect.forkChild(
        Effect.all(
          Array.from({ length: 12 }, () => run("select pg_sleep(0.2)")),
          { concurrency: 12 },
        ),
      )
      yield* Effect.sleep("150 millis")
      const during = yield* figures
      yield* Fiber.join(busy)
      return { first, during, after: yield* figures, open: yield* Effect.promise(connections("pool_max")) }
    })
    expect(await on(db, program, { max: 4, applicationName: "pool_max" })).toEqual({
      first: { open: 1, used: 0, idle: 1, waiting: 0 },
      during: { open: 4, used: 4, idle: 0, waiting: 8 },
      after: { open: 4, used: 0, idle: 4, waiting: 0 },
      open: 4,
    })
    expect(await connections("pool_max")()).toBe(0)
  })

  test("who waits longer than acquireTimeout fails, and leaves no trace", async () => {
    const program = Effect.gen(function* () {
      const holder = yield* Effect.forkChild(transaction(Effect.sleep("800 millis")))
      yield* Effect.sleep("50 millis")
      const start = performance.now()
      const why = yield* reason(run("select 1"))
      const took = performance.now() - start
      const inTransaction = yield* reason(transaction(run("select 1")))
      const waiting = (yield* figures).waiting
      yield* Fiber.join(holder)
      return { why, took, inTransaction, waiting, one: yield* value("select 1"), figures: yield* figures }
    })
    const result = await on(db, program, { max: 1, acquireTimeout: "200 millis" })
    expect(result).toMatchObject({
      why: { _tag: "PoolTimeout", isRetryable: true, message: expect.stringContaining("200ms") },
      inTransaction: { _tag: "PoolTimeout" },
      waiting: 0,
      one: "1",
      figures: { open: 1, used: 0, idle: 1, waiting: 0 },
    })
    expect(result.took).toBeGreaterThan(180)
    expect(result.took).toBeLessThan(700)
  })

  test("who waits and is interrupted leaves the queue", async () => {
    const program = Effect.gen(function* () {
      const holder = yield* Effect.forkChild(transaction(Effect.sleep("200 millis")))
      yield* Effect.sleep("30 millis")
      const waiters = yield* Effect.all(Array.from({ length: 20 }, () => Effect.forkChild(run("select 1"))))
      yield* Effect.sleep("30 millis")
      yield* Effect.all(waiters.slice(0, 15).map(Fiber.interrupt), { concurrency: 15 })
      const waiting = (yield* figures).waiting
      yield* Effect.all(waiters.slice(15).map(Fiber.join))
      yield* Fiber.join(holder)
      return { waiting, figures: yield* figures }
    })
    expect(await on(db, program, { max: 1 })).toEqual({
      waiting: 5,
      figures: { open: 1, used: 0, idle: 1, waiting: 0 },
    })
  })

  test("connections beyond min end when nobody uses them, those of min stay", async () => {
    const program = Effect.gen(function* () {
      yield* Effect.all(
        Array.from({ length: 6 }, () => run("select pg_sleep(0.1)")),
        { concurrency: 6 },
      )
      const all = (yield* figures).open
      yield* Effect.sleep("900 millis")
      return { all, left: yield* figures, open: yield* Effect.promise(connections("pool_idle")) }
    })
    expect(await on(db, program, { min: 2, max: 6, idleTimeout: "200 millis", applicationName: "pool_idle" })).toEqual({
      all: 6,
      left: { open: 2, used: 0, idle: 2, waiting: 0 },
      open: 2,
    })
  })

  test("old connections are replaced", async () => {
    const program = Effect.gen(function* () {
      const pids = new Set<unknown>()
      for (let i = 0; i < 10; i++) {
        pids.add(yield* value("select pg_backend_pid()"))
        yield* Effect.sleep("100 millis")
      }
      return { pids: pids.size, figures: yield* figures }
    })
    const { figures: end, pids } = await on(db, program, { max: 1, maxLifetime: "200 millis" })
    expect(pids).toBeGreaterThan(2)
    expect(end.open).toBeLessThanOrEqual(1)
  })

  test("testBeforeUse notices a connection that hangs", async () => {
    const proxy = await db.proxy()
    const program = Effect.gen(function* () {
      yield* run("select 1")
      yield* Effect.promise(async () => proxy.cut())
      return yield* value("select 1")
    })
    expect(await on({ url: proxy.url }, program, { max: 1, testBeforeUse: true })).toBe("1")
  })

  test("its figures are gauges", async () => {
    const program = Effect.gen(function* () {
      yield* transaction(run("select 1"))
      return (yield* Metric.snapshot).filter(({ id }) => id.startsWith("db.client.connection."))
    })
    const whole = Effect.provide(program, layer(db, { max: 3, metrics: true, applicationName: "x" }))
    const found = await Effect.runPromise(Effect.provideService(whole, Metric.MetricRegistry, new Map()))
    const read = (id: string, state?: string) =>
      found.find(
        (one) =>
          one.id === id &&
          (state === undefined || (one.attributes as Record<string, string>)["db.client.connection.state"] === state),
      )?.state
    expect(read("db.client.connection.count", "idle")).toMatchObject({ value: 1 })
    expect(read("db.client.connection.count", "used")).toMatchObject({ value: 0 })
    expect(read("db.client.connection.pending_requests")).toMatchObject({ value: 0 })
    expect(read("db.client.connection.max")).toMatchObject({ value: 3 })
    expect(JSON.stringify(found.map((one) => one.attributes))).toContain('"server.address"')
  })

  test("statements after the end of the layer fail", async () => {
    const service = await Effect.runPromise(Effect.scoped(Effect.map(Layer.build(layer(db)), (context) => context)))
    expect(await Effect.runPromise(reason(Effect.provideContext(run("select 1"), service)))).toMatchObject({
      _tag: "ConnectionError",
    })
  })

  test("1,500 transactions that are interrupted anywhere leave nothing open", { timeout: 120_000 }, async () => {
    await db.query("create table if not exists mixed (id int, n int)")
    await db.query("insert into mixed select g, 0 from generate_series(1, 20) g")
    let seed = 42
    const random = (n: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return Math.floor((seed / 2_147_483_648) * n)
    }
    const update = (id: number) => run("update mixed set n = n + 1 where id = $1", id)
    const numbers = runStream(statement("select g as n from generate_series(1, 500) g", [], { n: "integer" }), {
      chunkSize: 50,
    })
    const kinds = [
      () => update(1 + random(20)),
      () => Effect.andThen(update(1 + random(20)), update(1 + random(20))),
      () => Effect.ignore(savepoint(Effect.andThen(update(1 + random(20)), run("select 1 / 0")))),
      () => Effect.all([run("select pg_sleep(0.002)"), update(1 + random(20))], { concurrency: 2 }),
      () => Stream.runForEach(Stream.take(numbers, 1 + random(200)), () => Effect.void),
      () => transaction(Effect.andThen(update(1 + random(20)), Effect.sleep(1))),
      () => Effect.fail("given up"),
      () => run("select pg_sleep(0.005)"),
      () => run("select nonsense"),
    ]
    const one = (i: number): Effect.Effect<unknown, unknown, Database> => {
      const body = kinds[random(kinds.length)]!() as Effect.Effect<unknown, unknown, Database>
      const effect =
        i % 7 === 0 ? (Stream.runDrain(Stream.take(numbers, random(300))) as typeof body) : transaction(body)
      return random(2) === 0 ? Effect.timeout(effect, random(12)) : effect
    }
    const program = Effect.gen(function* () {
      yield* Effect.forEach(
        Array.from({ length: 1500 }, (_, i) => i),
        (i) => Effect.exit(one(i)),
        { concurrency: 24 },
      )
      const end = yield* figures
      const open = yield* Effect.promise(() =>
        db.query<{ state: string; query: string }>(
          "select state, query from pg_stat_activity where application_name = 'mixed' and state <> 'idle'",
        ),
      )
      const locks = yield* Effect.promise(() =>
        db.query(
          "select 1 from pg_locks l join pg_stat_activity a using (pid) where a.application_name = 'mixed' and locktype = 'transactionid'",
        ),
      )
      return { end, open, locks, count: yield* Effect.promise(connections("mixed")) }
    })
    const { count, end, locks, open } = await on(db, program, { max: 8, applicationName: "mixed" })
    expect(open).toEqual([])
    expect(locks).toEqual([])
    expect(end).toMatchObject({ used: 0, waiting: 0 })
    expect(count).toBeLessThanOrEqual(8)
    expect(count).toBe(end.open)
  })
})
