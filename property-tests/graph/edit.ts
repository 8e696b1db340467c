/** Edits of a cake and of what is related to it: as a changeset for the database, and as what they do to a model of it. */
import { Effect } from "effect"
import * as fc from "fast-check"
import { addRelated, all, change, edit, from, linkedBy, newRow, removeRelated, save, setRelated } from "fulmar"
import {
  Bakery, Cake, cakeBakery, cakeCandles, cakeFillings, cakeFruit, Candle, Filling, fillingIngredients, Fruit, Ingredient, type Names,
} from "./tables.js"

/** A row: a new one, or the n-th of those that are there, if there are any. */
type Which = number | "new"
interface FillingEdit {
  readonly which: Which
  readonly grams: number | null | undefined
  /** How many new ingredients it is to have, and no others; `null`: they stay. */
  readonly ingredients: number | null
}
export interface CakeEdit {
  readonly cake: Which
  readonly rename: boolean
  readonly bakery: { readonly mode: "add" | "set"; readonly which: Which } | { readonly mode: "none" } | { readonly mode: "remove"; readonly which: number } | null
  readonly fruit: { readonly mode: "add" | "set"; readonly which: Which } | { readonly mode: "none" } | { readonly mode: "remove"; readonly which: number } | null
  readonly candles: { readonly mode: "add" | "set"; readonly rows: ReadonlyArray<Which> } | { readonly mode: "remove"; readonly rows: ReadonlyArray<number> } | null
  readonly fillings: { readonly mode: "add" | "set"; readonly rows: ReadonlyArray<FillingEdit> } | { readonly mode: "remove"; readonly rows: ReadonlyArray<number> } | null
}

const place = fc.nat(5)
const which: fc.Arbitrary<Which> = fc.oneof(fc.constant("new" as const), place)
const put = fc.constantFrom("add" as const, "set" as const)
const toOne = fc.option(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ mode: put, which }) },
    fc.constant({ mode: "none" as const }),
    fc.record({ mode: fc.constant("remove" as const), which: place }),
  ),
)
const removed = fc.record({ mode: fc.constant("remove" as const), rows: fc.uniqueArray(place, { maxLength: 3 }) })
const filling: fc.Arbitrary<FillingEdit> = fc.record({
  which,
  grams: fc.option(fc.nat(9), { nil: undefined }),
  ingredients: fc.option(fc.nat(3)),
})

export const cakeEdits: fc.Arbitrary<CakeEdit> = fc.record({
  cake: which,
  rename: fc.boolean(),
  bakery: toOne,
  fruit: toOne,
  candles: fc.option(fc.oneof(fc.record({ mode: put, rows: fc.array(which, { maxLength: 4 }) }), removed)),
  fillings: fc.option(fc.oneof(fc.record({ mode: put, rows: fc.array(filling, { maxLength: 4 }) }), removed)),
})

type Changing<T> = { -readonly [K in keyof T]: T[K] extends ReadonlyArray<infer X> ? Array<X> : { -readonly [P in keyof T[K]]: T[K][P] } }

/** What is to be saved, and what the names are then. */
export interface Planned {
  readonly saved: Effect.Effect<unknown, any, any>
  readonly after: Names
}

/** Bakeries have a key of two columns. */
const madeBakery = (name: string) => {
  const no = Number(name.replace(/\D/g, ""))
  return { region: ["it's", "b\\", "B\\"][no % 3]!, no: Math.floor(no / 3), name }
}

/** What is there of each, by its key. */
const pick = <A>(rows: ReadonlyArray<A>, which: Which): A | null => (which === "new" || rows.length === 0 ? null : rows[which % rows.length]!)
/** Each only once. */
const each = <A>(rows: ReadonlyArray<A>): ReadonlyArray<A> => [...new Set(rows)]

