/** A mocked database answers what it was told to, through the real decoder, and says what it was asked. */
import { Deferred, Effect, Exit, Fiber, Option, pipe, Schedule, Stream } from "effect"
import {
  afterCommit, all, array, batch, bigint, boolean, bytes, date, double, enumeration, eq, execute, existsRow, first, from, insertInto,
  integer, interval, json, leftJoin, many, maybe, numeric, nullable, one, option, param, prepare, primaryKey, returning, savepoint, select,
  SerializationFailure, SqlError, stream, table, text, timestamp, timestamptz, transaction, UniqueViolation, update, uuid, where,
  withConnection, type Dialect,
} from "fulmar"
import { dialect as mariadb } from "fulmar/mariadb"
import { dialect as mysql } from "fulmar/mysql"
import { dialect as postgres } from "fulmar/postgres"
import { dialect as sqlite } from "fulmar/sqlite"
import {
  affects, beginFails, commitFails, fails, hangs, logged, mockDatabase, type MockResults, returns, returnsWire, showLog, statementLog,
  unusedResults,
} from "fulmar/testing"
import { describe, expect, it } from "vitest"
import { Bakery, Cake, everything, Fruit, Kinds, plain } from "../core/bakery.js"

const dialects: ReadonlyArray<Dialect> = [sqlite, postgres, mariadb, mysql]
const opera = { id: 1, name: "Opera", price: 30, bakeryId: null }
const tart = { id: 2, name: "Tart", price: 10, bakeryId: 1 }
const insert = (id: number) => insertInto(Bakery, { id, name: `b${id}` })
const taken = new UniqueViolation({ message: "taken", table: "bakery" })
const conflict = new SerializationFailure({ message: "conflict" })

const mocked = <A, E>(
  results: MockResults,
  program: Effect.Effect<A, E, any>,
  dialect: Dialect = sqlite,
): Promise<{ readonly exit: Exit.Exit<A, E>; readonly log: string; readonly unused: number }> =>
  Effect.runPromise(
    Effect.gen(function* () {
      const exit = yield* Effect.exit(program as Effect.Effect<A, E>)
      return { exit, log: showLog(yield* statementLog), unused: (yield* unusedResults).length }
    }).pipe(Effect.provide(mockDatabase({ dialect, results }))),
  )

const value = async <A, E>(results: MockResults, program: Effect.Effect<A, E, any>, dialect?: Dialect): Promise<A> => {
  const { exit } = await mocked(results, program, dialect)
  if (Exit.isSuccess(exit)) return exit.value
  throw new Error(String(exit.cause))
}

describe("rows as the program reads them", () => {
  it.each(dialects)("pass through the decoder of $name", async (dialect) => {
    const rows = [
      { ...everything, id: 1 },
      { ...everything, id: 2, m: null, big: null, price: null, flag: null, day: null, at: null, raw: null, doc: null, mood: null, span: null, key: null, ratio: null, name: null, wall: null },
    ]
    expect(plain(await value([returns(Kinds, rows)], all(from(Kinds)), dialect))).toEqual(plain(rows))
  })

  it("may be nested, absent, optional and lists", async () => {
    const q = pipe(
      from(Cake),
      leftJoin(Bakery, eq(Bakery.id, Cake.bakeryId)),
      select({
        cake: Cake.name,
        bakery: Bakery,
        inner: { price: Cake.price },
        fruits: many(pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)), select({ id: Fruit.id, name: Fruit.name }))),
        first: maybe(pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)))),
      }),
    )
    const rows = [
      { cake: "Opera", bakery: null, inner: { price: 1 }, fruits: [], first: null },
      {
        cake: "Tart",
        bakery: { id: 1, name: "", profit: 0.1 },
        inner: { price: -2 },
        fruits: [{ id: 1, name: "🍒 \"\\" }, { id: 2, name: "" }],
        first: { id: 1, name: "x", cakeId: null },
      },
    ]
    for (const dialect of dialects) expect(await value([returns(q, rows)], all(q), dialect)).toEqual(rows)
    const Odd = table("odd", { a: option(integer), b: array(text), c: json() })
    const odd = [{ a: Option.none(), b: ["a", "{}"], c: null }, { a: Option.some(2), b: [], c: { x: [1] } }]
    expect(await value([returns(Odd, odd)], all(from(Odd)), postgres)).toEqual(odd)
  })

  it("must fit: a row that does not is a defect that names what is wrong", async () => {
    const bad = [opera, { ...tart, price: "10" }] as never
    await expect(value([returns(Cake, bad)], all(from(Cake)))).rejects.toThrow(
      /Row 1 of returns.*"price" should be integer, and is "10"/s,
    )
    await expect(value([returns(insert(1), [] as never)], execute(insert(1)))).rejects.toThrow(/affects/)
  })

  it("may be as no column can have them, so that decoding fails", async () => {
    const { exit } = await mocked([returnsWire([[1, "Opera", "many", null]])], Effect.flip(all(from(Cake))))
    expect(exit).toMatchObject({ value: { _tag: "DecodeError", column: "price", actual: "many" } })
  })
})

