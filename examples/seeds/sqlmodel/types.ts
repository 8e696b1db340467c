/** Types: a value of each comes back as it was written. */
import {
  all, bigint, boolean, bytes, date, double, email, enumeration, execute, filePath, from, inet, insertInto, integer, interval, nullable, numeric, primaryKey, real,
  smallint, table, time, timestamp, timestamptz, tinyint, uuid, varchar,
} from "fulmar"
import { BigDecimal, Duration, Effect } from "effect"
import { sample } from "../sample.js"

const Kinds = table("kinds", {
  str: varchar(),
  int: integer.pipe(primaryKey),
  float: double,
  bool: boolean,
  bytes,
  datetime: timestamp,
  date,
  time,
  timedelta: interval,
  decimal: numeric(8, 2),
  uuid,
  enum: enumeration("sample_mood", ["calm", "angry"]),
  path: filePath,
  ip: inet,
  email,
})

const row = () => ({
  str: "it's",
  int: 7,
  float: 0.5,
  bool: true,
  bytes: new Uint8Array([0, 255]),
  datetime: "2024-02-29T09:30:00",
  date: "2024-02-29",
  time: "09:30:00",
  timedelta: Duration.minutes(90),
  decimal: BigDecimal.fromStringUnsafe("19.80"),
  uuid: "01234567-89ab-4cde-8f01-23456789abcd",
  enum: "angry",
  path: "/tmp/a b",
  ip: "10.0.0.1",
  email: "peter@example.com",
}) as const

export const types = sample("Type mapping: Python", {
  tables: [Kinds],
  program: Effect.andThen(execute(insertInto(Kinds, row())), all(from(Kinds))),
  gives: [row()],
})

const Sizes = table("sizes", {
  i8: tinyint,
  i16: smallint,
  i32: integer.pipe(primaryKey),
  i64: bigint,
  f32: real,
  f64: double,
  utc: timestamptz,
  option: varchar().pipe(nullable),
})
const sizes = () => ({ i8: -128, i16: 32767, i32: -2147483648, i64: 9223372036854775807n, f32: 0.5, f64: 0.1, utc: new Date("2024-02-29T09:30:00Z"), option: null })

export const rustTypes = sample("Type mapping: Rust", {
  tables: [Sizes],
  program: Effect.andThen(execute(insertInto(Sizes, sizes())), all(from(Sizes))),
  gives: [sizes()],
})
