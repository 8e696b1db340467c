import * as BigDecimal from "effect/BigDecimal"
import * as Duration from "effect/Duration"
import type { ColumnSpec } from "../../core/column-spec.js"
import type { AggregateNode, CallNode, ExprNode } from "../../core/expr-node.js"
import type { Family, TypeSpec } from "../../core/sql-type.js"
import { children, leafExprs, outputSelection } from "../../core/traverse.js"

/**
 * How far the values of an expression reach: of numbers the least and the greatest, of texts and the like how long they
 * are, of days and moments their years, of intervals their days. So trees can be kept to what every database computes
 * exactly, without an overflow.
 */
export type Extent = readonly [low: number, high: number]

const MOST64 = 2 ** 63 - 1024

const ofFamily: Partial<Record<Family, Extent>> = {
  integer: [-(2 ** 31), 2 ** 31],
  bigint: [-(2 ** 63), MOST64],
  float: [-1e6, 1e6],
  decimal: [-1e10, 1e10],
  text: [0, 300],
  bytes: [0, 300],
  json: [0, 300],
  array: [0, 10],
  date: [1970, 2099],
  timestamp: [1970, 2099],
  timestamptz: [1970, 2099],
  interval: [-600, 600],
}

const nothing: Extent = [0, 0]
const ofType = (type: TypeSpec): Extent => ofFamily[type.family] ?? nothing

const hull = (all: ReadonlyArray<Extent>): Extent =>
  all.length === 0 ? nothing : [Math.min(...all.map((x) => x[0])), Math.max(...all.map((x) => x[1]))]
const size = ([low, high]: Extent): number => Math.max(Math.abs(low), Math.abs(high))
const around = (n: number): Extent => [-n, n]

const ofValue = (type: TypeSpec, value: unknown): Extent => {
  switch (typeof value) {
    case "number":
      return [value, value]
    case "bigint": {
      const n = Math.min(Number(value), MOST64)
      return [n, n]
    }
    case "string":
      return type.family === "date" || type.family === "timestamp"
        ? [Number(value.slice(0, 4)), Number(value.slice(0, 4))]
        : [value.length, value.length]
    default:
      return value instanceof Date
        ? [value.getUTCFullYear(), value.getUTCFullYear()]
        : Duration.isDuration(value)
          ? [Math.floor(Duration.toMillis(value) / 86_400_000), Math.ceil(Duration.toMillis(value) / 86_400_000)]
          : BigDecimal.isBigDecimal(value)
            ? [BigDecimal.toNumberUnsafe(value), BigDecimal.toNumberUnsafe(value)]
            : ofType(type)
  }
}

/** What is computed beyond 2^53 is rounded, so that it may be a little farther. */
const outward = ([low, high]: Extent): Extent => [low < -(2 ** 53) ? low * (1 + 2 ** -52) : low, high > 2 ** 53 ? high * (1 + 2 ** -52) : high]
const plus = ([a, b]: Extent, [c, d]: Extent): Extent => outward([a + c, b + d])
const times = ([a, b]: Extent, [c, d]: Extent): Extent => {
  const all = [a * c, a * d, b * c, b * d]
  return outward([Math.min(...all), Math.max(...all)])
}
const shifted = (x: Extent, by: Extent, perYear: number): Extent => [x[0] - Math.ceil(size(by) / perYear), x[1] + Math.ceil(size(by) / perYear)]
const bits = (n: number): number => 2 ** Math.ceil(Math.log2(n + 1))

