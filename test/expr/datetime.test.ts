import { pipe } from "effect"
import {
  addDays,
  all,
  dateOf,
  day,
  dayOfWeek,
  dayOfYear,
  daysBetween,
  eq,
  from,
  hour,
  literal,
  lt,
  minute,
  month,
  now,
  second,
  select,
  sub,
  today,
  where,
  year,
  date,
  value,
  gt,
} from "fulmar"
import { describe, expect, test } from "vitest"
import { inBakery, Kinds } from "../core/bakery.js"
import { goldenExpr } from "../core/golden.js"

const k = Kinds

describe("prints", () => {
  goldenExpr("now", now, {
    sqlite: "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')",
    postgres: "now()",
    mariadb: "utc_timestamp(6)",
    mysql: "utc_timestamp(6)",
  })
  goldenExpr("today", today, {
    sqlite: "date('now')",
    postgres: "cast(now() at time zone 'UTC' as date)",
    mariadb: "utc_date()",
    mysql: "utc_date()",
  })
  goldenExpr("year", year(k.day), {
    sqlite: `cast(strftime('%Y', "kinds"."day") as integer)`,
    postgres: `cast(extract(year from "kinds"."day") as int4)`,
    mariadb: "year(`kinds`.`day`)",
    mysql: "year(`kinds`.`day`)",
  })
  goldenExpr("month", month(k.at), {
    sqlite: `cast(strftime('%m', "kinds"."at") as integer)`,
    postgres: `cast(extract(month from "kinds"."at" at time zone 'UTC') as int4)`,
    mariadb: "month(`kinds`.`at`)",
    mysql: "month(`kinds`.`at`)",
  })
  goldenExpr("day", day(k.wall), {
    sqlite: `cast(strftime('%d', "kinds"."wall") as integer)`,
    postgres: `cast(extract(day from "kinds"."wall") as int4)`,
    mariadb: "dayofmonth(`kinds`.`wall`)",
    mysql: "dayofmonth(`kinds`.`wall`)",
  })
  goldenExpr("day of the week", dayOfWeek(k.day), {
    sqlite: `cast(strftime('%w', "kinds"."day") as integer)`,
    postgres: `cast(extract(dow from "kinds"."day") as int4)`,
    mariadb: "(dayofweek(`kinds`.`day`) - 1)",
    mysql: "(dayofweek(`kinds`.`day`) - 1)",
  })
  goldenExpr("day of the year", dayOfYear(k.day), {
    sqlite: `cast(strftime('%j', "kinds"."day") as integer)`,
    postgres: `cast(extract(doy from "kinds"."day") as int4)`,
    mariadb: "dayofyear(`kinds`.`day`)",
    mysql: "dayofyear(`kinds`.`day`)",
  })
  goldenExpr("hour", hour(k.at), {
    sqlite: `cast(strftime('%H', "kinds"."at") as integer)`,
    postgres: `cast(extract(hour from "kinds"."at" at time zone 'UTC') as int4)`,
    mariadb: "hour(`kinds`.`at`)",
    mysql: "hour(`kinds`.`at`)",
  })
  goldenExpr("minute", minute(k.at), {
    sqlite: `cast(strftime('%M', "kinds"."at") as integer)`,
    postgres: `cast(extract(minute from "kinds"."at" at time zone 'UTC') as int4)`,
    mariadb: "minute(`kinds`.`at`)",
    mysql: "minute(`kinds`.`at`)",
  })
  goldenExpr("second", second(k.at), {
    sqlite: `cast(substr("kinds"."at", 18) as real)`,
    postgres: `cast(extract(second from "kinds"."at" at time zone 'UTC') as float8)`,
    mariadb: "(time_format(`kinds`.`at`, '%s.%f') + 0e0)",
    mysql: "(time_format(`kinds`.`at`, '%s.%f') + 0e0)",
  })
  goldenExpr("the day of a moment", dateOf(k.at), {
    sqlite: `date("kinds"."at")`,
    postgres: `cast("kinds"."at" at time zone 'UTC' as date)`,
    mariadb: "date(`kinds`.`at`)",
    mysql: "date(`kinds`.`at`)",
  })
  goldenExpr("days later", addDays(k.day, sub(k.n, 1)), {
    sqlite: {
      sql: `date("kinds"."day", ("kinds"."n" - ?) || ' days')`,
      params: [1n],
      text: `date("kinds"."day", ("kinds"."n" - 1) || ' days')`,
    },
    postgres: {
      sql: `("kinds"."day" + cast("kinds"."n" - $1::int8 as int4))`,
      params: ["1"],
      text: `("kinds"."day" + cast("kinds"."n" - 1 as int4))`,
    },
    mariadb: {
      sql: "date_add(`kinds`.`day`, interval (`kinds`.`n` - ?) day)",
      params: [1n],
      text: "date_add(`kinds`.`day`, interval (`kinds`.`n` - 1) day)",
    },
    mysql: {
      sql: "date_add(`kinds`.`day`, interval (`kinds`.`n` - ?) day)",
      params: [1n],
      text: "date_add(`kinds`.`day`, interval (`kinds`.`n` - 1) day)",
    },
  })
  goldenExpr("days between", daysBetween(k.day, "2024-01-01"), {
    sqlite: {
      sql: `cast(julianday("kinds"."day") - julianday(?) as integer)`,
      params: ["2024-01-01"],
      text: `cast(julianday("kinds"."day") - julianday('2024-01-01') as integer)`,
    },
    postgres: {
      sql: `("kinds"."day" - $1::date)`,
      params: ["2024-01-01"],
      text: `("kinds"."day" - '2024-01-01'::date)`,
    },
    mariadb: {
      sql: "datediff(`kinds`.`day`, cast(? as date))",
      params: ["2024-01-01"],
      text: "datediff(`kinds`.`day`, date'2024-01-01')",
    },
    mysql: {
      sql: "datediff(`kinds`.`day`, cast(? as date))",
      params: ["2024-01-01"],
      text: "datediff(`kinds`.`day`, date'2024-01-01')",
    },
  })
})

