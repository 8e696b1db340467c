import * as E from "fp-ts/lib/Either.js"
import { setOwn } from "../codec/raw-value.js"
import { validateColumn } from "../core/encode.js"
import { show } from "../core/show.js"
import { defaultOf, isRequired } from "./default-value.js"
import { withGiven } from "./given.js"
import type { FieldNode, FieldStep, ModelNode, NestedSpec, Rec, Verdict } from "./node.js"
import { partialRow } from "./partial-row.js"
import { readColumn, type ReadOptions } from "./read-column.js"
import { isRecord, ownKeys, type Reading, readProperty } from "./read-input.js"

export interface CheckOptions extends ReadOptions {
  readonly extra: "ignore" | "forbid"
}

/** What is wrong, and where: by keys of the input, and of the model. */
export interface Issue {
  readonly path: ReadonlyArray<string | number>
  readonly keys: ReadonlyArray<string | number>
  readonly value: unknown
  readonly expected: string
  readonly message: string
}

type Checked<A> = E.Either<ReadonlyArray<Issue>, A>

/** Where a value stands. */
interface Place {
  readonly path: ReadonlyArray<string | number>
  readonly keys: ReadonlyArray<string | number>
}

/** A list with more than so many bad items is not read to its end. */
const mostIssues = 100

const inside = (place: Place, name: string | number, key: string | number): Place => ({ path: [...place.path, name], keys: [...place.keys, key] })
const issue = (place: Place, value: unknown, expected: string, message: string): Issue => ({ ...place, value, expected, message })
const mismatch = (place: Place, value: unknown, expected: string): Checked<never> =>
  E.left([issue(place, value, expected, `expected ${expected}, got ${show(value)}`)])

const thrown = (cause: unknown): string => {
  try {
    return cause instanceof Error && cause.message !== "" ? cause.message : typeof cause === "string" ? cause : "its rule failed"
  } catch {
    return "its rule failed"
  }
}

/** What a rule has against a value; `null`: nothing. */
const complaint = (test: (value: any) => Verdict, value: unknown): string | null => {
  try {
    const verdict = test(value)
    return verdict === true ? null : typeof verdict === "string" && verdict !== "" ? verdict : "its rule does not hold"
  } catch (cause) {
    return thrown(cause)
  }
}

const stepped = (place: Place, field: FieldNode, steps: ReadonlyArray<FieldStep>, start: unknown): Checked<unknown> => {
  let value = start
  for (const step of steps) {
    if (step._tag === "Validate") {
      const message = complaint(step.test, value)
      if (message !== null) return E.left([issue(place, value, message, `${message}, got ${show(value)}`)])
      continue
    }
    try {
      value = step.by(value)
    } catch (cause) {
      const message = thrown(cause)
      return E.left([issue(place, value, message, `${message}, got ${show(value)}`)])
    }
    const fits = field.of._tag === "Column" ? validateColumn(field.of.spec, value) : E.right(null)
    if (E.isLeft(fits)) return E.left([issue(place, value, fits.left.expected, fits.left.message)])
  }
  return E.right(value)
}

const checkList = (model: ModelNode, input: unknown, options: CheckOptions, place: Place): Checked<ReadonlyArray<unknown>> => {
  if (!Array.isArray(input)) return mismatch(place, input, `a list of ${model.name}`)
  const rows: Array<unknown> = []
  const issues: Array<Issue> = []
  for (let i = 0; i < input.length && issues.length < mostIssues; i++) {
    const row = checkRow(model, input[i], options, inside(place, i, i))
    if (E.isLeft(row)) issues.push(...row.left)
    else rows.push(row.right)
  }
  return issues.length > 0 ? E.left(issues) : E.right(Object.freeze(rows))
}

const checkNested = ({ kind, model }: NestedSpec, input: unknown, options: CheckOptions, place: Place): Checked<unknown> => {
  if (kind === "oneOrNull" && input === null) return E.right(null)
  try {
    return kind === "list" ? checkList(model, input, options, place) : checkRow(model, input, options, place)
  } catch {
    // a list that is a proxy
    return mismatch(place, input, kind === "list" ? `a list of ${model.name}` : `a record of ${model.name}`)
  }
}

/** Replaces what was given. */
const preprocessed = (by: ReadonlyArray<(raw: unknown) => unknown>, input: unknown, place: Place): Checked<unknown> => {
  try {
    return E.right(by.reduce((value, f) => f(value), input))
  } catch (cause) {
    const message = thrown(cause)
    return E.left([issue(place, input, message, `${message}, got ${show(input)}`)])
  }
}

