/** What not every database has a form for goes through without loss, or is refused before anything is sent. */
import { Effect, pipe } from "effect"
import {
  all, createAll, double, eq, execute, from, insertInto, integer, nullable, orderBy, primaryKey, select, table, text, where,
} from "fulmar"
import { beforeAll, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { everywhere, on } from "./conformance.js"

const Odd = table("odd", { id: integer.pipe(primaryKey), x: double.pipe(nullable), t: text.pipe(nullable) })

const has: Readonly<Record<(typeof everywhere)[number], ReadonlyArray<number>>> = {
  postgres: [Infinity, -Infinity, NaN],
  sqlite: [Infinity, -Infinity],
  mariadb: [],
  mysql: [],
}

describeOn(everywhere, "odd values", (db) => {
  beforeAll(() => on(db, createAll([Odd])))
  const stored = all(pipe(from(Odd), orderBy(Odd.id), select(Odd.x)))

  it("fractions that are no numbers come back, or are refused", async () => {
    for (const [i, x] of [Infinity, -Infinity, NaN].entries()) {
      const written = await on(db, Effect.result(execute(insertInto(Odd, { id: i, x }))))
      if (has[db.kind].includes(x)) {
        expect(written).toMatchObject({ _tag: "Success" })
        expect(await on(db, all(pipe(from(Odd), where(eq(Odd.x, x)), select(Odd.id))))).toEqual([i])
        continue
      }
      expect(written).toMatchObject({ _tag: "Failure", failure: { _tag: "ValidationError" } })
      const compared = await on(db, Effect.flip(all(pipe(from(Odd), where(eq(Odd.x, x))))))
      expect(compared).toMatchObject({ _tag: "SqlError", reason: { _tag: "CompileError" } })
    }
    expect(await on(db, stored)).toEqual(has[db.kind])
    // Of 0, the sign is kept where the database keeps it.
    await on(db, execute(insertInto(Odd, { id: 9, x: -0 })))
    const zero = (await on(db, stored)).at(-1)
    expect(zero).toBeCloseTo(0)
    // Which MariaDB does depends on its version.
    if (db.kind !== "mariadb") expect(Object.is(zero, -0)).toBe(db.kind !== "sqlite")
  })

  it("a text with a NUL is refused, and nothing is written", async () => {
    const before = await on(db, stored)
    const error = await on(db, Effect.flip(execute(insertInto(Odd, { id: 50, t: "a\0b" }))))
    expect(error).toMatchObject({ _tag: "ValidationError" })
    const compared = await on(db, Effect.flip(all(pipe(from(Odd), where(eq(Odd.t, "a\0b"))))))
    expect(compared.message).toMatch(/does not fit/)
    expect(await on(db, stored)).toEqual(before)
  })
})
