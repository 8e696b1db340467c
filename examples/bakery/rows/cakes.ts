import { BigDecimal } from "effect"
import type { Insert } from "fulmar"
import { type Bakery, type Cake, cakeKinds, type Fruit } from "../schema/index.js"
import { day } from "./day.js"
import type { Random } from "./random.js"
import { bakeries, flavours, fruits } from "./words.js"

export const bakeryRows = (random: Random) =>
  bakeries.map(
    ([name, city], i) =>
      ({
        id: i + 1,
        name,
        city,
        founded: day(random.between(1871, 2019), random.between(1, 12), random.between(1, 28)),
      }) satisfies Insert<typeof Bakery>,
  )

/** Ten cakes for each bakery. */
export const cakeRows = (random: Random) =>
  bakeries
    .flatMap((_, bakery) => random.sample(flavours, 10).map((flavour) => ({ bakeryId: bakery + 1, flavour })))
    .map(({ bakeryId, flavour }, i) => {
      const kind = random.pick(cakeKinds)
      return {
        id: i + 1,
        bakeryId,
        name: `${flavour} ${kind}`,
        kind,
        // 12.50 is 1250 with two digits after the point: exact, as money should be
        price: BigDecimal.make(BigInt(random.between(36, 160)) * 25n, 2),
        serves: random.between(4, 16),
        inStock: random.between(0, 12),
        glutenFree: random.between(1, 5) === 1,
      } satisfies Insert<typeof Cake>
    })

/** Up to three pieces of fruit on a cake, and some in the larder. */
export const fruitRows = (random: Random, cakes: number) => {
  const onCakes = Array.from({ length: cakes }, (_, i) => Array<number>(random.between(0, 3)).fill(i + 1))
  const larder = Array.from({ length: 20 }, () => null)
  return [...onCakes.flat(), ...larder].map(
    (cakeId, i) => ({ id: i + 1, name: random.pick(fruits), cakeId }) satisfies Insert<typeof Fruit>,
  )
}
