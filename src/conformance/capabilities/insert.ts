import { Effect, pipe } from "effect"
import {
  excluded,
  from,
  insertIgnore,
  insertInto,
  onDuplicateKeyUpdate,
  orderBy,
  replaceInto,
  returning,
  select,
} from "../../core/index.js"
import { all, execute } from "../../driver/operations/index.js"
import { Left } from "../tables.js"
import { probe, type Probe } from "./probe.js"

const names = all(pipe(from(Left), orderBy(Left.id), select(Left.name)))
const two = [
  { id: 1, name: "Tart" },
  { id: 3, name: "Sponge" },
]

export const insertProbes: Readonly<Record<string, Probe>> = {
  onDuplicateKey: probe(
    Effect.andThen(
      execute(pipe(insertInto(Left, { id: 1, name: "Tart" }), onDuplicateKeyUpdate({ name: excluded(Left.name) }))),
      names,
    ),
    ["Tart", "TART"],
  ),
  insertIgnore: probe(Effect.andThen(execute(insertIgnore(Left, two)), names), ["Opera", "TART", "Sponge"]),
  replaceInto: probe(Effect.andThen(execute(replaceInto(Left, two)), names), ["Tart", "TART", "Sponge"]),
  "replace returning": probe(all(pipe(replaceInto(Left, { id: 1, name: "x" }), returning(Left))), [{ id: 1, name: "x" }]),
}
