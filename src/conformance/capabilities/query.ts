import { Duration, pipe } from "effect"
import { alias, as, forceIndex, from, innerJoin, leftJoinLateral, orderBy, recursive, select, tablesample, where } from "../../core/index.js"
import { all } from "../../driver/operations/index.js"
import { always, eq, generateSeries, neq } from "../../expr/index.js"
import { Left, Right } from "../tables.js"
import { probe, type Probe } from "./probe.js"

const at = (hour: number) => new Date(Date.UTC(2024, 1, 29, hour))
const hours = generateSeries("hours", at(22), at(24), Duration.hours(1))

/** From each row to the other. */
const walk = recursive(
  "fulmar_walk",
  pipe(from(Left), where(eq(Left.id, 1)), select({ id: Left.id })),
  (self) => pipe(from(Left), innerJoin(self, neq(Left.id, self.id)), select({ id: Left.id })),
  { search: { by: ["id"], set: "order" }, cycle: { by: ["id"], set: "again" } },
)

export const queryProbes: Readonly<Record<string, Probe>> = {
  timeSeries: probe(all(pipe(from(hours), orderBy(hours.value), select(hours.value))), [at(22), at(23), at(24)]),
  indexHints: probe(all(pipe(from(Left.pipe(forceIndex("PRIMARY"))), where(eq(Left.id, 2)), select(Left.name))), ["TART"]),
  searchCycle: probe(all(pipe(from(walk), orderBy(walk.order), select({ id: walk.id, again: walk.again }))), [
    { id: 1, again: false },
    { id: 2, again: false },
    { id: 1, again: true },
  ]),
  tablesample: probe(all(pipe(from(tablesample(Left, 100)), orderBy(Left.id), select(Left.id))), [1, 2]),
  lateral: probe(
    all(
      pipe(
        from(Left),
        leftJoinLateral(pipe(from(Right), where(eq(Right.other, Left.id)), as("beside")), always),
        select({ left: Left.name, right: Right.pipe(alias("beside")).id }),
        orderBy(Left.id),
      ),
    ),
    [
      { left: "Opera", right: null },
      { left: "TART", right: 10 },
    ],
  ),
}
