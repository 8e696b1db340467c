import { changedField, type Model } from "./model.js"
import type { FieldStep, Verdict } from "./node.js"

/** The value of a field that is given. */
type FieldOf<A, K extends keyof A> = Exclude<A[K], undefined>

const withStep = (key: string, step: FieldStep) => (model: Model<any, any, any, any>): never =>
  changedField(model, key, (field) => ({ ...field, steps: [...field.steps, step] }))

/**
 * A rule on a field. It is asked once the value fits the column, so it is given a value of the column's type, of a nullable
 * column also `null`; a field that is left out is not asked. A rule says `true`, or `false`, or what is wrong; one that throws
 * says what it threw.
 *
 * @example
 * ```ts
 * import { integer, model, table, validate, validateField } from "fulmar"
 *
 * const Hero = table("hero", { age: integer })
 * const HeroModel = model(Hero).pipe(validateField("age", (age) => age >= 0 || "must not be negative"))
 * const result = validate(HeroModel)({ age: -1 })
 * result._tag === "Left" && result.left.message // => 'Field "age" of model "hero": must not be negative, got -1'
 * ```
 *
 * @since 0.1.0
 */
export const validateField =
  <A, const K extends keyof A & string>(key: K, test: (value: FieldOf<A, K>) => Verdict) =>
  <T, D, M>(model: Model<T, A, D, M>): Model<T, A, D, M> =>
    withStep(key, { _tag: "Validate", test })(model)

/**
 * The value of a field is replaced once it fits the column; what comes out must fit it too. Rules and replacements of a field
 * come in the order in which they were given.
 *
 * @example
 * ```ts
 * import { model, table, text, transformField, validate } from "fulmar"
 *
 * const Hero = table("hero", { name: text })
 * const HeroModel = model(Hero).pipe(transformField("name", (name) => name.trim()))
 * validate(HeroModel)({ name: " Ada " }) // => { _tag: "Right", right: { name: "Ada" } }
 * ```
 *
 * @since 0.1.0
 */
export const transformField =
  <A, const K extends keyof A & string>(key: K, by: (value: FieldOf<A, K>) => FieldOf<A, K>) =>
  <T, D, M>(model: Model<T, A, D, M>): Model<T, A, D, M> =>
    withStep(key, { _tag: "Transform", by })(model)

/**
 * What was given for a field is replaced before anything is asked of it. A field that is left out stays so.
 *
 * @example
 * ```ts
 * import { integer, model, preprocessField, table, validate } from "fulmar"
 *
 * const Hero = table("hero", { age: integer })
 * const HeroModel = model(Hero).pipe(preprocessField("age", (age) => (age === "unknown" ? 0 : age)))
 * validate(HeroModel)({ age: "unknown" }) // => { _tag: "Right", right: { age: 0 } }
 * ```
 *
 * @since 0.1.0
 */
export const preprocessField =
  <A, const K extends keyof A & string>(key: K, by: (given: unknown) => unknown) =>
  <T, D, M>(model: Model<T, A, D, M>): Model<T, A, D, M> =>
    changedField(model, key, (field) => ({ ...field, preprocess: [...field.preprocess, by] }))
