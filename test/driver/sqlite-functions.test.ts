import { BigDecimal, Duration, Effect, pipe } from "effect"
import {
  abs,
  add,
  all,
  array,
  avg,
  between,
  caseWhen,
  cast,
  ceil,
  coalesce,
  constrain,
  count,
  createAll,
  createTable,
  type Database,
  distinctValues,
  div,
  double,
  eq,
  execute,
  filterWhere,
  floor,
  from,
  gt,
  innerJoin,
  inQuery,
  insertInto,
  integer,
  interval,
  isIn,
  lt,
  max,
  min,
  mod,
  mul,
  neg,
  notInQuery,
  nullable,
  nullif,
  numeric,
  one,
  orderBy,
  param,
  prepare,
  raw,
  round,
  select,
  sign,
  sub,
  sum,
  table,
  text,
  toSql,
  where,
} from "fulmar"
import * as Sqlite from "fulmar/sqlite"
import { describe, expect, it } from "vitest"

const Live = Sqlite.layer({ filename: ":memory:" })
const d = BigDecimal.fromStringUnsafe
const price = numeric(10, 2)

const Cake = table("cake", { id: integer, price, rate: numeric(10, 4), any: numeric().pipe(nullable) })

const run = <A>(program: Effect.Effect<A, unknown, Database>): Promise<A> =>
  Effect.runPromise(program.pipe(Effect.provide(Live)) as Effect.Effect<A, unknown>)

/** On a table of two cakes: 1.10 at a rate of 1.1000, and 9.5 at 10.0000, written as other programs may write them. */
const onCakes = <A>(program: Effect.Effect<A, unknown, Database>): Promise<A> =>
  run(
    Effect.gen(function* () {
      yield* createAll([Cake])
      yield* execute(
        insertInto(Cake, [
          { id: 1, price: d("1.1"), rate: d("1.1"), any: null },
          { id: 2, price: raw(price)`'9.5'`, rate: d("10"), any: raw(numeric())`'1.100'` },
        ]),
      )
      return yield* program
    }),
  )

const plain = (x: unknown): unknown =>
  BigDecimal.isBigDecimal(x)
    ? BigDecimal.format(x)
    : Array.isArray(x)
      ? x.map(plain)
      : typeof x === "object" && x !== null
        ? Object.fromEntries(Object.entries(x).map(([k, v]) => [k, plain(v)]))
        : x

const reasonOf = (program: Effect.Effect<unknown, unknown, Database>): Promise<any> =>
  run(Effect.map(Effect.flip(program), (error: any) => error.reason))

