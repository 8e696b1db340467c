import * as E from "fp-ts/lib/Either.js"
import { ValidationError, type ValidationIssue } from "../core/errors.js"
import { show } from "../core/show.js"
import { brokenRules, type CheckOptions, checkRow, type Issue } from "./check.js"
import { givenFields, withGiven } from "./given.js"
import { type Model, modelNode } from "./model.js"
import type { Rec } from "./node.js"
import { updateModel } from "./variants.js"

/** How input is validated. */
export interface ValidateOptions {
  /** Nothing is converted: `"1"` is no number. Default: false. */
  readonly strict?: boolean
  /** The input is a program's value, or what JSON holds: strict input may then have text for a date, a decimal and the like. Default: "value". */
  readonly mode?: "value" | "json"
  /** Keys that are no fields are ignored, or each is an issue. Default: "ignore". */
  readonly extra?: "ignore" | "forbid"
}

/** With what is not said. */
export const checkOptions = (options: ValidateOptions): CheckOptions => ({
  strict: options.strict ?? false,
  mode: options.mode ?? "value",
  extra: options.extra ?? "ignore",
})

const issueOf = (model: string, { expected, keys, message, path, value }: Issue): ValidationIssue => ({
  column: String(keys[0] ?? "*"),
  row: 0,
  path,
  value,
  expected,
  message: `${keys.length === 0 ? "Model" : `Field ${JSON.stringify(keys.join("."))} of model`} ${JSON.stringify(model)}: ${message}`,
})

const failure = (model: string, issues: ReadonlyArray<Issue>): ValidationError => {
  const all = issues.map((issue) => issueOf(model, issue))
  return new ValidationError({ message: all.map((issue) => issue.message).join("\n"), table: model, issues: all })
}

/**
 * A value of a model from unknown input, or one error with an issue for each field that does not fit. It never throws,
 * whatever the input is. All rules are asked, of every kind of model and input; fields with a known default may be left out.
 * The value is a copy, frozen.
 *
 * Input is converted where that loses nothing, as pydantic does: `"1"` and `1.0` to 1, `"true"` to true, ISO 8601 text to a
 * `Date`, base64 text to bytes. With `strict` it is not.
 *
 * @example
 * ```ts
 * import { integer, model, table, text, validate } from "fulmar"
 *
 * const Hero = table("hero", { name: text, age: integer })
 * validate(model(Hero))({ name: "Ada", age: "36" }) // => { _tag: "Right", right: { name: "Ada", age: 36 } }
 * const result = validate(model(Hero), { strict: true })({ name: 7, age: "36" })
 * result._tag === "Left" ? result.left.issues.map((issue) => issue.column) : [] // => ["name", "age"]
 * ```
 *
 * @since 0.1.0
 */
export const validate =
  <A>(model: Model<any, A, any, any>, options: ValidateOptions = {}) =>
  (input: unknown): E.Either<ValidationError, A> => {
    const node = modelNode(model)
    const checked = checkRow(node, input, checkOptions(options))
    return E.isLeft(checked) ? E.left(failure(node.name, checked.left)) : E.right(checked.right as A)
  }

/**
 * A value of a model from JSON text: as {@link validate} in JSON mode, with the same rules.
 *
 * @example
 * ```ts
 * import { integer, model, table, text, validateJson } from "fulmar"
 *
 * const Hero = table("hero", { name: text, age: integer })
 * validateJson(model(Hero))('{"name":"Ada","age":36}') // => { _tag: "Right", right: { name: "Ada", age: 36 } }
 * validateJson(model(Hero))("{")._tag // => "Left"
 * ```
 *
 * @since 0.1.0
 */
export const validateJson =
  <A>(model: Model<any, A, any, any>, options: Omit<ValidateOptions, "mode"> = {}) =>
  (text: string): E.Either<ValidationError, A> => {
    const check = validate(model, { ...options, mode: "json" })
    try {
      return check(JSON.parse(text) as unknown)
    } catch {
      const { name } = modelNode(model)
      return E.left(failure(name, [{ path: [], keys: [], value: text, expected: "JSON text", message: `expected JSON text, got ${show(text)}` }]))
    }
  }

/** The changes that input may hold for a row of a model, by name. */
type Changed<A> = (row: A) => E.Either<ValidationError, A>

/**
 * A row with what unknown input changes, validated as by {@link updateModel}; the rules on several fields are asked of the
 * whole row. The row that is given stays as it is, and its own fields are taken as they are.
 *
 * @example
 * ```ts
 * import { applyUpdate, integer, model, primaryKey, table, text, validateRow } from "fulmar"
 *
 * const Hero = table("hero", { id: integer.pipe(primaryKey), name: text, secretName: text })
 * const HeroModel = model(Hero).pipe(validateRow((hero) => hero.name !== hero.secretName || "they must differ"))
 * const ada = { id: 1, name: "Ada", secretName: "Countess" }
 * applyUpdate(HeroModel, { name: "Lovelace" })(ada)
 * // => { _tag: "Right", right: { id: 1, name: "Lovelace", secretName: "Countess" } }
 * applyUpdate(HeroModel, { name: "Countess" })(ada)._tag // => "Left"
 * ```
 *
 * @since 0.1.0
 */
export const applyUpdate =
  <A extends Rec>(model: Model<any, A, any, any>, input: unknown, options: ValidateOptions = {}): Changed<A> =>
  (row) => {
    const node = modelNode(model)
    const changes = checkRow(modelNode(updateModel(model)), input, checkOptions(options))
    if (E.isLeft(changes)) return E.left(failure(node.name, changes.left))
    const merged = Object.freeze({ ...row, ...changes.right })
    const broken = brokenRules(node, merged)
    if (broken.length > 0) return E.left(failure(node.name, broken))
    return E.right(withGiven(merged, new Set([...givenFields(row), ...givenFields(changes.right)])))
  }
