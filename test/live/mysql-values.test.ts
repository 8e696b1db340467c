import { Effect, Stream } from "effect"
import { expect, it } from "vitest"
import { Database } from "../../src/driver/database.js"
import { describeOn } from "../servers/live.js"
import { both, on, rows, run, streamed, value } from "./mysql-fixture.js"

describeOn(both, "values", (db) => {
  it("come back as they went, prepared and as text", async () => {
    const params = [
      9007199254740993n,
      -9223372036854775808n,
      "12345678901234567890.123456789012345678",
      "2024-02-29 23:59:59.123456",
      "-100:59:59.000001",
      '{"a": "é", "n": [1, 2]}',
      new Uint8Array([0, 255, 39, 92, 10]),
      "😀 \\ ' \" \n \0 %_` ?",
      0.1,
      1.7976931348623157e308,
      "2024-02-29",
    ]
    for (const prepare of [true, false]) {
      const back = await on(
        db,
        Effect.gen(function* () {
          yield* run("drop table if exists v")
          yield* run(
            `create table v (a bigint, b bigint, c decimal(38,18), d datetime(6), e time(6), f json, g blob,
             h text character set utf8mb4, i double, j double, k date)`,
          )
          yield* run("insert into v values (?,?,?,?,?,?,?,?,?,?,?)", ...params)
          return yield* rows("select * from v")
        }),
        { prepare },
      )
      expect(back).toEqual([
        [
          "9007199254740993",
          "-9223372036854775808",
          ...params.slice(2, 6),
          Buffer.from(params[6] as Uint8Array),
          ...params.slice(7),
        ],
      ])
    }
  })

  it("keep the digits of JSON numbers, as far as the database does", async () => {
    const text = '{"n":12345678901234567890.10}'
    const back = await on(
      db,
      Effect.gen(function* () {
        yield* run("create table j (a json)")
        yield* run("insert into j values (?)", text)
        return yield* value("select a from j")
      }),
    )
    expect(back).toBe(db.kind === "mariadb" ? text : '{"n": 1.2345678901234567e19}')
  })

  it("are unsigned where they are", async () => {
    const back = await on(db, rows("select ?, cast(? as unsigned)", 18446744073709551615n, "18446744073709551615"))
    expect(back).toEqual([["18446744073709551615", "18446744073709551615"]])
  })

  it("of a FLOAT are not rounded to six digits", async () => {
    await db.query("create table fl (a float)")
    await on(
      db,
      Effect.gen(function* () {
        yield* run("insert into fl values (?)", 8388609)
        for (const _ of [1, 2]) expect(yield* value("select a from fl")).toBe(8388609)
        for (const _ of [1, 2]) {
          const [row] = yield* Stream.runCollect(streamed("select a, 1 from fl"))
          expect(row?.[0]).toBe(8388609)
        }
        expect(yield* value("select a from fl where a > ?", 1)).toBe(8388609)
      }),
      { max: 1 },
    )
  })

  it("of a DOUBLE are not rounded at the sixteenth digit", async () => {
    const values = [987890.7498678407, 987890.7498678408, 9007199254740991, 0.9999999999999999, 1.7976931348623157e308, -5e-324, null]
    await db.query("create table dbl (i int, a double)")
    await on(
      db,
      Effect.gen(function* () {
        for (const [i, a] of values.entries()) yield* run("insert into dbl values (?, ?)", i, a)
        const table = "select a, i, a + 0e0 from dbl order by i"
        const expected = values.map((a, i) => [a, i, a])
        expect(yield* rows(table)).toEqual(expected)
        expect(yield* Stream.runCollect(streamed(table))).toEqual(expected)
        expect(yield* rows(`${table} limit ?`, 9)).toEqual(expected)
      }),
      { max: 1 },
    )
  })

  it("keep their types when a statement comes again with others", async () => {
    await on(
      db,
      Effect.gen(function* () {
        for (let round = 0; round < 3; round++) {
          for (const [given, expected] of [
            [1n, "1"],
            ["abc", "abc"],
            [null, null],
            [1.5, 1.5],
            ["é", "é"],
            [2n, "2"],
          ] as const) {
            expect(yield* value("select ? as a", given)).toBe(expected)
          }
          expect(yield* rows("select ? as a, ? as b", null, "x")).toEqual([[null, "x"]])
          expect(yield* rows("select ? as a, ? as b", 7n, null)).toEqual([["7", null]])
          expect(yield* rows("select ? as a, ? as b", "y", "x")).toEqual([["y", "x"]])
        }
      }),
      { max: 1 },
    )
  })

  it("compare exactly beyond 2^53", async () => {
    expect(await on(db, value("select 9007199254740993 = ?", 9007199254740992n).pipe(Effect.map(Number)))).toBe(0)
  })

  it("as text are DOUBLE where a prepared statement has DOUBLE", async () => {
    expect(await on(db, rows("select ? * 3, ?", 0.1, 9007199254740993n), { prepare: false })).toEqual([
      [0.1 * 3, "9007199254740993"],
    ])
  })

  it("that cannot be sent are a DataError", async () => {
    const exit = await on(db, Effect.flip(run("select ?", { a: 1 })))
    expect(exit.reason._tag).toBe("DataError")
  })

  it("count matched rows, not changed ones", async () => {
    await on(
      db,
      Effect.gen(function* () {
        yield* run("create table m (id int primary key, n int)")
        expect((yield* run("insert into m values (1, 1), (2, 2)")).rowsAffected).toBe(2)
        expect((yield* run("update m set n = 1")).rowsAffected).toBe(2)
        expect((yield* run("update m set n = 1 where id = 9")).rowsAffected).toBe(0)
        expect((yield* run("delete from m")).rowsAffected).toBe(2)
      }),
    )
  })

  it("have the names of their columns", async () => {
    const result = await on(db, run("select 1 as a, 2 as `b c`"))
    expect(result.columns).toEqual(["a", "b c"])
  })

  it("of a procedure are its first rows", async () => {
    await db.query("create procedure two() begin select 1; select 2; end")
    expect(await on(db, rows("call two()"))).toEqual([[1].map((n) => (db.kind === "mysql" ? String(n) : n))])
  })

  it("of many statements fill the cache no further than it goes", async () => {
    await on(
      db,
      Effect.forEach(Array.from({ length: 50 }, (_, i) => i), (i) =>
        Effect.map(value(`select ${i} + ?`, 1n), (sum) => expect(Number(sum)).toBe(i + 1)),
      ),
      { statementCacheSize: 4, max: 1 },
    )
  })
})

describeOn("mariadb", "RETURNING", (db) => {
  it("gives rows and counts them", async () => {
    await db.query("create table r (id int primary key)")
    const result = await on(db, run("insert into r values (1), (2) returning id"))
    expect(result).toMatchObject({ rows: [[1], [2]], rowsAffected: 2, columns: ["id"] })
  })
})

describeOn(both, "more parameters than can be prepared", (db) => {
  it("are sent as text", async () => {
    const params = Array.from({ length: 70_000 }, (_, i) => BigInt(i))
    const sql = `select greatest(${params.map(() => "?").join()})`
    const program = Effect.flatMap(Database, (database) => database.executor.run(sql, params, { wide: true }))
    expect(Number((await on(db, program)).rows[0]?.[0])).toBe(69_999)
  })
})
