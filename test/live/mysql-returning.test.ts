/** What an insert returns on MySQL, which has no RETURNING: the rows are found by their keys. */
import { BigDecimal, Effect, pipe } from "effect"
import {
  add, all, autoIncrement, bigint, boolean, bytes, count, createAll, date, defaultTo, defaultWith, enumeration, eq, execute, from, insertFrom,
  insertIgnore, insertInto, integer, many, max, nullable, numeric, onConflictDoNothing, one, orderBy, param, prepare, primaryKey, primaryKeyOn, replaceInto, returning,
  scalar, select, table, text, timestamp, time, transaction, upper, uuid, value, varchar, where, alias,
} from "fulmar"
import { MySql } from "fulmar/mysql"
import { beforeAll, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { plain } from "../core/bakery.js"
import { nothingLeft } from "./conformance.js"

const Counted = table("counted", { id: integer.pipe(primaryKey, autoIncrement), name: text, size: integer.pipe(defaultTo(7)) })
const Big = table("big_counted", { id: bigint.pipe(primaryKey, autoIncrement), name: text })
const Key = table("by_key", { a: integer.pipe(primaryKey), b: varchar(40).pipe(primaryKey), n: integer })
const Tenant = table(
  "tenant",
  { who: integer.pipe(primaryKey), id: integer.pipe(primaryKey, autoIncrement), name: text },
)
const Made = table("made", { id: uuid.pipe(primaryKey, defaultWith(() => crypto.randomUUID())), n: integer })
const Bare = table("bare", { n: integer.pipe(nullable) })
const Stamped = table("stamped", { at: timestamp.pipe(primaryKey, defaultTo("2020-01-01T00:00:00")), n: integer })
const Late = table("late", { a: integer, b: integer, n: integer }, (t) => [primaryKeyOn(t.b, t.a)])
const Log = table("log_of", { id: integer.pipe(primaryKey, autoIncrement), counted: integer })

const kinds = {
  uuid: [uuid, ["f0000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002", "a0000000-0000-4000-8000-000000000003"]],
  bytes: [bytes, [Uint8Array.of(255, 0, 39), Uint8Array.of(0), Uint8Array.of(92, 39)]],
  decimal: [numeric(20, 4), ["3.1", "-12345678901234.5", "0.0001"].map(BigDecimal.fromStringUnsafe)],
  date: [date, ["2024-02-29", "1999-12-31", "2000-01-01"]],
  time: [time, ["23:59:59.5", "00:00:00", "12:00:00.5"]],
  moment: [timestamp, ["2024-02-29T23:59:59.25", "1999-12-31T00:00:00", "2000-01-01T12:00:00.000001"]],
  bigint: [bigint, [9007199254740993n, -(2n ** 63n), 2n ** 63n - 1n]],
  text: [varchar(60), ["it's \\ \" ` 😀", "", "A"]],
  mood: [enumeration("mood", ["z", "it's", "a"]), ["it's", "z", "a"]],
  flag: [boolean, [true, false]],
} as const

describeOn("mysql", "what an insert returns", (db) => {
  const on = <A, E>(program: Effect.Effect<A, E, any>, options = {}): Promise<A> =>
    Effect.runPromise(Effect.provide(program, MySql.layer({ url: db.url, max: 6, ...options }) as never) as Effect.Effect<A, E>)
  const compileErrorOf = (program: Effect.Effect<unknown, unknown, any>): Promise<string> =>
    on(Effect.map(Effect.flip(program), (e: any) => `${e.reason._tag}: ${e.message}`))

  beforeAll(() => on(createAll([Counted, Big, Key, Made, Bare, Stamped, Late, Log])))

  it("has the ids that were counted, in order", async () => {
    const program = Effect.gen(function* () {
      const first = yield* one(pipe(insertInto(Counted, { name: "a" }), returning(Counted.id)))
      const more = yield* all(pipe(
        insertInto(Counted, [{ name: "c", size: 3 }, { name: "b" }, { name: "a" }]),
        returning({ id: Counted.id, name: Counted.name, size: Counted.size }),
      ))
      return [more, [1, 2, 3].map((i) => first + i)] as const
    })
    const [more, ids] = await on(program)
    expect(more).toEqual([
      { id: ids[0], name: "c", size: 3 },
      { id: ids[1], name: "b", size: 7 },
      { id: ids[2], name: "a", size: 7 },
    ])
    await on(nothingLeft(db))
  })

  it("has rows of defaults, and of none", async () => {
    expect(await on(all(pipe(insertInto(Counted, []), returning(Counted))))).toEqual([])
    const Only = table("only_id", { id: integer.pipe(primaryKey, autoIncrement) })
    const program = Effect.all([
      all(pipe(insertInto(Only, {}), returning(Only.id))),
      all(pipe(insertInto(Only, [{}, {}]), returning(Only.id))),
    ])
    expect(await on(Effect.andThen(createAll([Only]), program))).toEqual([[1], [2, 3]])
  })

  it("is a selection like any other", async () => {
    const c = alias("c")(Counted)
    const command = pipe(
      insertInto(c, { name: "whole" }),
      returning({
        row: c,
        loud: upper(c.name),
        next: add(c.id, param("by", integer)),
        top: scalar(pipe(from(Log), select(max(Log.id)))),
        logs: many(pipe(from(Log), where(eq(Log.counted, c.id)))),
      }),
    )
    const [row] = await on(prepare(command as never)({ by: 100 } as never) as Effect.Effect<ReadonlyArray<any>>)
    expect(row).toEqual({
      row: { id: row.row.id, name: "whole", size: 7 }, loud: "WHOLE", next: row.row.id + 100, top: null, logs: [],
    })
  })

  it("comes in the order of the rows, whatever the order of their keys", async () => {
    const rows = [{ a: 2, b: "x", n: 1 }, { a: 1, b: "y", n: 2 }, { a: 2, b: "a'\\", n: 3 }, { a: 1, b: "X", n: 4 }]
    expect(await on(all(pipe(insertInto(Key, rows), returning(Key))))).toEqual(rows)
    const late = [{ a: 2, b: 1, n: 1 }, { a: 1, b: 1, n: 2 }, { a: 1, b: 2, n: 3 }, { a: 2, b: 2, n: 4 }]
    expect(await on(all(pipe(insertInto(Late, late), returning(Late)) as never))).toEqual(late)
  })

  for (const [kind, [type, keys]] of Object.entries(kinds)) {
    it(`finds a key that is a ${kind}`, async () => {
      const Any = table(`key_${kind}`, { key: (type as unknown as typeof integer).pipe(primaryKey), n: integer })
      const rows = keys.map((key, n) => ({ key: key as never, n }))
      await on(createAll([Any]))
      expect(plain(await on(all(pipe(insertInto(Any, rows), returning(Any)))))).toEqual(plain(rows))
      const all1 = await on(Effect.flip(all(pipe(insertInto(Any, rows[0]!), returning(Any)))))
      expect(all1).toMatchObject({ reason: { _tag: "UniqueViolation" } })
    })
  }

  it("finds keys in tables that others made: by their own collation; or says that it cannot", async () => {
    await db.query("create table folded (name char(10) character set utf8mb4 collate utf8mb4_0900_ai_ci primary key, n int)")
    await db.query("create table latin (name varchar(10) character set latin1 collate latin1_swedish_ci primary key, n int)")
    for (const name of ["folded", "latin"] as const) {
      const T = table(name, { name: varchar(10).pipe(primaryKey), n: integer })
      const rows = ["b", "É", "C", "a"].map((key, n) => ({ name: key, n }))
      expect(await on(all(pipe(insertInto(T, rows), returning(T.n))))).toEqual([0, 1, 2, 3])
      const same = pipe(insertInto(T, [{ name: "x", n: 0 }, { name: "X", n: 1 }]), returning(T.n))
      expect(await on(Effect.flip(all(same)))).toMatchObject({ reason: { _tag: "UniqueViolation" } })
    }
    // A CHAR loses the blank, and is another key then, which is noticed.
    const Folded = table("folded", { name: varchar(10).pipe(primaryKey), n: integer })
    const blank = Effect.flip(all(pipe(insertInto(Folded, { name: "D ", n: 4 }), returning(Folded.n))))
    expect(await on(Effect.all([blank, count(from(Folded))]))).toMatchObject([{ reason: { _tag: "TransactionError" } }, 4])
    await db.query("create table rounded (price decimal(6, 1) primary key, n int)")
    const Rounded = table("rounded", { price: numeric(6, 2).pipe(primaryKey), n: integer })
    const insert = (price: string) => pipe(insertInto(Rounded, { price: BigDecimal.fromStringUnsafe(price), n: 1 }), returning(Rounded.n))
    const rounded = Effect.all([all(insert("2.5")), Effect.flip(all(insert("1.25"))), count(from(Rounded))])
    expect(await on(rounded)).toMatchObject([[1], { reason: { _tag: "TransactionError" } }, 1])
  })

  it("has keys that the program makes, once for each row", async () => {
    const rows = await on(all(pipe(insertInto(Made, [{ n: 1 }, { n: 2 }, { n: 3 }]), returning(Made))))
    expect(rows.map((row) => row.n)).toEqual([1, 2, 3])
    expect(new Set(rows.map((row) => row.id)).size).toBe(3)
  })

  it("mixes rows whose key is given with those whose key is counted", async () => {
    const program = Effect.gen(function* () {
      const at = (yield* one(pipe(insertInto(Counted, { name: "start" }), returning(Counted.id)))) + 100
      const rows = yield* all(pipe(
        insertInto(Counted, [{ name: "a" }, { name: "b" }, { id: at, name: "c" }, { id: at - 50, name: "d" }, { name: "e" }]),
        returning({ id: Counted.id, name: Counted.name }),
      ))
      return rows.map(({ id, name }) => [name, id - at])
    })
    expect(await on(program)).toEqual([["a", -99], ["b", -98], ["c", 0], ["d", -50], ["e", 1]])
  })

  it("has composite keys of which the database counts one column", async () => {
    await db.query("create table tenant (who int, id int auto_increment, name text, primary key (who, id), key (id))")
    const rows = await on(all(pipe(
      insertInto(Tenant, [{ who: 2, name: "a" }, { who: 1, name: "b" }, { who: 2, name: "c" }]),
      returning(Tenant),
    )))
    expect(rows).toEqual([{ who: 2, id: 1, name: "a" }, { who: 1, id: 2, name: "b" }, { who: 2, id: 3, name: "c" }])
  })

  it("has the key of a prepared insert", async () => {
    const put = prepare(pipe(insertInto(Key, { a: param("a", Key.a), b: "p", n: value(integer, 5) }), returning(Key)))
    const program = Effect.all([put({ a: 70 }), put({ a: 71 })])
    expect(await on(program)).toEqual([[{ a: 70, b: "p", n: 5 }], [{ a: 71, b: "p", n: 5 }]])
  })

  it("reads ids beyond 2^53 without loss, prepared or not", async () => {
    for (const prepared of [true, false]) {
      const start = 2n ** 53n + (prepared ? 1n : 100_001n)
      await db.query(`alter table big_counted auto_increment = ${start}`)
      const ids = await on(all(pipe(insertInto(Big, [{ name: "a" }, { name: "b" }]), returning(Big.id))), { prepare: prepared })
      expect(ids).toEqual([start, start + 1n])
      expect(await on(one(pipe(insertInto(Big, { name: "c" }), returning(Big.id))), { prepare: prepared })).toBe(start + 2n)
    }
  })

  it("minds auto_increment_increment", async () => {
    const set = ["set session auto_increment_increment = 5", "set session auto_increment_offset = 3"]
    const rows = await on(
      all(pipe(insertInto(Counted, [{ name: "1" }, { name: "2" }, { name: "3" }]), returning({ id: Counted.id, name: Counted.name }))),
      { onConnect: set },
    )
    expect(rows.map((row) => row.name)).toEqual(["1", "2", "3"])
    expect(rows.map((row) => row.id - rows[0]!.id)).toEqual([0, 5, 10])
    expect(rows[0]!.id % 5).toBe(3)
  })

  it("is right when many fibers insert at the same time", { timeout: 60_000 }, async () => {
    const one = (fiber: number, round: number, n: number) => {
      const rows = Array.from({ length: n }, (_, i) => ({ name: `${fiber} ${round} ${i}` }))
      const insert = all(pipe(insertInto(Counted, rows), returning({ id: Counted.id, name: Counted.name })))
      return Effect.map(fiber % 3 === 0 ? transaction(insert) : insert, (found) => {
        expect(found.map((row) => row.name)).toEqual(rows.map((row) => row.name))
        return found
      })
    }
    const fiber = (f: number) => Effect.forEach(Array.from({ length: 12 }, (_, i) => i), (round) => one(f, round, 1 + ((f * 7 + round * 5) % 40)))
    const program = Effect.gen(function* () {
      const found = (yield* Effect.all(Array.from({ length: 16 }, (_, f) => fiber(f)), { concurrency: "unbounded" })).flat(2)
      const names = new Map((yield* all(from(Counted))).map((row) => [row.id, row.name]))
      expect(new Set(found.map((row) => row.id)).size).toBe(found.length)
      for (const row of found) expect(names.get(row.id)).toBe(row.name)
    })
    await on(program, { max: 16 })
    await on(nothingLeft(db))
  })

  it("is right for very many rows", { timeout: 120_000 }, async () => {
    const counted = Array.from({ length: 70_000 }, (_, i) => ({ name: `r${i}` }))
    expect(await on(all(pipe(insertInto(Counted, counted), returning(Counted.name))))).toEqual(counted.map((row) => row.name))
    const given = Array.from({ length: 3000 }, (_, i) => ({ a: 1000 + ((i * 1009) % 3000), b: "many", n: i }))
    expect(await on(all(pipe(insertInto(Key, given), returning(Key))))).toEqual(given)
  })

  it("belongs to the transaction it is in, and is undone alone", async () => {
    const program = transaction(Effect.gen(function* () {
      const before = yield* one(pipe(insertInto(Key, { a: 500, b: "t", n: 1 }), returning(Key.n)))
      const error = yield* Effect.flip(all(pipe(insertInto(Key, [{ a: 501, b: "t", n: 2 }, { a: 500, b: "t", n: 3 }]), returning(Key))))
      const after = yield* all(pipe(from(Key), where(eq(Key.b, "t")), select(Key.a)))
      return [before, (error as any).reason._tag, after]
    }))
    expect(await on(program)).toEqual([1, "UniqueViolation", [500]])
  })

  it("is no row at all where a trigger changes the keys", async () => {
    await db.query("create table tampered (id int auto_increment primary key, n int)")
    const T = table("tampered", { id: integer.pipe(primaryKey, autoIncrement), n: integer })
    const insert = (rows: any) => on(Effect.flip(all(pipe(insertInto(T, rows), returning(T)))))
    // The rows of earlier inserts are not taken for those of this one, though their ids would fit.
    await on(execute(insertInto(T, [10, 20, 30].map((n) => ({ n })))))
    await db.query("create trigger tamper before insert on tampered for each row set new.id = coalesce(nullif(new.id, 0), 0) + 1000 + new.n")
    const undone = { _tag: "SqlError", reason: { _tag: "TransactionError" } }
    expect(await insert([{ n: 1 }, { n: 2 }])).toMatchObject(undone)
    expect(await insert([{ id: 5, n: 3 }])).toMatchObject(undone)
    expect((await insert([{ n: 4 }, { n: 5 }]) as Error).message).toContain('Of 2 rows inserted into table "tampered", ')
    expect(await on(count(from(T)))).toBe(3)
    await on(nothingLeft(db))
  })

  it("is of the insert, not of what its triggers insert", async () => {
    await db.query("create trigger logged after insert on counted for each row insert into log_of (counted) values (new.id), (new.id)")
    const program = Effect.gen(function* () {
      const rows = yield* all(pipe(insertInto(Counted, [{ name: "x" }, { name: "y" }]), returning({ id: Counted.id, name: Counted.name })))
      return [rows.map((row) => row.name), yield* all(pipe(from(Log), orderBy(Log.id), select(Log.counted))), rows.flatMap((row) => [row.id, row.id])] as const
    })
    const [names, logged, ids] = await on(program)
    expect(names).toEqual(["x", "y"])
    expect(logged).toEqual(ids)
    await db.query("drop trigger logged")
  })

  it("is refused where a row cannot be found", async () => {
    const found = "MySQL finds the rows of an insert by their primary key, and"
    expect(await compileErrorOf(all(pipe(insertInto(Bare, { n: 1 }), returning(Bare))))).toBe(
      `CompileError: ${found} table "bare" has none; leave out returning`,
    )
    const remedy = "give a value, or make it in the program, by defaultWith"
    expect(await compileErrorOf(all(pipe(insertInto(Stamped, [{ at: "2024-01-01T00:00:00", n: 1 }, { n: 1 }]), returning(Stamped.n))))).toBe(
      `CompileError: ${found} "at" of row 1 is made by the database; ${remedy}`,
    )
    const next = add(value(integer, 1), 2)
    expect(await compileErrorOf(all(pipe(insertInto(Key, { a: next, b: "e", n: 1 }), returning(Key.n))))).toBe(
      `CompileError: ${found} "a" of row 0 is made by the database; ${remedy}`,
    )
    const select_ = "select the rows, in the same transaction"
    expect(await compileErrorOf(all(pipe(insertInto(Key, { a: 1, b: "x", n: 1 }), onConflictDoNothing(), returning(Key.n))))).toBe(
      `CompileError: MySQL cannot return the rows of an insert that may meet a conflict; ${select_}`,
    )
    expect(await compileErrorOf(all(pipe(insertFrom(Key, from(Key)), returning(Key.n))))).toBe(
      `CompileError: MySQL cannot return the rows of an insert from a query; ${select_}`,
    )
    expect(await compileErrorOf(all(pipe(insertIgnore(Key, { a: 1, b: "x", n: 1 }), returning(Key.n))))).toBe(
      `CompileError: MySQL cannot return the rows of an insert that may meet a conflict; ${select_}`,
    )
    expect(await compileErrorOf(all(pipe(replaceInto(Key, { a: 1, b: "x", n: 1 }), returning(Key.n))))).toBe(
      `CompileError: MySQL cannot return the rows of a replace; ${select_}`,
    )
  })
})
