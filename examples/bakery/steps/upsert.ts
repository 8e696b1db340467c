import { BigDecimal, pipe } from "effect"
import { add, all, excluded, insertInto, onConflictDoUpdate, returning } from "fulmar"
import { show } from "../page/show.js"
import { Cake } from "../schema/index.js"

const price = BigDecimal.fromStringUnsafe("21.50")

/** One cake is new; of the other there are some already, to which these are added. */
const delivery = pipe(
  insertInto(Cake, [
    { bakeryId: 4, name: "Sea Buckthorn tart", kind: "tart", price, serves: 8, inStock: 6 },
    { bakeryId: 4, name: "Lemon cheesecake", kind: "cheesecake", price, serves: 13, inStock: 6 },
  ]),
  onConflictDoUpdate([Cake.bakeryId, Cake.name], { inStock: add(Cake.inStock, excluded(Cake.inStock)) }),
  returning({ id: Cake.id, cake: Cake.name, inStock: Cake.inStock }),
)

export const upserted = show(delivery, all(delivery))
