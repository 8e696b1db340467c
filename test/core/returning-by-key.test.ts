/** What an insert returns where it cannot return it itself: an insert, and a query for its rows. */
import { BigDecimal, pipe } from "effect"
import {
  autoIncrement, compile, date, insertInto, integer, literal, numeric, param, primaryKey, returning, table, text, toSql, uuid, varchar,
} from "fulmar"
import { dialect } from "fulmar/mysql"
import { describe, expect, test } from "vitest"
import { golden } from "./golden.js"

const decimal = BigDecimal.fromStringUnsafe
const Cake = table("cake", { id: integer.pipe(primaryKey, autoIncrement), name: text })
const Slot = table("slot", { day: date.pipe(primaryKey), price: numeric(6, 2).pipe(primaryKey), n: integer })
const Code = table("code", { key: uuid.pipe(primaryKey), name: varchar(20) })

describe("prints", () => {
  golden("a row whose key is counted", pipe(insertInto(Cake, { name: "Opera" }), returning(Cake)), {
    sqlite: {
      sql: `insert into "cake" ("name") values (?) returning "id", "name"`,
      params: ["Opera"],
      text: `insert into "cake" ("name") values ('Opera') returning "id", "name"`,
    },
    postgres: {
      sql: `insert into "cake" ("name") values ($1) returning "id", "name"`,
      params: ["Opera"],
      text: `insert into "cake" ("name") values ('Opera') returning "id", "name"`,
    },
    mariadb: {
      sql: "insert into `cake` (`name`) values (?) returning `id`, `name`",
      params: ["Opera"],
      text: "insert into `cake` (`name`) values ('Opera') returning `id`, `name`",
    },
    mysql: {
      sql: "insert into `cake` (`name`) values (?);\nselect `cake`.`id`, `cake`.`name` from `cake` where `cake`.`id` = ?",
      params: ["Opera", undefined],
      text: "insert into `cake` (`name`) values ('Opera');\nselect `cake`.`id`, `cake`.`name` from `cake` where `cake`.`id` = (last_insert_id())",
    },
  })
  golden("rows whose key is counted", pipe(insertInto(Cake, [{ name: "a" }, { name: "b" }]), returning(Cake.id)), {
    sqlite: {
      sql: `insert into "cake" ("name") values (?), (?) returning "id"`,
      params: ["a", "b"],
      text: `insert into "cake" ("name") values ('a'), ('b') returning "id"`,
    },
    postgres: {
      sql: `insert into "cake" ("name") values ($1), ($2) returning "id"`,
      params: ["a", "b"],
      text: `insert into "cake" ("name") values ('a'), ('b') returning "id"`,
    },
    mariadb: {
      sql: "insert into `cake` (`name`) values (?), (?) returning `id`",
      params: ["a", "b"],
      text: "insert into `cake` (`name`) values ('a'), ('b') returning `id`",
    },
    mysql: {
      sql: "insert into `cake` (`name`) values (?), (?);\nselect `cake`.`id` from `cake` where (`cake`.`id` between ? and ? + (? - 1) * @@auto_increment_increment and `cake`.`id` % @@auto_increment_increment = ? % @@auto_increment_increment and last_insert_id() = ?) order by `cake`.`id`",
      params: ["a", "b", undefined, undefined, 2n, undefined, undefined],
      text: "insert into `cake` (`name`) values ('a'), ('b');\nselect `cake`.`id` from `cake` where (`cake`.`id` between (last_insert_id()) and (last_insert_id()) + (2 - 1) * @@auto_increment_increment and `cake`.`id` % @@auto_increment_increment = (last_insert_id()) % @@auto_increment_increment and last_insert_id() = (last_insert_id())) order by `cake`.`id`",
    },
  })
  golden("rows whose key is given, by its values", pipe(
    insertInto(Code, [{ key: "00000000-0000-4000-8000-000000000002", name: "b" }, { key: "00000000-0000-4000-8000-000000000001", name: "a" }]),
    returning({ name: Code.name, four: literal(4) }),
  ), {
    sqlite: {
      sql: `insert into "code" ("key", "name") values (?, ?), (?, ?) returning "name", ? as "four"`,
      params: ["00000000-0000-4000-8000-000000000002", "b", "00000000-0000-4000-8000-000000000001", "a", 4n],
      text: `insert into "code" ("key", "name") values ('00000000-0000-4000-8000-000000000002', 'b'), ('00000000-0000-4000-8000-000000000001', 'a') returning "name", 4 as "four"`,
    },
    postgres: {
      sql: `insert into "code" ("key", "name") values ($1, $2), ($3, $4) returning "name", $5::int8 as "four"`,
      params: ["00000000-0000-4000-8000-000000000002", "b", "00000000-0000-4000-8000-000000000001", "a", "4"],
      text: `insert into "code" ("key", "name") values ('00000000-0000-4000-8000-000000000002'::uuid, 'b'), ('00000000-0000-4000-8000-000000000001'::uuid, 'a') returning "name", 4 as "four"`,
    },
    mariadb: {
      sql: "insert into `code` (`key`, `name`) values (?, ?), (?, ?) returning `name`, ? as `four`",
      params: ["00000000-0000-4000-8000-000000000002", "b", "00000000-0000-4000-8000-000000000001", "a", 4n],
      text: "insert into `code` (`key`, `name`) values ('00000000-0000-4000-8000-000000000002', 'b'), ('00000000-0000-4000-8000-000000000001', 'a') returning `name`, 4 as `four`",
    },
    mysql: {
      sql: "insert into `code` (`key`, `name`) values (?, ?), (?, ?);\nselect `code`.`name`, ? as `four` from `code` where `code`.`key` in (?, ?) order by case when `code`.`key` = ? then ? when `code`.`key` = ? then ? end",
      params: ["00000000-0000-4000-8000-000000000002", "b", "00000000-0000-4000-8000-000000000001", "a", 4n, "00000000-0000-4000-8000-000000000002", "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002", 0n, "00000000-0000-4000-8000-000000000001", 1n],
      text: "insert into `code` (`key`, `name`) values ('00000000-0000-4000-8000-000000000002', 'b'), ('00000000-0000-4000-8000-000000000001', 'a');\nselect `code`.`name`, 4 as `four` from `code` where `code`.`key` in ('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000001') order by case when `code`.`key` = '00000000-0000-4000-8000-000000000002' then 0 when `code`.`key` = '00000000-0000-4000-8000-000000000001' then 1 end",
    },
  })
  golden("rows of a composite key", pipe(
    insertInto(Slot, [{ day: "2024-02-29", price: decimal("1.5"), n: 1 }, { day: "2024-02-29", price: decimal("2"), n: 2 }]),
    returning({ n: Slot.n }),
  ), {
    sqlite: {
      sql: `insert into "slot" ("day", "price", "n") values (?, ?, ?), (?, ?, ?) returning "n"`,
      params: ["2024-02-29", "1.50", 1n, "2024-02-29", "2.00", 2n],
      text: `insert into "slot" ("day", "price", "n") values ('2024-02-29', '1.50', 1), ('2024-02-29', '2.00', 2) returning "n"`,
    },
    postgres: {
      sql: `insert into "slot" ("day", "price", "n") values ($1, $2, $3), ($4, $5, $6) returning "n"`,
      params: ["2024-02-29", "1.50", "1", "2024-02-29", "2.00", "2"],
      text: `insert into "slot" ("day", "price", "n") values ('2024-02-29'::date, 1.50, 1), ('2024-02-29'::date, 2.00, 2) returning "n"`,
    },
    mariadb: {
      sql: "insert into `slot` (`day`, `price`, `n`) values (?, ?, ?), (?, ?, ?) returning `n`",
      params: ["2024-02-29", "1.50", 1n, "2024-02-29", "2.00", 2n],
      text: "insert into `slot` (`day`, `price`, `n`) values (date'2024-02-29', 1.50, 1), (date'2024-02-29', 2.00, 2) returning `n`",
    },
    mysql: {
      sql: "insert into `slot` (`day`, `price`, `n`) values (?, ?, ?), (?, ?, ?);\nselect `slot`.`n` from `slot` where `slot`.`day` = cast(? as date) and `slot`.`price` = cast(? as decimal(6, 2)) or `slot`.`day` = cast(? as date) and `slot`.`price` = cast(? as decimal(6, 2)) order by case when `slot`.`day` = cast(? as date) and `slot`.`price` = cast(? as decimal(6, 2)) then ? when `slot`.`day` = cast(? as date) and `slot`.`price` = cast(? as decimal(6, 2)) then ? end",
      params: ["2024-02-29", "1.50", 1n, "2024-02-29", "2.00", 2n, "2024-02-29", "1.50", "2024-02-29", "2.00", "2024-02-29", "1.50", 0n, "2024-02-29", "2.00", 1n],
      text: "insert into `slot` (`day`, `price`, `n`) values (date'2024-02-29', 1.50, 1), (date'2024-02-29', 2.00, 2);\nselect `slot`.`n` from `slot` where `slot`.`day` = date'2024-02-29' and `slot`.`price` = 1.50 or `slot`.`day` = date'2024-02-29' and `slot`.`price` = 2.00 order by case when `slot`.`day` = date'2024-02-29' and `slot`.`price` = 1.50 then 0 when `slot`.`day` = date'2024-02-29' and `slot`.`price` = 2.00 then 1 end",
    },
  })
  golden("rows of both kinds, in runs", pipe(
    insertInto(Cake, [{ name: "a" }, { name: "b" }, { id: 7, name: "c" }]),
    returning({ id: Cake.id }),
  ), {
    sqlite: {
      sql: `insert into "cake" ("id", "name") values (null, ?), (null, ?), (?, ?) returning "id"`,
      params: ["a", "b", 7n, "c"],
      text: `insert into "cake" ("id", "name") values (null, 'a'), (null, 'b'), (7, 'c') returning "id"`,
    },
    postgres: {
      sql: `insert into "cake" ("id", "name") values (default, $1), (default, $2), ($3, $4) returning "id"`,
      params: ["a", "b", "7", "c"],
      text: `insert into "cake" ("id", "name") values (default, 'a'), (default, 'b'), (7, 'c') returning "id"`,
    },
    mariadb: {
      sql: "insert into `cake` (`id`, `name`) values (null, ?), (null, ?), (?, ?) returning `id`",
      params: ["a", "b", 7n, "c"],
      text: "insert into `cake` (`id`, `name`) values (null, 'a'), (null, 'b'), (7, 'c') returning `id`",
    },
    mysql: {
      sql: "insert into `cake` (`id`, `name`) values (null, ?), (null, ?);\nselect `cake`.`id` from `cake` where (`cake`.`id` between ? and ? + (? - 1) * @@auto_increment_increment and `cake`.`id` % @@auto_increment_increment = ? % @@auto_increment_increment and last_insert_id() = ?) order by `cake`.`id`;\ninsert into `cake` (`id`, `name`) values (?, ?);\nselect `cake`.`id` from `cake` where `cake`.`id` = ?",
      params: ["a", "b", undefined, undefined, 2n, undefined, undefined, 7n, "c", 7n],
      text: "insert into `cake` (`id`, `name`) values (null, 'a'), (null, 'b');\nselect `cake`.`id` from `cake` where (`cake`.`id` between (last_insert_id()) and (last_insert_id()) + (2 - 1) * @@auto_increment_increment and `cake`.`id` % @@auto_increment_increment = (last_insert_id()) % @@auto_increment_increment and last_insert_id() = (last_insert_id())) order by `cake`.`id`;\ninsert into `cake` (`id`, `name`) values (7, 'c');\nselect `cake`.`id` from `cake` where `cake`.`id` = 7",
    },
  })
  golden("a named parameter as the key", pipe(
    insertInto(Code, { key: param("key", Code.key), name: "a" }),
    returning(Code.name),
  ), {
    sqlite: {
      sql: `insert into "code" ("key", "name") values (?, ?) returning "name"`,
      params: [undefined, "a"],
      text: `insert into "code" ("key", "name") values (:key, 'a') returning "name"`,
    },
    postgres: {
      sql: `insert into "code" ("key", "name") values ($1, $2) returning "name"`,
      params: [undefined, "a"],
      text: `insert into "code" ("key", "name") values (:key, 'a') returning "name"`,
    },
    mariadb: {
      sql: "insert into `code` (`key`, `name`) values (?, ?) returning `name`",
      params: [undefined, "a"],
      text: "insert into `code` (`key`, `name`) values (:key, 'a') returning `name`",
    },
    mysql: {
      sql: "insert into `code` (`key`, `name`) values (?, ?);\nselect `code`.`name` from `code` where `code`.`key` = ?",
      params: [undefined, "a", undefined],
      text: "insert into `code` (`key`, `name`) values (:key, 'a');\nselect `code`.`name` from `code` where `code`.`key` = :key",
    },
  })
})

