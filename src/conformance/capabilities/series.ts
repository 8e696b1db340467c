import { Duration } from "effect"
import { from } from "../../core/index.js"
import { all } from "../../driver/operations/index.js"
import { generateSeries } from "../../expr/index.js"
import { probe, type Probe } from "./probe.js"

export const seriesProbes: Readonly<Record<string, Probe>> = {
  timeSeries: probe(all(from(generateSeries("t", new Date(0), new Date(7200000), Duration.hours(1)))), [
    { value: new Date(0) },
    { value: new Date(3600000) },
    { value: new Date(7200000) },
  ]),
}