const checkField = (field: FieldNode, input: unknown, options: CheckOptions, place: Place): Checked<unknown> => {
  const { of } = field
  if (of._tag === "Nested") return E.chain((rows: unknown) => stepped(place, field, field.steps, rows))(checkNested(of.spec, input, options, place))
  const read = readColumn(of.spec, input, options)
  return E.isLeft(read) ? E.left([issue(place, input, read.left.expected, read.left.message)]) : stepped(place, field, field.steps, read.right)
}

/** What input has for a field, under its alias or its name, each read once. */
const readField = (input: object, { inputName, key }: FieldNode): { readonly name: string; readonly reading: Reading } => {
  const aliased = inputName === null ? null : readProperty(input, inputName)
  return inputName !== null && aliased !== null && aliased._tag !== "Absent"
    ? { name: inputName, reading: aliased }
    : { name: key, reading: readProperty(input, key) }
}

const expectedIn = ({ of }: FieldNode): string => (of._tag === "Column" ? of.spec.type.codec.name : of.spec.model.name)

/** One field of the input; `null`: it is left out, and may be. */
const fieldOf = (node: ModelNode, field: FieldNode, input: object, options: CheckOptions, at: Place): Checked<{ readonly value: unknown } | null> => {
  const { name, reading } = readField(input, field)
  const place = inside(at, name, field.key)
  if (reading._tag === "Threw") return E.left([issue(place, undefined, expectedIn(field), `expected ${expectedIn(field)}, but it cannot be read`)])
  const raw = reading._tag === "Absent" ? E.right(undefined) : preprocessed(field.preprocess, reading.value, place)
  if (E.isLeft(raw)) return raw
  if (raw.right !== undefined) return E.map((value: unknown) => ({ value }))(checkField(field, raw.right, options, place))
  if (!isRequired(node, field)) return E.right(null)
  const missing = inside(at, field.inputName ?? field.key, field.key)
  return E.left([issue(missing, undefined, expectedIn(field), `expected ${expectedIn(field)}, but it is missing`)])
}

const withDefault = (node: ModelNode, { of }: FieldNode, place: Place): Checked<{ readonly value: unknown } | null> => {
  if (node.form !== "row" || of._tag === "Nested") return E.right(null)
  try {
    return E.right(defaultOf(of.spec))
  } catch (cause) {
    return E.left([issue(place, undefined, of.spec.type.codec.name, `its default cannot be made: ${thrown(cause)}`)])
  }
}

const unknownKeys = (node: ModelNode, input: object, place: Place): ReadonlyArray<Issue> => {
  const known = new Set(node.fields.flatMap((field) => [field.key, field.inputName]))
  return ownKeys(input)
    .filter((key) => !known.has(key))
    .slice(0, mostIssues)
    .map((key) => issue(inside(place, key, key), undefined, "no such field", "there is no such field"))
}

/** What the rules on several fields have against a value. */
export const brokenRules = (node: ModelNode, value: Rec, place: Place = { path: [], keys: [] }): ReadonlyArray<Issue> =>
  node.rules.flatMap(({ test, whole }) => {
    const part = whole === null ? { row: value, askedForUnknown: () => false } : partialRow(value, node.form, node.fields, whole)
    const message = complaint(test, part.row)
    return message === null || part.askedForUnknown() ? [] : [issue(place, value, message, message)]
  })

/** A value of the model that unknown input means, or all that is wrong with it. */
export const checkRow = (node: ModelNode, given: unknown, options: CheckOptions, place: Place = { path: [], keys: [] }): Checked<Rec> => {
  const raw = preprocessed(node.preprocess, given, place)
  if (E.isLeft(raw)) return raw
  const input = raw.right
  if (!isRecord(input)) return mismatch(place, input, `a record of ${node.name}`)
  const value: Record<string, unknown> = {}
  const names = new Set<string>()
  const issues: Array<Issue> = [...(options.extra === "forbid" ? unknownKeys(node, input, place) : [])]
  for (const field of node.fields) {
    const found = fieldOf(node, field, input, options, place)
    const filled = E.isRight(found) && found.right === null ? withDefault(node, field, inside(place, field.key, field.key)) : found
    if (E.isLeft(filled)) issues.push(...filled.left)
    else if (filled.right !== null) setOwn(value, field.key, filled.right.value)
    if (E.isRight(found) && found.right !== null) names.add(field.key)
  }
  if (issues.length === 0) issues.push(...brokenRules(node, value, place))
  return issues.length > 0 ? E.left(issues) : E.right(withGiven(Object.freeze(value), names))
}
