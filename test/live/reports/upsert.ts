import { Effect, pipe } from "effect"
import { add, all, date, excluded, execute, from, gt, insertInto, integer, nullable, onConflictDoUpdate, orderBy, primaryKey, table, text } from "fulmar"
import { filled, type Report } from "./report.js"

const Price = table("price", { item: text.pipe(primaryKey), cents: integer, since: date, changes: integer, note: text.pipe(nullable) })

const offers = insertInto(Price, [
  { item: "newer", cents: 20, since: "2024-02-29", changes: 0, note: null },
  { item: "older", cents: 20, since: "2023-02-28", changes: 0, note: "never seen" },
  { item: "same", cents: 20, since: "2024-02-28", changes: 0, note: "never seen" },
  { item: "it's \\ \"new\"", cents: 20, since: "2024-02-29", changes: 0, note: "🍰" },
])

export const upsert: Report = {
  name: "an upsert of what is newer",
  seed: [
    filled(Price, [
      { item: "newer", cents: 10, since: "2024-02-28", changes: 1, note: "old" }, { item: "older", cents: 10, since: "2024-02-28", changes: 1 },
      { item: "same", cents: 10, since: "2024-02-28", changes: 1, note: "kept" },
    ]),
  ],
  rows: pipe(
    offers,
    onConflictDoUpdate(
      [Price.item],
      { cents: excluded(Price.cents), since: excluded(Price.since), changes: add(Price.changes, 1), note: excluded(Price.note) },
      { where: gt(excluded(Price.since), Price.since) },
    ),
    execute,
    Effect.andThen(all(pipe(from(Price), orderBy(Price.cents, Price.item)))),
  ),
  sql: (w) => {
    const mysql = w.kind === "mysql" || w.kind === "mariadb"
    const sets = ["cents", "changes", "note", "since"].map((name) =>
      mysql
        ? `${name} = if(values(since) > since, ${name === "changes" ? "changes + 1" : `values(${name})`}, ${name})`
        : `${name} = ${name === "changes" ? "price.changes + 1" : `excluded.${name}`}`,
    )
    const odd = mysql ? `'it''s \\\\ "new"'` : `'it''s \\ "new"'`
    return [
      `insert into price (item, cents, since, changes, note) values ('newer', 20, '2024-02-29', 0, null),
        ('older', 20, '2023-02-28', 0, 'x'), ('same', 20, '2024-02-28', 0, 'x'), (${odd}, 20, '2024-02-29', 0, '🍰')
        ${mysql ? `on duplicate key update ${sets}` : `on conflict (item) do update set ${sets} where excluded.since > price.since`}`,
      `select item, cents, ${w.text("since")} as since, changes, note from price order by cents, item`,
    ]
  },
  expected: [
    { item: "older", cents: 10, since: "2024-02-28", changes: 1, note: null },
    { item: "same", cents: 10, since: "2024-02-28", changes: 1, note: "kept" },
    { item: "it's \\ \"new\"", cents: 20, since: "2024-02-29", changes: 0, note: "🍰" },
    { item: "newer", cents: 20, since: "2024-02-29", changes: 2, note: null },
  ],
}
