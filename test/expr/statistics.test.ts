import { pipe } from "effect"
import {
  add, bitAndAgg, bitOrAgg, bitXorAgg, boolAnd, boolOr, corr, covarPop, covarSamp, distinctValues, filterWhere, from, gt, median, mode, over,
  percentileCont, percentileDisc, regrIntercept, regrR2, regrSlope, select, stddevPop, stddevSamp, varPop, varSamp,
} from "fulmar"
import { describe } from "vitest"
import { Fruit, Kinds } from "../core/bakery.js"
import { golden, goldenExpr } from "../core/golden.js"

const { big, flag, m, n, name, price, ratio } = Kinds

describe("deviations", () => {
  goldenExpr("stddevPop", stddevPop(n), {
    sqlite: `fulmar_stddev_pop("kinds"."n")`,
    postgres: `stddev_pop(cast("kinds"."n" as float8))`,
    mariadb: "stddev_pop(`kinds`.`n` + 0e0)",
    mysql: "stddev_pop(`kinds`.`n` + 0e0)",
  })
  goldenExpr("stddevSamp of decimals", stddevSamp(price), {
    sqlite: `fulmar_stddev_samp("kinds"."price")`,
    postgres: `stddev_samp(cast("kinds"."price" as float8))`,
    mariadb: "stddev_samp(`kinds`.`price` + 0e0)",
    mysql: "stddev_samp(`kinds`.`price` + 0e0)",
  })
  goldenExpr("varPop of some rows", varPop(ratio).pipe(filterWhere(gt(n, 3))), {
    sqlite: {
      sql: `fulmar_var_pop("kinds"."ratio") filter (where "kinds"."n" > ?)`,
      params: [3n],
      text: `fulmar_var_pop("kinds"."ratio") filter (where "kinds"."n" > 3)`,
    },
    postgres: {
      sql: `var_pop(cast("kinds"."ratio" as float8)) filter (where "kinds"."n" > $1)`,
      params: ["3"],
      text: `var_pop(cast("kinds"."ratio" as float8)) filter (where "kinds"."n" > 3)`,
    },
    mariadb: {
      sql: "var_pop(case when `kinds`.`n` > ? then `kinds`.`ratio` end + 0e0)",
      params: [3n],
      text: "var_pop(case when `kinds`.`n` > 3 then `kinds`.`ratio` end + 0e0)",
    },
    mysql: {
      sql: "var_pop(case when `kinds`.`n` > ? then `kinds`.`ratio` end + 0e0)",
      params: [3n],
      text: "var_pop(case when `kinds`.`n` > 3 then `kinds`.`ratio` end + 0e0)",
    },
  })
  goldenExpr("varSamp of a sum", varSamp(add(n, m)), {
    sqlite: `fulmar_var_samp("kinds"."n" + "kinds"."m")`,
    postgres: `var_samp(cast((cast("kinds"."n" as int8) + "kinds"."m") as float8))`,
    mariadb: "var_samp((`kinds`.`n` + `kinds`.`m`) + 0e0)",
    mysql: "var_samp((`kinds`.`n` + `kinds`.`m`) + 0e0)",
  })
  goldenExpr("of distinct values", varPop(n).pipe(distinctValues), {
    sqlite: `fulmar_var_pop(distinct "kinds"."n")`,
    postgres: `var_pop(distinct cast("kinds"."n" as float8))`,
    mariadb: "-- MariaDB has no varPop of distinct values; make the values distinct in a derived table",
    mysql: "-- MySQL has no varPop of distinct values; make the values distinct in a derived table",
  })
  golden("over a window", pipe(from(Fruit), select({ x: stddevSamp(Fruit.id).pipe(over({ orderBy: [Fruit.id] })) })), {
    sqlite: `select fulmar_stddev_samp_over("fruit"."id") over (order by "fruit"."id") as "x" from "fruit"`,
    postgres: `select stddev_samp(cast("fruit"."id" as float8)) over (order by "fruit"."id") as "x" from "fruit"`,
    mariadb: "select stddev_samp(`fruit`.`id` + 0e0) over (order by `fruit`.`id`) as `x` from `fruit`",
    mysql: "select stddev_samp(`fruit`.`id` + 0e0) over (order by `fruit`.`id`) as `x` from `fruit`",
  })
})

