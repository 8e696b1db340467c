import { alike, among, type Arg, call, type Chapter, or, special, whole, within, words, type Word } from "../signature.js"

const days = ["date", "timestamp", "timestamptz"] as const
const clocks = ["time", "timestamp", "timestamptz"] as const
const moments = ["timestamp", "timestamptz"] as const

const partsOfDays: ReadonlyArray<Word> = ["year", "quarter", "month", "day", "dayOfWeek", "isoDayOfWeek", "dayOfYear", "isoWeek", "isoYear"]
const partsOfClocks: ReadonlyArray<Word> = ["hour", "minute", "microsecond"]

const dayUnits = ["year", "quarter", "month", "week", "day"]
const timeUnits = [...dayUnits, "hour", "minute", "second"]

const number = (min: number, max: number): Arg => (d) => (d.chance(3) ? whole(min, max)(d) : within(min, max)(d))

export const datetimeSignatures: Chapter = [
  ...partsOfDays.flatMap((name) => days.map((of) => call(name, "integer", [of]))),
  ...partsOfClocks.flatMap((name) => clocks.map((of) => call(name, "integer", [of]))),
  ...clocks.map((of) => call("second", "float", [of])),
  ...days.map((of) => call("epoch", "float", [of])),
  ...moments.map((of) => call("dateOf", "date", [of])),
  call("addDays", "date", ["date", number(-400, 400)]),
  call("daysBetween", "integer", ["date", or("date")]),
  ...alike("addMonths", days, (self) => [self, number(-30, 30)]),
  ...alike("addYears", days, (self) => [self, number(-9, 9)]),
  ...days.map((of) => call("lastDayOfMonth", "date", [of])),
  call("makeDate", "date", [number(1970, 2099), number(0, 13), number(0, 32)]),
  ...alike("dateTrunc", days, (self) => [among(...(self === "date" ? dayUnits : timeUnits)), self]),
  ...moments.map((self) => call("addInterval", self, [self, or("interval")])),
  call("addInterval", "timestamp", ["date", or("interval")]),
  ...moments.map((self) => call("subInterval", self, [self, or("interval")])),
  ...days.map((of) => call("intervalBetween", "interval", [of, or(of)])),
  call("toTimestamp", "timestamptz", [whole(0, 4_000_000_000)]),
  call("atTimeZone", "timestamp", ["timestamptz", among("UTC", "Europe/Berlin", "America/New_York")], { needs: "timeZones" }),
  call("atTimeZone", "timestamptz", ["timestamp", among("UTC", "Asia/Tokyo")], { needs: "timeZones" }),
  special("now", "timestamptz", () => words.now as never, { determined: false }),
  special("today", "date", () => words.today as never, { determined: false }),
  call("newUuid", "uuid", [], { determined: false }),
]
