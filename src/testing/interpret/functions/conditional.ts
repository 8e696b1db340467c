import { BigDecimal } from "effect"
import type { TypeSpec } from "../../../core/sql-type.js"
import type { Meaning, Value } from "../meaning.js"
import { type AnyNumber, decimalOf, floatOf } from "./number.js"
import { typed } from "./of.js"
import { compareValues } from "./order.js"

/** A number as one of a wider type, where branches, or the values of `coalesce`, are of several. */
export const widened = (type: TypeSpec, value: Value): Value => {
  if (typeof value !== "number" && typeof value !== "bigint" && !BigDecimal.isBigDecimal(value)) {
    return value
  }
  const x: AnyNumber = value
  switch (type.family) {
    case "decimal":
      return decimalOf(x)
    case "float":
      return floatOf(x)
    case "bigint":
      return BigInt(x as number | bigint)
    default:
      return x
  }
}

/** The first of the values that no other is before. */
const extreme = (sign: 1 | -1): Meaning =>
  typed((args: ReadonlyArray<never>, { result }) => {
    const compare = compareValues(result)
    return widened(result, args.reduce((best, x) => (compare(x, best) * sign > 0 ? x : best)))
  })

export const conditional: Readonly<Record<string, Meaning>> = {
  coalesce: (args, { result }) => widened(result, args.find((x) => x !== null) ?? null),
  nullif: ([a, b], { args }) => (a !== null && b !== null && compareValues(args[0]!)(a, b) === 0 ? null : a),
  greatest: extreme(1),
  least: extreme(-1),
}