describe("bits", () => {
  goldenExpr("bitAndAgg", bitAndAgg(n), {
    sqlite: `fulmar_bit_and("kinds"."n")`,
    postgres: `bit_and("kinds"."n")`,
    mariadb: "(case when count(`kinds`.`n`) > 0 then cast(bit_and(`kinds`.`n`) as signed) end)",
    mysql: "(case when count(`kinds`.`n`) > 0 then cast(bit_and(`kinds`.`n`) as signed) end)",
  })
  goldenExpr("bitOrAgg of some rows", bitOrAgg(big).pipe(filterWhere(gt(n, 3)), distinctValues), {
    sqlite: {
      sql: `fulmar_bit_or(distinct "kinds"."big") filter (where "kinds"."n" > ?)`,
      params: [3n],
      text: `fulmar_bit_or(distinct "kinds"."big") filter (where "kinds"."n" > 3)`,
    },
    postgres: {
      sql: `bit_or(distinct "kinds"."big") filter (where "kinds"."n" > $1)`,
      params: ["3"],
      text: `bit_or(distinct "kinds"."big") filter (where "kinds"."n" > 3)`,
    },
    mariadb: {
      sql: "(case when count(distinct case when `kinds`.`n` > ? then `kinds`.`big` end) > 0 then cast(bit_or(case when `kinds`.`n` > ? then `kinds`.`big` end) as signed) end)",
      params: [3n, 3n],
      text: "(case when count(distinct case when `kinds`.`n` > 3 then `kinds`.`big` end) > 0 then cast(bit_or(case when `kinds`.`n` > 3 then `kinds`.`big` end) as signed) end)",
    },
    mysql: {
      sql: "(case when count(distinct case when `kinds`.`n` > ? then `kinds`.`big` end) > 0 then cast(bit_or(case when `kinds`.`n` > ? then `kinds`.`big` end) as signed) end)",
      params: [3n, 3n],
      text: "(case when count(distinct case when `kinds`.`n` > 3 then `kinds`.`big` end) > 0 then cast(bit_or(case when `kinds`.`n` > 3 then `kinds`.`big` end) as signed) end)",
    },
  })
  goldenExpr("bitXorAgg", bitXorAgg(add(n, 1)), {
    sqlite: {
      sql: `fulmar_bit_xor("kinds"."n" + ?)`,
      params: [1n],
      text: `fulmar_bit_xor("kinds"."n" + 1)`,
    },
    postgres: {
      sql: `bit_xor("kinds"."n" + $1::int8)`,
      params: ["1"],
      text: `bit_xor("kinds"."n" + 1)`,
    },
    mariadb: {
      sql: "(case when count(`kinds`.`n` + ?) > 0 then cast(bit_xor(`kinds`.`n` + ?) as signed) end)",
      params: [1n, 1n],
      text: "(case when count(`kinds`.`n` + 1) > 0 then cast(bit_xor(`kinds`.`n` + 1) as signed) end)",
    },
    mysql: {
      sql: "(case when count(`kinds`.`n` + ?) > 0 then cast(bit_xor(`kinds`.`n` + ?) as signed) end)",
      params: [1n, 1n],
      text: "(case when count(`kinds`.`n` + 1) > 0 then cast(bit_xor(`kinds`.`n` + 1) as signed) end)",
    },
  })
  goldenExpr("bitXorAgg of distinct values", bitXorAgg(n).pipe(distinctValues), {
    sqlite: `fulmar_bit_xor(distinct "kinds"."n")`,
    postgres: `bit_xor(distinct "kinds"."n")`,
    mariadb: "-- MariaDB has no bitXorAgg of distinct values; make the values distinct in a derived table",
    mysql: "-- MySQL has no bitXorAgg of distinct values; make the values distinct in a derived table",
  })
  golden("over a window", pipe(from(Fruit), select({ x: bitOrAgg(Fruit.id).pipe(over({ partitionBy: [Fruit.cakeId] })) })), {
    sqlite: `select fulmar_bit_or_over("fruit"."id") over (partition by "fruit"."cakeId") as "x" from "fruit"`,
    postgres: `select bit_or("fruit"."id") over (partition by "fruit"."cakeId") as "x" from "fruit"`,
    mariadb: "-- MariaDB has no bitOrAgg over a window; nest the rows with many",
    mysql: "select (case when count(`fruit`.`id`) over (partition by `fruit`.`cakeId`) > 0 then cast(bit_or(`fruit`.`id`) over (partition by `fruit`.`cakeId`) as signed) end) as `x` from `fruit`",
  })
  golden("exclusive, over a window", pipe(from(Fruit), select({ x: bitXorAgg(Fruit.id).pipe(over()) })), {
    sqlite: `select fulmar_bit_xor_over("fruit"."id") over () as "x" from "fruit"`,
    postgres: `select bit_xor("fruit"."id") over () as "x" from "fruit"`,
    mariadb: "-- MariaDB has no bitXorAgg over a window; nest the rows with many",
    mysql: "select (case when count(`fruit`.`id`) over () > 0 then cast(bit_xor(`fruit`.`id`) over () as signed) end) as `x` from `fruit`",
  })
})