export const planned = ({ bakery, cake, candles, fillings, fruit, rename }: CakeEdit, before: Names, fresh: (kind: string) => string) =>
  Effect.gen(function* () {
    const rows = yield* Effect.all({
      cakes: all(from(Cake)), bakeries: all(from(Bakery)), fruits: all(from(Fruit)), candles: all(from(Candle)), fillings: all(from(Filling)),
    })
    const after = structuredClone(before) as Changing<Names>
    const held = pick(rows.cakes, cake)
    const old = held?.name ?? null
    const name = old === null || rename ? fresh("cake") : old
    if (old === null) after.cakes[name] = null
    else if (old !== name) renamed(after, old, name)
    // Names of what is there may have changed with the model, keys not.
    let node: any = held === null ? newRow(Cake, { name }) : edit(Cake, held).pipe(change({ name }))

    if (bakery !== null) {
      if (bakery.mode === "none") {
        node = node.pipe(setRelated("bakery", cakeBakery, null))
        after.cakes[name] = null
      } else {
        const there = pick(rows.bakeries, bakery.which)
        if (bakery.mode === "remove") {
          if (there !== null) node = node.pipe(removeRelated(cakeBakery, [there]))
          if (there !== null && after.cakes[name] === there.name) after.cakes[name] = null
        } else {
          const row = there ?? madeBakery(fresh("bakery"))
          if (there === null) after.bakeries.push(row.name)
          node = node.pipe((bakery.mode === "add" ? addRelated : setRelated)("bakery", cakeBakery, (there ?? newRow(Bakery, row)) as never))
          after.cakes[name] = row.name
        }
      }
    }
    if (fruit !== null) {
      const free = () => {
        for (const one of Object.keys(after.fruits)) if (after.fruits[one] === name) after.fruits[one] = null
      }
      if (fruit.mode === "none") {
        node = node.pipe(setRelated("fruit", cakeFruit, null))
        free()
      } else {
        const there = pick(rows.fruits, fruit.which)
        if (fruit.mode === "remove") {
          if (there !== null) node = node.pipe(removeRelated(cakeFruit, [there]))
          if (there !== null && after.fruits[there.name] === name) after.fruits[there.name] = null
        } else {
          const row = there ?? { name: fresh("fruit") }
          node = node.pipe((fruit.mode === "add" ? addRelated : setRelated)("fruit", cakeFruit, (there ?? newRow(Fruit, row)) as never))
          free()
          after.fruits[row.name] = name
        }
      }
    }
    if (candles !== null) {
      if (candles.mode === "remove") {
        const gone = each(candles.rows.flatMap((one) => pick(rows.candles, one) ?? []))
        node = node.pipe(removeRelated(cakeCandles, gone))
        for (const one of gone) if (after.candles[one.name] === name) delete after.candles[one.name]
      } else {
        const there = each(candles.rows.flatMap((one) => pick(rows.candles, one) ?? []))
        const news = candles.rows.filter((one) => pick(rows.candles, one) === null).map(() => fresh("candle"))
        if (candles.mode === "set") {
          for (const one of Object.keys(after.candles)) if (after.candles[one] === name) delete after.candles[one]
        }
        for (const one of [...there.map((row) => row.name), ...news]) after.candles[one] = name
        const all = [...there, ...news.map((one) => newRow(Candle, { name: one }))]
        node = node.pipe((candles.mode === "add" ? addRelated : setRelated)("candles", cakeCandles, all as never))
      }
    }
    if (fillings !== null) {
      if (fillings.mode === "remove") {
        const gone = each(fillings.rows.flatMap((one) => pick(rows.fillings, one) ?? []))
        node = node.pipe(removeRelated(cakeFillings, gone))
        for (const one of gone) delete after.links[`${name} ${one.name}`]
      } else {
        const wanted = new Map<string, number | null>()
        const seen = new Set<number>()
        const all: Array<unknown> = []
        for (const one of fillings.rows) {
          const there = pick(rows.fillings, one.which)
          if (there !== null && seen.has(there.id)) continue
          if (there !== null) seen.add(there.id)
          const called = there?.name ?? fresh("filling")
          if (there === null) after.fillings.push(called)
          let item: any = there === null ? newRow(Filling, { name: called }) : edit(Filling, there)
          if (one.ingredients !== null) {
            const parts = Array.from({ length: one.ingredients }, () => fresh("ingredient"))
            item = item.pipe(setRelated("ingredients", fillingIngredients, parts.map((part) => newRow(Ingredient, { name: part }))))
            for (const part of Object.keys(after.ingredients)) if (after.ingredients[part] === called) delete after.ingredients[part]
            for (const part of parts) after.ingredients[part] = called
          }
          const link = `${name} ${called}`
          if (one.grams !== undefined) item = item.pipe(linkedBy({ grams: one.grams }))
          wanted.set(link, one.grams === undefined ? (after.links[link] ?? null) : one.grams)
          all.push(item)
        }
        if (fillings.mode === "set") {
          for (const link of Object.keys(after.links)) if (link.startsWith(`${name} `)) delete after.links[link]
        }
        for (const [link, grams] of wanted) after.links[link] = grams
        node = node.pipe((fillings.mode === "add" ? addRelated : setRelated)("fillings", cakeFillings, all as never))
      }
    }
    after.bakeries.sort()
    after.fillings.sort()
    return { saved: save(node), after } as Planned
  })

/** A cake that is called otherwise. */
const renamed = (names: Changing<Names>, old: string, name: string): void => {
  names.cakes[name] = names.cakes[old]!
  delete names.cakes[old]
  for (const held of [names.fruits, names.candles]) for (const one of Object.keys(held)) if (held[one] === old) held[one] = name
  for (const link of Object.keys(names.links)) {
    if (!link.startsWith(`${old} `)) continue
    names.links[`${name}${link.slice(old.length)}`] = names.links[link]!
    delete names.links[link]
  }
}
