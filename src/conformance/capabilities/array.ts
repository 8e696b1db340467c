import { pipe } from "effect"
import { desc, from, orderBy, select, where } from "../../core/index.js"
import { all } from "../../driver/operations/index.js"
import { anyOf, arrayAgg, eq, orderedBy, sum } from "../../expr/index.js"
import { Left, Right } from "../tables.js"
import { probe, type Probe } from "./probe.js"

export const arrayProbes: Readonly<Record<string, Probe>> = {
  arrays: probe(all(pipe(from(Left), select({ names: arrayAgg(Left.name).pipe(orderedBy(desc(Left.id))) }))), [
    { names: ["TART", "Opera"] },
  ]),
  quantified: probe(
    all(
      pipe(from(Left), where(eq(Left.id, anyOf(pipe(from(Right), select(Right.other))))), orderBy(Left.id), select(Left.id)),
    ),
    [2],
  ),
  orderedAggregates: probe(all(pipe(from(Left), select({ sum: sum(Left.id).pipe(orderedBy(desc(Left.id))) }))), [{ sum: 3 }]),
}
