/** Select: all, some, one, and what is related to it. */
import { all, contains, eq, first, from, load, one, orderBy, related, where } from "fulmar"
import { Effect, Option, pipe } from "effect"
import { sample } from "../sample.js"
import { baked } from "./bakery.js"
import { Cake, cakeFillings, cakeFruit, tables } from "./entity.js"

const [cheese, chocolate, blackForest] = [
  { id: 1, name: "Cheese" },
  { id: 2, name: "White chocolate" },
  { id: 42, name: "Black Forest" },
]

export const findAll = sample("Select: all", {
  tables,
  given: baked,
  program: all(pipe(from(Cake), orderBy(Cake.id))),
  gives: [cheese, chocolate, blackForest],
})

export const findAndFilter = sample("Select: find and filter", {
  tables,
  given: baked,
  program: all(pipe(from(Cake), where(contains(Cake.name, "chocolate")))),
  gives: [chocolate],
})

const cakeOf = (id: number) => pipe(from(Cake), where(eq(Cake.id, id)))

export const findOne = sample("Select: find one", {
  tables,
  given: baked,
  program: Effect.all([first(cakeOf(1)), first(cakeOf(9)), one(cakeOf(1))]),
  gives: [Option.some(cheese), Option.none(), cheese],
})

export const findRelated = sample("Select: find related, lazy", {
  tables,
  given: baked,
  program: Effect.flatMap(one(cakeOf(1)), (cake) => first(related(cakeFruit, cake))),
  gives: Option.some({ id: 2, name: "Lemon", cakeId: 1 }),
})

export const findAlsoRelated = sample("Select: find also related, eager, one to one", {
  tables,
  given: baked,
  program: load(pipe(from(Cake), orderBy(Cake.id)), { fruit: cakeFruit }),
  gives: [
    { ...cheese, fruit: { id: 2, name: "Lemon", cakeId: 1 } },
    { ...chocolate, fruit: null },
    { ...blackForest, fruit: { id: 1, name: "Cherry", cakeId: 42 } },
  ],
  statements: 1,
})

export const findWithRelated = sample("Select: find with related, eager, many to many", {
  tables,
  given: baked,
  program: load(pipe(from(Cake), orderBy(Cake.id)), { fillings: cakeFillings }),
  gives: [
    { ...cheese, fillings: [] },
    { ...chocolate, fillings: [] },
    { ...blackForest, fillings: [{ id: 1, name: "Chocolate" }] },
  ],
})
