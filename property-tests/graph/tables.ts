/** The tables of a bakery, and their rows as a record of names: what a database and a model of it are compared as. */
import { Effect } from "effect"
import {
  all, allRows, autoIncrement, belongsTo, deleteFrom, execute, foreignKey, from, hasMany, hasOne, integer, manyToMany, nullable, onDeleted, primaryKey,
  primaryKeyOn, references, type Row, rowVersion, softDelete, table, text, timestamptz, unique, varchar, withDeleted, withHooks,
} from "fulmar"

const key = integer.pipe(primaryKey, autoIncrement)
const version = integer.pipe(rowVersion)
export const Bakery = table("bakery", { region: varchar(9), no: integer, name: text }, (t) => [primaryKeyOn(t.region, t.no)])
export const Cake = table(
  "cake",
  { id: key, name: text, region: varchar(9).pipe(nullable), bakeryNo: integer.pipe(nullable), version },
  (t) => [foreignKey([t.region, t.bakeryNo], () => [Bakery.region, Bakery.no])],
)
export const Fruit = table("fruit", { id: key, name: text, cakeId: integer.pipe(nullable, unique, references(() => Cake.id)) })
/** Candles that go are only marked as deleted. */
export const Candle = table("candle", {
  id: key, name: text, cakeId: integer.pipe(references(() => Cake.id)), version, goneAt: timestamptz.pipe(nullable, softDelete),
})
/** Fillings have a label, which a hook writes. */
export const Filling = withHooks(table("filling", { id: key, name: text, label: text.pipe(nullable) }), {
  beforeSave: (values) => Effect.succeed(values.name === undefined ? values : { ...values, label: `<${values.name}>` }),
  afterSave: (row) => (row.label === `<${row.name}>` ? Effect.void : Effect.die(new Error(`the label of ${row.name} is ${row.label}`))),
})
export const CakeFilling = table(
  "cake_filling",
  { cakeId: integer.pipe(references(() => Cake.id)), fillingId: integer.pipe(references(() => Filling.id)), grams: integer.pipe(nullable) },
  (t) => [primaryKeyOn(t.cakeId, t.fillingId)],
)
export const Ingredient = table("ingredient", { id: key, name: text, fillingId: integer.pipe(references(() => Filling.id)) })
export const tables = [Bakery, Cake, Fruit, Candle, Filling, CakeFilling, Ingredient] as const

export const cakeBakery = belongsTo(Cake, Bakery, { region: "region", bakeryNo: "no" })
export const cakeFruit = hasOne(Cake, Fruit, { id: "cakeId" })
export const cakeCandles = hasMany(Cake, Candle, { id: "cakeId" }).pipe(onDeleted("cascade"))
export const cakeFillings = manyToMany(Cake, Filling, { through: CakeFilling, from: { id: "cakeId" }, to: { fillingId: "id" } })
export const fillingIngredients = hasMany(Filling, Ingredient, { id: "fillingId" }).pipe(onDeleted("cascade"))
export const spec = { bakery: cakeBakery, fruit: cakeFruit, candles: cakeCandles, fillings: [cakeFillings, { ingredients: fillingIngredients }] } as const

/** All rows, as they are, those that are marked as deleted too. */
export const snapshot = Effect.forEach(tables, (one) => all(from(withDeleted(one as typeof Cake))))

export const empty = Effect.forEach(tables.toReversed(), (one) => execute(allRows(deleteFrom(withDeleted(one as typeof Cake)))))

/** Names of rows with the names of those they belong to. */
export interface Names {
  readonly bakeries: ReadonlyArray<string>
  readonly cakes: Readonly<Record<string, string | null>>
  readonly fruits: Readonly<Record<string, string | null>>
  readonly candles: Readonly<Record<string, string | null>>
  readonly fillings: ReadonlyArray<string>
  /** By "cake filling". */
  readonly links: Readonly<Record<string, number | null>>
  readonly ingredients: Readonly<Record<string, string | null>>
}

export const names = Effect.gen(function* () {
  const [bakeries, cakes, fruits, candles, fillings, links, ingredients] = yield* Effect.all([
    all(from(Bakery)), all(from(Cake)), all(from(Fruit)), all(from(Candle)), all(from(Filling)), all(from(CakeFilling)), all(from(Ingredient)),
  ])
  const named = (rows: ReadonlyArray<{ readonly id: number; readonly name: string }>) => {
    const byId = new Map(rows.map(({ id, name }) => [id, name]))
    return (id: number | null): string | null => (id === null ? null : byId.get(id)!)
  }
  const [cake, filling] = [named(cakes), named(fillings)]
  const bakery = (row: Row<typeof Cake>): string | null => bakeries.find(({ no, region }) => no === row.bakeryNo && region === row.region)?.name ?? null
  const found: Names = {
    bakeries: bakeries.map(({ name }) => name).toSorted(),
    cakes: Object.fromEntries(cakes.map((row) => [row.name, bakery(row)])),
    fruits: Object.fromEntries(fruits.map((row) => [row.name, cake(row.cakeId)])),
    candles: Object.fromEntries(candles.map((row) => [row.name, cake(row.cakeId)])),
    fillings: fillings.map(({ name }) => name).toSorted(),
    links: Object.fromEntries(links.map((row) => [`${cake(row.cakeId)} ${filling(row.fillingId)}`, row.grams])),
    ingredients: Object.fromEntries(ingredients.map((row) => [row.name, filling(row.fillingId)])),
  }
  return found
})
