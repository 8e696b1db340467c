/** What spans, metrics and logs say of a database, and what they must not say. */
import { inspect } from "node:util"
import { Effect, Exit, Fiber, type Layer, Logger, Metric, pipe, Redacted, References, Stream, Tracer } from "effect"
import {
  all, batch, createAll, type Database, eq, execute, from, insertInto, integer, param, prepare, primaryKey, rawQuery, stream, type SqlError,
  table, text, transaction, unique, varchar, where,
} from "fulmar"
import { MariaDb } from "fulmar/mariadb"
import { MySql } from "fulmar/mysql"
import { Postgres } from "fulmar/postgres"
import { Sqlite } from "fulmar/sqlite"
import { beforeAll, expect, test } from "vitest"
import { describeOn, type LiveDb } from "../servers/live.js"
import { everywhere } from "./conformance.js"

const secret = "PLANTED'SECRET"
const password = "PLANTED-PASSWORD"

const Person = table("person", { id: integer.pipe(primaryKey), email: varchar(80).pipe(unique), note: text })
const person = (id: number) => insertInto(Person, { id, email: secret, note: secret })
const byEmail = pipe(from(Person), where(eq(Person.email, secret)))
const notANumber = rawQuery({ n: integer })`select cast(${secret} as integer)`
const wrong = rawQuery({ n: integer })`selec ${secret}`

const layerOf = (db: LiveDb, more: object = {}): Layer.Layer<Database, SqlError> => {
  const options = { url: db.url, metrics: true, slowQuery: 0, max: 3, ...more }
  switch (db.kind) {
    case "sqlite":
      return Sqlite.layer({ filename: db.url, ...options })
    case "postgres":
      return Postgres.layer(options)
    case "mariadb":
      return MariaDb.layer(options)
    case "mysql":
      return MySql.layer(options)
  }
}

/** Runs a program, and gives all that a tracer, a logger and the metrics got to know. */
const watched = async (live: Layer.Layer<Database, SqlError>, program: Effect.Effect<unknown, unknown, any>) => {
  const spans: Array<Tracer.NativeSpan> = []
  const tracer = Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options)
      spans.push(span)
      return span
    },
  })
  const logs: Array<unknown> = []
  const logger = Logger.make<unknown, void>(({ cause, fiber, message }) => {
    logs.push({ message, annotations: fiber.getRef(References.CurrentLogAnnotations), cause })
  })
  const whole = Effect.andThen(Effect.exit(program).pipe(Effect.withTracer(tracer)), Metric.snapshot).pipe(
    Effect.provide(live),
    Effect.provide(Logger.layer([logger])),
    Effect.provideService(Metric.MetricRegistry, new Map()),
  )
  const metrics = await Effect.runPromise(whole as Effect.Effect<ReadonlyArray<Metric.Metric.Snapshot>, SqlError>)
  return { spans, logs, metrics }
}

const shown = (value: unknown): string => inspect(value, { depth: 12, showHidden: true, maxStringLength: null, maxArrayLength: null })

/** What of a span is its own: the error that ended it is whoever's that sees the error. */
const ownOf = (span: Tracer.NativeSpan) => ({ name: span.name, attributes: [...span.attributes], events: span.events })