describe("every operation", () => {
  it("asks for its result in turn", async () => {
    const program = Effect.gen(function* () {
      return [
        yield* all(from(Cake)),
        yield* first(from(Cake)),
        yield* one(from(Cake)),
        yield* Effect.flip(one(from(Cake))),
        yield* Stream.runCollect(stream(from(Cake), { chunkSize: 1 })),
        yield* execute(pipe(update(Cake, { price: 1 }), where(eq(Cake.id, 1)))),
        yield* prepare(pipe(from(Cake), where(eq(Cake.id, param("id", integer)))))({ id: 7 }),
        yield* existsRow(from(Cake)),
      ]
    })
    const { exit, log, unused } = await mocked(
      [
        returns(Cake, [opera, tart]), returns(Cake, []), returns(Cake, [tart]), returns(Cake, [tart, opera]),
        returns(Cake, [opera, tart]), affects(3), returns(Cake, [opera]), returnsWire([[1]]), affects(0),
      ],
      program,
    )
    expect(exit).toMatchObject({
      value: [
        [opera, tart], Option.none(), tart, { _tag: "MultipleResultsFound" }, [opera, tart], { rowsAffected: 3 }, [opera], true,
      ],
    })
    expect(unused).toBe(1)
    expect(log.split("\n")).toHaveLength(8)
    expect(log).toContain('update "cake" set "price" = ? where "cake"."id" = ? [1n, 1n]')
  })

  it.each(dialects)("returns the rows of a command on $name, as its statements do", async (dialect) => {
    const command = pipe(insertInto(Bakery, [{ id: 1, name: "a" }, { id: 2, name: "b" }]), returning(Bakery))
    const rows = [{ id: 1, name: "a", profit: null }, { id: 2, name: "b", profit: 2.5 }]
    const program = Effect.gen(function* () {
      return [yield* all(command), yield* statementLog] as const
    })
    const [found, log] = await value([returns(command, rows)], program, dialect)
    expect(found).toEqual(rows)
    const flat = log.flatMap((entry) => (entry._tag === "Transaction" ? entry.entries : [entry]))
    expect(flat.map((entry) => ("sql" in entry ? entry.sql : ""))).toEqual(logged(dialect)(command).map(({ sql }) => sql))
  })

  it("says which statement there is no result for", async () => {
    const { exit } = await mocked([affects(1)], Effect.andThen(execute(insert(1)), all(pipe(from(Cake), where(eq(Cake.id, 7))))))
    expect(String((exit as Exit.Failure<never, never>).cause)).toMatch(/no result for statement 2.*from "cake".*with 7/s)
  })

  it("may get its answer from a function", async () => {
    const answer: MockResults = ({ sql }) => (sql.includes("fruit") ? returns(Fruit, []) : returns(Cake, [opera]))
    const both = Effect.all([all(from(Cake)), all(from(Fruit)), all(from(Cake))], { concurrency: 3 })
    expect(await value(answer, both)).toEqual([[opera], [], [opera]])
  })
})

