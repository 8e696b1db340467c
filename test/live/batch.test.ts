/** A batch does the same on every database, whether it is sent at once or statement by statement. */
import { Effect, pipe } from "effect"
import {
  all, asc, batch, createAll, deleteFrom, eq, execute, from, gt, insertInto, integer, orderBy, primaryKey, rawCommand, rawQuery, returning,
  select, sum, table, text, transaction, type SqlError, update, value, where, withConnection,
} from "fulmar"
import { Tracer } from "effect"
import { beforeAll, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { everywhere, on } from "./conformance.js"

const Cake = table("cake", { id: integer.pipe(primaryKey), name: text, price: integer })
const names = pipe(from(Cake), orderBy(asc(Cake.id)), select(Cake.name))
const cake = (id: number, name = `cake ${id}`) => insertInto(Cake, { id, name, price: id })
const empty = pipe(deleteFrom(Cake), where(gt(Cake.id, 0)))
const byId = (id: number) => pipe(from(Cake), where(eq(Cake.id, id)), select(Cake.name))

describeOn(everywhere, "a batch", (db) => {
  beforeAll(() => on(db, createAll([Cake])))

  it("runs statements in their order, and gives what each gave in the shape of what it was given", async () => {
    const program = Effect.gen(function* () {
      yield* execute(empty)
      const record = yield* batch({
        first: cake(1, "O'Hara \\ 🍰"),
        more: insertInto(Cake, [
          { id: 2, name: "two", price: 5 },
          { id: 3, name: "three", price: 7 },
        ]),
        names,
        dearer: pipe(update(Cake, { price: 9 }), where(gt(Cake.price, 4))),
        total: pipe(from(Cake), select({ total: sum(Cake.price) })),
        none: byId(77),
      })
      const list = yield* batch([byId(1), empty, byId(1), names])
      return [record, list, yield* batch([]), yield* batch({})]
    })
    expect(await on(db, program)).toEqual([
      {
        first: { rowsAffected: 1 },
        more: { rowsAffected: 2 },
        names: ["O'Hara \\ 🍰", "two", "three"],
        dearer: { rowsAffected: 2 },
        total: [{ total: 19 }],
        none: [],
      },
      [["O'Hara \\ 🍰"], { rowsAffected: 3 }, [], []],
      [],
      {},
    ])
  })

  it("does all or nothing, and says which statement failed", async () => {
    const program = Effect.gen(function* () {
      yield* execute(empty)
      const error = yield* Effect.flip(batch({ one: cake(1), two: cake(2), again: cake(1), three: cake(3) }))
      return [error, yield* all(names), yield* batch([cake(4), names])] as const
    })
    const [error, left, next] = await on(db, program)
    expect(error).toMatchObject({ _tag: "SqlError", statement: "again", reason: { _tag: "UniqueViolation" } })
    expect(error.message).toMatch(/^Statement "again" of the batch: /)
    expect((error as SqlError).reason.sql).toMatch(/^insert into/)
    expect(left).toEqual([])
    expect(next).toEqual([{ rowsAffected: 1 }, ["cake 4"]])
  })

  it("sends nothing if a value does not fit, and keeps what is done when a row cannot be read", async () => {
    const unread = rawQuery({ n: integer })`select 'x'`
    const program = Effect.gen(function* () {
      yield* execute(empty)
      const invalid = yield* Effect.flip(batch([cake(1), cake(2.5)]))
      const none = yield* all(names)
      const decode = yield* Effect.flip(batch({ cake: cake(1), unread }))
      const kept = yield* all(names)
      const undone = yield* Effect.flip(transaction(batch({ cake: cake(2), unread })))
      return [invalid, none, decode, kept, undone, yield* all(names)] as const
    })
    const [invalid, none, decode, kept, undone, left] = await on(db, program)
    expect(invalid).toMatchObject({ _tag: "ValidationError", statement: "1" })
    expect(invalid.message).toMatch(/^Statement "1" of the batch: /)
    expect(none).toEqual([])
    expect(decode).toMatchObject({ _tag: "DecodeError", statement: "unread" })
    expect(decode.message).toMatch(/^Statement "unread" of the batch: Cannot read/)
    expect(kept).toEqual(["cake 1"])
    expect(undone).toMatchObject({ _tag: "DecodeError" })
    expect(left).toEqual(["cake 1"])
  })

  it("is part of an open transaction, and of a connection", async () => {
    const program = Effect.gen(function* () {
      yield* execute(empty)
      const seen = yield* transaction(Effect.andThen(execute(cake(1)), batch([cake(2), names])))
      const failed = yield* Effect.flip(transaction(Effect.andThen(batch([cake(3)]), Effect.fail("no"))))
      const nested = yield* transaction(
        Effect.andThen(
          Effect.ignore(transaction(batch([cake(5), cake(1)]))),
          batch([cake(6), names]),
        ),
      )
      const session = yield* withConnection(
        Effect.all([batch([cake(7), names]), transaction(batch([cake(8), names])), batch([names])], { concurrency: 3 }),
      )
      return [seen, failed, nested, session[2]] as const
    })
    const [seen, failed, nested, session] = await on(db, program)
    expect(seen[1]).toEqual(["cake 1", "cake 2"])
    expect(failed).toBe("no")
    expect(nested[1]).toEqual(["cake 1", "cake 2", "cake 6"])
    expect(session[0].length).toBeGreaterThan(2)
  })

  it("refuses transaction control, and batches of many fibers do not mix", async () => {
    const program = Effect.gen(function* () {
      yield* execute(empty)
      const control = yield* Effect.flip(batch([cake(1), rawCommand`commit`, cake(2)]))
      const left = yield* all(names)
      yield* Effect.forEach(
        Array.from({ length: 40 }, (_, i) => i),
        (i) => Effect.ignore(batch([cake(2 * i + 10), cake(2 * i + 11), ...(i % 4 === 0 ? [cake(2 * i + 10)] : [])])),
        { concurrency: 40 },
      )
      return [control, left, yield* all(names)] as const
    })
    const [control, left, rest] = await on(db, program)
    expect(control).toMatchObject({ statement: "1", reason: { _tag: "TransactionError" } })
    expect(left).toEqual([])
    const expected = Array.from({ length: 40 }, (_, i) => i)
      .filter((i) => i % 4 !== 0)
      .flatMap((i) => [`cake ${2 * i + 10}`, `cake ${2 * i + 11}`])
    expect(rest).toEqual(expected)
  })

  it("is one span", async () => {
    const spans: Array<Tracer.NativeSpan> = []
    const tracer = Tracer.make({
      span: (options) => {
        const span = new Tracer.NativeSpan(options)
        spans.push(span)
        return span
      },
    })
    const program = Effect.andThen(execute(empty), batch([cake(1), cake(2), names]).pipe(Effect.withTracer(tracer)))
    await on(db, program)
    const [span] = spans
    expect(spans.map(({ name }) => name)).toEqual(["BATCH cake"])
    expect(Object.fromEntries(span?.attributes ?? [])).toMatchObject({
      "db.operation.name": "BATCH",
      "db.operation.batch.size": 3,
      "db.collection.name": "cake",
      "db.response.returned_rows": 2,
    })
  })
})

describeOn(["postgres", "mariadb"], "a batch with returning", (db) => {
  it("gives the rows of commands too", async () => {
    const program = Effect.andThen(
      createAll([Cake]),
      batch({ a: pipe(cake(1), returning({ id: Cake.id, twice: value(integer, 2) })), b: pipe(empty, returning(Cake)) }),
    )
    expect(await on(db, program)).toEqual({
      a: [{ id: 1, twice: 2 }],
      b: [{ id: 1, name: "cake 1", price: 1 }],
    })
  })
})

