import { Duration } from "effect"
import type { FunctionSource } from "../../core/query-node.js"
import { absurd } from "../../core/traverse.js"
import { binary, compareValues, EvaluationError, fromProgram, type Value } from "./meaning.js"
import { type Scope, type TableRow, valueIn } from "./scope.js"

const noStep = (): never => {
  throw new EvaluationError({ message: "The step of a series is 0", reason: "DataError" })
}

/** Numbers from one to another, both included. */
const numbers = ({ args: [from, , step] }: FunctionSource, [first, last, by]: ReadonlyArray<Value>): ReadonlyArray<Value> => {
  const compare = compareValues(from!.type)
  const next = binary("+", { result: from!.type, args: [from!.type, step!.type] })
  const up = compareValues(step!.type)(by, 0)
  const out: Array<Value> = []
  for (let n = first; (up > 0 && compare(n, last) <= 0) || (up < 0 && compare(n, last) >= 0); n = next(n, by)) {
    out.push(n)
  }
  return up === 0 ? noStep() : out
}

const instant = (moment: Value): number => (moment instanceof Date ? moment.getTime() : Date.parse(`${moment as string}Z`))

/** Moments from one to another, a Duration apart. */
const moments = ({ args: [from] }: FunctionSource, [first, last, by]: ReadonlyArray<Value>): ReadonlyArray<Value> => {
  const step = Duration.toMillis(by as Duration.Duration)
  const out: Array<Value> = []
  for (let at = instant(first); (step > 0 && at <= instant(last)) || (step < 0 && at >= instant(last)); at += step) {
    const moment = new Date(at)
    out.push(first instanceof Date ? moment : fromProgram(from!.type, moment.toISOString().slice(0, -1)))
  }
  return step === 0 ? noStep() : out
}

/** The rows that a function in FROM gives: none where an argument is NULL. */
export const functionRows = (source: FunctionSource, around: Scope): ReadonlyArray<TableRow> => {
  const args = source.args.map((arg) => valueIn(around, arg))
  if (args.includes(null)) {
    return []
  }
  switch (source.name) {
    case "generateSeries":
      return numbers(source, args).map((value) => ({ value }))
    case "generateTimes":
      return moments(source, args).map((value) => ({ value }))
    case "unnest":
      return (args[0] as ReadonlyArray<Value>).map((value, i) => ({ value: value ?? null, ordinality: i + 1 }))
    default:
      return absurd(source.name)
  }
}
