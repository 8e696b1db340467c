/** Whose values identity columns get. */
import { Effect, pipe } from "effect"
import {
  all, autoIncrement, createAll, execute, from, generatedAlwaysAsIdentity, insertFrom, insertInto, integer, limit, nullable, orderBy, overridingSystemValue,
  overridingUserValue, primaryKey, rawCommand, returning, select, table, text,
} from "fulmar"
import { beforeAll, beforeEach, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { on } from "./conformance.js"

const Odd = table('o"dd', { id: integer.pipe(primaryKey, autoIncrement), "it's": text.pipe(nullable) })
const Strict = table("strict", { id: integer.pipe(primaryKey, autoIncrement), name: text.pipe(nullable) })
const Always = table("always", { id: integer.pipe(primaryKey, generatedAlwaysAsIdentity), name: text.pipe(nullable) })
const Old = table("old", { id: integer.pipe(primaryKey), name: text.pipe(nullable) })

describeOn(["postgres"], "OVERRIDING", (db) => {
  const run = <A, E>(program: Effect.Effect<A, E, any>): Promise<A> => on(db, program)

  beforeAll(() =>
    run(Effect.gen(function* () {
      yield* createAll([Odd, Old, Always])
      yield* execute(rawCommand`create table strict (id int generated always as identity primary key, name text)`)
      yield* execute(insertInto(Old, [{ id: 70, name: "it's \\ 🍰" }, { id: 80, name: null }]))
    })))
  beforeEach(() => run(execute(rawCommand`truncate "o""dd", strict restart identity`)))

  it("the system's value is overridden by the one that is given, of some rows too", async () => {
    const rows = insertInto(Strict, [{ id: 7, name: "x" }, { name: "y" }, { id: -1, name: null }])
    expect(await run(Effect.flip(execute(rows)))).toMatchObject({ _tag: "SqlError" })
    await run(execute(pipe(rows, overridingSystemValue)))
    const left = await run(all(pipe(from(Strict), orderBy(Strict.id), select(Strict.id))))
    expect(left).toHaveLength(3)
    expect(left).toEqual(expect.arrayContaining([-1, 7]))
    await run(execute(pipe(insertInto(Strict, []), overridingSystemValue)))
    await run(execute(pipe(insertFrom(Strict, pipe(from(Old), orderBy(Old.id), limit(1))), overridingSystemValue)))
    expect(await run(all(pipe(from(Strict), select(Strict.name), orderBy(Strict.id))))).toContain("it's \\ 🍰")
  })

  it("the value that is given is overridden by the one of the database", async () => {
    const odd = insertInto(Odd, [{ id: 7, "it's": "a'b" }, { id: 7, "it's": null }])
    expect(await run(all(pipe(odd, overridingUserValue, returning(Odd))))).toEqual([
      { id: 1, "it's": "a'b" },
      { id: 2, "it's": null },
    ])
    await run(execute(pipe(insertFrom(Strict, pipe(from(Old), orderBy(Old.id))), overridingUserValue)))
    expect(await run(all(pipe(from(Strict), orderBy(Strict.id))))).toEqual([{ id: 1, name: "it's \\ 🍰" }, { id: 2, name: null }])
  })

  it("in each part of an insert of very many rows", async () => {
    const rows = Array.from({ length: 40_000 }, () => ({ id: 7, name: "x" }))
    expect(await run(execute(pipe(insertInto(Strict, rows), overridingUserValue)))).toEqual({ rowsAffected: 40_000 })
  })

  it("without a value nothing is said", async () => {
    await run(execute(pipe(insertInto(Strict, {}), overridingSystemValue)))
    expect(await run(all(from(Strict)))).toEqual([{ id: 1, name: null }])
  })

  it("a column that is always generated takes a value only where it is overridden", async () => {
    await run(execute(insertInto(Always, [{ name: "x" }, { name: "y" }])))
    const given = insertInto(Always, { id: 70, name: "z" })
    expect(await run(Effect.flip(execute(given)))).toMatchObject({ _tag: "SqlError", reason: { _tag: "CompileError" } })
    expect(await run(Effect.flip(execute(rawCommand`insert into always (id) values (70)`)))).toMatchObject({ _tag: "SqlError" })
    await run(execute(pipe(given, overridingSystemValue)))
    expect(await run(all(pipe(insertFrom(Always, from(Old)), overridingUserValue, returning(Always.id))))).toEqual([3, 4])
    expect(await run(all(pipe(from(Always), orderBy(Always.id), select(Always.id))))).toEqual([1, 2, 3, 4, 70])
  })
})
