import { shown, type SqlValue } from "./argument.js"
import { intervalText, micros } from "./interval.js"
import { below, type Moment, momentOf, momentText } from "./moment.js"
import { offsetAt, offsetOf } from "./time-zone.js"

type Body = (...args: ReadonlyArray<Exclude<SqlValue, null>>) => SqlValue

/** NULL where an argument is. */
const strict =
  (body: Body) =>
  (...args: ReadonlyArray<SqlValue>): SqlValue =>
    args.includes(null) ? null : body(...(args as ReadonlyArray<Exclude<SqlValue, null>>))

const plus = ({ form, micros: start }: Moment, length: bigint): string =>
  momentText({ form: form === "date" ? "timestamp" : form, micros: start + length })

/** The microseconds of the day of a year and month, counted from 0, which may be any. */
const dayOf = (year: number, month: number, day: number): bigint => {
  const date = new Date(0)
  date.setUTCFullYear(year, month, day)
  return BigInt(date.getTime()) * 1000n
}

const fieldsOf = ({ micros: n }: Moment): readonly [year: number, month: number, day: number, date: Date] => {
  const date = new Date(Number(below(n, 1000n)))
  return [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), date]
}

/** As many months later; of days that the month does not have its last one. */
const addMonths = (x: Moment, months: number): string => {
  const [year, month, day] = fieldsOf(x)
  const last = fieldsOf({ ...x, micros: dayOf(year, month + months + 1, 0) })[2]
  const time = x.micros - dayOf(year, month, day)
  return momentText({ ...x, micros: dayOf(year, month + months, Math.min(day, last)) + time })
}

const perDay = 86_400_000_000n
const lengths: Readonly<Record<string, bigint>> = { day: perDay, hour: 3_600_000_000n, minute: 60_000_000n, second: 1_000_000n }

const truncated = (unit: string, x: Moment): bigint => {
  const [year, month, , date] = fieldsOf(x)
  switch (unit) {
    case "year":
      return dayOf(year, 0, 1)
    case "quarter":
      return dayOf(year, month - (month % 3), 1)
    case "month":
      return dayOf(year, month, 1)
    case "week":
      return (below(x.micros, perDay) - BigInt((date.getUTCDay() + 6) % 7)) * perDay
    default:
      return below(x.micros, lengths[unit]!) * lengths[unit]!
  }
}

const atTimeZone = (x: Moment, zone: string): string => {
  const millis = Number(below(x.micros, 1000n))
  return x.form === "timestamptz"
    ? momentText({ form: "timestamp", micros: x.micros + BigInt(offsetAt(zone, millis)) * 1000n })
    : momentText({ form: "timestamptz", micros: x.micros - BigInt(offsetOf(zone, millis)) * 1000n })
}

const instantOf = (seconds: number): string => {
  if (!Number.isFinite(seconds)) throw new RangeError(`Cannot use ${shown(seconds)} as seconds since 1970`)
  return momentText({ form: "timestamptz", micros: BigInt(Math.round(seconds * 1e6)) })
}

const epochOf = ({ micros: n }: Moment): number => {
  const size = n < 0n ? -n : n
  return Number(`${n < 0n ? "-" : ""}${size / 1_000_000n}.${(size % 1_000_000n).toString().padStart(6, "0")}`)
}

/** Functions of days and times that SQLite does not have, or has only to the millisecond. */
export const datetime: Readonly<Record<string, (...args: ReadonlyArray<SqlValue>) => SqlValue>> = {
  fulmar_add_interval: strict((x, length) => plus(momentOf(x), micros(length!))),
  fulmar_sub_interval: strict((x, length) => plus(momentOf(x), -micros(length!))),
  fulmar_interval_between: strict((a, b) => intervalText((momentOf(a).micros - momentOf(b).micros).toString())),
  fulmar_add_months: strict((x, months) => addMonths(momentOf(x), Number(months))),
  fulmar_last_day: strict((x) => {
    const [year, month] = fieldsOf(momentOf(x))
    return momentText({ form: "date", micros: dayOf(year, month + 1, 0) })
  }),
  fulmar_date_trunc: strict((unit, x) => {
    const moment = momentOf(x)
    return momentText({ ...moment, micros: truncated(String(unit), moment) })
  }),
  fulmar_epoch: strict((x) => epochOf(momentOf(x))),
  fulmar_to_timestamp: strict((seconds) => instantOf(Number(seconds))),
  fulmar_at_time_zone: strict((x, zone) => atTimeZone(momentOf(x), String(zone))),
}
