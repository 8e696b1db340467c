import { Effect, pipe } from "effect"
import {
  all, always, and, desc, eq, from, gt, isNotNull, isNull, limit, lt, nullsFirst, nullsLast, or, orderBy, type Row, select, where,
} from "fulmar"
import type { Report } from "./report.js"
import { Sale, seed } from "./sales.js"

/** By shop, those without one first; then by cents downwards, those without any last; then by id downwards. */
const after = ({ cents, id, shop }: Pick<Row<typeof Sale>, "cents" | "id" | "shop">) => {
  const byId = lt(Sale.id, id)
  const byCents =
    cents === null ? and(isNull(Sale.cents), byId) : or(lt(Sale.cents, cents), isNull(Sale.cents), and(eq(Sale.cents, cents), byId))
  return shop === null ? or(isNotNull(Sale.shop), byCents) : or(gt(Sale.shop, shop), and(eq(Sale.shop, shop), byCents))
}

type Place = Parameters<typeof after>[0]

const page = (last: Place | undefined) =>
  all(
    pipe(
      from(Sale),
      where(last === undefined ? always : after(last)),
      orderBy(nullsFirst(Sale.shop), nullsLast(desc(Sale.cents)), desc(Sale.id)),
      limit(2),
      select({ shop: Sale.shop, cents: Sale.cents, id: Sale.id }),
    ),
  )

const pages = (found: ReadonlyArray<Place>): Effect.Effect<ReadonlyArray<Place>, unknown, any> =>
  Effect.flatMap(page(found.at(-1)), (rows) => (rows.length === 0 ? Effect.succeed(found) : pages([...found, ...rows])))

export const keyset: Report = {
  name: "pages by their last row, in mixed directions with NULLs",
  seed,
  rows: pages([]),
  sql: () => "select shop, cents, id from sale order by shop is not null, shop, cents is null, cents desc, id desc",
  expected: [
    { shop: null, cents: 250, id: 8 },
    { shop: null, cents: 0, id: 9 },
    { shop: "a", cents: 2147483647, id: 11 },
    { shop: "a", cents: 400, id: 2 },
    { shop: "a", cents: 400, id: 1 },
    { shop: "a", cents: -50, id: 4 },
    { shop: "a", cents: null, id: 3 },
    { shop: "b", cents: 900, id: 6 },
    { shop: "b", cents: 900, id: 5 },
    { shop: "b", cents: 100, id: 7 },
    { shop: "c", cents: null, id: 10 },
  ],
}
