import { Effect, Stream } from "effect"
import { expect, it } from "vitest"
import { Database } from "../../src/driver/database.js"
import { withStatementTimeout } from "../../src/driver/statement-timeout.js"
import { transaction } from "../../src/tx/transaction.js"
import { describeOn } from "../servers/live.js"
import { both, endless, eventually, memory, on, run, streamed, tagOf, value } from "./mysql-fixture.js"

describeOn(both, "streams", (db) => {
  const numbers = (n: number): string =>
    `with recursive s (n) as (select 1 union all select n + 1 from s where n < ${n}) select n, repeat('x', 200) from s`
  const number = (sql: string) => Effect.map(value(sql), Number)

  it("give 400,000 rows in constant memory, however slow the reader", { timeout: 60_000 }, async () => {
    await db.query("create table big (n int primary key, filler varchar(1000))")
    for (let i = 0; i < 100; i++) {
      const values = Array.from({ length: 1000 }, (_, j) => `(${i * 1000 + j}, repeat('y', 1000))`)
      await db.query(`insert into big values ${values.join()}`)
    }
    const before = memory()
    let most = 0
    let count = 0
    const sql = "select n, filler from (select 1 as a union all select 2 union all select 3 union all select 4) x, big"
    await on(
      db,
      Stream.runForEach(streamed(sql, [], 500), () => {
        if (++count % 40_000 !== 0) return Effect.void
        most = Math.max(most, memory())
        return Effect.sleep("20 millis")
      }),
    )
    expect(count).toBe(400_000)
    // All of it are 400 MiB.
    expect(most - before).toBeLessThan(20 * 2 ** 20)
  })

  it("go beyond a thousand rounds of recursion", async () => {
    expect(await on(db, Stream.runCount(streamed(numbers(20_000))))).toBe(20_000)
  })

  it("end early, and the connection is free and sound", async () => {
    await on(
      db,
      Effect.gen(function* () {
        for (const taken of [0, 1, 10, 3000]) {
          const start = Date.now()
          const some = yield* Stream.runCollect(Stream.take(streamed("select n, filler from big", [], 100), taken))
          expect(some).toHaveLength(taken)
          expect(yield* number("select 42")).toBe(42)
          expect(Date.now() - start).toBeLessThan(2000)
        }
        const { pool } = yield* Database
        expect(yield* pool).toMatchObject({ open: 1, used: 0 })
      }),
      { max: 1 },
    )
    const running = "select id from information_schema.processlist where db = ? and info like 'select n, filler%'"
    await eventually(async () => (await db.query(running, [db.name])).length === 0, "nothing runs on")
  })

  it("of a slow query end when they are interrupted", async () => {
    await on(
      db,
      Effect.gen(function* () {
        const start = Date.now()
        yield* Effect.timeoutOption(Stream.runDrain(streamed(endless)), "200 millis")
        expect(yield* number("select 1")).toBe(1)
        expect(Date.now() - start).toBeLessThan(3000)
      }),
      { max: 1 },
    )
  })

  it("have a time for each read", async () => {
    await on(
      db,
      Effect.gen(function* () {
        const slow = Stream.runDrain(streamed(endless)).pipe(withStatementTimeout(200))
        expect(yield* tagOf(slow)).toBe("StatementTimeout")
        const slowly = Stream.runForEach(Stream.take(streamed("select n, filler from big", [], 1000), 3000), ([n]) =>
          Number(n) % 1000 === 0 ? Effect.sleep("150 millis") : Effect.void,
        )
        yield* slowly.pipe(withStatementTimeout(200))
        expect(yield* number("select 1")).toBe(1)
      }),
      { max: 1 },
    )
  })

  it("fail with what the server says", async () => {
    const tag = (sql: string, ...params: ReadonlyArray<unknown>) => on(db, tagOf(Stream.runDrain(streamed(sql, params))))
    expect(await tag("select * from nope")).toBe("SyntaxError")
    expect(await tag("select n + 9223372036854775807 from big where n > 5")).toBe("DataError")
    expect(await tag("commit")).toBe("TransactionError")
    expect(await tag("select ?", undefined)).toBe("DataError")
  })

  it("in a transaction let other statements in", async () => {
    await db.query("create table copied (n int)")
    await on(
      db,
      transaction(
        Effect.gen(function* () {
          let seen = 0
          const some = Stream.take(streamed("select n, filler from big order by n", [], 100), 5000)
          yield* Stream.runForEach(some, ([n]) => {
            expect(Number(n)).toBe(seen++)
            return seen % 500 === 0 ? run("insert into copied values (?)", BigInt(seen)) : Effect.void
          })
          expect(yield* number("select count(*) from copied")).toBe(10)
          const up = streamed("select n from big order by n", [], 50)
          const two = Stream.zip(up, streamed("select n from big order by n desc", [], 70))
          const pairs = yield* Stream.runCollect(Stream.take(two, 300))
          expect(pairs.map(([[a], [b]]) => Number(a) + Number(b))).toEqual(pairs.map(() => 99_999))
          yield* run("insert into copied values (1)")
        }),
      ),
    )
    expect(await db.query("select count(*) as n from copied")).toEqual([{ n: 11 }])
  })

  it("break when the connection does", async () => {
    await on(
      db,
      Effect.gen(function* () {
        const proxy = yield* Effect.promise(() => db.proxy())
        const program = Effect.gen(function* () {
          let seen = 0
          const broken = Stream.runForEach(streamed("select n, filler from big", [], 100), () =>
            Effect.sync(() => {
              if (++seen === 300) proxy.cut()
            }),
          )
          expect(yield* tagOf(broken)).toBe("ConnectionError")
          expect(yield* number("select 1")).toBe(1)
        })
        yield* Effect.promise(() => on({ kind: db.kind, url: proxy.url }, program, { max: 1 }))
      }),
    )
  })
})
