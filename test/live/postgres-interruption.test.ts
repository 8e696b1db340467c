import { Effect, Exit, Fiber, Schedule, Stream } from "effect"
import { expect, test } from "vitest"
import { runStream } from "../../src/driver/run.js"
import { transaction } from "../../src/tx/index.js"
import { describeOn, describeOnOwn } from "../servers/live.js"
import { statement } from "../driver/fixture.js"
import { figures, layer, on, reason, run, rows, value } from "./postgres-fixture.js"

describeOn("postgres", "interruption in PostgreSQL", (db) => {
  const sleeping = () =>
    db.query(
      "select pid from pg_stat_activity where datname = $1 and query like '%pg_sleep%' and state = 'active' and pid <> pg_backend_pid()",
      [db.name],
    )

  test("a statement that is interrupted is cancelled in the server before the fiber ends", async () => {
    const program = Effect.gen(function* () {
      const pid = yield* value("select pg_backend_pid()")
      const fiber = yield* Effect.forkChild(run("select pg_sleep(20)"))
      yield* Effect.sleep("100 millis")
      const before = yield* Effect.promise(sleeping)
      const start = performance.now()
      yield* Fiber.interrupt(fiber)
      const took = performance.now() - start
      const after = yield* Effect.promise(sleeping)
      return { before, after, took, same: (yield* value("select pg_backend_pid()")) === pid, figures: yield* figures }
    })
    const result = await on(db, program, { max: 1 })
    expect(result).toMatchObject({ after: [], same: true, figures: { open: 1, used: 0, idle: 1, waiting: 0 } })
    expect(result.before).toHaveLength(1)
    expect(result.took).toBeLessThan(2000)
  })

  test("so is one in a transaction, which is then rolled back", async () => {
    await db.query("create table if not exists kept (id int)")
    const program = Effect.gen(function* () {
      const exit = yield* Effect.exit(
        transaction(Effect.andThen(run("insert into kept values (1)"), run("select pg_sleep(20)"))).pipe(
          Effect.timeout("200 millis"),
        ),
      )
      return { failed: Exit.isFailure(exit), rows: yield* rows("select * from kept"), figures: yield* figures }
    })
    expect(await on(db, program, { max: 1 })).toMatchObject({
      failed: true,
      rows: [],
      figures: { open: 1, used: 0 },
    })
    expect(await sleeping()).toEqual([])
  })

  test("a statement that waits for its turn in a transaction is not sent", async () => {
    const program = transaction(
      Effect.gen(function* () {
        const first = yield* Effect.forkChild(run("select pg_sleep(0.4)"))
        yield* Effect.sleep("50 millis")
        const second = yield* Effect.forkChild(run("create table never (id int)"))
        yield* Effect.sleep("50 millis")
        yield* Fiber.interrupt(second)
        yield* Fiber.join(first)
        return yield* value("select to_regclass('never')")
      }),
    )
    expect(await on(db, program)).toBe(null)
  })

  test("a read of a stream that is interrupted is cancelled too", async () => {
    const slow = runStream(statement("select pg_sleep(5)::text as n", [], { n: "text" }))
    const program = Effect.gen(function* () {
      yield* Effect.exit(Stream.runDrain(slow).pipe(Effect.timeout("200 millis")))
      yield* transaction(Effect.exit(Stream.runDrain(slow).pipe(Effect.timeout("200 millis")))).pipe(Effect.ignore)
      return { one: yield* value("select 1"), figures: yield* figures }
    })
    expect(await on(db, program, { max: 1 })).toMatchObject({ one: "1", figures: { open: 1, used: 0 } })
    expect(await sleeping()).toEqual([])
  })

  test("the cancel never hits the next statement", async () => {
    const program = Effect.gen(function* () {
      for (let i = 0; i < 150; i++) {
        yield* Effect.exit(run("select pg_sleep(0.002)").pipe(Effect.timeout(i % 5)))
        yield* run("select 1")
      }
      return yield* figures
    })
    expect(await on(db, program, { max: 1 })).toMatchObject({ used: 0 })
  })

  test("a backend that is killed in the middle of a statement", async () => {
    const program = Effect.gen(function* () {
      const pid = Number(yield* value("select pg_backend_pid()"))
      const fiber = yield* Effect.forkChild(reason(run("select pg_sleep(20)")))
      yield* Effect.sleep("100 millis")
      yield* Effect.promise(() => db.kill(pid))
      const why = yield* Fiber.join(fiber)
      return { why, next: yield* value("select 1"), figures: yield* figures }
    })
    expect(await on(db, program, { max: 1 })).toMatchObject({
      why: { _tag: "ConnectionError", isRetryable: true, code: "57P01" },
      next: "1",
      figures: { open: 1, used: 0 },
    })
  })

  test("a backend that is killed in the middle of a transaction, and between two statements of it", async () => {
    await db.query("create table if not exists lost (id int)")
    const program = Effect.gen(function* () {
      const why = yield* reason(
        transaction(
          Effect.gen(function* () {
            const pid = Number(yield* value("select pg_backend_pid()"))
            yield* run("insert into lost values (1)")
            yield* Effect.promise(() => db.kill(pid))
            yield* Effect.sleep("100 millis")
            yield* run("insert into lost values (2)")
          }),
        ),
      )
      const atCommit = yield* reason(
        transaction(
          Effect.gen(function* () {
            const pid = Number(yield* value("select pg_backend_pid()"))
            yield* run("insert into lost values (3)")
            yield* Effect.promise(() => db.kill(pid))
          }),
        ),
      )
      return { why, atCommit, lost: yield* rows("select * from lost"), figures: yield* figures }
    })
    expect(await on(db, program, { max: 1 })).toMatchObject({
      why: { _tag: "ConnectionError" },
      atCommit: { _tag: "ConnectionError" },
      lost: [],
      figures: { used: 0 },
    })
  })

  test("a connection that breaks while nobody uses it is replaced before it is used", async () => {
    const program = Effect.gen(function* () {
      const pids = yield* Effect.all(
        Array.from({ length: 3 }, () =>
          transaction(Effect.andThen(run("select pg_sleep(0.1)"), value("select pg_backend_pid()"))),
        ),
        { concurrency: 3 },
      )
      yield* Effect.promise(() => Promise.all(pids.map((pid) => db.kill(Number(pid)))))
      yield* Effect.sleep("100 millis")
      const broken = yield* figures
      const again = yield* Effect.all(
        Array.from({ length: 5 }, () => run("select 1")),
        { concurrency: 5 },
      )
      return { broken, again: again.length }
    })
    expect(await on(db, program)).toMatchObject({ broken: { open: 0 }, again: 5 })
  })
})