const ofCall = (e: CallNode): Extent => {
  const args = e.args.map(extentOf)
  const [a = nothing, b = nothing, c = nothing] = args
  switch (e.name) {
    case "coalesce":
    case "greatest":
    case "least":
    case "lagOr":
    case "leadOr":
      return hull(e.name === "lagOr" || e.name === "leadOr" ? [a, c] : args)
    case "nullif":
    case "lag":
    case "lead":
    case "firstValue":
    case "lastValue":
    case "nthValue":
    case "lower":
    case "upper":
    case "trim":
    case "trimStart":
    case "trimEnd":
    case "reverse":
    case "substring":
    case "substringFrom":
    case "left":
    case "right":
    case "splitPart":
    case "regexpSubstr":
      return a
    case "abs":
      return [0, size(a)]
    case "sign":
      return [-1, 1]
    case "floor":
    case "ceil":
    case "round":
    case "trunc":
    case "roundTo":
    case "truncTo":
      return [a[0] - 1, a[1] + 1]
    case "concatWs":
      return [0, args.reduce((sum, x) => sum + x[1], 0) + a[1] * args.length]
    case "replace":
      return [0, (a[1] + 1) * (c[1] + 1)]
    case "regexpReplace":
      return [0, (a[1] + 1) * 3]
    case "repeat":
      return [0, a[1] * Math.max(1, b[1])]
    case "padStart":
    case "padEnd":
      return [0, Math.max(a[1], b[1])]
    case "overlay":
    case "overlayFor":
      return [0, a[1] + b[1]]
    case "bitXor":
      return around(bits(Math.max(size(a), size(b))))
    case "length":
    case "octetLength":
    case "position":
      return [0, a[1] * 4]
    case "addDays":
      return shifted(a, b, 365)
    case "addMonths":
      return shifted(a, b, 12)
    case "addInterval":
    case "subInterval":
      return shifted(a, b, 365)
    case "intervalBetween":
      return around((a[1] - b[0] + b[1] - a[0] + 2) * 366)
    case "lastDayOfMonth":
    case "dateOf":
      return a
    case "year":
    case "isoYear":
      return [a[0] - 1, a[1] + 1]
    case "atTimeZone":
      return [a[0] - 1, a[1] + 1]
    case "epoch":
      return [(a[0] - 1971) * 31_700_000, (a[1] - 1969) * 31_700_000]
    case "power":
      return around(Math.max(1, size(a)) ** Math.max(1, size(b)))
    case "exp":
      return [0, Math.exp(Math.min(600, a[1]))]
    case "tan":
      return around(1e17)
    case "rowNumber":
    case "rank":
    case "denseRank":
    case "ntile":
      return [0, 2 ** 20]
    default:
      return e.name.startsWith("dateTrunc") ? [a[0] - 1, a[1]] : ofType(e.type)
  }
}

/** No test fills tables with more rows, joined. */
const mostRows = 2 ** 12

const ofAggregate = (e: AggregateNode): Extent => {
  const [a = nothing] = e.args.map(extentOf)
  switch (e.name) {
    case "count":
    case "countAll":
      return [0, 2 ** 20]
    case "sum":
    case "sumWide":
    case "sumDecimal":
      return times(a, [0, mostRows])
    case "varPop":
    case "varSamp":
    case "covarPop":
    case "covarSamp":
      return around(size(a) ** 2 * 4)
    case "bitAndAgg":
    case "bitOrAgg":
    case "bitXorAgg":
      return around(bits(size(a)))
    case "stringAgg":
      return [0, (a[1] + 5) * 4]
    default:
      return e.args.length > 0 && e.args[0]!.type.family === e.type.family ? a : ofType(e.type)
  }
}