describe("the log", () => {
  it("groups by transaction, savepoint and session", async () => {
    const program = Effect.gen(function* () {
      yield* execute(insert(1))
      yield* transaction(
        Effect.gen(function* () {
          yield* execute(insert(2))
          yield* Effect.ignore(savepoint(Effect.andThen(execute(insert(3)), Effect.fail("no"))))
          yield* transaction(Effect.andThen(savepoint(execute(insert(4))), afterCommit(Effect.ignore(execute(insert(6))))))
          yield* execute(insert(5))
        }),
        { isolation: "serializable", access: "read write", retry: 3 },
      )
      yield* withConnection(Effect.andThen(execute(insert(7)), transaction(execute(insert(8)), { access: "read only" })))
      yield* batch([insert(9), from(Cake)])
      return yield* statementLog
    })
    const results = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(() => affects(1))
    const log = await value([...results, returns(Cake, [])], program)
    const [b1, b2, b3, b4, b5, b6, b7, b8, b9] = [1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((id) => logged(sqlite)(insert(id)))
    expect(log).toEqual([
      b1,
      {
        _tag: "Transaction",
        options: { isolation: "serializable", access: "read write" },
        entries: [
          b2,
          { _tag: "Savepoint", entries: [b3], end: "rollback" },
          { _tag: "Savepoint", entries: [{ _tag: "Savepoint", entries: [b4], end: "release" }], end: "release" },
          b5,
        ],
        end: "commit",
      },
      b6,
      {
        _tag: "Session",
        entries: [b7, { _tag: "Transaction", options: { access: "read only" }, entries: [b8], end: "commit" }],
      },
      { _tag: "Transaction", options: {}, entries: [b9, ...logged(sqlite)(from(Cake))], end: "commit" },
    ])
  })

  it("tells the statements of fibers apart that run side by side", async () => {
    const work = (n: number) =>
      transaction(Effect.forEach([n, n + 1, n + 2], (id) => Effect.andThen(Effect.yieldNow, execute(insert(id)))))
    const program = Effect.all([work(10), work(20), work(30)], { concurrency: 3 })
    const entries = await value(() => affects(1), Effect.andThen(program, statementLog))
    expect(entries).toEqual(
      [10, 20, 30].map((n) => ({
        _tag: "Transaction",
        options: {},
        entries: [0, 1, 2].flatMap((i) => logged(sqlite)(insert(n + i))),
        end: "commit",
      })),
    )
  })

  it("is what is open meanwhile, and nothing that is handed out changes", async () => {
    const program = Effect.gen(function* () {
      const before = yield* transaction(Effect.andThen(execute(insert(1)), savepoint(statementLog)))
      return [before, yield* statementLog] as const
    })
    const [before, after] = await value([affects(1)], program)
    expect(showLog(before)).toBe(`begin\n  ${showLog(logged(sqlite)(insert(1)))}\n  savepoint\n  open\nopen`)
    expect(showLog(after)).toMatch(/release\ncommit$/)
  })
})

describe("failures", () => {
  it("are those of the script, and undo what they are in", async () => {
    const { exit, log } = await mocked([affects(1), fails(taken)], Effect.flip(transaction(Effect.andThen(execute(insert(1)), execute(insert(1))))))
    expect(exit).toMatchObject({ value: { _tag: "SqlError", reason: taken } })
    expect(log).toMatch(/^begin\n.*\n.*-- UniqueViolation\nrollback$/)
  })

  it("of contention begin the transaction again", async () => {
    const program = transaction(Effect.andThen(all(from(Cake)), execute(insert(1))), { retry: Schedule.recurs(3) })
    const { exit, log, unused } = await mocked(
      [returns(Cake, []), fails(conflict), returns(Cake, []), affects(1), commitFails(conflict), beginFails(conflict), returns(Cake, []), affects(1)],
      program,
    )
    expect(exit).toMatchObject({ value: { rowsAffected: 1 } })
    expect(unused).toBe(0)
    expect(log.split("\n").filter((line) => !line.startsWith(" "))).toEqual(
      ["begin", "rollback", "begin", "rollback", "begin", "failed", "begin", "commit"],
    )
  })

  it("of commit and beginning that nobody asks for are a defect", async () => {
    await expect(value([commitFails(conflict)], execute(insert(1)))).rejects.toThrow(/for the commit of a transaction/)
  })

  it("of a batch say which statement failed", async () => {
    const { exit, log } = await mocked([affects(1), fails(taken)], Effect.flip(batch({ a: insert(1), b: insert(2), c: insert(3) })))
    expect(exit).toMatchObject({ value: { statement: "b" } })
    expect(log).toMatch(/rollback$/)
  })

  it("and interruption leave nothing open", async () => {
    const program = Effect.gen(function* () {
      const began = yield* Deferred.make<void>()
      const fiber = yield* Effect.forkChild(
        transaction(Effect.gen(function* () {
          yield* execute(insert(1))
          yield* Deferred.succeed(began, undefined)
          yield* savepoint(execute(insert(2)))
        })),
      )
      yield* Deferred.await(began)
      yield* Effect.yieldNow
      yield* Fiber.interrupt(fiber)
      const timed = yield* Effect.exit(Effect.timeout(Stream.runDrain(stream(from(Cake))), "10 millis"))
      return timed
    })
    const { exit, log } = await mocked([affects(1), hangs, hangs], program)
    expect(exit).toMatchObject({ value: { _tag: "Failure" } })
    expect(log).toMatch(/^begin\n.*\n {2}savepoint\n.*-- Interrupted\n {2}rollback\nrollback\nselect .* -- Interrupted$/)
  })

  it("are SqlErrors that programs handle", async () => {
    const program = execute(insert(1)).pipe(Effect.catchReason("SqlError", "UniqueViolation", (reason) => Effect.succeed(reason.table)))
    expect(await value([fails(taken)], program)).toBe("bakery")
    expect(SqlError).toBeDefined()
  })
})

it("all types of columns can be mocked", async () => {
  const Many = table("many", {
    id: integer.pipe(primaryKey), a: bigint, b: boolean, c: bytes, d: date, e: double, f: enumeration("f", ["x"]), g: interval, h: numeric(9, 2),
    i: timestamp, j: timestamptz, k: uuid, l: text.pipe(nullable),
  })
  const row = { ...everything, a: -(2n ** 63n), b: false, c: Uint8Array.of(), d: "0001-01-01", e: -0, f: "x", g: everything.span, h: everything.price, i: "9999-12-31T23:59:59", j: new Date(0), k: everything.key, l: null } as const
  const { id, a, b, c, d, e, f, g, h, i, j, k, l } = row
  const wanted = { id, a, b, c, d, e, f, g, h, i, j, k, l }
  for (const dialect of dialects) expect(plain(await value([returns(Many, [wanted as never])], all(from(Many)), dialect))).toEqual([plain(wanted)])
})
