import { BigDecimal, Effect } from "effect"
import * as fc from "fast-check"
import {
  abs,
  add,
  all,
  asc,
  avg,
  between,
  cast,
  ceil,
  createAll,
  type Database,
  deleteFrom,
  allRows,
  div,
  eq,
  execute,
  type Expr,
  floor,
  from,
  gt,
  gte,
  insertInto,
  integer,
  isDistinctFrom,
  isIn,
  lt,
  lte,
  max,
  min,
  mod,
  mul,
  neg,
  neq,
  nullable,
  numeric,
  one,
  orderBy,
  primaryKey,
  raw,
  round,
  select,
  sign,
  sub,
  sum,
  table,
  text,
} from "fulmar"
import * as Sqlite from "fulmar/sqlite"
import { pipe } from "effect"
import { describe, expect, it } from "vitest"
import { numRuns } from "./cases.js"

/** Small numbers, so that equal ones are met, and numbers of any size. */
const decimals: fc.Arbitrary<BigDecimal.BigDecimal> = fc.oneof(
  fc.tuple(fc.bigInt(-200n, 200n), fc.integer({ min: 0, max: 3 })),
  fc.tuple(fc.bigInt(-(10n ** 30n), 10n ** 30n), fc.integer({ min: -25, max: 40 })),
).map(([value, scale]) => BigDecimal.make(value, scale))

/** A number, written as it may be stored by other programs: with more zeros, a sign or an exponent. */
type Written = readonly [value: BigDecimal.BigDecimal, text: string]

const writtenAs = (value: BigDecimal.BigDecimal): fc.Arbitrary<Written> =>
  fc.tuple(fc.integer({ min: 0, max: 5 }), fc.constantFrom("", "+", "0", "e")).map(([zeros, style]) => {
    const { value: digits, scale } = value
    if (style === "e") return [value, `${digits}e${-scale}`]
    const places = Math.max(scale, 0) + zeros
    const unscaled = (digits < 0n ? -digits : digits) * 10n ** BigInt(places - scale)
    const padded = unscaled.toString().padStart(places + 1, "0")
    const plain = places === 0 ? padded : `${padded.slice(0, -places)}.${padded.slice(-places)}`
    return [value, `${digits < 0n ? "-" : style === "+" ? "+" : ""}${style === "0" ? "000" : ""}${plain}`]
  })

const written: fc.Arbitrary<Written> = decimals.chain(writtenAs)

/** The number itself, its negation, or one that differs from it in further places only. */
const near = (a: BigDecimal.BigDecimal): fc.Arbitrary<BigDecimal.BigDecimal> =>
  fc.oneof(
    fc.constantFrom(a, BigDecimal.negate(a)),
    fc
      .tuple(fc.bigInt(-9n, 9n), fc.integer({ min: 1, max: 3 }))
      .map(([n, more]) => BigDecimal.sum(a, BigDecimal.make(n, a.scale + more))),
  )

const pairs: fc.Arbitrary<readonly [Written, Written]> = decimals.chain((a) =>
  fc.tuple(writtenAs(a), fc.oneof(decimals, near(a)).chain(writtenAs)),
)

const N = table("n", {
  id: integer.pipe(primaryKey),
  a: numeric().pipe(nullable),
  b: numeric().pipe(nullable),
})

const Live = Sqlite.layer({ filename: ":memory:" })

const withDatabase = (program: Effect.Effect<void, unknown, Database>): Promise<void> =>
  Effect.runPromise(Effect.andThen(createAll([N]), program).pipe(Effect.provide(Live)))

/** Checks a property, every case on the same database. */
const holds = <T>(
  arbitrary: fc.Arbitrary<T>,
  property: (x: T) => Effect.Effect<void, unknown, Database>,
): Promise<void> =>
  withDatabase(
    Effect.flatMap(Effect.context<Database>(), (context) =>
      Effect.promise(() =>
        fc.assert(
          fc.asyncProperty(arbitrary, (x) => Effect.runPromiseWith(context)(property(x))),
          { numRuns },
        ),
      ),
    ),
  )

/** Puts texts into the table just as they are. */
const store = (rows: ReadonlyArray<readonly [string | null, string | null]>) =>
  Effect.gen(function* () {
    yield* execute(deleteFrom(N).pipe(allRows))
    const values = rows.map(([a, b], id) => ({
      id,
      a: a === null ? null : raw(numeric())`${a}`,
      b: b === null ? null : raw(numeric())`${b}`,
    }))
    yield* execute(insertInto(N, values))
  })

