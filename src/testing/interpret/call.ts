import type { CallNode } from "../../core/expr-node.js"
import { EvaluationError, functions, takesNull, unsaid, type Value } from "./meaning.js"
import { type Scope, valueIn } from "./scope.js"
import { onlyValues } from "./subquery.js"

const unknown = (name: string): never => {
  throw new EvaluationError({ message: unsaid[name] ?? `The function ${name} has no meaning here`, reason: "Unsupported" })
}

/** What a function gives: NULL if it is strict and an argument is NULL. */
export const call = (e: CallNode, scope: Scope): Value => {
  const [query] = e.args
  if (e.name === "arrayFrom" && query?._tag === "Scalar") {
    return onlyValues(query.query, scope)
  }
  const meaning = Object.hasOwn(functions, e.name) ? functions[e.name]! : unknown(e.name)
  const args = e.args.map((arg) => valueIn(scope, arg))
  return e.nulls === "strict" && args.includes(null) && !takesNull.has(e.name)
    ? null
    : meaning(args, { result: e.type, args: e.args.map((arg) => arg.type) })
}
