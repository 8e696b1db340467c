import { pipe } from "effect"
import { from, select, where } from "../../core/index.js"
import { all } from "../../driver/operations/index.js"
import { ilike } from "../../expr/index.js"
import { Left } from "../tables.js"
import { probe, type Probe } from "./probe.js"

export const textProbes: Readonly<Record<string, Probe>> = {
  ilike: probe(all(pipe(from(Left), where(ilike(Left.name, "t_r%")), select(Left.id))), [2]),
}
