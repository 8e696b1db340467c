import { Effect, pipe } from "effect"
import { forShare, forUpdate, from, select, transaction } from "fulmar"
import { expect, test } from "vitest"
import { all, Cake, inBakery } from "./bakery.js"
import { golden } from "./golden.js"

const id = pipe(from(Cake), select({ id: Cake.id }))

golden("rows locked for update", pipe(id, forUpdate()), {
  sqlite: "-- SQLite does not lock rows; run the query in a transaction, which locks the database",
  postgres: `select "cake"."id" from "cake" for update`,
  mariadb: "select `cake`.`id` from `cake` for update",
  mysql: "select `cake`.`id` from `cake` for update",
})
golden("rows locked for share, but not those that are locked", pipe(
  id,
  forShare({ locked: "skip locked", of: [Cake] }),
), {
  sqlite: "-- SQLite does not lock rows; run the query in a transaction, which locks the database",
  postgres: `select "cake"."id" from "cake" for share of "cake" skip locked`,
  mariadb: "-- MariaDB locks the rows of all tables of a query; leave out `of`, or join a derived table",
  mysql: "select `cake`.`id` from `cake` for share of `cake` skip locked",
})

test("SQLite refuses a lock with what to do instead", async () => {
  const locked = all(pipe(id, forUpdate({ locked: "nowait" })))
  const e = await inBakery(Effect.flip(
    transaction(locked as never) as never,
  )) as never as { reason: { _tag: string; message: string } }
  expect([e.reason._tag, e.reason.message]).toEqual([
    "CompileError",
    "SQLite does not lock rows; run the query in a transaction, which locks the database",
  ])
})
