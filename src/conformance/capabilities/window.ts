import { Duration, pipe } from "effect"
import { date } from "../../codec/index.js"
import { from, orderBy, select } from "../../core/index.js"
import type { Needs } from "../../core/expr.js"
import { all } from "../../driver/operations/index.js"
import {
  addDays,
  currentRow,
  excluding,
  type Frame,
  groupsBetween,
  over,
  preceding,
  rangeBetween,
  rowsBetween,
  sum,
  unboundedPreceding,
  value,
} from "../../expr/index.js"
import { Left } from "../tables.js"
import { probe, type Probe } from "./probe.js"

const days = addDays(value(date, "2024-02-28"), Left.id)

/** The sums of the numbers of the rows of a frame. */
const sums = (frame: Frame<Needs<"groupsFrame" | "intervalFrame" | "frameExclusion">>) =>
  all(pipe(from(Left), select({ sum: sum(Left.id).pipe(over({ orderBy: [days], frame })) }), orderBy(Left.id)))

export const windowProbes: Readonly<Record<string, Probe>> = {
  groupsFrame: probe(sums(groupsBetween(preceding(1), currentRow)), [{ sum: 1 }, { sum: 3 }]),
  intervalFrame: probe(sums(rangeBetween(preceding(Duration.days(1)), currentRow)), [{ sum: 1 }, { sum: 3 }]),
  frameExclusion: probe(
    sums(rowsBetween(unboundedPreceding, currentRow).pipe(excluding("current row"))),
    [{ sum: null }, { sum: 1 }],
  ),
}
