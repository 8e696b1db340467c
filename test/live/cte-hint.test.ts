/** Hints of common table expressions do not change the rows. */
import { Effect, pipe } from "effect"
import {
  alias, all, createAll, cte, deleteFrom, eq, execute, from, gt, innerJoin, insertInto, integer, leftJoin, nullable, orderBy,
  primaryKey, returning, select, table, text, where,
} from "fulmar"
import { beforeAll, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { on } from "./conformance.js"

const Odd = table('o"dd`\\', { id: integer.pipe(primaryKey), "it's": text.pipe(nullable), parent: integer.pipe(nullable) })
const rows = [
  { id: 1, "it's": "a'\\\"` 🍰", parent: null },
  { id: 2, "it's": null, parent: 1 },
  { id: 3, "it's": "x", parent: 1 },
]

describeOn(["sqlite", "postgres", "mariadb", "mysql"], "hints of common table expressions", (db) => {
  const run = <A, E>(program: Effect.Effect<A, E, any>): Promise<A> => on(db, program)

  beforeAll(() => run(Effect.andThen(createAll([Odd]), execute(insertInto(Odd, rows)))))

  for (const materialized of [true, false, undefined]) {
    const options = materialized === undefined ? {} : { materialized }

    it(`materialized: ${materialized}`, async () => {
      const own = pipe(from(Odd), where(gt(Odd.id, 0)), cte('c"t`e', options))
      const parents = own.pipe(alias("parents"))
      const pairs = pipe(
        from(own),
        leftJoin(parents, eq(parents.id, own.parent)),
        orderBy(own.id),
        select({ id: own.id, text: own["it's"], of: parents["it's"] }),
      )
      expect(await run(all(pairs))).toEqual([
        { id: 1, text: rows[0]!["it's"], of: null },
        { id: 2, text: null, of: rows[0]!["it's"] },
        { id: 3, text: "x", of: rows[0]!["it's"] },
      ])
      const none = pipe(from(own), where(gt(own.id, 9)), select({ id: own.id }), cte("none", options))
      expect(await run(all(pipe(from(own), innerJoin(none, eq(none.id, own.id)))))).toEqual([])
    })
  }

  if (db.kind === "postgres") {
    it("of a command, which is run once all the same", async () => {
      for (const [materialized, id] of [[true, 2], [false, 3]] as const) {
        const gone = pipe(deleteFrom(Odd), where(eq(Odd.id, id)), returning({ id: Odd.id }), cte("gone", { materialized }))
        const again = gone.pipe(alias("again"))
        expect(await run(all(pipe(from(gone), innerJoin(again, eq(again.id, gone.id)), select(gone.id))))).toEqual([id])
      }
    })
  }
})
