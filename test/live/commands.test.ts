/** Commands and tables that databases say differently do the same on each. */
import { Effect, pipe } from "effect"
import {
  add, alias, all, as, autoIncrement, comment, concat, constrain, double, numeric, count, createAll, cte, type Database, deleteFrom,
  dropAll, enumeration, eq, excluded, execute, exists, existsRow, forUpdate, from, gt, indexed, innerJoin, insertInto, insertFrom,
  integer, isIn, limit, literal, lower, lt, max, mul, nullable, onConflictDoNothing, onConflictDoUpdate, orderBy,
  primaryKey, recursive, references, scalar, select, table, text, transaction, unique, update, value, varchar,
  where, type AnyQuery,
} from "fulmar"
import { beforeAll, expect, it } from "vitest"
import { Cake, everything, Fruit, Kinds, type Live, Note, seed } from "../core/bakery.js"
import { layerOf } from "../core/on-server.js"
import { kinds } from "../servers/kinds.js"
import { describeOn } from "../servers/live.js"

const Stock = table("stock", {
  id: integer.pipe(primaryKey, autoIncrement),
  name: varchar(20).pipe(unique),
  n: integer,
  note: text.pipe(nullable),
})
const Hen: any = table("hen", { id: integer.pipe(primaryKey), egg: integer.pipe(nullable, references(() => Egg.id)) })
const Egg: any = table("egg", { id: integer.pipe(primaryKey), hen: integer.pipe(nullable, references(() => Hen.id)) })

const Described = table("described", {
  id: integer.pipe(primaryKey, comment("it's the \\ key")),
  name: varchar(10).pipe(indexed, constrain.pattern(/^[a-z]+$/, { check: true })),
  mood: enumeration("temper", ["it's bad", "good"]),
  size: integer.pipe(constrain.ge(1, { check: true }), constrain.multipleOf(1, { check: true })),
  weight: double.pipe(nullable, constrain.decimalPlaces(1, { check: true })),
  price: numeric(10, 3).pipe(
    nullable,
    constrain.decimalPlaces(2, { check: true }),
    constrain.maxDigits(5, { check: true }),
  ),
})

