/** Arithmetic of 64-bit integers on SQLite, which would go on with floats where these end. */
import { Exit, ManagedRuntime, pipe } from "effect"
import * as fc from "fast-check"
import { add, all, bigint, from, isNotNull, mul, select, sub, value, values } from "fulmar"
import { Sqlite } from "fulmar/sqlite"
import { afterAll, expect, test } from "vitest"
import { numRuns } from "./harness.js"

const runtime = ManagedRuntime.make(Sqlite.layer({ filename: ":memory:" }))
afterAll(() => runtime.dispose())

const most = 2n ** 63n
const whole = fc.oneof(fc.bigInt({ min: -most, max: most - 1n }), fc.bigInt({ min: -9n, max: 9n }), fc.constantFrom(-most, most - 1n, 2n ** 32n, 3_037_000_500n))
const operations = [
  [add, (a: bigint, b: bigint) => a + b],
  [sub, (a: bigint, b: bigint) => a - b],
  [mul, (a: bigint, b: bigint) => a * b],
] as const

test("a sum, a difference and a product are exact, or fail where 64 bits do not hold them, though nothing reads them", () =>
  fc.assert(
    fc.property(whole, whole, fc.constantFrom(...operations), (a, b, [operation, exact]) => {
      const One = values("one", { n: bigint }, [{ n: 1n }])
      const made = operation(value(bigint, a), value(bigint, b))
      const found = runtime.runSyncExit(all(pipe(from(One), select({ it: made }))))
      const unread = runtime.runSyncExit(all(pipe(from(One), select({ is: isNotNull(made) }))))
      const expected = exact(a, b)
      const fits = expected >= -most && expected < most
      expect(Exit.isSuccess(found) ? found.value : "fails").toEqual(fits ? [{ it: expected }] : "fails")
      expect(Exit.isSuccess(unread) ? unread.value : "fails").toEqual(fits ? [{ is: true }] : "fails")
    }),
    { numRuns },
  ))
