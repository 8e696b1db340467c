import type { Template } from "../../../core/dialect.js"

const units = ["year", "quarter", "month", "week", "day", "hour", "minute", "second"]

/** The digits of a fraction, filled up to six. */
const micros = (from: number): Template => `cast(substr(rtrim(substr($1, ${from}), 'Z') || '000000', 1, 6) as integer)`

const thursday = "date($1, '-3 days', 'weekday 4')"

export const datetime: Readonly<Record<string, Template>> = {
  now: "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')",
  today: "date('now')",
  year: "cast(strftime('%Y', $1) as integer)",
  month: "cast(strftime('%m', $1) as integer)",
  day: "cast(strftime('%d', $1) as integer)",
  dayOfWeek: "cast(strftime('%w', $1) as integer)",
  dayOfYear: "cast(strftime('%j', $1) as integer)",
  hour: "cast(strftime('%H', $1) as integer)",
  minute: "cast(strftime('%M', $1) as integer)",
  second: "cast(substr($1, 18) as real)",
  "second(time)": "cast(substr($1, 7) as real)",
  dateOf: "date($1)",
  addDays: "date($1, ($2) || ' days')",
  quarter: "((strftime('%m', $1) + 2) / 3)",
  isoYear: `cast(strftime('%Y', ${thursday}) as integer)`,
  isoWeek: `((strftime('%j', ${thursday}) - 1) / 7 + 1)`,
  isoDayOfWeek: "((strftime('%w', $1) + 6) % 7 + 1)",
  microsecond: micros(21),
  "microsecond(time)": micros(10),
  epoch: "fulmar_epoch($1)",
  toTimestamp: "fulmar_to_timestamp($1)",
  addMonths: "fulmar_add_months($1, $2)",
  addInterval: "fulmar_add_interval($1, $2)",
  subInterval: "fulmar_sub_interval($1, $2)",
  intervalBetween: "fulmar_interval_between($1, $2)",
  lastDayOfMonth: "fulmar_last_day($1)",
  makeDate: "printf('%04d-%02d-%02d', $1, $2, $3)",
  atTimeZone: "fulmar_at_time_zone($1, $2)",
  ...Object.fromEntries(units.map((unit) => [`dateTrunc ${unit}`, `fulmar_date_trunc('${unit}', $1)`])),
  daysBetween: "cast(julianday($1) - julianday($2) as integer)",
}
