import { Effect, Fiber, Redacted } from "effect"
import { expect, it } from "vitest"
import { withStatementTimeout } from "../../src/driver/statement-timeout.js"
import { transaction } from "../../src/tx/transaction.js"
import { describeOn } from "../servers/live.js"
import { both, endless, layerOf, on, reasonOf, run, tagOf, value } from "./mysql-fixture.js"

describeOn(both, "errors", (db) => {
  const reason = (sql: string, ...params: ReadonlyArray<unknown>) => on(db, reasonOf(run(sql, ...params)))
  const mysql = db.kind === "mysql"

  it("have tables", async () => {
    await db.query("create table p (id int primary key)")
    await db.query("create table c (id int, p int, constraint `f``k` foreign key (p) references p (id))")
    await db.query("create table u (a varchar(9) not null, b int, unique key u_ab (a, b))")
    await db.query("create table k (a int, b tinyint check (b > 0), constraint positive check (a > 0))")
    await db.query("insert into p values (1)")
    await db.query("insert into c values (1, 1)")
  })

  it("UniqueViolation", async () => {
    const found = await reason("insert into u values (?, 1), (?, 1)", "for key '", "for key '")
    expect(found).toMatchObject({
      _tag: "UniqueViolation",
      code: "1062",
      constraint: "u_ab",
      table: mysql ? "u" : null,
      sql: "insert into u values (?, 1), (?, 1)",
      isRetryable: false,
    })
    expect(await reason("insert into p values (1)")).toMatchObject({ _tag: "UniqueViolation", constraint: "PRIMARY" })
  })

  it("ForeignKeyViolation, of child and parent", async () => {
    for (const sql of ["insert into c values (2, 9)", "delete from p", "update p set id = 5", "truncate p"]) {
      expect(await reason(sql)).toMatchObject({ _tag: "ForeignKeyViolation", constraint: "f`k", table: "c" })
    }
    expect(await reason("insert into c values (2, 9)")).toMatchObject({ columns: ["p"] })
    expect(await reason("drop table p")).toMatchObject({ _tag: "ForeignKeyViolation" })
  })

  it("NotNullViolation", async () => {
    expect(await reason("insert into u values (null, 1)")).toMatchObject({ _tag: "NotNullViolation", columns: ["a"] })
    expect(await reason("insert into u (b) values (1)")).toMatchObject({ _tag: "NotNullViolation", columns: ["a"] })
  })

  it("CheckViolation", async () => {
    expect(await reason("insert into k values (0, 1)")).toMatchObject({
      _tag: "CheckViolation",
      constraint: "positive",
      table: mysql ? null : "k",
    })
    expect(await reason("insert into k values (1, 0)")).toMatchObject({
      _tag: "CheckViolation",
      constraint: mysql ? "k_chk_1" : "k.b",
      columns: mysql ? [] : ["b"],
    })
  })

  it("DataError", async () => {
    for (const [sql, columns] of [
      ["insert into k values (99999999999, 1)", ["a"]],
      ["insert into k values ('abc', 1)", ["a"]],
      ["insert into u values ('0123456789', 1)", ["a"]],
      ["insert into k values (1/0, 1)", []],
      ["select 9223372036854775807 + 1", []],
      ["select (select 1 union all select 2)", []],
      ["select 'a' regexp '('", []],
      ["insert into u values (date_add('9999-12-31', interval 1 day), 1)", []],
    ] as const) {
      expect([sql, await reason(sql)]).toMatchObject([sql, { _tag: "DataError", columns }])
    }
    if (mysql) expect((await reason("select json_extract('{', '$')"))._tag).toBe("DataError")
  })

  it("SyntaxError, with its place", async () => {
    const sql = "select 1,\n  2 frm p"
    const found = await reason(`${sql} where`)
    expect(found).toMatchObject({ _tag: "SyntaxError", code: "1064" })
    expect(await reason("select 1 +\n  selec 2 frm x")).toMatchObject({ _tag: "SyntaxError", position: 19 })
    for (const wrong of [
      "select * from nope",
      "select nope from p",
      "select nope()",
      "select * from nodb.t",
      "insert into p values (1, 2)",
      "create table p (id int)",
      "select id from p union select id, 2 from p",
    ]) {
      expect([wrong, (await reason(wrong))._tag]).toEqual([wrong, "SyntaxError"])
    }
    expect(await reason("select * from nope")).toMatchObject({ table: "nope" })
    expect(await reason("select nope from p")).toMatchObject({ columns: ["nope"] })
  })

  it("PermissionError and AuthenticationError", async () => {
    await db.query("create user if not exists 'weak'@'%' identified by 'secret-word'")
    await db.query(`grant select on ${db.name}.* to 'weak'@'%'`)
    try {
      const weak = (sql: string, password: string) =>
        Effect.runPromise(
          Effect.scoped(
            Effect.provide(reasonOf(run(sql)), layerOf(db, { user: "weak", password: Redacted.make(password) })),
          ).pipe(Effect.catch((error) => Effect.succeed(error.reason))),
        )
      expect((await weak("insert into p values (7)", "secret-word"))._tag).toBe("PermissionError")
      expect((await weak("drop table p", "secret-word"))._tag).toBe("PermissionError")
      const refused = await weak("select 1", "wrong-word")
      expect(refused._tag).toBe("AuthenticationError")
      expect(JSON.stringify({ ...refused, cause: String(refused.cause) }) + refused.message).not.toContain("wrong-word")
    } finally {
      await db.query("drop user 'weak'@'%'")
    }
  })

  it("ReadOnlyError", async () => {
    expect(await on(db, tagOf(transaction(run("insert into p values (9)"), { access: "read only" })))).toBe(
      "ReadOnlyError",
    )
  })

  it("LockTimeout undoes the statement and leaves the transaction", async () => {
    const program = Effect.gen(function* () {
      yield* run("insert into p values (20)")
      expect(yield* tagOf(run("update p set id = 21 where id = 1"))).toBe("LockTimeout")
      yield* run("insert into p values (22)")
    })
    const holder = await db.connect()
    await holder.query("start transaction")
    await holder.query("select * from p where id = 1 for update")
    await on(db, transaction(program), { onConnect: ["set innodb_lock_wait_timeout = 1"] })
    expect(
      await on(
        db,
        tagOf(transaction(run("select * from p where id = 1 for update nowait"))),
      ),
    ).toBe("LockTimeout")
    await holder.query("rollback")
    expect(await db.query("select id from p where id >= 20")).toEqual([{ id: 20 }, { id: 22 }])
  })

  it("Deadlock undoes the transaction, and is tried again", async () => {
    await db.query("create table d (id int primary key, n int)")
    await db.query("insert into d values (1, 0), (2, 0)")
    let runs = 0
    const add = (first: number, second: number) =>
      transaction(
        Effect.gen(function* () {
          runs++
          yield* run("update d set n = n + 1 where id = ?", BigInt(first))
          yield* Effect.sleep("100 millis")
          yield* run("update d set n = n + 1 where id = ?", BigInt(second))
        }),
        { retry: 5 },
      )
    await on(db, Effect.all([add(1, 2), add(2, 1)], { concurrency: 2 }))
    expect(runs).toBeGreaterThan(2)
    expect(await db.query("select n from d")).toEqual([{ n: 2 }, { n: 2 }])
  })

  it("SerializationFailure when a row has changed since it was seen, and is tried again", async () => {
    // MySQL has none but deadlocks, and MariaDB none before it had this setting.
    const [setting] = await db.query("show variables like 'innodb_snapshot_isolation'")
    if (setting === undefined) return expect(mysql || String(await on(db, value("select version()"))).startsWith("10.5.")).toBe(true)
    await db.query("create table seen (id int primary key, n int)")
    await db.query("insert into seen values (1, 0)")
    let runs = 0
    const late = Effect.gen(function* () {
      const n = Number(yield* value("select n from seen where id = 1"))
      if (++runs % 2 === 1) yield* Effect.promise(() => db.query("update seen set n = n + 10"))
      yield* run("update seen set n = ? where id = 1", BigInt(n + 1))
    })
    const program = Effect.gen(function* () {
      expect(yield* reasonOf(transaction(late, { isolation: "repeatable read" }))).toMatchObject({
        _tag: "SerializationFailure",
        isRetryable: true,
        code: "1020",
      })
      runs = 0
      yield* transaction(late, { isolation: "repeatable read", retry: 3 })
    })
    await on(db, program, { onConnect: ["set innodb_snapshot_isolation = on"] })
    expect([runs, await db.query("select n from seen")]).toEqual([2, [{ n: 21 }]])
  })

  it("StatementTimeout of a layer, of an effect, and of the server", async () => {
    const start = Date.now()
    const found = await on(db, reasonOf(run(endless)), { statementTimeout: "200 millis" })
    expect(found).toMatchObject({ _tag: "StatementTimeout", sql: endless, isRetryable: true })
    expect(await on(db, tagOf(run(endless).pipe(withStatementTimeout(200))))).toBe("StatementTimeout")
    expect(await on(db, tagOf(run("select sleep(9)").pipe(withStatementTimeout(200))))).toBe("StatementTimeout")
    const own = mysql
      ? endless.replace("select", "select /*+ max_execution_time(200) */")
      : `set statement max_statement_time=0.2 for ${endless}`
    expect(await on(db, tagOf(run(own)))).toBe("StatementTimeout")
    expect(Date.now() - start).toBeLessThan(9000)
    const after = Effect.andThen(tagOf(run(endless).pipe(withStatementTimeout(200))), value("select 5"))
    expect(Number(await on(db, after, { max: 1 }))).toBe(5)
    expect(
      Number(await on(db, run("select 1").pipe(withStatementTimeout(Infinity), Effect.andThen(value("select 3"))))),
    ).toBe(3)
  })

  it("ConnectionError when nobody listens, and for a database that is not there", async () => {
    const nobody = await Effect.runPromise(
      Effect.flip(Effect.provide(run("select 1"), layerOf({ ...db, url: "mysql://u:pw-secret@127.0.0.1:1/x" }))),
    )
    expect(nobody.reason).toMatchObject({ _tag: "ConnectionError", code: "ECONNREFUSED", isRetryable: true })
    expect(nobody.message).toContain("127.0.0.1:1")
    expect(String(nobody)).not.toContain("pw-secret")
    const unknown = await Effect.runPromise(
      Effect.flip(Effect.provide(run("select 1"), layerOf({ ...db, url: `${db.url}_nope` }))),
    )
    expect(unknown.reason).toMatchObject({ _tag: "ConnectionError", code: "1049" })
  })

  it("ConnectionError for a server of the other kind", async () => {
    const other = layerOf({ kind: db.kind === "mysql" ? "mariadb" : "mysql", url: db.url })
    const found = await Effect.runPromise(Effect.flip(Effect.provide(run("select 1"), other)))
    expect(found.reason._tag).toBe("ConnectionError")
    expect(found.message).toContain(mysql ? "use MySql.layer" : "use MariaDb.layer")
  })

  it("ConnectionError when the connection is killed, and the next one heals", async () => {
    await on(
      db,
      Effect.gen(function* () {
        const id = Number(yield* value("select connection_id()"))
        const fiber = yield* Effect.forkChild(tagOf(run("select sleep(20)")))
        yield* Effect.sleep("200 millis")
        yield* Effect.promise(() => db.kill(id))
        expect(yield* Fiber.join(fiber)).toBe("ConnectionError")
        expect(Number(yield* value("select 1"))).toBe(1)
        // While it is idle.
        const next = Number(yield* value("select connection_id()"))
        yield* Effect.promise(() => db.kill(next))
        yield* Effect.sleep("100 millis")
        expect(Number(yield* value("select 1"))).toBe(1)
      }),
      { max: 1 },
    )
  })
})
