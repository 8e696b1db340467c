import type { Json } from "../../../codec/json.js"
import type { JsonPathOp, JsonStep } from "../../../core/expr-node.js"
import type { Types, Value } from "../meaning.js"
import { Document, documentOf } from "./document.js"

type Path = ReadonlyArray<JsonStep>

/** What is at a step: a text is a key of an object, a number the index of an item of an array; `undefined` if nothing is. */
const after = (json: Json, step: JsonStep): Json | undefined =>
  Array.isArray(json)
    ? typeof step === "number"
      ? (json as ReadonlyArray<Json>)[step]
      : undefined
    : typeof json === "object" && json !== null && typeof step === "string" && Object.hasOwn(json, step)
      ? (json as { readonly [key: string]: Json })[step]
      : undefined

const at = (json: Json, path: Path): Json | undefined =>
  path.reduce<Json | undefined>((found, step) => (found === undefined ? undefined : after(found, step)), json)

/** The text of a document: of a text without its quotes. NULL of JSON's null. */
export const textOf = (json: Json): string | null =>
  json === null ? null : typeof json === "string" ? json : JSON.stringify(json)

/** The document in which what is at a path is another; where nothing is, nothing changes. */
const changed = (json: Json, path: Path, change: (there: Json) => Json): Json => {
  const [step, ...rest] = path
  if (step === undefined) {
    return change(json)
  }
  const there = after(json, step)
  return there === undefined ? json : withStep(json, step, changed(there, rest, change))
}

const withStep = (json: Json, step: JsonStep, value: Json): Json =>
  Array.isArray(json)
    ? json.map((item: Json, i) => (i === step ? value : item))
    : { ...(json as object), ...Object.fromEntries([[step, value]]) }

const withoutStep = (json: Json, step: JsonStep): Json =>
  Array.isArray(json)
    ? json.filter((_, i) => i !== step)
    : Object.fromEntries(Object.entries(json as object).filter(([key]) => key !== step))

/** An object with another key, or an array with another item; anything else has room for neither. */
const withMore = (json: Json, step: JsonStep, value: Json): Json =>
  Array.isArray(json)
    ? typeof step === "number"
      ? [...json, value]
      : json
    : typeof json === "object" && json !== null && typeof step === "string"
      ? withStep(json, step, value)
      : json

const put = (op: JsonPathOp, json: Json, path: Path, value: Json): Json => {
  const [parent, last] = [path.slice(0, -1), path[path.length - 1]!]
  const there = at(json, path) !== undefined
  switch (op) {
    case "remove":
      return there ? changed(json, parent, (inside) => withoutStep(inside, last)) : json
    case "append":
      return changed(json, path, (inside) => (Array.isArray(inside) ? [...(inside as ReadonlyArray<Json>), value] : inside))
    case "insert":
      return there ? json : changed(json, parent, (inside) => withMore(inside, last, value))
    case "replace":
      return changed(json, path, () => value)
    default:
      return there ? changed(json, path, () => value) : changed(json, parent, (inside) => withMore(inside, last, value))
  }
}

/**
 * What is at a path in a document, which may be NULL, or the document with something else there. `value` is what is put
 * there; NULL puts JSON's null.
 */
export const jsonPath =
  (op: JsonPathOp, path: Path, types: Types) =>
  (document: unknown, value: unknown): Value => {
    if (document === null) {
      return null
    }
    const json = documentOf(types.args[0]!, document)
    if (op === "get" || op === "text") {
      const found = at(json, path)
      return found === undefined ? null : op === "get" ? new Document(found) : textOf(found)
    }
    return new Document(put(op, json, path, value === null || value === undefined ? null : documentOf(types.args[1]!, value)))
  }
