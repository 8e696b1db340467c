/** The rows that a command changes, as they were and as they are. */
import { Effect, pipe } from "effect"
import {
  add, all, allRows, as, createAll, cte, deleteFrom, eq, excluded, execute, from, insertInto, integer, lt, mergeInto, newValue, nullable,
  oldValue, one, onConflictDoUpdate, orderBy, primaryKey, rawCommand, returning, select, sub, table, text, thenDelete, thenInsert,
  thenUpdate, update, values, whenMatched, whenNotMatched, where,
} from "fulmar"
import { beforeAll, beforeEach, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { on } from "./conformance.js"

const T = table('o"dd', { id: integer.pipe(primaryKey), "it's": text.pipe(nullable), n: integer })
const all4 = { id: T.id, was: oldValue(T["it's"]), is: newValue(T["it's"]), before: oldValue(T.n), after: newValue(T.n) }

describeOn(["postgres"], "OLD and NEW", (db) => {
  const run = <A, E>(program: Effect.Effect<A, E, any>): Promise<A> => on(db, program)
  beforeAll(() => run(createAll([T])))
  beforeEach(() =>
    run(Effect.andThen(
      execute(rawCommand`truncate "o""dd"`),
      execute(insertInto(T, [{ id: 1, "it's": "\\ 🍰", n: 1 }, { id: 2, "it's": null, n: 2 }])),
    )))

  it("of an update", async () => {
    const q = pipe(update(T, { "it's": "x", n: add(T.n, 10) }), allRows, returning({ ...all4, more: sub(newValue(T.n), oldValue(T.n)) }))
    expect((await run(all(q))).toSorted((a, b) => a.id - b.id)).toEqual([
      { id: 1, was: "\\ 🍰", is: "x", before: 1, after: 11, more: 10 },
      { id: 2, was: null, is: "x", before: 2, after: 12, more: 10 },
    ])
  })

  it("of an insert and an upsert", async () => {
    expect(await run(one(pipe(insertInto(T, { id: 3, n: 3 }), returning(all4))))).toEqual(
      { id: 3, was: null, is: null, before: null, after: 3 },
    )
    const upsert = pipe(
      insertInto(T, [{ id: 1, "it's": "y", n: 7 }, { id: 9, n: 9 }]),
      onConflictDoUpdate([T.id], { "it's": excluded(T["it's"]) }),
      returning(all4),
    )
    expect(await run(all(upsert))).toEqual([
      { id: 1, was: "\\ 🍰", is: "y", before: 1, after: 1 },
      { id: 9, was: null, is: null, before: null, after: 9 },
    ])
  })

  it("of a delete, and through a CTE", async () => {
    expect(await run(one(pipe(deleteFrom(T), where(eq(T.id, 1)), returning(all4))))).toEqual(
      { id: 1, was: "\\ 🍰", is: null, before: 1, after: null },
    )
    const changed = pipe(update(T, { n: 5 }), where(lt(T.n, 5)), returning({ before: oldValue(T.n), after: newValue(T.n) }), cte("changed"))
    expect(await run(all(from(changed)))).toEqual([{ before: 2, after: 5 }])
    const gone = pipe(deleteFrom(T), allRows, returning({ before: oldValue(T.n), after: newValue(T.n) }), cte("gone"))
    const outer = pipe(from(pipe(from(gone), select({ before: gone.before, after: gone.after }), as("d"))))
    expect(await run(all(outer))).toEqual([{ before: 5, after: null }])
  })

  it("of a merge", async () => {
    const New = values("v", { id: integer, n: integer }, [{ id: 1, n: 0 }, { id: 2, n: 20 }, { id: 3, n: 30 }])
    const merge = pipe(
      mergeInto(T, New, eq(T.id, New.id)),
      whenMatched(eq(New.n, 0), thenDelete),
      whenMatched(thenUpdate({ n: New.n })),
      whenNotMatched(thenInsert({ id: New.id, n: New.n })),
      returning({ id: New.id, before: oldValue(T.n), after: newValue(T.n) }),
    )
    expect((await run(all(merge))).toSorted((a, b) => a.id - b.id)).toEqual([
      { id: 1, before: 1, after: null }, { id: 2, before: 2, after: 20 }, { id: 3, before: null, after: 30 },
    ])
    expect(await run(all(pipe(from(T), orderBy(T.id), select(T.n))))).toEqual([20, 30])
  })
})
