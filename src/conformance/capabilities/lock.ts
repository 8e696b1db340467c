import { Effect, pipe } from "effect"
import { forKeyShare, forNoKeyUpdate, forShare, forUpdate, from, select, where } from "../../core/index.js"
import { all } from "../../driver/operations/index.js"
import { eq } from "../../expr/index.js"
import { transaction } from "../../tx/index.js"
import { Left } from "../tables.js"
import { probe, type Probe } from "./probe.js"

const first = pipe(from(Left), where(eq(Left.id, 1)), select(Left.name))

export const lockProbes: Readonly<Record<string, Probe>> = {
  rowLocks: probe(
    Effect.all([
      transaction(all(pipe(first, forUpdate()))),
      transaction(all(pipe(first, forShare()))),
      transaction(all(pipe(first, forUpdate({ locked: "nowait" })))),
    ]),
    [["Opera"], ["Opera"], ["Opera"]],
  ),
  keyLocks: probe(
    Effect.all([
      transaction(all(pipe(first, forNoKeyUpdate()))),
      transaction(all(pipe(first, forKeyShare({ locked: "skip locked" })))),
    ]),
    [["Opera"], ["Opera"]],
  ),
}
