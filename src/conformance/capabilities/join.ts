import { pipe } from "effect"
import { from, fullJoin, nullsFirst, orderBy, select } from "../../core/index.js"
import { all } from "../../driver/operations/index.js"
import { eq } from "../../expr/index.js"
import { Left, Right } from "../tables.js"
import { probe, type Probe } from "./probe.js"

export const joinProbes: Readonly<Record<string, Probe>> = {
  fullJoin: probe(
    all(
      pipe(
        from(Left),
        fullJoin(Right, eq(Right.other, Left.id)),
        select({ left: Left.name, right: Right.id }),
        orderBy(nullsFirst(Left.id)),
      ),
    ),
    [
      { left: null, right: 11 },
      { left: "Opera", right: null },
      { left: "TART", right: 10 },
    ],
  ),
}
