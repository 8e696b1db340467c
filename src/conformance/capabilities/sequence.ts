import { Effect, pipe } from "effect"
import { createSequence, dropSequence, from, orderBy, select, sequence } from "../../core/index.js"
import { all, execute } from "../../driver/operations/index.js"
import { nextValue } from "../../expr/index.js"
import { Left } from "../tables.js"
import { probe, type Probe } from "./probe.js"

const numbers = sequence("fulmar_numbers", { start: 7 })

export const sequenceProbes: Readonly<Record<string, Probe>> = {
  sequences: probe(
    Effect.gen(function* () {
      yield* execute(createSequence(numbers))
      const rows = yield* all(pipe(from(Left), orderBy(Left.id), select(nextValue(numbers))))
      yield* execute(dropSequence(numbers))
      return rows.toSorted()
    }),
    [7n, 8n],
  ),
}
