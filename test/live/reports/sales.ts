import { date, type Insert, integer, nullable, primaryKey, table, text } from "fulmar"
import { filled } from "./report.js"

/** Sales with ties, NULLs, a leap day, a shop that sold nothing known, and a sum that no int4 holds. */
export const Sale = table("sale", {
  id: integer.pipe(primaryKey),
  shop: text.pipe(nullable),
  kind: text,
  day: date,
  cents: integer.pipe(nullable),
})

export const sales: ReadonlyArray<Insert<typeof Sale>> = [
  { id: 1, shop: "a", kind: "tart", day: "2023-02-28", cents: 400 },
  { id: 2, shop: "a", kind: "tart", day: "2024-02-29", cents: 400 },
  { id: 3, shop: "a", kind: "cake", day: "2024-02-29", cents: null },
  { id: 4, shop: "a", kind: "cake", day: "2024-03-01", cents: -50 },
  { id: 5, shop: "b", kind: "tart", day: "2023-12-31", cents: 900 },
  { id: 6, shop: "b", kind: "tart", day: "2024-01-01", cents: 900 },
  { id: 7, shop: "b", kind: "cake", day: "2024-12-31", cents: 100 },
  { id: 8, shop: null, kind: "cake", day: "2024-02-29", cents: 250 },
  { id: 9, shop: null, kind: "tart", day: "2025-02-28", cents: 0 },
  { id: 10, shop: "c", kind: "it's \"odd\"", day: "2024-06-15", cents: null },
  { id: 11, shop: "a", kind: "tart", day: "2025-03-01", cents: 2147483647 },
]

/** Shops: one of them has no sale. */
export const Shop = table("shop", { code: text.pipe(primaryKey), name: text })

export const seed = [
  filled(Sale, sales),
  filled(Shop, [
    { code: "a", name: "Bei \\ Äpfeln" },
    { code: "b", name: "B'äcker 🍰" },
    { code: "c", name: "closed" },
    { code: "d", name: "not yet open" },
  ]),
]
