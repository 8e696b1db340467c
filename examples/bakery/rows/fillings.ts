import type { Insert } from "fulmar"
import type { CakeFilling, Filling, Ingredient } from "../schema/index.js"
import type { Random } from "./random.js"
import { fillings, type Recipe } from "./words.js"

const names = Object.keys(fillings)

export const fillingRows = names.map((name, i) => ({ id: i + 1, name }) satisfies Insert<typeof Filling>)

/** One to three fillings in each cake. */
export const cakeFillingRows = (random: Random, cakes: number) =>
  Array.from({ length: cakes }, (_, i) =>
    random
      .sample(fillingRows, random.between(1, 3))
      .map(
        (filling) =>
          ({ cakeId: i + 1, fillingId: filling.id, grams: random.between(4, 30) * 10 }) satisfies Insert<
            typeof CakeFilling
          >,
      ),
  ).flat()

/** The recipes as rows, each below the row of what it is a part of. */
export const ingredientRows = (): ReadonlyArray<Insert<typeof Ingredient>> => {
  const rows: Array<Insert<typeof Ingredient>> = []
  const add = (recipe: Recipe, fillingId: number, parentId: number | null): void => {
    for (const [name, parts] of Object.entries(recipe)) {
      const id = rows.length + 1
      rows.push({ id, fillingId, parentId, name })
      add(parts, fillingId, id)
    }
  }
  names.forEach((name, i) => add(fillings[name]!, i + 1, null))
  return rows
}
