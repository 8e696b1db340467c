/** Samples are part of the rows, about as many as wanted, and the same again for the same seed. */
import { Effect, pipe } from "effect"
import {
  alias, all, createAll, eq, execute, forUpdate, from, innerJoin, integer, leftJoin, lt,
  orderBy, primaryKey, rawCommand, select, table, tablesample, type TableSampleOptions, transaction, update, where,
} from "fulmar"
import { beforeAll, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { on } from "./conformance.js"

const Odd = table('o"dd', { id: integer.pipe(primaryKey), "it's": integer })

describeOn(["postgres"], "TABLESAMPLE", (db) => {
  const run = <A, E>(program: Effect.Effect<A, E, any>): Promise<A> => on(db, program)
  const ids = (t: typeof Odd): Promise<ReadonlyArray<number>> => run(all(pipe(from(t), orderBy(Odd.id), select(Odd.id))))
  const of = (percent: number, options: TableSampleOptions = {}): typeof Odd =>
    Odd.pipe(tablesample(percent, options)) as never

  beforeAll(() =>
    run(Effect.andThen(createAll([Odd]), execute(rawCommand`insert into "o""dd" select n, n % 3 from generate_series(1, 10000) n`))))

  it("reads about so many rows", async () => {
    for (const method of ["bernoulli", "system"] as const) {
      expect(await ids(of(0, { method }))).toEqual([])
      expect(await ids(of(100, { method }))).toHaveLength(10_000)
    }
    const some = await ids(of(10))
    expect(some.length).toBeGreaterThan(700)
    expect(some.length).toBeLessThan(1300)
    expect((await ids(of(1e-9))).length).toBeLessThan(2)
  })

  it("reads the same rows for the same seed", async () => {
    for (const repeatable of [0, -7, 0.25, 1e21]) {
      const options = { repeatable, method: "system" } as const
      expect(await ids(of(30, options))).toEqual(await ids(of(30, options)))
      expect(await ids(of(30, { repeatable }))).toEqual(await ids(of(30, { repeatable })))
    }
    expect(await ids(of(30, { repeatable: 1 }))).not.toEqual(await ids(of(30, { repeatable: 2 })))
    expect(await ids(of(30))).not.toEqual(await ids(of(30)))
  })

  it("comes before conditions, joins and locks", async () => {
    const seed = { repeatable: 3 }
    const some = await ids(of(30, seed))
    const below = pipe(from(of(30, seed)), where(lt(Odd.id, 100)), orderBy(Odd.id), select(Odd.id))
    expect(await run(all(below))).toEqual(some.filter((id) => id < 100))
    expect(await run(transaction(all(pipe(below, forUpdate()))))).toEqual(some.filter((id) => id < 100))
    const Other = Odd.pipe(alias("other"))
    const beside = pipe(
      from(Other),
      leftJoin(of(30, seed), eq(Odd.id, Other.id)),
      where(lt(Other.id, 50)),
      orderBy(Other.id),
      select({ id: Other.id, there: Odd }),
    )
    const found = await run(all(beside))
    expect(found.filter((r) => r.there !== null).map((r) => r.id)).toEqual(some.filter((id) => id < 50))
    expect(found).toHaveLength(49)
    const changed = pipe(
      update(Other, { "it's": 9 }),
      innerJoin(of(30, seed), eq(Odd.id, Other.id)),
      where(lt(Other.id, 50)),
    )
    expect(await run(execute(changed))).toEqual({ rowsAffected: some.filter((id) => id < 50).length })
  })
})
