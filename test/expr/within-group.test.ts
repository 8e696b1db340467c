import { pipe } from "effect"
import {
  cumeDist, denseRank, desc, distinctValues, enumeration, filterWhere, from, groupBy, gt, mul, nullsFirst, over, percentRank, rank, select, table, withinGroup,
} from "fulmar"
import { describe } from "vitest"
import { Kinds } from "../core/bakery.js"
import { golden, goldenExpr } from "../core/golden.js"

const Mood = table("moods", { mood: enumeration("mood", ["ok", "bad"]) })
const { n, m, name, price } = Kinds

describe("the place of a row that need not be there", () => {
  goldenExpr("rank", rank().pipe(withinGroup([n, 3])), {
    sqlite: {
      sql: `(1 + count(case when "kinds"."n" < ? then true end))`,
      params: [3n],
      text: `(1 + count(case when "kinds"."n" < 3 then true end))`,
    },
    postgres: {
      sql: `rank($1::int4) within group (order by "kinds"."n" nulls last)`,
      params: ["3"],
      text: `rank(3) within group (order by "kinds"."n" nulls last)`,
    },
    mariadb: {
      sql: "(1 + count(case when `kinds`.`n` < ? then true end))",
      params: [3n],
      text: "(1 + count(case when `kinds`.`n` < 3 then true end))",
    },
    mysql: {
      sql: "(1 + count(case when `kinds`.`n` < ? then true end))",
      params: [3n],
      text: "(1 + count(case when `kinds`.`n` < 3 then true end))",
    },
  })
  goldenExpr("rank by several keys", rank().pipe(withinGroup([desc(n), 3], [nullsFirst(name), "x"])), {
    sqlite: {
      sql: `(1 + count(case when "kinds"."n" > ? or "kinds"."n" is ? and ("kinds"."name" is null or "kinds"."name" < ?) then true end))`,
      params: [3n, 3n, "x"],
      text: `(1 + count(case when "kinds"."n" > 3 or "kinds"."n" is 3 and ("kinds"."name" is null or "kinds"."name" < 'x') then true end))`,
    },
    postgres: {
      sql: `rank($1::int4, $2::text) within group (order by "kinds"."n" desc nulls last, "kinds"."name" nulls first)`,
      params: ["3", "x"],
      text: `rank(3, 'x') within group (order by "kinds"."n" desc nulls last, "kinds"."name" nulls first)`,
    },
    mariadb: {
      sql: "(1 + count(case when `kinds`.`n` > ? or `kinds`.`n` <=> ? and (`kinds`.`name` is null or `kinds`.`name` < ?) then true end))",
      params: [3n, 3n, "x"],
      text: "(1 + count(case when `kinds`.`n` > 3 or `kinds`.`n` <=> 3 and (`kinds`.`name` is null or `kinds`.`name` < 'x') then true end))",
    },
    mysql: {
      sql: "(1 + count(case when `kinds`.`n` > ? or `kinds`.`n` <=> ? and (`kinds`.`name` is null or `kinds`.`name` < ?) then true end))",
      params: [3n, 3n, "x"],
      text: "(1 + count(case when `kinds`.`n` > 3 or `kinds`.`n` <=> 3 and (`kinds`.`name` is null or `kinds`.`name` < 'x') then true end))",
    },
  })
  goldenExpr("rank of NULL", rank().pipe(withinGroup([n, null], [nullsFirst(desc(m)), null])), {
    sqlite: `(1 + count(case when "kinds"."n" is not null or "kinds"."n" is null and false then true end))`,
    postgres: `rank(null::int4, null::int4) within group (order by "kinds"."n" nulls last, "kinds"."m" desc nulls first)`,
    mariadb: "(1 + count(case when `kinds`.`n` is not null or `kinds`.`n` <=> null and false then true end))",
    mysql: "(1 + count(case when `kinds`.`n` is not null or `kinds`.`n` <=> null and false then true end))",
  })
  goldenExpr("denseRank of some rows", denseRank().pipe(withinGroup([nullsFirst(price), 3]), filterWhere(gt(n, 2))), {
    sqlite: {
      sql: `(1 + count(distinct fulmar_decimal(case when "kinds"."price" is null or (fulmar_decimal_key("kinds"."price") < fulmar_decimal_key(?)) then "kinds"."price" end)) filter (where "kinds"."n" > ?) + (case when count(case when "kinds"."price" is null and ("kinds"."price" is null or (fulmar_decimal_key("kinds"."price") < fulmar_decimal_key(?))) then true end) filter (where "kinds"."n" > ?) > 0 then 1 else 0 end))`,
      params: ["3.00", 2n, "3.00", 2n],
      text: `(1 + count(distinct fulmar_decimal(case when "kinds"."price" is null or (fulmar_decimal_key("kinds"."price") < fulmar_decimal_key('3.00')) then "kinds"."price" end)) filter (where "kinds"."n" > 2) + (case when count(case when "kinds"."price" is null and ("kinds"."price" is null or (fulmar_decimal_key("kinds"."price") < fulmar_decimal_key('3.00'))) then true end) filter (where "kinds"."n" > 2) > 0 then 1 else 0 end))`,
    },
    postgres: {
      sql: `dense_rank($1::numeric) within group (order by "kinds"."price" nulls first) filter (where "kinds"."n" > $2)`,
      params: ["3.00", "2"],
      text: `dense_rank(3.00) within group (order by "kinds"."price" nulls first) filter (where "kinds"."n" > 2)`,
    },
    mariadb: {
      sql: "(1 + count(distinct case when `kinds`.`n` > ? then case when `kinds`.`price` is null or `kinds`.`price` < cast(? as decimal(10, 2)) then `kinds`.`price` end end) + (case when count(case when `kinds`.`n` > ? then case when `kinds`.`price` is null and (`kinds`.`price` is null or `kinds`.`price` < cast(? as decimal(10, 2))) then true end end) > 0 then 1 else 0 end))",
      params: [2n, "3.00", 2n, "3.00"],
      text: "(1 + count(distinct case when `kinds`.`n` > 2 then case when `kinds`.`price` is null or `kinds`.`price` < 3.00 then `kinds`.`price` end end) + (case when count(case when `kinds`.`n` > 2 then case when `kinds`.`price` is null and (`kinds`.`price` is null or `kinds`.`price` < 3.00) then true end end) > 0 then 1 else 0 end))",
    },
    mysql: {
      sql: "(1 + count(distinct case when `kinds`.`n` > ? then case when `kinds`.`price` is null or `kinds`.`price` < cast(? as decimal(10, 2)) then `kinds`.`price` end end) + (case when count(case when `kinds`.`n` > ? then case when `kinds`.`price` is null and (`kinds`.`price` is null or `kinds`.`price` < cast(? as decimal(10, 2))) then true end end) > 0 then 1 else 0 end))",
      params: [2n, "3.00", 2n, "3.00"],
      text: "(1 + count(distinct case when `kinds`.`n` > 2 then case when `kinds`.`price` is null or `kinds`.`price` < 3.00 then `kinds`.`price` end end) + (case when count(case when `kinds`.`n` > 2 then case when `kinds`.`price` is null and (`kinds`.`price` is null or `kinds`.`price` < 3.00) then true end end) > 0 then 1 else 0 end))",
    },
  })
  goldenExpr("denseRank of several keys", denseRank().pipe(withinGroup([n, 3], [m, 4])), {
    sqlite: "-- SQLite has no denseRank of several keys within a group; count the rows of a distinct query",
    postgres: {
      sql: `dense_rank($1::int4, $2::int4) within group (order by "kinds"."n" nulls last, "kinds"."m" nulls last)`,
      params: ["3", "4"],
      text: `dense_rank(3, 4) within group (order by "kinds"."n" nulls last, "kinds"."m" nulls last)`,
    },
    mariadb: "-- MariaDB has no denseRank of several keys within a group; count the rows of a distinct query",
    mysql: "-- MySQL has no denseRank of several keys within a group; count the rows of a distinct query",
  })
  goldenExpr("percentRank", percentRank().pipe(withinGroup([desc(n), 3])), {
    sqlite: {
      sql: `coalesce(1e0 * count(case when "kinds"."n" > ? then true end) / nullif(count(*), 0), 0e0)`,
      params: [3n],
      text: `coalesce(1e0 * count(case when "kinds"."n" > 3 then true end) / nullif(count(*), 0), 0e0)`,
    },
    postgres: {
      sql: `percent_rank($1::int4) within group (order by "kinds"."n" desc nulls last)`,
      params: ["3"],
      text: `percent_rank(3) within group (order by "kinds"."n" desc nulls last)`,
    },
    mariadb: {
      sql: "coalesce(1e0 * count(case when `kinds`.`n` > ? then true end) / nullif(count(*), 0), 0e0)",
      params: [3n],
      text: "coalesce(1e0 * count(case when `kinds`.`n` > 3 then true end) / nullif(count(*), 0), 0e0)",
    },
    mysql: {
      sql: "coalesce(1e0 * count(case when `kinds`.`n` > ? then true end) / nullif(count(*), 0), 0e0)",
      params: [3n],
      text: "coalesce(1e0 * count(case when `kinds`.`n` > 3 then true end) / nullif(count(*), 0), 0e0)",
    },
  })
  goldenExpr("cumeDist in a term", mul(cumeDist().pipe(withinGroup([n, 3], [name, "x"])), 2), {
    sqlite: {
      sql: `((1e0 + count(case when "kinds"."n" < ? or "kinds"."n" is ? and ("kinds"."name" < ? or "kinds"."name" is ?) then true end)) / (1 + count(*))) * ?`,
      params: [3n, 3n, "x", "x", 2],
      text: `((1e0 + count(case when "kinds"."n" < 3 or "kinds"."n" is 3 and ("kinds"."name" < 'x' or "kinds"."name" is 'x') then true end)) / (1 + count(*))) * 2.0`,
    },
    postgres: {
      sql: `cume_dist($1::int4, $2::text) within group (order by "kinds"."n" nulls last, "kinds"."name" nulls last) * $3::float8`,
      params: ["3", "x", "2"],
      text: `cume_dist(3, 'x') within group (order by "kinds"."n" nulls last, "kinds"."name" nulls last) * 2::float8`,
    },
    mariadb: {
      sql: "((1e0 + count(case when `kinds`.`n` < ? or `kinds`.`n` <=> ? and (`kinds`.`name` < ? or `kinds`.`name` <=> ?) then true end)) / (1 + count(*))) * ?",
      params: [3n, 3n, "x", "x", 2],
      text: "((1e0 + count(case when `kinds`.`n` < 3 or `kinds`.`n` <=> 3 and (`kinds`.`name` < 'x' or `kinds`.`name` <=> 'x') then true end)) / (1 + count(*))) * 2e0",
    },
    mysql: {
      sql: "((1e0 + count(case when `kinds`.`n` < ? or `kinds`.`n` <=> ? and (`kinds`.`name` < ? or `kinds`.`name` <=> ?) then true end)) / (1 + count(*))) * ?",
      params: [3n, 3n, "x", "x", 2],
      text: "((1e0 + count(case when `kinds`.`n` < 3 or `kinds`.`n` <=> 3 and (`kinds`.`name` < 'x' or `kinds`.`name` <=> 'x') then true end)) / (1 + count(*))) * 2e0",
    },
  })
  golden("rank of a key of the groups", pipe(from(Kinds), groupBy(n), select({ n, x: rank().pipe(withinGroup([m, n])) })), {
    sqlite: `select "kinds"."n", (1 + count(case when "kinds"."m" < "kinds"."n" or "kinds"."m" is not null and "kinds"."n" is null then true end)) as "x" from "kinds" group by "kinds"."n"`,
    postgres: `select "kinds"."n", rank("kinds"."n") within group (order by "kinds"."m" nulls last) as "x" from "kinds" group by "kinds"."n"`,
    mariadb: "select `kinds`.`n`, (1 + count(case when `kinds`.`m` < `kinds`.`n` or `kinds`.`m` is not null and `kinds`.`n` is null then true end)) as `x` from `kinds` group by `kinds`.`n`",
    mysql: "select `kinds`.`n`, (1 + count(case when `kinds`.`m` < `kinds`.`n` or `kinds`.`m` is not null and `kinds`.`n` is null then true end)) as `x` from `kinds` group by `kinds`.`n`",
  })
  golden("rank by an enumeration", pipe(from(Mood), select({ x: rank().pipe(withinGroup([Mood.mood, "ok"])) })), {
    sqlite: {
      sql: `select (1 + count(case when "moods"."mood" < ? then true end)) as "x" from "moods"`,
      params: ["ok"],
      text: `select (1 + count(case when "moods"."mood" < 'ok' then true end)) as "x" from "moods"`,
    },
    postgres: {
      sql: `select rank($1::"mood") within group (order by "moods"."mood" nulls last) as "x" from "moods"`,
      params: ["ok"],
      text: `select rank('ok'::"mood") within group (order by "moods"."mood" nulls last) as "x" from "moods"`,
    },
    mariadb: "-- MariaDB sorts enumerations by their labels, but compares them as texts; cast the key to text",
    mysql: "-- MySQL sorts enumerations by their labels, but compares them as texts; cast the key to text",
  })
  golden("over a window", pipe(from(Kinds), select({ x: rank().pipe(withinGroup([n, 3]), over()) })), {
    sqlite: "-- an aggregate with an order of its own has no over; make the values distinct, or sort them, in a derived table",
    postgres: "-- an aggregate with an order of its own has no over; make the values distinct, or sort them, in a derived table",
    mariadb: "-- an aggregate with an order of its own has no over; make the values distinct, or sort them, in a derived table",
    mysql: "-- an aggregate with an order of its own has no over; make the values distinct, or sort them, in a derived table",
  })
  goldenExpr("of distinct values", rank().pipe(withinGroup([n, 3]), distinctValues), {
    sqlite: "-- rank within a group has no distinct values; leave out distinctValues",
    postgres: "-- PostgreSQL has no rank of distinct values; make the values distinct in a derived table",
    mariadb: "-- rank within a group has no distinct values; leave out distinctValues",
    mysql: "-- rank within a group has no distinct values; leave out distinctValues",
  })
})
