/** A recorded database does what the database does, and its log says what it was told. */
import { Effect, type Layer, Stream } from "effect"
import {
  batch, createAll, type Database, execute, from, insertInto, integer, primaryKey, rawCommand, rawQuery, savepoint, stream, type Supports, table,
  text, transaction, withConnection,
} from "fulmar"
import { conformance } from "fulmar/conformance"
import { type LogEntry, logged, recorded, showLog, type StatementLog, statementLog } from "fulmar/testing"
import { beforeAll, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { conformanceOptions, everywhere, nothingLeft, on } from "./conformance.js"

const Cake = table("cake", { id: integer.pipe(primaryKey), name: text })
const cake = (id: number) => insertInto(Cake, { id, name: `it's ${id}` })

describeOn(everywhere, "a recorded database", (db) => {
  const { dialect, layer } = conformanceOptions(db)
  const live = recorded(layer as Layer.Layer<Database | Supports<string>>)
  const said = logged(dialect)
  const shown = <A>(program: Effect.Effect<A, unknown, Database | Supports<string> | StatementLog>): Promise<string> =>
    Effect.runPromise(Effect.provide(Effect.andThen(Effect.exit(program), Effect.map(statementLog, showLog)), live))
  const line = (id: number): string => showLog(said(cake(id)))

  beforeAll(() => on(db, createAll([Cake])))

  it("logs statements as they are sent, grouped by transaction and savepoint", async () => {
    const program = Effect.gen(function* () {
      yield* execute(cake(1))
      yield* transaction(
        Effect.gen(function* () {
          yield* execute(cake(2))
          yield* Effect.ignore(savepoint(Effect.andThen(execute(cake(3)), Effect.fail("no"))))
          yield* transaction(savepoint(Stream.runDrain(stream(from(Cake)))))
        }),
        { access: "read write" },
      )
      yield* withConnection(Effect.andThen(execute(cake(4)), transaction(execute(cake(5)))))
      yield* Effect.ignore(execute(cake(5)))
      yield* transaction(Effect.andThen(execute(cake(6)), Effect.fail("no")))
    })
    expect((await shown(program)).split("\n")).toEqual([
      line(1),
      "begin read write",
      `  ${line(2)}`,
      "  savepoint",
      `    ${line(3)}`,
      "  rollback",
      "  savepoint",
      "    savepoint",
      `      ${showLog(said(from(Cake)))}`,
      "    release",
      "  release",
      "commit",
      "session",
      `  ${line(4)}`,
      "  begin",
      `    ${line(5)}`,
      "  commit",
      "end",
      `${line(5)} -- UniqueViolation`,
      "begin",
      `  ${line(6)}`,
      "rollback",
    ])
    const ids = rawQuery({ id: integer })`select id from cake order by id`
    expect(await on(db, Stream.runCollect(stream(ids)))).toEqual([1, 2, 4, 5].map((id) => ({ id })))
  })

  it("tells the transactions of fibers apart", async () => {
    const work = (n: number) =>
      transaction(Effect.forEach([n, n + 1, n + 2], (id) => Effect.andThen(Effect.sleep(1), execute(cake(id)))))
    const ns = [100, 200, 300, 400]
    const log = Effect.andThen(Effect.forEach(ns, work, { concurrency: 4 }), statementLog)
    const entries = await Effect.runPromise(Effect.provide(log, live))
    const sets = entries.map((entry: LogEntry) => (entry._tag === "Transaction" ? showLog(entry.entries) : entry._tag))
    expect(sets.toSorted()).toEqual(ns.map((n) => [line(n), line(n + 1), line(n + 2)].join("\n")))
  })

  it("says how a batch ended", async () => {
    const kept = await shown(batch([cake(11), cake(12)]))
    expect(kept.split("\n")).toEqual(["begin", `  ${line(11)}`, `  ${line(12)}`, "commit"])
    const undone = await shown(batch([cake(13), cake(11)]))
    expect(undone.split("\n")).toEqual(["begin", `  ${line(13)}`, `  ${line(11)} -- UniqueViolation`, "rollback"])
  })

  it("says that a statement was interrupted", async () => {
    if (db.kind === "sqlite") return
    const sleep = db.kind === "postgres" ? rawQuery({ n: text })`select pg_sleep(30)` : rawQuery({ n: text })`select sleep(30)`
    const log = await shown(transaction(Stream.runDrain(stream(sleep)).pipe(Effect.timeout("300 millis"))))
    expect(log).toMatch(/^begin\n {2}select .*sleep\(30\) -- Interrupted\nrollback$/)
  })

  it("refuses transaction control as before, and logs that it was tried", async () => {
    expect(await shown(Effect.flip(execute(rawCommand`rollback`)))).toBe("rollback -- TransactionError")
    await on(db, nothingLeft(db))
  })
})

describeOn(everywhere, "conformance, recorded", (db) => {
  const options = conformanceOptions(db)
  for (const check of conformance({ ...options, layer: recorded(options.layer), transactions: 60 })) {
    if (check.skipped !== null || !["commands", "errors", "streams", "transactions"].includes(check.chapter)) continue
    it(`${check.chapter} ${check.name}`, { timeout: 120_000 }, () => Effect.runPromise(check.run))
  }
})
