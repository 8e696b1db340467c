import type { Pipeable } from "effect/Pipeable"
import { pipeArguments } from "effect/Pipeable"
import { type Row, tableData, type TableMeta } from "../core/table.js"
import type { FieldNode, ModelNode } from "./node.js"

type AnyT = TableMeta<any, any, any>

export const ModelId: unique symbol = Symbol.for("fulmar/Model")
declare const ModelTypes: unique symbol

/** What is known of fields: the alias, that it is computed, and the same of the fields of nested rows. */
export type Names = { readonly [key: string]: { readonly as?: string; readonly in?: any; readonly computed?: true } }

/**
 * How values of a table come in and go out: what input is taken for a value `A`, and what of it is dumped, `D`. It is a value:
 * every function that refines a model gives another one. `T` is the table, `M` the aliases of fields.
 *
 * @since 0.1.0
 */
export interface Model<out T, out A, out D, out M> extends Pipeable {
  readonly [ModelTypes]: { readonly T: () => T; readonly A: () => A; readonly D: () => D; readonly M: () => M }
  readonly [ModelId]: ModelNode
}

/** Any model. */
export type AnyModel = Model<any, any, any, any>

/**
 * The values of a model.
 *
 * @example
 * ```ts
 * import { autoIncrement, createModel, integer, model, type ModelValue, primaryKey, table, text } from "fulmar"
 *
 * const Hero = table("hero", { id: integer.pipe(primaryKey, autoIncrement), name: text })
 * const HeroCreate = createModel(model(Hero))
 * const ada: ModelValue<typeof HeroCreate> = { name: "Ada" }
 * ada.name // => "Ada"
 * ```
 *
 * @since 0.1.0
 */
export type ModelValue<M> = M extends Model<any, infer A, any, any> ? A : never

export type Simplify<T> = { [K in keyof T]: T[K] } & {}

/** Nothing, if no name is taken; else what is wrong. */
export type NotTaken<K> = [K] extends [never] ? unknown : { readonly "the model has the field already": K }

export const modelNode = (model: AnyModel): ModelNode => model[ModelId]
export const isModel = (u: unknown): u is AnyModel => typeof u === "object" && u !== null && ModelId in u

function pipe(this: unknown): unknown {
  return pipeArguments(this, arguments)
}

export const makeModel = (node: ModelNode): never => Object.freeze({ [ModelId]: Object.freeze(node), pipe }) as never

export const plainField = (key: string, of: FieldNode["of"]): FieldNode =>
  Object.freeze({ key, of, inputName: null, outputName: null, hidden: false, preprocess: [], steps: [] })

/**
 * A model of whole rows of a table: each column is a field, checked by its codec and its constraints.
 *
 * @example
 * ```ts
 * import { autoIncrement, constrain, integer, model, nullable, primaryKey, table, text, validate } from "fulmar"
 *
 * const Hero = table("hero", {
 *   id: integer.pipe(primaryKey, autoIncrement),
 *   name: text,
 *   age: integer.pipe(nullable, constrain.ge(0)),
 * })
 * const HeroModel = model(Hero)
 * validate(HeroModel)({ id: "1", name: "Ada" }) // => { _tag: "Right", right: { id: 1, name: "Ada", age: null } }
 * ```
 *
 * @since 0.1.0
 */
export const model = <T extends AnyT>(table: T): Model<T, Row<T>, Row<T>, {}> => {
  const { columns, name } = tableData(table)
  return makeModel({
    name,
    form: "row",
    fields: columns.map((c) => plainField(c.key, { _tag: "Column", spec: c.spec })),
    preprocess: [],
    rules: [],
    computed: [],
  })
}

/** The model with some of its parts replaced. */
export const changedModel = (model: AnyModel, by: Partial<ModelNode>): never => makeModel({ ...modelNode(model), ...by })

/** The model with one of its fields replaced. */
export const changedField = (model: AnyModel, key: string, by: (field: FieldNode) => FieldNode): never => {
  const node = modelNode(model)
  if (!node.fields.some((field) => field.key === key)) throw noField(node, key)
  return changedModel(model, { fields: node.fields.map((field) => (field.key === key ? Object.freeze(by(field)) : field)) })
}

export const noField = (node: ModelNode, key: string): TypeError =>
  new TypeError(
    `Model ${JSON.stringify(node.name)} has no field ${JSON.stringify(key)}; it has ${node.fields.map((f) => JSON.stringify(f.key)).join(", ") || "none"}.`,
  )
