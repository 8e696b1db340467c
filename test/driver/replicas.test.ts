import { renameSync } from "node:fs"
import { Effect, Exit, Layer, Logger, pipe, Schedule, Stream } from "effect"
import {
  all, allRows, asc, batch, ConnectionError, count, createAll, cte, Database, database, type DatabaseService, eq, execute, exists,
  existsRow, first, from, insertInto, one, onPrimary, orderBy, param, prepare, rawQuery, replicated, select, SerializationFailure,
  SqlError, type SqlErrorReason, stream, SyntaxErrorReason, table, text, transaction, unionAll, update, using, where, withConnection,
} from "fulmar"
import { Sqlite } from "fulmar/sqlite"
import { describe, expect, it } from "vitest"
import { temporaryFile } from "./fixture.js"

// One row, which says whose it is.
const Place = table("place", { name: text })
const places = from(Place)
const names = pipe(places, select(Place.name))

const file = (filename: string) => Sqlite.layer({ filename })

/** Files of databases, each with its name in it. */
const files = <Name extends string>(...wanted: ReadonlyArray<Name>) =>
  Effect.gen(function* () {
    const made: Record<string, string> = {}
    for (const name of wanted) {
      const filename = yield* temporaryFile
      made[name] = filename
      yield* Effect.andThen(createAll([Place]), execute(insertInto(Place, { name: name as string }))).pipe(Effect.provide(file(filename)))
    }
    return made as Record<Name, string>
  })

const run = <A, E>(program: Effect.Effect<A, E, any>): Promise<A> =>
  Effect.runPromise(Effect.scoped(program).pipe(Effect.provide(Logger.layer([]))) as Effect.Effect<A, E>)

const eventually = <A, E, R>(effect: Effect.Effect<A, E, R>, fits: (value: A) => boolean): Effect.Effect<A, E, R> =>
  Effect.repeat(effect, { schedule: Schedule.spaced("5 millis"), until: fits })

const often = Schedule.spaced("5 millis")

/** A layer whose database fails as `failing` says, before it is asked or in the middle of a stream. */
const breakable = <E>(layer: Layer.Layer<Database, E>) => {
  const broken: { now: SqlErrorReason | null; midway: boolean; asked: number } = { now: null, midway: false, asked: 0 }
  const failed = () => Effect.fail(new SqlError({ reason: broken.now as SqlErrorReason }))
  const wrapped = (service: DatabaseService): DatabaseService => ({
    ...service,
    executor: {
      run: (sql, params, options) => {
        broken.asked++
        return broken.now === null ? service.executor.run(sql, params, options) : failed()
      },
      cursor: (sql, params, options) => {
        broken.asked++
        if (broken.now !== null && !broken.midway) return failed()
        let reads = 0
        return Effect.map(service.executor.cursor(sql, params, options), (cursor) => ({
          read: (size) => (broken.now !== null && ++reads > 1 ? failed() : cursor.read(size)),
        }))
      },
    },
  })
  const made = Layer.effect(Database, Effect.map(Database, wrapped)).pipe(Layer.provide(layer))
  return [made, broken] as const
}

const gone = new ConnectionError({ message: "gone" })

