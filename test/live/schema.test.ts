/** Schemas read from real databases are those that the tables ask for, and changes of them can be made and taken back. */
import { BigDecimal, Effect, pipe } from "effect"
import {
  all, array, autoIncrement, bigint, boolean, bytes, char, check, checkThat, comment, constrain, constraintOptions, createAll, type Database,
  date, defaultTo, double, enumeration, execute, foreignKey, from, generatedAlways, gt, gte, indexed, indexOn, inet, insertInto,
  integer, interval, json, mul, now, nullable, numeric, orderBy, primaryKey, primaryKeyOn, rawCommand, real, references, smallint, table, text,
  time, timestamp, timestamptz, tinyint, unique, uniqueOn, uuid, varchar,
} from "fulmar"
import type { AnyColumn, AnyTable } from "fulmar"
import { compare, describeTables, diff, introspect, invert, plan, runPlan, settle, sync, verify } from "fulmar/schema"
import { expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { dialectOf, on } from "./conformance.js"

const hostile = `it's "a" \\ %_ \`é\``

const Bakery = table(
  "bakery",
  { id: integer.pipe(primaryKey, autoIncrement), name: varchar(60).pipe(unique), "Mixed Case": varchar(5).pipe(nullable) },
  () => [],
  { comment: hostile },
)
const plain = { width: integer, height: integer }
const box = table("cake", plain)
const Cake = table(
  "cake",
  {
    id: uuid.pipe(primaryKey),
    ...plain,
    area: integer.pipe(generatedAlways(mul(box.width, box.height), { stored: true })),
    name: varchar(80).pipe(indexed, comment(hostile)),
    price: numeric(10, 2).pipe(defaultTo(BigDecimal.fromStringUnsafe("1.50"))),
    free: numeric().pipe(nullable),
    status: enumeration("status", ["open", hostile]).pipe(defaultTo("open")),
    made: timestamptz.pipe(defaultTo(now)),
    data: json().pipe(nullable),
    layers: integer.pipe(check(gt(box.width, 0)), constrain.ge(0, { check: true })),
    bakeryId: integer.pipe(nullable, references(() => Bakery.id, { onDelete: "set null", onUpdate: "cascade" })),
    label: varchar(200).pipe(defaultTo(hostile)),
    negative: integer.pipe(defaultTo(-5)),
    ratio: double.pipe(defaultTo(0.1)),
    listed: boolean.pipe(defaultTo(true)),
  },
  (cake) => [
    pipe(uniqueOn(cake.name, cake.bakeryId), constraintOptions({ name: "one_of_a_name" })),
    checkThat(gte(cake.layers, 0), "layers_there"),
    pipe(indexOn(cake.layers, cake.width), constraintOptions({ unique: true })),
  ],
)
const Link = table(
  "link",
  { a: uuid.pipe(references(() => Cake.id, { onDelete: "cascade" })), b: integer.pipe(references(() => Bakery.id)) },
  (it) => [primaryKeyOn(it.a, it.b)],
)
const Pair = table("pair", { x: uuid, y: integer, z: integer.pipe(primaryKey, autoIncrement) }, (it) => [
  foreignKey([it.x, it.y], () => [Link.a, Link.b], { name: "pair_of_link" }),
])
// Two that refer to each other.
const Left = table("left", { id: integer.pipe(primaryKey), other: integer.pipe(nullable, references((): AnyColumn => Right.id)) })
const Right = table("right", { id: integer.pipe(primaryKey), other: integer.pipe(nullable, references((): AnyColumn => Left.id)) })
const Types = table("types", {
  a: bigint, b: smallint, c: tinyint, d: double, e: real, f: text, g: varchar(), h: char(3), i: inet, j: date, k: time, l: timestamp,
  m: interval, n: array(integer), o: bytes, p: array(varchar(5)), q: boolean,
})
const tables: ReadonlyArray<AnyTable> = [Bakery, Cake, Link, Pair, Left, Right, Types]

describeOn(["sqlite", "postgres", "mariadb", "mysql"], "a schema", (db) => {
  const dialect = dialectOf(db)
  const empty = { ...describeTables(dialect)([]) }

  it("that was created is the one that is described", async () => {
    await on(db, createAll(tables))
    expect(await on(db, verify(tables))).toEqual([])
    const { changes } = await on(db, compare(tables))
    expect(changes).toEqual([])
  })

  it("is dropped and made by plans", async () => {
    const { from: found, to } = await on(db, compare(tables))
    const dropping = diff(dialect)(found, empty)
    await on(db, runPlan(plan(dialect)(found, dropping)))
    expect((await on(db, introspect())).tables).toEqual([])
    await on(db, runPlan(plan(dialect)(empty, invert(dropping))))
    expect(diff(dialect)(await on(db, introspect()), found)).toEqual([])
    expect(await on(db, verify(tables))).toEqual([])
    await on(db, runPlan(plan(dialect)(found, dropping)))
    await on(db, runPlan(plan(dialect)(empty, diff(dialect)(empty, to))))
    expect(await on(db, verify(tables))).toEqual([])
  })
})

const Old = table(
  "cake",
  {
    id: integer.pipe(primaryKey, autoIncrement),
    name: varchar(20),
    layers: integer.pipe(nullable),
    status: enumeration("state", ["open", "paid"]).pipe(defaultTo("open")),
    note: text.pipe(nullable),
    bakery: integer.pipe(nullable),
  },
  (it) => [pipe(indexOn(it.layers), constraintOptions({ name: "by_layers" })), checkThat(gt(it.layers, 0), "some_layers")],
)
const Gone = table("gone", { id: integer.pipe(primaryKey), cakeId: integer.pipe(references(() => Old.id)) })
const House = table("house", { id: integer.pipe(primaryKey), name: varchar(5) })
const NewHouse = table("house", { id: integer.pipe(primaryKey), name: varchar(5), size: integer.pipe(defaultTo(3)) })
const New = table(
  "gateau",
  {
    id: integer.pipe(primaryKey, autoIncrement),
    title: varchar(60).pipe(unique),
    layers: bigint.pipe(defaultTo(2n)),
    status: enumeration("state", ["new", "open", "paid"]).pipe(defaultTo("new")),
    bakery: integer.pipe(nullable, references(() => NewHouse.id)),
    born: date.pipe(nullable),
  },
  (it) => [pipe(indexOn(it.layers, it.title), constraintOptions({ name: "by_layers" })), checkThat(gt(it.layers, 1n), "some_layers")],
)
const renames = [{ table: "cake", to: "gateau" }, { table: "gateau", column: "name", to: "title" }] as const

describeOn(["sqlite", "postgres", "mariadb", "mysql"], "changes", (db) => {
  const dialect = dialectOf(db)
  it("make one schema of another with its rows, and their inverse makes the first again", async () => {
    await on(db, createAll([Old, House, Gone]))
    await on(db, execute(insertInto(House, { id: 1, name: "a" })))
    await on(db, execute(insertInto(Old, [{ name: "x", layers: 3, status: "paid", note: "n", bakery: 1 }, { name: "y", layers: 4, bakery: null }])))
    const before = await on(db, introspect())
    const to = await on(db, settle(describeTables(dialect)([New, NewHouse])))
    const changes = diff(dialect)(before, to, { renames })
    await on(db, runPlan(plan(dialect)(before, changes)))
    expect(await on(db, verify([New, NewHouse]))).toEqual([])
    expect(await on(db, all(pipe(from(New), orderBy(New.id))))).toEqual([
      { id: 1, title: "x", layers: 3n, status: "paid", bakery: 1, born: null },
      { id: 2, title: "y", layers: 4n, status: "open", bakery: null, born: null },
    ])
    expect(await on(db, all(from(NewHouse)))).toEqual([{ id: 1, name: "a", size: 3 }])
    await on(db, execute(insertInto(New, { title: "z" })))
    await on(db, execute(rawCommand`delete from gateau where id = 3`))
    const after = await on(db, introspect())
    await on(db, runPlan(plan(dialect)(after, invert(changes))))
    expect(diff(dialect)(await on(db, introspect()), before)).toEqual([])
    expect(await on(db, all(pipe(from(Old), orderBy(Old.id))))).toEqual([
      { id: 1, name: "x", layers: 3, status: "paid", note: null, bakery: 1 },
      { id: 2, name: "y", layers: 4, status: "open", note: null, bakery: null },
    ])
  })

  it("are synced where nothing is lost, and refused else", async () => {
    const More = table("house", { id: integer.pipe(primaryKey), name: varchar(5).pipe(nullable), since: date.pipe(nullable) }, (it) => [uniqueOn(it.since)])
    await on(db, sync([More]))
    expect(await on(db, verify([More]))).toEqual([])
    const error = await on(db, Effect.flip(sync([table("house", { id: integer.pipe(primaryKey), name: integer })]) as Effect.Effect<unknown, Error, Database>))
    expect(error.message).toContain("Nothing was changed")
  })
})
