import { Effect, pipe } from "effect"
import {
  allRows,
  alongside,
  cte,
  deleteFrom,
  desc,
  from,
  insertInto,
  limit,
  mergeInto,
  orderBy,
  overridingSystemValue,
  returning,
  select,
  thenDelete,
  thenInsert,
  thenUpdate,
  whenMatched,
  whenNotMatched,
  where,
} from "../../core/index.js"
import { all, execute } from "../../driver/operations/index.js"
import { eq, mergeAction } from "../../expr/index.js"
import { Left, Right } from "../tables.js"
import { probe, type Probe } from "./probe.js"

const gone = pipe(deleteFrom(Left), where(eq(Left.id, 1)), returning({ name: Left.name }), cte("gone"))

const merge = mergeInto(Left, Right, eq(Left.id, Right.other))
const merged = pipe(
  merge,
  whenMatched(thenUpdate({ name: "merged" })),
  whenNotMatched(thenInsert({ id: Right.other, name: "new" })),
)

export const commandProbes: Readonly<Record<string, Probe>> = {
  limitedCommands: probe(
    Effect.andThen(
      execute(pipe(deleteFrom(Left), allRows, orderBy(desc(Left.id)), limit(1))),
      all(pipe(from(Left), select(Left.id))),
    ),
    [1],
  ),
  dataModifyingCte: probe(
    Effect.all([
      all(pipe(from(gone), alongside(pipe(deleteFrom(Right), where(eq(Right.id, 10)))))),
      all(pipe(from(Left), select(Left.id))),
      all(pipe(from(Right), select(Right.id))),
    ]),
    [[{ name: "Opera" }], [2], [11]],
  ),
  overriding: probe(
    all(pipe(insertInto(Left, { id: 7, name: "x" }), overridingSystemValue, returning({ id: Left.id }))),
    [{ id: 7 }],
  ),
  merge: probe(
    Effect.andThen(execute(merged), all(pipe(from(Left), orderBy(Left.id), select(Left.name)))),
    ["Opera", "merged", "new"],
  ),
  "merge returning": probe(
    all(pipe(merge, whenMatched(thenDelete), returning({ what: mergeAction, id: Left.id }))),
    [{ what: "DELETE", id: 2 }],
  ),
}
