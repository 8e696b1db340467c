import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { Effect, Exit, Stream } from "effect"
import { expect, test } from "vitest"
import { Database } from "../../src/driver/database.js"
import type { SqlError } from "../../src/driver/sql-error.js"
import { runStream } from "../../src/driver/run.js"
import { withConnection } from "../../src/driver/with-connection.js"
import { transaction } from "../../src/tx/index.js"
import { describeOn } from "../servers/live.js"
import { statement } from "../driver/fixture.js"
import { figures, on, reason, rows, run, value } from "./postgres-fixture.js"

setFlagsFromString("--expose-gc")
const collect = runInNewContext("gc") as () => void

describeOn("postgres", "statements on PostgreSQL", (db) => {
  test("a statement with a parameter of a type that was dropped and made anew is prepared anew", async () => {
    const make = Effect.andThen(run("create type weather as enum ('sun', 'rain')"), run("create table forecast (weather weather)"))
    const insert = run("insert into forecast values ($1)", "sun")
    const program = withConnection(
      Effect.gen(function* () {
        yield* make
        for (let i = 0; i < 3; i++) yield* insert
        yield* run("drop table forecast")
        yield* run("drop type weather")
        yield* make
        yield* insert
        const count = yield* value("select count(*) from forecast")
        yield* run("drop table forecast")
        yield* run("drop type weather")
        return count
      }),
    )
    expect(await on(db, program)).toBe("1")
  })

  test("values come as text, without loss, and parameters go as they are bound", async () => {
    const result = await on(
      db,
      run(
        `select $1::int8, $2::numeric, $3::float8, $4::boolean, $5::bytea, $6::text, $7::jsonb, null::int, 0.1::float4,
          timestamptz '2024-03-10 02:30:00.123456-05', date '0044-03-15 BC', interval '1 year 2 days 3.5 seconds',
          array['a', null, 'b"c'], 'NaN'::numeric, 'infinity'::timestamptz, $8::float8`,
        9_223_372_036_854_775_807n,
        "12345678901234567890.1234567890",
        0.1,
        true,
        new Uint8Array([0, 255]),
        "ß🍰",
        '{"a": 1.10}',
        -0,
      ),
    )
    expect(result.rows).toEqual([
      [
        "9223372036854775807",
        "12345678901234567890.1234567890",
        "0.1",
        "t",
        "\\x00ff",
        "ß🍰",
        '{"a": 1.10}',
        null,
        "0.1",
        "2024-03-10 07:30:00.123456+00",
        "0044-03-15 BC",
        "P1Y2DT3.5S",
        '{a,NULL,"b\\"c"}',
        "NaN",
        "infinity",
        "-0",
      ],
    ])
  })

  test("rows that were changed are counted, and columns named, twice if they are there twice", async () => {
    const program = Effect.gen(function* () {
      yield* run("create table counted (id int)")
      const inserted = yield* run("insert into counted select generate_series(1, 7)")
      const returned = yield* run("update counted set id = id + 1 where id > 4 returning id as a, id as a")
      const read = yield* run("select * from counted")
      const deleted = yield* run("delete from counted")
      const empty = yield* run("")
      return [inserted, returned, read, deleted, empty].map(({ columns, rowsAffected }) => ({ columns, rowsAffected }))
    })
    expect(await on(db, program)).toEqual([
      { columns: null, rowsAffected: 7 },
      { columns: ["a", "a"], rowsAffected: 3 },
      { columns: ["id"], rowsAffected: 0 },
      { columns: null, rowsAffected: 7 },
      { columns: null, rowsAffected: 0 },
    ])
  })

  test("a statement is prepared when it comes again, and not more of them than the cache holds", async () => {
    const prepared = value("select count(*) from pg_prepared_statements")
    const program = Effect.gen(function* () {
      for (let i = 0; i < 40; i++) yield* run(`select ${i}, $1::int`, i)
      const once = yield* prepared
      for (let round = 0; round < 3; round++) {
        for (let i = 0; i < 5; i++) yield* run(`select ${i}, $1::int`, i)
      }
      const again = yield* prepared
      for (let i = 0; i < 300; i++) {
        for (let j = 0; j < 3; j++) yield* run(`select ${i}, $1::int`, i)
      }
      return [once, again, yield* prepared]
    })
    const [once, again, many] = (await on(db, program, { max: 1, statementCacheSize: 10 })).map(Number)
    expect(once).toBe(0)
    expect(again).toBe(6)
    expect(many).toBeGreaterThan(5)
    expect(many).toBeLessThanOrEqual(10)
    const never = Effect.andThen(
      run("select 1"),
      Effect.andThen(run("select 1"), Effect.andThen(run("select 1"), prepared)),
    )
    expect(await on(db, never, { max: 1, prepare: false })).toBe("0")
  })

  test("a table that changes under a prepared statement, and statements that the server forgot", async () => {
    const program = Effect.gen(function* () {
      yield* run("create table changing (id int)")
      yield* run("insert into changing values (1)")
      const all = run("select * from changing")
      for (let i = 0; i < 3; i++) yield* all
      yield* run("alter table changing add column more text default 'x'")
      const after = yield* all
      for (let i = 0; i < 3; i++) yield* all
      yield* run("deallocate all")
      const forgotten = yield* all
      for (let i = 0; i < 3; i++) yield* all
      yield* run("alter table changing add column most int")
      const inside = yield* reason(transaction(all))
      const retried = yield* transaction(all, { retry: 2 })
      return { after: after.rows, forgotten: forgotten.rows, inside, retried: retried.rows }
    })
    expect(await on(db, program, { max: 1 })).toMatchObject({
      after: [["1", "x"]],
      forgotten: [["1", "x"]],
      inside: { _tag: "SerializationFailure", isRetryable: true, code: "0A000" },
      retried: [["1", "x", null]],
    })
  })

  test("a hundred thousand rows stream in constant memory, inside a transaction and outside", async () => {
    const big = runStream(
      statement("select g as n, repeat('x', 1000) as t from generate_series(1, 100000) g", [], {
        n: "integer",
        t: "text",
      }),
      {
        chunkSize: 500,
      },
    )
    const counted = Effect.gen(function* () {
      collect()
      let peak = 0
      const count = yield* Stream.runFold(
        big,
        () => 0,
        (n) => {
          if (n % 10_000 === 0) {
            collect()
            peak = Math.max(peak, process.memoryUsage().heapUsed)
          }
          return n + 1
        },
      )
      return { count, peak }
    })
    collect()
    const base = process.memoryUsage().heapUsed
    for (const effect of [counted, transaction(counted)]) {
      const { count, peak } = await on(db, effect)
      expect(count).toBe(100_000)
      expect(peak - base).toBeLessThan(64 * 2 ** 20)
    }
  })

  const ones = runStream(statement("select g as n from generate_series(1, 1000000) g", [], { n: "integer" }), {
    chunkSize: 10,
  })

  test("a stream that ends early closes its cursor and gives its connection back", async () => {
    const program = Effect.gen(function* () {
      const five = yield* Stream.runCollect(Stream.take(ones, 5))
      const after = yield* figures
      const inside = yield* transaction(
        Effect.gen(function* () {
          yield* Stream.runDrain(Stream.take(ones, 15))
          return {
            cursors: yield* value("select count(*) from pg_cursors where name <> ''"),
            one: yield* value("select 1"),
          }
        }),
      )
      const failed = yield* Effect.exit(Stream.runForEach(ones, () => Effect.fail("stop")))
      return { five: five.length, after, inside, failed: Exit.isFailure(failed), end: yield* figures }
    })
    expect(await on(db, program, { max: 1 })).toMatchObject({
      five: 5,
      after: { used: 0 },
      inside: { cursors: "0", one: "1" },
      failed: true,
      end: { open: 1, used: 0 },
    })
  })

  test("a stream holds a connection while it is read", async () => {
    const program = Stream.runForEach(Stream.take(ones, 1), () =>
      Effect.map(figures, ({ used }) => expect(used).toBe(1)),
    )
    await on(db, program)
  })

  test("in a transaction, and on one connection, statements run between two reads of a stream", async () => {
    const program = Effect.gen(function* () {
      yield* run("create table noted (n int)")
      const note = Stream.runForEach(Stream.take(ones, 25), (row) =>
        run("insert into noted values ($1)", (row as { n: number }).n),
      )
      yield* transaction(note)
      yield* withConnection(
        Stream.runForEach(
          Stream.take(
            runStream(statement("select g as n from generate_series(1, 1000) g", [], { n: "integer" }), {
              chunkSize: 10,
            }),
            25,
          ),
          (row) => run("insert into noted values ($1)", (row as { n: number }).n),
        ),
      )
      return yield* value("select count(*) from noted")
    })
    expect(await on(db, program, { max: 1 })).toBe("50")
  })

  test("two streams of one transaction are read in turns", async () => {
    const program = transaction(
      Stream.runCollect(Stream.zip(Stream.take(ones, 35), Stream.drop(Stream.take(ones, 70), 35))),
    )
    expect((await on(db, program)).at(-1)).toEqual([{ n: 35 }, { n: 70 }])
  })

  test("a stream that fails, at its start and in the middle", async () => {
    const of = (sql: string) => {
      const drained = Stream.runDrain(runStream(statement(sql, [], { n: "integer" }), { chunkSize: 10 }))
      return reason(drained as Effect.Effect<void, SqlError, Database>)
    }
    const middle = "select 100 / (50 - g) as n from generate_series(1, 100) g"
    const program = Effect.gen(function* () {
      const outside = [yield* of("select nothing"), yield* of(middle)]
      const inside = yield* Effect.exit(transaction(of(middle)))
      return { outside, inside: Exit.isFailure(inside), one: yield* value("select 1"), figures: yield* figures }
    })
    expect(await on(db, program, { max: 1 })).toMatchObject({
      outside: [{ _tag: "SyntaxError" }, { _tag: "DataError", code: "22012" }],
      inside: true,
      one: "1",
      figures: { used: 0 },
    })
  })

  test("an INSERT … RETURNING that is streamed is kept", async () => {
    const program = Effect.gen(function* () {
      yield* run("create table streamed (n int)")
      const insert = runStream(
        statement("insert into streamed select generate_series(1, 100) returning n", [], { n: "integer" }),
        { chunkSize: 10 },
      )
      yield* Stream.runDrain(Stream.take(insert, 5))
      return yield* value("select count(*) from streamed")
    })
    expect(await on(db, program)).toBe("100")
  })

  test("settings of the database and of the role change no result", async () => {
    await db.query("drop role if exists far_away")
    await db.query("create role far_away login")
    await db.query("grant all on schema public to far_away")
    const settings = [
      "timezone = 'Pacific/Chatham'",
      "datestyle = 'German, DMY'",
      "intervalstyle = 'postgres_verbose'",
      "extra_float_digits = -10",
      "bytea_output = 'escape'",
      "standard_conforming_strings = off",
      "transform_null_equals = on",
    ]
    for (const one of settings) {
      await db.query(`alter role far_away set ${one}`)
      await db.query(`alter database ${db.name} set ${one}`)
    }
    const url = new URL(db.url)
    url.username = "far_away"
    const all = rows(
      `select timestamptz '2024-03-10 02:30:00Z', date '2024-12-31', interval '1 day 2 hours', 0.1::float8 + 0.2::float8,
        '\\xff'::bytea, 'a\\b', null = null`,
    )
    const expected = [["2024-03-10 02:30:00+00", "2024-12-31", "P1DT2H", "0.30000000000000004", "\\xff", "a\\b", null]]
    expect(await on({ url: url.href }, all)).toEqual(expected)
    // A session that changes them is put right when it is given back, in a transaction they are back by themselves.
    const program = Effect.gen(function* () {
      yield* withConnection(Effect.andThen(run("set timezone = 'Asia/Tokyo'"), run("create temp table mine (id int)")))
      yield* run("set datestyle = 'SQL'")
      yield* transaction(run("set local intervalstyle = 'postgres'"))
      return { all: yield* all, mine: yield* value("select to_regclass('pg_temp.mine')"), figures: yield* figures }
    })
    expect(await on({ url: url.href }, program, { max: 1 })).toMatchObject({
      all: expected,
      mine: null,
      figures: { open: 1 },
    })
    for (const one of settings) await db.query(`alter database ${db.name} reset ${one.split(" ")[0]}`)
  })

  test("a session keeps what is its own until it ends", async () => {
    const program = Effect.gen(function* () {
      const held = yield* withConnection(
        Effect.gen(function* () {
          yield* run("select pg_advisory_lock(42)")
          yield* run("create temp table of_session (id int)")
          yield* transaction(run("insert into of_session values (1)"))
          return yield* value("select count(*) from of_session")
        }),
      )
      return { held, locks: yield* value("select count(*) from pg_locks where locktype = 'advisory'") }
    })
    expect(await on(db, program, { max: 2 })).toEqual({ held: "1", locks: "0" })
  })

  test("what BEGIN is told", async () => {
    const show = (name: string) => value(`select current_setting('${name}')`)
    const all = Effect.all([
      show("transaction_isolation"),
      show("transaction_read_only"),
      show("transaction_deferrable"),
    ])
    const program = Effect.all([
      transaction(all),
      transaction(all, { isolation: "serializable", access: "read only", deferrable: true }),
      transaction(all, { isolation: "repeatable read", access: "read write" }),
      Effect.map(reason(transaction(all, { begin: "immediate" })), ({ _tag }) => _tag),
    ])
    expect(await on(db, program)).toEqual([
      ["read committed", "off", "off"],
      ["serializable", "on", "on"],
      ["repeatable read", "off", "off"],
      "TransactionError",
    ])
  })

  test("a BEGIN that fails gives its connection back", async () => {
    const program = Effect.gen(function* () {
      const database = yield* Database
      const broken = {
        ...database,
        control: { ...database.control, begin: () => ({ ...database.control.begin({}), success: ["BEGIN NONSENSE"] }) },
      }
      const why = yield* reason(Effect.provideService(transaction(run("select 1")), Database, broken as never))
      return { why, figures: yield* figures }
    })
    expect(await on(db, program, { max: 1 })).toMatchObject({
      why: { _tag: "SyntaxError" },
      figures: { open: 1, used: 0 },
    })
  })
})
