import type { Template } from "../../../core/dialect.js"

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
  daysBetween: "cast(julianday($1) - julianday($2) as integer)",
}
