import { alike, type Chapter, constant, data } from "./spelling.js"

export const datetime: Chapter = {
  ...alike("year", "quarter", "month", "day", "dayOfWeek", "dayOfYear", "isoYear", "isoWeek", "isoDayOfWeek"),
  ...alike("hour", "minute", "second", "microsecond", "epoch", "dateOf", "addDays", "daysBetween", "lastDayOfMonth"),
  ...alike("addInterval", "subInterval", "intervalBetween", "toTimestamp", "atTimeZone", "makeDate"),
  now: constant("now"),
  today: constant("today"),
  addMonths: ({ args }) => [
    ["addMonths", ...args],
    ["addYears", ...args],
  ],
  dateTrunc: ({ args }, unit) => [["dateTrunc", data(unit), ...args]],
}
