import { BigDecimal } from "effect"
import type { Json } from "../../../codec/json.js"
import { toHex } from "../../../codec/bytes.js"
import type { TypeSpec } from "../../../core/sql-type.js"
import type { Meaning } from "../meaning.js"
import { Document, documentOf } from "./document.js"
import { of, typed } from "./of.js"
import { compareValues } from "./order.js"

type Record = { readonly [key: string]: Json }
type List = ReadonlyArray<Json>

const isList = (json: Json): json is List => Array.isArray(json)
const isRecord = (json: Json): json is Record => typeof json === "object" && json !== null && !isList(json)

/** Texts, numbers and truths are what they are in JSON, documents are parts; of everything else it is the text. */
const partOf = (type: TypeSpec, value: unknown): Json => {
  switch (type.family) {
    case "json":
      return documentOf(type, value)
    case "integer":
    case "float":
      return Number(value)
    case "bytes":
      return toHex(value as Uint8Array)
    default: {
      const wire = type.codec.encode(BigDecimal.isBigDecimal(value) || typeof value !== "bigint" ? value : BigInt(value))
      return typeof wire === "boolean" ? wire : String(wire)
    }
  }
}

/** A value as a part of a document; NULL stays NULL, and is JSON's null where it is put. */
const part: Meaning = typed(([value]: readonly [unknown], { args }) =>
  value === null ? null : new Document(value instanceof Document ? value.json : partOf(args[0]!, value)),
)

const jsonOf = (value: unknown): Json => (value instanceof Document ? value.json : (value as Json))

const pairs = (args: ReadonlyArray<unknown>): ReadonlyArray<readonly [string, Json]> =>
  args.flatMap((key, i) => (i % 2 === 0 ? [[key as string, jsonOf(args[i + 1])] as const] : []))

const kindOf = (json: Json): string => (json === null ? "null" : isList(json) ? "array" : typeof json)

/** A function of a document, which may be NULL. */
const ofDocument = (meaning: (json: Json) => unknown): Meaning =>
  typed(([value]: readonly [unknown], { args }) => (value === null ? null : meaning(documentOf(args[0]!, value))))

/** A function of two documents. */
const ofTwo = (meaning: (a: Json, b: Json) => unknown): Meaning =>
  typed(([a, b]: readonly [unknown, unknown], { args }) => meaning(documentOf(args[0]!, a), documentOf(args[1]!, b)))

/** RFC 7396. */
const patched = (json: Json, patch: Json): Json => {
  if (!isRecord(patch)) {
    return patch
  }
  const kept = Object.entries(isRecord(json) ? json : {})
  const there = Object.fromEntries(kept)
  const merged = Object.entries(patch).map(([key, value]) => [key, patched(Object.hasOwn(there, key) ? there[key]! : null, value)] as const)
  return Object.fromEntries([...kept, ...merged].filter(([key]) => !Object.hasOwn(patch, key) || patch[key] !== null))
}

/** Of objects the keys of both, else the items of both; what is no array is the one item of one. */
const joined = (a: Json, b: Json): Json =>
  isRecord(a) && isRecord(b)
    ? Object.fromEntries([...Object.entries(a), ...Object.entries(b)])
    : [...(isList(a) ? a : [a]), ...(isList(b) ? b : [b])]

const same = (a: Json, b: Json): boolean => compareValues(anyType)(new Document(a), new Document(b)) === 0
const anyType = { family: "json" } as TypeSpec

const contains = (a: Json, b: Json): boolean =>
  isRecord(a) && isRecord(b)
    ? Object.entries(b).every(([key, value]) => Object.hasOwn(a, key) && contains(a[key]!, value))
    : isList(a) && isList(b)
      ? b.every((item) => a.some((other) => contains(other, item)))
      : same(a, b)

export const json: Readonly<{ [name: string]: Meaning }> = {
  jsonValue: part,
  jsonItem: part,
  jsonObject: (args) => new Document(Object.fromEntries(pairs(args))),
  jsonArray: (args) => new Document(args.map(jsonOf)),
  /** Of the text of a truth; of any other there is none. */
  jsonTruth: of((text: string | null) => (text === "true" ? true : text === "false" ? false : null)),
  jsonTypeOf: ofDocument(kindOf),
  jsonArrayLength: ofDocument((document) => (isList(document) ? document.length : null)),
  /** In no certain order. */
  jsonKeys: ofDocument((document) => (isRecord(document) ? new Document(Object.keys(document)) : null)),
  jsonMergePatch: ofTwo((a, b) => new Document(patched(a, b))),
  jsonConcat: ofTwo((a, b) => new Document(joined(a, b))),
  /** An array contains a value that is one of its items, but not one that is among the items of an item. */
  jsonContains: ofTwo((a, b) => contains(a, b) || (isList(a) && !isList(b) && !isRecord(b) && a.some((item) => same(item, b)))),
}
