import type { AggregateNode, CallNode } from "../../../core/expr-node.js"
import type { Form } from "../attempt.js"
import { aggregates } from "./aggregate.js"
import { arithmetic } from "./arithmetic.js"
import { array } from "./array.js"
import { conditional } from "./conditional.js"
import { datetime } from "./datetime.js"
import { json } from "./json.js"
import { merge } from "./merge.js"
import { range } from "./range.js"
import { search } from "./search.js"
import type { Chapter } from "./spelling.js"
import type { Shower } from "../shower.js"
import { text } from "./text.js"
import { windowFunctions } from "./window.js"

/** How the program calls each function that the templates of dialects print. */
export const functions: Chapter = {
  ...aggregates,
  ...arithmetic,
  ...array,
  ...conditional,
  ...datetime,
  ...json,
  ...merge,
  ...range,
  ...search,
  ...text,
  ...windowFunctions,
}

/** The function that a template is of, and what its name says besides: `dateTrunc month`, `regexpCount(i)`. */
export const spokenName = (name: string): readonly [name: string, word: string] => {
  const [, word, space, parentheses] = /^(\w+)(?: ([^()]*)|\((.*)\))?$/.exec(name) ?? []
  return [word ?? name, space ?? parentheses ?? ""]
}

/** The calls that may have made a function or an aggregate. */
export const formsOf = (s: Shower, node: CallNode | AggregateNode): ReadonlyArray<Form> => {
  const [name, word] = spokenName(node.name)
  const spelling = functions[name]
  if (spelling === undefined) {
    throw new Error(`The function "${node.name}" has no name in the library: add it to src/testing/show/functions`)
  }
  return typeof spelling === "string" ? [[spelling, ...node.args]] : spelling(node, word, s)
}
