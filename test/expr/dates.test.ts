import { Duration } from "effect"
import {
  addInterval, addMonths, addYears, atTimeZone, dateTrunc, epoch, intervalBetween, isoDayOfWeek, isoWeek, isoYear, lastDayOfMonth,
  makeDate, microsecond, mod, quarter, subInterval, time, toTimestamp, value,
} from "fulmar"
import { describe } from "vitest"
import { Kinds } from "../core/bakery.js"
import { goldenExpr } from "../core/golden.js"
import { dates } from "../vocabulary/dates.js"
import { testValues } from "../vocabulary/values.js"

const { at, day, m, n, ratio, span, wall } = Kinds

describe("prints", () => {
  goldenExpr("a quarter", quarter(day), {
    sqlite: `((strftime('%m', "kinds"."day") + 2) / 3)`,
    postgres: `cast(extract(quarter from "kinds"."day") as int4)`,
    mariadb: "quarter(`kinds`.`day`)",
    mysql: "quarter(`kinds`.`day`)",
  })
  goldenExpr("a quarter of a moment", quarter(at), {
    sqlite: `((strftime('%m', "kinds"."at") + 2) / 3)`,
    postgres: `cast(extract(quarter from "kinds"."at" at time zone 'UTC') as int4)`,
    mariadb: "quarter(`kinds`.`at`)",
    mysql: "quarter(`kinds`.`at`)",
  })
  goldenExpr("an ISO week", isoWeek(day), {
    sqlite: `((strftime('%j', date("kinds"."day", '-3 days', 'weekday 4')) - 1) / 7 + 1)`,
    postgres: `cast(extract(week from "kinds"."day") as int4)`,
    mariadb: "week(`kinds`.`day`, 3)",
    mysql: "week(`kinds`.`day`, 3)",
  })
  goldenExpr("an ISO year", isoYear(at), {
    sqlite: `cast(strftime('%Y', date("kinds"."at", '-3 days', 'weekday 4')) as integer)`,
    postgres: `cast(extract(isoyear from "kinds"."at" at time zone 'UTC') as int4)`,
    mariadb: "(yearweek(`kinds`.`at`, 3) div 100)",
    mysql: "(yearweek(`kinds`.`at`, 3) div 100)",
  })
  goldenExpr("an ISO day of the week", isoDayOfWeek(wall), {
    sqlite: `((strftime('%w', "kinds"."wall") + 6) % 7 + 1)`,
    postgres: `cast(extract(isodow from "kinds"."wall") as int4)`,
    mariadb: "(weekday(`kinds`.`wall`) + 1)",
    mysql: "(weekday(`kinds`.`wall`) + 1)",
  })
  goldenExpr("microseconds", microsecond(wall), {
    sqlite: `cast(substr(rtrim(substr("kinds"."wall", 21), 'Z') || '000000', 1, 6) as integer)`,
    postgres: `(cast(extract(microseconds from "kinds"."wall") as int4) % 1000000)`,
    mariadb: "microsecond(`kinds`.`wall`)",
    mysql: "microsecond(`kinds`.`wall`)",
  })
  goldenExpr("microseconds of a time", microsecond(value(time, "01:02:03.5")), {
    sqlite: {
      sql: "cast(substr(rtrim(substr(?, 10), 'Z') || '000000', 1, 6) as integer)",
      params: ["01:02:03.5"],
      text: "cast(substr(rtrim(substr('01:02:03.5', 10), 'Z') || '000000', 1, 6) as integer)",
    },
    postgres: {
      sql: "(cast(extract(microseconds from $1::time) as int4) % 1000000)",
      params: ["01:02:03.5"],
      text: "(cast(extract(microseconds from '01:02:03.5'::time) as int4) % 1000000)",
    },
    mariadb: {
      sql: "microsecond(cast(cast(? as char) as time(6)))",
      params: ["01:02:03.5"],
      text: "microsecond(time'01:02:03.5')",
    },
    mysql: {
      sql: "microsecond(cast(cast(? as char) as time(6)))",
      params: ["01:02:03.5"],
      text: "microsecond(time'01:02:03.5')",
    },
  })
  goldenExpr("seconds since 1970", epoch(at), {
    sqlite: `fulmar_epoch("kinds"."at")`,
    postgres: `cast(extract(epoch from "kinds"."at" at time zone 'UTC') as float8)`,
    mariadb: "(cast(timestampdiff(microsecond, '1970-01-01', `kinds`.`at`) as decimal(30, 6)) / 1000000 + 0e0)",
    mysql: "(cast(timestampdiff(microsecond, '1970-01-01', `kinds`.`at`) as decimal(30, 6)) / 1000000 + 0e0)",
  })
  goldenExpr("an instant of seconds", toTimestamp(ratio), {
    sqlite: `fulmar_to_timestamp("kinds"."ratio")`,
    postgres: `to_timestamp(cast("kinds"."ratio" as float8))`,
    mariadb: "date_add(timestamp'1970-01-01 00:00:00', interval round(`kinds`.`ratio` * 1e6) microsecond)",
    mysql: "date_add(timestamp'1970-01-01 00:00:00', interval round(`kinds`.`ratio` * 1e6) microsecond)",
  })
  goldenExpr("the begin of a month", dateTrunc("month", day), {
    sqlite: `fulmar_date_trunc('month', "kinds"."day")`,
    postgres: `cast(date_trunc('month', cast("kinds"."day" as timestamp)) as date)`,
    mariadb: "cast(date_format(`kinds`.`day`, '%Y-%m-01') as date)",
    mysql: "cast(date_format(`kinds`.`day`, '%Y-%m-01') as date)",
  })
  goldenExpr("the begin of a quarter", dateTrunc("quarter", wall), {
    sqlite: `fulmar_date_trunc('quarter', "kinds"."wall")`,
    postgres: `date_trunc('quarter', "kinds"."wall")`,
    mariadb: "cast(date_format(date_sub(`kinds`.`wall`, interval (month(`kinds`.`wall`) - 1) % 3 month), '%Y-%m-01') as datetime(6))",
    mysql: "cast(date_format(date_sub(`kinds`.`wall`, interval (month(`kinds`.`wall`) - 1) % 3 month), '%Y-%m-01') as datetime(6))",
  })
  goldenExpr("the begin of a week", dateTrunc("week", at), {
    sqlite: `fulmar_date_trunc('week', "kinds"."at")`,
    postgres: `(date_trunc('week', ("kinds"."at" at time zone 'UTC')) at time zone 'UTC')`,
    mariadb: "cast(date_format(date_sub(`kinds`.`at`, interval weekday(`kinds`.`at`) day), '%Y-%m-%d') as datetime(6))",
    mysql: "cast(date_format(date_sub(`kinds`.`at`, interval weekday(`kinds`.`at`) day), '%Y-%m-%d') as datetime(6))",
  })
  goldenExpr("the begin of an hour", dateTrunc("hour", wall), {
    sqlite: `fulmar_date_trunc('hour', "kinds"."wall")`,
    postgres: `date_trunc('hour', "kinds"."wall")`,
    mariadb: "cast(date_format(`kinds`.`wall`, '%Y-%m-%d %H:00:00') as datetime(6))",
    mysql: "cast(date_format(`kinds`.`wall`, '%Y-%m-%d %H:00:00') as datetime(6))",
  })
  goldenExpr("later than a day", addInterval(day, Duration.hours(36)), {
    sqlite: {
      sql: `fulmar_add_interval("kinds"."day", ?)`,
      params: ["PT36H"],
      text: `fulmar_add_interval("kinds"."day", 'PT36H')`,
    },
    postgres: {
      sql: `("kinds"."day" + $1::interval)`,
      params: ["PT36H"],
      text: `("kinds"."day" + 'PT36H'::interval)`,
    },
    mariadb: {
      sql: "date_add(cast(`kinds`.`day` as datetime(6)), interval ? microsecond)",
      params: [129600000000n],
      text: "date_add(cast(`kinds`.`day` as datetime(6)), interval 129600000000 microsecond)",
    },
    mysql: {
      sql: "date_add(cast(`kinds`.`day` as datetime(6)), interval ? microsecond)",
      params: [129600000000n],
      text: "date_add(cast(`kinds`.`day` as datetime(6)), interval 129600000000 microsecond)",
    },
  })
  goldenExpr("later than a clock", addInterval(wall, span), {
    sqlite: `fulmar_add_interval("kinds"."wall", "kinds"."span")`,
    postgres: `("kinds"."wall" + "kinds"."span")`,
    mariadb: "date_add(`kinds`.`wall`, interval `kinds`.`span` microsecond)",
    mysql: "date_add(`kinds`.`wall`, interval `kinds`.`span` microsecond)",
  })
  goldenExpr("earlier than a moment", subInterval(at, span), {
    sqlite: `fulmar_sub_interval("kinds"."at", "kinds"."span")`,
    postgres: `((("kinds"."at" at time zone 'UTC') - "kinds"."span") at time zone 'UTC')`,
    mariadb: "date_sub(`kinds`.`at`, interval `kinds`.`span` microsecond)",
    mysql: "date_sub(`kinds`.`at`, interval `kinds`.`span` microsecond)",
  })
  goldenExpr("from day to day", intervalBetween(day, "2024-01-01"), {
    sqlite: {
      sql: `fulmar_interval_between("kinds"."day", ?)`,
      params: ["2024-01-01"],
      text: `fulmar_interval_between("kinds"."day", '2024-01-01')`,
    },
    postgres: {
      sql: `(cast("kinds"."day" as timestamp) - cast($1::date as timestamp))`,
      params: ["2024-01-01"],
      text: `(cast("kinds"."day" as timestamp) - cast('2024-01-01'::date as timestamp))`,
    },
    mariadb: {
      sql: "timestampdiff(microsecond, cast(? as date), `kinds`.`day`)",
      params: ["2024-01-01"],
      text: "timestampdiff(microsecond, date'2024-01-01', `kinds`.`day`)",
    },
    mysql: {
      sql: "timestampdiff(microsecond, cast(? as date), `kinds`.`day`)",
      params: ["2024-01-01"],
      text: "timestampdiff(microsecond, date'2024-01-01', `kinds`.`day`)",
    },
  })
  goldenExpr("from moment to moment", intervalBetween(at, at), {
    sqlite: `fulmar_interval_between("kinds"."at", "kinds"."at")`,
    postgres: `("kinds"."at" - "kinds"."at")`,
    mariadb: "timestampdiff(microsecond, `kinds`.`at`, `kinds`.`at`)",
    mysql: "timestampdiff(microsecond, `kinds`.`at`, `kinds`.`at`)",
  })
  goldenExpr("months later", addMonths(day, 1), {
    sqlite: {
      sql: `fulmar_add_months("kinds"."day", ?)`,
      params: [1n],
      text: `fulmar_add_months("kinds"."day", 1)`,
    },
    postgres: {
      sql: `cast((cast("kinds"."day" as timestamp) + make_interval(months => cast($1::int8 as int4))) as date)`,
      params: ["1"],
      text: `cast((cast("kinds"."day" as timestamp) + make_interval(months => cast(1 as int4))) as date)`,
    },
    mariadb: {
      sql: "date_add(`kinds`.`day`, interval ? month)",
      params: [1n],
      text: "date_add(`kinds`.`day`, interval 1 month)",
    },
    mysql: {
      sql: "date_add(`kinds`.`day`, interval ? month)",
      params: [1n],
      text: "date_add(`kinds`.`day`, interval 1 month)",
    },
  })
  goldenExpr("months later, of a moment", addMonths(at, mod(n, 2)), {
    sqlite: {
      sql: `fulmar_add_months("kinds"."at", "kinds"."n" % ?)`,
      params: [2n],
      text: `fulmar_add_months("kinds"."at", "kinds"."n" % 2)`,
    },
    postgres: {
      sql: `((("kinds"."at" at time zone 'UTC') + make_interval(months => cast(("kinds"."n" % nullif($1::int8, 0)) as int4))) at time zone 'UTC')`,
      params: ["2"],
      text: `((("kinds"."at" at time zone 'UTC') + make_interval(months => cast(("kinds"."n" % nullif(2, 0)) as int4))) at time zone 'UTC')`,
    },
    mariadb: {
      sql: "date_add(`kinds`.`at`, interval (`kinds`.`n` % nullif(?, 0)) month)",
      params: [2n],
      text: "date_add(`kinds`.`at`, interval (`kinds`.`n` % nullif(2, 0)) month)",
    },
    mysql: {
      sql: "date_add(`kinds`.`at`, interval (`kinds`.`n` % nullif(?, 0)) month)",
      params: [2n],
      text: "date_add(`kinds`.`at`, interval (`kinds`.`n` % nullif(2, 0)) month)",
    },
  })
  goldenExpr("years later", addYears(wall, n), {
    sqlite: {
      sql: `fulmar_add_months("kinds"."wall", "kinds"."n" * ?)`,
      params: [12n],
      text: `fulmar_add_months("kinds"."wall", "kinds"."n" * 12)`,
    },
    postgres: {
      sql: `("kinds"."wall" + make_interval(months => cast("kinds"."n" * $1::int8 as int4)))`,
      params: ["12"],
      text: `("kinds"."wall" + make_interval(months => cast("kinds"."n" * 12 as int4)))`,
    },
    mariadb: {
      sql: "date_add(`kinds`.`wall`, interval (`kinds`.`n` * ?) month)",
      params: [12n],
      text: "date_add(`kinds`.`wall`, interval (`kinds`.`n` * 12) month)",
    },
    mysql: {
      sql: "date_add(`kinds`.`wall`, interval (`kinds`.`n` * ?) month)",
      params: [12n],
      text: "date_add(`kinds`.`wall`, interval (`kinds`.`n` * 12) month)",
    },
  })
  goldenExpr("the last day of a month", lastDayOfMonth(day), {
    sqlite: `fulmar_last_day("kinds"."day")`,
    postgres: `cast(date_trunc('month', cast("kinds"."day" as timestamp)) + interval '1 month - 1 day' as date)`,
    mariadb: "last_day(`kinds`.`day`)",
    mysql: "last_day(`kinds`.`day`)",
  })
  goldenExpr("the last day of a month of a moment", lastDayOfMonth(at), {
    sqlite: `fulmar_last_day("kinds"."at")`,
    postgres: `cast(date_trunc('month', ("kinds"."at" at time zone 'UTC')) + interval '1 month - 1 day' as date)`,
    mariadb: "last_day(`kinds`.`at`)",
    mysql: "last_day(`kinds`.`at`)",
  })
  goldenExpr("a day", makeDate(2024, 2, 29), {
    sqlite: {
      sql: "?",
      params: ["2024-02-29"],
      text: "'2024-02-29'",
    },
    postgres: {
      sql: "$1::date",
      params: ["2024-02-29"],
      text: "'2024-02-29'::date",
    },
    mariadb: {
      sql: "cast(? as date)",
      params: ["2024-02-29"],
      text: "date'2024-02-29'",
    },
    mysql: {
      sql: "cast(? as date)",
      params: ["2024-02-29"],
      text: "date'2024-02-29'",
    },
  })
  goldenExpr("a day of columns", makeDate(2024, m, n), {
    sqlite: {
      sql: `case when ? between ? and ? and "kinds"."m" between ? and ? and "kinds"."n" between ? and case when "kinds"."m" = ? then case when ? % ? = ? and ? % ? <> ? or ? % ? = ? then ? else ? end when "kinds"."m" in (?, ?, ?, ?) then ? else ? end then printf('%04d-%02d-%02d', ?, "kinds"."m", "kinds"."n") end`,
      params: [2024n, 1n, 9999n, 1n, 12n, 1n, 2n, 2024n, 4n, 0n, 2024n, 100n, 0n, 2024n, 400n, 0n, 29n, 28n, 4n, 6n, 9n, 11n, 30n, 31n, 2024n],
      text: `case when 2024 between 1 and 9999 and "kinds"."m" between 1 and 12 and "kinds"."n" between 1 and case when "kinds"."m" = 2 then case when 2024 % 4 = 0 and 2024 % 100 <> 0 or 2024 % 400 = 0 then 29 else 28 end when "kinds"."m" in (4, 6, 9, 11) then 30 else 31 end then printf('%04d-%02d-%02d', 2024, "kinds"."m", "kinds"."n") end`,
    },
    postgres: {
      sql: `case when $1::int8 between $2::int8 and $3::int8 and "kinds"."m" between $4 and $5 and "kinds"."n" between $6 and case when "kinds"."m" = $7 then case when ($8::int8 % nullif($9::int8, 0)) = $10::int8 and ($11::int8 % nullif($12::int8, 0)) <> $13::int8 or ($14::int8 % nullif($15::int8, 0)) = $16::int8 then $17::int8 else $18::int8 end when "kinds"."m" in ($19, $20, $21, $22) then $23::int8 else $24::int8 end then make_date(cast($25::int8 as int4), cast("kinds"."m" as int4), cast("kinds"."n" as int4)) end`,
      params: ["2024", "1", "9999", "1", "12", "1", "2", "2024", "4", "0", "2024", "100", "0", "2024", "400", "0", "29", "28", "4", "6", "9", "11", "30", "31", "2024"],
      text: `case when 2024 between 1 and 9999 and "kinds"."m" between 1 and 12 and "kinds"."n" between 1 and case when "kinds"."m" = 2 then case when (2024 % nullif(4, 0)) = 0 and (2024 % nullif(100, 0)) <> 0 or (2024 % nullif(400, 0)) = 0 then 29 else 28 end when "kinds"."m" in (4, 6, 9, 11) then 30 else 31 end then make_date(cast(2024 as int4), cast("kinds"."m" as int4), cast("kinds"."n" as int4)) end`,
    },
    mariadb: {
      sql: "case when ? between ? and ? and `kinds`.`m` between ? and ? and `kinds`.`n` between ? and case when `kinds`.`m` = ? then case when (? % nullif(?, 0)) = ? and (? % nullif(?, 0)) <> ? or (? % nullif(?, 0)) = ? then ? else ? end when `kinds`.`m` in (?, ?, ?, ?) then ? else ? end then cast(concat(lpad(?, 4, '0'), '-', `kinds`.`m`, '-', `kinds`.`n`) as date) end",
      params: [2024n, 1n, 9999n, 1n, 12n, 1n, 2n, 2024n, 4n, 0n, 2024n, 100n, 0n, 2024n, 400n, 0n, 29n, 28n, 4n, 6n, 9n, 11n, 30n, 31n, 2024n],
      text: "case when 2024 between 1 and 9999 and `kinds`.`m` between 1 and 12 and `kinds`.`n` between 1 and case when `kinds`.`m` = 2 then case when (2024 % nullif(4, 0)) = 0 and (2024 % nullif(100, 0)) <> 0 or (2024 % nullif(400, 0)) = 0 then 29 else 28 end when `kinds`.`m` in (4, 6, 9, 11) then 30 else 31 end then cast(concat(lpad(2024, 4, '0'), '-', `kinds`.`m`, '-', `kinds`.`n`) as date) end",
    },
    mysql: {
      sql: "case when ? between ? and ? and `kinds`.`m` between ? and ? and `kinds`.`n` between ? and case when `kinds`.`m` = ? then case when (? % nullif(?, 0)) = ? and (? % nullif(?, 0)) <> ? or (? % nullif(?, 0)) = ? then ? else ? end when `kinds`.`m` in (?, ?, ?, ?) then ? else ? end then cast(concat(lpad(?, 4, '0'), '-', `kinds`.`m`, '-', `kinds`.`n`) as date) end",
      params: [2024n, 1n, 9999n, 1n, 12n, 1n, 2n, 2024n, 4n, 0n, 2024n, 100n, 0n, 2024n, 400n, 0n, 29n, 28n, 4n, 6n, 9n, 11n, 30n, 31n, 2024n],
      text: "case when 2024 between 1 and 9999 and `kinds`.`m` between 1 and 12 and `kinds`.`n` between 1 and case when `kinds`.`m` = 2 then case when (2024 % nullif(4, 0)) = 0 and (2024 % nullif(100, 0)) <> 0 or (2024 % nullif(400, 0)) = 0 then 29 else 28 end when `kinds`.`m` in (4, 6, 9, 11) then 30 else 31 end then cast(concat(lpad(2024, 4, '0'), '-', `kinds`.`m`, '-', `kinds`.`n`) as date) end",
    },
  })
  goldenExpr("the clock of a zone", atTimeZone(at, "Europe/Berlin"), {
    sqlite: {
      sql: `fulmar_at_time_zone("kinds"."at", ?)`,
      params: ["Europe/Berlin"],
      text: `fulmar_at_time_zone("kinds"."at", 'Europe/Berlin')`,
    },
    postgres: {
      sql: `("kinds"."at" at time zone $1::text)`,
      params: ["Europe/Berlin"],
      text: `("kinds"."at" at time zone 'Europe/Berlin')`,
    },
    mariadb: "-- MariaDB has no function for atTimeZone; write it with raw",
    mysql: "-- MySQL has no function for atTimeZone; write it with raw",
  })
  goldenExpr("the instant of a clock", wall.pipe(atTimeZone("Europe/Berlin")), {
    sqlite: {
      sql: `fulmar_at_time_zone("kinds"."wall", ?)`,
      params: ["Europe/Berlin"],
      text: `fulmar_at_time_zone("kinds"."wall", 'Europe/Berlin')`,
    },
    postgres: {
      sql: `("kinds"."wall" at time zone $1::text)`,
      params: ["Europe/Berlin"],
      text: `("kinds"."wall" at time zone 'Europe/Berlin')`,
    },
    mariadb: "-- MariaDB has no function for atTimeZone; write it with raw",
    mysql: "-- MySQL has no function for atTimeZone; write it with raw",
  })
})

describe("values", () => testValues(dates))
