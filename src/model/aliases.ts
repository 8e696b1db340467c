import { changedModel, type Model, modelNode, noField, type Simplify } from "./model.js"
import type { FieldNode } from "./node.js"

/** The other name of a field, or that of input and that of what is dumped. */
export type Alias = string | { readonly input?: string; readonly output?: string }

/** The names that a model has and those that are added. */
type OutputOf<X> = X extends string ? X : X extends { readonly output: infer O extends string } ? O : never
type Renamed<M, N> = Simplify<
  Omit<M, keyof N> & {
    readonly [K in keyof N]: ([OutputOf<N[K]>] extends [never] ? AsOf<M, K> : { readonly as: OutputOf<N[K]> }) & InOf<M, K>
  }
>
type AsOf<M, K> = K extends keyof M ? (M[K] extends { readonly as: infer X } ? { readonly as: X } : unknown) : unknown
type InOf<M, K> = K extends keyof M ? (M[K] extends { readonly in: infer X } ? { readonly in: X } : unknown) : unknown

const named = (field: FieldNode, alias: Alias | undefined): FieldNode => {
  if (alias === undefined) return field
  const names = typeof alias === "string" ? { input: alias, output: alias } : alias
  return Object.freeze({ ...field, inputName: names.input ?? field.inputName, outputName: names.output ?? field.outputName })
}

/** Two fields under one name could not be told apart. */
const distinct = (name: string, fields: ReadonlyArray<FieldNode>): ReadonlyArray<FieldNode> => {
  for (const side of ["inputName", "outputName"] as const) {
    const taken = new Map<string, string>()
    for (const field of fields) {
      const own = field[side] ?? field.key
      const other = taken.get(own)
      if (other !== undefined) {
        throw new TypeError(`Fields ${JSON.stringify(other)} and ${JSON.stringify(field.key)} of model ${JSON.stringify(name)} would both be ${JSON.stringify(own)}; give one another alias.`)
      }
      taken.set(own, field.key)
    }
  }
  return fields
}

/**
 * Other names of fields, in input and, with `byAlias`, in what is dumped; or different ones for both. Input may give a field
 * by its alias or by its own name; the alias is read first. A function names every field that has no alias yet.
 *
 * @example
 * ```ts
 * import { aliases, dump, model, table, text, validate } from "fulmar"
 *
 * const Hero = table("hero", { secretName: text })
 * const HeroModel = model(Hero).pipe(aliases({ secretName: "secret_name" }))
 * validate(HeroModel)({ secret_name: "Ada" }) // => { _tag: "Right", right: { secretName: "Ada" } }
 * dump(HeroModel, { byAlias: true })({ secretName: "Ada" }) // => { secret_name: "Ada" }
 * ```
 *
 * @since 0.1.0
 */
export const aliases: {
  <A, const N extends { readonly [K in keyof A]?: Alias }>(
    names: N & { readonly [K in Exclude<keyof N, keyof A>]: never },
  ): <T, D, M>(model: Model<T, A, D, M>) => Model<T, A, D, Renamed<M, N>>
  (name: (key: string) => string): <T, A, D, M>(
    model: Model<T, A, D, M>,
  ) => Model<T, A, D, { readonly [K in keyof A]: (AsOf<M, K> extends { readonly as: any } ? AsOf<M, K> : { readonly as: string }) & InOf<M, K> }>
} = (names: { readonly [key: string]: Alias } | ((key: string) => string)) =>
  (model: Model<any, any, any, any>): never => {
    const node = modelNode(model)
    if (typeof names !== "function") {
      const unknown = Object.keys(names).find((key) => !node.fields.some((field) => field.key === key))
      if (unknown !== undefined) throw noField(node, unknown)
    }
    const aliasOf = (field: FieldNode): Alias | undefined => {
      if (typeof names !== "function") return Object.hasOwn(names, field.key) ? names[field.key] : undefined
      const name = names(field.key)
      return { input: field.inputName ?? name, output: field.outputName ?? name }
    }
    return changedModel(model, { fields: distinct(node.name, node.fields.map((field) => named(field, aliasOf(field)))) })
  }
