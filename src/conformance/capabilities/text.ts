import { pipe } from "effect"
import { from, select, where } from "../../core/index.js"
import { all } from "../../driver/operations/index.js"
import { concat, eq, ilike, md5 } from "../../expr/index.js"
import { Left } from "../tables.js"
import { probe, type Probe } from "./probe.js"

export const textProbes: Readonly<Record<string, Probe>> = {
  ilike: probe(all(pipe(from(Left), where(ilike(Left.name, "t_r%")), select(Left.id))), [2]),
  md5: probe(all(pipe(from(Left), where(eq(Left.id, 1)), select(md5(concat(Left.name, "ü😀"))))), [
    "d95601c4291936092b7cfbc1dcf6081d",
  ]),
}
