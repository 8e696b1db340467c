import { Effect, pipe } from "effect"
import { alongside, cte, deleteFrom, from, returning, select, where } from "../../core/index.js"
import { all } from "../../driver/operations/index.js"
import { eq } from "../../expr/index.js"
import { Left, Right } from "../tables.js"
import { probe, type Probe } from "./probe.js"

const gone = pipe(deleteFrom(Left), where(eq(Left.id, 1)), returning({ name: Left.name }), cte("gone"))

export const commandProbes: Readonly<Record<string, Probe>> = {
  dataModifyingCte: probe(
    Effect.all([
      all(pipe(from(gone), alongside(pipe(deleteFrom(Right), where(eq(Right.id, 10)))))),
      all(pipe(from(Left), select(Left.id))),
      all(pipe(from(Right), select(Right.id))),
    ]),
    [[{ name: "Opera" }], [2], [11]],
  ),
}
