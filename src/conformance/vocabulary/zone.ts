/** Time zones, and series of moments. */
import { Duration, pipe } from "effect"
import { timestamp, timestamptz } from "../../codec/index.js"
import { desc, from, orderBy, select } from "../../core/index.js"
import { atTimeZone, generateSeries, nullOf, value } from "../../expr/index.js"
import type { Expressions, Queries } from "./case.js"
import { k } from "./operands.js"

const clock = (at: `${number}-${number}-${number}T${number}:${number}:${number}`) => value(timestamp, at)

export const timeZones: Expressions = {
  "clock of a zone": [atTimeZone(k.at, "Asia/Kathmandu"), "2024-03-01T05:44:58.25", null],
  "clock of a zone in summer": [atTimeZone(value(timestamptz, new Date("2024-07-01T12:00:00Z")), "Europe/Berlin"), "2024-07-01T14:00:00"],
  "moment of a clock": [atTimeZone(k.wall, "America/New_York"), new Date("2024-12-31T11:07:08.500Z"), null],
  "moment of a clock shown twice": [atTimeZone(clock("2024-10-27T02:30:00"), "Europe/Berlin"), new Date("2024-10-27T01:30:00Z")],
  "moment of a clock that is left out": [atTimeZone(clock("2024-03-31T02:30:00"), "Europe/Berlin"), new Date("2024-03-31T01:30:00Z")],
  "clock of NULL": [atTimeZone(nullOf(timestamptz), "UTC"), null],
}

const at = (hour: number) => new Date(Date.UTC(2024, 1, 29, hour))
const hours = generateSeries("hours", at(22), at(24), Duration.hours(1))
const none = generateSeries("none", at(2), at(1), Duration.hours(1))

export const timeSeries: Queries = {
  "a series of moments": [pipe(from(hours), orderBy(desc(hours.value)), select(hours.value)), [at(24), at(23), at(22)]],
  "no series of moments": [from(none), []],
}