describe("divides", () => {
  const rows = Array.from({ length: 1200 }, (_, i) => ({ id: i, name: "x" }))
  const parts = (statement: unknown, maxParameters = dialect.maxParameters) => {
    const compiled = compile({ ...dialect, maxParameters })(statement as never)
    if (compiled._tag === "Left") throw compiled.left
    return compiled.right.parts!.map(({ readBack, statement: { params } }) => [
      params.length, readBack!.statement.params.length, readBack!.insertId.length, readBack!.rows,
    ])
  }

  test("rows that are looked for by their keys, which are compared with each other", () => {
    expect(parts(pipe(insertInto(Cake, rows), returning(Cake)))).toEqual([
      [1000, 1500, 0, 500], [1000, 1500, 0, 500], [400, 600, 0, 200],
    ])
  })

  test("rows whose key is counted only by the number of parameters", () => {
    const counted = rows.map(({ name }) => ({ name }))
    expect(parts(pipe(insertInto(Cake, counted), returning(Cake)))).toEqual([[1200, 5, 4, 1200]])
    expect(parts(pipe(insertInto(Cake, counted), returning(Cake)), 1199)).toEqual([[1199, 5, 4, 1199], [1, 1, 1, 1]])
  })

  test("no row at all", () => {
    const none = pipe(insertInto(Cake, []), returning(Cake))
    const compiled = compile(dialect)(none)
    expect(compiled._tag === "Right" && compiled.right).toMatchObject({
      sql: "insert into `cake` (`name`) select null from dual where false", parts: null, columns: 2,
    })
    expect(toSql(dialect)(none)).toBe("insert into `cake` (`name`) select null from dual where false")
  })
})
