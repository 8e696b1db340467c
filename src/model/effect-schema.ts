import { Effect, Result, Schema, SchemaGetter, SchemaIssue } from "effect"
import * as E from "fp-ts/lib/Either.js"
import * as t from "io-ts"
import { checkRow, type Issue } from "./check.js"
import { dump } from "./dump.js"
import type { Dumped, DumpOptions } from "./dump-types.js"
import { givenFields } from "./given.js"
import { type Model, modelNode } from "./model.js"
import type { ModelNode } from "./node.js"
import { checkOptions, type ValidateOptions } from "./validate.js"

/** The model of values that are there already: without what is only for input. */
const ofValues = (node: ModelNode): ModelNode => ({
  ...node,
  preprocess: [],
  fields: node.fields.map((field) => ({
    ...field,
    inputName: null,
    preprocess: [],
    of: field.of._tag === "Column" ? field.of : { _tag: "Nested", spec: { ...field.of.spec, model: ofValues(field.of.spec.model) } },
  })),
})

/** Is it a value of the model as it is, with all its fields? */
const isValue = (node: ModelNode) => (u: unknown): boolean => {
  const checked = checkRow(node, u, { strict: true, mode: "value", extra: "ignore" })
  return E.isRight(checked) && (node.form !== "row" || givenFields(checked.right).size === node.fields.length)
}

/** What is dumped so that it can be read again. */
type JsonForm<D, M> = Dumped<D, M, { readonly mode: "json"; readonly roundTrip: true }>

/**
 * The model as a `Schema` of effect: it decodes JSON as `validate` does, with all rules, and encodes as `dump` does in JSON mode
 * for a round trip.
 *
 * @example
 * ```ts
 * import { Schema } from "effect"
 * import { model, table, timestamptz, toEffectSchema } from "fulmar"
 *
 * const Hero = table("hero", { born: timestamptz })
 * const HeroSchema = toEffectSchema(model(Hero))
 * Schema.decodeUnknownSync(HeroSchema)({ born: "1970-01-01T00:00:00Z" }) // => { born: new Date(0) }
 * Schema.encodeSync(HeroSchema)({ born: new Date(0) }) // => { born: "1970-01-01T00:00:00.000Z" }
 * ```
 *
 * @since 0.1.0
 */
export const toEffectSchema = <A, D, M>(
  model: Model<any, A, D, M>,
  options: Omit<ValidateOptions, "mode"> = {},
): Schema.Codec<A, JsonForm<D, M>> => {
  const node = modelNode(model)
  const is = isValue(ofValues(node))
  const type = Schema.declare<A>((u): u is A => is(u), { identifier: node.name })
  const issueOf = (issue: Issue): SchemaIssue.Issue =>
    new SchemaIssue.Pointer(issue.path, new SchemaIssue.InvalidValue({ message: issue.message }))
  const encode = dump(model, { mode: "json", roundTrip: true } as DumpOptions<D, M>)
  return Schema.Unknown.pipe(
    Schema.decodeTo(type, {
      decode: SchemaGetter.transformEffect((input: unknown) => {
        const checked = checkRow(node, input, checkOptions({ ...options, mode: "json" }))
        if (E.isRight(checked)) return Effect.succeed(checked.right as A)
        const [first, ...rest] = checked.left.map(issueOf)
        return Effect.fail(new SchemaIssue.Composite(type.ast, [first!, ...rest]))
      }),
      encode: SchemaGetter.transform((value: A): unknown => encode(value)),
    }),
  ) as unknown as Schema.Codec<A, JsonForm<D, M>>
}

/**
 * A `Schema` of effect as a codec of io-ts, for `refine` and `json`. A schema that needs services or waits cannot be one: its
 * values are refused.
 *
 * @example
 * ```ts
 * import { Schema } from "effect"
 * import { fromEffectSchema, json, text, refine } from "fulmar"
 *
 * const Tags = Schema.Struct({ tags: Schema.Array(Schema.String) })
 * json(fromEffectSchema(Tags)).spec.type.codec.decode('{"tags":["new"]}') // => { _tag: "Right", right: { tags: ["new"] } }
 * text.pipe(refine(fromEffectSchema(Schema.NumberFromString))).spec.type.codec.encode(7) // => "7"
 * ```
 *
 * @since 0.1.0
 */
export const fromEffectSchema = <A, O>(schema: Schema.Codec<A, O>, name: string = "a value of a Schema"): t.Type<A, O, unknown> => {
  const is = Schema.is(schema)
  const decode = Schema.decodeUnknownResult(schema)
  return new t.Type<A, O, unknown>(
    name,
    (u): u is A => is(u),
    (u, context) => {
      try {
        const result = decode(u)
        return Result.isSuccess(result) ? t.success(result.success) : t.failure(u, context, String(result.failure))
      } catch {
        return t.failure(u, context, "the schema cannot decode it without waiting")
      }
    },
    Schema.encodeSync(schema),
  )
}
