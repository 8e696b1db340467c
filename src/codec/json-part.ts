import * as t from "io-ts"
import type { JsonStep } from "../core/expr-node.js"
import { anyJson } from "./json.js"

type Codec = t.Type<unknown, unknown, unknown>

/** The codecs of io-ts whose structure can be seen. */
type Seen =
  | t.InterfaceType<t.AnyProps>
  | t.PartialType<t.AnyProps>
  | t.StrictType<t.AnyProps>
  | t.ExactType<t.HasProps>
  | t.ReadonlyType<t.Mixed>
  | t.RefinementType<t.Mixed>
  | t.RecursiveType<t.Mixed>
  | t.ArrayType<t.Mixed>
  | t.ReadonlyArrayType<t.Mixed>
  | t.TupleType<[t.Mixed, ...Array<t.Mixed>]>
  | t.DictionaryType<t.Mixed, t.Mixed>
  | t.IntersectionType<[t.Mixed, t.Mixed, ...Array<t.Mixed>]>
  | t.UnionType<[t.Mixed, t.Mixed, ...Array<t.Mixed>]>
  | t.UnknownType
  | t.AnyDictionaryType
  | t.AnyArrayType

/** The codecs that a step may lead to; `null` if the codec does not say. */
const after = (codec: Codec, step: JsonStep): ReadonlyArray<Codec> | null => {
  if (codec === (anyJson as unknown)) {
    return [codec]
  }
  const seen = codec as unknown as Seen
  switch (seen._tag) {
    case "InterfaceType":
    case "PartialType":
    case "StrictType":
      return typeof step === "string" && Object.hasOwn(seen.props, step) ? [seen.props[step] as Codec] : []
    case "ExactType":
    case "ReadonlyType":
    case "RefinementType":
    case "RecursiveType":
      return after(seen.type as Codec, step)
    case "ArrayType":
    case "ReadonlyArrayType":
      return typeof step === "number" ? [seen.type as Codec] : []
    case "TupleType":
      return typeof step === "number" && step in seen.types ? [seen.types[step] as Codec] : []
    case "DictionaryType":
      return typeof step === "string" ? [seen.codomain as Codec] : []
    case "AnyDictionaryType":
    case "AnyArrayType":
    case "UnknownType":
      return [t.unknown]
    case "IntersectionType":
    case "UnionType": {
      const members = seen.types.map((member) => (isLeaf(member as Codec) ? [] : after(member as Codec, step)))
      return members.some((member) => member === null) ? null : members.flatMap((member) => member ?? [])
    }
    default:
      return null
  }
}

const leaves: ReadonlySet<unknown> = new Set([
  "NullType", "UndefinedType", "VoidType", "StringType", "NumberType", "BooleanType", "LiteralType", "KeyofType",
])

/** Is there nothing inside a value of the codec? */
const isLeaf = (codec: Codec): boolean => leaves.has((codec as { readonly _tag?: unknown })._tag)

const joined = (codec: Codec, codecs: ReadonlyArray<Codec>): Codec | null => {
  const [first, second, ...rest] = codecs
  return first === undefined || second === undefined
    ? (first ?? null)
    : (codec as unknown as Seen)._tag === "IntersectionType"
      ? (t.intersection([first, second, ...rest] as never) as Codec)
      : t.union([first, second, ...rest])
}

const unseen = (codec: Codec, path: ReadonlyArray<JsonStep>): Codec =>
  new t.Type<unknown, unknown, unknown>(
    `what is at ${JSON.stringify(path)} of ${codec.name}, which does not say what that is: read it with jsonAs`,
    (_): _ is unknown => false,
    t.failure,
    t.identity,
  )

/** The codec of what is at a path in the values of a codec. */
export const codecAt = (whole: Codec, path: ReadonlyArray<JsonStep>): Codec => {
  let codec = whole
  for (const step of path) {
    const next = joined(codec, after(codec, step) ?? [])
    if (next === null) {
      return unseen(whole, path)
    }
    codec = next
  }
  return codec
}
