import { pipe } from "effect"
import { add, all, eq, from, groupBy, innerJoin, integer, literal, max, mul, orderBy, primaryKeyOn, recursive, select, sum, table, text, where } from "fulmar"
import { filled, type Report } from "./report.js"

/** What goes into what: sugar goes into a cake on three ways, at two depths. */
const Uses = table("uses", { whole: text, part: text, quantity: integer }, (t) => [primaryKeyOn(t.whole, t.part)])

const parts = recursive(
  "parts",
  pipe(from(Uses), where(eq(Uses.whole, "cake")), select({ part: Uses.part, quantity: Uses.quantity, depth: literal(1) })),
  (above) =>
    pipe(
      from(Uses),
      innerJoin(above, eq(Uses.whole, above.part)),
      select({ part: Uses.part, quantity: mul(above.quantity, Uses.quantity), depth: add(above.depth, 1) }),
    ),
)

export const billOfMaterials: Report = {
  name: "a bill of materials with quantities",
  seed: [
    filled(Uses, [
      { whole: "cake", part: "base", quantity: 3 }, { whole: "cake", part: "cream", quantity: 2 }, { whole: "cake", part: "sugar", quantity: 5 },
      { whole: "base", part: "egg", quantity: 4 }, { whole: "base", part: "sugar", quantity: 7 }, { whole: "cream", part: "syrup", quantity: 6 },
      { whole: "syrup", part: "sugar", quantity: 10 }, { whole: "bread", part: "salt", quantity: 1 },
    ]),
  ],
  rows: all(
    pipe(
      from(parts),
      groupBy(parts.part),
      select({ part: parts.part, quantity: sum(parts.quantity), depth: max(parts.depth) }),
      orderBy(parts.part),
    ),
  ),
  sql: () => `
    with recursive p (part, quantity, depth) as (
      select part, quantity, 1 from uses where whole = 'cake'
      union all select u.part, p.quantity * u.quantity, p.depth + 1 from uses u join p on u.whole = p.part
    ) select part, sum(quantity) as quantity, max(depth) as depth from p group by part order by part`,
  expected: [
    { part: "base", quantity: 3, depth: 1 },
    { part: "cream", quantity: 2, depth: 1 },
    { part: "egg", quantity: 12, depth: 2 },
    { part: "sugar", quantity: 5 + 3 * 7 + 2 * 6 * 10, depth: 3 },
    { part: "syrup", quantity: 12, depth: 2 },
  ],
}
