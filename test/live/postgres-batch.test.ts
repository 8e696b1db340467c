/** How a batch is sent to PostgreSQL: at once, in one request. */
import { Duration, Effect, Fiber, pipe } from "effect"
import {
  all, batch, countAll, createAll, eq, from, insertInto, integer, nullable, primaryKey, rawCommand, rawQuery, select, table, text,
  transaction, value, where, withStatementTimeout,
} from "fulmar"
import { Postgres, type PostgresOptions } from "fulmar/postgres"
import { beforeAll, expect, test } from "vitest"
import { describeOn } from "../servers/live.js"

const Cake = table("cake", { id: integer.pipe(primaryKey), name: text, parent: integer.pipe(nullable) })
const cake = (id: number, parent: number | null = null) => insertInto(Cake, { id, name: `cake ${id}`, parent })
const amount = pipe(from(Cake), select(countAll))
const byId = (id: number) => pipe(from(Cake), where(eq(Cake.id, id)), select(Cake.name))
const sleep = rawCommand`select pg_sleep(60)`

describeOn("postgres", "a batch on PostgreSQL", (db) => {
  const on = <A, E>(program: Effect.Effect<A, E, any>, options: PostgresOptions = {}): Promise<A> =>
    Effect.runPromise(
      Effect.provide(program, Postgres.layer({ url: db.url, max: 1, ...options })) as Effect.Effect<A, E>,
    )
  const clear = Effect.promise(() => db.query("delete from cake"))
  beforeAll(async () => {
    await on(createAll([Cake]))
    await db.query("alter table cake add foreign key (parent) references cake deferrable initially deferred")
  })

  for (const prepare of [true, false]) {
    test(`ten queries take one round trip, with prepare ${prepare}`, async () => {
      const proxy = await db.proxy()
      const ten = Array.from({ length: 10 }, (_, i) => byId(i))
      const millis = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
        Effect.map(Effect.timed(effect), ([took]) => Duration.toMillis(took))
      const program = Effect.gen(function* () {
        yield* batch(ten)
        proxy.delay(50)
        const single = yield* millis(all(byId(1)))
        const together = yield* millis(batch(ten))
        const again = yield* millis(batch(ten))
        const apart = yield* millis(Effect.forEach(ten, (query) => all(query)))
        proxy.delay(0)
        return { single, together, again, apart }
      })
      const { again, apart, single, together } = await on(program, { url: proxy.url, prepare })
      expect(single).toBeGreaterThan(95)
      expect(together).toBeLessThan(apart / 4)
      expect(again).toBeLessThan(apart / 4)
      expect(apart).toBeGreaterThan(950)
    })
  }

  test("statements are prepared once, also within a batch and beyond the size of the cache", async () => {
    const n = { n: integer }
    const numbers = [rawQuery(n)`select 0`, rawQuery(n)`select 1`, rawQuery(n)`select 2`, rawQuery(n)`select 3`] as const
    const program = Effect.gen(function* () {
      yield* clear
      const results: Array<unknown> = []
      for (let round = 0; round < 4; round++) {
        const some = yield* batch([
          cake(round),
          ...Array.from({ length: 6 }, (_, i) => numbers[i % 4]!),
          byId(round),
          byId(round),
        ])
        results.push(some.slice(1))
      }
      const prepared = yield* all(rawQuery({ n: integer })`select count(*)::int from pg_prepared_statements`)
      return { results, prepared: prepared[0]?.n ?? 0 }
    })
    const { prepared, results } = await on(program, { statementCacheSize: 3 })
    expect(results).toEqual([0, 1, 2, 3].map((id) => [...[0, 1, 2, 3, 0, 1].map((n) => [{ n }]), [`cake ${id}`], [`cake ${id}`]]))
    expect(prepared).toBeLessThanOrEqual(4)
    const roomy = await on(program)
    expect(roomy.results).toEqual(results)
    expect(roomy.prepared).toBeGreaterThanOrEqual(5)
  })

  test("statements whose tables have changed are prepared anew; in a transaction that is to be tried again", async () => {
    const both = batch({ star: rawQuery({ id: integer })`select * from changing`, amount })
    const program = Effect.gen(function* () {
      yield* clear
      yield* Effect.promise(() => db.query("create table changing (id int)"))
      yield* both
      yield* both
      yield* both
      yield* Effect.promise(() => db.query("alter table changing alter id type bigint"))
      const anew = yield* both
      yield* both
      yield* Effect.promise(() => db.query("alter table changing alter id type int"))
      const retried = yield* transaction(both, { retry: 1 })
      yield* both
      yield* Effect.promise(() => db.query("alter table changing alter id type bigint"))
      const stale = yield* Effect.flip(transaction(both))
      return [anew, retried, stale] as const
    })
    const [anew, retried, stale] = await on(program)
    expect(anew).toEqual({ star: [], amount: [0] })
    expect(retried).toEqual(anew)
    expect(stale).toMatchObject({ statement: "star", reason: { _tag: "SerializationFailure" } })
  })

  test("what fails at the end of all is the error of no statement", async () => {
    const program = Effect.gen(function* () {
      yield* clear
      const error = yield* Effect.flip(batch([cake(1, 99), cake(2)]))
      const cured = yield* batch([cake(1, 2), cake(2), amount])
      return [error, cured[2]] as const
    })
    const [error, cured] = await on(program)
    expect(error).toMatchObject({ reason: { _tag: "ForeignKeyViolation" } })
    expect(error).not.toHaveProperty("statement", expect.anything())
    expect(cured).toEqual([2])
  })

  test("a failure ends the transaction it is in, unless it is in a savepoint", async () => {
    const wrong = batch({ a: cake(1), b: cake(1) })
    const program = Effect.gen(function* () {
      yield* clear
      const ended = yield* Effect.flip(transaction(Effect.andThen(Effect.ignore(wrong), all(amount))))
      const saved = yield* transaction(Effect.andThen(Effect.ignore(transaction(wrong)), batch([cake(3), amount])))
      return [ended, saved[1]] as const
    })
    const [ended, saved] = await on(program)
    expect(ended).toMatchObject({ reason: { _tag: "TransactionError" } })
    expect(saved).toEqual([1])
  })

  test("interruption cancels it in the server and keeps nothing, and the connection is used again", async () => {
    const program = Effect.gen(function* () {
      yield* clear
      const pid = rawQuery({ pid: integer })`select pg_backend_pid()`
      const before = yield* all(pid)
      const fiber = yield* Effect.forkChild(batch([cake(1), sleep, cake(2)]))
      yield* Effect.sleep(200)
      const [took] = yield* Effect.timed(Fiber.interrupt(fiber))
      const after = yield* batch([pid, amount])
      const inTransaction = yield* Effect.exit(
        transaction(Effect.timeout(batch([cake(1), sleep, cake(2)]), "200 millis")),
      )
      return [before, took, after, inTransaction._tag, yield* all(amount)] as const
    })
    const [before, took, after, failed, left] = await on(program)
    expect(Duration.toMillis(took)).toBeLessThan(3000)
    expect(after).toEqual([before, [0]])
    expect(failed).toBe("Failure")
    expect(left).toEqual([0])
  })

  test("the time of a statement is that of each of them", async () => {
    const nap = rawCommand`select pg_sleep(0.25)`
    const program = Effect.gen(function* () {
      yield* clear
      yield* batch([nap, nap, nap, nap])
      return yield* Effect.flip(batch({ cake: cake(1), nap, sleep, amount }))
    }).pipe(withStatementTimeout("600 millis"))
    expect(await on(program)).toMatchObject({ statement: "sleep", reason: { _tag: "StatementTimeout" } })
    expect(await on(all(amount))).toEqual([0])
  })

  test("a connection that breaks is replaced, and large batches go through", async () => {
    const proxy = await db.proxy()
    const program = Effect.gen(function* () {
      yield* clear
      const fiber = yield* Effect.forkChild(Effect.flip(batch([sleep, cake(1)])))
      yield* Effect.sleep(150)
      proxy.cut()
      const lost = yield* Fiber.join(fiber)
      const big = "x".repeat(1_000_000)
      const echo = (i: number) => rawQuery({ s: text })`select ${value(text, `${i}${big}`)}`
      const echoes = yield* batch(Array.from({ length: 20 }, (_, i) => echo(i)))
      const thousand = yield* batch(Array.from({ length: 1000 }, (_, i) => cake(i)))
      return [lost, echoes.map((rows) => rows[0]?.s.length), thousand.length, yield* all(amount)] as const
    })
    const [lost, echoes, thousand, left] = await on(program, { url: proxy.url })
    expect(lost).toMatchObject({ reason: { _tag: "ConnectionError" } })
    expect(echoes).toEqual(Array.from({ length: 20 }, (_, i) => 1_000_000 + String(i).length))
    expect(thousand).toBe(1000)
    expect(left).toEqual([1000])
  })
})
