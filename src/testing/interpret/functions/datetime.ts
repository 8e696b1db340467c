/** Days and times, in UTC where they are instants. */
import type { Duration } from "effect"
import type { TypeSpec } from "../../../core/sql-type.js"
import { refuse } from "../evaluation-error.js"
import type { Meaning } from "../meaning.js"
import { below, lengthAs, lengthOf, microsOf, momentAs, perDay, timeMicros } from "./moment.js"
import { of, typed } from "./of.js"
import { offsetAt, offsetOf } from "./time-zone.js"

const perSecond = 1_000_000n

/** The day of a moment, for JavaScript to take apart. */
const dateOf = (x: unknown): Date => new Date(Number(below(microsOf(x), perDay)) * 86_400_000)

/** The microseconds since 1970 of a day; months and days may be beyond their year and month. */
const dayMicros = (year: number, month: number, day: number): bigint => {
  const date = new Date(0)
  date.setUTCFullYear(year, month, day)
  return Number.isNaN(date.getTime()) ? refuse("A day is of the years 1 to 9999") : BigInt(date.getTime()) * 1000n
}

/** The microseconds since the day of a moment, or a time of day, began. */
const sinceMidnight = (x: unknown, type: TypeSpec): bigint =>
  type.family === "time" ? timeMicros(x as string) : microsOf(x) - below(microsOf(x), perDay) * perDay

/** A part of a day. */
const ofDay = (part: (day: Date) => number): Meaning => of((x: unknown) => part(dateOf(x)))

/** A part of a time. */
const ofTime = (part: (micros: bigint) => number): Meaning => (args, types) => part(sinceMidnight(args[0], types.args[0]!))

const daysSince = (day: Date, other: bigint): number => (day.getTime() - Number(other / 1000n)) / 86_400_000

/** Weeks belong to the year of their Thursday. */
const thursdayOf = (day: Date): Date => new Date(day.getTime() + (3 - ((day.getUTCDay() + 6) % 7)) * 86_400_000)

const isoWeek = (day: Date): number => {
  const thursday = thursdayOf(day)
  return Math.floor(daysSince(thursday, dayMicros(thursday.getUTCFullYear(), 0, 1)) / 7) + 1
}

/** The same day of another month, or its last one. */
const monthsLater = (x: unknown, months: number): bigint => {
  const day = dateOf(x)
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth() + months]
  const last = dayMicros(year, month + 1, 0)
  const same = dayMicros(year, month, day.getUTCDate())
  return (same < last ? same : last) + microsOf(x) - below(microsOf(x), perDay) * perDay
}

/** A number of microseconds as the codec of a decimal number of seconds would read it. */
const seconds = (micros: bigint): number => Number(`${micros}e-6`)

type Begin = (micros: bigint, day: Date) => bigint
const every =
  (length: bigint): Begin =>
  (micros) =>
    below(micros, length) * length

const begins: Readonly<Record<string, Begin>> = {
  year: (_, day) => dayMicros(day.getUTCFullYear(), 0, 1),
  quarter: (_, day) => dayMicros(day.getUTCFullYear(), day.getUTCMonth() - (day.getUTCMonth() % 3), 1),
  month: (_, day) => dayMicros(day.getUTCFullYear(), day.getUTCMonth(), 1),
  week: (_, day) => BigInt(day.getTime() - ((day.getUTCDay() + 6) % 7) * 86_400_000) * 1000n,
  day: every(perDay),
  hour: every(3600n * perSecond),
  minute: every(60n * perSecond),
  second: every(perSecond),
}

const truncated = Object.entries(begins).map(([unit, begin]): readonly [string, Meaning] => [
  `dateTrunc ${unit}`,
  typed(([x]: readonly [unknown], { result }) => momentAs(result, begin(microsOf(x), dateOf(x)))),
])

const later = (sign: bigint): Meaning =>
  typed(([x, length]: readonly [unknown, Duration.Duration], { result }) => momentAs(result, microsOf(x) + sign * lengthOf(length)))

export const datetime: Readonly<Record<string, Meaning>> = {
  year: ofDay((day) => day.getUTCFullYear()),
  month: ofDay((day) => day.getUTCMonth() + 1),
  day: ofDay((day) => day.getUTCDate()),
  dayOfWeek: ofDay((day) => day.getUTCDay()),
  dayOfYear: ofDay((day) => daysSince(day, dayMicros(day.getUTCFullYear(), 0, 1)) + 1),
  quarter: ofDay((day) => Math.floor(day.getUTCMonth() / 3) + 1),
  isoYear: ofDay((day) => thursdayOf(day).getUTCFullYear()),
  isoWeek: ofDay(isoWeek),
  isoDayOfWeek: ofDay((day) => day.getUTCDay() || 7),
  hour: ofTime((micros) => Number(micros / (3600n * perSecond))),
  minute: ofTime((micros) => Number((micros / (60n * perSecond)) % 60n)),
  second: ofTime((micros) => seconds(micros % (60n * perSecond))),
  microsecond: ofTime((micros) => Number(micros % perSecond)),
  epoch: of((x: unknown) => seconds(microsOf(x))),
  toTimestamp: typed(([x]: readonly [number], { result }) =>
    Number.isFinite(x) ? momentAs(result, BigInt(Math.round(x * 1e6))) : refuse(`${x} is no instant`),
  ),
  dateOf: typed(([x]: readonly [unknown], { result }) => momentAs(result, microsOf(x))),
  addDays: typed(([x, days]: readonly [unknown, number], { result }) => momentAs(result, microsOf(x) + BigInt(days) * perDay)),
  daysBetween: of((a: unknown, b: unknown) => Number((microsOf(a) - microsOf(b)) / perDay)),
  addMonths: typed(([x, months]: readonly [unknown, number], { result }) => momentAs(result, monthsLater(x, Number(months)))),
  lastDayOfMonth: typed(([x]: readonly [unknown], { result }) =>
    momentAs(result, dayMicros(dateOf(x).getUTCFullYear(), dateOf(x).getUTCMonth() + 1, 0)),
  ),
  /** Only of what is a day. */
  makeDate: typed(([y, m, d]: readonly [number, number, number], { result }) => momentAs(result, dayMicros(y, m - 1, d))),
  addInterval: later(1n),
  subInterval: later(-1n),
  intervalBetween: of((a: unknown, b: unknown) => lengthAs(microsOf(a) - microsOf(b))),
  /** What clocks show at an instant, or the instant at which they show it. */
  atTimeZone: typed(([x, zone]: readonly [unknown, string], types) => {
    const offset = types.args[0]!.family === "timestamptz" ? offsetAt(zone, microsOf(x)) : -offsetOf(zone, microsOf(x))
    return momentAs(types.result, microsOf(x) + offset)
  }),
  ...Object.fromEntries(truncated),
}
