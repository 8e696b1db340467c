import * as t from "io-ts"
import {
  bigint,
  boolean,
  bytes,
  columnName,
  constrain,
  constraintOptions,
  date,
  double,
  enumeration,
  generatedAlwaysAsIdentity,
  indexed,
  indexOn,
  integer,
  interval,
  json,
  nullable,
  numeric,
  option,
  primaryKey,
  primaryKeyOn,
  references,
  refine,
  smallint,
  table,
  text,
  time,
  timestamp,
  timestamptz,
  unique,
  uuid,
  varchar,
} from "fulmar"

interface FullBrand {
  readonly Full: unique symbol
}
const Full = t.brand(t.string, (s): s is t.Branded<string, FullBrand> => s.length > 0, "Full")

/** Columns of every portable type, with modifiers. */
export const Cake = table("cake", {
  id: integer.pipe(primaryKey),
  name: varchar(20),
  mood: enumeration("mood", ["glad", "ok", "sad"]).pipe(nullable),
  price: numeric(10, 2).pipe(nullable),
  layers: smallint.pipe(constrain.ge(1), constrain.lt(10)),
  weight: double.pipe(nullable),
  sold: bigint.pipe(nullable),
  vegan: boolean.pipe(nullable),
  born: date.pipe(nullable),
  tags: json(t.readonlyArray(t.string)),
  title: text.pipe(refine(Full)),
})

/** One that refers to another, with a name of its own and an Option. */
export const Fruit = table("fruit", {
  id: integer.pipe(primaryKey),
  cakeId: integer.pipe(columnName("cake_id"), nullable, references(() => Cake.id)),
  name: text.pipe(option),
  code: uuid.pipe(unique),
  ripe: timestamp.pipe(nullable),
  picked: timestamptz,
  hours: interval.pipe(nullable),
  opens: time.pipe(nullable),
  note: json().pipe(nullable),
  image: bytes.pipe(nullable),
})

/** Hostile names, and a key of two columns. */
export const Order = table(
  'or"der',
  {
    key: integer.pipe(columnName("select")),
    line: integer,
    label: text.pipe(columnName('the "label"'), nullable),
    cost: numeric(12, 4),
  },
  (o) => [primaryKeyOn(o.key, o.line)],
)

/** Indexes to hint at and to search with, and a number that only the database gives: what not every database has. */
export const Note = table(
  "note",
  { id: integer.pipe(primaryKey, generatedAlwaysAsIdentity), body: text, pages: integer.pipe(nullable, indexed) },
  (note) => [indexOn(note.body).pipe(constraintOptions({ using: "fulltext" }))],
)

export const shop = [Cake, Fruit, Order] as const
