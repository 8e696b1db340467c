import { Config, ConfigProvider, Effect, Layer, Metric, Redacted } from "effect"
import { expect, it } from "vitest"
import { Database } from "../../src/driver/database.js"
import { MariaDb } from "../../src/driver/mariadb/index.js"
import { MySql } from "../../src/driver/mysql/index.js"
import { transaction } from "../../src/tx/transaction.js"
import { describeOn, describeOnOwn } from "../servers/live.js"
import { both, endless, eventually, layerOf, on, rows, run, tagOf, value } from "./mysql-fixture.js"

const number = (sql: string) => Effect.map(value(sql), Number)

describeOn(both, "the pool", (db) => {
  it("says when all connections are in use for too long", async () => {
    await on(
      db,
      Effect.gen(function* () {
        const busy = yield* Effect.forkChild(transaction(Effect.sleep("2 seconds")))
        yield* Effect.sleep("50 millis")
        expect(yield* tagOf(run("select 1"))).toBe("PoolTimeout")
        expect(yield* (yield* Database).pool).toMatchObject({ open: 1, used: 1, waiting: 0 })
        void busy
      }),
      { max: 1, acquireTimeout: "200 millis" },
    )
  })

  it("opens connections as they are needed, and closes those that nobody uses", async () => {
    await on(
      db,
      Effect.gen(function* () {
        const { pool } = yield* Database
        yield* Effect.all(Array.from({ length: 8 }, () => run("select sleep(0.1)")), { concurrency: "unbounded" })
        expect(yield* pool).toMatchObject({ open: 4, idle: 4 })
        yield* Effect.sleep("700 millis")
        expect(yield* pool).toMatchObject({ open: 1 })
      }),
      { min: 1, max: 4, idleTimeout: "200 millis" },
    )
  })

  it("tests connections before their use when asked to", async () => {
    await on(
      db,
      Effect.gen(function* () {
        for (let i = 0; i < 3; i++) expect(yield* number("select 1")).toBe(1)
      }),
      { testBeforeUse: true, max: 1 },
    )
  })

  it("notices before its use that a connection broke", async () => {
    const proxy = await db.proxy()
    const program = Effect.gen(function* () {
      expect(yield* number("select 1")).toBe(1)
      yield* Effect.promise(async () => proxy.cut())
      return yield* number("select 2")
    })
    expect(await on({ kind: db.kind, url: proxy.url }, program, { max: 1, testBeforeUse: true })).toBe(2)
  })

  it("replaces old connections", async () => {
    const program = Effect.gen(function* () {
      const ids = new Set<number>()
      for (let i = 0; i < 10; i++) {
        ids.add(yield* number("select connection_id()"))
        yield* Effect.sleep("100 millis")
      }
      expect((yield* (yield* Database).pool).open).toBeLessThanOrEqual(1)
      return ids.size
    })
    expect(await on(db, program, { max: 1, maxLifetime: "200 millis" })).toBeGreaterThan(2)
  })

  it("has its figures as gauges", async () => {
    const program = Effect.gen(function* () {
      yield* transaction(run("select 1"))
      return (yield* Metric.snapshot).filter(
        ({ attributes, id }) =>
          id.startsWith("db.client.connection.") &&
          String((attributes as Record<string, string>)["db.namespace"]) === db.name,
      )
    })
    const found = await on(db, program, { max: 3, metrics: true })
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
  })

  it("runs onConnect on each connection, and fails with it", async () => {
    expect(await on(db, number("select @a"), { onConnect: ["set @a = 7"] })).toBe(7)
    const failed = Effect.provide(run("select 1"), layerOf(db, { onConnect: ["set nonsense = 1"] }))
    expect(await Effect.runPromise(Effect.map(Effect.flip(failed), (error) => error.reason._tag))).toBe(
      "UnknownDatabaseError",
    )
  })

  it("leaves no connection when the layer ends", async () => {
    await on(db, run("select 1"), { min: 3, max: 3 })
    const open = async () => {
      const sql = "select id from information_schema.processlist where db = ? and id <> connection_id()"
      return (await db.query(sql, [db.name])).length === 0
    }
    await eventually(open, "all closed")
  })

  it("takes its options from Config", async () => {
    const make = (db.kind === "mysql" ? MySql.layerConfig : MariaDb.layerConfig) as typeof MySql.layerConfig
    const layer = make({ url: Config.Redacted("URL"), max: Config.Int("MAX") })
    const environment = ConfigProvider.layer(ConfigProvider.fromUnknown({ URL: db.url, MAX: "2" }))
    const program = number("select 1").pipe(Effect.provide(Layer.provide(layer, environment)))
    expect(await Effect.runPromise(program)).toBe(1)
  })

  it("says what is wrong with its options, and never the password", async () => {
    for (const [options, message] of [
      [{ url: "mysql://root:sesame@[bad" }, "the url"],
      [{ url: "postgres://root:sesame@h/x" }, "the url"],
      [{ url: "mysql://root:sesame@h:1/x?frobnicate=1" }, "frobnicate"],
      [{ max: 0 }, "max"],
      [{ min: 5, max: 2 }, "min"],
      [{ port: 0 }, "port"],
    ] as const) {
      const layer = MySql.layer({ password: Redacted.make("sesame"), ...options })
      const error = await Effect.runPromise(Effect.flip(Effect.scoped(Layer.build(layer))))
      expect(error.reason._tag).toBe("ConnectionError")
      expect(error.message).toContain(message)
      expect(error.message + JSON.stringify(error)).not.toContain("sesame")
    }
  })

  it("is verified when TLS is asked for", async () => {
    const error = await Effect.runPromise(
      Effect.flip(Effect.scoped(Layer.build(layerOf(db, { ssl: true })))),
    )
    expect(error.reason._tag).toBe("ConnectionError")
    if (db.kind === "mysql") {
      const cipher = rows("show status like 'Ssl_cipher'")
      const found = await on(db, cipher, { ssl: { rejectUnauthorized: false } })
      expect(String(found[0]?.[1])).toContain("_")
      expect(String((await on(db, cipher))[0]?.[1])).toBe("")
    }
  })
})

