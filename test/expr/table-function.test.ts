import { Duration, pipe } from "effect"
import {
  alias, always, array, as, bigint, bytes, cast, crossJoin, crossJoinLateral, date, eq, exists, from, generateSeries, gt, innerJoin,
  integer, leftJoin, leftJoinLateral, limit, literal, orderBy, param, rightJoin, select, table, text, timestamp, unnest, value, where,
} from "fulmar"
import { describe } from "vitest"
import { golden } from "../core/golden.js"

const Cake = table("cake", {
  id: integer, tags: array(text), sizes: array(bigint), raws: array(bytes), grid: array(array(integer)), start: date, until: date,
  made: timestamp,
})
const tags = unnest("tags", Cake.tags)
const sizes = unnest("sizes", Cake.sizes)

describe("generateSeries prints", () => {
  golden("numbers", from(generateSeries("n", 1, 10)), {
    sqlite: {
      sql: `select "n"."value" from (with recursive "_1" ("value") as (select ? where ? <= ? union all select "_1"."value" + ? from "_1" where "_1"."value" <= ? - ?) select "value" from "_1") as "n"`,
      params: [1n, 1n, 10n, 1n, 10n, 1n],
      text: `select "n"."value" from (with recursive "_1" ("value") as (select 1 where 1 <= 10 union all select "_1"."value" + 1 from "_1" where "_1"."value" <= 10 - 1) select "value" from "_1") as "n"`,
    },
    postgres: {
      sql: `select "n"."value" from generate_series($1::int8, $2::int8, $3::int8) as "n" ("value")`,
      params: ["1", "10", "1"],
      text: `select "n"."value" from generate_series(1, 10, 1) as "n" ("value")`,
    },
    mariadb: {
      sql: "select `n`.`value` from (with recursive `_1` (`value`) as (select cast(? as signed) from dual where cast(? as signed) <= cast(? as signed) union all select cast(`_1`.`value` + cast(? as signed) as signed) from `_1` where `_1`.`value` <= cast(? as signed) - cast(? as signed)) select `value` from `_1`) as `n`",
      params: [1n, 1n, 10n, 1n, 10n, 1n],
      text: "select `n`.`value` from (with recursive `_1` (`value`) as (select cast(1 as signed) from dual where cast(1 as signed) <= cast(10 as signed) union all select cast(`_1`.`value` + cast(1 as signed) as signed) from `_1` where `_1`.`value` <= cast(10 as signed) - cast(1 as signed)) select `value` from `_1`) as `n`",
    },
    mysql: {
      sql: "select `n`.`value` from (with recursive `_1` (`value`) as (select cast(? as signed) from dual where cast(? as signed) <= cast(? as signed) union all select cast(`_1`.`value` + cast(? as signed) as signed) from `_1` where `_1`.`value` <= cast(? as signed) - cast(? as signed)) select `value` from `_1`) as `n`",
      params: [1n, 1n, 10n, 1n, 10n, 1n],
      text: "select `n`.`value` from (with recursive `_1` (`value`) as (select cast(1 as signed) from dual where cast(1 as signed) <= cast(10 as signed) union all select cast(`_1`.`value` + cast(1 as signed) as signed) from `_1` where `_1`.`value` <= cast(10 as signed) - cast(1 as signed)) select `value` from `_1`) as `n`",
    },
  })
  golden("numbers downwards", pipe(from(generateSeries("n", 10, literal(-10), -3)), where(gt(generateSeries("n", 0, 0).value, 0))), {
    sqlite: {
      sql: `select "n"."value" from (with recursive "_1" ("value") as (select ? where ? >= ? union all select "_1"."value" + ? from "_1" where "_1"."value" >= ? - ?) select "value" from "_1") as "n" where "n"."value" > ?`,
      params: [10n, 10n, -10n, -3n, -10n, -3n, 0n],
      text: `select "n"."value" from (with recursive "_1" ("value") as (select 10 where 10 >= (-10) union all select "_1"."value" + (-3) from "_1" where "_1"."value" >= (-10) - (-3)) select "value" from "_1") as "n" where "n"."value" > 0`,
    },
    postgres: {
      sql: `select "n"."value" from generate_series($1::int8, $2::int8, $3::int8) as "n" ("value") where "n"."value" > $4`,
      params: ["10", "-10", "-3", "0"],
      text: `select "n"."value" from generate_series(10, (-10), (-3)) as "n" ("value") where "n"."value" > 0`,
    },
    mariadb: {
      sql: "select `n`.`value` from (with recursive `_1` (`value`) as (select cast(? as signed) from dual where cast(? as signed) >= cast(? as signed) union all select cast(`_1`.`value` + cast(? as signed) as signed) from `_1` where `_1`.`value` >= cast(? as signed) - cast(? as signed)) select `value` from `_1`) as `n` where `n`.`value` > ?",
      params: [10n, 10n, -10n, -3n, -10n, -3n, 0n],
      text: "select `n`.`value` from (with recursive `_1` (`value`) as (select cast(10 as signed) from dual where cast(10 as signed) >= cast((-10) as signed) union all select cast(`_1`.`value` + cast((-3) as signed) as signed) from `_1` where `_1`.`value` >= cast((-10) as signed) - cast((-3) as signed)) select `value` from `_1`) as `n` where `n`.`value` > 0",
    },
    mysql: {
      sql: "select `n`.`value` from (with recursive `_1` (`value`) as (select cast(? as signed) from dual where cast(? as signed) >= cast(? as signed) union all select cast(`_1`.`value` + cast(? as signed) as signed) from `_1` where `_1`.`value` >= cast(? as signed) - cast(? as signed)) select `value` from `_1`) as `n` where `n`.`value` > ?",
      params: [10n, 10n, -10n, -3n, -10n, -3n, 0n],
      text: "select `n`.`value` from (with recursive `_1` (`value`) as (select cast(10 as signed) from dual where cast(10 as signed) >= cast((-10) as signed) union all select cast(`_1`.`value` + cast((-3) as signed) as signed) from `_1` where `_1`.`value` >= cast((-10) as signed) - cast((-3) as signed)) select `value` from `_1`) as `n` where `n`.`value` > 0",
    },
  })
  golden("bigints to a parameter", from(generateSeries("n", 1n, param("to", bigint), 2n)), {
    sqlite: {
      sql: `select "n"."value" from (with recursive "_1" ("value") as (select ? where ? <= ? union all select fulmar_add64("_1"."value", ?) from "_1" where "_1"."value" <= fulmar_sub64(?, ?)) select "value" from "_1") as "n"`,
      params: [1n, 1n, undefined, 2n, undefined, 2n],
      text: `select "n"."value" from (with recursive "_1" ("value") as (select 1 where 1 <= :to union all select fulmar_add64("_1"."value", 2) from "_1" where "_1"."value" <= fulmar_sub64(:to, 2)) select "value" from "_1") as "n"`,
    },
    postgres: {
      sql: `select "n"."value" from generate_series($1::int8, $2::int8, $3::int8) as "n" ("value")`,
      params: ["1", undefined, "2"],
      text: `select "n"."value" from generate_series(1, :to, 2) as "n" ("value")`,
    },
    mariadb: {
      sql: "select `n`.`value` from (with recursive `_1` (`value`) as (select cast(cast(? as signed) as signed) from dual where cast(cast(? as signed) as signed) <= cast(cast(? as signed) as signed) union all select cast(`_1`.`value` + cast(cast(? as signed) as signed) as signed) from `_1` where `_1`.`value` <= cast(cast(? as signed) as signed) - cast(cast(? as signed) as signed)) select `value` from `_1`) as `n`",
      params: [1n, 1n, undefined, 2n, undefined, 2n],
      text: "select `n`.`value` from (with recursive `_1` (`value`) as (select cast(1 as signed) from dual where cast(1 as signed) <= cast(:to as signed) union all select cast(`_1`.`value` + cast(2 as signed) as signed) from `_1` where `_1`.`value` <= cast(:to as signed) - cast(2 as signed)) select `value` from `_1`) as `n`",
    },
    mysql: {
      sql: "select `n`.`value` from (with recursive `_1` (`value`) as (select cast(cast(? as signed) as signed) from dual where cast(cast(? as signed) as signed) <= cast(cast(? as signed) as signed) union all select cast(`_1`.`value` + cast(cast(? as signed) as signed) as signed) from `_1` where `_1`.`value` <= cast(cast(? as signed) as signed) - cast(cast(? as signed) as signed)) select `value` from `_1`) as `n`",
      params: [1n, 1n, undefined, 2n, undefined, 2n],
      text: "select `n`.`value` from (with recursive `_1` (`value`) as (select cast(1 as signed) from dual where cast(1 as signed) <= cast(:to as signed) union all select cast(`_1`.`value` + cast(2 as signed) as signed) from `_1` where `_1`.`value` <= cast(:to as signed) - cast(2 as signed)) select `value` from `_1`) as `n`",
    },
  })
  golden("days", from(generateSeries("d", "2024-02-28", "2024-03-01")), {
    sqlite: {
      sql: `select "d"."value" from (select date(?, ("d"."value") || ' days') as "value" from (with recursive "_1" ("value") as (select ? where ? <= cast(julianday(?) - julianday(?) as integer) union all select "_1"."value" + ? from "_1" where "_1"."value" <= cast(julianday(?) - julianday(?) as integer) - ?) select "value" from "_1") as "d") as "d"`,
      params: ["2024-02-28", 0n, 0n, "2024-03-01", "2024-02-28", 1n, "2024-03-01", "2024-02-28", 1n],
      text: `select "d"."value" from (select date('2024-02-28', ("d"."value") || ' days') as "value" from (with recursive "_1" ("value") as (select 0 where 0 <= cast(julianday('2024-03-01') - julianday('2024-02-28') as integer) union all select "_1"."value" + 1 from "_1" where "_1"."value" <= cast(julianday('2024-03-01') - julianday('2024-02-28') as integer) - 1) select "value" from "_1") as "d") as "d"`,
    },
    postgres: {
      sql: `select "d"."value" from (select ($1::date + cast("d"."value" as int4)) as "value" from generate_series($2::int8, ($3::date - $4::date), $5::int8) as "d" ("value")) as "d"`,
      params: ["2024-02-28", "0", "2024-03-01", "2024-02-28", "1"],
      text: `select "d"."value" from (select ('2024-02-28'::date + cast("d"."value" as int4)) as "value" from generate_series(0, ('2024-03-01'::date - '2024-02-28'::date), 1) as "d" ("value")) as "d"`,
    },
    mariadb: {
      sql: "select `d`.`value` from (select date_add(cast(? as date), interval `d`.`value` day) as `value` from (with recursive `_1` (`value`) as (select cast(? as signed) from dual where cast(? as signed) <= cast(datediff(cast(? as date), cast(? as date)) as signed) union all select cast(`_1`.`value` + cast(? as signed) as signed) from `_1` where `_1`.`value` <= cast(datediff(cast(? as date), cast(? as date)) as signed) - cast(? as signed)) select `value` from `_1`) as `d`) as `d`",
      params: ["2024-02-28", 0n, 0n, "2024-03-01", "2024-02-28", 1n, "2024-03-01", "2024-02-28", 1n],
      text: "select `d`.`value` from (select date_add(date'2024-02-28', interval `d`.`value` day) as `value` from (with recursive `_1` (`value`) as (select cast(0 as signed) from dual where cast(0 as signed) <= cast(datediff(date'2024-03-01', date'2024-02-28') as signed) union all select cast(`_1`.`value` + cast(1 as signed) as signed) from `_1` where `_1`.`value` <= cast(datediff(date'2024-03-01', date'2024-02-28') as signed) - cast(1 as signed)) select `value` from `_1`) as `d`) as `d`",
    },
    mysql: {
      sql: "select `d`.`value` from (select date_add(cast(? as date), interval `d`.`value` day) as `value` from (with recursive `_1` (`value`) as (select cast(? as signed) from dual where cast(? as signed) <= cast(datediff(cast(? as date), cast(? as date)) as signed) union all select cast(`_1`.`value` + cast(? as signed) as signed) from `_1` where `_1`.`value` <= cast(datediff(cast(? as date), cast(? as date)) as signed) - cast(? as signed)) select `value` from `_1`) as `d`) as `d`",
      params: ["2024-02-28", 0n, 0n, "2024-03-01", "2024-02-28", 1n, "2024-03-01", "2024-02-28", 1n],
      text: "select `d`.`value` from (select date_add(date'2024-02-28', interval `d`.`value` day) as `value` from (with recursive `_1` (`value`) as (select cast(0 as signed) from dual where cast(0 as signed) <= cast(datediff(date'2024-03-01', date'2024-02-28') as signed) union all select cast(`_1`.`value` + cast(1 as signed) as signed) from `_1` where `_1`.`value` <= cast(datediff(date'2024-03-01', date'2024-02-28') as signed) - cast(1 as signed)) select `value` from `_1`) as `d`) as `d`",
    },
  })
  golden("weeks", from(generateSeries("d", value(date, "2024-02-28"), "2024-03-01", 7)), {
    sqlite: {
      sql: `select "d"."value" from (select date(?, ("d"."value") || ' days') as "value" from (with recursive "_1" ("value") as (select ? where ? <= cast(julianday(?) - julianday(?) as integer) union all select "_1"."value" + ? from "_1" where "_1"."value" <= cast(julianday(?) - julianday(?) as integer) - ?) select "value" from "_1") as "d") as "d"`,
      params: ["2024-02-28", 0n, 0n, "2024-03-01", "2024-02-28", 7n, "2024-03-01", "2024-02-28", 7n],
      text: `select "d"."value" from (select date('2024-02-28', ("d"."value") || ' days') as "value" from (with recursive "_1" ("value") as (select 0 where 0 <= cast(julianday('2024-03-01') - julianday('2024-02-28') as integer) union all select "_1"."value" + 7 from "_1" where "_1"."value" <= cast(julianday('2024-03-01') - julianday('2024-02-28') as integer) - 7) select "value" from "_1") as "d") as "d"`,
    },
    postgres: {
      sql: `select "d"."value" from (select ($1::date + cast("d"."value" as int4)) as "value" from generate_series($2::int8, ($3::date - $4::date), $5::int8) as "d" ("value")) as "d"`,
      params: ["2024-02-28", "0", "2024-03-01", "2024-02-28", "7"],
      text: `select "d"."value" from (select ('2024-02-28'::date + cast("d"."value" as int4)) as "value" from generate_series(0, ('2024-03-01'::date - '2024-02-28'::date), 7) as "d" ("value")) as "d"`,
    },
    mariadb: {
      sql: "select `d`.`value` from (select date_add(cast(? as date), interval `d`.`value` day) as `value` from (with recursive `_1` (`value`) as (select cast(? as signed) from dual where cast(? as signed) <= cast(datediff(cast(? as date), cast(? as date)) as signed) union all select cast(`_1`.`value` + cast(? as signed) as signed) from `_1` where `_1`.`value` <= cast(datediff(cast(? as date), cast(? as date)) as signed) - cast(? as signed)) select `value` from `_1`) as `d`) as `d`",
      params: ["2024-02-28", 0n, 0n, "2024-03-01", "2024-02-28", 7n, "2024-03-01", "2024-02-28", 7n],
      text: "select `d`.`value` from (select date_add(date'2024-02-28', interval `d`.`value` day) as `value` from (with recursive `_1` (`value`) as (select cast(0 as signed) from dual where cast(0 as signed) <= cast(datediff(date'2024-03-01', date'2024-02-28') as signed) union all select cast(`_1`.`value` + cast(7 as signed) as signed) from `_1` where `_1`.`value` <= cast(datediff(date'2024-03-01', date'2024-02-28') as signed) - cast(7 as signed)) select `value` from `_1`) as `d`) as `d`",
    },
    mysql: {
      sql: "select `d`.`value` from (select date_add(cast(? as date), interval `d`.`value` day) as `value` from (with recursive `_1` (`value`) as (select cast(? as signed) from dual where cast(? as signed) <= cast(datediff(cast(? as date), cast(? as date)) as signed) union all select cast(`_1`.`value` + cast(? as signed) as signed) from `_1` where `_1`.`value` <= cast(datediff(cast(? as date), cast(? as date)) as signed) - cast(? as signed)) select `value` from `_1`) as `d`) as `d`",
      params: ["2024-02-28", 0n, 0n, "2024-03-01", "2024-02-28", 7n, "2024-03-01", "2024-02-28", 7n],
      text: "select `d`.`value` from (select date_add(date'2024-02-28', interval `d`.`value` day) as `value` from (with recursive `_1` (`value`) as (select cast(0 as signed) from dual where cast(0 as signed) <= cast(datediff(date'2024-03-01', date'2024-02-28') as signed) union all select cast(`_1`.`value` + cast(7 as signed) as signed) from `_1` where `_1`.`value` <= cast(datediff(date'2024-03-01', date'2024-02-28') as signed) - cast(7 as signed)) select `value` from `_1`) as `d`) as `d`",
    },
  })
  golden("moments", from(generateSeries("t", new Date(0), new Date(86_400_000), Duration.hours(6))), {
    sqlite: "-- SQLite has no series of timestamptz; use a series of days or numbers",
    postgres: {
      sql: `select "t"."value" from generate_series($1::timestamptz, $2::timestamptz, $3::interval) as "t" ("value")`,
      params: ["1970-01-01T00:00:00.000Z", "1970-01-02T00:00:00.000Z", "PT6H"],
      text: `select "t"."value" from generate_series('1970-01-01T00:00:00.000Z'::timestamptz, '1970-01-02T00:00:00.000Z'::timestamptz, 'PT6H'::interval) as "t" ("value")`,
    },
    mariadb: "-- MariaDB has no series of timestamptz; use a series of days or numbers",
    mysql: "-- MySQL has no series of timestamptz; use a series of days or numbers",
  })
  golden("times of day", from(generateSeries("t", value(timestamp, "2024-02-28T00:00:00"), "2024-02-28T01:00:00", Duration.minutes(-30))), {
    sqlite: "-- SQLite has no series of timestamp; use a series of days or numbers",
    postgres: {
      sql: `select "t"."value" from generate_series($1::timestamp, $2::timestamp, $3::interval) as "t" ("value")`,
      params: ["2024-02-28T00:00:00", "2024-02-28T01:00:00", "PT-30M"],
      text: `select "t"."value" from generate_series('2024-02-28T00:00:00'::timestamp, '2024-02-28T01:00:00'::timestamp, 'PT-30M'::interval) as "t" ("value")`,
    },
    mariadb: "-- MariaDB has no series of timestamp; use a series of days or numbers",
    mysql: "-- MySQL has no series of timestamp; use a series of days or numbers",
  })
  const upTo = generateSeries("n", 1, Cake.id)
  golden("numbers to a column before it", pipe(from(Cake), leftJoinLateral(upTo, always), select({ id: Cake.id, n: upTo.value })), {
    sqlite: "-- SQLite has no lateral join; nest the rows with many, or number them with a window function",
    postgres: {
      sql: `select "cake"."id", "n"."value" as "n" from "cake" left join generate_series($1::int8, "cake"."id", $2::int8) as "n" ("value") on true`,
      params: ["1", "1"],
      text: `select "cake"."id", "n"."value" as "n" from "cake" left join generate_series(1, "cake"."id", 1) as "n" ("value") on true`,
    },
    mariadb: "-- MariaDB has no lateral join; nest the rows with many, or number them with a window function",
    mysql: {
      sql: "select `cake`.`id`, `n`.`value` as `n` from `cake` left join lateral (with recursive `_1` (`value`) as (select cast(? as signed) from dual where cast(? as signed) <= cast(`cake`.`id` as signed) union all select cast(`_1`.`value` + cast(? as signed) as signed) from `_1` where `_1`.`value` <= cast(`cake`.`id` as signed) - cast(? as signed)) select `value` from `_1`) as `n` on true",
      params: [1n, 1n, 1n, 1n],
      text: "select `cake`.`id`, `n`.`value` as `n` from `cake` left join lateral (with recursive `_1` (`value`) as (select cast(1 as signed) from dual where cast(1 as signed) <= cast(`cake`.`id` as signed) union all select cast(`_1`.`value` + cast(1 as signed) as signed) from `_1` where `_1`.`value` <= cast(`cake`.`id` as signed) - cast(1 as signed)) select `value` from `_1`) as `n` on true",
    },
  })
  const span = generateSeries("day", Cake.start, Cake.until)
  golden("days between columns before it", pipe(from(Cake), crossJoinLateral(span), select({ day: span.value })), {
    sqlite: "-- SQLite has no lateral join; nest the rows with many, or number them with a window function",
    postgres: {
      sql: `select "day"."value" as "day" from "cake" cross join lateral (select ("cake"."start" + cast("day"."value" as int4)) as "value" from generate_series($1::int8, ("cake"."until" - "cake"."start"), $2::int8) as "day" ("value")) as "day"`,
      params: ["0", "1"],
      text: `select "day"."value" as "day" from "cake" cross join lateral (select ("cake"."start" + cast("day"."value" as int4)) as "value" from generate_series(0, ("cake"."until" - "cake"."start"), 1) as "day" ("value")) as "day"`,
    },
    mariadb: "-- MariaDB has no lateral join; nest the rows with many, or number them with a window function",
    mysql: {
      sql: "select `day`.`value` as `day` from `cake` cross join lateral (select date_add(`cake`.`start`, interval `day`.`value` day) as `value` from (with recursive `_1` (`value`) as (select cast(? as signed) from dual where cast(? as signed) <= cast(datediff(`cake`.`until`, `cake`.`start`) as signed) union all select cast(`_1`.`value` + cast(? as signed) as signed) from `_1` where `_1`.`value` <= cast(datediff(`cake`.`until`, `cake`.`start`) as signed) - cast(? as signed)) select `value` from `_1`) as `day`) as `day`",
      params: [0n, 0n, 1n, 1n],
      text: "select `day`.`value` as `day` from `cake` cross join lateral (select date_add(`cake`.`start`, interval `day`.`value` day) as `value` from (with recursive `_1` (`value`) as (select cast(0 as signed) from dual where cast(0 as signed) <= cast(datediff(`cake`.`until`, `cake`.`start`) as signed) union all select cast(`_1`.`value` + cast(1 as signed) as signed) from `_1` where `_1`.`value` <= cast(datediff(`cake`.`until`, `cake`.`start`) as signed) - cast(1 as signed)) select `value` from `_1`) as `day`) as `day`",
    },
  })
  golden("numbers under another name, twice", pipe(
    from(generateSeries("a", 1, 2)),
    innerJoin(generateSeries("a", 3, 4).pipe(alias("b")), always),
    select({ a: generateSeries("a", 1, 2).value, b: generateSeries("b", 3, 4).value }),
  ), {
    sqlite: {
      sql: `select "a"."value" as "a", "b"."value" as "b" from (with recursive "_1" ("value") as (select ? where ? <= ? union all select "_1"."value" + ? from "_1" where "_1"."value" <= ? - ?) select "value" from "_1") as "a" inner join (with recursive "_2" ("value") as (select ? where ? <= ? union all select "_2"."value" + ? from "_2" where "_2"."value" <= ? - ?) select "value" from "_2") as "b" on true`,
      params: [1n, 1n, 2n, 1n, 2n, 1n, 3n, 3n, 4n, 1n, 4n, 1n],
      text: `select "a"."value" as "a", "b"."value" as "b" from (with recursive "_1" ("value") as (select 1 where 1 <= 2 union all select "_1"."value" + 1 from "_1" where "_1"."value" <= 2 - 1) select "value" from "_1") as "a" inner join (with recursive "_2" ("value") as (select 3 where 3 <= 4 union all select "_2"."value" + 1 from "_2" where "_2"."value" <= 4 - 1) select "value" from "_2") as "b" on true`,
    },
    postgres: {
      sql: `select "a"."value" as "a", "b"."value" as "b" from generate_series($1::int8, $2::int8, $3::int8) as "a" ("value") inner join generate_series($4::int8, $5::int8, $6::int8) as "b" ("value") on true`,
      params: ["1", "2", "1", "3", "4", "1"],
      text: `select "a"."value" as "a", "b"."value" as "b" from generate_series(1, 2, 1) as "a" ("value") inner join generate_series(3, 4, 1) as "b" ("value") on true`,
    },
    mariadb: {
      sql: "select `a`.`value` as `a`, `b`.`value` as `b` from (with recursive `_1` (`value`) as (select cast(? as signed) from dual where cast(? as signed) <= cast(? as signed) union all select cast(`_1`.`value` + cast(? as signed) as signed) from `_1` where `_1`.`value` <= cast(? as signed) - cast(? as signed)) select `value` from `_1`) as `a` inner join (with recursive `_2` (`value`) as (select cast(? as signed) from dual where cast(? as signed) <= cast(? as signed) union all select cast(`_2`.`value` + cast(? as signed) as signed) from `_2` where `_2`.`value` <= cast(? as signed) - cast(? as signed)) select `value` from `_2`) as `b` on true",
      params: [1n, 1n, 2n, 1n, 2n, 1n, 3n, 3n, 4n, 1n, 4n, 1n],
      text: "select `a`.`value` as `a`, `b`.`value` as `b` from (with recursive `_1` (`value`) as (select cast(1 as signed) from dual where cast(1 as signed) <= cast(2 as signed) union all select cast(`_1`.`value` + cast(1 as signed) as signed) from `_1` where `_1`.`value` <= cast(2 as signed) - cast(1 as signed)) select `value` from `_1`) as `a` inner join (with recursive `_2` (`value`) as (select cast(3 as signed) from dual where cast(3 as signed) <= cast(4 as signed) union all select cast(`_2`.`value` + cast(1 as signed) as signed) from `_2` where `_2`.`value` <= cast(4 as signed) - cast(1 as signed)) select `value` from `_2`) as `b` on true",
    },
    mysql: {
      sql: "select `a`.`value` as `a`, `b`.`value` as `b` from (with recursive `_1` (`value`) as (select cast(? as signed) from dual where cast(? as signed) <= cast(? as signed) union all select cast(`_1`.`value` + cast(? as signed) as signed) from `_1` where `_1`.`value` <= cast(? as signed) - cast(? as signed)) select `value` from `_1`) as `a` inner join (with recursive `_2` (`value`) as (select cast(? as signed) from dual where cast(? as signed) <= cast(? as signed) union all select cast(`_2`.`value` + cast(? as signed) as signed) from `_2` where `_2`.`value` <= cast(? as signed) - cast(? as signed)) select `value` from `_2`) as `b` on true",
      params: [1n, 1n, 2n, 1n, 2n, 1n, 3n, 3n, 4n, 1n, 4n, 1n],
      text: "select `a`.`value` as `a`, `b`.`value` as `b` from (with recursive `_1` (`value`) as (select cast(1 as signed) from dual where cast(1 as signed) <= cast(2 as signed) union all select cast(`_1`.`value` + cast(1 as signed) as signed) from `_1` where `_1`.`value` <= cast(2 as signed) - cast(1 as signed)) select `value` from `_1`) as `a` inner join (with recursive `_2` (`value`) as (select cast(3 as signed) from dual where cast(3 as signed) <= cast(4 as signed) union all select cast(`_2`.`value` + cast(1 as signed) as signed) from `_2` where `_2`.`value` <= cast(4 as signed) - cast(1 as signed)) select `value` from `_2`) as `b` on true",
    },
  })
})

