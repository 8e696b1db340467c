import * as E from "fp-ts/lib/Either.js"
import type { Json } from "../codec/json.js"
import { setOwn } from "../codec/raw-value.js"
import type { ColumnSpec, Constraint } from "../core/column-spec.js"
import { encodeValue } from "../core/encode.js"
import type { Family, TypeSpec } from "../core/sql-type.js"
import { Option } from "effect"
import { constantDefault, isRequired } from "./default-value.js"
import { jsonForm } from "./json-form.js"
import { type AnyModel, modelNode } from "./model.js"
import type { FieldNode, Form, ModelNode } from "./node.js"

/** A JSON Schema of draft 2020-12. @since 0.1.0 */
export type JsonSchema = { readonly [key: string]: Json }

export interface JsonSchemaOptions {
  /** Of what `validate` takes, or of what `dump` gives in JSON mode. Default: "input". */
  readonly of?: "input" | "output"
  /** Fields under their aliases. Default: true. */
  readonly byAlias?: boolean
  /** Default: the name of the table. */
  readonly title?: string
  /** As that of `dump`. Default: "string". */
  readonly bigint?: "string" | "number"
}

type Options = Required<Omit<JsonSchemaOptions, "title">>

const bounds: { readonly [name: string]: JsonSchema } = {
  integer: { minimum: -2147483648, maximum: 2147483647 },
  smallint: { minimum: -32768, maximum: 32767 },
  tinyint: { minimum: -128, maximum: 127 },
}

const fixed: { readonly [F in Family]?: JsonSchema } = {
  float: { type: "number" },
  decimal: { type: "string", pattern: "^-?\\d+(\\.\\d+)?$" },
  boolean: { type: "boolean" },
  bytes: { type: "string", contentEncoding: "base64" },
  date: { type: "string", format: "date" },
  time: { type: "string", pattern: "^\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?$" },
  timestamp: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?$" },
  timestamptz: { type: "string", format: "date-time" },
  interval: { type: "string", format: "duration" },
  json: {},
  uuid: { type: "string", format: "uuid" },
  unknown: {},
}

const typeSchema = (type: TypeSpec, options: Options): JsonSchema => {
  switch (type.family) {
    case "integer":
      return { type: "integer", ...bounds[type.name] }
    case "bigint":
      return options.bigint === "number" ? { type: ["integer", "string"] } : { type: "string", pattern: "^-?\\d+$" }
    case "enum":
      return { enum: type.args }
    case "array":
      return { type: "array", items: typeSchema(type.element!, options) }
    case "vector":
      return { type: "array", items: { type: "number" }, minItems: type.args[0]!, maxItems: type.args[0]! }
    default:
      return fixed[type.family] ?? { type: "string" }
  }
}

const orders: { readonly [rule: string]: string } = { ge: "minimum", gt: "exclusiveMinimum", le: "maximum", lt: "exclusiveMaximum", multipleOf: "multipleOf" }
const lengths: { readonly [type: string]: { readonly [rule: string]: string } } = {
  string: { minLength: "minLength", maxLength: "maxLength", pattern: "pattern" },
  array: { minLength: "minItems", maxLength: "maxItems" },
}

/** What a constraint is in JSON Schema, where it has a word for it. */
const constraintSchema = (type: TypeSpec, schema: JsonSchema, { limit, name }: Constraint): JsonSchema => {
  if (type.family === "integer" || type.family === "float") {
    const word = orders[name]
    return word !== undefined && (typeof limit === "number" || typeof limit === "bigint") ? { [word]: Number(limit) } : {}
  }
  if (type.family !== "text" && type.family !== "array") return {}
  const word = lengths[String(schema["type"])]?.[name]
  return word !== undefined && (typeof limit === "number" || typeof limit === "string") ? { [word]: limit } : {}
}

