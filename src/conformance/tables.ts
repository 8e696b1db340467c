/** The tables of the suite, and their rows. All are named `fulmar_…`, that they meet no others. */
import { BigDecimal, Duration, Effect } from "effect"
import {
  array,
  autoIncrement,
  bigint,
  boolean,
  bytes,
  comment,
  constrain,
  date,
  decimal,
  defaultTo,
  double,
  enumeration,
  indexed,
  inet,
  integer,
  interval,
  json,
  nullable,
  numeric,
  primaryKey,
  references,
  smallint,
  text,
  time,
  timestamp,
  timestamptz,
  unique,
  uuid,
  varchar,
} from "../codec/index.js"
import { type AnyTable, insertInto, table } from "../core/index.js"
import { execute } from "../driver/operations/index.js"
import { createAll } from "../schema/index.js"

export const Bakery = table("fulmar_bakery", {
  id: integer.pipe(primaryKey),
  name: text,
  profit: double.pipe(nullable),
})
export const Cake = table("fulmar_cake", {
  id: integer.pipe(primaryKey),
  name: varchar(80),
  price: integer,
  bakeryId: integer.pipe(nullable, references(() => Bakery.id)),
})
export const Fruit = table("fulmar_fruit", {
  id: integer.pipe(primaryKey),
  name: text,
  cakeId: integer.pipe(nullable, references(() => Cake.id)),
})
/** Every column may be NULL, so a row of NULLs is not the absence of a row. */
export const Note = table("fulmar_note", { cakeId: integer.pipe(nullable), body: text.pipe(nullable) })

/** A column of every kind of value. */
export const Kinds = table("fulmar_kinds", {
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
  mood: enumeration("fulmar_mood", ["sad", "glad"]).pipe(nullable),
  span: interval.pipe(nullable),
  key: uuid.pipe(nullable),
})

/** The row of {@link Kinds} in which nothing is NULL; in the other, all is that can be. */
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

/** Makes the tables above and their rows. */
export const bakery = Effect.gen(function* () {
  yield* createAll([Bakery, Cake, Fruit, Note, Kinds])
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

/** A column of each type at its edges. */
export const Value = table("fulmar_value", {
  id: integer.pipe(primaryKey),
  small: integer.pipe(nullable),
  big: bigint.pipe(nullable),
  exact: numeric(38, 18).pipe(nullable),
  ratio: double.pipe(nullable),
  flag: boolean.pipe(nullable),
  name: text.pipe(nullable),
  day: date.pipe(nullable),
  clock: time.pipe(nullable),
  wall: timestamp.pipe(nullable),
  at: timestamptz.pipe(nullable),
  raw: bytes.pipe(nullable),
  doc: json().pipe(nullable),
  key: uuid.pipe(nullable),
  mood: enumeration("fulmar_value_mood", ["sad", "it's \\ glad", "😀"]).pipe(nullable),
  span: interval.pipe(nullable),
})
export const Types = table("fulmar_types", {
  id: integer.pipe(primaryKey),
  small: smallint,
  clock: time,
  wall: timestamp,
  at: timestamptz,
  ip: inet,
  list: array(text.pipe(nullable)),
  numbers: array(integer),
  doc: json(),
  exact: decimal(),
  key: uuid,
  span: interval,
  raw: bytes,
})
export const Holder = table("fulmar_holder", { id: integer.pipe(primaryKey) })
export const Many = table("fulmar_many", { id: integer.pipe(primaryKey), name: text })

export const Account = table("fulmar_account", { id: integer.pipe(primaryKey), balance: integer })
export const Transfer = table("fulmar_transfer", {
  id: integer.pipe(primaryKey),
  payer: integer,
  payee: integer,
  amount: integer,
})
export const Thing = table("fulmar_thing", { id: integer.pipe(primaryKey), owner: integer, n: integer })
/** One row for each transaction that was committed. */
export const Marker = table("fulmar_marker", { id: integer.pipe(primaryKey) })

export const Parent = table("fulmar_parent", { id: integer.pipe(primaryKey), name: varchar(20).pipe(unique) })
export const Child = table("fulmar_child", {
  id: integer.pipe(primaryKey),
  parent: integer.pipe(nullable, references(() => Parent.id)),
  size: integer.pipe(constrain.ge(1, { check: true })),
})
export const Stock = table("fulmar_stock", {
  id: integer.pipe(primaryKey, autoIncrement),
  name: varchar(20).pipe(unique),
  n: integer,
  note: text.pipe(nullable),
})

/** Two tables that refer to each other. */
export const Hen = table("fulmar_hen", {
  id: integer.pipe(primaryKey),
  egg: integer.pipe(nullable, references((): typeof Marker.id => Egg.id as never)),
})
export const Egg = table("fulmar_egg", {
  id: integer.pipe(primaryKey),
  hen: integer.pipe(nullable, references((): typeof Marker.id => Hen.id as never)),
})

export const Described = table("fulmar_described", {
  id: integer.pipe(primaryKey, comment("it's the \\ key")),
  name: varchar(10).pipe(indexed, constrain.pattern(/^[a-z]+$/, { check: true })),
  mood: enumeration("fulmar_temper", ["it's bad", "good"]),
  size: integer.pipe(constrain.ge(1, { check: true }), constrain.multipleOf(1, { check: true })),
  weight: double.pipe(nullable, constrain.decimalPlaces(1, { check: true })),
  price: numeric(10, 3).pipe(
    nullable,
    constrain.decimalPlaces(2, { check: true }),
    constrain.maxDigits(5, { check: true }),
  ),
  pieces: integer.pipe(defaultTo(12)),
  label: varchar(20).pipe(defaultTo("it's \\ new")),
  fresh: boolean.pipe(defaultTo(true)),
})

/** What probes of capabilities find: see {@link probeRows}. */
export const Left = table("fulmar_left", { id: integer.pipe(primaryKey), name: varchar(20) })
export const Right = table("fulmar_right", { id: integer.pipe(primaryKey), other: integer })
/** Has no primary key. */
export const Keyless = table("fulmar_keyless", { id: integer, name: varchar(20) })

export const probeRows = Effect.gen(function* () {
  yield* createAll([Left, Right, Keyless])
  yield* execute(
    insertInto(Left, [
      { id: 1, name: "Opera" },
      { id: 2, name: "TART" },
    ]),
  )
  yield* execute(
    insertInto(Right, [
      { id: 10, other: 2 },
      { id: 11, other: 3 },
    ]),
  )
})

/** All of them, to be dropped before and after each check. */
export const suiteTables: ReadonlyArray<AnyTable> = [
  Bakery, Cake, Fruit, Note, Kinds, Value, Types, Holder, Many, Account, Transfer, Thing, Marker, Parent, Child, Stock,
  Hen, Egg, Described, Left, Right, Keyless,
]
