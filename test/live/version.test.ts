/** Every write counts in the version of a row, and of two who change the same row only one does. */
import { Effect, pipe, Result } from "effect"
import {
  add, all, bigint, change, createAll, deleteRow, dropAll, edit, eq, execute, from, hasMany, insertInto, integer, lt, newRow, nullable, one,
  onConflictDoUpdate, primaryKey, removeRelated, restoreRow, rowVersion, save, softDelete, table, text, timestamptz, transaction, update, updateRow, where, withDeleted,
} from "fulmar"
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { everywhere, on as runOn } from "./conformance.js"

const Team = table("v_team", { id: integer.pipe(primaryKey), name: text })
const Hero = table("v_hero", {
  id: integer.pipe(primaryKey),
  name: text,
  age: integer,
  teamId: integer.pipe(nullable),
  version: integer.pipe(rowVersion),
  deletedAt: timestamptz.pipe(nullable, softDelete),
})
const Big = table("v_big", { id: integer.pipe(primaryKey), name: text, version: bigint.pipe(rowVersion) })
const teamHeroes = hasMany(Team, Hero, { id: "teamId" })
const tables = [Team, Hero, Big] as const

describeOn(everywhere, "the version of a row", (db) => {
  const on = <A>(program: Effect.Effect<A, any, any>): Promise<A> => runOn(db, program)
  beforeAll(() => on(createAll(tables)))
  afterAll(() => on(dropAll(tables)))
  beforeEach(() =>
    on(Effect.gen(function* () {
      for (const hero of yield* all(from(withDeleted(Hero)))) yield* deleteRow(withDeleted(Hero), hero)
      yield* execute(insertInto(Hero, [{ id: 1, name: "Ada", age: 30, teamId: 7 }, { id: 2, name: "Bob", age: 40 }]))
    })),
  )
  const hero = one(pipe(from(withDeleted(Hero)), where(eq(Hero.id, 1))))

  it("counts what commands change, and only there", async () => {
    const [ada, after, others] = await on(Effect.gen(function* () {
      const ada = yield* hero
      yield* execute(pipe(update(Hero, { age: add(Hero.age, 1) }), where(lt(Hero.age, 35))))
      yield* execute(pipe(update(Hero, { name: "Ada L." }), where(eq(Hero.id, 1))))
      const others = yield* all(pipe(from(Hero), where(eq(Hero.id, 2))))
      return [ada, yield* hero, others] as const
    }))
    expect([ada.version, after.version, after.age, after.name]).toEqual([1, 3, 31, "Ada L."])
    expect(others[0]?.version).toBe(1)
    expect(await on(Effect.flip(updateRow(edit(Hero, ada).pipe(change({ name: "Mine" })))))).toMatchObject({ _tag: "StaleRow", expected: 1, actual: 3 })
  })

  it("counts an insert that finds a row there", async () => {
    const upsert = (name: string) => execute(pipe(insertInto(Big, { id: 1, name }), onConflictDoUpdate([Big.id], { name })))
    await on(Effect.andThen(upsert("a"), Effect.andThen(upsert("b"), upsert("c"))))
    expect(await on(one(from(Big)))).toEqual({ id: 1, name: "c", version: 3n })
  })

  it("counts that a row is marked as deleted, restored, and no longer related", async () => {
    const seen = await on(Effect.gen(function* () {
      const team = yield* save(newRow(Team, { id: 7, name: "Sea" }))
      const versions: Array<number> = []
      const ada = yield* hero
      yield* deleteRow(Hero, ada)
      const marked = yield* hero
      versions.push(marked.version)
      versions.push((yield* restoreRow(Hero, marked)).version)
      yield* save(edit(Team, team).pipe(removeRelated(teamHeroes, [yield* hero])))
      versions.push((yield* hero).version)
      const stale = yield* Effect.flip(deleteRow(Hero, marked))
      yield* deleteRow(Team, team, [teamHeroes])
      return [versions, stale._tag, (yield* hero).teamId] as const
    }))
    expect(seen).toEqual([[2, 3, 4], "StaleRow", null])
  })

  it("lets one of two win who change the same row in transactions of their own", async () => {
    const results = await on(Effect.gen(function* () {
      const ada = yield* hero
      const rename = (name: string) => transaction(Effect.andThen(hero, Effect.andThen(Effect.yieldNow, updateRow(edit(Hero, ada).pipe(change({ name }))))))
      return yield* Effect.all(["A", "B", "C", "D"].map((name) => Effect.result(rename(name))), { concurrency: "unbounded" })
    }))
    const [won, lost] = [results.filter(Result.isSuccess), results.filter(Result.isFailure)]
    expect(won).toHaveLength(1)
    expect(lost.map(({ failure }) => (failure as { readonly _tag: string })._tag)).toEqual(["StaleRow", "StaleRow", "StaleRow"])
    expect(await on(hero)).toMatchObject({ name: (won[0] as { readonly success: { readonly name: string } }).success.name, version: 2 })
  })
})
