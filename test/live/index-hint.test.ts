/** Index hints decide which index is used, change no result, and name indexes that are there. */
import { Effect, pipe } from "effect"
import {
  add, alias, all, constraintOptions, createAll, deleteFrom, eq, execute, forceIndex, from, ignoreIndex, indexOn, innerJoin,
  insertInto, integer, nullable, leftJoin, lt, orderBy, primaryKey, select, table, text, toSql, update, useIndex, varchar, where,
  SqlError,
} from "fulmar"
import { MariaDb } from "fulmar/mariadb"
import { MySql } from "fulmar/mysql"
import { beforeAll, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"

const odd = "ix `it's\" \\ é"
const Cake = table(
  "cake",
  { id: integer.pipe(primaryKey), name: varchar(80), price: integer },
  (cake) => [
    indexOn(cake.name).pipe(constraintOptions({ name: "ix_name" })),
    indexOn(cake.price).pipe(constraintOptions({ name: odd })),
  ],
)
const Note = table("note", { cakeId: integer.pipe(nullable), body: text.pipe(nullable) }, (note) => [
  indexOn(note.cakeId).pipe(constraintOptions({ name: "ix_note" })),
])

describeOn(["mariadb", "mysql"], "index hints", (db) => {
  const layer = (db.kind === "mysql" ? MySql.layer : MariaDb.layer) as typeof MariaDb.layer
  const dialect = db.kind === "mysql" ? MySql.dialect : MariaDb.dialect
  const on = <A, E>(program: Effect.Effect<A, E, any>): Promise<A> =>
    Effect.runPromise(Effect.provide(program, layer({ url: db.url })) as Effect.Effect<A, E>)
  const keyOf = async (q: Parameters<ReturnType<typeof toSql>>[0]): Promise<unknown> => {
    const plan = await db.query(db.kind === "mysql" ? `explain format=traditional ${toSql(dialect)(q)}` : `explain ${toSql(dialect)(q)}`)
    return (plan[0] as Record<string, unknown>)["key"]
  }

  beforeAll(() =>
    on(Effect.gen(function* () {
      yield* createAll([Cake, Note])
      yield* execute(insertInto(Cake, Array.from({ length: 200 }, (_, i) => ({ id: i + 1, name: `cake ${i % 7}`, price: i }))))
      yield* execute(insertInto(Note, [{ cakeId: 1, body: null }, { cakeId: 2, body: "x" }]))
    })),
  )

  it("decide which index is used", async () => {
    const both = (t: typeof Cake) => pipe(from(t), where(eq(Cake.name, "cake 1")), where(eq(Cake.price, 1)), select(Cake.id))
    expect(await keyOf(both(Cake.pipe(forceIndex("ix_name")) as never))).toBe("ix_name")
    expect(await keyOf(both(Cake.pipe(forceIndex(odd)) as never))).toBe(odd)
    expect(await keyOf(both(Cake.pipe(ignoreIndex(odd), ignoreIndex("ix_name")) as never))).toBe(null)
    expect(await keyOf(both(Cake.pipe(useIndex()) as never))).toBe(null)
  })

  it("change no result", async () => {
    const q = pipe(
      from(Cake.pipe(useIndex("ix_name", odd))),
      innerJoin(Cake.pipe(alias("other"), forceIndex("PRIMARY")), eq(Cake.pipe(alias("other")).id, add(Cake.id, 1))),
      leftJoin(Note.pipe(ignoreIndex("ix_note")), eq(Note.cakeId, Cake.id)),
      where(lt(Cake.id, 3)),
      orderBy(Cake.id),
      select({ id: Cake.id, next: Cake.pipe(alias("other")).id, note: Note }),
    )
    expect(await on(all(q))).toEqual([
      { id: 1, next: 2, note: { cakeId: 1, body: null } },
      { id: 2, next: 3, note: { cakeId: 2, body: "x" } },
    ])
  })

  it("stand in updates and deletes", async () => {
    const Hinted = Cake.pipe(forceIndex("ix_name"))
    expect(await on(execute(pipe(update(Hinted, { price: add(Cake.price, 1000) }), where(eq(Cake.name, "cake 6")))))).toMatchObject({ rowsAffected: 28 })
    expect(await on(execute(pipe(
      update(Cake, { price: 1 }),
      innerJoin(Note.pipe(useIndex("ix_note")), eq(Note.cakeId, Cake.id)),
      where(eq(Note.body, "x")),
    )))).toMatchObject({ rowsAffected: 1 })
    expect(await on(execute(pipe(deleteFrom(Hinted), where(eq(Cake.name, "cake 6")))))).toMatchObject({ rowsAffected: 28 })
    expect(await on(execute(pipe(deleteFrom(Hinted.pipe(alias("c"))), where(eq(Hinted.pipe(alias("c")).id, 200)))))).toMatchObject({ rowsAffected: 1 })
  })

  it("of an index that is not there are an error of the database", async () => {
    for (const T of [Cake.pipe(useIndex("nix")), Cake.pipe(forceIndex("nix")), Cake.pipe(ignoreIndex("ix_name", "nix"))]) {
      const e = await on(Effect.flip(all(from(T))))
      expect(e).toBeInstanceOf(SqlError)
      expect(e).toMatchObject({ reason: { _tag: "SyntaxError", code: "1176" } })
    }
  })
})
