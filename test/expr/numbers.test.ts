import { pipe } from "effect"
import {
  acos, add, all, asin, atan, atan2, bitAnd, bitNot, bitOr, bitXor, cos, degrees, eq, exp, from, gte, ln, log, log10, lt, mul, neq, orderBy,
  newUuid, pi, radians, random, select, shiftLeft, shiftRight, sin, sub, tan, toHex, toSql, trunc, where, widthBucket,
} from "fulmar"
import { dialect as postgres } from "fulmar/postgres"
import { dialect as sqlite } from "fulmar/sqlite"
import { describe, expect, test } from "vitest"
import { inBakery, Kinds } from "../core/bakery.js"
import { goldenExpr } from "../core/golden.js"
import { numbers } from "../vocabulary/numbers.js"
import { testValues } from "../vocabulary/values.js"

const { big, id, m, n, price, ratio } = Kinds

describe("prints", () => {
  goldenExpr("e to the power", exp(ratio), {
    sqlite: `exp("kinds"."ratio")`,
    postgres: `exp(case when "kinds"."ratio" < -745.1332191 then cast('-Infinity' as float8) else cast("kinds"."ratio" as float8) end)`,
    mariadb: "exp(`kinds`.`ratio`)",
    mysql: "exp(`kinds`.`ratio`)",
  })
  goldenExpr("a natural logarithm", ln(add(n, 1)), {
    sqlite: {
      sql: `ln("kinds"."n" + ?)`,
      params: [1n],
      text: `ln("kinds"."n" + 1)`,
    },
    postgres: {
      sql: `ln(cast(case when ("kinds"."n" + $1::int8) > 0 then ("kinds"."n" + $2::int8) end as float8))`,
      params: ["1", "1"],
      text: `ln(cast(case when ("kinds"."n" + 1) > 0 then ("kinds"."n" + 1) end as float8))`,
    },
    mariadb: {
      sql: "ln(case when (`kinds`.`n` + ?) > 0 then (`kinds`.`n` + ?) end)",
      params: [1n, 1n],
      text: "ln(case when (`kinds`.`n` + 1) > 0 then (`kinds`.`n` + 1) end)",
    },
    mysql: {
      sql: "ln(case when (`kinds`.`n` + ?) > 0 then (`kinds`.`n` + ?) end)",
      params: [1n, 1n],
      text: "ln(case when (`kinds`.`n` + 1) > 0 then (`kinds`.`n` + 1) end)",
    },
  })
  goldenExpr("a logarithm to 10", log10(ratio), {
    sqlite: `log10("kinds"."ratio")`,
    postgres: `log(cast(case when "kinds"."ratio" > 0 then "kinds"."ratio" end as float8))`,
    mariadb: "log10(case when `kinds`.`ratio` > 0 then `kinds`.`ratio` end)",
    mysql: "log10(case when `kinds`.`ratio` > 0 then `kinds`.`ratio` end)",
  })
  goldenExpr("a logarithm", log(2, ratio), {
    sqlite: {
      sql: `ln("kinds"."ratio") / ln(?)`,
      params: [2],
      text: `ln("kinds"."ratio") / ln(2.0)`,
    },
    postgres: {
      sql: `(ln(cast(case when "kinds"."ratio" > 0 then "kinds"."ratio" end as float8)) / nullif(ln(cast(case when $1::float8 > 0 then $2::float8 end as float8)), 0))`,
      params: ["2", "2"],
      text: `(ln(cast(case when "kinds"."ratio" > 0 then "kinds"."ratio" end as float8)) / nullif(ln(cast(case when 2::float8 > 0 then 2::float8 end as float8)), 0))`,
    },
    mariadb: {
      sql: "((ln(case when `kinds`.`ratio` > 0 then `kinds`.`ratio` end) + 0e0) / nullif(ln(case when ? > 0 then ? end), 0))",
      params: [2, 2],
      text: "((ln(case when `kinds`.`ratio` > 0 then `kinds`.`ratio` end) + 0e0) / nullif(ln(case when 2e0 > 0 then 2e0 end), 0))",
    },
    mysql: {
      sql: "((ln(case when `kinds`.`ratio` > 0 then `kinds`.`ratio` end) + 0e0) / nullif(ln(case when ? > 0 then ? end), 0))",
      params: [2, 2],
      text: "((ln(case when `kinds`.`ratio` > 0 then `kinds`.`ratio` end) + 0e0) / nullif(ln(case when 2e0 > 0 then 2e0 end), 0))",
    },
  })
  goldenExpr("without a fraction", trunc(ratio), {
    sqlite: `trunc("kinds"."ratio")`,
    postgres: `trunc("kinds"."ratio")`,
    mariadb: "truncate(`kinds`.`ratio`, 0)",
    mysql: "truncate(`kinds`.`ratio`, 0)",
  })
  goldenExpr("to a place", trunc(ratio, 1), {
    sqlite: {
      sql: `fulmar_trunc_float("kinds"."ratio", ?)`,
      params: [1n],
      text: `fulmar_trunc_float("kinds"."ratio", 1)`,
    },
    postgres: {
      sql: `cast(trunc(cast(cast("kinds"."ratio" as text) as numeric), cast($1::int8 as int4)) as float8)`,
      params: ["1"],
      text: `cast(trunc(cast(cast("kinds"."ratio" as text) as numeric), cast(1 as int4)) as float8)`,
    },
    mariadb: {
      sql: "case when abs(`kinds`.`ratio`) < 1e34 then truncate(cast(`kinds`.`ratio` as decimal(65, 30)), ?) + 0e0 else `kinds`.`ratio` + 0e0 end",
      params: [1n],
      text: "case when abs(`kinds`.`ratio`) < 1e34 then truncate(cast(`kinds`.`ratio` as decimal(65, 30)), 1) + 0e0 else `kinds`.`ratio` + 0e0 end",
    },
    mysql: {
      sql: "case when abs(`kinds`.`ratio`) < 1e34 then truncate(cast(`kinds`.`ratio` as decimal(65, 30)), ?) + 0e0 else `kinds`.`ratio` + 0e0 end",
      params: [1n],
      text: "case when abs(`kinds`.`ratio`) < 1e34 then truncate(cast(`kinds`.`ratio` as decimal(65, 30)), 1) + 0e0 else `kinds`.`ratio` + 0e0 end",
    },
  })
  goldenExpr("a decimal without a fraction", trunc(price), {
    sqlite: `fulmar_trunc("kinds"."price")`,
    postgres: `trunc(cast("kinds"."price" as numeric))`,
    mariadb: "truncate(`kinds`.`price`, 0)",
    mysql: "truncate(`kinds`.`price`, 0)",
  })
  goldenExpr("a decimal to a place", trunc(price, 1), {
    sqlite: {
      sql: `fulmar_trunc("kinds"."price", ?)`,
      params: [1n],
      text: `fulmar_trunc("kinds"."price", 1)`,
    },
    postgres: {
      sql: `trunc(cast("kinds"."price" as numeric), cast($1::int8 as int4))`,
      params: ["1"],
      text: `trunc(cast("kinds"."price" as numeric), cast(1 as int4))`,
    },
    mariadb: {
      sql: "truncate(`kinds`.`price`, ?)",
      params: [1n],
      text: "truncate(`kinds`.`price`, 1)",
    },
    mysql: {
      sql: "truncate(`kinds`.`price`, ?)",
      params: [1n],
      text: "truncate(`kinds`.`price`, 1)",
    },
  })
  goldenExpr("pi", mul(ratio, pi), {
    sqlite: {
      sql: `"kinds"."ratio" * ?`,
      params: [Math.PI],
      text: `"kinds"."ratio" * 3.141592653589793`,
    },
    postgres: {
      sql: `"kinds"."ratio" * $1::float8`,
      params: [String(Math.PI)],
      text: `"kinds"."ratio" * 3.141592653589793::float8`,
    },
    mariadb: {
      sql: "`kinds`.`ratio` * ?",
      params: [Math.PI],
      text: "`kinds`.`ratio` * 3.141592653589793e0",
    },
    mysql: {
      sql: "`kinds`.`ratio` * ?",
      params: [Math.PI],
      text: "`kinds`.`ratio` * 3.141592653589793e0",
    },
  })
  goldenExpr("a sine", sin(ratio), {
    sqlite: `sin("kinds"."ratio")`,
    postgres: `sin(cast("kinds"."ratio" as float8))`,
    mariadb: "sin(`kinds`.`ratio`)",
    mysql: "sin(`kinds`.`ratio`)",
  })
  goldenExpr("a cosine", cos(ratio), {
    sqlite: `cos("kinds"."ratio")`,
    postgres: `cos(cast("kinds"."ratio" as float8))`,
    mariadb: "cos(`kinds`.`ratio`)",
    mysql: "cos(`kinds`.`ratio`)",
  })
  goldenExpr("a tangent", tan(ratio), {
    sqlite: `tan("kinds"."ratio")`,
    postgres: `tan(cast("kinds"."ratio" as float8))`,
    mariadb: "tan(`kinds`.`ratio`)",
    mysql: "tan(`kinds`.`ratio`)",
  })
  goldenExpr("an arcsine", asin(ratio), {
    sqlite: `asin("kinds"."ratio")`,
    postgres: `asin(cast(case when "kinds"."ratio" between -1 and 1 then "kinds"."ratio" end as float8))`,
    mariadb: "asin(`kinds`.`ratio`)",
    mysql: "asin(`kinds`.`ratio`)",
  })
  goldenExpr("an arccosine", acos(ratio), {
    sqlite: `acos("kinds"."ratio")`,
    postgres: `acos(cast(case when "kinds"."ratio" between -1 and 1 then "kinds"."ratio" end as float8))`,
    mariadb: "acos(`kinds`.`ratio`)",
    mysql: "acos(`kinds`.`ratio`)",
  })
  goldenExpr("an arctangent", atan(ratio), {
    sqlite: `atan("kinds"."ratio")`,
    postgres: `atan(cast("kinds"."ratio" as float8))`,
    mariadb: "atan(`kinds`.`ratio`)",
    mysql: "atan(`kinds`.`ratio`)",
  })
  goldenExpr("the angle of a point", ratio.pipe(atan2(2)), {
    sqlite: {
      sql: `atan2("kinds"."ratio", ?)`,
      params: [2],
      text: `atan2("kinds"."ratio", 2.0)`,
    },
    postgres: {
      sql: `atan2(cast("kinds"."ratio" as float8), cast($1::float8 as float8))`,
      params: ["2"],
      text: `atan2(cast("kinds"."ratio" as float8), cast(2::float8 as float8))`,
    },
    mariadb: {
      sql: "atan2(`kinds`.`ratio`, ?)",
      params: [2],
      text: "atan2(`kinds`.`ratio`, 2e0)",
    },
    mysql: {
      sql: "atan2(`kinds`.`ratio`, ?)",
      params: [2],
      text: "atan2(`kinds`.`ratio`, 2e0)",
    },
  })
  goldenExpr("degrees", degrees(ratio), {
    sqlite: {
      sql: `"kinds"."ratio" * ?`,
      params: [57.29577951308232],
      text: `"kinds"."ratio" * 57.29577951308232`,
    },
    postgres: {
      sql: `"kinds"."ratio" * $1::float8`,
      params: ["57.29577951308232"],
      text: `"kinds"."ratio" * 57.29577951308232::float8`,
    },
    mariadb: {
      sql: "`kinds`.`ratio` * ?",
      params: [57.29577951308232],
      text: "`kinds`.`ratio` * 57.29577951308232e0",
    },
    mysql: {
      sql: "`kinds`.`ratio` * ?",
      params: [57.29577951308232],
      text: "`kinds`.`ratio` * 57.29577951308232e0",
    },
  })
  goldenExpr("radians", radians(ratio), {
    sqlite: {
      sql: `"kinds"."ratio" * ?`,
      params: [0.017453292519943295],
      text: `"kinds"."ratio" * 0.017453292519943295`,
    },
    postgres: {
      sql: `"kinds"."ratio" * $1::float8`,
      params: ["0.017453292519943295"],
      text: `"kinds"."ratio" * 0.017453292519943295::float8`,
    },
    mariadb: {
      sql: "`kinds`.`ratio` * ?",
      params: [0.017453292519943295],
      text: "`kinds`.`ratio` * 0.017453292519943295e0",
    },
    mysql: {
      sql: "`kinds`.`ratio` * ?",
      params: [0.017453292519943295],
      text: "`kinds`.`ratio` * 0.017453292519943295e0",
    },
  })
  goldenExpr("common bits, compared", neq(bitAnd(n, 4), 0), {
    sqlite: {
      sql: `"kinds"."n" & ? <> ?`,
      params: [4n, 0n],
      text: `"kinds"."n" & 4 <> 0`,
    },
    postgres: {
      sql: `"kinds"."n" & $1::int4 <> $2::int8`,
      params: ["4", "0"],
      text: `"kinds"."n" & 4 <> 0`,
    },
    mariadb: {
      sql: "cast(`kinds`.`n` & ? as signed) <> ?",
      params: [4n, 0n],
      text: "cast(`kinds`.`n` & 4 as signed) <> 0",
    },
    mysql: {
      sql: "cast(`kinds`.`n` & ? as signed) <> ?",
      params: [4n, 0n],
      text: "cast(`kinds`.`n` & 4 as signed) <> 0",
    },
  })
  goldenExpr("bits of either, added to", add(bitOr(n, m), 1), {
    sqlite: {
      sql: `("kinds"."n" | "kinds"."m") + ?`,
      params: [1n],
      text: `("kinds"."n" | "kinds"."m") + 1`,
    },
    postgres: {
      sql: `("kinds"."n" | "kinds"."m") + $1::int8`,
      params: ["1"],
      text: `("kinds"."n" | "kinds"."m") + 1`,
    },
    mariadb: {
      sql: "cast(`kinds`.`n` | `kinds`.`m` as signed) + ?",
      params: [1n],
      text: "cast(`kinds`.`n` | `kinds`.`m` as signed) + 1",
    },
    mysql: {
      sql: "cast(`kinds`.`n` | `kinds`.`m` as signed) + ?",
      params: [1n],
      text: "cast(`kinds`.`n` | `kinds`.`m` as signed) + 1",
    },
  })
  goldenExpr("bits of just one", bitXor(n, bitOr(m, 1)), {
    sqlite: {
      sql: `(~("kinds"."n" & ("kinds"."m" | ?)) & ("kinds"."n" | ("kinds"."m" | ?)))`,
      params: [1n, 1n],
      text: `(~("kinds"."n" & ("kinds"."m" | 1)) & ("kinds"."n" | ("kinds"."m" | 1)))`,
    },
    postgres: {
      sql: `(cast("kinds"."n" as int8) # ("kinds"."m" | $1::int4))`,
      params: ["1"],
      text: `(cast("kinds"."n" as int8) # ("kinds"."m" | 1))`,
    },
    mariadb: {
      sql: "cast(`kinds`.`n` ^ cast(`kinds`.`m` | ? as signed) as signed)",
      params: [1n],
      text: "cast(`kinds`.`n` ^ cast(`kinds`.`m` | 1 as signed) as signed)",
    },
    mysql: {
      sql: "cast(`kinds`.`n` ^ cast(`kinds`.`m` | ? as signed) as signed)",
      params: [1n],
      text: "cast(`kinds`.`n` ^ cast(`kinds`.`m` | 1 as signed) as signed)",
    },
  })
  goldenExpr("the other bits", bitNot(bitNot(n)), {
    sqlite: `~(~"kinds"."n")`,
    postgres: `~(~"kinds"."n")`,
    mariadb: "cast(~cast(~`kinds`.`n` as signed) as signed)",
    mysql: "cast(~cast(~`kinds`.`n` as signed) as signed)",
  })
  goldenExpr("to the left", shiftLeft(n, 2), {
    sqlite: {
      sql: `"kinds"."n" << ?`,
      params: [2n],
      text: `"kinds"."n" << 2`,
    },
    postgres: {
      sql: `(cast("kinds"."n" as int8) << cast($1::int8 as int4))`,
      params: ["2"],
      text: `(cast("kinds"."n" as int8) << cast(2 as int4))`,
    },
    mariadb: {
      sql: "cast(`kinds`.`n` << ? as signed)",
      params: [2n],
      text: "cast(`kinds`.`n` << 2 as signed)",
    },
    mysql: {
      sql: "cast(`kinds`.`n` << ? as signed)",
      params: [2n],
      text: "cast(`kinds`.`n` << 2 as signed)",
    },
  })
  goldenExpr("to the left by a column", big.pipe(shiftLeft(add(n, 1))), {
    sqlite: {
      sql: `"kinds"."big" << (("kinds"."n" + ?) & ?)`,
      params: [1n, 63n],
      text: `"kinds"."big" << (("kinds"."n" + 1) & 63)`,
    },
    postgres: {
      sql: `(cast("kinds"."big" as int8) << cast(("kinds"."n" + $1::int8) & $2::int8 as int4))`,
      params: ["1", "63"],
      text: `(cast("kinds"."big" as int8) << cast(("kinds"."n" + 1) & 63 as int4))`,
    },
    mariadb: {
      sql: "cast(`kinds`.`big` << cast((`kinds`.`n` + ?) & ? as signed) as signed)",
      params: [1n, 63n],
      text: "cast(`kinds`.`big` << cast((`kinds`.`n` + 1) & 63 as signed) as signed)",
    },
    mysql: {
      sql: "cast(`kinds`.`big` << cast((`kinds`.`n` + ?) & ? as signed) as signed)",
      params: [1n, 63n],
      text: "cast(`kinds`.`big` << cast((`kinds`.`n` + 1) & 63 as signed) as signed)",
    },
  })
  goldenExpr("to the right", shiftRight(sub(n, 1), -1), {
    sqlite: {
      sql: `("kinds"."n" - ?) >> ?`,
      params: [1n, 63n],
      text: `("kinds"."n" - 1) >> 63`,
    },
    postgres: {
      sql: `(cast("kinds"."n" - $1::int8 as int8) >> cast($2::int8 as int4))`,
      params: ["1", "63"],
      text: `(cast("kinds"."n" - 1 as int8) >> cast(63 as int4))`,
    },
    mariadb: {
      sql: "cast(case when (`kinds`.`n` - ?) < 0 then ~(~(`kinds`.`n` - ?) >> ?) else (`kinds`.`n` - ?) >> ? end as signed)",
      params: [1n, 1n, 63n, 1n, 63n],
      text: "cast(case when (`kinds`.`n` - 1) < 0 then ~(~(`kinds`.`n` - 1) >> 63) else (`kinds`.`n` - 1) >> 63 end as signed)",
    },
    mysql: {
      sql: "cast(case when (`kinds`.`n` - ?) < 0 then ~(~(`kinds`.`n` - ?) >> ?) else (`kinds`.`n` - ?) >> ? end as signed)",
      params: [1n, 1n, 63n, 1n, 63n],
      text: "cast(case when (`kinds`.`n` - 1) < 0 then ~(~(`kinds`.`n` - 1) >> 63) else (`kinds`.`n` - 1) >> 63 end as signed)",
    },
  })
  goldenExpr("bits of a fraction", bitAnd(ratio, 1), {
    sqlite: {
      sql: `fulmar_int64("kinds"."ratio") & fulmar_int64(?)`,
      params: [1],
      text: `fulmar_int64("kinds"."ratio") & fulmar_int64(1.0)`,
    },
    postgres: {
      sql: `cast(round(cast(cast("kinds"."ratio" as text) as numeric)) as int8) & cast(round(cast(cast($1::float8 as text) as numeric)) as int8)`,
      params: ["1"],
      text: `cast(round(cast(cast("kinds"."ratio" as text) as numeric)) as int8) & cast(round(cast(cast(1::float8 as text) as numeric)) as int8)`,
    },
    mariadb: {
      sql: "cast(cast(case when abs(`kinds`.`ratio`) < 1e15 then round(cast(`kinds`.`ratio` as decimal(65, 30))) else `kinds`.`ratio` end as signed) & cast(case when abs(?) < 1e15 then round(cast(? as decimal(65, 30))) else ? end as signed) as signed)",
      params: [1, 1, 1],
      text: "cast(cast(case when abs(`kinds`.`ratio`) < 1e15 then round(cast(`kinds`.`ratio` as decimal(65, 30))) else `kinds`.`ratio` end as signed) & cast(case when abs(1e0) < 1e15 then round(cast(1e0 as decimal(65, 30))) else 1e0 end as signed) as signed)",
    },
    mysql: {
      sql: "cast(cast(case when abs(`kinds`.`ratio`) < 1e15 then round(cast(`kinds`.`ratio` as decimal(65, 30))) else `kinds`.`ratio` end as signed) & cast(case when abs(?) < 1e15 then round(cast(? as decimal(65, 30))) else ? end as signed) as signed)",
      params: [1, 1, 1],
      text: "cast(cast(case when abs(`kinds`.`ratio`) < 1e15 then round(cast(`kinds`.`ratio` as decimal(65, 30))) else `kinds`.`ratio` end as signed) & cast(case when abs(1e0) < 1e15 then round(cast(1e0 as decimal(65, 30))) else 1e0 end as signed) as signed)",
    },
  })
  goldenExpr("in hexadecimal", toHex(n), {
    sqlite: `case when "kinds"."n" is not null then printf('%x', "kinds"."n") end`,
    postgres: `to_hex(cast("kinds"."n" as int8))`,
    mariadb: "lower(hex(`kinds`.`n`))",
    mysql: "lower(hex(`kinds`.`n`))",
  })
  goldenExpr("in a part", widthBucket(ratio, 0, 10, 5), {
    sqlite: {
      sql: `case when "kinds"."ratio" < ? then ? when "kinds"."ratio" >= ? then ? else fulmar_int64(floor(("kinds"."ratio" - ?) * ? / ?)) + ? end`,
      params: [0, 0n, 10, 6n, 0, 5, 10, 1n],
      text: `case when "kinds"."ratio" < 0.0 then 0 when "kinds"."ratio" >= 10.0 then 6 else fulmar_int64(floor(("kinds"."ratio" - 0.0) * 5.0 / 10.0)) + 1 end`,
    },
    postgres: {
      sql: `case when "kinds"."ratio" < $1 then $2::int8 when "kinds"."ratio" >= $3 then $4::int8 else cast(round(cast(cast(floor(((("kinds"."ratio" - $5::float8) * $6::float8) / nullif($7::float8, 0))) as text) as numeric)) as int8) + $8::int8 end`,
      params: ["0", "0", "10", "6", "0", "5", "10", "1"],
      text: `case when "kinds"."ratio" < 0::float8 then 0 when "kinds"."ratio" >= 10::float8 then 6 else cast(round(cast(cast(floor(((("kinds"."ratio" - 0::float8) * 5::float8) / nullif(10::float8, 0))) as text) as numeric)) as int8) + 1 end`,
    },
    mariadb: {
      sql: "case when `kinds`.`ratio` < ? then ? when `kinds`.`ratio` >= ? then ? else cast(case when abs(floor(((((`kinds`.`ratio` - ?) * ?) + 0e0) / nullif(?, 0)))) < 1e15 then round(cast(floor(((((`kinds`.`ratio` - ?) * ?) + 0e0) / nullif(?, 0))) as decimal(65, 30))) else floor(((((`kinds`.`ratio` - ?) * ?) + 0e0) / nullif(?, 0))) end as signed) + ? end",
      params: [0, 0n, 10, 6n, 0, 5, 10, 0, 5, 10, 0, 5, 10, 1n],
      text: "case when `kinds`.`ratio` < 0e0 then 0 when `kinds`.`ratio` >= 10e0 then 6 else cast(case when abs(floor(((((`kinds`.`ratio` - 0e0) * 5e0) + 0e0) / nullif(10e0, 0)))) < 1e15 then round(cast(floor(((((`kinds`.`ratio` - 0e0) * 5e0) + 0e0) / nullif(10e0, 0))) as decimal(65, 30))) else floor(((((`kinds`.`ratio` - 0e0) * 5e0) + 0e0) / nullif(10e0, 0))) end as signed) + 1 end",
    },
    mysql: {
      sql: "case when `kinds`.`ratio` < ? then ? when `kinds`.`ratio` >= ? then ? else cast(case when abs(floor(((((`kinds`.`ratio` - ?) * ?) + 0e0) / nullif(?, 0)))) < 1e15 then round(cast(floor(((((`kinds`.`ratio` - ?) * ?) + 0e0) / nullif(?, 0))) as decimal(65, 30))) else floor(((((`kinds`.`ratio` - ?) * ?) + 0e0) / nullif(?, 0))) end as signed) + ? end",
      params: [0, 0n, 10, 6n, 0, 5, 10, 0, 5, 10, 0, 5, 10, 1n],
      text: "case when `kinds`.`ratio` < 0e0 then 0 when `kinds`.`ratio` >= 10e0 then 6 else cast(case when abs(floor(((((`kinds`.`ratio` - 0e0) * 5e0) + 0e0) / nullif(10e0, 0)))) < 1e15 then round(cast(floor(((((`kinds`.`ratio` - 0e0) * 5e0) + 0e0) / nullif(10e0, 0))) as decimal(65, 30))) else floor(((((`kinds`.`ratio` - 0e0) * 5e0) + 0e0) / nullif(10e0, 0))) end as signed) + 1 end",
    },
  })
  goldenExpr("a random number", random(), {
    sqlite: "fulmar_random()",
    postgres: "random()",
    mariadb: "rand()",
    mysql: "rand()",
  })
  goldenExpr("a new UUID", newUuid(), {
    sqlite: "fulmar_uuid()",
    postgres: "gen_random_uuid()",
    mariadb: "lower(concat(hex(random_bytes(4)), '-', hex(random_bytes(2)), '-4', substr(hex(random_bytes(2)), 2), '-', substr('89ab', 1 + (ascii(random_bytes(1)) & 3), 1), substr(hex(random_bytes(2)), 2), '-', hex(random_bytes(6))))",
    mysql: "lower(concat(hex(random_bytes(4)), '-', hex(random_bytes(2)), '-4', substr(hex(random_bytes(2)), 2), '-', substr('89ab', 1 + (ascii(random_bytes(1)) & 3), 1), substr(hex(random_bytes(2)), 2), '-', hex(random_bytes(6))))",
  })
})

test("rows in random order are sorted by another number each, also in the text for people", () => {
  for (const dialect of [postgres, sqlite]) {
    expect(toSql(dialect)(pipe(from(Kinds), select(id), orderBy(random())))).toMatch(/order by (fulmar_)?random\(\)$/)
  }
})

describe("values", () => {
  testValues(numbers)

  test("a sum of sines is what JavaScript gives", async () => {
    const x = [sin, cos, tan, atan].map((f) => f(ratio))
    const rows = await inBakery(all(pipe(from(Kinds), where(eq(id, 1)), select({ x: add(add(x[0]!, x[1]!), add(x[2]!, x[3]!)) }))))
    expect(rows[0]!.x).toBeCloseTo([Math.sin, Math.cos, Math.tan, Math.atan].reduce((a, f) => a + f(5.5), 0), 10)
  })

  test("random numbers are another each time", async () => {
    const rows = await inBakery(all(pipe(from(Kinds), where(gte(random(), 0)), where(lt(random(), 1)), select({ a: random(), b: random() }))))
    expect(rows).toHaveLength(2)
    expect(new Set(rows.flatMap(({ a, b }) => [a, b])).size).toBe(4)
  })
})
