import type { WindowNode } from "../../core/expr-node.js"
import { absurd } from "../../core/traverse.js"
import type { FrameBound, FrameNode } from "../../core/window-node.js"
import { distance } from "./distance.js"
import { EvaluationError } from "./meaning.js"
import type { Ordered } from "./order.js"
import { type Scope, valueIn } from "./scope.js"

type Partition = Ordered<Scope>
type Over = WindowNode["over"]

/** Without a frame a sorted window ends at the current row and what sorts like it. */
const whole: FrameNode = {
  unit: "range",
  start: { _tag: "Preceding", offset: null },
  end: { _tag: "CurrentRow" },
  exclude: null,
}

const offsetOf = (bound: FrameBound): number | null =>
  bound._tag === "CurrentRow" ? 0 : bound.offset === null ? null : Number(bound.offset.value) * (bound._tag === "Preceding" ? -1 : 1)

const indices = (n: number): ReadonlyArray<number> => Array.from({ length: n }, (_, i) => i)

/** Which rows are within the bounds, by a number of each row that counts up from the start. */
const between = (frame: FrameNode, numbers: ReadonlyArray<number>, i: number): ReadonlyArray<number> => {
  const from = offsetOf(frame.start)
  const to = offsetOf(frame.end)
  const here = numbers[i]!
  return indices(numbers.length).filter(
    (at) =>
      (isUnbounded(frame.start, "Preceding") || (from !== null && numbers[at]! >= here + from)) &&
      (isUnbounded(frame.end, "Following") || (to !== null && numbers[at]! <= here + to)),
  )
}

const isUnbounded = (bound: FrameBound, tag: "Preceding" | "Following"): boolean =>
  bound._tag === tag && bound.offset === null

/**
 * Which rows have a key that is so far from that of the current row. Where that is NULL, or the bound says no distance, the
 * rows that sort like it are what is meant.
 */
const byDistance = (frame: FrameNode, over: Over, { items, places }: Partition, i: number): ReadonlyArray<number> => {
  const [key] = over.orderBy
  const far = (bound: FrameBound): boolean => bound._tag !== "CurrentRow" && bound.offset !== null
  if (!far(frame.start) && !far(frame.end)) {
    return between(frame, places, i)
  }
  if (key === undefined || over.orderBy.length > 1) {
    throw new EvaluationError({ message: "A frame by distance needs rows that are sorted by one key", reason: "Unsupported" })
  }
  const here = valueIn(items[i]!, key.expr)
  const sign = key.direction === "asc" ? 1 : -1
  const beyond = (bound: FrameBound, at: number): number => {
    const value = valueIn(items[at]!, key.expr)
    if (bound._tag === "CurrentRow" || bound.offset === null || here === null || value === null) {
      return places[at]! - places[i]!
    }
    const reach = bound._tag === "Preceding" ? "-" : "+"
    return distance(key.expr.type, here, value, sign === 1 ? reach : reach === "-" ? "+" : "-", bound.offset) * sign
  }
  return indices(items.length).filter(
    (at) =>
      (isUnbounded(frame.start, "Preceding") || beyond(frame.start, at) >= 0) &&
      (isUnbounded(frame.end, "Following") || beyond(frame.end, at) <= 0),
  )
}

const framed = (frame: FrameNode, over: Over, partition: Partition, i: number): ReadonlyArray<number> => {
  switch (frame.unit) {
    case "rows":
      return between(frame, indices(partition.items.length), i)
    case "groups":
      return between(frame, partition.places, i)
    case "range":
      return byDistance(frame, over, partition, i)
    default:
      return absurd(frame.unit)
  }
}

/** The rows of the partition that a window function sees for the row `i`. */
export const frameOf = (over: Over, partition: Partition, i: number): ReadonlyArray<number> => {
  const frame = over.frame ?? whole
  const { places } = partition
  const isPeer = (at: number): boolean => places[at] === places[i]
  return framed(frame, over, partition, i).filter((at) => {
    switch (frame.exclude) {
      case null:
        return true
      case "current row":
        return at !== i
      case "group":
        return !isPeer(at)
      case "ties":
        return at === i || !isPeer(at)
      default:
        return absurd(frame.exclude)
    }
  })
}
