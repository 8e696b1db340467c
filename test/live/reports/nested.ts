import { pipe } from "effect"
import { all, as, eq, from, isNotDistinctFrom, many, nullsFirst, orderBy, select, where, and, distinct } from "fulmar"
import type { Report } from "./report.js"
import { Sale, seed, Shop } from "./sales.js"

const kinds = pipe(from(Sale), distinct, select({ shop: Sale.shop, kind: Sale.kind }), as("kinds"))

const ofKind = pipe(
  from(Sale),
  where(and(isNotDistinctFrom(Sale.shop, kinds.shop), eq(Sale.kind, kinds.kind))),
  orderBy(nullsFirst(Sale.cents), Sale.id),
  select({ id: Sale.id, day: Sale.day, cents: Sale.cents }),
)
const ofShop = pipe(from(kinds), where(eq(kinds.shop, Shop.code)), orderBy(kinds.kind), select({ kind: kinds.kind, sales: many(ofKind) }))

export const nested: Report = {
  name: "a hierarchy, three levels deep",
  seed,
  rows: all(pipe(from(Shop), orderBy(Shop.code), select({ name: Shop.name, kinds: many(ofShop) }))),
  sql: (w) => `
    select name, kind, id, ${w.text("day")} as day, cents from shop left join sale on shop = code
    order by code, kind, cents is not null, cents, id`,
  fold: (rows) => {
    const shops = new Map<string, Map<string, Array<unknown>>>()
    for (const { name, kind, ...sale } of rows) {
      const kinds = shops.get(name) ?? new Map<string, Array<unknown>>()
      shops.set(name, kinds)
      if (kind !== null) kinds.set(kind, [...(kinds.get(kind) ?? []), sale])
    }
    return [...shops].map(([name, kinds]) => ({ name, kinds: [...kinds].map(([kind, sales]) => ({ kind, sales })) }))
  },
  expected: [
    {
      name: "Bei \\ Äpfeln",
      kinds: [
        { kind: "cake", sales: [{ id: 3, day: "2024-02-29", cents: null }, { id: 4, day: "2024-03-01", cents: -50 }] },
        {
          kind: "tart",
          sales: [
            { id: 1, day: "2023-02-28", cents: 400 },
            { id: 2, day: "2024-02-29", cents: 400 },
            { id: 11, day: "2025-03-01", cents: 2147483647 },
          ],
        },
      ],
    },
    {
      name: "B'äcker 🍰",
      kinds: [
        { kind: "cake", sales: [{ id: 7, day: "2024-12-31", cents: 100 }] },
        { kind: "tart", sales: [{ id: 5, day: "2023-12-31", cents: 900 }, { id: 6, day: "2024-01-01", cents: 900 }] },
      ],
    },
    { name: "closed", kinds: [{ kind: "it's \"odd\"", sales: [{ id: 10, day: "2024-06-15", cents: null }] }] },
    { name: "not yet open", kinds: [] },
  ],
}
