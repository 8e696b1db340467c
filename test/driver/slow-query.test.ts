import { Effect, Fiber, Logger, pipe, References, Stream } from "effect"
import {
  all, batch, createAll, Database, execute, from, insertInto, integer, primaryKey, rawQuery, select, stream, table, transaction, withConnection,
} from "fulmar"
import { Sqlite, type SqliteOptions } from "fulmar/sqlite"
import { describe, expect, it } from "vitest"

const Cake = table("cake", { id: integer.pipe(primaryKey) })
const slow = rawQuery({ n: integer })`
  with recursive t(i) as (select 1 union all select i + 1 from t where i < ${1_500_000}) select count(*) from t`

interface Entry {
  readonly level: string
  readonly message: unknown
  readonly annotations: Readonly<Record<string, unknown>>
}

/** Runs a program, and gives what was logged. */
const logged = async (program: Effect.Effect<unknown, unknown, any>, options: Omit<SqliteOptions, "filename">) => {
  const entries: Array<Entry> = []
  const logger = Logger.make<unknown, void>(({ fiber, logLevel, message }) => {
    const annotations = fiber.getRef(References.CurrentLogAnnotations)
    entries.push({ level: logLevel, message: Array.isArray(message) ? message[0] : message, annotations: { ...annotations } })
  })
  const whole = Effect.andThen(createAll([Cake]), Effect.exit(program)).pipe(
    Effect.provide(Sqlite.layer({ filename: ":memory:", ...options })),
    Effect.provide(Logger.layer([logger])),
  )
  await Effect.runPromise(whole as Effect.Effect<unknown>)
  return entries
}

describe("slowQuery", () => {
  it("logs a statement that takes long, with what spans say of it, and no other", async () => {
    const entries = await logged(Effect.andThen(all(from(Cake)), all(slow)), { slowQuery: "100 millis" })
    expect(entries).toEqual([
      {
        level: "Warn",
        message: "Slow statement: RAW",
        annotations: {
          "db.client.operation.duration": expect.any(Number),
          "db.client.connection.wait_time": expect.any(Number),
          "db.system.name": "sqlite",
          "db.namespace": ":memory:",
          "db.operation.name": "RAW",
          "db.query.text": expect.stringMatching(/where i < \?/),
          "db.response.returned_rows": 1,
        },
      },
    ])
    const { annotations } = entries[0]!
    expect(annotations["db.client.operation.duration"]).toBeGreaterThanOrEqual(0.1)
    expect(annotations["db.client.connection.wait_time"]).toBeLessThan(0.1)
  })

  it("logs streams, batches, commands and failures, at the level it is given", async () => {
    const make = insertInto(Cake, { id: 1 })
    const program = Effect.gen(function* () {
      yield* execute(make)
      yield* Effect.ignore(execute(make))
      yield* Stream.runDrain(stream(from(Cake)))
      yield* batch([from(Cake), pipe(from(Cake), select(Cake.id))])
    })
    const entries = await logged(program, { slowQuery: 0, slowQueryLevel: "Debug" })
    // Debug is below what loggers hear.
    expect(entries).toEqual([])
    const all = await logged(program, { slowQuery: 0, slowQueryLevel: "Error" })
    expect(all.map(({ level, message }) => `${level} ${String(message)}`)).toEqual([
      "Error A transaction waited long for a connection",
      "Error Slow statement: CREATE TABLE cake",
      "Error Slow statement: INSERT cake",
      "Error Slow statement: INSERT cake",
      "Error Slow stream: SELECT cake",
      "Error A transaction waited long for a connection",
      "Error Slow batch: BATCH SELECT cake",
    ])
    expect(all[3]?.annotations).toMatchObject({
      "error.type": "UniqueViolation",
      "db.response.status_code": "SQLITE_CONSTRAINT_PRIMARYKEY",
    })
    expect(all[4]?.annotations).toMatchObject({ "db.response.returned_rows": 1 })
    expect(all[6]?.annotations).toMatchObject({ "db.response.returned_rows": 2 })
  })

  it("tells a statement that waits for its connection from one that is slow", async () => {
    const program = Effect.gen(function* () {
      const open = yield* Effect.forkChild(transaction(Effect.sleep("400 millis")))
      yield* Effect.sleep("5 millis")
      const others = [all(from(Cake)), transaction(Effect.void), withConnection(Effect.void), Stream.runDrain(stream(from(Cake)))]
      yield* Effect.all(others, { concurrency: "unbounded" })
      yield* Fiber.join(open)
    })
    const entries = await logged(program, { slowQuery: "150 millis" })
    expect(entries.map(({ message }) => message).toSorted()).toEqual([
      "A statement waited long for a connection: SELECT cake",
      "A stream waited long for a connection: SELECT cake",
      "A transaction waited long for a connection",
      "withConnection waited long for a connection",
    ])
    for (const { annotations } of entries) expect(annotations["db.client.connection.wait_time"]).toBeGreaterThan(0.15)
  })

  it("does not count what is done with the rows of a stream, and says that a wait was in vain", async () => {
    const lazily = stream(from(Cake)).pipe(Stream.runForEach(() => Effect.sleep("200 millis")))
    const program = Effect.gen(function* () {
      yield* execute(insertInto(Cake, [{ id: 1 }, { id: 2 }]))
      yield* lazily
      const open = yield* Effect.forkChild(transaction(Effect.sleep("500 millis")))
      yield* Effect.sleep("5 millis")
      yield* Effect.ignore(all(from(Cake)))
      yield* Fiber.join(open)
    })
    const entries = await logged(program, { slowQuery: "150 millis", acquireTimeout: "200 millis" })
    expect(entries.map(({ annotations, message }) => [message, annotations["error.type"]])).toEqual([
      ["A statement waited long for a connection: SELECT cake", "PoolTimeout"],
    ])
  })

  it("is checked, and changes nothing where it is not given", async () => {
    const wrong = (options: object) =>
      Effect.runPromise(
        Effect.flip(Effect.provide(Effect.void, Sqlite.layer({ filename: ":memory:", ...options }))).pipe(Effect.map(String)),
      )
    expect(await wrong({ slowQuery: "soon" })).toMatch(/option slowQuery is "soon", and must be a duration/)
    expect(await wrong({ slowQueryLevel: "Loud" })).toMatch(/option slowQueryLevel is "Loud", and must be "Fatal", "Error"/)
    const service = Effect.provide(Effect.flatMap(Database, Effect.succeed), Sqlite.layer({ filename: ":memory:" }))
    expect((await Effect.runPromise(service)).slow).toBe(null)
    expect(await logged(all(slow), {})).toEqual([])
  })
})
