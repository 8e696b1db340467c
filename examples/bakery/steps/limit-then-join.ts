import { pipe } from "effect"
import { all, desc, eq, from, leftJoin, limit, orderBy, select } from "fulmar"
import { show } from "../page/show.js"
import { Cake, Fruit } from "../schema/index.js"

/** The limit comes before the join: ten cakes, with all the fruit of each. After the join it would be ten rows. */
const tenLargest = pipe(
  from(Cake),
  orderBy(desc(Cake.serves), Cake.id),
  limit(10),
  leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)),
  select({ cake: Cake.name, serves: Cake.serves, fruit: Fruit.name }),
)

export const limitThenJoin = show(tenLargest, all(tenLargest))