describe("a replicated database", () => {
  it("reads on the replicas, each in its turn, and does all else on the primary", async () => {
    const program = Effect.gen(function* () {
      const at = yield* files("primary", "one", "two")
      const live = replicated({ primary: file(at.primary), replicas: [file(at.one), file(at.two)] })
      return yield* Effect.gen(function* () {
        const turns = yield* Effect.forEach([1, 2, 3, 4], () => one(names))
        const here = cte("here")(places)
        const reads = yield* Effect.all([
          first(names),
          count(places),
          existsRow(pipe(places, where(eq(Place.name, "primary")))),
          Stream.runCollect(stream(names)),
          prepare(pipe(names, where(eq(Place.name, param("name", text)))))({ name: "two" }),
          all(pipe(names, unionAll(names))),
          all(pipe(from(here), where(exists(places)), select(here.name))),
        ])
        const raw = yield* all(rawQuery({ name: text })`select name from place`)
        const elsewhere = yield* Effect.all([
          onPrimary(one(names)),
          onPrimary(Stream.runCollect(stream(names))),
          transaction(one(names)),
          transaction(one(names), { access: "read only" }),
          withConnection(one(names)),
          Effect.map(batch([names]), ([rows]) => rows[0]),
        ])
        yield* execute(pipe(update(Place, { name: "written" }), allRows))
        return { turns, reads, raw, elsewhere, written: yield* onPrimary(all(names)), behind: yield* all(names) }
      }).pipe(Effect.provide(live))
    })
    expect(await run(program)).toMatchObject({
      turns: ["one", "two", "one", "two"],
      reads: [{ value: "one" }, 1, false, ["two"], [], ["two", "two"], ["one"]],
      raw: [{ name: "primary" }],
      elsewhere: ["primary", ["primary"], "primary", "primary", "primary", "primary"],
      written: ["written"],
      behind: ["two"],
    })
  })

  it("may be a further one, and has the figures of each pool", async () => {
    const Analytics = database("analytics")
    const program = Effect.gen(function* () {
      const at = yield* files("primary", "replica")
      const live = Analytics.layer(replicated({ primary: file(at.primary), replicas: [file(at.replica)] }))
      const figures = Effect.flatMap(Database, (db) => Effect.all([db.pool, db.replicas?.figures ?? Effect.succeed([])]))
      return yield* Effect.all([one(names), transaction(one(names)), figures]).pipe(using(Analytics), Effect.provide(live))
    })
    expect(await run(program)).toEqual([
      "replica",
      "primary",
      [
        { open: 1, used: 0, idle: 1, waiting: 0 },
        [{ open: 1, used: 0, idle: 1, waiting: 0, lost: false }],
      ],
    ])
  })

  it("works without a replica that is not there when it begins, until it is; not without the primary", async () => {
    const program = Effect.gen(function* () {
      const at = yield* files("primary", "replica")
      renameSync(at.replica, `${at.replica}.away`)
      const replica = Sqlite.layer({ filename: at.replica, readonly: true, fileMustExist: true, wal: false })
      const live = replicated({ primary: file(at.primary), replicas: [replica], probe: often })
      const dead = replicated({ primary: replica, replicas: [file(at.primary)], probe: often })
      const refused = yield* Effect.flip(Effect.provide(one(names), dead))
      const reads = yield* Effect.gen(function* () {
        const before = yield* one(names)
        renameSync(`${at.replica}.away`, at.replica)
        return [before, yield* eventually(one(names), (name) => name === "replica")]
      }).pipe(Effect.provide(live))
      return { refused, reads }
    })
    expect(await run(program)).toMatchObject({
      refused: { _tag: "SqlError", reason: { _tag: "ConnectionError" } },
      reads: ["primary", "replica"],
    })
  })

  it("leaves out a replica that is lost, runs its read elsewhere, and takes it back", async () => {
    const program = Effect.gen(function* () {
      const at = yield* files("primary", "one", "two")
      const [first, firstState] = breakable(file(at.one))
      const [second, secondState] = breakable(file(at.two))
      const live = replicated({ primary: file(at.primary), replicas: [first, second], probe: often })
      const read = one(names)
      const streamed = Effect.map(Stream.runCollect(stream(names)), ([name]) => name)
      const figures = Effect.flatMap(Database, (db) => db.replicas?.figures ?? Effect.succeed([]))
      return yield* Effect.gen(function* () {
        firstState.now = gone
        const without = [yield* read, yield* streamed, yield* read, yield* streamed]
        const lost = (yield* figures).map((one) => one.lost)
        secondState.now = gone
        const alone = [yield* read, yield* streamed, yield* read]
        const asked = secondState.asked
        firstState.now = null
        const back = yield* eventually(read, (name) => name === "one")
        return { without, lost, alone, back, again: yield* read, stillAsked: secondState.asked > asked }
      }).pipe(Effect.provide(live))
    })
    expect(await run(program)).toEqual({
      without: ["two", "two", "two", "two"],
      lost: [true, false],
      alone: ["primary", "primary", "primary"],
      back: "one",
      again: "one",
      stillAsked: true,
    })
  })

  it("fails where the statement is wrong, and reads on the primary what a replica had to cancel", async () => {
    const program = Effect.gen(function* () {
      const at = yield* files("primary", "replica")
      const [replica, state] = breakable(file(at.replica))
      const live = replicated({ primary: file(at.primary), replicas: [replica], probe: often })
      return yield* Effect.gen(function* () {
        state.now = new SyntaxErrorReason({ message: "wrong" })
        const wrong = yield* Effect.flip(one(names))
        state.now = new SerializationFailure({ message: "conflict with recovery" })
        const cancelled = [yield* one(names), yield* Stream.runCollect(stream(names))]
        state.now = null
        return { wrong, cancelled, after: yield* one(names) }
      }).pipe(Effect.provide(live))
    })
    expect(await run(program)).toMatchObject({
      wrong: { reason: { _tag: "SyntaxError" } },
      cancelled: ["primary", ["primary"]],
      after: "replica",
    })
  })

  it("does not begin a stream anew that has given rows", async () => {
    const program = Effect.gen(function* () {
      const at = yield* files("primary", "replica")
      const more = execute(insertInto(Place, [{ name: "a" }, { name: "b" }]))
      yield* more.pipe(Effect.provide(file(at.replica)))
      const [replica, state] = breakable(file(at.replica))
      const live = replicated({ primary: file(at.primary), replicas: [replica], probe: often })
      const seen: Array<string> = []
      const drained = pipe(
        stream(pipe(names, orderBy(asc(Place.name))), { chunkSize: 1 }),
        Stream.runForEach((name) => Effect.sync(() => void seen.push(name))),
      )
      const exit = yield* Effect.gen(function* () {
        state.now = gone
        state.midway = true
        return yield* Effect.exit(drained)
      }).pipe(Effect.provide(live))
      return { failed: Exit.isFailure(exit), seen }
    })
    expect(await run(program)).toEqual({ failed: true, seen: ["a"] })
  })

  it("is of one system, and gives a replica up when the schedule ends", async () => {
    const other = Layer.effect(Database, Effect.map(Database, (db) => ({ ...db, system: "mysql" }))).pipe(
      Layer.provide(file(":memory:")),
    )
    const mixed = replicated({ primary: file(":memory:"), replicas: [other] })
    expect(await run(Effect.flip(Effect.provide(Effect.void, mixed)))).toMatchObject({
      reason: {
        _tag: "UnknownDatabaseError",
        message: "A primary that is sqlite cannot have a replica 1 that is mysql: use layers of one database.",
      },
    })
    const said: Array<string> = []
    const logger = Logger.make(({ message }) => void said.push(String(message)))
    const absent = Sqlite.layer({ filename: "/nowhere/at.all" })
    const live = replicated({ primary: file(":memory:"), replicas: [absent], probe: Schedule.recurs(2) })
    await Effect.runPromise(
      Effect.sleep("50 millis").pipe(Effect.provide(live), Effect.provide(Logger.layer([logger]))),
    )
    expect(said[0]).toMatch(/^Reads do without replica 1: Cannot open the SQLite database/)
    expect(said[1]).toMatch(/^Nothing more is tried to reach replica 1/)
    expect(said.length).toBe(2)
  })
})
