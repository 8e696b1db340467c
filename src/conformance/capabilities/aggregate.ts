import { pipe } from "effect"
import { from, select } from "../../core/index.js"
import { all } from "../../driver/operations/index.js"
import { mode, mul, percentileCont, percentileDisc, regrSlope } from "../../expr/index.js"
import { Left } from "../tables.js"
import { probe, type Probe } from "./probe.js"

const sets = {
  middle: percentileCont(0.5, Left.id),
  first: percentileDisc(0.5, Left.id),
  most: mode(Left.name),
}

export const aggregateProbes: Readonly<Record<string, Probe>> = {
  orderedSetAggregates: probe(all(pipe(from(Left), select(sets))), [{ middle: 1.5, first: 1, most: "Opera" }]),
  regression: probe(all(pipe(from(Left), select({ slope: regrSlope(mul(Left.id, 3), Left.id) }))), [{ slope: 3 }]),
}
