import { BigDecimal, Effect } from "effect"
import {
  all, autoIncrement, boolean, check, checkThat, constraintOptions, createAll, createIndex, type Database, defaultTo,
  enumeration, eq, execute, from, generatedAlways, gt, gte, indexed, indexOn, insertInto, integer, json, lower, mul, now, nullable,
  numeric, orderBy, primaryKey, primaryKeyOn, rawCommand, references, type SqlError, table, text, timestamptz, unique, uniqueOn, uuid,
  varchar,
} from "fulmar"
import type { AnyTable } from "fulmar"
import { compare, describeTables, diff, introspect, invert, plan, runPlan, showPlan, sync, verify } from "fulmar/schema"
import { dialect, layer } from "fulmar/sqlite"
import { expect, test } from "vitest"

const on = <A, E>(program: Effect.Effect<A, E, Database>): Promise<A> =>
  Effect.runPromise(program.pipe(Effect.provide(layer({ filename: ":memory:" }))) as Effect.Effect<A, E | SqlError>)

const Bakery = table("bakery", { id: integer.pipe(primaryKey, autoIncrement), name: varchar(60).pipe(unique) })
const plain = { width: integer, height: integer }
const box = table("cake", plain)
const Cake = table(
  "cake",
  {
    id: uuid.pipe(primaryKey),
    ...plain,
    area: integer.pipe(generatedAlways(mul(box.width, box.height))),
    name: varchar(80).pipe(indexed),
    price: numeric(10, 2).pipe(defaultTo(BigDecimal.fromStringUnsafe("1.50"))),
    status: enumeration("status", ["open", "it's"]),
    made: timestamptz.pipe(defaultTo(now)),
    data: json().pipe(nullable),
    layers: integer.pipe(check(gt(box.width, 0))),
    bakeryId: integer.pipe(nullable, references(() => Bakery.id, { onDelete: "set null" })),
  },
  (cake) => [
    uniqueOn(cake.name, cake.bakeryId).pipe(constraintOptions({ name: "one_of_a_name" })),
    checkThat(gte(cake.layers, 0), "layers_there"),
    indexOn(cake.layers).pipe(constraintOptions({ name: "open_cakes", where: eq(cake.status, "open"), unique: true })),
  ],
)
const Link = table(
  "link",
  { a: uuid.pipe(references(() => Cake.id, { onDelete: "cascade" })), b: integer.pipe(references(() => Bakery.id)) },
  (it) => [primaryKeyOn(it.a, it.b)],
)
const tables: ReadonlyArray<AnyTable> = [Bakery, Cake, Link]

test("what is created is what is read", async () => {
  const found = await on(Effect.andThen(createAll(tables), introspect()))
  expect(diff(dialect)(found, describeTables(dialect)(tables))).toEqual([])
  expect(diff(dialect)(describeTables(dialect)(tables), found)).toEqual([])
  expect(found.tables.map((t) => t.columns.length)).toEqual(describeTables(dialect)(tables).tables.map((t) => t.columns.length))
})

test("what a plan makes of nothing is what is read", async () => {
  const empty = { ...describeTables(dialect)([]) }
  const wanted = describeTables(dialect)(tables)
  const found = await on(Effect.andThen(runPlan(plan(dialect)(empty, diff(dialect)(empty, wanted))), introspect()))
  expect(diff(dialect)(found, wanted)).toEqual([])
})

