import { pipe } from "effect"
import { all, and, eq, exists, from, gt, not, orderBy, select, where } from "fulmar"
import type { Report } from "./report.js"
import { Sale, seed, Shop } from "./sales.js"

export const antiJoin: Report = {
  name: "what has no match, beside NULLs",
  seed,
  rows: all(
    pipe(
      from(Shop),
      where(not(exists(pipe(from(Sale), where(and(eq(Sale.shop, Shop.code), gt(Sale.cents, 900))))))),
      orderBy(Shop.code),
      select({ code: Shop.code }),
    ),
  ),
  sql: () => `
    select code from shop left join sale on shop = code and cents > 900 where id is null order by code`,
  expected: [{ code: "b" }, { code: "c" }, { code: "d" }],
}