describe("conditions", () => {
  goldenExpr("boolAnd", boolAnd(flag), {
    sqlite: `min("kinds"."flag")`,
    postgres: `bool_and("kinds"."flag")`,
    mariadb: "min(`kinds`.`flag`)",
    mysql: "min(`kinds`.`flag`)",
  })
  goldenExpr("boolOr of a comparison", boolOr(gt(n, 3)), {
    sqlite: {
      sql: `max("kinds"."n" > ?)`,
      params: [3n],
      text: `max("kinds"."n" > 3)`,
    },
    postgres: {
      sql: `bool_or("kinds"."n" > $1)`,
      params: ["3"],
      text: `bool_or("kinds"."n" > 3)`,
    },
    mariadb: {
      sql: "max(`kinds`.`n` > ?)",
      params: [3n],
      text: "max(`kinds`.`n` > 3)",
    },
    mysql: {
      sql: "max(`kinds`.`n` > ?)",
      params: [3n],
      text: "max(`kinds`.`n` > 3)",
    },
  })
})

describe("regression", () => {
  goldenExpr("corr", corr(n, ratio), {
    sqlite: `fulmar_corr("kinds"."n", "kinds"."ratio")`,
    postgres: `corr(cast("kinds"."n" as float8), cast("kinds"."ratio" as float8))`,
    mariadb: "-- MariaDB has no aggregate for corr; write it with raw",
    mysql: "-- MySQL has no aggregate for corr; write it with raw",
  })
  goldenExpr("covarPop", covarPop(n, price).pipe(filterWhere(gt(n, 3))), {
    sqlite: {
      sql: `fulmar_covar_pop("kinds"."n", "kinds"."price") filter (where "kinds"."n" > ?)`,
      params: [3n],
      text: `fulmar_covar_pop("kinds"."n", "kinds"."price") filter (where "kinds"."n" > 3)`,
    },
    postgres: {
      sql: `covar_pop(cast("kinds"."n" as float8), cast("kinds"."price" as float8)) filter (where "kinds"."n" > $1)`,
      params: ["3"],
      text: `covar_pop(cast("kinds"."n" as float8), cast("kinds"."price" as float8)) filter (where "kinds"."n" > 3)`,
    },
    mariadb: "-- MariaDB has no aggregate for covarPop; write it with raw",
    mysql: "-- MySQL has no aggregate for covarPop; write it with raw",
  })
  goldenExpr("covarSamp", covarSamp(n, m), {
    sqlite: `fulmar_covar_samp("kinds"."n", "kinds"."m")`,
    postgres: `covar_samp(cast("kinds"."n" as float8), cast("kinds"."m" as float8))`,
    mariadb: "-- MariaDB has no aggregate for covarSamp; write it with raw",
    mysql: "-- MySQL has no aggregate for covarSamp; write it with raw",
  })
  goldenExpr("regrSlope", regrSlope(add(n, 1), m), {
    sqlite: {
      sql: `fulmar_regr_slope("kinds"."n" + ?, "kinds"."m")`,
      params: [1n],
      text: `fulmar_regr_slope("kinds"."n" + 1, "kinds"."m")`,
    },
    postgres: {
      sql: `regr_slope(cast("kinds"."n" + $1::int8 as float8), cast("kinds"."m" as float8))`,
      params: ["1"],
      text: `regr_slope(cast("kinds"."n" + 1 as float8), cast("kinds"."m" as float8))`,
    },
    mariadb: "-- MariaDB has no aggregate for regrSlope; write it with raw",
    mysql: "-- MySQL has no aggregate for regrSlope; write it with raw",
  })
  goldenExpr("regrIntercept", regrIntercept(n, m), {
    sqlite: `fulmar_regr_intercept("kinds"."n", "kinds"."m")`,
    postgres: `regr_intercept(cast("kinds"."n" as float8), cast("kinds"."m" as float8))`,
    mariadb: "-- MariaDB has no aggregate for regrIntercept; write it with raw",
    mysql: "-- MySQL has no aggregate for regrIntercept; write it with raw",
  })
  goldenExpr("how well a line fits", regrR2(n, m), {
    sqlite: `fulmar_regr_r2("kinds"."n", "kinds"."m")`,
    postgres: `regr_r2(cast("kinds"."n" as float8), cast("kinds"."m" as float8))`,
    mariadb: "-- MariaDB has no aggregate for regrR2; write it with raw",
    mysql: "-- MySQL has no aggregate for regrR2; write it with raw",
  })
  goldenExpr("regrR2 of distinct values", regrR2(n, m).pipe(distinctValues), {
    sqlite: "-- SQLite has no regrR2 of distinct values; make the values distinct in a derived table",
    postgres: "-- PostgreSQL has no regrR2 of distinct values; make the values distinct in a derived table",
    mariadb: "-- MariaDB has no aggregate for regrR2; write it with raw",
    mysql: "-- MySQL has no aggregate for regrR2; write it with raw",
  })
})

