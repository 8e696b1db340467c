/** A lateral join gives for each row what the query gives for it by itself, as `many` of the query does. */
import { Effect, pipe } from "effect"
import {
  all, always, as, countAll, crossJoin, crossJoinLateral, desc, eq, from, gt, innerJoinLateral, leftJoin, leftJoinLateral, limit, lt,
  many, mul, nullsFirst, orderBy, rawQuery, rightJoin, select, sum, text, upper, where, groupBy, count,
} from "fulmar"
import { beforeAll, expect, it } from "vitest"
import { Bakery, Cake, Fruit, type Live, Note, seed } from "../core/bakery.js"
import { layerOf } from "../core/on-server.js"
import { describeOn } from "../servers/live.js"

const ofCake = pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)), orderBy(desc(Fruit.id)), limit(1))
const top = pipe(ofCake, select({ id: Fruit.id, label: upper(Cake.name) }), as("top"))

describeOn(["postgres", "mysql"], "lateral joins", (db) => {
  const on = <A, E>(program: Effect.Effect<A, E, any>): Promise<A> =>
    Effect.runPromise(Effect.provide(program as Effect.Effect<A, E, Live>, layerOf(db.url)))

  beforeAll(() => on(seed))

  it("give the first of each group", async () => {
    const inner = pipe(from(Cake), innerJoinLateral(top, always), select({ cake: Cake.id, top }), orderBy(Cake.id))
    expect(await on(all(inner))).toEqual([
      { cake: 1, top: { id: 1, label: "OPERA" } },
      { cake: 2, top: { id: 3, label: "TART" } },
    ])
    const nested = await on(all(pipe(from(Cake), orderBy(Cake.id), select({ cake: Cake.id, tops: many(pipe(ofCake, select({ id: Fruit.id }))) }))))
    const left = pipe(from(Cake), leftJoinLateral(top, always), select({ cake: Cake.id, top: top.id }), orderBy(Cake.id))
    expect(await on(all(left))).toEqual(nested.map((row) => ({ cake: row.cake, top: row.tops[0]?.id ?? null })))
    const none = pipe(from(Cake), leftJoinLateral(top, gt(top.id, 2)), select({ cake: Cake.id, top }), orderBy(Cake.id))
    expect(await on(all(none))).toEqual([
      { cake: 1, top: null },
      { cake: 2, top: { id: 3, label: "TART" } },
      { cake: 3, top: null },
    ])
  })

  it("tell a row of NULLs from no row", async () => {
    const notes = pipe(from(Note), where(eq(Note.cakeId, Cake.id)), select({ body: Note.body }), as("notes"))
    expect(await on(all(pipe(from(Cake), leftJoinLateral(notes, always), select({ id: Cake.id, notes }), orderBy(Cake.id))))).toEqual([
      { id: 1, notes: { body: "soft" } },
      { id: 2, notes: { body: null } },
      { id: 3, notes: null },
    ])
  })

  it("read every table before them, optional ones too", async () => {
    const sums = pipe(from(Cake), where(eq(Cake.bakeryId, Bakery.id)), select({ bakery: Bakery.name, total: sum(Cake.price) }), as("sums"))
    const rest = pipe(from(Fruit), where(gt(mul(Fruit.id, 20), sums.total)), select({ n: countAll }), as("rest"))
    const q = pipe(
      from(Bakery),
      rightJoin(Fruit, eq(Fruit.id, Bakery.id)),
      crossJoinLateral(sums),
      leftJoinLateral(rest, always),
      where(lt(Fruit.id, 4)),
      orderBy(Fruit.id),
      select({ fruit: Fruit.id, bakery: sums.bakery, total: sums.total, n: rest.n }),
    )
    const grouped = pipe(
      from(Cake),
      where(eq(Cake.bakeryId, Bakery.id)),
      groupBy(Cake.id),
      select({ id: Cake.id, bakery: Bakery.name }),
      as("grouped"),
    )
    expect(await on(all(pipe(
      from(Bakery),
      crossJoinLateral(grouped),
      orderBy(grouped.id),
      select({ id: grouped.id, bakery: grouped.bakery }),
    )))).toEqual([{ id: 1, bakery: "Sea" }, { id: 2, bakery: "Sea" }])
    expect(await on(all(q))).toEqual([
      { fruit: 1, bakery: "Sea", total: 40, n: 2 },
      { fruit: 2, bakery: "Lake", total: null, n: 0 },
      { fruit: 3, bakery: null, total: null, n: 0 },
    ])
  })

  it("give NULL of a table beside them that is absent", async () => {
    const echo = pipe(from(Fruit), where(eq(Fruit.id, 4)), select({ fruit: Fruit.name, cake: Cake.name, twice: upper(Cake.name) }), as("echo"))
    const q = pipe(from(Bakery), leftJoin(Cake, eq(Cake.bakeryId, Bakery.id)), crossJoinLateral(echo), select(echo), orderBy(nullsFirst(Cake.id)))
    expect(await on(all(q))).toEqual([
      { fruit: "Fig", cake: null, twice: null },
      { fruit: "Fig", cake: "Opera", twice: "OPERA" },
      { fruit: "Fig", cake: "Tart", twice: "TART" },
    ])
  })

  it("read what a limit left, and are limited themselves", async () => {
    const two = pipe(from(Cake), orderBy(desc(Cake.price)), limit(2), leftJoinLateral(top, always), select({ cake: Cake.name, top: top.id }))
    expect(await on(all(two))).toEqual([{ cake: "Opera", top: 1 }, { cake: "Sponge", top: null }])
    const later = pipe(two, limit(1), crossJoin(Bakery), where(gt(Bakery.id, 1)))
    expect(await on(all(later))).toEqual([{ cake: "Opera", top: 1 }])
    const fruits = pipe(from(Fruit), where(gt(Fruit.id, Cake.bakeryId)), select({ n: countAll }), as("fruits"))
    const groups = pipe(
      from(Cake),
      where(gt(Cake.id, 0)),
      groupBy(Cake.bakeryId),
      select({ bakery: Cake.bakeryId, cakes: countAll }),
      orderBy(desc(countAll)),
      limit(1),
      crossJoinLateral(fruits),
    )
    expect(await on(all(pipe(groups, where(gt(fruits.n, 2)))))).toEqual([{ bakery: 1, cakes: 2 }])
    expect(await on(count(groups))).toBe(1)
  })

  it("stand in nested rows, and hold raw SQL", async () => {
    const q = pipe(
      from(Bakery),
      orderBy(Bakery.id),
      select({
        id: Bakery.id,
        cakes: many(pipe(
          from(Cake),
          where(eq(Cake.bakeryId, Bakery.id)),
          leftJoinLateral(top, always),
          orderBy(Cake.id),
          select({ cake: Cake.name, top: top.label }),
        )),
      }),
    )
    expect(await on(all(q))).toEqual([
      { id: 1, cakes: [{ cake: "Opera", top: "OPERA" }, { cake: "Tart", top: "TART" }] },
      { id: 2, cakes: [] },
    ])
    const words = pipe(rawQuery({ word: text })`select ${Cake.name} union all select ${"it's \\ \"🍰"}`, as("words"))
    expect(await on(all(pipe(from(Cake), where(eq(Cake.id, 1)), crossJoinLateral(words), select(words))))).toEqual([
      { word: "Opera" },
      { word: "it's \\ \"🍰" },
    ])
  })
})
