import { Effect, Exit, Fiber, Stream } from "effect"
import { pipe } from "effect"
import { expect, test } from "vitest"
import {
  all,
  bigint,
  boolean,
  bytes,
  createAll,
  eq,
  from,
  integer,
  json,
  like,
  nullable,
  orderBy,
  table,
  text,
  timestamptz,
  transaction,
  where,
} from "../../src/index.js"
import { copyFrom, copyTo, copyToBytes, listen, notify } from "../../src/driver/postgres/postgres.js"
import { layer as postgres } from "../../src/driver/postgres/layer.js"
import type { Notification } from "../../src/driver/postgres/listen.js"
import { describeOn, describeOnOwn } from "../servers/live.js"
import { figures, run, value } from "./postgres-fixture.js"
import * as t from "io-ts"

const hard = ["plain", "tab\there", "line\nbreak\r", "back\\slash \\N \\.", "ü🍰", "", null, "\\"]
const small = (id: number) => ({
  id,
  big: 2n ** 60n + BigInt(id),
  name: hard[id % hard.length] ?? null,
  ok: id % 2 === 0,
  data: new Uint8Array([0, 92, 10, id % 256]),
  at: new Date(1_700_000_000_000 + id),
  more: { a: "b\n\\", n: id },
})

describeOn("postgres", "COPY", (db) => {
  const on = <A, E>(program: Effect.Effect<A, E, any>, max = 3): Promise<A> =>
    Effect.runPromise(Effect.provide(program as Effect.Effect<A, E>, postgres({ url: db.url, max })))
  const keys = ["id", "big", "name", "ok", "data", "at", "more"] as const
  const Small = table("small", {
    id: integer,
    name: text.pipe(nullable),
    data: bytes,
    big: bigint,
    ok: boolean,
    at: timestamptz,
    more: json(t.unknown),
  })
  const fresh = Effect.andThen(run("drop table if exists small"), createAll([Small]))

  test("rows go in and come out as they were, by COPY and by SELECT", async () => {
    const program = Effect.gen(function* () {
      yield* fresh
      const rows = Array.from({ length: 3000 }, (_, id) => small(id))
      const done = yield* copyFrom(Small, keys)(Stream.fromIterable(rows))
      const selected = yield* all(pipe(from(Small), orderBy(Small.id)))
      const copied = yield* Stream.runCollect(copyTo(pipe(from(Small), orderBy(Small.id))))
      return { done, same: copied, selected, rows }
    })
    const { done, rows, same, selected } = await on(program)
    expect(done).toEqual({ rowsAffected: 3000 })
    expect(selected).toEqual(rows)
    expect(same).toEqual(rows)
  })

  test("values in the query, and other formats", async () => {
    const program = Effect.gen(function* () {
      yield* fresh
      yield* copyFrom(Small, keys)(Stream.fromIterable([small(1), small(2), small(3)]))
      const found = yield* Stream.runCollect(copyTo(pipe(from(Small), where(eq(Small.name, "back\\slash \\N \\.")))))
      const few = yield* Stream.runCollect(copyTo(pipe(from(Small), where(like(Small.name, "%it's%")))))
      const csv = yield* copyToBytes(pipe(from(Small), where(eq(Small.id, 1))), { format: "csv", header: true }).pipe(
        Stream.decodeText,
        Stream.mkString,
      )
      return { found: found.map((one) => one.id), few, csv }
    })
    const { csv, few, found } = await on(program)
    expect(found).toEqual([3])
    expect(few).toEqual([])
    expect(csv.split("\n")[0]).toBe("id,name,data,big,ok,at,more")
  })

  test("a value that does not fit, a row that the server refuses, and a stream that fails keep nothing", async () => {
    const program = Effect.gen(function* () {
      yield* fresh
      const copy = copyFrom(Small, keys)
      const unfit = yield* Effect.flip(copy(Stream.fromIterable([small(1), { ...small(2), id: 0.5 }])))
      yield* run("create unique index on small (id)")
      const twice = yield* Effect.flip(copy(Stream.map(Stream.range(1, 200_000), (id) => small(id % 1000))))
      const broken = yield* Effect.flip(
        copy(Stream.concat(Stream.fromIterable([small(1)]), Stream.fail("broken" as const))),
      )
      const timedOut = yield* Effect.exit(
        Effect.timeout(copy(Stream.concat(Stream.fromIterable([small(1)]), Stream.never)), 100),
      )
      const raw = yield* Effect.flip(run("copy small from stdin"))
      const missing = yield* Effect.flip(
        copyFrom(table("missing", { id: integer }), ["id"])(Stream.fromIterable([{ id: 1 }])),
      )
      return {
        unfit,
        twice,
        broken,
        raw,
        missing,
        timedOut: Exit.isFailure(timedOut),
        count: yield* value("select count(*) from small"),
        figures: yield* figures,
      }
    })
    expect(await on(program, 1)).toMatchObject({
      unfit: { _tag: "ValidationError", issues: [{ column: "id", row: 1 }] },
      twice: { _tag: "SqlError", reason: { _tag: "UniqueViolation", columns: ["id"] } },
      broken: "broken",
      raw: { reason: { _tag: "SyntaxError" } },
      missing: { reason: { _tag: "SyntaxError", code: "42P01" } },
      timedOut: true,
      count: "0",
      figures: { open: 1, used: 0 },
    })
  })

  test("in a transaction, in constant memory, and ended early", async () => {
    const program = Effect.gen(function* () {
      yield* fresh
      const base = process.memoryUsage().rss
      yield* transaction(copyFrom(Small, keys)(Stream.map(Stream.range(1, 100_000), small)))
      const rolled = yield* Effect.exit(
        transaction(Effect.andThen(copyFrom(Small, keys)(Stream.map(Stream.range(1, 10), small)), Effect.fail("no"))),
      )
      const count = yield* value("select count(*) from small")
      const five = yield* Stream.runCollect(Stream.take(copyTo(from(Small)), 5))
      let read = 0
      yield* Stream.runForEach(copyToBytes(from(Small)), (chunk) => Effect.sync(() => void (read += chunk.length)))
      const inside = yield* transaction(
        Stream.runFold(
          copyTo(from(Small)),
          () => 0,
          (n) => n + 1,
        ),
      )
      return {
        rolled: Exit.isFailure(rolled),
        count,
        five: five.length,
        read,
        inside,
        grown: process.memoryUsage().rss - base,
        figures: yield* figures,
      }
    })
    const result = await on(program, 1)
    expect(result).toMatchObject({ rolled: true, count: "100000", five: 5, inside: 100_000, figures: { used: 0 } })
    expect(result.read).toBeGreaterThan(5_000_000)
  })
})

