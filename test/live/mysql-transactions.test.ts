import { Effect, Exit, Fiber, Random } from "effect"
import { expect, it } from "vitest"
import { Database } from "../../src/driver/database.js"
import { withConnection } from "../../src/driver/with-connection.js"
import { withStatementTimeout } from "../../src/driver/statement-timeout.js"
import { savepoint } from "../../src/tx/savepoint.js"
import { transaction } from "../../src/tx/transaction.js"
import { describeOn } from "../servers/live.js"
import { both, endless, eventually, on, reasonOf, run, tagOf, value } from "./mysql-fixture.js"

describeOn(both, "transactions", (db) => {
  const mysql = db.kind === "mysql"
  const count = async (table = "t"): Promise<number> =>
    Number((await db.query<{ n: number }>(`select count(*) as n from ${table}`))[0]?.n)
  const number = (sql: string) => Effect.map(value(sql), Number)
  const open = async (): Promise<number> =>
    Number((await db.query<{ n: number }>("select count(*) as n from information_schema.innodb_trx"))[0]?.n)

  it("have a table", async () => {
    await db.query("create table t (id int primary key, n int)")
  })

  it("are kept, or undone", async () => {
    await on(
      db,
      Effect.gen(function* () {
        yield* transaction(run("insert into t values (1, 1)"))
        yield* Effect.exit(transaction(Effect.andThen(run("insert into t values (2, 1)"), Effect.fail("no"))))
        yield* transaction(
          Effect.gen(function* () {
            yield* run("insert into t values (3, 1)")
            yield* Effect.exit(savepoint(Effect.andThen(run("insert into t values (4, 1)"), Effect.fail("no"))))
            yield* savepoint(run("insert into t values (5, 1)"))
          }),
        )
      }),
    )
    expect(await db.query("select id from t order by id")).toEqual([{ id: 1 }, { id: 3 }, { id: 5 }])
  })

  it("have the isolation and access they ask for", async () => {
    const name = mysql ? "transaction_isolation" : "tx_isolation"
    // What a transaction has is shown by the server only for the session, so by what it does.
    await on(
      db,
      Effect.gen(function* () {
        const seen = (isolation: "read committed" | "repeatable read") =>
          transaction(
            Effect.gen(function* () {
              const before = yield* number("select count(*) from t")
              yield* Effect.promise(() => db.query(`insert into t values (${1000 + before}, 0)`))
              return (yield* number("select count(*) from t")) - before
            }),
            { isolation },
          )
        expect(yield* seen("read committed")).toBe(1)
        expect(yield* seen("repeatable read")).toBe(0)
        expect(yield* value(`select @@${name}`)).toBe("REPEATABLE-READ")
      }),
      { max: 1 },
    )
    expect(await on(db, Effect.map(Database, (database) => database.control.isolation))).toBe("repeatable read")
    const serializable = { onConnect: [`set session transaction isolation level serializable`] }
    expect(await on(db, Effect.map(Database, (database) => database.control.isolation), serializable)).toBe(
      "serializable",
    )
  })

  it("refuse what the database has not", async () => {
    expect(await on(db, tagOf(transaction(Effect.void, { begin: "immediate" })))).toBe("TransactionError")
    expect(await on(db, tagOf(transaction(Effect.void, { deferrable: true })))).toBe("TransactionError")
    for (const sql of [
      "begin",
      " start  transaction",
      "/* x */ COMMIT",
      "-- y\nrollback",
      "set autocommit = 0",
      "SET @@autocommit=0",
      "xa start 'a'",
      "savepoint x",
      "release savepoint x",
    ]) {
      expect([sql, await on(db, tagOf(run(sql)))]).toEqual([sql, "TransactionError"])
    }
  })

  it("say that a statement committed them", async () => {
    const found = await on(
      db,
      reasonOf(transaction(Effect.andThen(run("insert into t values (50, 0)"), run("create table made (id int)")))),
    )
    expect(found).toMatchObject({ _tag: "TransactionError", sql: "create table made (id int)" })
    expect(found.message).toContain("committed")
    expect(await db.query("select id from t where id = 50")).toHaveLength(1)
    await on(
      db,
      transaction(
        Effect.gen(function* () {
          yield* run("create temporary table temporary_one (id int)")
          yield* run("insert into temporary_one values (1)")
        }),
      ),
    )
    // One that fails has committed too; and so nothing can be done after it.
    const program = transaction(
      Effect.gen(function* () {
        expect(yield* tagOf(run("create table made (id int)"))).toBe("SyntaxError")
        yield* run("insert into t values (51, 0)")
      }),
    )
    expect(await on(db, tagOf(program))).toBe("TransactionError")
    expect(await db.query("select id from t where id = 51")).toHaveLength(0)
  })

  it("that a deadlock undid fail with Deadlock to their end, savepoints or not", async () => {
    await db.query("create table d (id int primary key, n int)")
    await db.query("insert into d values (1, 0), (2, 0)")
    const outcome: Array<string> = []
    await on(
      db,
      Effect.gen(function* () {
        const both = (first: number, second: number) =>
          transaction(
            Effect.gen(function* () {
              yield* run(`insert into t values (${900 + first}, 0)`)
              yield* run("update d set n = n + 1 where id = ?", BigInt(first))
              yield* Effect.sleep("100 millis")
              const inner = yield* Effect.exit(savepoint(run("update d set n = n + 1 where id = ?", BigInt(second))))
              if (Exit.isFailure(inner)) {
                outcome.push(yield* tagOf(inner))
                const next = yield* reasonOf(run("insert into t values (990, 0)"))
                outcome.push(next._tag)
                expect(next.message).toContain("rolled back")
              }
            }),
          )
        const exits = yield* Effect.all([Effect.exit(both(1, 2)), Effect.exit(both(2, 1))], { concurrency: 2 })
        const failed = exits.filter(Exit.isFailure)
        expect(failed).toHaveLength(1)
        outcome.push(yield* tagOf(failed[0]!))
      }),
    )
    expect(outcome).toEqual(["Deadlock", "Deadlock", "Deadlock"])
    expect(await db.query("select id from t where id >= 900 and id < 1000")).toHaveLength(1)
  })

  it("are rolled back when a statement is stopped, and the statement ends in the server", async () => {
    await on(
      db,
      Effect.gen(function* () {
        const fiber = yield* Effect.forkChild(
          transaction(Effect.andThen(run("insert into t values (60, 0)"), run(endless))),
        )
        const sql = "select id from information_schema.processlist where info like 'select count(*) from i%' and db = ?"
        const running = () => db.query(sql, [db.name]).then((found) => found.length > 0)
        yield* Effect.promise(() => eventually(running, "it runs"))
        const start = Date.now()
        yield* Fiber.interrupt(fiber)
        expect(Date.now() - start).toBeLessThan(3000)
        expect(yield* Effect.promise(running)).toBe(false)
        expect((yield* (yield* Database).pool).open).toBe(1)
        expect(yield* number("select count(*) from t where id = 60")).toBe(0)
        // A statement that is stopped undoes itself only.
        yield* transaction(
          Effect.gen(function* () {
            yield* run("insert into t values (61, 0)")
            expect(yield* tagOf(run(endless).pipe(withStatementTimeout(100)))).toBe("StatementTimeout")
            yield* Effect.timeoutOption(run(endless), "100 millis")
            yield* run("insert into t values (62, 0)")
          }),
        )
        expect(yield* number("select count(*) from t where id in (61, 62)")).toBe(2)
      }),
    )
  })

  it("in parallel fibers: only the statement that is interrupted ends", async () => {
    await on(
      db,
      transaction(
        Effect.gen(function* () {
          const first = yield* Effect.forkChild(run("select sleep(0.4), 7"))
          const second = yield* Effect.forkChild(run("select sleep(9)"))
          yield* Effect.sleep("100 millis")
          yield* Fiber.interrupt(second)
          const { rows } = yield* Fiber.join(first)
          expect(rows.map((row) => row.map(Number))).toEqual([[0, 7]])
        }),
      ),
    )
  })

  it("that are killed are undone, and say so", async () => {
    const program = transaction(
      Effect.gen(function* () {
        yield* run("insert into t values (70, 0)")
        const id = yield* number("select connection_id()")
        yield* Effect.promise(() => db.kill(id))
        yield* run("insert into t values (71, 0)")
      }),
    )
    expect(await on(db, tagOf(program))).toBe("ConnectionError")
    expect(await db.query("select id from t where id in (70, 71)")).toHaveLength(0)
  })

  it("that begin on a broken connection give it back", async () => {
    await on(
      db,
      Effect.gen(function* () {
        const proxy = yield* Effect.promise(() => db.proxy())
        const inside = Effect.gen(function* () {
          expect(yield* number("select 1")).toBe(1)
          proxy.cut()
          expect(yield* tagOf(transaction(Effect.void))).toBe("ConnectionError")
          expect(yield* number("select 2")).toBe(2)
          expect(yield* (yield* Database).pool).toMatchObject({ used: 0, open: 1 })
        })
        yield* Effect.promise(() => on({ kind: db.kind, url: proxy.url }, inside, { max: 1 }))
      }),
    )
  })

  it("of a session leave nothing of it behind", async () => {
    await on(
      db,
      Effect.gen(function* () {
        yield* withConnection(
          Effect.gen(function* () {
            yield* run("set @mine = 5, time_zone = '+03:00', sql_mode = ''")
            yield* run("create temporary table own (id int)")
            yield* run("select get_lock('fulmar', 1)")
            yield* run("insert into own values (?)", 1n)
          }),
        )
        expect(yield* value("select @mine")).toBeNull()
        expect(yield* value("select @@time_zone")).toBe("+00:00")
        expect(String(yield* value("select @@sql_mode"))).toContain("STRICT_ALL_TABLES")
        expect(yield* tagOf(run("select * from own"))).toBe("SyntaxError")
        expect(yield* number("select is_free_lock('fulmar')")).toBe(1)
        expect(yield* number("select ? + 1".replace("?", "1"))).toBe(2)
      }),
      { max: 1 },
    )
  })

  it("a thousand, interrupted at random, leave nothing open and nothing half done", { timeout: 90_000 }, async () => {
    await db.query("create table pairs (id int auto_increment primary key, batch int, part int)")
    await db.query("create table account (id int primary key, balance int)")
    await db.query("insert into account values (1, 100), (2, 100), (3, 100), (4, 100)")
    const one = (batch: number) =>
      Effect.gen(function* () {
        const kind = yield* Random.nextIntBetween(0, 4)
        const insert = (part: number) =>
          run("insert into pairs (batch, part) values (?, ?)", BigInt(batch), BigInt(part))
        switch (kind) {
          case 0:
            return yield* transaction(Effect.andThen(insert(1), insert(2)))
          case 1:
            return yield* transaction(Effect.andThen(insert(1), savepoint(insert(2))))
          case 2: {
            const [from, to] = [yield* Random.nextIntBetween(1, 4), yield* Random.nextIntBetween(1, 4)]
            return yield* transaction(
              Effect.andThen(
                run("update account set balance = balance - 1 where id = ?", BigInt(from)),
                run("update account set balance = balance + 1 where id = ?", BigInt(to)),
              ),
              { retry: 3 },
            )
          }
          case 3:
            return yield* transaction(Effect.andThen(insert(1), Effect.fail("undone")))
          default:
            return yield* run("select sleep(0.005)")
        }
      })
    await on(
      db,
      Effect.gen(function* () {
        yield* Effect.forEach(
          Array.from({ length: 1200 }, (_, i) => i),
          (batch) =>
            Effect.gen(function* () {
              const wait = yield* Random.nextIntBetween(0, 12)
              const cut = yield* Random.nextBoolean
              yield* Effect.exit(Effect.timeoutOption(one(batch), cut ? wait : 60_000))
            }),
          { concurrency: 20, discard: true },
        )
        const { pool } = yield* Database
        expect(yield* pool).toMatchObject({ used: 0, waiting: 0 })
        // Every connection of the pool still does what it is told.
        yield* Effect.forEach(
          Array.from({ length: 30 }, (_, i) => i),
          (i) => Effect.map(value("select ?", BigInt(i)), (n) => expect(Number(n)).toBe(i)),
          { concurrency: 10 },
        )
        if (!mysql) yield* Effect.promise(async () => expect(await open()).toBe(0))
      }),
      { max: 6 },
    )
    expect(await db.query("select batch from pairs group by batch having count(*) <> 2")).toEqual([])
    expect(await count("pairs")).toBeGreaterThan(100)
    expect(Number((await db.query<{ s: number }>("select sum(balance) as s from account"))[0]?.s)).toBe(400)
    const busy =
      "select id from information_schema.processlist where db = ? and id <> connection_id() and command <> 'Sleep'"
    await eventually(async () => (await db.query(busy, [db.name])).length === 0, "all at rest")
  })
})
