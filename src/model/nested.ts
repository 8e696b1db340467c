import { type AnyModel, changedModel, isModel, type Model, modelNode, type NotTaken, plainField, type Simplify } from "./model.js"
import type { NestedKind, NestedSpec } from "./node.js"

const NestedId: unique symbol = Symbol.for("fulmar/NestedModel")

/** Rows of a model, as many as `K` says. */
export interface NestedModel<out Mo, out K extends NestedKind> {
  readonly [NestedId]: { readonly model: Mo; readonly kind: K }
}

/** A list of rows of a model, for {@link nested}. @since 0.1.0 */
export const listOf = <Mo extends AnyModel>(model: Mo): NestedModel<Mo, "list"> => Object.freeze({ [NestedId]: { model, kind: "list" as const } })

/** A row of a model, or `null`, for {@link nested}. @since 0.1.0 */
export const nullOr = <Mo extends AnyModel>(model: Mo): NestedModel<Mo, "oneOrNull"> => Object.freeze({ [NestedId]: { model, kind: "oneOrNull" as const } })

/** What {@link nested} takes for a field: a model, {@link listOf} or {@link nullOr} one. */
export type AnyNested = AnyModel | NestedModel<AnyModel, NestedKind>

type Many<X, S> = S extends NestedModel<any, infer K> ? (K extends "list" ? ReadonlyArray<X> : X | null) : X
type ModelIn<S> = S extends NestedModel<infer Mo, any> ? Mo : S
type ValueIn<S> = ModelIn<S> extends Model<any, infer A, any, any> ? Many<A, S> : never
type DumpIn<S> = ModelIn<S> extends Model<any, any, infer D, any> ? Many<D, S> : never
type NamesIn<S> = ModelIn<S> extends Model<any, any, any, infer M> ? M : never

const specOf = (given: AnyNested): NestedSpec =>
  isModel(given) ? { model: modelNode(given), kind: "one" } : { model: modelNode(given[NestedId].model), kind: given[NestedId].kind }

/**
 * Related rows are fields too, each of a model of its own: what `load` gives can be dumped, and input with them validated.
 *
 * @example
 * ```ts
 * import { dump, integer, listOf, model, nested, table, text } from "fulmar"
 *
 * const Team = table("team", { id: integer, name: text })
 * const Hero = table("hero", { id: integer, name: text, teamId: integer })
 * const TeamModel = model(Team).pipe(nested({ heroes: listOf(model(Hero)) }))
 * dump(TeamModel, { include: { name: true, heroes: { name: true } } })({
 *   id: 1,
 *   name: "Sea",
 *   heroes: [{ id: 7, name: "Ada", teamId: 1 }],
 * })
 * // => { name: "Sea", heroes: [{ name: "Ada" }] }
 * ```
 *
 * @since 0.1.0
 */
export const nested =
  <const S extends { readonly [key: string]: AnyNested }>(fields: S) =>
  <T, A, D, M>(
    model: Model<T, A, D, M> & NotTaken<keyof S & (keyof A | keyof D)>,
  ): Model<
    T,
    Simplify<Omit<A, keyof S> & { readonly [K in keyof S]: ValueIn<S[K]> }>,
    Simplify<Omit<D, keyof S> & { readonly [K in keyof S]: DumpIn<S[K]> }>,
    Simplify<Omit<M, keyof S> & { readonly [K in keyof S]: { readonly in: NamesIn<S[K]> } }>
  > => {
    const node = modelNode(model)
    const taken = Object.keys(fields).find((key) => [...node.fields.map((f) => f.key), ...node.computed.map(([c]) => c)].includes(key))
    if (taken !== undefined) throw new TypeError(`Model ${JSON.stringify(node.name)} has a field ${JSON.stringify(taken)}; name the related rows otherwise.`)
    const added = Object.entries<AnyNested>(fields).map(([key, given]) => plainField(key, { _tag: "Nested", spec: specOf(given) }))
    return changedModel(model, { fields: [...node.fields, ...added] })
  }
