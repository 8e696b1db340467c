import type { Template } from "../../core/dialect.js"

/** The number digit by digit as it is written: a plain cast of a float keeps 15 digits only. */
export const exact = "cast(cast($1 as text) as numeric)"

const part = (name: string): Readonly<Record<string, Template>> => {
  const type = name === "second" ? "float8" : "int4"
  const field = { dayOfWeek: "dow", dayOfYear: "doy" }[name] ?? name
  return {
    [name]: `cast(extract(${field} from $1) as ${type})`,
    [`${name}(timestamptz)`]: `cast(extract(${field} from $1 at time zone 'UTC') as ${type})`,
  }
}

const parts = ["year", "month", "day", "dayOfWeek", "dayOfYear", "hour", "minute", "second"]

export const functions: Readonly<Record<string, Template>> = {
  coalesce: "coalesce($*)",
  nullif: "nullif($1, $2)",
  abs: "abs($1)",
  ceil: "ceil($1)",
  floor: "floor($1)",
  round: "round(cast($1 as numeric))",
  "round(float)": `cast(round(${exact}) as float8)`,
  roundTo: "round(cast($1 as numeric), cast($2 as int4))",
  "roundTo(float)": `cast(round(${exact}, cast($2 as int4)) as float8)`,
  sqrt: "sqrt(cast(case when $1 >= 0 then $1 end as float8))",
  sign: "cast(sign($1) as int4)",
  power:
    "case when $1 < 0 and $2 <> floor($2) or $1 = 0 and $2 < 0 then null " +
    "else power(cast($1 as float8), cast($2 as float8)) end",
  lower: "lower($1)",
  upper: "upper($1)",
  trim: "btrim($1)",
  trimStart: "ltrim($1)",
  trimEnd: "rtrim($1)",
  length: "length($1)",
  "length(array)": "cardinality($1)",
  substring: "substr($1, cast($2 as int4), cast($3 as int4))",
  substringFrom: "substr($1, cast($2 as int4))",
  replace: "replace($1, $2, $3)",
  position: "strpos($1, $2)",
  regexp: "($1 ~ $2)",
  now: "now()",
  today: "cast(now() at time zone 'UTC' as date)",
  dateOf: "cast($1 as date)",
  "dateOf(timestamptz)": "cast($1 at time zone 'UTC' as date)",
  addDays: "($1 + cast($2 as int4))",
  daysBetween: "($1 - $2)",
  ...Object.assign({}, ...parts.map(part)),
}

export const aggregates: Readonly<Record<string, Template>> = {
  count: "count($1)",
  countAll: "count(*)",
  sum: "sum($1)",
  avg: "avg($1)",
  min: "min($1)",
  max: "max($1)",
  "min(boolean)": "bool_and($1)",
  "max(boolean)": "bool_or($1)",
  "min(uuid)": "min($dcast($1 as text))",
  "max(uuid)": "max($dcast($1 as text))",
  "min(json)": "min($dcast($1 as text))",
  "max(json)": "max($dcast($1 as text))",
  "min(bytes)": "min($dcast($1 as text))",
  "max(bytes)": "max($dcast($1 as text))",
  sumDecimal: "sum($1)",
  avgDecimal: "avg($1)",
  minDecimal: "min($1)",
  maxDecimal: "max($1)",
}
