import { pipe } from "effect"
import {
  all, always, as, desc, distinctOn, eq, from, leftJoin, leftJoinLateral, limit, lte, and, nullsFirst, nullsLast, orderBy, over, rank, rowNumber, select,
  where,
} from "fulmar"
import type { Report } from "./report.js"
import { Sale, seed, Shop } from "./sales.js"

const best = [nullsLast(desc(Sale.cents)), Sale.id] as const
const places = pipe(
  from(Sale),
  select({
    id: Sale.id,
    shop: Sale.shop,
    place: rowNumber().pipe(over({ partitionBy: [Sale.shop], orderBy: best })),
    shared: rank().pipe(over({ partitionBy: [Sale.shop], orderBy: [nullsLast(desc(Sale.cents))] })),
  }),
  as("places"),
)

const counted = `(select count(*) from sale t where t.shop = s.shop and (
  (t.cents is null and s.cents is null or t.cents = s.cents) and t.id < s.id or t.cents > s.cents or s.cents is null and t.cents is not null))`

const twoOfEach = [
  { shop: "a", id: 11 },
  { shop: "a", id: 1 },
  { shop: "b", id: 5 },
  { shop: "b", id: 6 },
  { shop: "c", id: 10 },
  { shop: "d", id: null },
]

const sql = () => `
  select shop.code as shop, s.id from shop left join sale s on s.shop = shop.code and ${counted} < 2
  order by shop.code, s.cents is null, s.cents desc, s.id`

export const topByWindow: Report = {
  name: "the first two of each group, by a window",
  seed,
  rows: all(
    pipe(
      from(Shop),
      leftJoin(places, and(eq(places.shop, Shop.code), lte(places.place, 2))),
      orderBy(Shop.code, places.place),
      select({ shop: Shop.code, id: places.id }),
    ),
  ),
  sql,
  expected: twoOfEach,
}

const two = pipe(from(Sale), where(eq(Sale.shop, Shop.code)), orderBy(...best), limit(2), select({ id: Sale.id, cents: Sale.cents }), as("two"))

export const topByLateral: Report = {
  name: "the first two of each group, by a lateral join",
  only: ["postgres", "mysql"],
  seed,
  rows: all(
    pipe(
      from(Shop),
      leftJoinLateral(two, always),
      orderBy(Shop.code, nullsLast(desc(two.cents)), two.id),
      select({ shop: Shop.code, id: two.id }),
    ),
  ),
  sql,
  expected: twoOfEach,
}

export const topWithTies: Report = {
  name: "the greatest of each group with all ties",
  seed,
  rows: all(
    pipe(from(places), where(eq(places.shared, 1)), orderBy(nullsFirst(places.shop), places.id), select({ shop: places.shop, id: places.id })),
  ),
  sql: () => `
    select shop, id from sale s
    where not exists (select 1 from sale t where (t.shop = s.shop or t.shop is null and s.shop is null)
      and (t.cents > s.cents or s.cents is null and t.cents is not null))
    order by shop is not null, shop, id`,
  expected: [
    { shop: null, id: 8 },
    { shop: "a", id: 11 },
    { shop: "b", id: 5 },
    { shop: "b", id: 6 },
    { shop: "c", id: 10 },
  ],
}

export const greatestOfGroup: Report = {
  name: "the greatest of each group, by distinctOn",
  seed,
  rows: all(
    pipe(from(Sale), distinctOn(Sale.shop), orderBy(nullsFirst(Sale.shop), ...best), select({ shop: Sale.shop, id: Sale.id, cents: Sale.cents })),
  ),
  sql: () => `
    select shop, id, cents from (
      select shop, id, cents, row_number() over (partition by shop order by cents is null, cents desc, id) as place from sale
    ) as p where place = 1 order by shop is not null, shop`,
  expected: [
    { shop: null, id: 8, cents: 250 },
    { shop: "a", id: 11, cents: 2147483647 },
    { shop: "b", id: 5, cents: 900 },
    { shop: "c", id: 10, cents: null },
  ],
}
