import type { TypeSpec, Wire } from "../../../core/sql-type.js"
import type { Json } from "../../../codec/json.js"
import { EvaluationError } from "../evaluation-error.js"

/** A JSON document while it is computed with: just what JSON holds, so that its null is no NULL. */
export class Document {
  readonly json: Json
  constructor(json: Json) {
    this.json = json
  }
}

/** What JSON holds of a value that a program reads. */
const encoded = (type: TypeSpec, value: unknown): Json => (type.document ?? type.codec).encode(value) as Json

/** The document of a value of a JSON type. */
export const documentOf = (type: TypeSpec, value: unknown): Json =>
  value instanceof Document ? value.json : encoded(type, value)

/** The form that the codec of a type reads: times without needless zeros, UUIDs in lower case. */
const canonical = (type: TypeSpec, value: unknown): unknown => {
  const decoded = type.codec.decode(type.codec.encode(value))
  return decoded._tag === "Right" ? decoded.right : value
}

/** A value that a program gives, or reads of a column, as the meanings take it. */
export const fromProgram = (type: TypeSpec, value: unknown): unknown => {
  if (value === null || value instanceof Document) {
    return value
  }
  switch (type.family) {
    case "json":
      return new Document(encoded(type, value))
    case "array":
      return (value as ReadonlyArray<unknown>).map((item) => fromProgram(type.element!, item))
    case "text":
    case "float":
    case "time":
    case "timestamp":
    case "uuid":
      return canonical(type, value)
    default:
      return value
  }
}

/** What a program reads of what the meanings give; a `DecodeError` if it does not fit the codec of its type. */
export const toProgram = (type: TypeSpec, value: unknown): unknown => {
  if (value === null) {
    return null
  }
  if (value instanceof Document) {
    const { json } = value
    if (type.document === undefined) {
      return json
    }
    // JSON's null is read as null, whatever the codec is
    return json === null ? null : read(type, JSON.stringify(json))
  }
  switch (type.family) {
    case "integer":
      return typeof value === "bigint" ? read(type, value) : value
    case "array":
      return (value as ReadonlyArray<unknown>).map((item) => toProgram(type.element!, item))
    default:
      return value
  }
}

const read = (type: TypeSpec, wire: Wire): unknown => {
  const decoded = type.codec.decode(wire)
  if (decoded._tag === "Right") {
    return decoded.right
  }
  throw new EvaluationError({ message: `Expected ${type.codec.name}, got ${String(wire)}`, reason: "DecodeError" })
}
