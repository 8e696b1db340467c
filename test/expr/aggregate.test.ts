import { BigDecimal, Duration, Option, pipe } from "effect"
import {
  add,
  all,
  avg,
  count,
  countAll,
  createAll,
  distinctValues,
  eq,
  execute,
  filterWhere,
  first,
  from,
  gt,
  groupBy,
  insertInto,
  integer,
  interval,
  isNull,
  max,
  min,
  mul,
  nullable,
  numeric,
  orderBy,
  primaryKey,
  select,
  sum,
  table,
  where,
  bigint,
  double,
  text,
  date,
} from "fulmar"
import { Effect } from "effect"
import { describe, expect, test } from "vitest"
import { Cake, Fruit, inBakery, Kinds, onEmpty } from "../core/bakery.js"
import { goldenExpr } from "../core/golden.js"

const { n, m, price, span } = Kinds

describe("prints", () => {
  goldenExpr("count", count(m), {
    sqlite: `count("kinds"."m")`,
    postgres: `count("kinds"."m")`,
    mariadb: "count(`kinds`.`m`)",
    mysql: "count(`kinds`.`m`)",
  })
  goldenExpr("count of rows", countAll, {
    sqlite: "count(*)",
    postgres: "count(*)",
    mariadb: "count(*)",
    mysql: "count(*)",
  })
  goldenExpr("sum", sum(add(n, 1)), {
    sqlite: {
      sql: `sum("kinds"."n" + ?)`,
      params: [1n],
      text: `sum("kinds"."n" + 1)`,
    },
    postgres: {
      sql: `cast(sum("kinds"."n" + $1::int8) as int8)`,
      params: ["1"],
      text: `cast(sum("kinds"."n" + 1) as int8)`,
    },
    mariadb: {
      sql: "cast(sum(`kinds`.`n` + ?) as signed)",
      params: [1n],
      text: "cast(sum(`kinds`.`n` + 1) as signed)",
    },
    mysql: {
      sql: "cast(sum(`kinds`.`n` + ?) as signed)",
      params: [1n],
      text: "cast(sum(`kinds`.`n` + 1) as signed)",
    },
  })
  goldenExpr("sum of decimals", sum(price), {
    sqlite: `fulmar_sum("kinds"."price")`,
    postgres: `sum("kinds"."price")`,
    mariadb: "sum(`kinds`.`price`)",
    mysql: "sum(`kinds`.`price`)",
  })
  goldenExpr("avg", avg(n), {
    sqlite: `avg("kinds"."n")`,
    postgres: `avg("kinds"."n")`,
    mariadb: "avg(`kinds`.`n` + 0e0)",
    mysql: "avg(`kinds`.`n` + 0e0)",
  })
  goldenExpr("avg of decimals", avg(price), {
    sqlite: `fulmar_avg("kinds"."price")`,
    postgres: `avg("kinds"."price")`,
    mariadb: "avg(`kinds`.`price` + cast(0 as decimal(65, 30)))",
    mysql: "avg(`kinds`.`price` + cast(0 as decimal(65, 30)))",
  })
  goldenExpr("min and max", add(min(n), max(n)), {
    sqlite: `min("kinds"."n") + max("kinds"."n")`,
    postgres: `(cast(min("kinds"."n") as int8) + max("kinds"."n"))`,
    mariadb: "min(`kinds`.`n`) + max(`kinds`.`n`)",
    mysql: "min(`kinds`.`n`) + max(`kinds`.`n`)",
  })
  goldenExpr("min of decimals", min(price), {
    sqlite: `fulmar_min("kinds"."price")`,
    postgres: `min("kinds"."price")`,
    mariadb: "min(`kinds`.`price`)",
    mysql: "min(`kinds`.`price`)",
  })
  goldenExpr("max of intervals", max(span), {
    sqlite: `fulmar_interval_max("kinds"."span")`,
    postgres: `max("kinds"."span")`,
    mariadb: "max(`kinds`.`span`)",
    mysql: "max(`kinds`.`span`)",
  })
  goldenExpr("of distinct values", count(m).pipe(distinctValues), {
    sqlite: `count(distinct "kinds"."m")`,
    postgres: `count(distinct "kinds"."m")`,
    mariadb: "count(distinct `kinds`.`m`)",
    mysql: "count(distinct `kinds`.`m`)",
  })
  goldenExpr("of the rows for which a condition holds", countAll.pipe(filterWhere(gt(n, 3))), {
    sqlite: {
      sql: `count(*) filter (where "kinds"."n" > ?)`,
      params: [3n],
      text: `count(*) filter (where "kinds"."n" > 3)`,
    },
    postgres: {
      sql: `count(*) filter (where "kinds"."n" > $1)`,
      params: ["3"],
      text: `count(*) filter (where "kinds"."n" > 3)`,
    },
    mariadb: {
      sql: "count(case when `kinds`.`n` > ? then 1 end)",
      params: [3n],
      text: "count(case when `kinds`.`n` > 3 then 1 end)",
    },
    mysql: {
      sql: "count(case when `kinds`.`n` > ? then 1 end)",
      params: [3n],
      text: "count(case when `kinds`.`n` > 3 then 1 end)",
    },
  })
  goldenExpr("both", sum(n).pipe(distinctValues, filterWhere(isNull(m))), {
    sqlite: `sum(distinct "kinds"."n") filter (where "kinds"."m" is null)`,
    postgres: `sum(distinct "kinds"."n") filter (where "kinds"."m" is null)`,
    mariadb: "cast(sum(distinct case when `kinds`.`m` is null then `kinds`.`n` end) as signed)",
    mysql: "cast(sum(distinct case when `kinds`.`m` is null then `kinds`.`n` end) as signed)",
  })
})