const same = (a: BigDecimal.BigDecimal | null, b: BigDecimal.BigDecimal | null): boolean =>
  a === null || b === null ? a === b : BigDecimal.equals(a, b)

const expectSame = (actual: unknown, expected: unknown, what: string): void => {
  const equal = BigDecimal.isBigDecimal(actual) && BigDecimal.isBigDecimal(expected)
    ? same(actual, expected)
    : actual === expected
  if (!equal) throw new Error(`${what}: expected ${String(expected)}, got ${String(actual)}`)
}

const whole = (n: BigDecimal.BigDecimal): bigint => n.value / 10n ** BigInt(Math.max(n.scale, 0))
const remainder = (a: BigDecimal.BigDecimal, b: BigDecimal.BigDecimal): BigDecimal.BigDecimal => {
  const scale = Math.max(a.scale, b.scale, 0)
  return BigDecimal.make(BigDecimal.scale(a, scale).value % BigDecimal.scale(b, scale).value, scale)
}

/** Is it the quotient to at least 20 digits, and exactly if it has no more? */
const isQuotient = (q: BigDecimal.BigDecimal | null, a: BigDecimal.BigDecimal, b: BigDecimal.BigDecimal): boolean => {
  if (q === null || BigDecimal.isZero(b)) return q === null && BigDecimal.isZero(b)
  const rest = BigDecimal.abs(BigDecimal.subtract(BigDecimal.multiply(q, b), a))
  return BigDecimal.isLessThanOrEqualTo(rest, BigDecimal.multiply(BigDecimal.abs(a), BigDecimal.make(1n, 19)))
}