const defaultSchema = (spec: ColumnSpec, options: Options): JsonSchema => {
  const known = constantDefault(spec)
  if (known === null) return {}
  const value = Option.isOption(known.value) ? Option.getOrNull(known.value) : known.value
  if (value === null) return { default: null }
  return E.isRight(encodeValue(spec.type, value)) ? { default: jsonForm(spec.type, value, { ...options, roundTrip: false }) as Json } : {}
}

const columnSchema = (spec: ColumnSpec, form: Form, options: Options): JsonSchema => {
  const base = typeSchema(spec.type, options)
  // the narrower of two limits stands last only by chance, so each that is there already is kept beside it
  const rules = spec.constraints.map((rule) => constraintSchema(spec.type, base, rule)).filter((rule) => Object.keys(rule).length > 0)
  const merged = rules.reduce<{ schema: JsonSchema; rest: ReadonlyArray<JsonSchema> }>(
    ({ rest, schema }, rule) =>
      Object.keys(rule).some((key) => key in schema && !(key in base)) ? { schema, rest: [...rest, rule] } : { schema: { ...schema, ...rule }, rest },
    { schema: base, rest: [] },
  )
  const whole = merged.rest.length === 0 ? merged.schema : { ...merged.schema, allOf: merged.rest }
  return {
    ...(spec.nullable ? { anyOf: [whole, { type: "null" }] } : whole),
    ...(spec.comment === null ? {} : { description: spec.comment }),
    ...(options.of === "input" && form !== "update" ? defaultSchema(spec, options) : {}),
  }
}

const fieldSchema = ({ of }: FieldNode, form: Form, options: Options): JsonSchema => {
  if (of._tag === "Column") return columnSchema(of.spec, form, options)
  const row = rowSchema(of.spec.model, options)
  return of.spec.kind === "list" ? { type: "array", items: row } : of.spec.kind === "oneOrNull" ? { anyOf: [row, { type: "null" }] } : row
}

const rowSchema = (node: ModelNode, options: Options): JsonSchema => {
  const properties: { [key: string]: Json } = {}
  const required: Array<string> = []
  for (const field of node.fields) {
    if (options.of === "output" && field.hidden) continue
    const name = (options.byAlias ? (options.of === "input" ? field.inputName : field.outputName) : null) ?? field.key
    setOwn(properties, name, fieldSchema(field, node.form, options))
    if (options.of === "input" ? isRequired(node, field) : node.form === "row" || isRequired(node, field)) required.push(name)
  }
  for (const [key] of options.of === "output" ? node.computed : []) {
    setOwn(properties, key, { readOnly: true })
    required.push(key)
  }
  return { type: "object", title: node.name, properties, required }
}

/**
 * The JSON Schema (draft 2020-12) of the JSON that a model takes, or gives. Constraints are in it as far as JSON Schema has a
 * word for them; rules that are functions are not, and of a computed field it says only that it is there.
 *
 * @example
 * ```ts
 * import { constrain, integer, jsonSchema, model, nullable, table, varchar } from "fulmar"
 *
 * const Hero = table("hero", { name: varchar(80), age: integer.pipe(nullable, constrain.ge(0)) })
 * jsonSchema(model(Hero))
 * // => {
 * //      $schema: "https://json-schema.org/draft/2020-12/schema",
 * //      type: "object",
 * //      title: "hero",
 * //      properties: {
 * //        name: { type: "string", maxLength: 80 },
 * //        age: { anyOf: [{ type: "integer", minimum: 0, maximum: 2147483647 }, { type: "null" }], default: null },
 * //      },
 * //      required: ["name"],
 * //    }
 * ```
 *
 * @since 0.1.0
 */
export const jsonSchema = (model: AnyModel, options: JsonSchemaOptions = {}): JsonSchema => ({
  $schema: "https://json-schema.org/draft/2020-12/schema",
  ...rowSchema(modelNode(model), { of: options.of ?? "input", byAlias: options.byAlias ?? true, bigint: options.bigint ?? "string" }),
  ...(options.title === undefined ? {} : { title: options.title }),
})
