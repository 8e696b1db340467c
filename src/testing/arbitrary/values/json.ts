import * as fc from "fast-check"
import type * as t from "io-ts"
import type { Json } from "../../../codec/json.js"
import { texts } from "./text.js"

const scalars: fc.Arbitrary<Json> = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer({ min: -9, max: 99 }),
  fc.integer({ min: -99, max: 99 }).map((n) => n / 8),
  texts(0, 6),
)

/** The keys that random objects have, which are few, so that paths meet something. */
export const jsonKeys = ["a", "b", 'c"d', "é.f", "0"] as const

/** Documents of little depth. */
export const documents: fc.Arbitrary<Json> = fc.letrec<{ document: Json }>((tie) => ({
  document: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    { weight: 3, arbitrary: scalars },
    { weight: 1, arbitrary: fc.array(tie("document"), { maxLength: 3 }) },
    { weight: 2, arbitrary: fc.dictionary(fc.constantFrom(...jsonKeys), tie("document"), { maxKeys: 3, noNullPrototype: true }) },
  ),
})).document

interface Inside {
  readonly _tag?: string
  readonly type: t.Any
  readonly types: ReadonlyArray<t.Any>
  readonly props: Readonly<Record<string, t.Any>>
  readonly codomain: t.Any
  readonly keys: object
  readonly value: unknown
}

/** What a codec of io-ts encodes to, found by looking at what it is made of; of others whatever JSON it takes. */
export const documentsOf = (codec: t.Any): fc.Arbitrary<unknown> => {
  const c = codec as unknown as Inside
  switch (c._tag) {
    case "NullType":
      return fc.constant(null)
    case "StringType":
      return texts(0, 6)
    case "NumberType":
      return fc.integer({ min: -9, max: 99 })
    case "BooleanType":
      return fc.boolean()
    case "LiteralType":
      return fc.constant(c.value)
    case "KeyofType":
      return fc.constantFrom(...Object.keys(c.keys))
    case "ArrayType":
    case "ReadonlyArrayType":
      return fc.array(documentsOf(c.type), { maxLength: 3 })
    case "TupleType":
      return fc.tuple(...c.types.map(documentsOf))
    case "UnionType":
      return fc.oneof(...c.types.map(documentsOf))
    case "IntersectionType":
      return fc.tuple(...c.types.map(documentsOf)).map((parts) => Object.assign({}, ...parts))
    case "InterfaceType":
    case "PartialType": {
      const props = Object.entries(c.props).map(([key, prop]) => [key, documentsOf(prop)] as const)
      return fc.record(Object.fromEntries(props), {
        noNullPrototype: true,
        requiredKeys: c._tag === "PartialType" ? [] : props.map(([key]) => key),
      } as never)
    }
    case "DictionaryType":
      return fc.dictionary(fc.constantFrom(...jsonKeys), documentsOf(c.codomain), { maxKeys: 3, noNullPrototype: true })
    case "ExactType":
    case "ReadonlyType":
    case "RefinementType":
      return documentsOf(c.type)
    default:
      return documents
  }
}