describe("decimals of different types on SQLite", () => {
  it("are equal by value in a condition, a list, a range and a subquery", async () => {
    const ids = (condition: any): any => all(pipe(from(Cake), where(condition), select({ id: Cake.id })) as never)
    const found = await onCakes(
      Effect.all({
        eq: ids(eq(Cake.price, Cake.rate)),
        value: ids(eq(Cake.price, d("9.5"))),
        any: ids(eq(Cake.any, d("1.1"))),
        lt: ids(lt(Cake.price, Cake.rate)),
        isIn: ids(isIn(Cake.price, [Cake.rate, d("9.50")])),
        nullOrNine: ids(isIn(Cake.any, [null, d("9")])),
        between: ids(between(Cake.rate, d("9.5"), d("10"))),
        inQuery: ids(inQuery(Cake.rate, pipe(from(Cake), select({ any: Cake.any })))),
        notInQuery: ids(notInQuery(Cake.price, pipe(from(Cake), select({ rate: Cake.rate })))),
        computed: ids(eq(sub(Cake.rate, Cake.price), d("0.5"))),
        ofCase: ids(eq(caseWhen([[gt(Cake.id, 1), Cake.any]], Cake.price), d("1.10"))),
        ofCoalesce: ids(eq(coalesce(Cake.any, Cake.price), Cake.rate)),
      }) as never,
    )
    const only = (...n: ReadonlyArray<number>) => n.map((id) => ({ id }))
    expect(found).toEqual({
      eq: only(1),
      value: only(2),
      any: only(2),
      lt: only(2),
      isIn: only(1, 2),
      nullOrNine: only(1),
      between: only(2),
      inQuery: only(1),
      notInQuery: only(2),
      computed: only(2),
      ofCase: only(1, 2),
      ofCoalesce: only(1),
    })
  })

  it("are equal by value in a join and to a named parameter", async () => {
    const Rate = table("rate", { rate: numeric() })
    const found = await onCakes(
      Effect.gen(function* () {
        yield* createAll([Rate])
        yield* execute(insertInto(Rate, [{ rate: d("1.1") }, { rate: d("9.5") }]))
        const joined = yield* all(pipe(from(Cake), innerJoin(Rate, eq(Rate.rate, Cake.price)), select({ id: Cake.id })))
        const priced = prepare(pipe(from(Cake), where(eq(Cake.price, param("p", price))), select({ id: Cake.id })))
        return [joined, yield* priced({ p: d("9.5") })]
      }),
    )
    expect(found).toEqual([[{ id: 1 }, { id: 2 }], [{ id: 2 }]])
  })

  it("are NULL by nullif when they are equal by value", async () => {
    const rows = await onCakes(all(pipe(from(Cake), select({ x: nullif(Cake.price, Cake.rate) }))))
    expect(plain(rows)).toEqual([{ x: null }, { x: "9.5" }])
  })

  it("are counted and summed once for equal values", async () => {
    const Pile = table("pile", { a: numeric() })
    const stored = ["1.1", "1.10", "1.100", "2"]
    const row = await run(
      Effect.gen(function* () {
        yield* createAll([Pile])
        yield* execute(insertInto(Pile, stored.map((a) => ({ a: raw(numeric())`${a}` }))))
        return yield* one(
          pipe(
            from(Pile),
            select({
              count: count(Pile.a).pipe(distinctValues),
              sum: sum(Pile.a).pipe(distinctValues),
              avg: avg(Pile.a).pipe(distinctValues),
              min: min(Pile.a).pipe(distinctValues),
              max: max(Pile.a).pipe(distinctValues),
              some: sum(Pile.a).pipe(filterWhere(lt(Pile.a, d("2")))),
              none: sum(Pile.a).pipe(filterWhere(lt(Pile.a, d("0")))),
            }),
          ),
        )
      }),
    )
    expect(plain(row)).toEqual({ count: 2, sum: "3.1", avg: "1.55", min: "1.1", max: "2", some: "3.3", none: null })
  })

  it("keep the NULL of an operand, and give NULL for division by zero", async () => {
    const rows = await onCakes(
      all(
        pipe(
          from(Cake),
          orderBy(Cake.id),
          select({ sum: add(Cake.price, Cake.any), over: div(Cake.price, d("0")), left: mod(Cake.price, d("0")) }),
        ),
      ),
    )
    expect(plain(rows)).toEqual([
      { sum: null, over: null, left: null },
      { sum: "10.6", over: null, left: null },
    ])
  })

  it("take values of more places than the column in arithmetic", async () => {
    const rows = await onCakes(all(pipe(from(Cake), where(eq(Cake.id, 1)), select({ x: mul(Cake.price, d("1.075")) }))))
    expect(plain(rows)).toEqual([{ x: "1.1825" }])
  })

  it("are rounded without a detour through floats", async () => {
    const big = raw(numeric())`${"-12345678901234567890.5"}`
    const row = await onCakes(
      one(
        pipe(
          from(Cake),
          where(eq(Cake.id, 1)),
          select({
            abs: abs(big),
            neg: neg(big),
            sign: sign(big),
            ceil: ceil(big),
            floor: floor(big),
            round: round(big),
          }),
        ),
      ),
    )
    expect(plain(row)).toEqual({
      abs: "12345678901234567890.5",
      neg: "12345678901234567890.5",
      sign: -1,
      ceil: "-12345678901234567890",
      floor: "-12345678901234567891",
      round: "-12345678901234567891",
    })
  })

  it("print as functions only where SQLite's own would be wrong", () => {
    const F = table("f", { a: double, b: integer, c: price })
    const q = pipe(from(F), select({ a: abs(F.a), b: round(F.a), c: abs(F.c), d: mod(F.b, 2), e: mod(F.a, 2) }))
    expect(toSql(Sqlite.dialect)(q)).toBe(
      'select abs("f"."a") as "a", fulmar_round_float("f"."a") as "b", fulmar_abs("f"."c") as "c", "f"."b" % 2 as "d", ' +
        'cast(fulmar_mod("f"."a", 2.0) as real) as "e" from "f"',
    )
  })
})

