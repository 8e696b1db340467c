/** Inserts of more rows than one statement takes parameters: all of them, or none. */
import { Effect, Fiber, pipe } from "effect"
import {
  all, batch, count, countAll, createAll, eq, execute, first, from, insertInto, integer, primaryKey, returning, select, table, text,
  transaction, where, deleteFrom, allRows,
} from "fulmar"
import { beforeAll, expect, it } from "vitest"
import { kinds } from "../servers/kinds.js"
import { describeOn } from "../servers/live.js"
import { type Anything, everywhere, nothingLeft, on } from "./conformance.js"
import { eventually } from "./mysql-fixture.js"

const Seen = table("seen", { id: integer.pipe(primaryKey), name: text, n: integer })
const rows = Array.from({ length: 50_000 }, (_, i) => ({ id: i, name: `n${i} 'é'`, n: i % 7 }))
const last = rows.length - 1
const clear = execute(pipe(deleteFrom(Seen), allRows))
const ids = all(pipe(from(Seen), select(Seen.id)))

describeOn(everywhere, "inserts in parts", (db) => {
  beforeAll(() => on(db, createAll([Seen])))

  it("are one statement to the program", { timeout: 60_000 }, async () => {
    const program = Effect.gen(function* () {
      yield* clear
      const done = yield* execute(insertInto(Seen, rows))
      const found = yield* first(pipe(from(Seen), where(eq(Seen.id, last))))
      return [done.rowsAffected, yield* count(from(Seen)), found]
    })
    expect(await on(db, program)).toMatchObject([rows.length, rows.length, { value: rows[last] }])
  })

  it("return their rows in order", { timeout: 60_000 }, async () => {
    const returned = await on(db, Effect.andThen(clear, all(pipe(insertInto(Seen, rows), returning(Seen))) as never))
    expect(returned).toEqual(rows)
  })

  it("leave nothing when the last part fails, alone and in a transaction", { timeout: 60_000 }, async () => {
    const failing = Effect.flip(execute(insertInto(Seen, [...rows, rows[0]!])))
    const program = Effect.gen(function* () {
      yield* clear
      const alone = yield* failing
      const inside = yield* transaction(
        Effect.gen(function* () {
          yield* execute(insertInto(Seen, { id: -1, name: "before", n: 0 }))
          const error = yield* failing
          yield* execute(insertInto(Seen, { id: -2, name: "after", n: 0 }))
          return error
        }),
      )
      return [alone, inside, (yield* ids).toSorted((a, b) => a - b)]
    })
    const unique = { _tag: "SqlError", reason: { _tag: "UniqueViolation" } }
    expect(await on(db, program)).toMatchObject([unique, unique, [-2, -1]])
  })

  it("are part of a batch", { timeout: 60_000 }, async () => {
    const big = insertInto(Seen, rows)
    const program = Effect.gen(function* () {
      yield* clear
      const done = yield* batch([big, pipe(from(Seen), select(countAll))])
      const failed = yield* Effect.flip(batch({ more: insertInto(Seen, { id: -1, name: "", n: 0 }), big }))
      return [done, failed, yield* count(from(Seen))]
    })
    expect(await on(db, program)).toMatchObject([
      [{ rowsAffected: rows.length }, [rows.length]],
      { statement: "big", reason: { _tag: "UniqueViolation" } },
      rows.length,
    ])
    const returned = Effect.andThen(clear, batch({ none: from(Seen), big: pipe(big, returning(Seen.id)) }) as never) as Effect.Effect<unknown, unknown, Anything>
    expect(await on(db, returned)).toEqual({ none: [], big: rows.map((row) => row.id) })
  })

  it("leave nothing when they are interrupted at any time", { timeout: 60_000 }, async () => {
    const program = Effect.gen(function* () {
      yield* clear
      for (const millis of [0, 1, 5, 20, 60, 120]) {
        const fiber = yield* Effect.forkChild(execute(insertInto(Seen, rows)))
        yield* Effect.sleep(millis)
        yield* Fiber.interrupt(fiber)
        const left = yield* count(from(Seen))
        expect([0, rows.length]).toContain(left)
        yield* clear
      }
    })
    await on(db, program)
    await on(db, nothingLeft(db))
  })
})

describeOn(kinds, "inserts in parts", (db) => {
  const waiting =
    db.kind === "postgres"
      ? "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
      : "select 1 from information_schema.innodb_trx t join information_schema.processlist p on p.id = t.trx_mysql_thread_id " +
        "where p.db = database() and t.trx_state = 'LOCK WAIT'"

  it("leave nothing when they are interrupted in their last part, where they wait for another", { timeout: 60_000 }, async () => {
    await on(db, createAll([Seen]))
    const other = await db.connect()
    await other.query("begin")
    await other.query(`insert into seen (id, name, n) values (${last}, 'other', 0)`)
    const program = Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(execute(insertInto(Seen, rows)))
      // InnoDB makes the list of transactions anew only for who did not ask in the last tenth of a second.
      const waits = () => new Promise((resolve) => setTimeout(resolve, 200)).then(async () => (await db.query(waiting)).length > 0)
      yield* Effect.promise(() => eventually(waits, "it waits", 30_000))
      yield* Fiber.interrupt(fiber)
      yield* Effect.promise(() => other.query("commit"))
      return yield* ids
    })
    expect(await on(db, program)).toEqual([last])
    await on(db, nothingLeft(db))
  })
})
