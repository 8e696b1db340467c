import type * as t from "io-ts"
import { columnDef } from "../../core/column-spec.js"
import type { AnyColumnDef, TypeSpec } from "../../core/sql-type.js"
import { brackets, code, type Code, type Doc, nameOf, recordDoc, shared } from "./code.js"
import { dataDoc } from "./data.js"
import { same } from "./same.js"
import { call, exported, pipedDoc } from "./vocabulary.js"

/** The types that have no arguments. */
const plain: ReadonlyArray<string> = [
  "text",
  "integer",
  "smallint",
  "tinyint",
  "bigint",
  "double",
  "float",
  "real",
  "boolean",
  "bytes",
  "date",
  "time",
  "timestamp",
  "timestamptz",
  "dateTimeUtc",
  "interval",
  "uuid",
  "inet",
  "email",
  "filePath",
  "int4range",
  "int8range",
  "numrange",
  "daterange",
  "tsrange",
  "tstzrange",
  "tsvector",
  "tsquery",
  "unknownType",
]

const specOf = (def: Code): TypeSpec => (def.value as AnyColumnDef).spec.type
const data = (value: unknown): Code => code(dataDoc(value), value)

const ofIoTs = (name: string, ...args: ReadonlyArray<Doc>): Doc =>
  args.length === 0 ? [nameOf("io-ts", "t"), `.${name}`] : [nameOf("io-ts", "t"), `.${name}`, brackets("(", args, ")")]

const basics: Readonly<Record<string, string>> = {
  StringType: "string",
  NumberType: "number",
  BooleanType: "boolean",
  NullType: "null",
  UndefinedType: "undefined",
  UnknownType: "unknown",
}

/** Codecs that a codec is made of. */
interface Made extends t.Any {
  readonly _tag?: string
  readonly type?: t.Any
  readonly types?: ReadonlyArray<t.Any>
  readonly domain?: t.Any
  readonly codomain?: t.Any
  readonly props?: Readonly<Record<string, t.Any>>
  readonly value?: unknown
  readonly keys?: Readonly<Record<string, unknown>>
}

/** The code of a codec; of one that only a function knows `t.unknown`. */
const codecDoc = (codec: t.Any): Doc => {
  const made = codec as Made
  const all = (codecs: ReadonlyArray<t.Any>): Doc => brackets("[", codecs.map(codecDoc), "]")
  const props = (): Doc => recordDoc(Object.entries(made.props!).map(([key, x]) => [key, codecDoc(x)]))
  switch (made._tag) {
    case "ArrayType":
      return ofIoTs("array", codecDoc(made.type!))
    case "ReadonlyArrayType":
      return ofIoTs("readonlyArray", codecDoc(made.type!))
    case "ReadonlyType":
      return ofIoTs("readonly", codecDoc(made.type!))
    case "InterfaceType":
      return ofIoTs("type", props())
    case "PartialType":
      return ofIoTs("partial", props())
    case "StrictType":
    case "ExactType":
      return ofIoTs("exact", codecDoc(made.type!))
    case "DictionaryType":
      return ofIoTs("record", codecDoc(made.domain!), codecDoc(made.codomain!))
    case "UnionType":
      return ofIoTs("union", all(made.types!))
    case "IntersectionType":
      return ofIoTs("intersection", all(made.types!))
    case "TupleType":
      return ofIoTs("tuple", all(made.types!))
    case "LiteralType":
      return ofIoTs("literal", dataDoc(made.value))
    case "KeyofType":
      return ofIoTs("keyof", recordDoc(Object.keys(made.keys!).map((key) => [key, "null"])))
    default:
      return ofIoTs(basics[made._tag ?? ""] ?? "unknown")
  }
}

/** Types that have the name of the type, with its arguments. */
const parametric = (type: TypeSpec): ReadonlyArray<Code> => {
  const args = type.args.map(data)
  switch (type.family) {
    case "text":
      return type.name === "char" ? [call("char", ...args)] : type.name === "varchar" ? [call("varchar", ...args)] : []
    case "decimal":
      return [call("numeric", ...args)]
    case "enum":
      return [call("enumeration", data(type.name), data(type.args))]
    case "vector":
      return [call("vector", ...args)]
    case "json":
      return [
        call("json"),
        ...(type.document === undefined ? [] : [call("json", code(codecDoc(type.document), type.document))]),
      ]
    case "array": {
      const element = typeCode(type.element!)
      const absent = code(
        pipedDoc(element.doc, [nameOf("fulmar", "nullable")]),
        columnDef({ ...(element.value as AnyColumnDef).spec, nullable: true }),
      )
      return [call("array", element), call("array", absent)]
    }
    case "range":
      return [call("range", data(type.name), typeCode(type.element!))]
    default:
      return []
  }
}

/**
 * The code of a type. Of one that has no name of its own, as what only the library makes or what `refine` made, it is a
 * type that prints alike.
 */
export const typeCode = (type: TypeSpec): Code => {
  const named = plain.map(exported)
  const found = named.find((def) => specOf(def) === type)
  if (found !== undefined) {
    return found
  }
  const all = [...named, ...parametric(type)]
  const exact = all.find((def) => same(specOf(def), type))
  if (exact !== undefined) {
    // Columns of one type have the same; those of two are compared as of any types.
    return code(shared(type, `${type.name} type`, exact.doc), columnDef({ ...(exact.value as AnyColumnDef).spec, type }))
  }
  return (
    all.find((def) => same(specOf(def), type, "printed")) ??
    all.find((def) => specOf(def).family === type.family) ??
    exported("unknownType")
  )
}

/** Does the code of the type make just that type? */
export const isNamed = (type: TypeSpec): boolean => same(specOf(typeCode(type)), type)

