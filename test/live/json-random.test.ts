/** Functions of JSON paths against what they mean, on documents and paths of every kind. */
import * as fc from "fast-check"
import { pipe } from "effect"
import {
  type AnyExpr, createAll, execute, from, insertInto, integer, isNull, json, type Json, jsonArrayAppend, jsonArrayLength, jsonGet, jsonInsert,
  jsonRemove, jsonReplace, jsonSet, jsonText, jsonTypeOf, one, select, table, value,
} from "fulmar"
import { expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { everywhere, on } from "./conformance.js"

type Path = ReadonlyArray<string | number>
type Container = { [key: string]: Json } | Array<Json>

const clone = (doc: Json): Json => structuredClone(doc) as Json

/** Is there something at the step? */
const has = (doc: Json, step: string | number): doc is Container & Json =>
  typeof step === "number"
    ? Array.isArray(doc) && step < doc.length
    : typeof doc === "object" && doc !== null && !Array.isArray(doc) && Object.hasOwn(doc, step)

const get = (doc: Json, path: Path): Json | undefined => {
  let at: Json = doc
  for (const step of path) {
    if (!has(at, step)) return undefined
    at = (at as never)[step]
  }
  return at
}

/** The document changed in what holds the last step, if that can hold it. */
const changed = (doc: Json, path: Path, change: (holder: never, step: never, there: boolean) => void): Json => {
  const whole = clone(doc)
  const holder = get(whole, path.slice(0, -1))
  const step = path[path.length - 1]!
  const fits = typeof step === "number" ? Array.isArray(holder) : typeof holder === "object" && holder !== null && !Array.isArray(holder)
  if (fits) change(holder as never, step as never, has(holder as Json, step))
  return whole
}

const put = (to: Json, when: (there: boolean) => boolean) => (holder: Array<Json>, step: number, there: boolean): void => {
  if (when(there)) holder[typeof step === "number" && !there ? holder.length : step] = clone(to)
}

const text = (doc: Json | undefined): string | null | undefined =>
  doc === undefined || doc === null ? null : typeof doc === "string" ? doc : typeof doc === "object" ? undefined : String(doc)

const meaning = (doc: Json, path: Path, to: Json) => {
  const found = get(doc, path)
  const whole = clone(doc)
  const list = get(whole, path)
  if (Array.isArray(list)) (list as Array<Json>).push(clone(to))
  return {
    get: found ?? null,
    missing: found === undefined,
    text: text(found),
    type: found === undefined ? null : found === null ? "null" : Array.isArray(found) ? "array" : typeof found,
    length: Array.isArray(found) ? found.length : null,
    set: changed(doc, path, put(to, () => true) as never),
    insert: changed(doc, path, put(to, (there) => !there) as never),
    replace: changed(doc, path, put(to, (there) => there) as never),
    remove: changed(doc, path, ((holder: Array<Json>, step: number, there: boolean) => {
      if (!there) return
      if (Array.isArray(holder)) holder.splice(step, 1)
      else delete holder[step]
    }) as never),
    append: whole,
  }
}

const expressions = (document: Json, path: Path, to: Json): Record<string, AnyExpr> => {
  const doc = value(json(), document)
  const at = jsonGet(doc, ...path)
  const steps = path as readonly [string, ...ReadonlyArray<string | number>]
  return {
    get: at, missing: isNull(at), text: jsonText(doc, ...path), type: jsonTypeOf(at), length: jsonArrayLength(at),
    set: jsonSet(doc, steps, to), insert: jsonInsert(doc, steps, to), replace: jsonReplace(doc, steps, to), remove: jsonRemove(doc, steps),
    append: jsonArrayAppend(doc, path, to),
  }
}

const hostile = ["", "0", "1", "a", "a.b", "[0]", "$", "$1", "$d", "*", "last", '"', "'", "\\", "\\u0061", "é", "😀", "a b", "\n", "{", "}", ",", "a-b", "?", ":a"]
const key = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...hostile) }, fc.string({ unit: "grapheme", maxLength: 4 }).map((s) => s.replaceAll("\0", "")))
  .filter((s) => s !== "__proto__" && !s.startsWith("-"))
const leaf = fc.oneof(
  fc.constantFrom(null, true, false, 0, 1, -7, 0.5, -12.25, 9007199254740991),
  key,
)
const { document } = fc.letrec<{ document: Json }>((tie) => ({
  document: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie("document"), { maxLength: 3 }),
    fc.dictionary(key, tie("document"), { maxKeys: 3, noNullPrototype: true }),
  ),
}))

/** A path into a document, which mostly leads somewhere, or just beside it. */
const pathOf = (doc: Json, choices: ReadonlyArray<number>): Path => {
  const path: Array<string | number> = []
  let at: Json = doc
  for (const choice of choices) {
    const steps: ReadonlyArray<string | number> = Array.isArray(at) ? [...at.keys()] : at !== null && typeof at === "object" ? Object.keys(at) : []
    const beside = [0, 1, "0", "a", ""]
    const step: string | number = choice % 4 === 0 || steps.length === 0 ? beside[choice % beside.length]! : steps[choice % steps.length]!
    path.push(step)
    at = get(at, [step]) ?? null
  }
  return path
}

const runs = Number(process.env["FULMAR_RUNS"] ?? 200)
const cases = fc.sample(
  fc.tuple(document, fc.array(fc.nat(1000), { minLength: 1, maxLength: 4 }), document)
    // The value `null` is NULL, no document.
    .filter(([doc]) => doc !== null),
  { numRuns: runs, seed: 4711 },
).map(([doc, choices, to]) => ({ doc, path: pathOf(doc, choices), to }))

describeOn(everywhere, "random documents", (db) => {
  const One = table("one", { id: integer })

  it(`mean what they should, ${runs} times`, async () => {
    await on(db, createAll([One]))
    await on(db, execute(insertInto(One, { id: 1 })))
    for (let i = 0; i < cases.length; i += 20) {
      const some = cases.slice(i, i + 20)
      const exprs = Object.fromEntries(some.map(({ doc, path, to }, j) => [`c${j}`, expressions(doc, path, to)]))
      const found = (await on(db, one(pipe(from(One), select(exprs as never))) as never)) as Record<string, Record<string, unknown>>
      some.forEach(({ doc, path, to }, j) => {
        const expected = meaning(doc, path, to)
        const actual = found[`c${j}`]!
        // Objects and arrays are texts as the database writes them.
        if (expected.text === undefined) expected.text = actual["text"] as string
        expect(actual, JSON.stringify({ doc, path, to })).toEqual(expected)
      })
    }
  })
})
