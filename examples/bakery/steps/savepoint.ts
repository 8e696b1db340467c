import { BigDecimal, Effect } from "effect"
import { count, execute, from, insertInto, savepoint, transaction } from "fulmar"
import { showRows, showSql } from "../page/show.js"
import { Order, OrderLine } from "../schema/index.js"

const price = BigDecimal.fromStringUnsafe("18.00")
const placedAt = new Date("2025-01-01T09:00:00Z")

const placeOrder = insertInto(Order, { id: 5000, customerId: 7, bakeryId: 3, status: "baking", placedAt })
const addCake = insertInto(OrderLine, { orderId: 5000, line: 1, cakeId: 21, quantity: 1, unitPrice: price })
const addGift = insertInto(OrderLine, { orderId: 5000, line: 2, cakeId: 22, quantity: 1, unitPrice: price })

const counts = (when: string) =>
  Effect.gen(function* () {
    return { when, orders: yield* count(from(Order)), lines: yield* count(from(OrderLine)) }
  })

export const savepointUndone = Effect.gen(function* () {
  yield* showSql(placeOrder)
  yield* showSql(addGift)

  const before = yield* counts("before")
  const within = yield* transaction(
    Effect.gen(function* () {
      yield* execute(placeOrder)
      yield* execute(addCake)

      // The gift is tried in a savepoint: when it fails, it alone is undone.
      const withGift = yield* savepoint(
        Effect.gen(function* () {
          yield* execute(addGift)
          const counted = yield* counts("with the gift, in the savepoint")
          return yield* Effect.fail({ _tag: "OutOfGifts", counted } as const)
        }),
      ).pipe(Effect.catchTag("OutOfGifts", ({ counted }) => Effect.succeed(counted)))

      return [withGift, yield* counts("savepoint rolled back")]
    }),
  )
  yield* showRows([before, ...within, yield* counts("committed")])
})
