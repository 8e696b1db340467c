import * as t from "io-ts"
import {
  array, autoIncrement, bigint, boolean, bytes, char, constrain, date, dateTimeUtc, defaultTo, defaultWith, double, email, enumeration, inet,
  int4range, integer, interval, json, nullable, numeric, option, primaryKey, real, refine, rowVersion, smallint, table, text, time, timestamp,
  timestamptz, uuid, varchar, vector,
} from "fulmar"

export const Team = table("team", { id: integer.pipe(primaryKey, autoIncrement), name: text })

export const Hero = table("hero", {
  id: integer.pipe(primaryKey, autoIncrement),
  name: varchar(20),
  secretName: text,
  age: integer.pipe(nullable, constrain.ge(0)),
  rank: integer.pipe(defaultTo(1)),
  teamId: integer.pipe(nullable),
})

/** The codec of a list of words in one text. */
export const words = new t.Type<ReadonlyArray<string>, string, string>(
  "words",
  (u): u is ReadonlyArray<string> => Array.isArray(u) && u.every((x) => typeof x === "string" && x !== "" && !x.includes(" ")),
  (s) => t.success(s === "" ? [] : s.split(" ")),
  (list) => list.join(" "),
)

/** A column of every type. */
export const Everything = table("everything", {
  id: uuid.pipe(primaryKey, defaultWith(() => "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")),
  small: smallint,
  whole: integer,
  big: bigint,
  price: numeric(12, 2),
  exact: numeric(),
  ratio: double,
  single: real,
  yes: boolean,
  label: text,
  code: char(3),
  mail: email,
  raw: bytes,
  day: date,
  at: time,
  local: timestamp,
  instant: timestamptz,
  utc: dateTimeUtc,
  length: interval,
  doc: json(),
  tags: json(t.readonlyArray(t.string)),
  mood: enumeration("mood", ["sad", "ok"]),
  address: inet,
  list: array(integer),
  bigs: array(bigint.pipe(nullable)),
  grid: array(array(text)),
  blobs: array(bytes),
  span: int4range,
  point: vector(2),
  words: text.pipe(refine(words)),
  maybe: timestamptz.pipe(nullable),
  perhaps: numeric(8, 3).pipe(option),
  version: integer.pipe(rowVersion),
})
