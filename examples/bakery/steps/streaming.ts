import { BigDecimal, Effect, pipe, Stream } from "effect"
import { from, select, stream } from "fulmar"
import { showRows, showSql } from "../page/show.js"
import { OrderLine } from "../schema/index.js"

const lines = pipe(from(OrderLine), select({ quantity: OrderLine.quantity, unitPrice: OrderLine.unitPrice }))

const nothingYet = { lines: 0, revenue: BigDecimal.fromStringUnsafe("0.00") }

/** Rows are read in chunks as the fold wants them: a million need no more memory than these few thousand. */
const totals = stream(lines).pipe(
  Stream.runFold(
    () => nothingYet,
    (so, { quantity, unitPrice }) => ({
      lines: so.lines + 1,
      revenue: BigDecimal.sum(so.revenue, BigDecimal.multiply(unitPrice, BigDecimal.fromBigInt(BigInt(quantity)))),
    }),
  ),
)

export const streamed = Effect.gen(function* () {
  yield* showSql(lines)
  yield* showRows([yield* totals])
})
