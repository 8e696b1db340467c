/** Tests that share a database, each in a transaction that is rolled back, see nothing of each other. */
import { Deferred, Effect, Exit, Fiber, Layer, Option, pipe, Stream } from "effect"
import {
  afterCommit, all, batch, count, createAll, type Database, execute, from, insertInto, integer, orderBy, primaryKey, rawQuery, savepoint, select,
  SerializationFailure, SqlError, stream, table, text, transaction, withConnection,
} from "fulmar"
import { conformance } from "fulmar/conformance"
import { recorded, showLog, statementLog, testTransaction } from "fulmar/testing"
import { beforeAll, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { conformanceOptions, everywhere, nothingLeft, on } from "./conformance.js"

const Cake = table("cake", { id: integer.pipe(primaryKey), name: text })
const Later = table("later", { id: integer })
const cake = (id: number, name = `cake ${id}`) => insertInto(Cake, { id, name })
const ids = pipe(from(Cake), orderBy(Cake.id), select(Cake.id))

/** A test of somebody's: that the table is empty, and stays so for others. */
const someTest = (id: number) =>
  Effect.gen(function* () {
    const before = yield* all(ids)
    yield* execute(cake(id))
    yield* Effect.sleep(5)
    yield* transaction(execute(cake(id + 1)))
    return [before, yield* all(ids)]
  })

const inTest = <A, E>(effect: Effect.Effect<A, E, Database>) => Effect.provide(effect, testTransaction())

describeOn(everywhere, "a test in a transaction", (db) => {
  beforeAll(() => on(db, createAll([Cake, Later])))
  const empty = Effect.gen(function* () {
    expect(yield* all(ids)).toEqual([])
    yield* nothingLeft(db)
  })
  const run = <A, E>(effect: Effect.Effect<A, E, Database>): Promise<A> =>
    on(db, inTest(effect)).finally(() => on(db, empty))

  it("sees nothing of another one, before it and beside it", async () => {
    const one = inTest(someTest(1))
    const sequence = [one, one]
    expect(await on(db, Effect.all(sequence))).toEqual([[[], [1, 2]], [[], [1, 2]]])
    const layer = testTransaction()
    const tests = [10, 20, 30].map((id) => Effect.provide(someTest(id), layer))
    expect(await on(db, Effect.all(tests, { concurrency: 3 }))).toEqual([10, 20, 30].map((id) => [[], [id, id + 1]]))
    await on(db, empty)
  })

  it("is rolled back when it succeeds, fails, dies, is interrupted and when its fibers are left alone", async () => {
    const program = Effect.gen(function* () {
      for (const end of [Effect.void, Effect.fail("no"), Effect.die("bug"), Effect.interrupt]) {
        yield* Effect.exit(inTest(Effect.andThen(execute(cake(1)), end)))
        yield* empty
      }
      const hanging = yield* Deferred.make<void>()
      const inner = transaction(
        Effect.gen(function* () {
          yield* execute(cake(2))
          yield* savepoint(Effect.andThen(Deferred.succeed(hanging, undefined), Effect.never))
        }),
      )
      const fiber = yield* Effect.forkChild(inTest(Effect.andThen(execute(cake(1)), inner)))
      yield* Deferred.await(hanging)
      yield* Fiber.interrupt(fiber)
      yield* empty
      const orphan = yield* inTest(Effect.andThen(execute(cake(1)), Effect.forkDetach(Effect.delay(execute(cake(2)), 30))))
      expect(yield* Fiber.await(orphan)).toMatchObject({ cause: { reasons: [{ error: { reason: { _tag: "TransactionError" } } }] } })
      yield* empty
    })
    await on(db, program)
  })

  it("goes on after a statement that failed, as outside a transaction", async () => {
    const program = Effect.gen(function* () {
      yield* execute(cake(1))
      const taken = yield* Effect.flip(execute(cake(1)))
      const some = yield* Effect.flip(execute(insertInto(Cake, [{ id: 2, name: "" }, { id: 1, name: "" }])))
      const batched = yield* Effect.flip(batch([cake(3), cake(1)]))
      yield* batch([cake(4), cake(5)])
      return [taken.message, some._tag, batched._tag, yield* all(ids)] as const
    })
    const [taken, ...rest] = await run(program)
    expect(taken).not.toContain("transaction")
    expect(rest).toEqual(["SqlError", "SqlError", [1, 4, 5]])
  })

  it("has transactions that commit, nest, fail alone, run what is for after the commit, and begin again", async () => {
    const said: Array<string> = []
    const say = (word: string) => afterCommit(Effect.sync(() => void said.push(word)))
    const conflict = Effect.fail(new SqlError({ reason: new SerializationFailure({ message: "conflict" }) }))
    const program = Effect.gen(function* () {
      yield* transaction(
        Effect.gen(function* () {
          yield* execute(cake(1))
          yield* say("kept")
          yield* Effect.ignore(transaction(Effect.gen(function* () {
            yield* execute(cake(2))
            yield* say("undone")
            return yield* Effect.fail("no")
          })))
          yield* savepoint(Effect.andThen(execute(cake(3)), say("nested")))
          expect(said).toEqual([])
        }),
      )
      expect(said).toEqual(["kept", "nested"])
      yield* Effect.exit(transaction(Effect.gen(function* () {
        yield* execute(cake(4))
        yield* say("never")
        yield* execute(cake(1))
      })))
      let tries = 0
      yield* transaction(
        Effect.andThen(execute(cake(5)), Effect.suspend(() => (++tries < 3 ? conflict : say("third")))),
        { retry: 5 },
      )
      return yield* all(ids)
    })
    expect(await run(program)).toEqual([1, 3, 5])
    expect(said).toEqual(["kept", "nested", "third"])
  })

  it("lets fibers take turns: each transaction is kept or undone by itself", async () => {
    const work = (n: number) =>
      Effect.exit(transaction(Effect.gen(function* () {
        yield* execute(cake(n))
        yield* Effect.sleep(1)
        yield* execute(cake(n % 3 === 0 ? 0 : n + 100))
      })))
    const program = Effect.gen(function* () {
      yield* execute(cake(0))
      const single = Effect.forEach([1, 2, 3], (n) => Effect.exit(execute(cake(n + 50 * (n % 2)))), { concurrency: 3 })
      yield* Effect.all([single, ...Array.from({ length: 12 }, (_, i) => work(10 + i))], { concurrency: "unbounded" })
      return yield* all(ids)
    })
    const kept = Array.from({ length: 12 }, (_, i) => 10 + i).filter((n) => n % 3 !== 0)
    expect(await run(program)).toEqual([0, 2, ...kept, 51, 53, ...kept.map((n) => n + 100)])
  })

  it("has streams beside each other, beside statements that fail and beside transactions that are undone", async () => {
    const rows = Array.from({ length: 40 }, (_, i) => ({ id: i + 1, name: `${i}` }))
    const program = Effect.gen(function* () {
      yield* execute(insertInto(Cake, rows))
      const seen = (size: number) =>
        stream(ids, { chunkSize: size }).pipe(
          Stream.tap((id) => (id % 4 === 0 ? Effect.ignore(execute(cake(id))) : Effect.void)),
          Stream.tap((id) => (id % 5 === 0 ? Effect.ignore(transaction(Effect.andThen(execute(cake(id + 1000)), Effect.fail("no")))) : Effect.void)),
          Stream.tap((id) => (id % 10 === 0 ? Effect.ignore(Stream.runHead(stream(ids))) : Effect.void)),
          Stream.runCollect,
        )
      const [a, b] = yield* Effect.all([seen(3), seen(7)], { concurrency: 2 })
      return [a.length, b.length, yield* count(from(Cake))]
    })
    expect(await run(program)).toEqual([40, 40, 40])
  })

  it("may be serializable, holds no stronger transaction, and has one connection for withConnection", async () => {
    const serializable = inTest(transaction(all(ids), { isolation: "serializable" }))
    if (db.kind === "sqlite") expect(await on(db, serializable)).toEqual([])
    else {
      expect(await on(db, Effect.flip(serializable))).toMatchObject({ reason: { _tag: "TransactionError" } })
      const asked = Effect.provide(transaction(all(ids), { isolation: "serializable" }), testTransaction({ isolation: "serializable" }))
      expect(await on(db, asked)).toEqual([])
    }
    expect(await run(Effect.andThen(withConnection(transaction(execute(cake(1)))), all(ids)))).toEqual([1])
  })

  it("shows its transactions as such in a log", async () => {
    const program = Effect.gen(function* () {
      yield* transaction(savepoint(all(ids)))
      yield* Effect.ignore(transaction(Effect.andThen(all(ids), Effect.fail("no"))))
      return showLog(yield* statementLog)
    })
    const layer = recorded(testTransaction()).pipe(Layer.provide(conformanceOptions(db).layer))
    const log = await Effect.runPromise(Effect.provide(program, layer))
    expect(log.replaceAll(/select .*/g, "ids").split("\n")).toEqual(
      ["begin", "  savepoint", "    ids", "  release", "commit", "begin", "  ids", "rollback"],
    )
  })
})

describeOn(["mysql", "mariadb"], "a test in a transaction that makes a table", (db) => {
  it("is told that this commits", async () => {
    const program = Effect.flip(inTest(createAll([Cake])))
    expect(await on(db, program)).toMatchObject({ reason: { _tag: "TransactionError" } })
    await on(db, nothingLeft(db))
  })
})

describeOn("postgres", "a stream of a test in a transaction", (db) => {
  it("that fails on its way undoes nothing", async () => {
    const program = Effect.gen(function* () {
      yield* createAll([Cake])
      yield* execute(insertInto(Cake, Array.from({ length: 20 }, (_, i) => ({ id: i + 1, name: "" }))))
      const failing = stream(rawQuery({ n: integer })`select 1 / (id - 12) from cake order by id`, { chunkSize: 4 })
      const exit = yield* Effect.exit(Stream.runDrain(failing))
      return [Exit.isFailure(exit), yield* count(from(Cake)), Option.isSome(yield* Stream.runHead(stream(ids)))]
    })
    expect(await on(db, inTest(program))).toEqual([true, 20, true])
  })
})

describeOn(["sqlite", "postgres"], "conformance, in a transaction that is rolled back", (db) => {
  const { dialect, layer } = conformanceOptions(db)
  const within = Layer.provide(testTransaction(), layer)
  const differs = [
    // Tables are dropped there with their foreign keys deferred, to the end of a transaction that does not end.
    db.kind === "sqlite" ? "ForeignKeyViolation" : "serializable",
    "transfer",
    "statements that cannot be run",
  ]
  for (const check of conformance({ dialect, layer: within, connections: 1, transactions: 60 })) {
    if (check.skipped !== null || !["commands", "errors", "streams", "transactions"].includes(check.chapter)) continue
    if (differs.some((word) => check.name.includes(word))) continue
    it(`${check.chapter} ${check.name}`, { timeout: 120_000 }, () => Effect.runPromise(check.run))
  }
})