describeOnOwn(both, "a server", (db) => {
  it("that has other settings gives the same results", async () => {
    const mysql = db.kind === "mysql"
    const results = Effect.gen(function* () {
      yield* run("drop table if exists s")
      yield* run("create table s (id int auto_increment primary key, ts timestamp(6) null, v varchar(3), d date null)")
      yield* run("insert into s (ts, v) values ('2024-07-01 12:00:00.5', 'abc')")
      return [
        yield* rows("select ts, unix_timestamp(ts) div 1, 'a' = 'A', 'a' || 'b', 10 / 3, @@sql_select_limit from s"),
        yield* tagOf(run("insert into s (v) values ('abcd')")),
        yield* tagOf(run("insert into s (d) values ('2024-00-00')")),
        yield* rows("select length(group_concat(repeat('x', 2000)))"),
        yield* rows("select char_length('😀'), hex('é')"),
        yield* rows("select date_format('2024-01-01', '%W'), week('2024-01-01')"),
        yield* rows(
          "with recursive c (n) as (select 1 union all select n + 1 from c where n < 3000) select max(n) from c",
        ),
        yield* rows("select @@autocommit, @@foreign_key_checks"),
      ]
    })
    const before = await on(db, results)
    for (const setting of [
      "time_zone = '+05:30'",
      "sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,IGNORE_SPACE'",
      "character_set_server = latin1",
      "character_set_client = latin1",
      "character_set_connection = latin1",
      "character_set_results = latin1",
      "collation_connection = latin1_swedish_ci",
      "group_concat_max_len = 10",
      "div_precision_increment = 0",
      "default_week_format = 3",
      "lc_time_names = 'de_DE'",
      "sql_select_limit = 1",
      "autocommit = 0",
      mysql ? "cte_max_recursion_depth = 5" : "max_recursive_iterations = 5",
    ]) {
      await db.query(`set global ${setting}`)
    }
    expect(await on(db, results)).toEqual(before)
    expect(before[1]).toBe("DataError")
    expect(before[2]).toBe("DataError")
  })

  it("that restarts is used again, without a word", { timeout: 60_000 }, async () => {
    await on(
      db,
      Effect.gen(function* () {
        expect(yield* number("select 1")).toBe(1)
        const busy = yield* Effect.forkChild(tagOf(run(endless)))
        yield* Effect.sleep("200 millis")
        yield* Effect.promise(() => db.crash())
        void busy
        const down = yield* tagOf(run("select 1"))
        expect(down).toBe("ConnectionError")
        yield* Effect.promise(() => db.start())
        expect(yield* number("select 2")).toBe(2)
        expect(yield* Effect.map(transaction(number("select 3")), Number)).toBe(3)
      }),
      { min: 2, max: 3, acquireTimeout: "5 seconds" },
    )
  })

  it("that is full says so", async () => {
    // The test before has broken the connection that it used.
    await db.query("select 1").catch(() => {})
    await db.query("set global max_connections = 10")
    const held = [] as Array<{ readonly close: () => Promise<void> }>
    for (let i = 0; i < 12; i++) held.push(...(await db.connect().then((one) => [one], () => [])))
    const error = await Effect.runPromise(Effect.flip(Effect.scoped(Layer.build(layerOf(db)))))
    await Promise.all(held.map((one) => one.close()))
    await eventually(() => db.query("set global max_connections = 100").then(() => true, () => false), "there is room")
    expect(error.reason).toMatchObject({ _tag: "ConnectionError", code: "1040" })
  })

  it("that does not answer loses the connection, not the fiber", { timeout: 60_000 }, async () => {
    const proxy = await db.proxy()
    await on(
      { kind: db.kind, url: proxy.url },
      Effect.gen(function* () {
        expect(yield* number("select 1")).toBe(1)
        proxy.stall()
        const start = Date.now()
        yield* Effect.timeoutOption(run("select 2"), "200 millis")
        const spent = Date.now() - start
        expect(spent).toBeGreaterThan(3000)
        expect(spent).toBeLessThan(8000)
        proxy.resume()
        expect(yield* number("select 3")).toBe(3)
      }),
      { max: 1 },
    )
  })
})
