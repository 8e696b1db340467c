import type { Template } from "../../../core/dialect.js"

/** A DOUBLE as it is written, half away from zero; what is greater has no such digits, and DECIMAL no room for it. */
const rounded = (call: string): Template => `case when abs($1) < 1e15 then ${call} + 0e0 else $1 + 0e0 end`

const seconds = "(time_format($1, '%s.%f') + 0e0)"

export const functions: Readonly<Record<string, Template>> = {
  coalesce: "coalesce($*)",
  nullif: "nullif($1, $2)",
  abs: "abs($1)",
  ceil: "ceiling($1)",
  floor: "floor($1)",
  round: "round($1)",
  "round(float)": rounded("round(cast($1 as decimal(65, 30)))"),
  roundTo: "round($1, $2)",
  "roundTo(float)": rounded("round(cast($1 as decimal(65, 30)), $2)"),
  sqrt: "sqrt($1)",
  sign: "sign($1)",
  power: "case when $1 < 0 and $2 <> floor($2) or $1 = 0 and $2 < 0 then null else power($1, $2) end",
  lower: "lower($1)",
  upper: "upper($1)",
  trim: "trim($1)",
  trimStart: "ltrim($1)",
  trimEnd: "rtrim($1)",
  length: "char_length($1)",
  "length(array)": "json_length($1)",
  substring: "substring($1, $2, $3)",
  substringFrom: "substring($1, $2)",
  replace: "replace($1, $2, $3)",
  position: "locate($2, $1)",
  regexp: "($1 regexp $2)",
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

export const aggregates: Readonly<Record<string, Template>> = {
  count: "count($1)",
  countAll: "count(*)",
  sum: "sum($1)",
  // Of integers and decimals the mean would have four digits more than they.
  avg: "avg($1 + 0e0)",
  "avg(interval)": "round(avg($d$1))",
  min: "min($1)",
  max: "max($1)",
  sumDecimal: "sum($1)",
  avgDecimal: "avg($1 + cast(0 as decimal(65, 30)))",
  minDecimal: "min($1)",
  maxDecimal: "max($1)",
}
