import { Deferred, Duration, Effect, Fiber } from "effect"
import { expect, test } from "vitest"
import { Database } from "../../src/driver/database.js"
import { withStatementTimeout } from "../../src/driver/statement-timeout.js"
import { transaction } from "../../src/tx/index.js"
import { describeOn } from "../servers/live.js"
import { layer, on, reason, run, rows, value } from "./postgres-fixture.js"

describeOn("postgres", "errors of PostgreSQL", (db) => {
  const setUp = Effect.gen(function* () {
    yield* run("drop table if exists child, parent cascade")
    yield* run(`create table parent (id int primary key, "Full name" text, email text, born date not null default now(),
      n int, constraint positive check (n > 0), constraint one_name unique ("Full name", email))`)
    yield* run("create table child (id int primary key, parent_id int references parent (id) deferrable)")
    yield* run("create unique index on parent (lower(email), n)")
    yield* run("insert into parent (id, \"Full name\", email, n) values (1, 'Ann', 'a@b.c', 1)")
  })
  const of = (sql: string, ...params: ReadonlyArray<unknown>) =>
    on(db, Effect.andThen(setUp, reason(run(sql, ...params))), { max: 1 })

  test("a second row with the same key", async () => {
    expect(await of("insert into parent (id) values ($1)", 1)).toMatchObject({
      _tag: "UniqueViolation",
      isRetryable: false,
      code: "23505",
      constraint: "parent_pkey",
      table: "parent",
      columns: ["id"],
      detail: "Key (id)=(1) already exists.",
      sql: "insert into parent (id) values ($1)",
    })
    expect(await of(`insert into parent (id, "Full name", email) values (2, 'Ann', 'a@b.c')`)).toMatchObject({
      constraint: "one_name",
      columns: ["Full name", "email"],
    })
    expect(await of("insert into parent (id, email, n) values (2, 'A@B.C', 1)")).toMatchObject({ columns: ["n"] })
  })

  test("a reference to nothing, and to a row that is deleted", async () => {
    expect(await of("insert into child values (1, 9)")).toMatchObject({
      _tag: "ForeignKeyViolation",
      constraint: "child_parent_id_fkey",
      table: "child",
      columns: ["parent_id"],
    })
    const deleted = Effect.gen(function* () {
      yield* setUp
      yield* run("insert into child values (1, 1)")
      return yield* reason(run("delete from parent"))
    })
    expect(await on(db, deleted)).toMatchObject({ _tag: "ForeignKeyViolation", table: "child", columns: [] })
  })

  test("NULL, and what a CHECK forbids", async () => {
    expect(await of("insert into parent (id, born) values (5, null)")).toMatchObject({
      _tag: "NotNullViolation",
      table: "parent",
      columns: ["born"],
      constraint: null,
    })
    expect(await of("insert into parent (id, n) values (5, -1)")).toMatchObject({
      _tag: "CheckViolation",
      table: "parent",
      constraint: "positive",
    })
  })

  test.each([
    ["select 1 / 0", "DataError", "22012"],
    ["select 'x'::int", "DataError", "22P02"],
    ["select 99999999999::int", "DataError", "22003"],
    ["select (select 1 union select 2)", "DataError", "21000"],
    ["selct 1", "SyntaxError", "42601"],
    ["select * from nothing", "SyntaxError", "42P01"],
    ["select nothing from parent", "SyntaxError", "42703"],
    ["select 1; select 2", "SyntaxError", "42601"],
    ["do $$ begin raise exception 'no' using errcode = 'ZZ123'; end $$", "UnknownDatabaseError", "ZZ123"],
    ["do $$ begin raise exception 'no' using errcode = '53300'; end $$", "ConnectionError", "53300"],
  ])("%s is a %s", async (sql, tag, code) => {
    expect(await of(sql)).toMatchObject({ _tag: tag, code, sql })
  })

  test("the position counts as JavaScript does", async () => {
    const sql = "select '🍰🍰', nothing"
    const { position } = (await of(sql)) as { position: number }
    expect(sql.slice(position)).toBe("nothing")
  })

  test.each([
    ["begin", "TransactionError"],
    ["COMMIT", "TransactionError"],
    ["  rollback to savepoint a", "TransactionError"],
    ["select 'a\0b'", "SyntaxError"],
  ])("%s is not sent", async (sql, tag) => {
    expect(await of(sql)).toMatchObject({ _tag: tag, code: null })
  })

  test("parameters that cannot be bound are not sent", async () => {
    expect(await of("select $1::text", undefined)).toMatchObject({ _tag: "DataError", code: null })
    expect(await of("select $1::text", { a: 1 })).toMatchObject({ _tag: "DataError", code: null })
    expect(await of("select $1::text", "a\0b")).toMatchObject({ _tag: "DataError", code: "22021" })
    const many = Array.from({ length: 65_536 }, () => 1)
    const tooMany = Effect.flatMap(Database, ({ executor }) => executor.run("select 1", many, { wide: false }))
    expect(await on(db, reason(tooMany))).toMatchObject({ _tag: "DataError", code: null })
    expect(await on(db, value("select 1"))).toBe("1")
  })

  test("a user who may not", async () => {
    const program = Effect.gen(function* () {
      yield* setUp
      yield* run("drop role if exists nobody_much")
      yield* run("create role nobody_much login password 'x'")
    })
    await on(db, program)
    const url = new URL(db.url)
    url.username = "nobody_much"
    expect(await on({ url: url.href }, reason(run("select * from parent")))).toMatchObject({
      _tag: "PermissionError",
      code: "42501",
    })
  })

  test("a write where nothing may be written", async () => {
    const program = transaction(run("create table x (id int)"), { access: "read only" })
    expect(await on(db, reason(program))).toMatchObject({ _tag: "ReadOnlyError", code: "25006" })
  })

  test("a transaction that has failed goes on refusing, and its COMMIT is no success", async () => {
    const program = Effect.gen(function* () {
      const second = yield* Effect.flip(
        transaction(
          Effect.gen(function* () {
            yield* run("create table undone (id int)")
            yield* Effect.ignore(run("select 1 / 0"))
            return yield* run("select 1")
          }),
        ),
      )
      const caught = yield* reason(
        transaction(Effect.andThen(run("create table undone (id int)"), Effect.ignore(run("select 1 / 0")))),
      )
      return { second: second.reason, caught, there: yield* value("select to_regclass('undone')") }
    })
    expect(await on(db, program, { max: 1 })).toMatchObject({
      second: { _tag: "TransactionError", code: "25P02", message: expect.stringContaining("savepoint(…)") },
      caught: { _tag: "TransactionError", sql: "COMMIT", message: expect.stringContaining("ROLLBACK") },
      there: null,
    })
  })

  test("a constraint that is deferred fails at COMMIT", async () => {
    const program = Effect.gen(function* () {
      yield* setUp
      return yield* reason(
        transaction(Effect.andThen(run("set constraints all deferred"), run("insert into child values (7, 7)"))),
      )
    })
    expect(await on(db, program, { max: 1 })).toMatchObject({ _tag: "ForeignKeyViolation", sql: "COMMIT" })
  })

  test("two transactions that wait for each other", async () => {
    const program = Effect.gen(function* () {
      yield* run("drop table if exists lock_me")
      yield* run("create table lock_me (id int primary key, n int)")
      yield* run("insert into lock_me values (1, 0), (2, 0)")
      const both = (a: number, b: number) =>
        transaction(
          Effect.gen(function* () {
            yield* run("update lock_me set n = n + 1 where id = $1", a)
            yield* Effect.sleep("200 millis")
            yield* run("update lock_me set n = n + 1 where id = $1", b)
          }),
        )
      const exits = yield* Effect.all([Effect.result(both(1, 2)), Effect.result(both(2, 1))], { concurrency: 2 })
      const failed = exits.flatMap((result) => (result._tag === "Failure" ? [result.failure.reason] : []))
      return failed
    })
    expect(await on(db, program)).toMatchObject([{ _tag: "Deadlock", isRetryable: true, code: "40P01" }])
  })

  test("a serialization failure, at a statement or at COMMIT, is retried", async () => {
    const program = Effect.gen(function* () {
      yield* run("drop table if exists dots")
      yield* run("create table dots (id serial, color text)")
      yield* run("insert into dots (color) values ('black'), ('white')")
      let runs = 0
      const paint = (from: string, to: string) =>
        transaction(
          Effect.gen(function* () {
            runs++
            yield* value("select count(*) from dots where color = $1", from)
            yield* Effect.sleep("100 millis")
            yield* run("update dots set color = $2 where color = $1", from, to)
          }),
          { isolation: "serializable" },
        )
      const exits = yield* Effect.all(
        [Effect.result(paint("black", "white")), Effect.result(paint("white", "black"))],
        { concurrency: 2 },
      )
      const failed = exits.flatMap((result) => (result._tag === "Failure" ? [result.failure.reason] : []))
      return { failed, runs }
    })
    expect(await on(db, program)).toMatchObject({ failed: [{ _tag: "SerializationFailure", code: "40001" }], runs: 2 })
    const counter = Effect.gen(function* () {
      yield* run("drop table if exists counter")
      yield* run("create table counter (n int)")
      yield* run("insert into counter values (0)")
      const increment = transaction(
        Effect.gen(function* () {
          const n = Number(yield* value("select n from counter"))
          yield* run("update counter set n = $1", n + 1)
        }),
        { isolation: "serializable", retry: 50 },
      )
      yield* Effect.all(
        Array.from({ length: 8 }, () => increment),
        { concurrency: 8 },
      )
      return yield* value("select n from counter")
    })
    expect(await on(db, counter)).toBe("8")
  })

  test("a serialization failure that comes at COMMIT is retried too", async () => {
    let runs = 0
    const program = Effect.gen(function* () {
      yield* run("drop table if exists doctors")
      yield* run("create table doctors (name text, on_call boolean)")
      yield* run("insert into doctors values ('a', true), ('b', true)")
      const leave = (name: string, both: Effect.Effect<unknown>) =>
        Effect.gen(function* () {
          runs++
          const onCall = Number(yield* value("select count(*) from doctors where on_call"))
          if (onCall > 1) yield* run("update doctors set on_call = false where name = $1", name)
          // Both have done all that they do before either commits.
          yield* both
        })
      const meet = (retry: number) =>
        Effect.gen(function* () {
          yield* run("update doctors set on_call = true")
          const arrived = [yield* Deferred.make<void>(), yield* Deferred.make<void>()] as const
          const both = (mine: 0 | 1) =>
            Effect.andThen(Deferred.succeed(arrived[mine], undefined), Deferred.await(arrived[mine === 0 ? 1 : 0]))
          const options = { isolation: "serializable", retry } as const
          return yield* Effect.all(
            [
              Effect.result(transaction(leave("a", both(0)), options)),
              Effect.result(transaction(leave("b", both(1)), options)),
            ],
            { concurrency: 2 },
          )
        })
      const once = yield* meet(0)
      const failed = once.flatMap((result) => (result._tag === "Failure" ? [result.failure.reason] : []))
      const again = yield* meet(5)
      return { failed, again: again.map(({ _tag }) => _tag), left: yield* value("select count(*) from doctors where on_call") }
    })
    expect(await on(db, program)).toMatchObject({
      failed: [{ _tag: "SerializationFailure", isRetryable: true, code: "40001", sql: "COMMIT" }],
      again: ["Success", "Success"],
      left: "1",
    })
    expect(runs).toBe(5)
  })

  test("lock_timeout and NOWAIT", async () => {
    const program = Effect.gen(function* () {
      yield* run("drop table if exists busy")
      yield* run("create table busy (id int)")
      yield* run("insert into busy values (1)")
      const holder = yield* Effect.forkChild(
        transaction(Effect.andThen(run("select * from busy for update"), Effect.sleep("1 second"))),
      )
      yield* Effect.sleep("200 millis")
      const nowait = yield* reason(run("select * from busy for update nowait"))
      const timeout = yield* reason(
        transaction(Effect.andThen(run("set local lock_timeout = 50"), run("select * from busy for update"))),
      )
      yield* Fiber.interrupt(holder)
      return [nowait, timeout]
    })
    expect(await on(db, program)).toMatchObject([
      { _tag: "LockTimeout", isRetryable: true, code: "55P03" },
      { _tag: "LockTimeout", code: "55P03" },
    ])
  })

  test("a statement that takes too long", async () => {
    const slow = run("select pg_sleep(20)")
    const program = Effect.gen(function* () {
      const byLayer = yield* reason(slow)
      const bySelf = yield* reason(slow.pipe(withStatementTimeout("50 millis")))
      yield* run("select pg_sleep(0.5)").pipe(withStatementTimeout(Duration.infinity))
      const inside = yield* reason(transaction(slow))
      const byServer = yield* reason(
        transaction(Effect.andThen(run("set local statement_timeout = 50"), slow)).pipe(
          withStatementTimeout("1 minute"),
        ),
      )
      return [byLayer, bySelf, inside, byServer, yield* rows("select 1")]
    })
    expect(await on(db, program, { statementTimeout: "200 millis", max: 1 })).toMatchObject([
      { _tag: "StatementTimeout", isRetryable: true, code: "57014", message: expect.stringContaining("200ms") },
      { _tag: "StatementTimeout", message: expect.stringContaining("50ms") },
      { _tag: "StatementTimeout" },
      { _tag: "StatementTimeout", code: "57014" },
      [["1"]],
    ])
  })

  test("nothing that fails keeps a connection", async () => {
    const program = Effect.gen(function* () {
      for (let i = 0; i < 20; i++) yield* Effect.ignore(transaction(run("select 1 / 0")))
      return yield* value("select count(*) from pg_stat_activity where state like 'idle in%' and datname = $1", "x")
    })
    expect(await Effect.runPromise(Effect.provide(program, layer(db, { max: 2 })))).toBe("0")
  })
})
