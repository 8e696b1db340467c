import type { Vector } from "../../../codec/vector.js"
import type { Meaning } from "../meaning.js"
import { of } from "./of.js"

/** Of each number 32 bits are kept. */
const kept = (vector: Vector): Vector => vector.map(Math.fround)

const total = (a: Vector, b: Vector, each: (x: number, y: number) => number): number =>
  kept(a).reduce((sum, x, i) => sum + each(x, kept(b)[i]!), 0)

const inner = (a: Vector, b: Vector): number => total(a, b, (x, y) => x * y)

export const vector: Readonly<Record<string, Meaning>> = {
  l2Distance: of((a: Vector, b: Vector) => Math.sqrt(total(a, b, (x, y) => (x - y) ** 2))),
  l1Distance: of((a: Vector, b: Vector) => total(a, b, (x, y) => Math.abs(x - y))),
  innerProduct: of(inner),
  negativeInnerProduct: of((a: Vector, b: Vector) => -inner(a, b)),
  /** Of a vector of no length it is NaN. */
  cosineDistance: of((a: Vector, b: Vector) => 1 - inner(a, b) / Math.sqrt(inner(a, a) * inner(b, b))),
}
