import { changedModel, type Model, modelNode, noField, type NotTaken, type Simplify } from "./model.js"

/**
 * Fields that are computed from the row when it is dumped. Input never gives them.
 *
 * @example
 * ```ts
 * import { computed, dump, integer, model, table, text } from "fulmar"
 *
 * const Hero = table("hero", { name: text, age: integer })
 * const HeroModel = model(Hero).pipe(computed({ label: (hero) => `${hero.name} (${hero.age})` }))
 * dump(HeroModel)({ name: "Ada", age: 36 }) // => { name: "Ada", age: 36, label: "Ada (36)" }
 * ```
 *
 * @since 0.1.0
 */
export const computed =
  <A, const C extends { readonly [key: string]: (row: A) => unknown }>(fields: C) =>
  <T, D, M>(
    model: Model<T, A, D, M> & NotTaken<keyof C & keyof A>,
  ): Model<
    T,
    A,
    Simplify<Omit<D, keyof C> & { readonly [K in keyof C]: C[K] extends (row: A) => infer X ? X : never }>,
    Simplify<Omit<M, keyof C> & { readonly [K in keyof C]: { readonly computed: true } }>
  > => {
    const node = modelNode(model)
    const taken = Object.keys(fields).find((key) => node.fields.some((field) => field.key === key))
    if (taken !== undefined) throw new TypeError(`Model ${JSON.stringify(node.name)} has a field ${JSON.stringify(taken)}; name the computed one otherwise.`)
    const others = node.computed.filter(([key]) => !Object.hasOwn(fields, key))
    return changedModel(model, { computed: [...others, ...Object.entries<(row: any) => unknown>(fields)] })
  }

/**
 * Fields that are never dumped, whatever is included: input may give them.
 *
 * @example
 * ```ts
 * import { dump, hidden, model, table, text } from "fulmar"
 *
 * const User = table("user", { name: text, passwordHash: text })
 * dump(model(User).pipe(hidden("passwordHash")))({ name: "Ada", passwordHash: "x" }) // => { name: "Ada" }
 * ```
 *
 * @since 0.1.0
 */
export const hidden =
  <A, const K extends keyof A & string>(...keys: ReadonlyArray<K>) =>
  <T, D, M>(model: Model<T, A, D, M>): Model<T, A, Simplify<Omit<D, K>>, M> => {
    const node = modelNode(model)
    const unknown = keys.find((key) => !node.fields.some((field) => field.key === key))
    if (unknown !== undefined) throw noField(node, unknown)
    return changedModel(model, {
      fields: node.fields.map((field) => (keys.includes(field.key as K) ? Object.freeze({ ...field, hidden: true }) : field)),
    })
  }
