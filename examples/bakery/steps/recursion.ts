import { pipe } from "effect"
import { add, all, and, concat, eq, from, innerJoin, isNull, literal, orderBy, recursive, select, where } from "fulmar"
import { show } from "../page/show.js"
import { Filling, Ingredient } from "../schema/index.js"

/** First what is directly in the ganache, then again and again what is in that. */
const ganache = recursive(
  "ganache",
  pipe(
    from(Ingredient),
    innerJoin(Filling, eq(Filling.id, Ingredient.fillingId)),
    where(and(eq(Filling.name, "Chocolate ganache"), isNull(Ingredient.parentId))),
    select({ id: Ingredient.id, path: Ingredient.name, depth: literal(1) }),
  ),
  (above) =>
    pipe(
      from(Ingredient),
      innerJoin(above, eq(Ingredient.parentId, above.id)),
      select({ id: Ingredient.id, path: concat(above.path, " > ", Ingredient.name), depth: add(above.depth, 1) }),
    ),
)

const ingredients = pipe(from(ganache), select({ path: ganache.path, depth: ganache.depth }), orderBy(ganache.path))

export const recursiveTree = show(ingredients, all(ingredients))
