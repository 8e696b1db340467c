/** Raw SQL: what stands in a template is a parameter, a list of them, or a name; columns may be nested. */
import { columnName, execute, first, insertInto, integer, nullable, primaryKey, rawQuery, table, text } from "fulmar"
import { Effect, Option } from "effect"
import { sample } from "../sample.js"

const Bakery = table("bakery", { id: integer.pipe(primaryKey), name: text })
const Cake = table("cake", { id: integer.pipe(primaryKey), name: text, bakeryId: integer.pipe(columnName("bakery_id"), nullable) })
const tables = [Bakery, Cake]

const given = Effect.andThen(
  execute(insertInto(Bakery, { id: 7, name: "Sea" })),
  execute(insertInto(Cake, [{ id: 1, name: "Opera" }, { id: 2, name: "Cheese", bakeryId: 7 }, { id: 5, name: "Tart" }])),
)

const item = { id: 2 }

export const nestedParameter = sample("Raw SQL: a nested parameter", {
  tables,
  given,
  program: first(rawQuery({ id: integer, name: text })`select id, name from cake where id = ${item.id}`),
  gives: Option.some({ id: 2, name: "Cheese" }),
})

const cakeIds = [2, 3, 4]

const cakesWithBakery = rawQuery({ name: text, bakery: { name: text.pipe(nullable) } })`
  select cake.name, bakery.name as bakery_name
  from cake
  left join bakery on cake.bakery_id = bakery.id
  where cake.id in (${cakeIds})`

export const arrayExpansion = sample("Raw SQL: a list of parameters, and nested rows", {
  tables,
  given,
  program: first(cakesWithBakery),
  gives: Option.some({ name: "Cheese", bakery: { name: "Sea" } }),
})
