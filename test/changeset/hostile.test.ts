/** Changesets of rows that are related to themselves, by NULL, by links that are marked as deleted, or that say too little. */
import { Effect, pipe } from "effect"
import {
  addRelated, all, autoIncrement, change, createAll, deleteRow, edit, eq, execute, from, hasMany, insertInto, integer, linkedBy, load, manyToMany,
  newRow, nullable, onDeleted, primaryKey, primaryKeyOn, relatedWhere, removeRelated, rowVersion, save, saveAll, setRelated, softDelete, table, text,
  timestamptz, transaction, unique, where, withDeleted, withHooks,
} from "fulmar"
import * as Sqlite from "fulmar/sqlite"
import { describe, expect, it } from "vitest"

const run = <A>(program: Effect.Effect<A, any, any>): Promise<A> =>
  Effect.runPromise(Effect.provide(program, Sqlite.layer({ filename: ":memory:" })) as Effect.Effect<A>)

const key = integer.pipe(primaryKey, autoIncrement)
const Person = table("person", { id: key, bossId: integer.pipe(nullable), version: integer.pipe(rowVersion) })
const staff = hasMany(Person, Person, { id: "bossId" })
const Cake = table("cake", { id: key, name: text })
const Filling = table("filling", { id: key, name: text })
const Link = table("link", { cakeId: integer, fillingId: integer, grams: integer.pipe(nullable) }, (t) => [primaryKeyOn(t.cakeId, t.fillingId)])
const fillings = manyToMany(Cake, Filling, { through: Link, from: { id: "cakeId" }, to: { fillingId: "id" } })
const Code = table("code", { id: key, cakeId: integer.pipe(nullable), code: text.pipe(nullable, unique) })
const Part = table("part", { id: key, code: text.pipe(nullable) })
const parts = hasMany(Code, Part, { code: "code" })

describe("a row that is related to itself", () => {
  for (const rule of ["cascade", "restrict", "set null"] as const) {
    it(`can be deleted: ${rule}`, () =>
      run(Effect.gen(function* () {
        yield* createAll([Person])
        yield* execute(insertInto(Person, { id: 1, bossId: 1 }))
        yield* deleteRow(Person, { id: 1, bossId: 1, version: 1 }, [staff.pipe(onDeleted(rule))])
        expect(yield* all(from(Person))).toEqual([])
      })))
  }
  it("over others too", () =>
    run(Effect.gen(function* () {
      const cascading = staff.pipe(onDeleted("cascade"))
      yield* createAll([Person])
      yield* execute(insertInto(Person, [{ id: 1, bossId: 2 }, { id: 2, bossId: 1 }]))
      yield* deleteRow(Person, { id: 1, bossId: 2, version: 1 }, [[cascading, [cascading]]])
      expect(yield* all(from(Person))).toEqual([])
    })))
})

describe("keys that are NULL", () => {
  const cascading = parts.pipe(onDeleted("cascade"))
  it("take nothing with them", () =>
    run(Effect.gen(function* () {
      yield* createAll([Cake, Code, Part])
      const cake = yield* save(newRow(Cake, { name: "a" }))
      const none = yield* save(newRow(Code, { code: null, cakeId: cake.id }))
      yield* save(newRow(Code, { code: "k", cakeId: cake.id }))
      yield* execute(insertInto(Part, [{ code: null }, { code: "k" }]))
      yield* save(edit(Code, none).pipe(setRelated("parts", cascading, [])))
      expect((yield* all(from(Part))).length).toBe(2)
      const codes = hasMany(Cake, Code, { id: "cakeId" }).pipe(onDeleted("cascade"))
      yield* deleteRow(Cake, cake, [[codes, [cascading]]])
      expect(yield* all(from(Part))).toEqual([{ id: 1, code: null }])
      const other = yield* save(newRow(Code, { code: null }))
      yield* deleteRow(Code, other, [cascading])
      expect((yield* all(from(Part))).length).toBe(1)
    })))

  it("must be said", () => {
    const link = manyToMany(Cake, Code, { through: Part, from: { name: "code" }, to: { code: "code" } })
    expect(() => deleteRow(Code, { id: 1 }, [parts])).toThrow(/without its "code"/)
    expect(() => edit(Code, { id: 1 }).pipe(addRelated("parts", parts, []))).toThrow(/without its "code"/)
    expect(() => newRow(Cake, { name: "a" }).pipe(addRelated("codes", link, [{ id: 1 } as never]))).toThrow(/without its "code"/)
  })
})

