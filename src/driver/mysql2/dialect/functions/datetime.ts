import type { Template } from "../../../../core/dialect.js"

const seconds = "(time_format($1, '%s.%f') + 0e0)"

const starts = {
  year: ["$1", "%Y-01-01"],
  quarter: ["date_sub($1, interval (month($1) - 1) % 3 month)", "%Y-%m-01"],
  month: ["$1", "%Y-%m-01"],
  week: ["date_sub($1, interval weekday($1) day)", "%Y-%m-%d"],
  day: ["$1", "%Y-%m-%d"],
  hour: ["$1", "%Y-%m-%d %H:00:00"],
  minute: ["$1", "%Y-%m-%d %H:%i:00"],
  second: ["$1", "%Y-%m-%d %H:%i:%s"],
} as const

const truncated = Object.entries(starts).flatMap(([unit, [from, format]]) => [
  [`dateTrunc ${unit}`, `cast(date_format(${from}, '${format}') as datetime(6))`],
  [`dateTrunc ${unit}(date)`, `cast(date_format(${from}, '${format}') as date)`],
])

export const datetime: Readonly<Record<string, Template>> = {
  now: "utc_timestamp(6)",
  today: "utc_date()",
  year: "year($1)",
  month: "month($1)",
  day: "dayofmonth($1)",
  dayOfWeek: "(dayofweek($1) - 1)",
  dayOfYear: "dayofyear($1)",
  hour: "hour($1)",
  minute: "minute($1)",
  second: seconds,
  dateOf: "date($1)",
  addDays: "date_add($1, interval $2 day)",
  quarter: "quarter($1)",
  isoYear: "(yearweek($1, 3) div 100)",
  isoWeek: "week($1, 3)",
  isoDayOfWeek: "(weekday($1) + 1)",
  microsecond: "microsecond($1)",
  epoch: "(cast(timestampdiff(microsecond, '1970-01-01', $1) as decimal(30, 6)) / 1000000 + 0e0)",
  toTimestamp: "date_add(timestamp'1970-01-01 00:00:00', interval round($1 * 1e6) microsecond)",
  addMonths: "date_add($1, interval $2 month)",
  addInterval: "date_add($1, interval $2 microsecond)",
  "addInterval(date)": "date_add(cast($1 as datetime(6)), interval $2 microsecond)",
  subInterval: "date_sub($1, interval $2 microsecond)",
  "subInterval(date)": "date_sub(cast($1 as datetime(6)), interval $2 microsecond)",
  intervalBetween: "timestampdiff(microsecond, $2, $1)",
  lastDayOfMonth: "last_day($1)",
  makeDate: "cast(concat(lpad($1, 4, '0'), '-', $2, '-', $3) as date)",
  ...Object.fromEntries(truncated),
  daysBetween: "datediff($1, $2)",
}
