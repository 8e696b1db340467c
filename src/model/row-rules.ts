import { changedModel, type Model, modelNode } from "./model.js"
import type { Verdict } from "./node.js"

/**
 * A rule on several fields, asked once all fields fit. In a model of a part of the row (`createModel`, `updateModel`,
 * `pickModel`, `omitModel`) it reads the value that a field that is left out will have; where it reads one that nobody knows
 * yet, it says nothing, and `applyUpdate` asks it of the whole row.
 *
 * @example
 * ```ts
 * import { model, table, text, validate, validateRow } from "fulmar"
 *
 * const Hero = table("hero", { name: text, secretName: text })
 * const HeroModel = model(Hero).pipe(validateRow((hero) => hero.name !== hero.secretName || "name and secretName must differ"))
 * const result = validate(HeroModel)({ name: "Ada", secretName: "Ada" })
 * result._tag === "Left" && result.left.message // => 'Model "hero": name and secretName must differ'
 * ```
 *
 * @since 0.1.0
 */
export const validateRow =
  <A>(test: (row: A) => Verdict) =>
  <T, D, M>(model: Model<T, A, D, M>): Model<T, A, D, M> =>
    changedModel(model, { rules: [...modelNode(model).rules, { test, whole: null }] })

/**
 * The whole input is replaced before its fields are read.
 *
 * @example
 * ```ts
 * import { model, preprocessRow, table, text, validate } from "fulmar"
 *
 * const Hero = table("hero", { name: text })
 * const HeroModel = model(Hero).pipe(preprocessRow((given) => (typeof given === "string" ? { name: given } : given)))
 * validate(HeroModel)("Ada") // => { _tag: "Right", right: { name: "Ada" } }
 * ```
 *
 * @since 0.1.0
 */
export const preprocessRow =
  (by: (given: unknown) => unknown) =>
  <T, A, D, M>(model: Model<T, A, D, M>): Model<T, A, D, M> =>
    changedModel(model, { preprocess: [...modelNode(model).preprocess, by] })