describeOn(kinds, "commands", (db) => {
  const url = (): string => (db.kind === "mariadb" ? db.url.replace(/^mysql:/, "mariadb:") : db.url)
  const run = <A, E>(program: Effect.Effect<A, E, Live>): Promise<A> =>
    Effect.runPromise(Effect.provide(program, layerOf(url())) as Effect.Effect<A, E>)
  const rows = (q: AnyQuery): Effect.Effect<unknown, unknown, Database> => all(q as never) as never

  beforeAll(() => run(Effect.andThen(seed, createAll([Stock]))))

  it("an upsert changes the row that is there, by its unique column", async () => {
    const put = (name: string, n: number) =>
      execute(pipe(
        insertInto(Stock, { name, n }),
        onConflictDoUpdate([Stock.name], { n: add(Stock.n, excluded(Stock.n)), note: "again" }),
      ))
    const kept = execute(pipe(
      insertInto(Stock, { name: "a", n: 100 }),
      onConflictDoUpdate([Stock.name], { n: excluded(Stock.n) }, { where: lt(excluded(Stock.n), Stock.n) }),
    ))
    const nothing = execute(pipe(insertInto(Stock, { name: "a", n: 7 }), onConflictDoNothing()))
    expect(await run(Effect.gen(function* () {
      yield* put("a", 1)
      yield* put("a", 2)
      yield* put("b", 5)
      yield* kept
      yield* nothing
      return yield* all(pipe(from(Stock), select({ name: Stock.name, n: Stock.n, note: Stock.note }), orderBy(Stock.name)))
    }))).toEqual([{ name: "a", n: 3, note: "again" }, { name: "b", n: 5, note: null }])
  })

  it("an update and a delete may read the table they change, and others", async () => {
    const other = alias("other")(Cake)
    const dearest = scalar(pipe(from(other), select({ x: max(other.price) })))
    const fruits = pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)))
    const f = pipe(from(Fruit), where(gt(Fruit.id, 1)), select({ id: Fruit.id, cake: Fruit.cakeId }), as("f"))
    expect(await run(Effect.gen(function* () {
      yield* execute(pipe(update(Cake, { price: add(dearest, 1) as never }), where(eq(Cake.id, 2))))
      yield* execute(pipe(
        update(Cake, { price: add(Cake.price, Fruit.id) }),
        innerJoin(Fruit, eq(Fruit.cakeId, Cake.id)),
        where(eq(Cake.id, 1)),
      ))
      yield* execute(pipe(update(Cake, { name: concat(Cake.name, "!") }), innerJoin(f, eq(f.cake, Cake.id)), where(eq(f.id, 2))))
      const c = alias("c")(Cake)
      yield* execute(pipe(update(c, { price: mul(c.price, 2) }), where(exists(pipe(from(Cake), where(gt(Cake.id, c.id)))))))
      yield* execute(insertInto(Cake, { id: 9, name: "Gone", price: 1 }))
      yield* execute(pipe(
        deleteFrom(c),
        where(isIn(c.id, [8, 9])),
        where(lt(c.price, scalar(pipe(from(Cake), select({ x: max(Cake.price) }))) as never)),
      ))
      return yield* all(pipe(from(Cake), orderBy(Cake.id), select({ id: Cake.id, name: Cake.name, price: Cake.price, n: scalar(pipe(fruits, select({ n: count(Fruit.id) }))) })))
    }))).toEqual([
      { id: 1, name: "Opera", price: 62, n: 1 },
      { id: 2, name: "Tart!", price: 62, n: 2 },
      { id: 3, name: "Sponge", price: 20, n: 0 },
    ])
  })

  it("a CTE feeds an insert, and a recursive one grows texts and numbers beyond its first row", async () => {
    const dear = pipe(from(Cake), where(gt(Cake.price, 30)), select({ id: Cake.id }), cte("dear"))
    const steps = recursive(
      "steps",
      pipe(from(Note), select({ n: literal(1), path: literal("a") }), limit(1)),
      (self) => pipe(from(self), where(lt(self.n, 40)), select({ n: add(self.n, 1), path: concat(self.path, "b") })),
    )
    const result = await run(Effect.gen(function* () {
      yield* execute(insertFrom(Note, pipe(from(dear), select({ cakeId: dear.id }))))
      const grown = yield* rows(pipe(from(steps), where(eq(steps.n, 40)), select({ path: steps.path })) as AnyQuery)
      return [yield* all(pipe(from(Note), select({ n: count(Note.cakeId) }))), grown]
    }) as never)
    expect(result).toEqual([[{ n: 4 }], [{ path: `a${"b".repeat(39)}` }]])
  })

  it("tables that refer to each other come and go", async () => {
    expect(await run(Effect.gen(function* () {
      yield* createAll([Hen, Egg])
      yield* execute(insertInto(Hen, { id: 1 } as never))
      yield* execute(insertInto(Egg, { id: 1, hen: 1 } as never))
      yield* dropAll([Hen, Egg])
      yield* createAll([Hen, Egg])
      yield* dropAll([Hen, Egg], { ifExists: true })
      return "gone"
    }))).toBe("gone")
  })

  it("comments, labels, checks and indexes are there, and made but once", async () => {
    const bad = (sql: string) => db.query(sql).then(() => "written", () => "refused")
    await run(createAll([Described], { ifNotExists: true }))
    await run(createAll([Described], { ifNotExists: true }))
    await run(execute(insertInto(Described, { id: 1, name: "abc", mood: "it's bad", size: 1 })))
    expect(await bad("insert into described (id, name, mood, size) values (2, 'ABC', 'good', 1)")).toBe("refused")
    expect(await bad("insert into described (id, name, mood, size) values (2, 'abc', 'so so', 1)")).toBe("refused")
    expect(await bad("insert into described (id, name, mood, size) values (2, 'abc', 'good', 0)")).toBe("refused")
    expect(await bad("insert into described values (2, 'abc', 'good', 1, 0.1, 1.25)")).toBe("written")
    expect(await bad("insert into described values (3, 'abc', 'good', 1, 0.15, 1.25)")).toBe("refused")
    expect(await bad("insert into described values (3, 'abc', 'good', 1, 0.1, 1.255)")).toBe("refused")
    await run(dropAll([Described]))
    await run(createAll([Described]))
    await run(dropAll([Described]))
  })

  it("rows are counted, and looked for", async () => {
    const none = pipe(from(Cake), where(eq(Cake.id, 99)))
    expect(await run(Effect.all([count(from(Cake)), count(none), existsRow(from(Cake)), existsRow(none)]))).toEqual([3, 0, true, false])
  })

  it("rows are locked in a transaction", async () => {
    const locked = transaction(all(pipe(from(Fruit), where(eq(Fruit.id, 1)), select({ id: Fruit.id }), forUpdate({ locked: "nowait" }))))
    expect(await run(locked as never)).toEqual([{ id: 1 }])
  })

  it("a parameter has the type of its column", async () => {
    expect(await run(all(pipe(
      from(Kinds),
      where(eq(Kinds.key, everything.key)),
      where(eq(Kinds.doc, everything.doc)),
      where(eq(Kinds.mood, "glad")),
      where(eq(lower(value(text, "A")), "a")),
      select({ id: Kinds.id }),
    )) as never)).toEqual([{ id: 1 }])
  })
})