test("a table is rebuilt with its rows, keys, indexes and triggers, and rows that refer to it stay", async () => {
  const Old = table("cake", { id: integer.pipe(primaryKey, autoIncrement), name: text, price: integer.pipe(nullable) })
  const Slice = table("slice", { id: integer.pipe(primaryKey), cakeId: integer.pipe(references(() => Old.id, { onDelete: "cascade" })) })
  const New = table(
    "cake",
    { id: integer.pipe(primaryKey, autoIncrement), name: text.pipe(unique), price: integer.pipe(defaultTo(3)) },
    (it) => [checkThat(gt(it.price, 0))],
  )
  const result = await on(
    Effect.gen(function* () {
      yield* createAll([Old, Slice])
      yield* execute(createIndex("lowered", Old, [lower(Old.name)]))
      yield* execute(rawCommand`create trigger noted after insert on cake begin update cake set name = new.name || '!' where id = new.id; end`)
      yield* execute(rawCommand`create view names as select name from cake`)
      yield* execute(insertInto(Old, [{ id: 7, name: "a", price: 1 }, { name: "b", price: 2 }]))
      yield* execute(rawCommand`delete from cake where id = 8`)
      yield* execute(insertInto(Slice, { id: 1, cakeId: 7 }))
      const before = yield* introspect()
      const { changes } = yield* compare([New, Slice])
      const kept = changes.filter((c) => c._tag !== "DropIndex")
      yield* runPlan(plan(dialect)(before, kept))
      const after = yield* introspect()
      yield* execute(insertInto(New, { name: "c" }))
      return {
        rows: yield* all(from(New).pipe(orderBy(New.id))),
        slices: yield* all(from(Slice)),
        left: (yield* compare([New, Slice])).changes.map((c) => c._tag),
        back: diff(dialect)(before, (yield* Effect.andThen(runPlan(plan(dialect)(after, invert(kept))), introspect()))),
      }
    }),
  )
  // The number 8 was given out already; the trigger still runs.
  expect(result.rows).toEqual([{ id: 7, name: "a!", price: 1 }, { id: 9, name: "c!", price: 3 }])
  expect(result.slices).toEqual([{ id: 1, cakeId: 7 }])
  expect(result.left).toEqual(["DropIndex"])
  expect(result.back).toEqual([])
})

test("a view that could not be read any more is named, and nothing is changed", async () => {
  const Old = table("cake", { id: integer, name: text })
  const failed = await on(
    Effect.gen(function* () {
      yield* createAll([Old])
      yield* execute(rawCommand`create view names as select name from cake`)
      const { changes, from: before } = yield* compare([table("cake", { id: integer })])
      const error = yield* Effect.flip(runPlan(plan(dialect)(before, changes)))
      return [error.message, (yield* introspect()).tables[0]?.columns.length]
    }),
  )
  expect(failed[0]).toContain("names")
  expect(failed[1]).toBe(2)
})

test("a plan says whom it keeps waiting and what it destroys", () => {
  const before = describeTables(dialect)([table("cake", { id: integer, name: text })])
  const after = describeTables(dialect)([table("cake", { id: integer })])
  expect(showPlan(plan(dialect)(before, diff(dialect)(before, after)))).toContain("-- DESTROYS DATA; writes all rows anew; writers of cake wait")
})

test("verify tells each difference, and sync adds what is missing", async () => {
  const Old = table("cake", { id: integer, name: text })
  const New = table("cake", { id: integer, name: text.pipe(nullable), layers: integer.pipe(defaultTo(1)) }, (it) => [uniqueOn(it.name)])
  const result = await on(
    Effect.gen(function* () {
      yield* createAll([Old, Bakery])
      const before = yield* verify([New])
      yield* sync([New])
      const after = yield* verify([New])
      const refused = yield* Effect.flip(sync([table("cake", { id: text, name: text })]))
      return { before, after, refused: refused.message, tables: (yield* introspect()).tables.length }
    }),
  )
  expect(result.before.map((d) => d.what)).toEqual(["column layers", "column name", "unique"])
  expect(result.after).toEqual([])
  expect(result.refused).toContain("alter column cake.id from integer not null to text not null")
  expect(result.tables).toBe(2)
})

test("boolean", async () => {
  const T = table("t", { b: boolean.pipe(defaultTo(true)), s: text.pipe(defaultTo("a'b")), n: integer.pipe(defaultTo(-5)) })
  expect(await on(Effect.andThen(createAll([T]), verify([T])))).toEqual([])
})
