import { pipe } from "effect"
import { deleteFrom, insertInto, newValue, oldValue, returning, update, where } from "../../core/index.js"
import { all } from "../../driver/operations/index.js"
import { add, eq } from "../../expr/index.js"
import { Keyless, Left } from "../tables.js"
import { probe, type Probe } from "./probe.js"

const two = [
  { id: 7, name: "x" },
  { id: 8, name: "y" },
]

export const returningProbes: Readonly<Record<string, Probe>> = {
  "insert returning": probe(
    all(pipe(insertInto(Keyless, two), returning({ id: Keyless.id, name: Keyless.name }))),
    two,
  ),
  "insert returning by key": probe(all(pipe(insertInto(Left, two), returning({ id: Left.id, name: Left.name }))), two),
  "update returning": probe(
    all(pipe(update(Left, { id: add(Left.id, 100) }), where(eq(Left.name, "TART")), returning({ id: Left.id }))),
    [{ id: 102 }],
  ),
  returningOld: probe(
    all(pipe(update(Left, { id: add(Left.id, 100) }), where(eq(Left.id, 2)), returning({ old: oldValue(Left.id), new: newValue(Left.id) }))),
    [{ old: 2, new: 102 }],
  ),
  "delete returning": probe(
    all(pipe(deleteFrom(Left), where(eq(Left.name, "Opera")), returning({ id: Left.id, name: Left.name }))),
    [{ id: 1, name: "Opera" }],
  ),
}
