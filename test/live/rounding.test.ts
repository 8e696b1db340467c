import { Effect, pipe } from "effect"
import { all, createAll, double, execute, from, insertInto, integer, orderBy, primaryKey, round, select, table, trunc } from "fulmar"
import { expect, it } from "vitest"
import { kinds } from "../servers/kinds.js"
import { describeOn } from "../servers/live.js"
import { on } from "./conformance.js"

const Great = table("great", { id: integer.pipe(primaryKey), d: double })
const numbers = [9007199254740992, -1234567890123456800, 1e33, 1e34, -1e300]

describeOn(kinds, "rounding of great numbers", (db) => {
  it("has no place before the point where it stops", async () => {
    const program = Effect.gen(function* () {
      yield* createAll([Great])
      yield* execute(insertInto(Great, numbers.map((d, id) => ({ id, d }))))
      return yield* all(
        pipe(from(Great), orderBy(Great.id), select({ near: round(Great.d, -1), far: trunc(Great.d, -3), parts: round(Great.d, 2) })),
      )
    })
    expect(await on(db, program)).toEqual([
      { near: 9007199254740990, far: 9007199254740000, parts: 9007199254740992 },
      { near: -1234567890123456800, far: -1234567890123456000, parts: -1234567890123456800 },
      ...[1e33, 1e34, -1e300].map((d) => ({ near: d, far: d, parts: d })),
    ])
  })
})
