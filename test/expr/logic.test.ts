import { pipe } from "effect"
import {
  all,
  always,
  and,
  eq,
  from,
  gt,
  isNull,
  lt,
  never,
  not,
  nullOf,
  or,
  select,
  boolean,
  value,
  orderBy,
} from "fulmar"
import { describe, expect, test } from "vitest"
import { inBakery, Kinds } from "../core/bakery.js"
import { goldenExpr } from "../core/golden.js"

const a = eq(Kinds.n, 1)
const b = gt(Kinds.m, 2)
const c = isNull(Kinds.name)

describe("prints", () => {
  goldenExpr("and", and(a, b, c), {
    sqlite: {
      sql: `"kinds"."n" = ? and "kinds"."m" > ? and "kinds"."name" is null`,
      params: [1n, 2n],
      text: `"kinds"."n" = 1 and "kinds"."m" > 2 and "kinds"."name" is null`,
    },
    postgres: {
      sql: `"kinds"."n" = $1 and "kinds"."m" > $2 and "kinds"."name" is null`,
      params: ["1", "2"],
      text: `"kinds"."n" = 1 and "kinds"."m" > 2 and "kinds"."name" is null`,
    },
    mariadb: {
      sql: "`kinds`.`n` = ? and `kinds`.`m` > ? and `kinds`.`name` is null",
      params: [1n, 2n],
      text: "`kinds`.`n` = 1 and `kinds`.`m` > 2 and `kinds`.`name` is null",
    },
    mysql: {
      sql: "`kinds`.`n` = ? and `kinds`.`m` > ? and `kinds`.`name` is null",
      params: [1n, 2n],
      text: "`kinds`.`n` = 1 and `kinds`.`m` > 2 and `kinds`.`name` is null",
    },
  })
  goldenExpr("or", or(a, b), {
    sqlite: {
      sql: `"kinds"."n" = ? or "kinds"."m" > ?`,
      params: [1n, 2n],
      text: `"kinds"."n" = 1 or "kinds"."m" > 2`,
    },
    postgres: {
      sql: `"kinds"."n" = $1 or "kinds"."m" > $2`,
      params: ["1", "2"],
      text: `"kinds"."n" = 1 or "kinds"."m" > 2`,
    },
    mariadb: {
      sql: "`kinds`.`n` = ? or `kinds`.`m` > ?",
      params: [1n, 2n],
      text: "`kinds`.`n` = 1 or `kinds`.`m` > 2",
    },
    mysql: {
      sql: "`kinds`.`n` = ? or `kinds`.`m` > ?",
      params: [1n, 2n],
      text: "`kinds`.`n` = 1 or `kinds`.`m` > 2",
    },
  })
  goldenExpr("or inside and", and(a, or(b, c)), {
    sqlite: {
      sql: `"kinds"."n" = ? and ("kinds"."m" > ? or "kinds"."name" is null)`,
      params: [1n, 2n],
      text: `"kinds"."n" = 1 and ("kinds"."m" > 2 or "kinds"."name" is null)`,
    },
    postgres: {
      sql: `"kinds"."n" = $1 and ("kinds"."m" > $2 or "kinds"."name" is null)`,
      params: ["1", "2"],
      text: `"kinds"."n" = 1 and ("kinds"."m" > 2 or "kinds"."name" is null)`,
    },
    mariadb: {
      sql: "`kinds`.`n` = ? and (`kinds`.`m` > ? or `kinds`.`name` is null)",
      params: [1n, 2n],
      text: "`kinds`.`n` = 1 and (`kinds`.`m` > 2 or `kinds`.`name` is null)",
    },
    mysql: {
      sql: "`kinds`.`n` = ? and (`kinds`.`m` > ? or `kinds`.`name` is null)",
      params: [1n, 2n],
      text: "`kinds`.`n` = 1 and (`kinds`.`m` > 2 or `kinds`.`name` is null)",
    },
  })
  goldenExpr("and inside or", or(and(a, b), c), {
    sqlite: {
      sql: `"kinds"."n" = ? and "kinds"."m" > ? or "kinds"."name" is null`,
      params: [1n, 2n],
      text: `"kinds"."n" = 1 and "kinds"."m" > 2 or "kinds"."name" is null`,
    },
    postgres: {
      sql: `"kinds"."n" = $1 and "kinds"."m" > $2 or "kinds"."name" is null`,
      params: ["1", "2"],
      text: `"kinds"."n" = 1 and "kinds"."m" > 2 or "kinds"."name" is null`,
    },
    mariadb: {
      sql: "`kinds`.`n` = ? and `kinds`.`m` > ? or `kinds`.`name` is null",
      params: [1n, 2n],
      text: "`kinds`.`n` = 1 and `kinds`.`m` > 2 or `kinds`.`name` is null",
    },
    mysql: {
      sql: "`kinds`.`n` = ? and `kinds`.`m` > ? or `kinds`.`name` is null",
      params: [1n, 2n],
      text: "`kinds`.`n` = 1 and `kinds`.`m` > 2 or `kinds`.`name` is null",
    },
  })
  goldenExpr("the same inside itself", and(a, and(b, c)), {
    sqlite: {
      sql: `"kinds"."n" = ? and "kinds"."m" > ? and "kinds"."name" is null`,
      params: [1n, 2n],
      text: `"kinds"."n" = 1 and "kinds"."m" > 2 and "kinds"."name" is null`,
    },
    postgres: {
      sql: `"kinds"."n" = $1 and "kinds"."m" > $2 and "kinds"."name" is null`,
      params: ["1", "2"],
      text: `"kinds"."n" = 1 and "kinds"."m" > 2 and "kinds"."name" is null`,
    },
    mariadb: {
      sql: "`kinds`.`n` = ? and `kinds`.`m` > ? and `kinds`.`name` is null",
      params: [1n, 2n],
      text: "`kinds`.`n` = 1 and `kinds`.`m` > 2 and `kinds`.`name` is null",
    },
    mysql: {
      sql: "`kinds`.`n` = ? and `kinds`.`m` > ? and `kinds`.`name` is null",
      params: [1n, 2n],
      text: "`kinds`.`n` = 1 and `kinds`.`m` > 2 and `kinds`.`name` is null",
    },
  })
  goldenExpr("and of nothing", and(), {
    sqlite: "true",
    postgres: "true",
    mariadb: "true",
    mysql: "true",
  })
  goldenExpr("or of nothing", or(), {
    sqlite: "false",
    postgres: "false",
    mariadb: "false",
    mysql: "false",
  })
  goldenExpr("and of one", and(a), {
    sqlite: {
      sql: `"kinds"."n" = ?`,
      params: [1n],
      text: `"kinds"."n" = 1`,
    },
    postgres: {
      sql: `"kinds"."n" = $1`,
      params: ["1"],
      text: `"kinds"."n" = 1`,
    },
    mariadb: {
      sql: "`kinds`.`n` = ?",
      params: [1n],
      text: "`kinds`.`n` = 1",
    },
    mysql: {
      sql: "`kinds`.`n` = ?",
      params: [1n],
      text: "`kinds`.`n` = 1",
    },
  })
  goldenExpr("not", not(a), {
    sqlite: {
      sql: `not ("kinds"."n" = ?)`,
      params: [1n],
      text: `not ("kinds"."n" = 1)`,
    },
    postgres: {
      sql: `not ("kinds"."n" = $1)`,
      params: ["1"],
      text: `not ("kinds"."n" = 1)`,
    },
    mariadb: {
      sql: "not (`kinds`.`n` = ?)",
      params: [1n],
      text: "not (`kinds`.`n` = 1)",
    },
    mysql: {
      sql: "not (`kinds`.`n` = ?)",
      params: [1n],
      text: "not (`kinds`.`n` = 1)",
    },
  })
  goldenExpr("not of or, of not, and of a test", and(not(or(a, b)), not(not(a)), not(c)), {
    sqlite: {
      sql: `not ("kinds"."n" = ? or "kinds"."m" > ?) and not (not ("kinds"."n" = ?)) and not ("kinds"."name" is ` +
        `null)`,
      params: [1n, 2n, 1n],
      text: `not ("kinds"."n" = 1 or "kinds"."m" > 2) and not (not ("kinds"."n" = 1)) and not ("kinds"."name" is ` +
        `null)`,
    },
    postgres: {
      sql: `not ("kinds"."n" = $1 or "kinds"."m" > $2) and not (not ("kinds"."n" = $3)) and not ("kinds"."name" is null)`,
      params: ["1", "2", "1"],
      text: `not ("kinds"."n" = 1 or "kinds"."m" > 2) and not (not ("kinds"."n" = 1)) and not ("kinds"."name" is null)`,
    },
    mariadb: {
      sql: "not (`kinds`.`n` = ? or `kinds`.`m` > ?) and not (not (`kinds`.`n` = ?)) and not (`kinds`.`name` is null)",
      params: [1n, 2n, 1n],
      text: "not (`kinds`.`n` = 1 or `kinds`.`m` > 2) and not (not (`kinds`.`n` = 1)) and not (`kinds`.`name` is null)",
    },
    mysql: {
      sql: "not (`kinds`.`n` = ? or `kinds`.`m` > ?) and not (not (`kinds`.`n` = ?)) and not (`kinds`.`name` is null)",
      params: [1n, 2n, 1n],
      text: "not (`kinds`.`n` = 1 or `kinds`.`m` > 2) and not (not (`kinds`.`n` = 1)) and not (`kinds`.`name` is null)",
    },
  })
  goldenExpr("always and never", or(always, never), {
    sqlite: "true or false",
    postgres: "true or false",
    mariadb: "true or false",
    mysql: "true or false",
  })
})

test("NULL is neither true nor false, as in the truth tables of SQL", async () => {
  const t = value(boolean, true)
  const f = value(boolean, false)
  const n = nullOf(boolean)
  const x = {
    and: and(t, n), andFalse: and(f, n), or: or(f, n), orTrue: or(t, n), not: not(n), notTrue: not(t), all: and(),
    any: or(),
    nested: not(or(and(t, f), not(t), n)), less: not(lt(Kinds.n, 0)),
  }
  expect((await inBakery(all(pipe(from(Kinds), select(x), orderBy(Kinds.id)))))[0]).toEqual({
    and: null, andFalse: false, or: null, orTrue: true, not: null, notTrue: false, all: true, any: false, nested: null,
    less: true,
  })
})
