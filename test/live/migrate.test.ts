/** Migrations on every database: what they leave when they fail, are interrupted or killed, or run at once. */
import { Effect, Fiber, Schedule } from "effect"
import { all, integer, rawQuery, text, transaction } from "fulmar"
import { down, fresh, type Migration, migration, type MigrationError, refresh, reset, resolve, status, to, up } from "fulmar/migrate"
import { afterEach, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { everywhere, nothingLeft, on } from "./conformance.js"
import { counted, expected, startChild } from "./migrate-fixture.js"

const failure = <A, R>(effect: Effect.Effect<A, unknown, R>) => Effect.map(Effect.flip(effect), (e) => e as MigrationError)

describeOn(everywhere, "migrations", (db) => {
  const isWhole = db.kind === "sqlite" || db.kind === "postgres"
  afterEach(() => on(db, Effect.andThen(Effect.andThen(fresh([]), reset([])), nothingLeft(db))))

  const here = { sqlite: "'main'", postgres: "current_schema()", mariadb: "database()", mysql: "database()" }[db.kind]
  const tables = Effect.map(
    db.kind === "sqlite"
      ? all(rawQuery({ name: text })`select name from sqlite_schema where type = 'table' order by name`)
      : all(rawQuery({ name: text })([`select table_name from information_schema.tables where table_schema = ${here} order by table_name`] as never)),
    (rows) => rows.map(({ name }) => name),
  )
  const ids = (name: string) =>
    Effect.map(all(rawQuery({ id: integer })([`select id from ${name} order by id`] as never)), (rows) => rows.map(({ id }) => id).join(","))
  /** What {@link counted} has made. */
  const found = Effect.flatMap(tables, (names) =>
    Effect.forEach(
      names.filter((name) => /^t\d/.test(name)),
      (name) => Effect.map(ids(name), (rows) => `${name}: ${rows}; ${names.includes(name.replace("t", "u")) ? name.replace("t", "u") : "-"}`),
    ),
  )

  it("are applied and undone, to any of them, and anew", async () => {
    const list = counted(3)
    const program = Effect.gen(function* () {
      yield* up(list)
      const first = yield* found
      yield* to(list, "1_counted")
      const second = yield* found
      yield* refresh(list)
      const third = yield* found
      yield* down(list)
      yield* fresh(list)
      const fourth = yield* found
      yield* reset(list)
      return [first, second, third, fourth, yield* tables]
    })
    expect(await on(db, program)).toEqual([expected(3), expected(1), expected(3), expected(3), []])
  })

  it("say what failed; what is kept is in the journal, and they go on from there", async () => {
    const broken = (sql: string) =>
      migration({ name: "2_broken", up: `create table b (id int); insert into b values (1); ${sql}; insert into b values (3)` })
    const wrong = [...counted(1), broken("insert into nowhere values (2)")]
    const right = [...counted(1), broken("insert into b values (2)")]
    const program = Effect.gen(function* () {
      const error = yield* failure(up(wrong))
      const again = yield* failure(up(wrong))
      const [, state] = yield* status(wrong)
      const kept = yield* tables
      yield* up(right)
      return { error, again, state, kept, rows: yield* ids("b") }
    })
    const { again, error, kept, rows, state } = await on(db, program)
    expect(error).toMatchObject({ problem: "Failed", migration: "2_broken", step: 3 })
    expect(again).toMatchObject({ problem: "Failed", migration: "2_broken", step: 3 })
    expect(state).toMatchObject(isWhole ? { state: "pending", step: null } : { state: "applying", step: 2, steps: 4 })
    expect(kept).toEqual(isWhole ? ["fulmar_migrations", "t0", "u0"] : ["b", "fulmar_migrations", "t0", "u0"])
    expect(rows).toBe("1,2,3")
  })

  it("that are interrupted between two steps leave nothing, or go on with what was not done", async () => {
    const list = (last: Migration["up"][number]): ReadonlyArray<Migration> => [
      ...counted(1),
      migration({ name: "2_waits", up: ["create table w (id int); insert into w values (1)", last] }),
    ]
    const program = Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(up(list(Effect.never)))
      const begun = Effect.flatMap(status(list(Effect.never)), ([first, second]) =>
        first?.state === "applied" && (isWhole || second?.step === 2) ? Effect.void : Effect.fail("not yet"),
      )
      yield* Effect.retry(begun, { schedule: Schedule.spaced("20 millis"), times: 500 })
      yield* Effect.sleep("100 millis")
      yield* Fiber.interrupt(fiber)
      const error = isWhole ? null : yield* failure(up(list(Effect.void)))
      if (error !== null) yield* resolve(list(Effect.void), "2_waits", "undone")
      yield* up(list(Effect.void))
      return [error, yield* ids("w")] as const
    })
    const [error, rows] = await on(db, program)
    if (error !== null) {
      expect(error).toMatchObject({ problem: "Interrupted", migration: "2_waits", step: 3 })
      expect(error.message).toMatch(/was interrupted in its step 3 of 3, an Effect, .* fulmar migrate resolve 2_waits done, or undone\./)
    }
    expect(rows).toBe("1")
  })

  it("wait for others, and give up in time", async () => {
    const slow = migration({ name: "1_slow", up: ["create table s (id int)", Effect.sleep("1 seconds")] })
    const program = Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(up([slow]))
      yield* Effect.sleep("300 millis")
      const first = yield* Effect.promise(() => on(db, Effect.result(up([slow], { lockTimeout: "100 millis" }))))
      const second = yield* Effect.promise(() => on(db, up([slow])))
      return [first, second, yield* Fiber.join(fiber)] as const
    })
    const [first, second, own] = await on(db, program)
    // On SQLite it is its busyTimeout that says how long one connection waits for another.
    if (db.kind === "sqlite") expect(first).toMatchObject({ _tag: "Success", success: [] })
    else expect(first).toMatchObject({ failure: { message: expect.stringMatching(/^Waited 100ms for another process that is migrating/) } })
    expect([second.length, own.length]).toEqual([0, 1])
  })

  it("empty the schema of all that is in it", async () => {
    const more = {
      sqlite: ["create trigger g after insert on p begin select 1; end", "create virtual table ft using fts5(x)"],
      postgres: [
        "create type mood as enum ('a'); create domain d as int; create type pair as (a int, b mood)",
        "create function f(int) returns int language sql as 'select 1; select 2'",
        "create materialized view m as select * from p; create sequence q; create table parts (id int) partition by range (id)",
        "create table part partition of parts for values from (1) to (2); create procedure r() begin atomic select 1; select 2; end",
      ],
      mariadb: ["create sequence q", "delimiter //\ncreate procedure r() begin select 1; select 2; end//\ncreate function f() returns int deterministic return 1//"],
      mysql: ["delimiter //\ncreate procedure r() begin select 1; select 2; end//\ncreate function f() returns int deterministic return 1//"],
    }[db.kind]
    const quote = db.kind === "mysql" || db.kind === "mariadb" ? "`" : '"'
    const odd = `${quote}odd é ${quote}${quote} name${quote}`
    const all = migration({
      name: "1_all",
      up: [
        `create table p (id int primary key); create table ${odd} (p int, foreign key (p) references p (id)); insert into p values (1)`,
        `insert into ${odd} values (1); create view v as select * from p`,
        ...more,
      ],
    })
    const program = Effect.gen(function* () {
      yield* up([all])
      yield* fresh([])
      const left = yield* tables
      yield* up([all])
      return [left, (yield* tables).includes("p")]
    })
    expect(await on(db, program)).toEqual([["fulmar_migrations"], true])
  })

  if (db.kind === "postgres") {
    it("outside a transaction: an index is made while others wait for the lock", async () => {
      const list = [
        migration({ name: "1_table", up: "create table c (id int)" }),
        migration({ name: "2_index", up: "create index concurrently ci on c (id); insert into c values (1)", transaction: false }),
      ]
      const both = await Promise.all([on(db, up(list)), on(db, up(list))])
      expect(both.flat().map(({ name }) => name).toSorted()).toEqual(["1_table", "2_index"])
    })
  }

  it("in a transaction of one's own are undone with it", async () => {
    if (!isWhole) return expect(db.kind).toMatch(/mysql|mariadb/)
    const program = Effect.gen(function* () {
      yield* Effect.flip(transaction(Effect.andThen(up(counted(1)), Effect.fail("undo"))))
      return yield* tables
    })
    expect(await on(db, program)).toEqual([])
  })

  const count = 4
  const rounds = process.env["FULMAR_RUNS"] === undefined ? 2 : 10

  it("of processes that run at once are applied once", async () => {
    const children = [1, 2].map(() => startChild(db.kind, db.url, count))
    for (const child of children) expect(await child.line()).toBe("ready")
    for (const child of children) child.say("go")
    const outcomes = await Promise.all(
      children.map(async (child) => {
        for (let last = ""; ; ) {
          const line = await child.line()
          if (line === null) return last
          last = line
        }
      }),
    )
    const applied = outcomes.flatMap((line) => line.replace(/^applied ?/, "").split(" ").filter((name) => name !== ""))
    expect(applied.toSorted()).toEqual(counted(count).map(({ name }) => name))
    expect(await on(db, found)).toEqual(expected(count))
  }, 120_000)

  /** Runs on, and does what an error says is to be done. */
  const goOn: Effect.Effect<ReadonlyArray<string>, unknown, never> = Effect.gen(function* () {
    const said: Array<string> = []
    for (let tries = 0; tries < 10; tries++) {
      const error = yield* Effect.match(up(counted(count)), { onFailure: (e) => e, onSuccess: () => null })
      if (error === null) return said
      if (error._tag !== "MigrationError" || error.problem !== "Interrupted") return yield* Effect.fail(error)
      const [, sql = ""] = /"((?:[^"\\]|\\.)*)", and the database/.exec(error.message) ?? []
      said.push(sql)
      const [, table = ""] = /(?:table|on) (\w+)/.exec(sql) ?? []
      const isThere = sql.startsWith("create table")
        ? (yield* tables).includes(table)
        : (yield* all(
            rawQuery({ n: integer })([
              `select count(*) from information_schema.statistics where table_schema = database() and table_name = '${table}' and index_name = 'i${table.slice(1)}'`,
            ] as never),
          ))[0]?.n !== 0
      yield* resolve(counted(count), error.migration ?? "", isThere ? "done" : "undone")
    }
    return yield* Effect.fail(new Error("it never ends"))
  }) as never

  it("that are killed at any point go on, or say which step is in doubt and what to do", async () => {
    const total = count * 6
    const doubts: Array<string> = []
    for (let round = 0; round < rounds; round++) {
      const child = startChild(db.kind, db.url, count)
      const ended = new Promise((done) => child.process.on("exit", done))
      expect(await child.line()).toBe("ready")
      child.say("go")
      // After a random number of steps, and then a little: mostly within a step.
      const steps = Math.floor(Math.random() * total)
      for (let step = 0; step <= steps; step++) if ((await child.line()) === null) break
      await new Promise((wait) => setTimeout(wait, Math.random() * 8))
      child.process.kill("SIGKILL")
      await ended
      doubts.push(...(await on(db, goOn)))
      expect(await on(db, found)).toEqual(expected(count))
      await on(db, fresh([]))
    }
    if (isWhole) expect(doubts).toEqual([])
    for (const sql of doubts) expect(sql).toMatch(/^create (table|index)/)
  }, 600_000)
})
