import { BigDecimal, Effect } from "effect"
import {
  bigint, boolean, createAll, date, execute, type Insert, insertInto, integer, json, localDate, nullable, numeric, primaryKey, table,
  text, timestamptz,
} from "fulmar"
import * as t from "io-ts"
import { random } from "../random.js"

/** Ten columns of the types that rows are made of. */
export const Wide = table("wide", {
  id: integer.pipe(primaryKey),
  quantity: integer,
  total: bigint,
  price: numeric(10, 2),
  day: date,
  at: timestamptz,
  name: text,
  note: text.pipe(nullable),
  active: boolean,
  detail: json(t.type({ size: t.number, tags: t.readonlyArray(t.string) })),
})

/** No `total` is beyond 2^53, which some of the contenders would round. */
export const wideRows = (first: number, count: number): ReadonlyArray<Insert<typeof Wide>> => {
  const { below, oneIn, word, words } = random(first)
  return Array.from({ length: count }, (_, i) => ({
    id: first + i,
    quantity: below(1_000_000),
    total: BigInt(below(2 ** 30)) * 1_000_003n,
    price: BigDecimal.make(BigInt(below(1_000_000)), 2),
    day: localDate(new Date(below(20_000) * 86_400_000)),
    at: new Date(below(2 ** 30) * 1000),
    name: words(2),
    note: oneIn(3) ? null : words(4),
    active: oneIn(2),
    detail: { size: below(100), tags: [word(3, 6), word(3, 6)] },
  }))
}

const chunk = 50_000

/** Creates the table and fills it, some rows at a time, so that memory does not hold all of them. */
export const fillWide = (rows: number) =>
  Effect.gen(function* () {
    yield* createAll([Wide])
    for (let first = 1; first <= rows; first += chunk) {
      yield* execute(insertInto(Wide, wideRows(first, Math.min(chunk, rows - first + 1))))
    }
  })