describeOn(everywhere, "observability", (db) => {
  const url = () => new URL(db.kind === "sqlite" ? "file:///" : db.url)
  beforeAll(() => Effect.runPromise(createAll([Person]).pipe(Effect.provide(layerOf(db, { slowQuery: undefined })))))

  test("spans have the attributes of the conventions, and so have the measurements", async () => {
    const program = Effect.gen(function* () {
      yield* execute(insertInto(Person, { id: 100, email: "a", note: "b" }))
      yield* Effect.ignore(execute(insertInto(Person, { id: 100, email: "b", note: "b" })))
      yield* Stream.runDrain(stream(from(Person)))
      yield* transaction(all(pipe(from(Person), where(eq(Person.id, 100)))))
    })
    const { metrics, spans } = await watched(layerOf(db), program)
    const server = db.kind === "sqlite" ? {} : { "server.address": url().hostname, "server.port": Number(url().port) }
    const common = {
      "db.system.name": db.kind === "postgres" ? "postgresql" : db.kind,
      "db.namespace": db.kind === "sqlite" ? db.url : db.name,
      "db.collection.name": "person",
      ...server,
    }
    expect(spans.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "client INSERT person", "client INSERT person", "client SELECT person", "client SELECT person",
    ])
    const text = expect.stringMatching(/^(insert into|select).*person/)
    const [made, again, streamed, read] = spans.map((span) => Object.fromEntries(span.attributes))
    expect(made).toEqual({ ...common, "db.operation.name": "INSERT", "db.query.text": text })
    expect(again).toEqual({
      ...common,
      "db.operation.name": "INSERT",
      "db.query.text": text,
      "error.type": "UniqueViolation",
      "db.response.status_code": expect.stringMatching(/^(SQLITE_CONSTRAINT_PRIMARYKEY|23505|1062)$/),
    })
    expect(streamed).toEqual({ ...common, "db.operation.name": "SELECT", "db.query.text": text, "db.response.returned_rows": 1 })
    expect(read).toEqual(streamed && { ...streamed, "db.query.text": expect.stringMatching(/where/) })

    const ours = metrics.filter(({ attributes }) => attributes?.["db.namespace"] === common["db.namespace"])
    const duration = ours.filter(({ id }) => id === "db.client.operation.duration")
    expect(duration).toContainEqual(
      expect.objectContaining({
        attributes: expect.objectContaining({ "db.operation.name": "INSERT", "error.type": "UniqueViolation", unit: "s" }),
      }),
    )
    expect(duration[0]?.type === "Histogram" && duration[0].state.buckets.map(([bound]) => bound)).toEqual(
      [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10],
    )
    const gauges = ours.filter(({ id }) => id.startsWith("db.client.connection."))
    expect(new Set(gauges.map(({ id }) => id))).toEqual(
      new Set(["db.client.connection.count", "db.client.connection.pending_requests", "db.client.connection.max"]),
    )
    for (const { attributes } of gauges) {
      expect(attributes).toMatchObject({
        "db.system.name": common["db.system.name"],
        "db.client.connection.pool.name": expect.any(String),
        unit: expect.stringMatching(/^\{/),
      })
    }
  })

  test("no value is in a span, a metric or a log", async () => {
    const program = Effect.gen(function* () {
      const each = [
        execute(person(1)), execute(person(1)), execute(person(2)), all(byEmail), all(notANumber), all(wrong), Stream.runDrain(stream(byEmail)),
        Stream.runDrain(stream(notANumber)), transaction(all(byEmail)), batch([byEmail, person(3)]), batch([person(4)]),
        prepare(pipe(from(Person), where(eq(Person.note, param("note", text)))))({ note: secret }),
        execute(insertInto(Person, { id: 9, email: secret.repeat(9), note: secret })),
      ]
      for (const one of each) yield* Effect.exit(one as Effect.Effect<unknown, unknown, Database>)
      if (db.kind !== "postgres") return
      const rows = Stream.make({ id: 7, email: secret, note: secret })
      yield* Effect.exit(Postgres.copyFrom(Person, ["id", "email", "note"])(rows))
      yield* Effect.exit(Stream.runDrain(Postgres.copyTo(byEmail)))
      yield* Effect.exit(Postgres.notify("somewhere", secret))
    })
    const { logs, metrics, spans } = await watched(layerOf(db), program)
    expect(spans.length).toBe(db.kind === "postgres" ? 15 : 12)
    expect(spans.every((span) => span.status._tag === "Ended")).toBe(true)
    expect(logs.length).toBeGreaterThanOrEqual(spans.length)
    for (const told of [spans.map(ownOf), logs, metrics]) {
      expect(shown(told)).not.toContain("PLANTED")
      expect(shown(told)).not.toContain("SECRET")
    }
  })

  test("an error has values only where the database quotes them, and never in its SQL", async () => {
    const failure = (effect: Effect.Effect<unknown, unknown, any>) =>
      Effect.map(Effect.flip(effect as Effect.Effect<unknown, SqlError, Database>), ({ cause, message, reason }) => ({
        tag: reason._tag,
        message: message.includes("SECRET"),
        cause: shown(cause).includes("SECRET"),
        sql: reason.sql?.includes("SECRET") ?? false,
      }))
    const program = Effect.gen(function* () {
      yield* Effect.ignore(execute(person(1)))
      return [yield* failure(execute(person(2))), yield* failure(all(wrong))]
    })
    const quotes = db.kind === "mysql" || db.kind === "mariadb"
    expect(await Effect.runPromise(Effect.provide(program, layerOf(db, { slowQuery: undefined })))).toEqual([
      { tag: "UniqueViolation", message: quotes, cause: quotes || db.kind === "postgres", sql: false },
      { tag: "SyntaxError", message: false, cause: false, sql: false },
    ])
  })

  if (db.kind !== "sqlite") {
    test("the log of what is slow tells waiting for the pool from a slow statement", async () => {
      const pgSleep = rawQuery({ n: text })`select pg_sleep(0.4)::text`
      const mysqlSleep = rawQuery({ n: integer })`select sleep(0.4)`
      const nap = db.kind === "postgres" ? Effect.asVoid(all(pgSleep)) : Effect.asVoid(all(mysqlSleep))
      const others = [all(from(Person)), Stream.runDrain(stream(from(Person))), batch([from(Person)]), transaction(Effect.void)]
      const busy = Effect.gen(function* () {
        const open = yield* Effect.forkChild(transaction(Effect.sleep("600 millis")))
        yield* Effect.sleep("50 millis")
        yield* Effect.all(others as ReadonlyArray<Effect.Effect<unknown, unknown, Database>>, { concurrency: "unbounded" })
        yield* Fiber.join(open)
        yield* nap
      })
      const { logs } = await watched(layerOf(db, { max: 1, slowQuery: "300 millis" }), busy)
      const messages = (logs as ReadonlyArray<{ readonly message: ReadonlyArray<string> }>).map(({ message }) => message[0])
      expect(messages.toSorted()).toEqual([
        // The transaction of a batch that is sent statement by statement waits too.
        ...(db.kind === "postgres" ? [] : ["A transaction waited long for a connection"]),
        "A batch waited long for a connection: BATCH SELECT person",
        "A statement waited long for a connection: SELECT person",
        "A stream waited long for a connection: SELECT person",
        "A transaction waited long for a connection",
        "Slow statement: RAW",
      ].toSorted())
    })

    test("a password is in no error", async () => {
      const address = url()
      address.username = "nobody_of_this_name"
      address.password = password
      const attempts = [
        { url: address.href },
        { url: Redacted.make(address.href) },
        { url: `${address.href}?nonsense=1` },
        { url: address.href, port: 1 },
        { url: address.href, max: -1 },
        { url: `not a url ${password}` },
        { url: db.url, user: "nobody_of_this_name", password: Redacted.make(password) },
      ]
      for (const attempt of attempts) {
        const exit = await Effect.runPromiseExit(Effect.provide(Effect.void, layerOf(db, attempt)))
        expect(Exit.isFailure(exit), shown(attempt)).toBe(true)
        expect(shown(exit)).not.toContain("PLANTED")
        expect(String(exit)).not.toContain("PLANTED")
      }
    })
  }
})

describeOn("postgres", "COPY of a query with values", (db) => {
  test("has errors without them", async () => {
    const byNumber = pipe(from(Person), where(eq(Person.email, secret)))
    const program = Effect.flip(Stream.runDrain(Postgres.copyTo(byNumber)))
    const error = await Effect.runPromise(Effect.provide(program, Postgres.layer({ url: db.url })))
    expect(error).toMatchObject({ reason: { _tag: "SyntaxError", table: null, position: null } })
    expect(error.message).toMatch(/copy \(select .* where "person"."email" = \$1/)
    expect(error.message).not.toContain("SECRET")
  })
})
