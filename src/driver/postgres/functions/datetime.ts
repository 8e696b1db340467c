import type { Template } from "../../../core/dialect.js"

const part = (name: string): Readonly<Record<string, Template>> => {
  const type = name === "second" ? "float8" : "int4"
  const field = { dayOfWeek: "dow", dayOfYear: "doy" }[name] ?? name
  return {
    [name]: `cast(extract(${field} from $1) as ${type})`,
    [`${name}(timestamptz)`]: `cast(extract(${field} from $1 at time zone 'UTC') as ${type})`,
  }
}

const parts = ["year", "month", "day", "dayOfWeek", "dayOfYear", "hour", "minute", "second"]

export const datetime: Readonly<Record<string, Template>> = {
  now: "now()",
  today: "cast(now() at time zone 'UTC' as date)",
  dateOf: "cast($1 as date)",
  "dateOf(timestamptz)": "cast($1 at time zone 'UTC' as date)",
  addDays: "($1 + cast($2 as int4))",
  daysBetween: "($1 - $2)",
  ...Object.assign({}, ...parts.map(part)),
}