test("parts of days and moments, in UTC", async () => {
  const x = {
    year: year(k.day), month: month(k.at), day: day(k.wall), weekday: dayOfWeek(k.day), dayOfYear: dayOfYear(k.wall),
    hour: hour(k.at), minute: minute(k.wall),
    second: second(k.at), date: dateOf(k.at), later: addDays(k.day, 1), earlier: addDays(k.day, -60),
    computed: addDays(k.day, k.n), between: daysBetween(k.day, "2023-02-28"),
    back: daysBetween(value(date, "2024-02-28"), k.day), none: addDays(k.day, k.m),
  }
  expect(await inBakery(all(pipe(from(k), where(eq(k.id, 1)), select(x))))).toEqual([
    {
      year: 2024, month: 2, day: 31, weekday: 4, dayOfYear: 366, hour: 23, minute: 7, second: 58.25, date: "2024-02-29",
      later: "2024-03-01", earlier: "2023-12-31", computed: "2024-03-07", between: 366, back: -1, none: "2024-03-03",
    },
  ])
  const none = await inBakery(all(pipe(from(k), where(eq(k.id, 2)), select(x))))
  expect(Object.values(none[0]!).every((v) => v === null)).toBe(true)
})

test("now is now, and today the day of it", async () => {
  const before = Date.now() - 1000
  const q = pipe(
    from(k),
    where(lt(k.id, 2)),
    select({ now, today, same: eq(dateOf(now), today), later: gt(now, literal(new Date(before))) }),
  )
  const [row] = await inBakery(all(q))
  expect([row!.same, row!.later, Math.abs(row!.now.getTime() - Date.now()) < 5000]).toEqual([true, true, true])
})
