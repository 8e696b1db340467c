import { BigDecimal, Duration, Effect } from "effect"
import {
  all,
  bigint,
  boolean,
  bytes,
  createAll,
  type Database,
  date,
  double,
  enumeration,
  execute,
  insertInto,
  integer,
  interval,
  json,
  nullable,
  numeric,
  primaryKey,
  references,
  type Supports,
  table,
  text,
  timestamp,
  timestamptz,
  uuid,
  varchar,
} from "fulmar"
import { Sqlite, type SqliteCapability } from "fulmar/sqlite"
import { onServer } from "./on-server.js"

export { all }

export const Bakery = table("bakery", { id: integer.pipe(primaryKey), name: text, profit: double.pipe(nullable) })
export const Cake = table("cake", {
  id: integer.pipe(primaryKey),
  name: varchar(80),
  price: integer,
  bakeryId: integer.pipe(nullable, references(() => Bakery.id)),
})
export const Fruit = table("fruit", {
  id: integer.pipe(primaryKey),
  name: text,
  cakeId: integer.pipe(nullable, references(() => Cake.id)),
})
/** Every column may be NULL, so a row of NULLs is not the absence of a row. */
export const Note = table("note", { cakeId: integer.pipe(nullable), body: text.pipe(nullable) })

/** A column of every kind of value. */
export const Kinds = table("kinds", {
  id: integer.pipe(primaryKey),
  n: integer,
  m: integer.pipe(nullable),
  big: bigint.pipe(nullable),
  ratio: double.pipe(nullable),
  price: numeric(10, 2).pipe(nullable),
  name: text.pipe(nullable),
  flag: boolean.pipe(nullable),
  day: date.pipe(nullable),
  at: timestamptz.pipe(nullable),
  wall: timestamp.pipe(nullable),
  raw: bytes.pipe(nullable),
  doc: json().pipe(nullable),
  mood: enumeration("mood", ["sad", "glad"]).pipe(nullable),
  span: interval.pipe(nullable),
  key: uuid.pipe(nullable),
})

export const tables = [Bakery, Cake, Fruit, Note, Kinds]

/** Makes the tables above and their rows. */
export const seed = Effect.gen(function* () {
  yield* createAll(tables)
  yield* execute(
    insertInto(Bakery, [
      { id: 1, name: "Sea", profit: 10.5 },
      { id: 2, name: "Lake", profit: null },
    ]),
  )
  yield* execute(
    insertInto(Cake, [
      { id: 1, name: "Opera", price: 30, bakeryId: 1 },
      { id: 2, name: "Tart", price: 10, bakeryId: 1 },
      { id: 3, name: "Sponge", price: 20, bakeryId: null },
    ]),
  )
  yield* execute(
    insertInto(Fruit, [
      { id: 1, name: "Cherry", cakeId: 1 },
      { id: 2, name: "Apple", cakeId: 2 },
      { id: 3, name: "Berry", cakeId: 2 },
      { id: 4, name: "Fig", cakeId: null },
    ]),
  )
  yield* execute(
    insertInto(Note, [
      { cakeId: 1, body: "soft" },
      { cakeId: 2, body: null },
      { cakeId: null, body: null },
    ]),
  )
  yield* execute(insertInto(Kinds, [everything, { id: 2, n: -7 }]))
})

export const everything = {
  id: 1,
  n: 7,
  m: 3,
  big: 9007199254740993n,
  ratio: 5.5,
  price: BigDecimal.fromStringUnsafe("12.50"),
  name: "Ünï 100%_a\\b",
  flag: true,
  day: "2024-02-29",
  at: new Date("2024-02-29T23:59:58.250Z"),
  wall: "2024-12-31T06:07:08.5",
  raw: Uint8Array.of(0, 255, 10),
  doc: { a: [1, "x", null] },
  mood: "glad",
  span: Duration.minutes(90),
  key: "0f8fad5b-d9cb-469f-a165-70867728950e",
} as const

/** Decimals as text, for they remember their normal form once they were asked for it, which no equality should see. */
export const plain = (value: unknown): unknown =>
  BigDecimal.isBigDecimal(value)
    ? `decimal ${BigDecimal.format(value)}`
    : Array.isArray(value)
      ? value.map(plain)
      : Object.prototype.toString.call(value) === "[object Object]" && !Duration.isDuration(value)
        ? Object.fromEntries(Object.entries(value as object).map(([key, x]) => [key, plain(x)]))
        : value

/** All that a program may need that runs here. */
export type Live = Database | Supports<SqliteCapability>

/** Runs a program on a fresh empty database: SQLite in memory, or a server that FULMAR_TEST_URL names. */
export const onEmpty = <A, E>(program: Effect.Effect<A, E, Live>): Promise<A> =>
  process.env["FULMAR_TEST_URL"] === undefined
    ? Effect.runPromise(Effect.provide(program, Sqlite.layer({ filename: ":memory:" })))
    : onServer(process.env["FULMAR_TEST_URL"], program)

/** Runs a program on a fresh database with the tables above and their rows. */
export const inBakery = <A, E>(program: Effect.Effect<A, E, Live>): Promise<A> =>
  onEmpty(Effect.andThen(seed, program))

/** The error of a program on that database. */
export const failure = <A, E>(program: Effect.Effect<A, E, Live>): Promise<E> => inBakery(Effect.flip(program))
