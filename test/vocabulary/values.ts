import { all, type AnyExpr, eq, from, select, where } from "fulmar"
import { pipe } from "effect"
import { expect, test } from "vitest"
import { inBakery, Kinds, plain } from "../core/bakery.js"

/** Tests that expressions are what they should be on the first row of {@link Kinds}. */
export const testValues = (cases: Readonly<Record<string, readonly [expr: AnyExpr, value: unknown]>>): void => {
  test.each(Object.entries(cases))("%s", async (_, [x, expected]) => {
    const rows = await inBakery(all(pipe(from(Kinds), where(eq(Kinds.id, 1)), select({ x: x as never }))) as never)
    expect(plain(rows)).toEqual([{ x: plain(expected) }])
  })
}