describe("a cast on SQLite", () => {
  const One = table("one", { n: integer })
  const castOf = (e: (n: any) => any) =>
    Effect.gen(function* () {
      yield* createAll([One])
      yield* execute(insertInto(One, { n: 7 }))
      return ((yield* one(pipe(from(One), select({ x: e(One.n) })) as never)) as { x: unknown }).x
    }) as Effect.Effect<unknown, unknown, Database>
  const ofText = (s: string, type: any) => castOf(() => cast(raw(text)`${s}`, type))
  const ofDecimal = (s: string, type: any) => castOf(() => cast(raw(numeric())`${s}`, type))

  it.each([
    ["1e2", numeric(), "100"],
    ["+007.50", numeric(), "7.5"],
    ["1.005", price, "1.01"],
    ["-1.005", price, "-1.01"],
    ["2.5", numeric(4), "3"],
    [" 1 ", numeric(), "1"],
  ])("of the text %s", async (s, type, expected) => {
    expect(plain(await run(ofText(s, type)))).toBe(expected)
  })

  it("of a whole number is a decimal, and of a decimal the nearest whole number", async () => {
    expect(plain(await run(castOf((n) => cast(n, price))))).toBe("7")
    expect(await run(ofDecimal("2.5", integer))).toBe(3)
    expect(await run(ofDecimal("1.10", text))).toBe("1.10")
  })

  it.each([
    ["abc", numeric()],
    ["", numeric()],
    ["1 2", numeric()],
    ["NaN", numeric()],
    ["123456789.00", price],
    ["1e200000", numeric()],
  ])("of the text %j that is none or does not fit is a DataError", async (s, type) => {
    expect(await reasonOf(ofText(s, type))).toMatchObject({ _tag: "DataError" })
  })

  it("of a decimal too great for an integer is a DataError", async () => {
    expect(await reasonOf(ofDecimal("9223372036854775808", integer))).toMatchObject({ _tag: "DataError" })
  })
})

describe("text that is not a decimal, in a column of decimals", () => {
  const bad = raw(numeric())`${"abc"}`
  it.each([
    ["a sum", add(bad, d("1"))],
    ["a difference", sub(bad, d("1"))],
    ["a product", mul(bad, d("1"))],
    ["a quotient", div(bad, d("1"))],
    ["a remainder", mod(bad, d("1"))],
    ["a negation", neg(bad)],
    ["abs", abs(bad)],
    ["round", round(bad)],
    ["sign", sign(bad)],
    ["sum", sum(bad)],
    ["avg", avg(bad)],
    ["min", min(bad)],
    ["max", max(bad)],
    ["a comparison", eq(bad, d("1"))],
    ["a comparison", isIn(bad, [d("1")])],
  ])("fails %s with a DataError that shows it", async (use, e) => {
    const reason = await reasonOf(
      onAny(all(pipe(from(Cake), select({ e: e as any })) as never)),
    )
    expect(reason).toMatchObject({
      _tag: "DataError",
      message: `Cannot use "abc" in ${use}: expected a decimal, such as '12.50'`,
    })
  })

  const onAny = (program: Effect.Effect<unknown, unknown, Database>) =>
    Effect.gen(function* () {
      yield* createAll([Cake])
      yield* execute(insertInto(Cake, { id: 1, price: d("1"), rate: d("1"), any: null }))
      return yield* program
    })
})

