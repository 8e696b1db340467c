/** A primary and replicas on real servers: two databases, of which one is behind a wire that can be cut. */
import { Duration, Effect, Fiber, type Layer, Logger, Metric, pipe, Schedule, Stream, Tracer } from "effect"
import {
  all, createAll, type Database, execute, from, insertInto, integer, one, onPrimary, orderBy, primaryKey, replicated, select, type SqlError,
  stream, table, text, transaction,
} from "fulmar"
import { MariaDb } from "fulmar/mariadb"
import { MySql } from "fulmar/mysql"
import { Postgres } from "fulmar/postgres"
import { afterAll, beforeAll, expect, test } from "vitest"
import { kinds } from "../servers/kinds.js"
import { describeOn } from "../servers/live.js"
import { connectPlain } from "../servers/plain.js"
import { makeProxy } from "../servers/proxy.js"
import type { Proxy } from "../servers/proxy.js"

const Place = table("place", { name: text })
const Digit = table("digit", { n: integer.pipe(primaryKey) })
const name = pipe(from(Place), select(Place.name))
const often = Schedule.spaced("20 millis")

describeOn(kinds, "a replicated database", (db) => {
  const layerOf = (url: string, metrics = false): Layer.Layer<Database, SqlError> => {
    const options = { url, max: 5, connectTimeout: "2 seconds", metrics } as const
    return db.kind === "postgres" ? Postgres.layer(options) : db.kind === "mysql" ? MySql.layer(options) : MariaDb.layer(options)
  }
  const replicaName = `${db.name}_replica`
  const urlOf = (): string => {
    const url = new URL(db.url)
    url.pathname = `/${replicaName}`
    return url.href
  }
  let proxy: Proxy
  beforeAll(async () => {
    await db.query(`create database ${replicaName}`)
    for (const [url, whose] of [[db.url, "primary"], [urlOf(), "replica"]] as const) {
      const numbers = insertInto(Digit, Array.from({ length: 1000 }, (_, n) => ({ n })))
      const made = Effect.all([createAll([Place, Digit]), execute(insertInto(Place, { name: whose })), execute(numbers)])
      await Effect.runPromise(Effect.provide(made, layerOf(url)))
    }
    proxy = await makeProxy(urlOf())
  })
  afterAll(async () => {
    await proxy?.close()
    await db.query(`drop database ${replicaName}${db.kind === "postgres" ? " with (force)" : ""}`)
  })
  const on = <A, E>(program: Effect.Effect<A, E, Database>): Promise<A> =>
    Effect.runPromise(
      program.pipe(
        Effect.provide(replicated({ primary: layerOf(db.url), replicas: [layerOf(proxy.url)], probe: often })),
        Effect.provide(Logger.layer([])),
      ),
    )
  const eventually = (whose: string) => Effect.repeat(one(name), { schedule: often, until: (n) => n === whose })

  test("reads on the replica, also when the wire to it was cut, and on the primary while it is away", async () => {
    const program = Effect.gen(function* () {
      const reads = yield* Effect.all([one(name), onPrimary(one(name)), transaction(one(name))])
      proxy.cut()
      const cut = yield* one(name)
      yield* eventually("replica")
      proxy.refuse()
      proxy.cut()
      const away = yield* Effect.forEach([1, 2, 3], () => one(name))
      const streamed = yield* Stream.runCollect(stream(name))
      proxy.resume()
      return { reads, cut, away, streamed, back: yield* eventually("replica") }
    })
    const { away, back, cut, reads, streamed } = await on(program)
    expect(reads).toEqual(["replica", "primary", "primary"])
    expect(["primary", "replica"]).toContain(cut)
    expect(away).toEqual(["primary", "primary", "primary"])
    expect(streamed).toEqual(["primary"])
    expect(back).toBe("replica")
  })

  test("begins without the replica, and uses it when it is there", async () => {
    proxy.refuse()
    const program = Effect.gen(function* () {
      const before = yield* one(name)
      proxy.resume()
      return [before, yield* eventually("replica")]
    })
    expect(await on(program)).toEqual(["primary", "replica"])
  })

  test("200 reads at a time notice nothing of a replica that goes and returns", async () => {
    const program = Effect.gen(function* () {
      const read = Effect.forEach([1, 2, 3], () => Effect.andThen(one(name), all(pipe(from(Digit), orderBy(Digit.n)))))
      const reads = yield* Effect.forkChild(
        Effect.forEach(Array.from({ length: 200 }), () => read, { concurrency: 200 }),
      )
      for (let i = 0; i < 3; i++) {
        yield* Effect.sleep("40 millis")
        proxy.refuse()
        proxy.cut()
        yield* Effect.sleep("40 millis")
        proxy.resume()
      }
      const results = yield* Fiber.join(reads)
      return { rows: new Set(results.flat().map((rows) => rows.length)), count: results.length, back: yield* eventually("replica") }
    })
    expect(await on(program)).toEqual({ rows: new Set([1000]), count: 200, back: "replica" })
  })

  test("a stream that has given rows fails when its replica is lost, and the next one is read elsewhere", async () => {
    const program = Effect.gen(function* () {
      const seen: Array<number> = []
      const long = stream(pipe(from(Digit), orderBy(Digit.n)), { chunkSize: 10 })
      const exit = yield* Effect.exit(
        Stream.runForEach(long, ({ n }) =>
          Effect.sync(() => {
            if (seen.push(n) === 10) proxy.cut()
          }),
        ),
      )
      return { exit: exit._tag, seen: seen.length, rest: (yield* Stream.runCollect(long)).length }
    })
    const { exit, rest, seen } = await on(program)
    // What had come over the wire may be read to its end.
    expect(exit === "Failure" ? seen < 1000 : seen === 1000).toBe(true)
    expect(rest).toBe(1000)
  })

  test("interruption cancels a read on the replica, and does not begin it anew", async () => {
    const plain = await connectPlain(urlOf())
    const lock = db.kind === "postgres" ? ["begin", "lock table place in access exclusive mode"] : ["lock tables place write"]
    for (const sql of lock) await plain.query(sql)
    try {
      const program = Effect.gen(function* () {
        const fiber = yield* Effect.forkChild(one(name))
        yield* Effect.sleep("200 millis")
        const [took] = yield* Effect.timed(Fiber.interrupt(fiber))
        return { took: Duration.toMillis(took), exit: fiber.pollUnsafe()?._tag, next: yield* onPrimary(one(name)) }
      })
      const { exit, next, took } = await on(program)
      expect(took).toBeLessThan(3000)
      expect(exit).toBe("Failure")
      expect(next).toBe("primary")
    } finally {
      await plain.query(db.kind === "postgres" ? "rollback" : "unlock tables")
      await plain.close()
    }
  })

  test("a span and the gauges say on which server it was", async () => {
    const spans: Array<Tracer.NativeSpan> = []
    const tracer = Tracer.make({
      span: (options) => {
        const span = new Tracer.NativeSpan(options)
        spans.push(span)
        return span
      },
    })
    const live = replicated({ primary: layerOf(db.url, true), replicas: [layerOf(proxy.url, true)] })
    const program = Effect.andThen(
      Effect.andThen(one(name), onPrimary(one(name))).pipe(Effect.withTracer(tracer)),
      Metric.snapshot,
    )
    const snapshot = await Effect.runPromise(Effect.provide(program, live))
    const ports = [proxy.url, db.url].map((url) => Number(new URL(url).port))
    expect(spans.map((span) => span.attributes.get("server.port"))).toEqual(ports)
    const gauged = snapshot.filter(({ id }) => id === "db.client.connection.max").map((m) => Number(m.attributes?.["server.port"]))
    expect(gauged).toEqual(expect.arrayContaining(ports))
  })
})