describe("unnest prints", () => {
  golden("an array", from(unnest("x", value(array(integer), [1, 2]))), {
    sqlite: {
      sql: `select "x"."value" as "value", ("x"."key" + 1) as "ordinality" from json_each(?) as "x"`,
      params: ["[1,2]"],
      text: `select "x"."value" as "value", ("x"."key" + 1) as "ordinality" from json_each('[1,2]') as "x"`,
    },
    postgres: {
      sql: `select "x"."value", "x"."ordinality" from unnest($1::int4[]) with ordinality as "x" ("value", "ordinality")`,
      params: ["{1,2}"],
      text: `select "x"."value", "x"."ordinality" from unnest('{1,2}'::int4[]) with ordinality as "x" ("value", "ordinality")`,
    },
    mariadb: {
      sql: "select `x`.`value`, `x`.`ordinality` from json_table(?, '$[*]' columns (`value` bigint path '$' error on error, `ordinality` for ordinality)) as `x`",
      params: ["[1,2]"],
      text: "select `x`.`value`, `x`.`ordinality` from json_table('[1,2]', '$[*]' columns (`value` bigint path '$' error on error, `ordinality` for ordinality)) as `x`",
    },
    mysql: {
      sql: "select `x`.`value`, `x`.`ordinality` from json_table(cast(? as json), '$[*]' columns (`value` bigint path '$' error on error, `ordinality` for ordinality)) as `x`",
      params: ["[1,2]"],
      text: "select `x`.`value`, `x`.`ordinality` from json_table(cast('[1,2]' as json), '$[*]' columns (`value` bigint path '$' error on error, `ordinality` for ordinality)) as `x`",
    },
  })
  golden("a column before it", pipe(from(Cake), crossJoin(tags), select({ tag: tags.value, place: tags.ordinality })), {
    sqlite: `select "tags"."value" as "tag", ("tags"."key" + 1) as "place" from "cake" cross join json_each("cake"."tags") as "tags"`,
    postgres: `select "tags"."value" as "tag", "tags"."ordinality" as "place" from "cake" cross join unnest("cake"."tags") with ordinality as "tags" ("value", "ordinality")`,
    mariadb: "select `tags`.`value` as `tag`, `tags`.`ordinality` as `place` from `cake` cross join json_table(`cake`.`tags`, '$[*]' columns (`value` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$' error on error, `ordinality` for ordinality)) as `tags`",
    mysql: "select `tags`.`value` as `tag`, `tags`.`ordinality` as `place` from `cake` cross join json_table(`cake`.`tags`, '$[*]' columns (`value` longtext character set utf8mb4 collate utf8mb4_0900_bin path '$' error on error, `ordinality` for ordinality)) as `tags`",
  })
  golden("rows without elements too", pipe(from(Cake), leftJoinLateral(sizes, gt(sizes.value, 1n)), select({ id: Cake.id, sizes })), {
    sqlite: {
      sql: `select "cake"."id", cast("sizes"."value" as integer) as "sizes.value", ("sizes"."key" + 1) as "sizes.ordinality" from "cake" left join json_each("cake"."sizes") as "sizes" on cast("sizes"."value" as integer) > ?`,
      params: [1n],
      text: `select "cake"."id", cast("sizes"."value" as integer) as "sizes.value", ("sizes"."key" + 1) as "sizes.ordinality" from "cake" left join json_each("cake"."sizes") as "sizes" on cast("sizes"."value" as integer) > 1`,
    },
    postgres: {
      sql: `select "cake"."id", "sizes"."value" as "sizes.value", "sizes"."ordinality" as "sizes.ordinality" from "cake" left join unnest("cake"."sizes") with ordinality as "sizes" ("value", "ordinality") on "sizes"."value" > $1`,
      params: ["1"],
      text: `select "cake"."id", "sizes"."value" as "sizes.value", "sizes"."ordinality" as "sizes.ordinality" from "cake" left join unnest("cake"."sizes") with ordinality as "sizes" ("value", "ordinality") on "sizes"."value" > 1`,
    },
    mariadb: {
      sql: "select `cake`.`id`, `sizes`.`value` as `sizes.value`, `sizes`.`ordinality` as `sizes.ordinality` from `cake` left join json_table(`cake`.`sizes`, '$[*]' columns (`value` bigint path '$' error on error, `ordinality` for ordinality)) as `sizes` on `sizes`.`value` > ?",
      params: [1n],
      text: "select `cake`.`id`, `sizes`.`value` as `sizes.value`, `sizes`.`ordinality` as `sizes.ordinality` from `cake` left join json_table(`cake`.`sizes`, '$[*]' columns (`value` bigint path '$' error on error, `ordinality` for ordinality)) as `sizes` on `sizes`.`value` > 1",
    },
    mysql: {
      sql: "select `cake`.`id`, `sizes`.`value` as `sizes.value`, `sizes`.`ordinality` as `sizes.ordinality` from `cake` left join json_table(`cake`.`sizes`, '$[*]' columns (`value` bigint path '$' error on error, `ordinality` for ordinality)) as `sizes` on `sizes`.`value` > ?",
      params: [1n],
      text: "select `cake`.`id`, `sizes`.`value` as `sizes.value`, `sizes`.`ordinality` as `sizes.ordinality` from `cake` left join json_table(`cake`.`sizes`, '$[*]' columns (`value` bigint path '$' error on error, `ordinality` for ordinality)) as `sizes` on `sizes`.`value` > 1",
    },
  })
  golden("a column of the query around", pipe(from(Cake), where(exists(pipe(from(tags), where(eq(tags.value, "sweet"))))), select(Cake.id)), {
    sqlite: {
      sql: `select "cake"."id" from "cake" where exists (select "tags"."value" as "value", ("tags"."key" + 1) as "ordinality" from json_each("cake"."tags") as "tags" where "tags"."value" = ?)`,
      params: ["sweet"],
      text: `select "cake"."id" from "cake" where exists (select "tags"."value" as "value", ("tags"."key" + 1) as "ordinality" from json_each("cake"."tags") as "tags" where "tags"."value" = 'sweet')`,
    },
    postgres: {
      sql: `select "cake"."id" from "cake" where exists (select "tags"."value", "tags"."ordinality" from unnest("cake"."tags") with ordinality as "tags" ("value", "ordinality") where "tags"."value" = $1)`,
      params: ["sweet"],
      text: `select "cake"."id" from "cake" where exists (select "tags"."value", "tags"."ordinality" from unnest("cake"."tags") with ordinality as "tags" ("value", "ordinality") where "tags"."value" = 'sweet')`,
    },
    mariadb: {
      sql: "select `cake`.`id` from `cake` where exists (select `tags`.`value`, `tags`.`ordinality` from json_table(`cake`.`tags`, '$[*]' columns (`value` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$' error on error, `ordinality` for ordinality)) as `tags` where `tags`.`value` = ?)",
      params: ["sweet"],
      text: "select `cake`.`id` from `cake` where exists (select `tags`.`value`, `tags`.`ordinality` from json_table(`cake`.`tags`, '$[*]' columns (`value` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$' error on error, `ordinality` for ordinality)) as `tags` where `tags`.`value` = 'sweet')",
    },
    mysql: {
      sql: "select `cake`.`id` from `cake` where exists (select `tags`.`value`, `tags`.`ordinality` from json_table(`cake`.`tags`, '$[*]' columns (`value` longtext character set utf8mb4 collate utf8mb4_0900_bin path '$' error on error, `ordinality` for ordinality)) as `tags` where `tags`.`value` = ?)",
      params: ["sweet"],
      text: "select `cake`.`id` from `cake` where exists (select `tags`.`value`, `tags`.`ordinality` from json_table(`cake`.`tags`, '$[*]' columns (`value` longtext character set utf8mb4 collate utf8mb4_0900_bin path '$' error on error, `ordinality` for ordinality)) as `tags` where `tags`.`value` = 'sweet')",
    },
  })
  golden("after a limit", pipe(
    from(Cake),
    orderBy(Cake.id),
    limit(2),
    innerJoin(tags, eq(tags.ordinality, Cake.id)),
    select({ id: Cake.id, tag: tags.value }),
    limit(1),
    where(eq(tags.value, "sweet")),
  ), {
    sqlite: {
      sql: `select "_1"."c0" as "id", "_1"."c1" as "tag" from (select "_2"."c0", "tags"."value" as "c1" from (select "cake"."id" as "c0", "cake"."tags" as "c1" from "cake" order by "cake"."id" limit ?) as "_2" inner join json_each("_2"."c1") as "tags" on ("tags"."key" + 1) = "_2"."c0" order by "_2"."c0" limit ?) as "_1" where "_1"."c1" = ? order by "_1"."c0"`,
      params: [2n, 1n, "sweet"],
      text: `select "_1"."c0" as "id", "_1"."c1" as "tag" from (select "_2"."c0", "tags"."value" as "c1" from (select "cake"."id" as "c0", "cake"."tags" as "c1" from "cake" order by "cake"."id" limit 2) as "_2" inner join json_each("_2"."c1") as "tags" on ("tags"."key" + 1) = "_2"."c0" order by "_2"."c0" limit 1) as "_1" where "_1"."c1" = 'sweet' order by "_1"."c0"`,
    },
    postgres: {
      sql: `select "_1"."c0" as "id", "_1"."c1" as "tag" from (select "_2"."c0", "tags"."value" as "c1" from (select "cake"."id" as "c0", "cake"."tags" as "c1" from "cake" order by "cake"."id" limit $1) as "_2" inner join unnest("_2"."c1") with ordinality as "tags" ("value", "ordinality") on "tags"."ordinality" = "_2"."c0" order by "_2"."c0" limit $2) as "_1" where "_1"."c1" = $3 order by "_1"."c0"`,
      params: ["2", "1", "sweet"],
      text: `select "_1"."c0" as "id", "_1"."c1" as "tag" from (select "_2"."c0", "tags"."value" as "c1" from (select "cake"."id" as "c0", "cake"."tags" as "c1" from "cake" order by "cake"."id" limit 2) as "_2" inner join unnest("_2"."c1") with ordinality as "tags" ("value", "ordinality") on "tags"."ordinality" = "_2"."c0" order by "_2"."c0" limit 1) as "_1" where "_1"."c1" = 'sweet' order by "_1"."c0"`,
    },
    mariadb: {
      sql: "select `_1`.`c0` as `id`, `_1`.`c1` as `tag` from (select `_2`.`c0`, `tags`.`value` as `c1` from (select `cake`.`id` as `c0`, `cake`.`tags` as `c1` from `cake` order by `cake`.`id` limit ?) as `_2` inner join json_table(`_2`.`c1`, '$[*]' columns (`value` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$' error on error, `ordinality` for ordinality)) as `tags` on `tags`.`ordinality` = `_2`.`c0` order by `_2`.`c0` limit ?) as `_1` where `_1`.`c1` = ? order by `_1`.`c0`",
      params: [2n, 1n, "sweet"],
      text: "select `_1`.`c0` as `id`, `_1`.`c1` as `tag` from (select `_2`.`c0`, `tags`.`value` as `c1` from (select `cake`.`id` as `c0`, `cake`.`tags` as `c1` from `cake` order by `cake`.`id` limit 2) as `_2` inner join json_table(`_2`.`c1`, '$[*]' columns (`value` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$' error on error, `ordinality` for ordinality)) as `tags` on `tags`.`ordinality` = `_2`.`c0` order by `_2`.`c0` limit 1) as `_1` where `_1`.`c1` = 'sweet' order by `_1`.`c0`",
    },
    mysql: {
      sql: "select `_1`.`c0` as `id`, `_1`.`c1` as `tag` from (select `_2`.`c0`, `tags`.`value` as `c1` from (select `cake`.`id` as `c0`, `cake`.`tags` as `c1` from `cake` order by `cake`.`id` limit ?) as `_2` inner join json_table(`_2`.`c1`, '$[*]' columns (`value` longtext character set utf8mb4 collate utf8mb4_0900_bin path '$' error on error, `ordinality` for ordinality)) as `tags` on `tags`.`ordinality` = `_2`.`c0` order by `_2`.`c0` limit ?) as `_1` where `_1`.`c1` = ? order by `_1`.`c0`",
      params: [2n, 1n, "sweet"],
      text: "select `_1`.`c0` as `id`, `_1`.`c1` as `tag` from (select `_2`.`c0`, `tags`.`value` as `c1` from (select `cake`.`id` as `c0`, `cake`.`tags` as `c1` from `cake` order by `cake`.`id` limit 2) as `_2` inner join json_table(`_2`.`c1`, '$[*]' columns (`value` longtext character set utf8mb4 collate utf8mb4_0900_bin path '$' error on error, `ordinality` for ordinality)) as `tags` on `tags`.`ordinality` = `_2`.`c0` order by `_2`.`c0` limit 1) as `_1` where `_1`.`c1` = 'sweet' order by `_1`.`c0`",
    },
  })
  golden("in a derived table", from(pipe(from(Cake), crossJoin(tags), select({ tag: tags.value, place: tags.ordinality }), as("d"))), {
    sqlite: `select "d"."tag", "d"."place" from (select "tags"."value" as "tag", ("tags"."key" + 1) as "place" from "cake" cross join json_each("cake"."tags") as "tags") as "d"`,
    postgres: `select "d"."tag", "d"."place" from (select "tags"."value" as "tag", "tags"."ordinality" as "place" from "cake" cross join unnest("cake"."tags") with ordinality as "tags" ("value", "ordinality")) as "d"`,
    mariadb: "select `d`.`tag`, `d`.`place` from (select `tags`.`value` as `tag`, `tags`.`ordinality` as `place` from `cake` cross join json_table(`cake`.`tags`, '$[*]' columns (`value` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$' error on error, `ordinality` for ordinality)) as `tags`) as `d`",
    mysql: "select `d`.`tag`, `d`.`place` from (select `tags`.`value` as `tag`, `tags`.`ordinality` as `place` from `cake` cross join json_table(`cake`.`tags`, '$[*]' columns (`value` longtext character set utf8mb4 collate utf8mb4_0900_bin path '$' error on error, `ordinality` for ordinality)) as `tags`) as `d`",
  })
})