describe("a constraint with a CHECK on SQLite", () => {
  /** Whether the database itself takes the SQL text of a value. */
  const takes = (column: any, sql: string): Promise<boolean> => {
    const T = table("t", { x: column })
    return run(
      Effect.gen(function* () {
        yield* execute(createTable(T))
        return yield* Effect.matchEffect(execute(insertInto(T, { x: raw(column)([sql] as never) } as never)), {
          onSuccess: () => Effect.succeed(true),
          onFailure: (error: any) =>
            error.reason._tag === "CheckViolation" ? Effect.succeed(false) : Effect.fail(error),
        })
      }) as never,
    )
  }
  const check = { check: true }

  it.each<[string, any, string, string]>([
    ["pattern", text.pipe(constrain.pattern(/^a\d+$/, check)), "'a12'", "'12'"],
    ["maxLength of text", text.pipe(constrain.maxLength(2, check)), "'añ'", "'año'"],
    ["minLength of an array", array(integer).pipe(constrain.minLength(2, check)), "'[10,20]'", "'[1000]'"],
    ["le of decimals", price.pipe(constrain.le(d("10"), check)), "'9.50'", "'10.01'"],
    ["gt a number", price.pipe(constrain.gt(0.5, check)), "'0.51'", "'0.5'"],
    ["le of integers and decimals", integer.pipe(constrain.le(d("9.5"), check)), "9", "10"],
    ["le of floats and decimals", double.pipe(constrain.le(d("9.5"), check)), "9.5", "9e999"],
    ["multipleOf of decimals", price.pipe(constrain.multipleOf(d("0.05"), check)), "'1.10'", "'1.11'"],
    ["multipleOf a number", price.pipe(constrain.multipleOf(0.05, check)), "'1.10'", "'1.11'"],
    ["multipleOf of integers", integer.pipe(constrain.multipleOf(5, check)), "10", "11"],
    ["multipleOf of integers and decimals", integer.pipe(constrain.multipleOf(d("2.5"), check)), "5", "6"],
    ["multipleOf of floats", double.pipe(constrain.multipleOf(0.1, check)), "0.3", "0.35"],
    ["multipleOf of floats and decimals", double.pipe(constrain.multipleOf(d("0.1"), check)), "0.3", "0.35"],
    ["multipleOf a whole number of floats", double.pipe(constrain.multipleOf(2, check)), "6.0", "6.5"],
    ["maxDigits of decimals", numeric().pipe(constrain.maxDigits(20, check)), "'-99999999999999999999'", "'1e20'"],
    ["maxDigits of integers", integer.pipe(constrain.maxDigits(3, check)), "-999", "-1000"],
    ["decimalPlaces of decimals", numeric().pipe(constrain.decimalPlaces(2, check)), "'1.100'", "'1.101'"],
    ["decimalPlaces of floats", double.pipe(constrain.decimalPlaces(1, check)), "1.5", "1.55"],
    ["decimalPlaces of integers", integer.pipe(constrain.decimalPlaces(0, check)), "15", "null"],
  ])("%s", async (_, column, good, bad) => {
    expect(await takes(column, good)).toBe(true)
    if (bad !== "null") expect(await takes(column, bad)).toBe(false)
  })
})

describe("intervals on SQLite", () => {
  const Step = table("step", { id: integer, time: interval })
  const steps = Effect.gen(function* () {
    yield* createAll([Step])
    yield* execute(
      insertInto(Step, [
        { id: 1, time: Duration.minutes(90) },
        { id: 2, time: Duration.hours(10) },
        { id: 3, time: raw(interval)`'-PT1S'` },
        { id: 4, time: raw(interval)`'PT90M'` },
      ]),
    )
  })

  it("are sorted and compared by their length", async () => {
    const [sorted, equal, shorter, lengths] = await run(
      Effect.gen(function* () {
        yield* steps
        const ids = (q: any): any => all(q)
        return [
          yield* ids(pipe(from(Step), orderBy(Step.time, Step.id), select({ id: Step.id }))),
          yield* ids(pipe(from(Step), where(eq(Step.time, Duration.minutes(90))), select({ id: Step.id }))),
          yield* ids(pipe(from(Step), where(lt(Step.time, Duration.hours(2))), select({ id: Step.id }))),
          yield* ids(pipe(from(Step), select({ n: count(Step.time).pipe(distinctValues) }))),
        ] as const
      }) as never,
    ) as any
    expect(sorted).toEqual([{ id: 3 }, { id: 1 }, { id: 4 }, { id: 2 }])
    expect(equal).toEqual([{ id: 1 }, { id: 4 }])
    expect(shorter).toEqual([{ id: 1 }, { id: 3 }, { id: 4 }])
    expect(lengths).toEqual([{ n: 3 }])
  })

  it("are summed, and the shortest and longest are found by length", async () => {
    const row: any = await run(
      Effect.andThen(
        steps,
        one(pipe(from(Step), select({ sum: sum(Step.time), min: min(Step.time), max: max(Step.time) }))),
      ),
    )
    const millis = Object.values(row).map((x) => Duration.toMillis(x as Duration.Duration))
    expect(millis).toEqual([46_799_000, -1000, 36_000_000])
  })

  it("of none are NULL", async () => {
    const row = await run(
      Effect.andThen(
        createAll([Step]),
        one(pipe(from(Step), select({ sum: sum(Step.time), min: min(Step.time), max: max(Step.time) }))),
      ),
    )
    expect(row).toEqual({ sum: null, min: null, max: null })
  })

  it("of months have no length, so they fail the comparison", async () => {
    const months = raw(interval)`${"P1M"}`
    const reason = await reasonOf(
      Effect.andThen(steps, all(pipe(from(Step), where(eq(months, Step.time)), select({ id: Step.id })))),
    )
    expect(reason).toMatchObject({ _tag: "DataError", message: expect.stringContaining('"P1M"') })
  })
})