describe("links", () => {
  const Marked = table(
    "marked",
    { cakeId: integer, fillingId: integer, grams: integer.pipe(nullable), deletedAt: timestamptz.pipe(nullable, softDelete) },
    (t) => [primaryKeyOn(t.cakeId, t.fillingId)],
  )
  const marked = manyToMany(Cake, Filling, { through: Marked, from: { id: "cakeId" }, to: { fillingId: "id" } })

  it("that are marked as deleted are restored", () =>
    run(Effect.gen(function* () {
      yield* createAll([Cake, Filling, Marked])
      const cake = yield* save(newRow(Cake, { name: "a" }).pipe(addRelated("fillings", marked, [newRow(Filling, { name: "x" }), newRow(Filling, { name: "y" })])))
      yield* save(edit(Cake, cake).pipe(setRelated("fillings", marked, [])))
      expect([yield* all(from(Marked)), (yield* all(from(withDeleted(Marked)))).length]).toEqual([[], 2])
      const [x] = cake.fillings
      yield* save(edit(Cake, cake).pipe(addRelated("fillings", marked, [edit(Filling, x!).pipe(linkedBy({ grams: 3 })), x!])))
      expect(yield* all(from(Marked))).toEqual([{ cakeId: 1, fillingId: 1, grams: 3, deletedAt: null }])
      yield* save(edit(Cake, cake).pipe(removeRelated(marked, [x!])))
      expect((yield* load(Cake, { marked }))[0]!.marked).toEqual([])
    })))

  it("say what they said before the row was changed further", () =>
    run(Effect.gen(function* () {
      yield* createAll([Cake, Filling, Link])
      const x = newRow(Filling, { name: "x" }).pipe(linkedBy({ grams: 3 }), change({ name: "y" }))
      yield* save(newRow(Cake, { name: "a" }).pipe(addRelated("fillings", fillings, [x])))
      expect(yield* all(from(Link))).toEqual([{ cakeId: 1, fillingId: 1, grams: 3 }])
    })))

  it("of a relation with a condition leave the others alone", () =>
    run(Effect.gen(function* () {
      yield* createAll([Cake, Filling, Link])
      const jams = fillings.pipe(relatedWhere(eq(Filling.name, "jam")))
      const cake = yield* save(newRow(Cake, { name: "a" }).pipe(addRelated("fillings", fillings, [newRow(Filling, { name: "x" }), newRow(Filling, { name: "jam" })])))
      yield* save(edit(Cake, cake).pipe(setRelated("jams", jams, [])))
      expect((yield* load(Cake, { fillings }))[0]!.fillings).toEqual([{ id: 1, name: "x" }])
    })))

  it("by the thousand take no quadratic time", () =>
    run(Effect.gen(function* () {
      yield* createAll([Cake, Filling, Link])
      const many = yield* save(newRow(Cake, { name: "a" }).pipe(addRelated("fillings", fillings, Array.from({ length: 10_000 }, (_, i) => newRow(Filling, { name: String(i) })))))
      yield* save(edit(Cake, many).pipe(setRelated("fillings", fillings, many.fillings.slice(1))))
      expect((yield* all(from(Link))).length).toBe(9999)
    })))
})

it("more rows than a statement has parameters are kept, and removed", () =>
  run(Effect.gen(function* () {
    yield* createAll([Person])
    const boss = yield* save(newRow(Person, { id: 1 }))
    const ids = Array.from({ length: 40_000 }, (_, i) => i + 2)
    yield* execute(insertInto(Person, ids.map((id) => ({ id, bossId: 1 }))))
    const { people } = (yield* load(pipe(from(Person), where(eq(Person.id, 1))), { people: staff }))[0]!
    yield* save(edit(Person, boss).pipe(setRelated("people", staff, people.slice(1))))
    expect((yield* all(pipe(from(Person), where(eq(Person.bossId, 1))))).length).toBe(39_999)
    yield* save(edit(Person, boss).pipe(removeRelated(staff, people)))
    expect((yield* all(pipe(from(Person), where(eq(Person.bossId, 1)))))).toEqual([])
  })), 120_000)

it("rows added twice under a name are all given back", () =>
  run(Effect.gen(function* () {
    yield* createAll([Code, Part])
    for (const name of ["parts", "__proto__", "constructor"]) {
      const saved = yield* save(newRow(Code, { code: name }).pipe(addRelated(name, parts, [newRow(Part, {})]), addRelated(name, parts, [newRow(Part, {})])))
      expect(Object.entries(saved).at(-1)).toMatchObject([name, [{ code: name }, { code: name }]])
    }
  })))

describe("hooks", () => {
  it("may leave nothing to change", () =>
    run(Effect.gen(function* () {
      const Still = withHooks(Cake, { beforeSave: (values, row) => (row === null ? values : {}) })
      yield* createAll([Still])
      const cake = yield* save(newRow(Still, { name: "a" }))
      expect(yield* save(edit(Still, cake).pipe(change({ name: "b" })))).toEqual(cake)
    })))

  it("that throw undo everything, and hold for rows that are marked as deleted too", () =>
    run(Effect.gen(function* () {
      const log: Array<string> = []
      const Throwing = withHooks(Cake, {
        afterSave: () => {
          throw new Error("boom")
        },
        beforeDelete: (row) => log.push(String(row.name)),
      })
      yield* createAll([Cake])
      expect(String(yield* Effect.exit(save(newRow(Throwing, { name: "a" }))))).toContain("boom")
      expect(String(yield* Effect.exit(saveAll([newRow(Cake, { name: "a" }), newRow(Throwing, { name: "b" })])))).toContain("boom")
      expect(yield* all(from(Cake))).toEqual([])
      const cake = yield* save(newRow(Cake, { name: "c" }))
      yield* deleteRow(withDeleted(Throwing), cake)
      expect(log).toEqual(["c"])
    })))

  it("that hang can be interrupted, and leave nothing", () =>
    run(Effect.gen(function* () {
      const Hanging = withHooks(Cake, { afterSave: () => Effect.never })
      yield* createAll([Cake])
      expect(yield* Effect.exit(Effect.timeout(save(newRow(Hanging, { name: "a" })), "20 millis"))).toMatchObject({ _tag: "Failure" })
      yield* Effect.exit(transaction(Effect.andThen(save(newRow(Cake, { name: "b" })), Effect.fail("no"))))
      expect(yield* all(pipe(from(Cake), where(eq(Cake.name, "a"))))).toEqual([])
      expect(yield* all(from(Cake))).toEqual([])
    })))
})
