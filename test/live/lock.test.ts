/** What others may lock of rows that are locked, by the strength of the lock. */
import { Effect, pipe } from "effect"
import {
  all, createAll, eq, execute, forKeyShare, forNoKeyUpdate, forShare, forUpdate, from, innerJoin, insertInto, integer, primaryKey,
  select, table, transaction, where,
} from "fulmar"
import { beforeAll, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { type Anything, on as run } from "./conformance.js"

const Cake = table("cake", { id: integer.pipe(primaryKey), price: integer })
const Fruit = table("fruit", { id: integer.pipe(primaryKey), cakeId: integer })

const cake = pipe(from(Cake), where(eq(Cake.id, 1)), select(Cake.id))
const both = pipe(
  from(Cake),
  innerJoin(Fruit, eq(Fruit.cakeId, Cake.id)),
  where(eq(Cake.id, 1)),
  select({ cake: Cake.id, fruit: Fruit.id }),
)

describeOn(["postgres", "mysql"], "locks of rows", (db) => {
  const on = <A, E>(program: Effect.Effect<A, E, Anything>): Promise<A> => run(db, program)

  /** Which of the locks another connection gets while the program has its own. */
  const left = <A, E>(mine: Effect.Effect<A, E, any>, wanted: ReadonlyArray<readonly [table: string, lock: string]>) =>
    on(
      transaction(
        Effect.andThen(
          mine,
          Effect.forEach(wanted, ([name, lock]) =>
            Effect.promise(async () => (await db.query(`select id from ${name} ${lock} skip locked`)).length > 0),
          ),
        ),
      ) as Effect.Effect<ReadonlyArray<boolean>, E, Anything>,
    )

  beforeAll(() =>
    on(Effect.gen(function* () {
      yield* createAll([Cake, Fruit])
      yield* execute(insertInto(Cake, { id: 1, price: 5 }))
      yield* execute(insertInto(Fruit, { id: 10, cakeId: 1 }))
    })),
  )

  it.runIf(db.kind === "postgres")("by keys leave others what does not touch these", async () => {
    const of = (lock: string) => ["cake", lock] as const
    const wanted = [of("for key share"), of("for share"), of("for no key update"), of("for update")]
    expect(await left(all(pipe(cake, forKeyShare())), wanted)).toEqual([true, true, true, false])
    expect(await left(all(pipe(cake, forShare())), wanted)).toEqual([true, true, false, false])
    expect(await left(all(pipe(cake, forNoKeyUpdate())), wanted)).toEqual([true, false, false, false])
    expect(await left(all(pipe(cake, forUpdate())), wanted)).toEqual([false, false, false, false])
  })

  it("are of different tables in one query", async () => {
    const wanted = [["cake", "for share"], ["fruit", "for share"], ["fruit", "for update"]] as const
    expect(await left(all(pipe(both, forUpdate({ of: [Cake] }), forShare({ of: [Fruit] }))), wanted)).toEqual([false, true, false])
    expect(await left(all(pipe(both, forShare({ of: [Fruit] }))), wanted)).toEqual([true, true, false])
    expect(await left(all(pipe(both, forUpdate({ of: [Cake] }), forShare({ of: [Cake], locked: "nowait" }))), wanted)).toEqual([true, true, true])
  })
})