describe("ordered sets", () => {
  goldenExpr("percentileCont", percentileCont(0.9, price), {
    sqlite: {
      sql: `fulmar_percentile_cont("kinds"."price", ? order by fulmar_decimal_key("kinds"."price"))`,
      params: [0.9],
      text: `fulmar_percentile_cont("kinds"."price", 0.9 order by fulmar_decimal_key("kinds"."price"))`,
    },
    postgres: {
      sql: `percentile_cont($1::float8) within group (order by "kinds"."price")`,
      params: ["0.9"],
      text: `percentile_cont(0.9::float8) within group (order by "kinds"."price")`,
    },
    mariadb: "-- MariaDB has no aggregate for percentileCont; write it with raw",
    mysql: "-- MySQL has no aggregate for percentileCont; write it with raw",
  })
  goldenExpr("percentileDisc of some rows", percentileDisc(0.25, name).pipe(filterWhere(gt(n, 3))), {
    sqlite: {
      sql: `fulmar_percentile_disc("kinds"."name", ? order by "kinds"."name") filter (where "kinds"."n" > ?)`,
      params: [0.25, 3n],
      text: `fulmar_percentile_disc("kinds"."name", 0.25 order by "kinds"."name") filter (where "kinds"."n" > 3)`,
    },
    postgres: {
      sql: `percentile_disc($1::float8) within group (order by "kinds"."name") filter (where "kinds"."n" > $2)`,
      params: ["0.25", "3"],
      text: `percentile_disc(0.25::float8) within group (order by "kinds"."name") filter (where "kinds"."n" > 3)`,
    },
    mariadb: "-- MariaDB has no aggregate for percentileDisc; write it with raw",
    mysql: "-- MySQL has no aggregate for percentileDisc; write it with raw",
  })
  goldenExpr("median", median(add(n, 1)), {
    sqlite: {
      sql: `fulmar_percentile_cont("kinds"."n" + ?, ? order by "kinds"."n" + ?)`,
      params: [1n, 0.5, 1n],
      text: `fulmar_percentile_cont("kinds"."n" + 1, 0.5 order by "kinds"."n" + 1)`,
    },
    postgres: {
      sql: `percentile_cont($1::float8) within group (order by "kinds"."n" + $2::int8)`,
      params: ["0.5", "1"],
      text: `percentile_cont(0.5::float8) within group (order by "kinds"."n" + 1)`,
    },
    mariadb: "-- MariaDB has no aggregate for percentileCont; write it with raw",
    mysql: "-- MySQL has no aggregate for percentileCont; write it with raw",
  })
  goldenExpr("mode", mode(name), {
    sqlite: `fulmar_mode("kinds"."name", "kinds"."name" order by "kinds"."name")`,
    postgres: `mode() within group (order by "kinds"."name")`,
    mariadb: "-- MariaDB has no aggregate for mode; write it with raw",
    mysql: "-- MySQL has no aggregate for mode; write it with raw",
  })
  goldenExpr("mode of decimals", mode(price), {
    sqlite: `fulmar_mode("kinds"."price", fulmar_decimal_key("kinds"."price") order by fulmar_decimal_key("kinds"."price"))`,
    postgres: `mode() within group (order by "kinds"."price")`,
    mariadb: "-- MariaDB has no aggregate for mode; write it with raw",
    mysql: "-- MySQL has no aggregate for mode; write it with raw",
  })
  goldenExpr("of distinct values", median(n).pipe(distinctValues), {
    sqlite: "-- SQLite has no percentileCont of distinct values; make the values distinct in a derived table",
    postgres: "-- PostgreSQL has no percentileCont of distinct values; make the values distinct in a derived table",
    mariadb: "-- MariaDB has no aggregate for percentileCont; write it with raw",
    mysql: "-- MySQL has no aggregate for percentileCont; write it with raw",
  })
  goldenExpr("of more than all", percentileCont(1.5, n), {
    sqlite: "-- 1.5 does not fit here: expected a number from 0 to 1",
    postgres: "-- 1.5 does not fit here: expected a number from 0 to 1",
    mariadb: "-- MariaDB has no aggregate for percentileCont; write it with raw",
    mysql: "-- MySQL has no aggregate for percentileCont; write it with raw",
  })
  golden("over a window", pipe(from(Fruit), select({ x: median(Fruit.id).pipe(over()) })), {
    sqlite: "-- an aggregate with an order of its own has no over; make the values distinct, or sort them, in a derived table",
    postgres: "-- an aggregate with an order of its own has no over; make the values distinct, or sort them, in a derived table",
    mariadb: "-- an aggregate with an order of its own has no over; make the values distinct, or sort them, in a derived table",
    mysql: "-- an aggregate with an order of its own has no over; make the values distinct, or sort them, in a derived table",
  })
})
