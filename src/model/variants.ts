import type { Insert, PrimaryKeyOf, TableMeta, Update } from "../core/table.js"
import { type AnyModel, changedModel, type Model, modelNode, noField, type Simplify } from "./model.js"
import type { FieldNode, Form, ModelNode, RowRule } from "./node.js"

type Part<A, K> = Simplify<Pick<A, K & keyof A>>
type CreateValue<T, A> = T extends TableMeta<any, any, any> ? Part<Insert<T>, keyof A> : never
type UpdateValue<T, A> = T extends TableMeta<any, any, any> ? Part<Update<T>, Exclude<keyof A, PrimaryKeyOf<T>>> : never

const partRules = (node: ModelNode): ReadonlyArray<RowRule> => node.rules.map((rule) => ({ ...rule, whole: rule.whole ?? node.fields }))

const part = (model: AnyModel, form: Form, keep: (field: FieldNode) => boolean): never => {
  const node = modelNode(model)
  return changedModel(model, { form, fields: node.fields.filter(keep), rules: partRules(node), computed: [] })
}

/** May a program give it? */
const isWritten = ({ of }: FieldNode): boolean =>
  of._tag === "Column" && of.spec.generated === null && of.spec.role === null && !of.spec.identityAlways

/**
 * The model of what an insert is given: columns with a default may be left out, and those that the database makes cannot be
 * given. It has the rules and aliases of the model, but no computed fields and no related rows.
 *
 * @example
 * ```ts
 * import { autoIncrement, createModel, integer, model, nullable, primaryKey, table, text, validate } from "fulmar"
 *
 * const Hero = table("hero", { id: integer.pipe(primaryKey, autoIncrement), name: text, age: integer.pipe(nullable) })
 * const HeroCreate = createModel(model(Hero))
 * validate(HeroCreate)({ name: "Ada" }) // => { _tag: "Right", right: { name: "Ada" } }
 * ```
 *
 * @since 0.1.0
 */
export const createModel = <T, A, D, M>(
  model: Model<T, A, D, M>,
): Model<T, CreateValue<T, A>, Part<CreateValue<T, A>, keyof D>, M> => part(model, "create", isWritten)

const isChanged = (field: FieldNode): boolean => isWritten(field) && field.of._tag === "Column" && !field.of.spec.primaryKey

/**
 * The model of what an update is given: any of the columns that may be set, without the primary key, which says what is updated.
 *
 * @example
 * ```ts
 * import { integer, model, primaryKey, table, text, updateModel, validate } from "fulmar"
 *
 * const Hero = table("hero", { id: integer.pipe(primaryKey), name: text })
 * validate(updateModel(model(Hero)))({}) // => { _tag: "Right", right: {} }
 * ```
 *
 * @since 0.1.0
 */
export const updateModel = <T, A, D, M>(
  model: Model<T, A, D, M>,
): Model<T, UpdateValue<T, A>, Part<UpdateValue<T, A>, keyof D>, M> =>
  part(model, "update", isChanged)

const known = (model: AnyModel, keys: ReadonlyArray<string>): void => {
  const node = modelNode(model)
  const unknown = keys.find((key) => !node.fields.some((field) => field.key === key))
  if (unknown !== undefined) throw noField(node, unknown)
}

/**
 * The model with some of its fields only. Computed fields read the whole row, so it has none: add them again.
 *
 * @example
 * ```ts
 * import { computed, dump, integer, model, pickModel, table, text } from "fulmar"
 *
 * const Hero = table("hero", { id: integer, name: text, secretName: text })
 * const HeroPublic = pickModel(model(Hero), "id", "name").pipe(computed({ greeting: (hero) => `Hi ${hero.name}` }))
 * dump(HeroPublic)({ id: 1, name: "Ada" }) // => { id: 1, name: "Ada", greeting: "Hi Ada" }
 * ```
 *
 * @since 0.1.0
 */
export const pickModel = <T, A, D, M, const K extends keyof A & string>(
  model: Model<T, A, D, M>,
  ...keys: ReadonlyArray<K>
): Model<T, Part<A, K>, Part<D, K>, M> => {
  known(model, keys)
  return part(model, modelNode(model).form, (field) => keys.includes(field.key as K))
}

/**
 * The model without some of its fields: see {@link pickModel}.
 *
 * @example
 * ```ts
 * import { dump, integer, model, omitModel, table, text } from "fulmar"
 *
 * const Hero = table("hero", { id: integer, name: text, secretName: text })
 * dump(omitModel(model(Hero), "secretName"))({ id: 1, name: "Ada" }) // => { id: 1, name: "Ada" }
 * ```
 *
 * @since 0.1.0
 */
export const omitModel = <T, A, D, M, const K extends keyof A & string>(
  model: Model<T, A, D, M>,
  ...keys: ReadonlyArray<K>
): Model<T, Part<A, Exclude<keyof A, K>>, Part<D, Exclude<keyof A, K>>, M> => {
  known(model, keys)
  return part(model, modelNode(model).form, (field) => !keys.includes(field.key as K))
}
