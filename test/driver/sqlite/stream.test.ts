import { Deferred, Effect, Fiber, Stream } from "effect"
import { describe, expect, it } from "vitest"
import { Database } from "../../../src/driver/database.js"
import { runStream } from "../../../src/driver/run.js"
import type { SqlError } from "../../../src/driver/sql-error.js"
import { transaction } from "../../../src/tx/transaction.js"
import { execute, inFile, inMemory, integers, statement } from "../fixture.js"

const series = (count: number) =>
  statement(
    `with recursive s (n) as (select 1 union all select n + 1 from s where n < ${count}) select n, 'row ' || n from s`,
    [],
    { n: "integer", label: "text" },
  )

const table = Effect.gen(function* () {
  yield* execute("create table t (n integer)")
  yield* execute(
    "insert into t with recursive s (n) as (select 1 union all select n + 1 from s where n < 1000) select n from s",
  )
})
const all = statement("select n from t order by n", [], { n: "integer" })
const insert = (n: number) => execute("insert into t values (?)", BigInt(n))
const figures = Effect.flatMap(Database, (database) => database.pool)
type Row = { readonly n: number }

const both = [
  ["in memory", inMemory],
  ["in a file", <A, E>(program: Effect.Effect<A, E, Database>) => inFile(() => program)],
  [
    "in a file without a write-ahead log",
    <A, E>(program: Effect.Effect<A, E, Database>) => inFile(() => program, { wal: false }),
  ],
] as const

describe.each(both)("a stream %s", (_, run) => {
  it("gives all rows, in chunks", () =>
    run(
      Effect.gen(function* () {
        const sizes: Array<number> = []
        const sum = yield* runStream(series(1000), { chunkSize: 300 }).pipe(
          Stream.chunks,
          Stream.tap((chunk) => Effect.sync(() => void sizes.push(chunk.length))),
          Stream.runFold(() => 0, (total, chunk) => total + chunk.length),
        )
        expect(sum).toBe(1000)
        expect(sizes).toEqual([300, 300, 300, 100])
      }),
    ))

  it.each([NaN, 0, -1, 1.5, Infinity, "x", null])("reads 256 rows at a time when chunkSize is %s", (chunkSize) =>
    run(
      Effect.gen(function* () {
        const chunks = yield* runStream(series(300), { chunkSize: chunkSize as never }).pipe(
          Stream.chunks,
          Stream.runCollect,
        )
        expect(chunks.map((chunk) => chunk.length)).toEqual([256, 44])
      }),
    ),
  )

  it("reads 100,000 rows in constant memory", () =>
    run(
      Effect.gen(function* () {
        const gc = globalThis.gc
        gc?.()
        const before = process.memoryUsage().heapUsed
        let highest = 0
        let count = 0
        yield* runStream(series(100_000)).pipe(
          Stream.runForEachArray((rows) =>
            Effect.sync(() => {
              count += rows.length
              if (count % 25_600 === 0) highest = Math.max(highest, process.memoryUsage().heapUsed - before)
            }),
          ),
        )
        expect(count).toBe(100_000)
        expect(highest / 1024 / 1024).toBeLessThan(32)
      }),
    ))

  it("ends early, and everything goes on", () =>
    run(
      Effect.gen(function* () {
        yield* table
        const first = yield* runStream(all).pipe(Stream.take(3), Stream.runCollect)
        expect((first as Array<Row>).map((row) => row.n)).toEqual([1, 2, 3])
        expect((yield* figures).used).toBe(0)
        yield* insert(0)
        yield* transaction(insert(-1))
      }),
    ))

  it("is closed by interruption between chunks", () =>
    run(
      Effect.gen(function* () {
        yield* table
        const reading = yield* Deferred.make<void>()
        const fiber = yield* runStream(all, { chunkSize: 10 }).pipe(
          Stream.runForEach(() => Effect.andThen(Deferred.succeed(reading, undefined), Effect.sleep(5))),
          Effect.forkChild,
        )
        yield* Deferred.await(reading)
        yield* Fiber.interrupt(fiber)
        expect((yield* figures).used).toBe(0)
        yield* execute("drop table t")
      }),
    ))

  it("shows the state in which it began, while others write and begin transactions", () =>
    run(
      Effect.gen(function* () {
        yield* table
        let count = 0
        yield* runStream(all, { chunkSize: 10 }).pipe(
          Stream.runForEach((row) =>
            Effect.gen(function* () {
              count++
              const { n } = row as Row
              if (n === 20) yield* insert(5000)
              if (n === 40) yield* transaction(insert(5001))
              const undone = Effect.andThen(execute("delete from t"), Effect.fail("no"))
              if (n === 60) yield* Effect.ignore(transaction(undone))
              if (n === 80) yield* execute("delete from t where n > 900")
            }),
          ),
        )
        expect(count).toBe(1000)
        expect(yield* integers("select count(*) from t")).toEqual([900])
      }),
    ))

  it("in a transaction sees its work, and may write meanwhile", () =>
    run(
      transaction(
        Effect.gen(function* () {
          yield* table
          let count = 0
          yield* runStream(all, { chunkSize: 10 }).pipe(
            Stream.runForEach((row) => {
              count++
              return transaction(execute("insert into t values (?)", BigInt((row as Row).n + 10_000)))
            }),
          )
          expect(count).toBe(1000)
          expect(yield* integers("select count(*) from t")).toEqual([2000])
        }),
      ),
    ))

  it("may be read beside another one of the same statement", () =>
    run(
      Effect.gen(function* () {
        yield* table
        const pairs = yield* Stream.zip(runStream(all), runStream(all)).pipe(Stream.runCount)
        expect(pairs).toBe(1000)
      }),
    ))

  it("of an INSERT RETURNING keeps no lock", () =>
    run(
      Effect.gen(function* () {
        yield* table
        const returning = statement("insert into t values (1), (2), (3) returning n", [], { n: "integer" })
        yield* runStream(returning, { chunkSize: 1 }).pipe(Stream.runForEach(() => transaction(insert(9))))
        expect(yield* integers("select count(*) from t")).toEqual([1006])
      }),
    ))

  it("fails with a SqlError after the rows before it", () =>
    run(
      Effect.gen(function* () {
        const bad = statement("select 1 union all select abs(-9223372036854775808)", [], { n: "integer" })
        const seen: Array<unknown> = []
        const error = yield* Effect.flip(
          runStream(bad, { chunkSize: 1 }).pipe(Stream.runForEach((row) => Effect.sync(() => void seen.push(row)))),
        )
        expect((error as SqlError).reason._tag).toBe("DataError")
        expect(seen).toEqual([{ n: 1 }])
        const syntax = yield* Effect.flip(Stream.runDrain(runStream(statement("selec", [], { n: "integer" }))))
        expect((syntax as SqlError).reason._tag).toBe("SyntaxError")
      }),
    ))
})

describe("streams of a file", () => {
  it("wait for one another when all readers are in use, and give up with a PoolTimeout", () =>
    inFile(
      () =>
        Effect.gen(function* () {
          yield* table
          const error = yield* Effect.flip(
            runStream(all).pipe(
              Stream.take(1),
              Stream.mapEffect(() => Stream.runDrain(runStream(all))),
              Stream.runDrain,
            ),
          )
          expect((error as SqlError).reason._tag).toBe("PoolTimeout")
          expect((error as SqlError).message).toContain("maxReaders")
          expect(yield* Stream.runCount(runStream(all))).toBe(1000)
        }),
      { maxReaders: 1, acquireTimeout: 20 },
    ))
})
