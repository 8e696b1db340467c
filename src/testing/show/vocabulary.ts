import * as codecs from "../../codec/index.js"
import * as core from "../../core/index.js"
import { count } from "../../expr/aggregate.js"
import * as expressions from "../../expr/index.js"
import { brackets, code, type Code, type Doc, nameOf } from "./code.js"

/** All that a program builds statements with, by name. */
export const vocabulary: Readonly<Record<string, unknown>> = { ...core, ...codecs, ...expressions, count }

/** A name that the library exports. */
export const exported = (name: string): Code => code(nameOf("fulmar", name), vocabulary[name])

/** The code of a call of what the library exports. */
export const callDoc = (name: string, ...args: ReadonlyArray<Doc>): Doc => [
  nameOf("fulmar", name),
  brackets("(", args, ")"),
]

/** A call of what the library exports, with what it makes. */
export const call = (name: string, ...args: ReadonlyArray<Code>): Code =>
  code(
    callDoc(name, ...args.map((x) => x.doc)),
    (vocabulary[name] as (...args: ReadonlyArray<unknown>) => unknown)(...args.map((x) => x.value)),
  )

/** The items of a call of `pipe`; `null` if it is something else. */
const itemsOfPipe = (doc: Doc): ReadonlyArray<Doc> | null => {
  const [of, items] = Array.isArray(doc) ? (doc as ReadonlyArray<Doc>) : []
  return typeof of === "object" && "module" in of && of.module === "effect" && of.name === "pipe" && typeof items === "object" && "open" in items
    ? items.items
    : null
}

/** `pipe(value, f, g)`; without functions the value itself, and after a pipe more of it. */
export const pipeDoc = (of: Doc, steps: ReadonlyArray<Doc>): Doc =>
  steps.length === 0 ? of : [nameOf("effect", "pipe"), brackets("(", [...(itemsOfPipe(of) ?? [of]), ...steps], ")")]

/** `value.pipe(f, g)`; without functions the value itself. */
export const pipedDoc = (of: Doc, steps: ReadonlyArray<Doc>): Doc =>
  steps.length === 0 ? of : [of, ".pipe", brackets("(", steps, ")")]
