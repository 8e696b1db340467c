/** Updates and deletes of the first rows. */
import { Effect, pipe } from "effect"
import {
  add, all, allRows, createAll, deleteFrom, desc, eq, execute, from, gt, insertInto, integer, isNull, limit, nullable,
  nullsFirst, nullsLast, orderBy, param, prepare, primaryKey, returning, select, table, text, update, where,
} from "fulmar"
import { beforeAll, beforeEach, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { on } from "./conformance.js"

const Log = table('lo"g`\\', { id: integer.pipe(primaryKey), "n'": integer.pipe(nullable), note: text.pipe(nullable) })
const n = Log["n'"]

const rows = [
  { id: 1, "n'": 30, note: "a" },
  { id: 2, "n'": null, note: "it's \\ 🍰" },
  { id: 3, "n'": 10, note: null },
  { id: 4, "n'": 20, note: "a" },
]
const ids = all(pipe(from(Log), orderBy(Log.id), select(Log.id)))
const numbers = all(pipe(from(Log), orderBy(Log.id), select(n)))

describeOn(["sqlite", "mariadb", "mysql"], "updates and deletes of the first rows", (db) => {
  const run = <A, E>(program: Effect.Effect<A, E, any>): Promise<A> => on(db, program)

  beforeAll(() => run(createAll([Log])))
  beforeEach(() => run(Effect.andThen(execute(pipe(deleteFrom(Log), allRows)), execute(insertInto(Log, rows)))))

  it("the first ones are deleted, wherever NULLs are said to be", async () => {
    const least = pipe(deleteFrom(Log), allRows, orderBy(nullsLast(n)), limit(1))
    expect(await run(execute(least))).toEqual({ rowsAffected: 1 })
    expect(await run(ids)).toEqual([1, 2, 4])
    await run(execute(pipe(deleteFrom(Log), allRows, orderBy(nullsFirst(desc(n))), limit(2))))
    expect(await run(ids)).toEqual([4])
    expect(await run(execute(pipe(deleteFrom(Log), where(gt(Log.id, 9)), orderBy(Log.id), limit(5))))).toEqual({ rowsAffected: 0 })
    expect(await run(execute(pipe(deleteFrom(Log), allRows, orderBy(Log.id), limit(0))))).toEqual({ rowsAffected: 0 })
    expect(await run(execute(pipe(deleteFrom(Log), allRows, orderBy(Log.id))))).toEqual({ rowsAffected: 1 })
  })

  it("the first ones of those for which the conditions hold are updated", async () => {
    const some = pipe(update(Log, { "n'": add(n, 1) }), where(eq(Log.note, "a")), orderBy(desc(Log.id)), limit(1))
    expect(await run(execute(some))).toEqual({ rowsAffected: 1 })
    expect(await run(numbers)).toEqual([30, null, 10, 21])
    await run(execute(pipe(update(Log, { "n'": 0 }), where(isNull(n)), orderBy(Log.id), limit(7))))
    expect(await run(numbers)).toEqual([30, 0, 10, 21])
  })

  it("as many as a parameter says", async () => {
    const drop = prepare(pipe(deleteFrom(Log), allRows, orderBy(desc(Log.id)), limit(param("most", integer))))
    expect(await run(drop({ most: 3 }))).toEqual({ rowsAffected: 3 })
    expect(await run(ids)).toEqual([1])
    expect(await run(Effect.flip(drop({ most: -1 })))).toMatchObject({ _tag: "ValidationError" })
  })

  it("those that were deleted are returned, where a delete returns rows", async () => {
    const gone = all(pipe(deleteFrom(Log), allRows, orderBy(desc(Log.id)), limit(1), returning({ id: Log.id, note: Log.note })))
    if (db.kind === "mysql") {
      expect(await run(Effect.flip(gone))).toMatchObject({ reason: { _tag: "CompileError" } })
      return
    }
    expect(await run(gone)).toEqual([{ id: 4, note: "a" }])
  })

  if (db.kind === "sqlite") {
    it("those that were updated are returned", async () => {
      const changed = pipe(update(Log, { "n'": 5 }), allRows, orderBy(Log.id), limit(1), returning({ id: Log.id, n }))
      expect(await run(all(changed))).toEqual([{ id: 1, n: 5 }])
    })
  } else {
    it("rows are changed in the order", async () => {
      const shift = pipe(update(Log, { id: add(Log.id, 1) }), allRows)
      expect(await run(Effect.flip(execute(shift)))).toMatchObject({ reason: { _tag: "UniqueViolation" } })
      expect(await run(execute(pipe(shift, orderBy(desc(Log.id)))))).toEqual({ rowsAffected: 4 })
      expect(await run(ids)).toEqual([2, 3, 4, 5])
    })
  }
})
