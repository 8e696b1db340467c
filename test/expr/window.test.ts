import { Duration, pipe } from "effect"
import {
  avg,
  count,
  countAll,
  cumeDist,
  currentRow,
  denseRank,
  desc,
  distinctValues,
  excluding,
  filterWhere,
  firstValue,
  following,
  from,
  groupBy,
  groupsBetween,
  gt,
  integer,
  isNotNull,
  lag,
  lastValue,
  lead,
  limit,
  max,
  min,
  nthValue,
  ntile,
  nullsFirst,
  orderBy,
  over,
  percentRank,
  preceding,
  rangeBetween,
  rank,
  rowNumber,
  rowsBetween,
  select,
  sum,
  table,
  toSql,
  unboundedFollowing,
  unboundedPreceding,
  where,
  window,
} from "fulmar"
import { dialect } from "fulmar/sqlite"
import { describe, expect, test } from "vitest"
import { Cake, Kinds } from "../core/bakery.js"
import { golden, goldenExpr } from "../core/golden.js"

const { n, m, price, span, day, at } = Kinds
const byN = { orderBy: [n] }

describe("prints", () => {
  goldenExpr("a number", rowNumber().pipe(over(byN)), {
    sqlite: `row_number() over (order by "kinds"."n")`,
    postgres: `row_number() over (order by "kinds"."n")`,
    mariadb: "cast(row_number() over (order by `kinds`.`n`) as signed)",
    mysql: "cast(row_number() over (order by `kinds`.`n`) as signed)",
  })
  goldenExpr("places", rank().pipe(over({ partitionBy: [m], orderBy: [desc(n)] })), {
    sqlite: `rank() over (partition by "kinds"."m" order by "kinds"."n" desc)`,
    postgres: `rank() over (partition by "kinds"."m" order by "kinds"."n" desc)`,
    mariadb: "cast(rank() over (partition by `kinds`.`m` order by `kinds`.`n` desc) as signed)",
    mysql: "cast(rank() over (partition by `kinds`.`m` order by `kinds`.`n` desc) as signed)",
  })
  goldenExpr("dense places", denseRank().pipe(over(byN)), {
    sqlite: `dense_rank() over (order by "kinds"."n")`,
    postgres: `dense_rank() over (order by "kinds"."n")`,
    mariadb: "cast(dense_rank() over (order by `kinds`.`n`) as signed)",
    mysql: "cast(dense_rank() over (order by `kinds`.`n`) as signed)",
  })
  goldenExpr("relative places", percentRank().pipe(over(byN)), {
    sqlite: `percent_rank() over (order by "kinds"."n")`,
    postgres: `percent_rank() over (order by "kinds"."n")`,
    mariadb: "(percent_rank() over (order by `kinds`.`n`) + 0e0)",
    mysql: "(percent_rank() over (order by `kinds`.`n`) + 0e0)",
  })
  goldenExpr("a distribution", cumeDist().pipe(over(byN)), {
    sqlite: `cume_dist() over (order by "kinds"."n")`,
    postgres: `cume_dist() over (order by "kinds"."n")`,
    mariadb: "(cume_dist() over (order by `kinds`.`n`) + 0e0)",
    mysql: "(cume_dist() over (order by `kinds`.`n`) + 0e0)",
  })
  goldenExpr("parts", ntile(4).pipe(over(byN)), {
    sqlite: { sql: `ntile(?) over (order by "kinds"."n")`, params: [4n], text: `ntile(4) over (order by "kinds"."n")` },
    postgres: {
      sql: `ntile(cast($1::int8 as int4)) over (order by "kinds"."n")`,
      params: ["4"],
      text: `ntile(cast(4 as int4)) over (order by "kinds"."n")`,
    },
    mariadb: {
      sql: "cast(ntile(?) over (order by `kinds`.`n`) as signed)",
      params: [4n],
      text: "cast(ntile(4) over (order by `kinds`.`n`) as signed)",
    },
    mysql: {
      sql: "cast(ntile(?) over (order by `kinds`.`n`) as signed)",
      params: [4n],
      text: "cast(ntile(4) over (order by `kinds`.`n`) as signed)",
    },
  })
  goldenExpr("the row before", lag(n).pipe(over(byN)), {
    sqlite: { sql: `lag("kinds"."n", ?) over (order by "kinds"."n")`, params: [1n], text: `lag("kinds"."n", 1) over (order by "kinds"."n")` },
    postgres: {
      sql: `lag("kinds"."n", cast($1::int8 as int4)) over (order by "kinds"."n")`,
      params: ["1"],
      text: `lag("kinds"."n", cast(1 as int4)) over (order by "kinds"."n")`,
    },
    mariadb: {
      sql: "lag(`kinds`.`n`, ?) over (order by `kinds`.`n`)",
      params: [1n],
      text: "lag(`kinds`.`n`, 1) over (order by `kinds`.`n`)",
    },
    mysql: {
      sql: "lag(`kinds`.`n`, ?) over (order by `kinds`.`n`)",
      params: [1n],
      text: "lag(`kinds`.`n`, 1) over (order by `kinds`.`n`)",
    },
  })
  goldenExpr("the row before, or else", lag(m, 2, 0).pipe(over({ partitionBy: [price], orderBy: [n] })), {
    sqlite: {
      sql: `lag("kinds"."m", ?, ?) over (partition by fulmar_decimal_key("kinds"."price") order by "kinds"."n")`,
      params: [2n, 0n],
      text: `lag("kinds"."m", 2, 0) over (partition by fulmar_decimal_key("kinds"."price") order by "kinds"."n")`,
    },
    postgres: {
      sql: `lag("kinds"."m", cast($1::int8 as int4), $2::int4) over (partition by "kinds"."price" order by "kinds"."n")`,
      params: ["2", "0"],
      text: `lag("kinds"."m", cast(2 as int4), 0) over (partition by "kinds"."price" order by "kinds"."n")`,
    },
    mariadb: {
      sql: "case when cast(row_number() over (partition by `kinds`.`price` order by `kinds`.`n`) as signed) <= ? then ? else lag(`kinds`.`m`, ?) over (partition by `kinds`.`price` order by `kinds`.`n`) end",
      params: [2n, 0n, 2n],
      text: "case when cast(row_number() over (partition by `kinds`.`price` order by `kinds`.`n`) as signed) <= 2 then 0 else lag(`kinds`.`m`, 2) over (partition by `kinds`.`price` order by `kinds`.`n`) end",
    },
    mysql: {
      sql: "lag(`kinds`.`m`, ?, ?) over (partition by `kinds`.`price` order by `kinds`.`n`)",
      params: [2n, 0n],
      text: "lag(`kinds`.`m`, 2, 0) over (partition by `kinds`.`price` order by `kinds`.`n`)",
    },
  })
  goldenExpr("the row after, or else", lead(m, 1, n).pipe(over(byN)), {
    sqlite: {
      sql: `lead("kinds"."m", ?, "kinds"."n") over (order by "kinds"."n")`,
      params: [1n],
      text: `lead("kinds"."m", 1, "kinds"."n") over (order by "kinds"."n")`,
    },
    postgres: {
      sql: `lead("kinds"."m", cast($1::int8 as int4), "kinds"."n") over (order by "kinds"."n")`,
      params: ["1"],
      text: `lead("kinds"."m", cast(1 as int4), "kinds"."n") over (order by "kinds"."n")`,
    },
    mariadb: {
      sql: "case when count(*) over (partition by null) - cast(row_number() over (order by `kinds`.`n`) as signed) < ? then `kinds`.`n` else lead(`kinds`.`m`, ?) over (order by `kinds`.`n`) end",
      params: [1n, 1n],
      text: "case when count(*) over (partition by null) - cast(row_number() over (order by `kinds`.`n`) as signed) < 1 then `kinds`.`n` else lead(`kinds`.`m`, 1) over (order by `kinds`.`n`) end",
    },
    mysql: {
      sql: "lead(`kinds`.`m`, ?, `kinds`.`n`) over (order by `kinds`.`n`)",
      params: [1n],
      text: "lead(`kinds`.`m`, 1, `kinds`.`n`) over (order by `kinds`.`n`)",
    },
  })
  goldenExpr("the first value", firstValue(m).pipe(over(byN)), {
    sqlite: `first_value("kinds"."m") over (order by "kinds"."n")`,
    postgres: `first_value("kinds"."m") over (order by "kinds"."n")`,
    mariadb: "first_value(`kinds`.`m`) over (order by `kinds`.`n`)",
    mysql: "first_value(`kinds`.`m`) over (order by `kinds`.`n`)",
  })
  goldenExpr(
    "the last value",
    lastValue(m).pipe(over({ ...byN, frame: rowsBetween(currentRow, unboundedFollowing) })),
    {
      sqlite: `last_value("kinds"."m") over (order by "kinds"."n" rows between current row and unbounded following)`,
      postgres: `last_value("kinds"."m") over (order by "kinds"."n" rows between current row and unbounded following)`,
      mariadb: "last_value(`kinds`.`m`) over (order by `kinds`.`n` rows between current row and unbounded following)",
      mysql: "last_value(`kinds`.`m`) over (order by `kinds`.`n` rows between current row and unbounded following)",
    },
  )
  goldenExpr("a value by its number", nthValue(m, 2).pipe(over(byN)), {
    sqlite: {
      sql: `nth_value("kinds"."m", ?) over (order by "kinds"."n")`,
      params: [2n],
      text: `nth_value("kinds"."m", 2) over (order by "kinds"."n")`,
    },
    postgres: {
      sql: `nth_value("kinds"."m", cast($1::int8 as int4)) over (order by "kinds"."n")`,
      params: ["2"],
      text: `nth_value("kinds"."m", cast(2 as int4)) over (order by "kinds"."n")`,
    },
    mariadb: {
      sql: "nth_value(`kinds`.`m`, ?) over (order by `kinds`.`n`)",
      params: [2n],
      text: "nth_value(`kinds`.`m`, 2) over (order by `kinds`.`n`)",
    },
    mysql: {
      sql: "nth_value(`kinds`.`m`, ?) over (order by `kinds`.`n`)",
      params: [2n],
      text: "nth_value(`kinds`.`m`, 2) over (order by `kinds`.`n`)",
    },
  })
  goldenExpr("an aggregate over all rows", countAll.pipe(over()), {
    sqlite: "count(*) over ()",
    postgres: "count(*) over ()",
    mariadb: "count(*) over (partition by null)",
    mysql: "count(*) over ()",
  })
  goldenExpr("a running sum", sum(n).pipe(over({ ...byN, frame: rowsBetween(unboundedPreceding, currentRow) })), {
    sqlite: `sum("kinds"."n") over (order by "kinds"."n" rows between unbounded preceding and current row)`,
    postgres: `sum("kinds"."n") over (order by "kinds"."n" rows between unbounded preceding and current row)`,
    mariadb: "cast(sum(`kinds`.`n`) over (order by `kinds`.`n` rows between unbounded preceding and current row) as signed)",
    mysql: "cast(sum(`kinds`.`n`) over (order by `kinds`.`n` rows between unbounded preceding and current row) as signed)",
  })
  goldenExpr("a filtered aggregate", count(n).pipe(filterWhere(gt(n, m)), over(byN)), {
    sqlite: `count("kinds"."n") filter (where "kinds"."n" > "kinds"."m") over (order by "kinds"."n")`,
    postgres: `count("kinds"."n") filter (where "kinds"."n" > "kinds"."m") over (order by "kinds"."n")`,
    mariadb: "count(case when `kinds`.`n` > `kinds`.`m` then `kinds`.`n` end) over (order by `kinds`.`n`)",
    mysql: "count(case when `kinds`.`n` > `kinds`.`m` then `kinds`.`n` end) over (order by `kinds`.`n`)",
  })
  goldenExpr("a least decimal", min(price).pipe(over({ ...byN, frame: rowsBetween(preceding(2), following(1)) })), {
    sqlite: `fulmar_min_over("kinds"."price") over (order by "kinds"."n" rows between 2 preceding and 1 following)`,
    postgres: `min("kinds"."price") over (order by "kinds"."n" rows between 2 preceding and 1 following)`,
    mariadb: "min(`kinds`.`price`) over (order by `kinds`.`n` rows between 2 preceding and 1 following)",
    mysql: "min(`kinds`.`price`) over (order by `kinds`.`n` rows between 2 preceding and 1 following)",
  })
  goldenExpr("a greatest decimal", max(price).pipe(over()), {
    sqlite: `fulmar_max_over("kinds"."price") over ()`,
    postgres: `max("kinds"."price") over ()`,
    mariadb: "max(`kinds`.`price`) over (partition by null)",
    mysql: "max(`kinds`.`price`) over ()",
  })
  goldenExpr("a mean length of time", avg(span).pipe(over()), {
    sqlite: `fulmar_interval_avg_over("kinds"."span") over ()`,
    postgres: `avg("kinds"."span") over ()`,
    mariadb: "round(avg(`kinds`.`span`) over (partition by null))",
    mysql: "round(avg(`kinds`.`span`) over ())",
  })
  goldenExpr("a frame by values", sum(n).pipe(over({ ...byN, frame: rangeBetween(preceding(10), following(5)) })), {
    sqlite: `sum("kinds"."n") over (order by "kinds"."n" range between 10 preceding and 5 following)`,
    postgres: `sum("kinds"."n") over (order by "kinds"."n" range between cast(10 as int8) preceding and cast(5 as int8) following)`,
    mariadb: "cast(sum(`kinds`.`n`) over (order by `kinds`.`n` range between 10 preceding and 5 following) as signed)",
    mysql: "cast(sum(`kinds`.`n`) over (order by `kinds`.`n` range between 10 preceding and 5 following) as signed)",
  })
  goldenExpr(
    "a frame of days",
    countAll.pipe(over({ orderBy: [day], frame: rangeBetween(preceding(Duration.days(7)), currentRow) })),
    {
      sqlite: "-- SQLite has no frame by a distance of interval from date; use rowsBetween",
      postgres: `count(*) over (order by "kinds"."day" range between 'PT168H'::interval preceding and current row)`,
      mariadb: "-- MariaDB has no frame by a distance of interval from date; use rowsBetween",
      mysql: "count(*) over (order by `kinds`.`day` range between interval 604800000000 microsecond preceding and current row)",
    },
  )
  goldenExpr(
    "a frame of hours",
    countAll.pipe(over({ orderBy: [at], frame: rangeBetween(currentRow, following(Duration.hours(1))) })),
    {
      sqlite: "-- SQLite has no frame by a distance of interval from timestamptz; use rowsBetween",
      postgres: `count(*) over (order by "kinds"."at" range between current row and 'PT1H'::interval following)`,
      mariadb: "-- MariaDB has no frame by a distance of interval from timestamptz; use rowsBetween",
      mysql: "count(*) over (order by `kinds`.`at` range between current row and interval 3600000000 microsecond following)",
    },
  )
  goldenExpr("a frame of groups", sum(n).pipe(over({ ...byN, frame: groupsBetween(preceding(1), currentRow) })), {
    sqlite: `sum("kinds"."n") over (order by "kinds"."n" groups between 1 preceding and current row)`,
    postgres: `sum("kinds"."n") over (order by "kinds"."n" groups between 1 preceding and current row)`,
    mariadb: "-- MariaDB has no frame by groups; number the groups with denseRank, and use rangeBetween of the numbers",
    mysql: "-- MySQL has no frame by groups; number the groups with denseRank, and use rangeBetween of the numbers",
  })
  goldenExpr(
    "a frame with an exclusion",
    sum(n).pipe(over({ ...byN, frame: rowsBetween(preceding(1), following(1)).pipe(excluding("current row")) })),
    {
      sqlite: `sum("kinds"."n") over (order by "kinds"."n" rows between 1 preceding and 1 following exclude current row)`,
      postgres: `sum("kinds"."n") over (order by "kinds"."n" rows between 1 preceding and 1 following exclude current row)`,
      mariadb: "-- MariaDB has no frame that leaves out rows; subtract what is to be left out",
      mysql: "-- MySQL has no frame that leaves out rows; subtract what is to be left out",
    },
  )
  goldenExpr("NULLs first in a window", rank().pipe(over({ orderBy: [nullsFirst(m), desc(n)] })), {
    sqlite: `rank() over (order by "kinds"."m" nulls first, "kinds"."n" desc)`,
    postgres: `rank() over (order by "kinds"."m" nulls first, "kinds"."n" desc)`,
    mariadb: "cast(rank() over (order by `kinds`.`m` is null desc, `kinds`.`m`, `kinds`.`n` desc) as signed)",
    mysql: "cast(rank() over (order by `kinds`.`m` is null desc, `kinds`.`m`, `kinds`.`n` desc) as signed)",
  })

  const w = window("w", { partitionBy: [Cake.bakeryId], orderBy: [Cake.id] })
  golden(
    "a window with a name",
    pipe(from(Cake), select({ a: rank().pipe(over(w)), b: countAll.pipe(over(w)) }), orderBy(rowNumber().pipe(over(w)))),
    {
      sqlite: `select rank() over "w" as "a", count(*) over "w" as "b" from "cake" window "w" as (partition by "cake"."bakeryId" order by "cake"."id") order by row_number() over "w"`,
      postgres: `select rank() over "w" as "a", count(*) over "w" as "b" from "cake" window "w" as (partition by "cake"."bakeryId" order by "cake"."id") order by row_number() over "w"`,
      mariadb: "select cast(rank() over `w` as signed) as `a`, count(*) over `w` as `b` from `cake` window `w` as (partition by `cake`.`bakeryId` order by `cake`.`id`) order by cast(row_number() over `w` as signed)",
      mysql: "select cast(rank() over `w` as signed) as `a`, count(*) over `w` as `b` from `cake` window `w` as (partition by `cake`.`bakeryId` order by `cake`.`id`) order by cast(row_number() over `w` as signed)",
    },
  )
  golden(
    "a window over groups",
    pipe(
      from(Cake),
      groupBy(Cake.bakeryId),
      select({ bakery: Cake.bakeryId, place: rank().pipe(over({ orderBy: [desc(sum(Cake.price))] })) }),
    ),
    {
      sqlite: `select "cake"."bakeryId" as "bakery", rank() over (order by sum("cake"."price") desc) as "place" from "cake" group by "cake"."bakeryId"`,
      postgres: `select "cake"."bakeryId" as "bakery", rank() over (order by sum("cake"."price") desc) as "place" from "cake" group by "cake"."bakeryId"`,
      mariadb: "select `cake`.`bakeryId` as `bakery`, cast(rank() over (order by cast(sum(`cake`.`price`) as signed) desc) as signed) as `place` from `cake` group by `cake`.`bakeryId`",
      mysql: "select `cake`.`bakeryId` as `bakery`, cast(rank() over (order by cast(sum(`cake`.`price`) as signed) desc) as signed) as `place` from `cake` group by `cake`.`bakeryId`",
    },
  )
  golden(
    "a window over limited rows",
    pipe(from(Cake), orderBy(Cake.id), limit(2), select({ id: Cake.id, of: countAll.pipe(over()) })),
    {
      sqlite: {
        sql: `select "_1"."c0" as "id", count(*) over () as "of" from (select "cake"."id" as "c0" from "cake" order by "cake"."id" limit ?) as "_1" order by "_1"."c0"`,
        params: [2n],
        text: `select "_1"."c0" as "id", count(*) over () as "of" from (select "cake"."id" as "c0" from "cake" order by "cake"."id" limit 2) as "_1" order by "_1"."c0"`,
      },
      postgres: {
        sql: `select "_1"."c0" as "id", count(*) over () as "of" from (select "cake"."id" as "c0" from "cake" order by "cake"."id" limit $1) as "_1" order by "_1"."c0"`,
        params: ["2"],
        text: `select "_1"."c0" as "id", count(*) over () as "of" from (select "cake"."id" as "c0" from "cake" order by "cake"."id" limit 2) as "_1" order by "_1"."c0"`,
      },
      mariadb: {
        sql: "select `_1`.`c0` as `id`, count(*) over (partition by null) as `of` from (select `cake`.`id` as `c0` from `cake` order by `cake`.`id` limit ?) as `_1` order by `_1`.`c0`",
        params: [2n],
        text: "select `_1`.`c0` as `id`, count(*) over (partition by null) as `of` from (select `cake`.`id` as `c0` from `cake` order by `cake`.`id` limit 2) as `_1` order by `_1`.`c0`",
      },
      mysql: {
        sql: "select `_1`.`c0` as `id`, count(*) over () as `of` from (select `cake`.`id` as `c0` from `cake` order by `cake`.`id` limit ?) as `_1` order by `_1`.`c0`",
        params: [2n],
        text: "select `_1`.`c0` as `id`, count(*) over () as `of` from (select `cake`.`id` as `c0` from `cake` order by `cake`.`id` limit 2) as `_1` order by `_1`.`c0`",
      },
    },
  )
  golden(
    "a window of the rows before they were limited",
    pipe(from(Cake), select({ id: Cake.id, of: countAll.pipe(over()) }), limit(2), where(isNotNull(Cake.bakeryId))),
    {
      sqlite: {
        sql: `select "_1"."c0" as "id", "_1"."c1" as "of" from (select "cake"."id" as "c0", count(*) over () as "c1", "cake"."bakeryId" as "c2" from "cake" limit ?) as "_1" where "_1"."c2" is not null`,
        params: [2n],
        text: `select "_1"."c0" as "id", "_1"."c1" as "of" from (select "cake"."id" as "c0", count(*) over () as "c1", "cake"."bakeryId" as "c2" from "cake" limit 2) as "_1" where "_1"."c2" is not null`,
      },
      postgres: {
        sql: `select "_1"."c0" as "id", "_1"."c1" as "of" from (select "cake"."id" as "c0", count(*) over () as "c1", "cake"."bakeryId" as "c2" from "cake" limit $1) as "_1" where "_1"."c2" is not null`,
        params: ["2"],
        text: `select "_1"."c0" as "id", "_1"."c1" as "of" from (select "cake"."id" as "c0", count(*) over () as "c1", "cake"."bakeryId" as "c2" from "cake" limit 2) as "_1" where "_1"."c2" is not null`,
      },
      mariadb: {
        sql: "select `_1`.`c0` as `id`, `_1`.`c1` as `of` from (select `cake`.`id` as `c0`, count(*) over (partition by null) as `c1`, `cake`.`bakeryId` as `c2` from `cake` limit ?) as `_1` where `_1`.`c2` is not null",
        params: [2n],
        text: "select `_1`.`c0` as `id`, `_1`.`c1` as `of` from (select `cake`.`id` as `c0`, count(*) over (partition by null) as `c1`, `cake`.`bakeryId` as `c2` from `cake` limit 2) as `_1` where `_1`.`c2` is not null",
      },
      mysql: {
        sql: "select `_1`.`c0` as `id`, `_1`.`c1` as `of` from (select `cake`.`id` as `c0`, count(*) over () as `c1`, `cake`.`bakeryId` as `c2` from `cake` limit ?) as `_1` where `_1`.`c2` is not null",
        params: [2n],
        text: "select `_1`.`c0` as `id`, `_1`.`c1` as `of` from (select `cake`.`id` as `c0`, count(*) over () as `c1`, `cake`.`bakeryId` as `c2` from `cake` limit 2) as `_1` where `_1`.`c2` is not null",
      },
    },
  )
})

