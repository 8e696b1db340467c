import type { AggregateNode, CallNode, ExprNode, WindowNode } from "../../core/expr-node.js"
import type { SelectNode } from "../../core/query-node.js"
import { sameExpr } from "../../core/same-expr.js"
import { children, leafExprs } from "../../core/traverse.js"
import { aggregate } from "./aggregate.js"
import { alikeKeys } from "./alike-keys.js"
import { frameOf } from "./frame.js"
import { isUnited } from "./layout.js"
import { EvaluationError, type Value, widened } from "./meaning.js"
import { type Ordered, orderOf, sorted } from "./order.js"
import { type Scope, valueIn, visible } from "./scope.js"
import { undetermined } from "./undetermined.js"

/** The window functions that a block selects or sorts by. */
export const windowsOf = (q: SelectNode): ReadonlyArray<WindowNode> => {
  const inside = (e: ExprNode): ReadonlyArray<WindowNode> => (e._tag === "Window" ? [e] : children(e).flatMap(inside))
  const selection = isUnited(q) ? [] : leafExprs(q.selection)
  return [...selection, ...(q.distinctOn ?? []), ...orderOf(q).map((o) => o.expr)].flatMap(inside)
}

/** The rows of a block with the values of its window functions, each of which sees all of these rows. */
export const withWindows = (q: SelectNode, rows: ReadonlyArray<Scope>): ReadonlyArray<Scope> => {
  const isKnown = (e: WindowNode): boolean => rows.some((row) => row.known.some(([x]) => sameExpr(x, e)))
  const windows = windowsOf(q).filter((e, i, all) => all.findIndex((x) => sameExpr(x, e)) === i && !isKnown(e))
  const values = windows.map((e) => [e, valuesOver(e, rows)] as const)
  return values.length === 0
    ? rows
    : rows.map((row) => ({ ...row, known: [...values.map(([e, of]) => [e, of.get(row)!.value] as const), ...row.known] }))
}

/** The value of a window function for each row: of the rows that are alike in the partition's keys, in the window's order. */
const valuesOver = ({ of, over }: WindowNode, rows: ReadonlyArray<Scope>): ReadonlyMap<Scope, { readonly value: Value }> => {
  const same = alikeKeys(over.partitionBy)
  const values = new Map<Scope, { readonly value: Value }>()
  for (const row of rows) {
    if (!values.has(row)) {
      const partition = sorted(over.orderBy, rows.filter((other) => same(row, other)))
      const valueAt = of._tag === "Aggregate" ? aggregateOver(of, over, partition) : functionOver(of, over, partition)
      partition.items.forEach((item, i) => values.set(item, { value: valueAt(i) }))
    }
  }
  return values
}

type Partition = Ordered<Scope>
type Over = WindowNode["over"]

/** What counts rows one by one is determined only where rows that sort alike are the same. */
const guard = (name: string, { items, places }: Partition): void =>
  undetermined.unlessTiesAreAlike(`in which order ${name} sees the rows`, items.map(visible), places)

const aggregateOver = (of: AggregateNode, over: Over, partition: Partition) => {
  if (over.frame?.unit === "rows") {
    guard(of.name, partition)
  }
  return (i: number): Value => aggregate(of, frameOf(over, partition, i).map((at) => partition.items[at]!))
}

/** How many rows come before the first of its place, and how many up to the last of it. */
const peers = ({ places }: Partition, i: number): { readonly before: number; readonly upTo: number } => ({
  before: places.indexOf(places[i]!),
  upTo: places.lastIndexOf(places[i]!) + 1,
})

const functionOver = (of: CallNode, over: Over, partition: Partition): ((i: number) => Value) => {
  const { items, places } = partition
  const [expr] = of.args
  const valueAt = (row: Scope | undefined): Value => (row === undefined ? null : valueIn(row, expr!))
  const numberAt = (i: number, arg: number): number => Number(valueIn(items[i]!, of.args[arg]!))
  const inFrame = (i: number): ReadonlyArray<Scope> => frameOf(over, partition, i).map((at) => items[at]!)
  const shifted = (i: number, by: number): Value => {
    const row = items[i + by]
    return row !== undefined || of.args.length < 3 ? valueAt(row) : widened(of.type, valueIn(items[i]!, of.args[2]!))
  }
  const oneByOne = (value: (i: number) => Value): ((i: number) => Value) => {
    guard(of.name, partition)
    return value
  }
  switch (of.name) {
    case "rowNumber":
      return oneByOne((i) => i + 1)
    case "rank":
      return (i) => peers(partition, i).before + 1
    case "denseRank":
      return (i) => places[i]! + 1
    case "percentRank":
      return (i) => (items.length === 1 ? 0 : peers(partition, i).before / (items.length - 1))
    case "cumeDist":
      return (i) => peers(partition, i).upTo / items.length
    case "ntile":
      return oneByOne((i) => tile(i, items.length, numberAt(i, 0)))
    case "lag":
    case "lagOr":
      return oneByOne((i) => shifted(i, -numberAt(i, 1)))
    case "lead":
    case "leadOr":
      return oneByOne((i) => shifted(i, numberAt(i, 1)))
    case "firstValue":
      return oneByOne((i) => valueAt(inFrame(i)[0]))
    case "lastValue":
      return oneByOne((i) => valueAt(inFrame(i).at(-1)))
    case "nthValue":
      return oneByOne((i) => valueAt(inFrame(i)[numberAt(i, 1) - 1]))
    default:
      throw new EvaluationError({ message: `${of.name} is no window function`, reason: "Unsupported" })
  }
}

/** Parts of about the same size: the first ones have one row more where the rows do not divide evenly. */
const tile = (i: number, rows: number, parts: number): number => {
  if (!(parts >= 1)) {
    throw new EvaluationError({ message: `ntile(${parts}) has no part`, reason: "DataError" })
  }
  const size = Math.floor(rows / parts)
  const larger = rows % parts
  const inLarger = larger * (size + 1)
  return 1 + (i < inLarger ? Math.floor(i / (size + 1)) : larger + Math.floor((i - inLarger) / size))
}

