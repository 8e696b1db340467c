import type { Template } from "../../../core/dialect.js"

const fields: Readonly<Record<string, string>> = {
  dayOfWeek: "dow",
  dayOfYear: "doy",
  isoWeek: "week",
  isoYear: "isoyear",
  isoDayOfWeek: "isodow",
}

const part = (name: string): Readonly<Record<string, Template>> => {
  const type = name === "second" || name === "epoch" ? "float8" : "int4"
  const field = fields[name] ?? name
  return {
    [name]: `cast(extract(${field} from $1) as ${type})`,
    [`${name}(timestamptz)`]: `cast(extract(${field} from $1 at time zone 'UTC') as ${type})`,
  }
}

const parts = ["year", "month", "day", "dayOfWeek", "dayOfYear", "hour", "minute", "second"].concat(
  "quarter", "isoYear", "isoWeek", "isoDayOfWeek", "epoch",
)

/** What is done to a day and time without a zone, done to a day and to an instant in UTC. */
const inUtc = (name: string, body: (x: string) => string): Readonly<Record<string, Template>> => ({
  [name]: body("$1"),
  [`${name}(date)`]: `cast(${body("cast($1 as timestamp)")} as date)`,
  [`${name}(timestamptz)`]: `(${body("($1 at time zone 'UTC')")} at time zone 'UTC')`,
})

const units = ["year", "quarter", "month", "week", "day", "hour", "minute", "second"]
const lastDay = (x: string): Template => `cast(date_trunc('month', ${x}) + interval '1 month - 1 day' as date)`

export const datetime: Readonly<Record<string, Template>> = {
  now: "now()",
  today: "cast(now() at time zone 'UTC' as date)",
  dateOf: "cast($1 as date)",
  "dateOf(timestamptz)": "cast($1 at time zone 'UTC' as date)",
  addDays: "($1 + cast($2 as int4))",
  microsecond: "(cast(extract(microseconds from $1) as int4) % 1000000)",
  toTimestamp: "to_timestamp(cast($1 as float8))",
  ...inUtc("addMonths", (x) => `(${x} + make_interval(months => cast($2 as int4)))`),
  ...inUtc("addInterval", (x) => `(${x} + $2)`),
  "addInterval(date)": "($1 + $2)",
  ...inUtc("subInterval", (x) => `(${x} - $2)`),
  "subInterval(date)": "($1 - $2)",
  intervalBetween: "($1 - $2)",
  "intervalBetween(date)": "(cast($1 as timestamp) - cast($2 as timestamp))",
  lastDayOfMonth: lastDay("$1"),
  "lastDayOfMonth(date)": lastDay("cast($1 as timestamp)"),
  "lastDayOfMonth(timestamptz)": lastDay("($1 at time zone 'UTC')"),
  makeDate: "make_date(cast($1 as int4), cast($2 as int4), cast($3 as int4))",
  atTimeZone: "($1 at time zone $2)",
  ...Object.assign({}, ...units.map((unit) => inUtc(`dateTrunc ${unit}`, (x) => `date_trunc('${unit}', ${x})`))),
  daysBetween: "($1 - $2)",
  ...Object.assign({}, ...parts.map(part)),
}
