import { pipe } from "effect"
import {
  add, and, boolean, concat, eq, from, integer, isNull, leftJoin, not, or, raw, rawOperator, select, text, where,
} from "fulmar"
import { describe } from "vitest"
import { Cake, Fruit, Kinds } from "../core/bakery.js"
import { golden, goldenExpr } from "../core/golden.js"

const { flag, m, n, name } = Kinds
const like = rawOperator(boolean)`like`
const bits = rawOperator(integer, { precedence: "other" })` & `
const joined = rawOperator(text, { precedence: "other" })`||`

describe("prints", () => {
  goldenExpr("a value as a parameter", like(name, "a%"), {
    sqlite: {
      sql: `"kinds"."name" like ?`,
      params: ["a%"],
      text: `"kinds"."name" like 'a%'`,
    },
    postgres: {
      sql: `"kinds"."name" like $1::text`,
      params: ["a%"],
      text: `"kinds"."name" like 'a%'`,
    },
    mariadb: {
      sql: "`kinds`.`name` like ?",
      params: ["a%"],
      text: "`kinds`.`name` like 'a%'",
    },
    mysql: {
      sql: "`kinds`.`name` like ?",
      params: ["a%"],
      text: "`kinds`.`name` like 'a%'",
    },
  })
  goldenExpr("beside conditions", or(and(like(name, "a%"), flag), not(like(name, "b%"))), {
    sqlite: {
      sql: `"kinds"."name" like ? and "kinds"."flag" or not ("kinds"."name" like ?)`,
      params: ["a%", "b%"],
      text: `"kinds"."name" like 'a%' and "kinds"."flag" or not ("kinds"."name" like 'b%')`,
    },
    postgres: {
      sql: `"kinds"."name" like $1::text and "kinds"."flag" or not ("kinds"."name" like $2::text)`,
      params: ["a%", "b%"],
      text: `"kinds"."name" like 'a%' and "kinds"."flag" or not ("kinds"."name" like 'b%')`,
    },
    mariadb: {
      sql: "`kinds`.`name` like ? and `kinds`.`flag` or not (`kinds`.`name` like ?)",
      params: ["a%", "b%"],
      text: "`kinds`.`name` like 'a%' and `kinds`.`flag` or not (`kinds`.`name` like 'b%')",
    },
    mysql: {
      sql: "`kinds`.`name` like ? and `kinds`.`flag` or not (`kinds`.`name` like ?)",
      params: ["a%", "b%"],
      text: "`kinds`.`name` like 'a%' and `kinds`.`flag` or not (`kinds`.`name` like 'b%')",
    },
  })
  goldenExpr("beside comparisons", and(eq(like(name, "a%"), flag), isNull(like(name, "b%")), eq(flag, like(name, "c%"))), {
    sqlite: {
      sql: `("kinds"."name" like ?) = "kinds"."flag" and ("kinds"."name" like ?) is null and "kinds"."flag" = ("kinds"."name" like ?)`,
      params: ["a%", "b%", "c%"],
      text: `("kinds"."name" like 'a%') = "kinds"."flag" and ("kinds"."name" like 'b%') is null and "kinds"."flag" = ("kinds"."name" like 'c%')`,
    },
    postgres: {
      sql: `("kinds"."name" like $1::text) = "kinds"."flag" and ("kinds"."name" like $2::text) is null and "kinds"."flag" = ("kinds"."name" like $3::text)`,
      params: ["a%", "b%", "c%"],
      text: `("kinds"."name" like 'a%') = "kinds"."flag" and ("kinds"."name" like 'b%') is null and "kinds"."flag" = ("kinds"."name" like 'c%')`,
    },
    mariadb: {
      sql: "(`kinds`.`name` like ?) = `kinds`.`flag` and (`kinds`.`name` like ?) is null and `kinds`.`flag` = (`kinds`.`name` like ?)",
      params: ["a%", "b%", "c%"],
      text: "(`kinds`.`name` like 'a%') = `kinds`.`flag` and (`kinds`.`name` like 'b%') is null and `kinds`.`flag` = (`kinds`.`name` like 'c%')",
    },
    mysql: {
      sql: "(`kinds`.`name` like ?) = `kinds`.`flag` and (`kinds`.`name` like ?) is null and `kinds`.`flag` = (`kinds`.`name` like ?)",
      params: ["a%", "b%", "c%"],
      text: "(`kinds`.`name` like 'a%') = `kinds`.`flag` and (`kinds`.`name` like 'b%') is null and `kinds`.`flag` = (`kinds`.`name` like 'c%')",
    },
  })
  goldenExpr("of its own kind", joined(joined(name, "a"), joined(name, "b")), {
    sqlite: {
      sql: `("kinds"."name" || ?) || ("kinds"."name" || ?)`,
      params: ["a", "b"],
      text: `("kinds"."name" || 'a') || ("kinds"."name" || 'b')`,
    },
    postgres: {
      sql: `("kinds"."name" || $1::text) || ("kinds"."name" || $2::text)`,
      params: ["a", "b"],
      text: `("kinds"."name" || 'a') || ("kinds"."name" || 'b')`,
    },
    mariadb: {
      sql: "(`kinds`.`name` || ?) || (`kinds`.`name` || ?)",
      params: ["a", "b"],
      text: "(`kinds`.`name` || 'a') || (`kinds`.`name` || 'b')",
    },
    mysql: {
      sql: "(`kinds`.`name` || ?) || (`kinds`.`name` || ?)",
      params: ["a", "b"],
      text: "(`kinds`.`name` || 'a') || (`kinds`.`name` || 'b')",
    },
  })
  goldenExpr("tighter than a comparison", eq(bits(n, 3), 1), {
    sqlite: {
      sql: `"kinds"."n" & ? = ?`,
      params: [3n, 1n],
      text: `"kinds"."n" & 3 = 1`,
    },
    postgres: {
      sql: `"kinds"."n" & $1::int4 = $2::int4`,
      params: ["3", "1"],
      text: `"kinds"."n" & 3 = 1`,
    },
    mariadb: {
      sql: "`kinds`.`n` & ? = ?",
      params: [3n, 1n],
      text: "`kinds`.`n` & 3 = 1",
    },
    mysql: {
      sql: "`kinds`.`n` & ? = ?",
      params: [3n, 1n],
      text: "`kinds`.`n` & 3 = 1",
    },
  })
  goldenExpr("beside arithmetic", add(bits(add(n, 1), add(n, 2)), 3), {
    sqlite: {
      sql: `(("kinds"."n" + ?) & ("kinds"."n" + ?)) + ?`,
      params: [1n, 2n, 3n],
      text: `(("kinds"."n" + 1) & ("kinds"."n" + 2)) + 3`,
    },
    postgres: {
      sql: `(("kinds"."n" + $1::int8) & ("kinds"."n" + $2::int8)) + $3::int8`,
      params: ["1", "2", "3"],
      text: `(("kinds"."n" + 1) & ("kinds"."n" + 2)) + 3`,
    },
    mariadb: {
      sql: "((`kinds`.`n` + ?) & (`kinds`.`n` + ?)) + ?",
      params: [1n, 2n, 3n],
      text: "((`kinds`.`n` + 1) & (`kinds`.`n` + 2)) + 3",
    },
    mysql: {
      sql: "((`kinds`.`n` + ?) & (`kinds`.`n` + ?)) + ?",
      params: [1n, 2n, 3n],
      text: "((`kinds`.`n` + 1) & (`kinds`.`n` + 2)) + 3",
    },
  })
  goldenExpr("with raw operands", bits(raw(integer)`1 + 2 -- three`, raw(integer)`${m} + 1`), {
    sqlite: `(1 + 2 -- three
) & ("kinds"."m" + 1)`,
    postgres: `(1 + 2 -- three
) & ("kinds"."m" + 1)`,
    mariadb: "(1 + 2 -- three\n) & (`kinds`.`m` + 1)",
    mysql: "(1 + 2 -- three\n) & (`kinds`.`m` + 1)",
  })
  goldenExpr("in raw SQL", raw(text)`upper(${joined(name, "x")})`, {
    sqlite: {
      sql: `upper(("kinds"."name" || ?))`,
      params: ["x"],
      text: `upper(("kinds"."name" || 'x'))`,
    },
    postgres: {
      sql: `upper(("kinds"."name" || $1::text))`,
      params: ["x"],
      text: `upper(("kinds"."name" || 'x'))`,
    },
    mariadb: {
      sql: "upper((`kinds`.`name` || ?))",
      params: ["x"],
      text: "upper((`kinds`.`name` || 'x'))",
    },
    mysql: {
      sql: "upper((`kinds`.`name` || ?))",
      params: ["x"],
      text: "upper((`kinds`.`name` || 'x'))",
    },
  })
  goldenExpr("in a pipe", pipe(name, joined("!"), concat), {
    sqlite: {
      sql: `"kinds"."name" || ?`,
      params: ["!"],
      text: `"kinds"."name" || '!'`,
    },
    postgres: {
      sql: `"kinds"."name" || $1::text`,
      params: ["!"],
      text: `"kinds"."name" || '!'`,
    },
    mariadb: {
      sql: "`kinds`.`name` || ?",
      params: ["!"],
      text: "`kinds`.`name` || '!'",
    },
    mysql: {
      sql: "`kinds`.`name` || ?",
      params: ["!"],
      text: "`kinds`.`name` || '!'",
    },
  })
  golden("of the optional side", pipe(from(Cake), leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)), select({ x: joined(Fruit.name, "!") })), {
    sqlite: {
      sql: `select "fruit"."name" || ? as "x" from "cake" left join "fruit" on "fruit"."cakeId" = "cake"."id"`,
      params: ["!"],
      text: `select "fruit"."name" || '!' as "x" from "cake" left join "fruit" on "fruit"."cakeId" = "cake"."id"`,
    },
    postgres: {
      sql: `select "fruit"."name" || $1::text as "x" from "cake" left join "fruit" on "fruit"."cakeId" = "cake"."id"`,
      params: ["!"],
      text: `select "fruit"."name" || '!' as "x" from "cake" left join "fruit" on "fruit"."cakeId" = "cake"."id"`,
    },
    mariadb: {
      sql: "select `fruit`.`name` || ? as `x` from `cake` left join `fruit` on `fruit`.`cakeId` = `cake`.`id`",
      params: ["!"],
      text: "select `fruit`.`name` || '!' as `x` from `cake` left join `fruit` on `fruit`.`cakeId` = `cake`.`id`",
    },
    mysql: {
      sql: "select `fruit`.`name` || ? as `x` from `cake` left join `fruit` on `fruit`.`cakeId` = `cake`.`id`",
      params: ["!"],
      text: "select `fruit`.`name` || '!' as `x` from `cake` left join `fruit` on `fruit`.`cakeId` = `cake`.`id`",
    },
  })
  golden("of a table that is not there", pipe(from(Cake), where(like(Fruit.name, "x") as never), select({ id: Cake.id })), {
    sqlite: `-- table "fruit" is not in from/join, so its column "name" cannot be used here`,
    postgres: `-- table "fruit" is not in from/join, so its column "name" cannot be used here`,
    mariadb: `-- table "fruit" is not in from/join, so its column "name" cannot be used here`,
    mysql: `-- table "fruit" is not in from/join, so its column "name" cannot be used here`,
  })
})
