import { Duration } from "effect"
import type { ValueNode } from "../../core/expr-node.js"
import type { TypeSpec } from "../../core/sql-type.js"
import { binary, compareValues, EvaluationError, type Value } from "./meaning.js"

const millis = (moment: Value): number => (moment instanceof Date ? moment.getTime() : Date.parse(`${moment as string}${String(moment).includes("T") ? "Z" : ""}`))

/** Below 0, 0 or above it, as a value is before, at or after the one that is so far from another. */
export const distance = (type: TypeSpec, from: Value, value: Value, op: "+" | "-", by: ValueNode): number => {
  if (Duration.isDuration(by.value)) {
    return millis(value) - (millis(from) + Duration.toMillis(by.value) * (op === "+" ? 1 : -1))
  }
  if (!["integer", "bigint", "float", "decimal"].includes(type.family)) {
    throw new EvaluationError({ message: `A ${type.name} is no number of ${by.type.name} from another`, reason: "Unsupported" })
  }
  return compareValues(type)(value, binary(op, { result: type, args: [type, by.type] })(from, by.value))
}