describe("decimals on SQLite", () => {
  it("are compared by value, however they are written", () =>
    holds(pairs, ([[a, x], [b, y]]) =>
      Effect.gen(function* () {
        yield* store([[x, y]])
        const order = BigDecimal.Order(a, b)
        const row = yield* one(
          pipe(
            from(N),
            select({
              eq: eq(N.a, N.b),
              neq: neq(N.a, N.b),
              lt: lt(N.a, N.b),
              lte: lte(N.a, N.b),
              gt: gt(N.a, N.b),
              gte: gte(N.a, N.b),
              distinct: isDistinctFrom(N.a, N.b),
              between: between(N.a, N.b, N.b),
              isIn: isIn(N.a, [N.b]),
              value: eq(N.a, b),
              values: isIn(N.a, [b]),
            }),
          ),
        )
        expect(row).toEqual({
          eq: order === 0,
          neq: order !== 0,
          lt: order < 0,
          lte: order <= 0,
          gt: order > 0,
          gte: order >= 0,
          distinct: order !== 0,
          between: order === 0,
          isIn: order === 0,
          value: order === 0,
          values: order === 0,
        })
      }),
    ))

  it("have keys in the order of their values, and one key for equal values", () =>
    holds(pairs, ([[a, x], [b, y]]) =>
      Effect.gen(function* () {
        yield* store([[x, y]])
        const key = (e: Expr<BigDecimal.BigDecimal | null, any, any>) => raw(text)`fulmar_decimal_key(${e})` as never
        const row: any = yield* one(pipe(from(N), select({ a: key(N.a as never), b: key(N.b as never) })) as never)
        const order = Math.sign(Buffer.compare(Buffer.from(row.a), Buffer.from(row.b)))
        expectSame(order, BigDecimal.Order(a, b), `the order of ${x} and ${y}`)
      }) as never,
    ))

  it("are sorted by value", () =>
    holds(fc.array(written, { minLength: 1, maxLength: 12 }), (values) =>
      Effect.gen(function* () {
        yield* store(values.map(([, x]) => [x, null]))
        const rows = yield* all(pipe(from(N), orderBy(asc(N.a)), select({ a: N.a })))
        const sorted = values.map(([a]) => a).toSorted(BigDecimal.Order)
        rows.forEach((row, i) => expectSame(row.a, sorted[i], `row ${i}`))
      }),
    ))

  it("are added, subtracted, multiplied and divided as BigDecimal does it", () =>
    holds(pairs, ([[a, x], [b, y]]) =>
      Effect.gen(function* () {
        yield* store([[x, y]])
        const row = yield* one(
          pipe(
            from(N),
            select({
              add: add(N.a, N.b),
              sub: sub(N.a, N.b),
              mul: mul(N.a, N.b),
              div: div(N.a, N.b),
              mod: mod(N.a, N.b),
              byValue: mul(N.a, b),
            }),
          ),
        )
        expectSame(row.add, BigDecimal.sum(a, b), `${x} + ${y}`)
        expectSame(row.sub, BigDecimal.subtract(a, b), `${x} - ${y}`)
        expectSame(row.mul, BigDecimal.multiply(a, b), `${x} * ${y}`)
        expectSame(row.byValue, BigDecimal.multiply(a, b), `${x} * ${y}`)
        expectSame(row.mod, BigDecimal.isZero(b) ? null : remainder(a, b), `${x} % ${y}`)
        expectSame(isQuotient(row.div, a, b), true, `${x} / ${y} = ${row.div}`)
      }),
    ))

  it("have the quotient that was multiplied, when it has 20 digits at most", () =>
    holds(
      fc.tuple(fc.bigInt(-(10n ** 19n), 10n ** 19n), fc.integer({ min: 0, max: 25 }), decimals),
      ([digits, scale, b]) =>
        Effect.gen(function* () {
          const a = BigDecimal.make(digits, scale)
          yield* store([["0", null]])
          const product = raw(numeric())`${BigDecimal.format(BigDecimal.multiply(a, b))}`
          const row = yield* one(pipe(from(N), select({ a: div(cast(product, numeric()), b) })))
          expectSame(row.a, BigDecimal.isZero(b) ? null : a, `${a} * ${b} / ${b}`)
        }),
    ))

  it("are rounded and lose their sign as BigDecimal does it", () =>
    holds(written, ([a, x]) =>
      Effect.gen(function* () {
        yield* store([[x, null]])
        const row = yield* one(
          pipe(
            from(N),
            select({
              abs: abs(N.a),
              neg: neg(N.a),
              sign: sign(N.a),
              ceil: ceil(N.a),
              floor: floor(N.a),
              round: round(N.a),
              cast: cast(N.a, numeric(60, 2)),
            }),
          ),
        )
        const up = BigDecimal.sum(BigDecimal.abs(a), BigDecimal.make(5n, 1))
        const nearest = BigDecimal.make(whole(BigDecimal.scale(up, Math.max(up.scale, 0))), 0)
        expectSame(row.abs, BigDecimal.abs(a), `abs(${x})`)
        expectSame(row.neg, BigDecimal.negate(a), `-(${x})`)
        expectSame(row.sign, BigDecimal.sign(a), `sign(${x})`)
        expectSame(row.ceil, BigDecimal.ceil(a), `ceil(${x})`)
        expectSame(row.floor, BigDecimal.floor(a), `floor(${x})`)
        expectSame(row.round, BigDecimal.isNegative(a) ? BigDecimal.negate(nearest) : nearest, `round(${x})`)
        expectSame(row.cast, BigDecimal.round(a, { scale: 2, mode: "half-from-zero" }), `cast(${x})`)
      }),
    ))

  it("are summed and averaged exactly, and have a smallest and greatest", () =>
    holds(fc.array(fc.option(written, { nil: null }), { maxLength: 12 }), (values) =>
      Effect.gen(function* () {
        if (values.length > 0) yield* store(values.map((v) => [v === null ? null : v[1], null]))
        else yield* execute(deleteFrom(N).pipe(allRows))
        const row = yield* one(
          pipe(from(N), select({ sum: sum(N.a), avg: avg(N.a), min: min(N.a), max: max(N.a) })),
        )
        const numbers = values.flatMap((v) => (v === null ? [] : [v[0]]))
        if (numbers.length === 0) {
          expect(row).toEqual({ sum: null, avg: null, min: null, max: null })
          return
        }
        const total = BigDecimal.sumAll(numbers)
        expectSame(row.sum, total, "sum")
        expectSame(row.min, numbers.reduce((x, y) => BigDecimal.min(x, y)), "min")
        expectSame(row.max, numbers.reduce((x, y) => BigDecimal.max(x, y)), "max")
        expectSame(isQuotient(row.avg, total, BigDecimal.make(BigInt(numbers.length), 0)), true, `avg = ${row.avg}`)
      }),
    ))
})
