import { pipe } from "effect"
import { from, select, where } from "../../core/index.js"
import { all } from "../../driver/operations/index.js"
import { atTimeZone, eq, literal } from "../../expr/index.js"
import { Left } from "../tables.js"
import { probe, type Probe } from "./probe.js"

const clock = atTimeZone(literal(new Date(0)), "Asia/Kathmandu")

export const datetimeProbes: Readonly<Record<string, Probe>> = {
  timeZones: probe(all(pipe(from(Left), where(eq(Left.id, 1)), select(clock))), ["1970-01-01T05:30:00"]),
}