describe("refuses", () => {
  golden("a step of 0", from(generateSeries("n", 1, 10, 0)), {
    sqlite: `-- the step of the series "n" is 0; give a positive or negative step`,
    postgres: `-- the step of the series "n" is 0; give a positive or negative step`,
    mariadb: `-- the step of the series "n" is 0; give a positive or negative step`,
    mysql: `-- the step of the series "n" is 0; give a positive or negative step`,
  })
  golden("a step of no time", from(generateSeries("t", new Date(0), new Date(1), Duration.zero)), {
    sqlite: `-- the step of the series "t" is 0; give a positive or negative step`,
    postgres: `-- the step of the series "t" is 0; give a positive or negative step`,
    mariadb: `-- the step of the series "t" is 0; give a positive or negative step`,
    mysql: `-- the step of the series "t" is 0; give a positive or negative step`,
  })
  golden("a fraction", from(generateSeries("n", 1, 2.5)), {
    sqlite: `-- the series "n" is of whole numbers, and 2.5 is none; cast it to integer or bigint`,
    postgres: `-- the series "n" is of whole numbers, and 2.5 is none; cast it to integer or bigint`,
    mariadb: `-- the series "n" is of whole numbers, and 2.5 is none; cast it to integer or bigint`,
    mysql: `-- the series "n" is of whole numbers, and 2.5 is none; cast it to integer or bigint`,
  })
  golden("what is no number", from(generateSeries("n", 1, cast(Cake.id, text) as never)), {
    sqlite: `-- the series "n" is of whole numbers, and an expression of type text is none; cast it to integer or bigint`,
    postgres: `-- the series "n" is of whole numbers, and an expression of type text is none; cast it to integer or bigint`,
    mariadb: `-- the series "n" is of whole numbers, and an expression of type text is none; cast it to integer or bigint`,
    mysql: `-- the series "n" is of whole numbers, and an expression of type text is none; cast it to integer or bigint`,
  })
  golden("a step of another type", from(generateSeries("n", 1, 2, 0.5)), {
    sqlite: "-- 0.5 does not fit here: expected a whole number within ±(2^53 − 1)",
    postgres: "-- 0.5 does not fit here: expected a whole number within ±(2^53 − 1)",
    mariadb: "-- 0.5 does not fit here: expected a whole number within ±(2^53 − 1)",
    mysql: "-- 0.5 does not fit here: expected a whole number within ±(2^53 − 1)",
  })
  golden("a series of a column after it", pipe(from(generateSeries("n", 1, Cake.id)), (q) => q as never, crossJoin(Cake)), {
    sqlite: `-- table "cake" is not in from/join, so its column "id" cannot be used here`,
    postgres: `-- table "cake" is not in from/join, so its column "id" cannot be used here`,
    mariadb: `-- table "cake" is not in from/join, so its column "id" cannot be used here`,
    mysql: `-- table "cake" is not in from/join, so its column "id" cannot be used here`,
  })
  golden("bytes of JSON", from(unnest("x", Cake.raws)), {
    sqlite: "-- SQLite has no rows of the elements of an array of bytes; read the array itself",
    postgres: `-- table "cake" is not in from/join, so its column "raws" cannot be used here`,
    mariadb: "-- MariaDB has no rows of the elements of an array of bytes; read the array itself",
    mysql: "-- MySQL has no rows of the elements of an array of bytes; read the array itself",
  })
  golden("arrays of arrays", from(unnest("x", Cake.grid)), {
    sqlite: "-- SQLite has no rows of the elements of an array of array; read the array itself",
    postgres: "-- PostgreSQL has no rows of the elements of an array of array; read the array itself",
    mariadb: "-- MariaDB has no rows of the elements of an array of array; read the array itself",
    mysql: "-- MySQL has no rows of the elements of an array of array; read the array itself",
  })
  golden("an array of a table that an outer join leaves out", pipe(from(Cake), rightJoin(tags, always), leftJoin(sizes, always), select(Cake.id)), {
    sqlite: `-- table "cake" is not in from/join, so its column "tags" cannot be used here`,
    postgres: `-- table "cake" is not in from/join, so its column "tags" cannot be used here`,
    mariadb: `-- table "cake" is not in from/join, so its column "tags" cannot be used here`,
    mysql: `-- table "cake" is not in from/join, so its column "tags" cannot be used here`,
  })
})