describeOnOwn("postgres", "LISTEN and NOTIFY", (db) => {
  const on = <A, E>(program: Effect.Effect<A, E, any>): Promise<A> =>
    Effect.runPromise(
      Effect.provide(program as Effect.Effect<A, E>, postgres({ url: db.url, max: 2, applicationName: "listening" })),
    )

  test("notifications come, also after the connection was lost, and those of a transaction when it is committed", async () => {
    const got: Array<Notification> = []
    const program = Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(
        Stream.runForEach(listen('my "channel"'), (one) => Effect.sync(() => void got.push(one))),
      )
      const until = (payload: string) =>
        Effect.gen(function* () {
          for (let i = 0; i < 200; i++) {
            if (got.some((one) => one.payload === payload)) return
            yield* Effect.ignore(notify('my "channel"', payload))
            yield* Effect.sleep("30 millis")
          }
          return yield* Effect.fail(`no ${payload}`)
        })
      yield* until("first")
      yield* transaction(
        Effect.andThen(
          notify('my "channel"', "inside"),
          Effect.sync(() => expect(got.map((one) => one.payload)).not.toContain("inside")),
        ),
      )
      yield* Effect.ignore(transaction(Effect.andThen(notify('my "channel"', "rolled back"), Effect.fail("no"))))
      yield* until("second")
      yield* Effect.promise(db.stop)
      yield* Effect.promise(db.start)
      yield* until("third")
      yield* Fiber.interrupt(fiber)
      const tooLong = yield* Effect.flip(notify("x", "y".repeat(9000)))
      return {
        tooLong: tooLong.reason,
        open: yield* value(
          "select count(*) from pg_stat_activity where application_name = 'listening' and query like 'listen%'",
        ),
      }
    })
    expect(await on(program)).toMatchObject({ tooLong: { _tag: "DataError" }, open: "0" })
    const payloads = got.map((one) => one.payload)
    expect(payloads).toContain("inside")
    expect(payloads).not.toContain("rolled back")
    expect(got[0]).toMatchObject({ channel: 'my "channel"', payload: "first", processId: expect.any(Number) })
  })
})