const D = BigDecimal.fromStringUnsafe
const T = table("t", {
  id: integer.pipe(primaryKey), n: integer.pipe(nullable), big: bigint.pipe(nullable), x: double.pipe(nullable),
  d: numeric(10, 3).pipe(nullable), s: text.pipe(nullable),
  day: date.pipe(nullable), span: interval.pipe(nullable),
})
const filled = Effect.andThen(
  createAll([T]),
  execute(
    insertInto(T, [
      { id: 1, n: 1, big: 2n ** 53n, x: 0.5, d: D("0.1"), s: "b", day: "2024-01-02", span: Duration.hours(10) },
      { id: 2, n: 1, big: 1n, x: 1.5, d: D("0.2"), s: "a", day: "2024-01-01", span: Duration.hours(2) },
      { id: 3, n: 4, big: null, x: null, d: D("10"), s: null, day: null, span: null },
      { id: 4 },
    ]),
  ),
)
const summary = (where_: typeof anyRow) =>
  pipe(
    from(T),
    where(where_),
    select({
      rows: countAll, n: count(T.n), distinct: count(T.n).pipe(distinctValues), sum: sum(T.n),
      sumDistinct: sum(T.n).pipe(distinctValues), big: sum(T.big), x: sum(T.x), d: sum(T.d), avg: avg(T.n),
      avgD: avg(T.d),
      min: min(T.n), max: max(T.s), minD: min(T.d), maxD: max(T.d), day: min(T.day), longest: max(T.span),
      some: countAll.pipe(filterWhere(eq(T.n, 1))), product: sum(mul(T.n, T.id)),
    }),
  )
const anyRow = gt(T.id, 0)

describe("values", () => {
  test("aggregates leave NULL out", async () => {
    const [row] = await onEmpty(Effect.andThen(filled, all(summary(anyRow))))
    expect(row).toEqual({
      rows: 4, n: 3, distinct: 2, sum: 6, sumDistinct: 5, big: 2n ** 53n + 1n, x: 2, d: expect.anything(), avg: 2,
      avgD: expect.anything(), min: 1, max: "b",
      minD: expect.anything(), maxD: expect.anything(), day: "2024-01-01", longest: Duration.hours(10), some: 2,
      product: 15,
    })
    expect([row!.d, row!.minD, row!.maxD].map((x) => BigDecimal.format(x!))).toEqual(["10.3", "0.1", "10"])
    expect(BigDecimal.format(BigDecimal.round(row!.avgD!, { scale: 6 }))).toBe("3.433333")
  })

  test("of no rows, counts are 0 and the others NULL", async () => {
    const [row] = await onEmpty(Effect.andThen(filled, all(summary(eq(T.id, 99)))))
    expect(row).toEqual({
      rows: 0, n: 0, distinct: 0, sum: null, sumDistinct: null, big: null, x: null, d: null, avg: null, avgD: null,
      min: null, max: null, minD: null, maxD: null, day: null, longest: null, some: 0, product: null,
    })
  })

  test("a sum beyond 64 bits is an error", async () => {
    const e = await onEmpty(
      Effect.gen(function* () {
        yield* createAll([T])
        yield* execute(insertInto(T, [{ id: 1, big: 9223372036854775807n }, { id: 2, big: 1n }]))
        return yield* Effect.flip(all(pipe(from(T), select(sum(T.big)))))
      }),
    )
    expect(e._tag).toBe("SqlError")
  })

  test("groups have their own", async () => {
    const q = pipe(
      from(Fruit),
      groupBy(Fruit.cakeId),
      select({ cake: Fruit.cakeId, n: countAll, last: max(Fruit.name) }),
      orderBy(Fruit.cakeId),
    )
    expect(await inBakery(all(q))).toEqual([
      { cake: null, n: 1, last: "Fig" }, { cake: 1, n: 1, last: "Cherry" }, { cake: 2, n: 2, last: "Berry" },
    ])
    expect(await inBakery(first(pipe(from(Cake), select(avg(Cake.price)))))).toEqual(Option.some(20))
  })
})
