import type { Template } from "../../../../core/dialect.js"

const seconds = "(time_format($1, '%s.%f') + 0e0)"

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
  daysBetween: "datediff($1, $2)",
}
