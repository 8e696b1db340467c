import { Effect, pipe } from "effect"
import { all, desc, eq, from, innerJoin, limit, many, orderBy, select, where } from "fulmar"
import { showNested, showSql } from "../page/show.js"
import { Bakery, Cake, CakeFilling, Filling } from "../schema/index.js"

const fillingsOfCake = pipe(
  from(CakeFilling),
  innerJoin(Filling, eq(Filling.id, CakeFilling.fillingId)),
  where(eq(CakeFilling.cakeId, Cake.id)),
  select({ filling: Filling.name, grams: CakeFilling.grams }),
  orderBy(desc(CakeFilling.grams)),
)

const cakesOfBakery = pipe(
  from(Cake),
  where(eq(Cake.bakeryId, Bakery.id)),
  select({ cake: Cake.name, fillings: many(fillingsOfCake) }),
  orderBy(desc(Cake.serves), Cake.id),
  limit(2),
)

const bakeries = pipe(
  from(Bakery),
  select({ bakery: Bakery.name, largestCakes: many(cakesOfBakery) }),
  orderBy(Bakery.name),
)

export const nested = Effect.gen(function* () {
  yield* showSql(bakeries)
  yield* showNested(yield* all(bakeries), 2)
})
