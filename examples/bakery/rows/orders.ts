import type { Insert } from "fulmar"
import type { Customer, Order, OrderLine } from "../schema/index.js"
import type { bakeryRows, cakeRows } from "./cakes.js"
import { day } from "./day.js"
import type { Random } from "./random.js"
import { allergies, firstNames, lastNames } from "./words.js"

const ascii = (name: string): string =>
  name.toLowerCase().replaceAll("ø", "o").normalize("NFD").replaceAll(/\p{Mark}/gu, "")

const birthday = (random: Random) => day(random.between(1940, 2006), random.between(1, 12), random.between(1, 28))

export const customerRows = (random: Random) =>
  firstNames
    .flatMap((first) => lastNames.map((last) => [first, last] as const))
    .map(
      ([first, last], i) =>
        ({
          id: i + 1,
          name: `${first} ${last}`,
          email: `${ascii(first)}.${ascii(last)}@example.org`,
          birthday: random.between(1, 3) === 1 ? null : birthday(random),
          points: BigInt(random.between(0, 500)),
          preferences: {
            newsletter: random.between(0, 1) === 1,
            allergies: random.sample(allergies, random.between(0, 2)),
          },
        }) satisfies Insert<typeof Customer>,
    )

const hour = 60 * 60 * 1000
const firstMorning = Date.UTC(2024, 0, 1, 7)

/** An order every five and a half hours, all through 2024. */
export const orderRows = (
  random: Random,
  customers: ReturnType<typeof customerRows>,
  bakeries: ReturnType<typeof bakeryRows>,
) =>
  Array.from(
    { length: 1590 },
    (_, i) =>
      ({
        id: i + 1,
        customerId: random.pick(customers).id,
        bakeryId: random.pick(bakeries).id,
        status: random.pick(i > 1550 ? ["baking", "ready"] : ["collected", "collected", "cancelled"]),
        placedAt: new Date(firstMorning + i * 5.5 * hour),
      }) satisfies Insert<typeof Order>,
  )

/** One to five different cakes of the bakery in each order. */
export const orderLineRows = (
  random: Random,
  orders: ReturnType<typeof orderRows>,
  cakes: ReturnType<typeof cakeRows>,
) =>
  orders.flatMap((order) => {
    const onSale = cakes.filter((cake) => cake.bakeryId === order.bakeryId)
    return random.sample(onSale, random.between(1, 5)).map(
      (cake, i) =>
        ({
          orderId: order.id,
          line: i + 1,
          cakeId: cake.id,
          quantity: random.between(1, 4),
          unitPrice: cake.price,
        }) satisfies Insert<typeof OrderLine>,
    )
  })