describe("says what is wrong", () => {
  const said = (frame: never, orderBy: ReadonlyArray<typeof n> = [n]) =>
    toSql(dialect)(pipe(from(Kinds), select({ x: sum(n).pipe(over({ orderBy, frame })) })))
  test.each([
    [rowsBetween(preceding(1.5), currentRow), "-- 1.5 is no number of rows; use a whole number, not negative"],
    [rowsBetween(preceding(-1), currentRow), "-- -1 is no number of rows; use a whole number, not negative"],
    [groupsBetween(preceding(Number.NaN), currentRow), "-- NaN is no number of groups; use a whole number, not negative"],
    [rangeBetween(preceding(-5), currentRow), "-- -5 is no distance; use a number that is not negative, or a Duration"],
  ])("%#", (frame, message) => expect(said(frame as never)).toBe(message))
  test("a row that is none", () =>
    expect(toSql(dialect)(pipe(from(Kinds), select({ x: lag(n, 1.5).pipe(over()) })))).toBe(
      "-- 1.5 does not fit here: expected a whole number of rows, 0 or more",
    ))
  test("a distance without a key, or with two", () => {
    const message =
      "-- a frame by distance needs rows that are sorted by one key, without nullsFirst or nullsLast; use rowsBetween"
    expect(said(rangeBetween(preceding(1), currentRow) as never, [])).toBe(message)
    expect(said(rangeBetween(preceding(1), currentRow) as never, [n, m as never])).toBe(message)
  })
  test("groups of rows that are not sorted", () =>
    expect(said(groupsBetween(preceding(1), currentRow) as never, [])).toBe(
      "-- a frame by groups needs rows that are sorted; give the window an orderBy",
    ))
  test("distinct values over a window", () =>
    expect(toSql(dialect)(pipe(from(Kinds), select({ x: count(n).pipe(distinctValues, over()) })))).toBe(
      "-- an aggregate of distinct values has no over; make the values distinct, or sort them, in a derived table",
    ))
  test("two windows of one name", () => {
    const [a, b] = [window("w", { orderBy: [n] }), window("W", { orderBy: [m] })]
    expect(toSql(dialect)(pipe(from(Kinds), select({ x: rank().pipe(over(a)), y: rank().pipe(over(b)) })))).toBe(
      `-- two different windows are named "W"; give one of them another name`,
    )
  })
  test("names that are hostile", () => {
    const T = table(`t"t`, { id: integer })
    const w = window(`w"; drop`, { orderBy: [T.id] })
    expect(toSql(dialect)(pipe(from(T), select({ x: rank().pipe(over(w)) })))).toBe(
      `select rank() over "w""; drop" as "x" from "t""t" window "w""; drop" as (order by "t""t"."id")`,
    )
  })
})
