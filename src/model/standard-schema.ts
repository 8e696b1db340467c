import type { StandardJSONSchemaV1, StandardSchemaV1 } from "effect/StandardSchema"
import * as E from "fp-ts/lib/Either.js"
import { checkRow } from "./check.js"
import { jsonSchema } from "./json-schema.js"
import { type Model, modelNode } from "./model.js"
import { checkOptions, type ValidateOptions } from "./validate.js"

/** What libraries of any maker validate with: the property `~standard`. @since 0.1.0 */
export interface ModelStandardSchema<A> {
  readonly "~standard": StandardSchemaV1.Props<unknown, A> & StandardJSONSchemaV1.Props<unknown, A>
}

const schemaOf = (model: Model<any, any, any, any>, of: "input" | "output") => ({ target }: StandardJSONSchemaV1.Options): Record<string, unknown> => {
  if (target !== "draft-2020-12") throw new RangeError(`JSON Schema is printed for "draft-2020-12", not for ${JSON.stringify(target)}.`)
  return jsonSchema(model, { of })
}

/**
 * The model for whoever speaks Standard Schema (https://standardschema.dev), such as routers and libraries of forms; and its
 * JSON Schema.
 *
 * @example
 * ```ts
 * import { integer, model, standardSchema, table } from "fulmar"
 *
 * const Hero = table("hero", { age: integer })
 * standardSchema(model(Hero))["~standard"].validate({ age: "x" })
 * // => { issues: [{ message: 'expected integer, got "x"', path: ["age"] }] }
 * ```
 *
 * @since 0.1.0
 */
export const standardSchema = <A>(model: Model<any, A, any, any>, options: ValidateOptions = {}): ModelStandardSchema<A> => ({
  "~standard": {
    version: 1,
    vendor: "fulmar",
    validate: (value) => {
      const checked = checkRow(modelNode(model), value, checkOptions(options))
      return E.isRight(checked) ? { value: checked.right as A } : { issues: checked.left.map(({ message, path }) => ({ message, path })) }
    },
    jsonSchema: { input: schemaOf(model, "input"), output: schemaOf(model, "output") },
  },
})
