import { pipe } from "effect"
import { int4range } from "../../codec/index.js"
import { from, orderBy, select } from "../../core/index.js"
import { all } from "../../driver/operations/index.js"
import { rangeContains, rangeFrom } from "../../expr/index.js"
import { Left } from "../tables.js"
import { probe, type Probe } from "./probe.js"

export const rangeProbes: Readonly<Record<string, Probe>> = {
  ranges: probe(all(pipe(from(Left), orderBy(Left.id), select(rangeContains(rangeFrom(int4range, 2, 5), Left.id)))), [
    false,
    true,
  ]),
}
