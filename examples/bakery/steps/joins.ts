import { pipe } from "effect"
import { all, and, coalesce, eq, from, innerJoin, leftJoin, orderBy, select, where } from "fulmar"
import { show } from "../page/show.js"
import { Bakery, Cake, Fruit } from "../schema/index.js"

const inBergen = pipe(
  from(Cake),
  innerJoin(Bakery, eq(Cake.bakeryId, Bakery.id)),
  where(and(eq(Bakery.city, "Bergen"), eq(Cake.glutenFree, true))),
  select({ bakery: Bakery.name, cake: Cake.name, price: Cake.price }),
  orderBy(Bakery.name, Cake.name),
)

export const innerJoined = show(inBergen, all(inBergen))

/** `fruit` is a string; without `coalesce` its type would be `string | null`. */
const decorated = pipe(
  from(Cake),
  leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)),
  select({ cake: Cake.name, fruit: coalesce(Fruit.name, "no fruit") }),
  orderBy(Cake.id, Fruit.id),
)

export const leftJoined = show(decorated, all(decorated))

/** A whole table is selected by its name: `fruit` is a row of it, or `null` where there is none. */
const withWholeFruit = pipe(
  from(Cake),
  leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)),
  select({ cake: Cake.name, fruit: Fruit }),
  orderBy(Cake.id, Fruit.id),
)

export const wholeTable = show(withWholeFruit, all(withWholeFruit))
