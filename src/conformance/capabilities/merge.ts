import { Effect, pipe } from "effect"
import {
  from,
  mergeInto,
  orderBy,
  returning,
  select,
  thenDelete,
  thenInsert,
  thenUpdate,
  whenMatched,
  whenNotMatched,
} from "../../core/index.js"
import { all, execute } from "../../driver/operations/index.js"
import { eq, mergeAction } from "../../expr/index.js"
import { Left, Right } from "../tables.js"
import { probe, type Probe } from "./probe.js"

export const mergeProbes: Readonly<Record<string, Probe>> = {
  merge: probe(
    Effect.andThen(
      execute(
        pipe(
          mergeInto(Left, Right, eq(Left.id, Right.other)),
          whenMatched(thenUpdate({ name: "merged" })),
          whenNotMatched(thenInsert({ id: Right.other, name: "new" })),
        ),
      ),
      all(pipe(from(Left), orderBy(Left.id), select(Left.name))),
    ),
    ["Opera", "merged", "new"],
  ),
  "merge returning": probe(
    all(
      pipe(
        mergeInto(Left, Right, eq(Left.id, Right.other)),
        whenMatched(thenDelete),
        returning({ what: mergeAction, id: Left.id }),
      ),
    ),
    [{ what: "DELETE", id: 2 }],
  ),
}
