import { Effect, pipe } from "effect"
import {
  all, as, deleteFrom, desc, execute, from, gt, inQuery, integer, lower, nullable, nullsLast, orderBy, over, primaryKey, rowNumber, select, table, text, where,
} from "fulmar"
import { filled, type Report } from "./report.js"

const Contact = table("contact", { id: integer.pipe(primaryKey), mail: text.pipe(nullable), seen: integer.pipe(nullable) })

const numbered = pipe(
  from(Contact),
  select({
    id: Contact.id,
    place: rowNumber().pipe(over({ partitionBy: [lower(Contact.mail)], orderBy: [nullsLast(desc(Contact.seen)), Contact.id] })),
  }),
  as("numbered"),
)
const doubles = pipe(from(numbered), where(gt(numbered.place, 1)), select({ id: numbered.id }))

export const deduplication: Report = {
  name: "a delete of doubles by their row number",
  seed: [
    filled(Contact, [
      { id: 1, mail: "a@x", seen: 1 }, { id: 2, mail: "A@x", seen: 2 }, { id: 3, mail: "a@X", seen: null }, { id: 4, mail: "a@X ", seen: 9 },
      { id: 5, mail: null, seen: 1 }, { id: 6, mail: null, seen: 1 }, { id: 7, mail: "b@x", seen: null }, { id: 8, mail: "o'b@x", seen: 3 },
      { id: 9, mail: "b@x", seen: 0 }, { id: 10, mail: "O'B@x", seen: 3 },
    ]),
  ],
  rows: Effect.andThen(
    execute(pipe(deleteFrom(Contact), where(inQuery(Contact.id, doubles)))),
    all(pipe(from(Contact), orderBy(Contact.id), select({ id: Contact.id }))),
  ),
  sql: () => [
    `delete from contact where id not in (select id from (
      select id from contact c where not exists (
        select 1 from contact d where (lower(d.mail) = lower(c.mail) or d.mail is null and c.mail is null) and (
          d.seen > c.seen or c.seen is null and d.seen is not null
          or (d.seen = c.seen or d.seen is null and c.seen is null) and d.id < c.id
        )
      )
    ) as kept)`,
    "select id from contact order by id",
  ],
  expected: [{ id: 2 }, { id: 4 }, { id: 5 }, { id: 8 }, { id: 9 }],
}