const made = (e: ExprNode): Extent => {
  switch (e._tag) {
    case "Column":
      return columns.get(e.spec) ?? ofType(e.type)
    case "Value":
      return ofValue(e.type, e.value)
    case "Unary": {
      const [low, high] = extentOf(e.operand)
      return e.op === "-" ? [-high, -low] : e.op === "~" ? [-high - 1, -low - 1] : nothing
    }
    case "Binary": {
      const [a, b] = [extentOf(e.left), extentOf(e.right)]
      switch (e.op) {
        case "+":
          return plus(a, b)
        case "-":
          return plus(a, [-b[1], -b[0]])
        case "*":
          return times(a, b)
        case "/":
          return e.type.family === "float" || e.type.family === "decimal" ? around(size(a) * 1e6) : b[0] >= 1 ? a : around(size(a))
        case "%":
          return b[0] >= 1 ? a : around(size(a))
        case "||":
          return [0, a[1] + b[1]]
        case "&":
        case "|":
          return around(bits(Math.max(size(a), size(b))))
        case "<<":
          return times(a, [1, 2 ** Math.min(63, size(b))])
        case ">>":
          return a
        default:
          return nothing
      }
    }
    case "Case":
      return hull([...e.branches.map((b) => extentOf(b.then)), ...(e.otherwise === null ? [] : [extentOf(e.otherwise)])])
    case "Cast":
      return e.type.family === e.operand.type.family || (e.type.family === "integer" && e.operand.type.family === "float")
        ? extentOf(e.operand)
        : ofType(e.type)
    case "Collate":
      return extentOf(e.operand)
    case "GroupKey":
      return extentOf(e.key)
    case "Call":
      return ofCall(e)
    case "Aggregate":
      return ofAggregate(e)
    case "Window":
      return extentOf(e.of)
    case "Scalar": {
      const [leaf] = leafExprs(outputSelection(e.query))
      return leaf === undefined ? nothing : extentOf(leaf)
    }
    case "Literal":
      // NULL reaches nowhere, but years begin with one.
      return ofType(e.type)[0] === 1970 ? [1970, 1970] : nothing
    default:
      return ofType(e.type)
  }
}

const known = new WeakMap<ExprNode, Extent>()

/** How far the values of an expression reach. */
export const extentOf = (e: ExprNode): Extent => {
  const found = known.get(e)
  if (found !== undefined) {
    return found
  }
  const extent = made(e)
  known.set(e, extent)
  return extent
}

const columns = new WeakMap<ColumnSpec, Extent>()

/** Says how far the values of a column of a query reach. */
export const noteExtent = (spec: ColumnSpec, extent: Extent): void => void columns.set(spec, extent)

const limits: Partial<Record<Family, Extent>> = {
  integer: around(2 ** 50),
  bigint: [-(2 ** 63), MOST64],
  float: around(1e30),
  decimal: around(1e22),
  text: [0, 20_000],
  date: [1000, 8999],
  timestamp: [1000, 8999],
  timestamptz: [1000, 8999],
  interval: around(30_000_000),
}

const inside = ([low, high]: Extent, limit: Extent): boolean => low >= limit[0] && high <= limit[1]

/** What some functions take, by argument. */
const domains: Readonly<Record<string, ReadonlyArray<Extent | null>>> = {
  chr: [[1, 0xd7ff]],
  exp: [[-30, 30]],
  power: [[-1e6, 1e6], [-4, 4]],
  repeat: [null, [-9, 9]],
  padStart: [null, [-99, 99]],
  padEnd: [null, [-99, 99]],
  toTimestamp: [[0, 5e9]],
  addDays: [null, [-100_000, 100_000]],
  addMonths: [null, [-10_000, 10_000]],
  acos: [[-1, 1]],
  asin: [[-1, 1]],
  ntile: [[1, 100]],
}

/** Are the values of this node, not of those in it, such that every database can compute them exactly? */
export const isTame = (e: ExprNode): boolean => {
  const limit = limits[e.type.family]
  const domain = e._tag === "Call" ? domains[e.name] : undefined
  return (
    (limit === undefined || inside(extentOf(e), limit)) &&
    (domain === undefined || domain.every((d, i) => d === null || i >= (e as CallNode).args.length || inside(extentOf((e as CallNode).args[i]!), d))) &&
    (e._tag !== "Window" || isTame(e.of))
  )
}

/** {@link isTame} of an expression and all in it. */
export const isTameInside = (e: ExprNode): boolean => isTame(e) && children(e).every(isTameInside)