describeOnOwn("postgres", "a server of PostgreSQL that comes and goes", (db) => {
  test("a restart heals the pool", async () => {
    const program = Effect.gen(function* () {
      yield* Effect.all(
        Array.from({ length: 4 }, () => run("select pg_sleep(0.05)")),
        { concurrency: 4 },
      )
      const running = yield* Effect.forkChild(reason(run("select pg_sleep(30)")))
      yield* Effect.sleep("100 millis")
      yield* Effect.promise(db.stop)
      const cut = yield* Fiber.join(running)
      const down = yield* reason(run("select 1"))
      yield* Effect.promise(db.start)
      const up = yield* Effect.all(
        Array.from({ length: 8 }, () => value("select 1")),
        { concurrency: 8 },
      )
      return { cut, down, up, figures: yield* figures }
    })
    expect(await Effect.runPromise(Effect.provide(program, layer(db, { max: 4, min: 2 })))).toMatchObject({
      cut: { _tag: "ConnectionError" },
      down: {
        _tag: "ConnectionError",
        message: expect.stringMatching(/Cannot connect to PostgreSQL at 127\.0\.0\.1:\d+/),
      },
      up: Array.from({ length: 8 }, () => "1"),
      figures: { used: 0 },
    })
  })

  test("a crash of another backend ends all of them, and they come again", async () => {
    const program = Effect.gen(function* () {
      const pid = Number(yield* value("select pg_backend_pid()"))
      const fiber = yield* Effect.forkChild(reason(run("select pg_sleep(30)")))
      yield* Effect.sleep("100 millis")
      yield* Effect.promise(() => db.kill9(pid))
      const why = yield* Fiber.join(fiber)
      const again = yield* value("select 1").pipe(Effect.retry({ times: 40, schedule: Schedule.spaced("100 millis") }))
      return { why, again }
    })
    expect(await on(db, program, { max: 1 })).toMatchObject({ why: { _tag: "ConnectionError" }, again: "1" })
  })

  test("when the server does not answer the cancel, the connection is given up", async () => {
    const program = Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(run("select pg_sleep(30)"))
      yield* Effect.sleep("200 millis")
      yield* Effect.promise(db.pause)
      const start = performance.now()
      yield* Fiber.interrupt(fiber)
      const took = performance.now() - start
      yield* Effect.promise(db.resume)
      return { took, one: yield* value("select 1") }
    })
    const { one, took } = await on(db, program, { max: 1 })
    expect(one).toBe("1")
    expect(took).toBeGreaterThan(4000)
    expect(took).toBeLessThan(8000)
  })
})
