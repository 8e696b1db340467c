import { pipe } from "effect"
import {
  add, autoIncrement, coalesce, defaultTo, excluded, from, insertIgnore, insertFrom, insertIgnoreFrom, insertInto, integer, literal, max, nullable, onConflictDoNothing,
  onDuplicateKeyUpdate, primaryKey, replaceFrom, replaceInto, returning, scalar, select, table, text, unique, upper,
} from "fulmar"
import { describe } from "vitest"
import { Cake } from "./bakery.js"
import { golden } from "./golden.js"

const Stock = table("stock", {
  id: integer.pipe(primaryKey, autoIncrement),
  name: text.pipe(unique),
  n: integer.pipe(defaultTo(1)),
  note: text.pipe(nullable),
})
const Hostile = table(`st"o\`ck`, { key: integer.pipe(primaryKey), [`it's "x"\``]: text.pipe(nullable) })
const cakes = pipe(from(Cake), select({ name: Cake.name, n: Cake.price }))
const most = scalar(pipe(from(Stock), select({ n: max(Stock.n) })))

describe("insertIgnore", () => {
  golden("prints its own words", insertIgnore(Stock, { id: 1, name: "Opera" }), {
    sqlite: {
      sql: `insert or ignore into "stock" ("id", "name") values (?, ?)`,
      params: [1n, "Opera"],
      text: `insert or ignore into "stock" ("id", "name") values (1, 'Opera')`,
    },
    postgres: "-- PostgreSQL has no INSERT IGNORE; use insertInto with onConflictDoNothing",
    mariadb: {
      sql: "insert ignore into `stock` (`id`, `name`) values (?, ?)",
      params: [1n, "Opera"],
      text: "insert ignore into `stock` (`id`, `name`) values (1, 'Opera')",
    },
    mysql: {
      sql: "insert ignore into `stock` (`id`, `name`) values (?, ?)",
      params: [1n, "Opera"],
      text: "insert ignore into `stock` (`id`, `name`) values (1, 'Opera')",
    },
  })
  golden("fills what a row leaves out", insertIgnore(Stock, [{ name: "Opera", n: 2 }, { name: "Tart", note: "it's" }]), {
    sqlite: {
      sql: `insert or ignore into "stock" ("name", "n", "note") values (?, ?, null), (?, ?, ?)`,
      params: ["Opera", 2n, "Tart", 1n, "it's"],
      text: `insert or ignore into "stock" ("name", "n", "note") values ('Opera', 2, null), ('Tart', 1, 'it''s')`,
    },
    postgres: "-- PostgreSQL has no INSERT IGNORE; use insertInto with onConflictDoNothing",
    mariadb: {
      sql: "insert ignore into `stock` (`name`, `n`, `note`) values (?, ?, default), (?, default, ?)",
      params: ["Opera", 2n, "Tart", "it's"],
      text: "insert ignore into `stock` (`name`, `n`, `note`) values ('Opera', 2, default), ('Tart', default, 'it''s')",
    },
    mysql: {
      sql: "insert ignore into `stock` (`name`, `n`, `note`) values (?, ?, default), (?, default, ?)",
      params: ["Opera", 2n, "Tart", "it's"],
      text: "insert ignore into `stock` (`name`, `n`, `note`) values ('Opera', 2, default), ('Tart', default, 'it''s')",
    },
  })
  golden("takes rows of a query", insertIgnoreFrom(Stock, cakes), {
    sqlite: `insert or ignore into "stock" ("name", "n") select "cake"."name", "cake"."price" as "n" from "cake"`,
    postgres: "-- PostgreSQL has no INSERT IGNORE; use insertInto with onConflictDoNothing",
    mariadb: "insert ignore into `stock` (`name`, `n`) select `cake`.`name`, `cake`.`price` as `n` from `cake`",
    mysql: "insert ignore into `stock` (`name`, `n`) select `cake`.`name`, `cake`.`price` as `n` from `cake`",
  })
  golden("may return rows", pipe(insertIgnore(Stock, { name: "Opera" }), returning({ id: Stock.id })), {
    sqlite: {
      sql: `insert or ignore into "stock" ("name") values (?) returning "id"`,
      params: ["Opera"],
      text: `insert or ignore into "stock" ("name") values ('Opera') returning "id"`,
    },
    postgres: "-- PostgreSQL has no INSERT IGNORE; use insertInto with onConflictDoNothing",
    mariadb: {
      sql: "insert ignore into `stock` (`name`) values (?) returning `id`",
      params: ["Opera"],
      text: "insert ignore into `stock` (`name`) values ('Opera') returning `id`",
    },
    mysql: "-- MySQL cannot return the rows of an insert that may meet a conflict; select the rows, in the same transaction",
  })
  golden("of no rows", insertIgnore(Stock, []), {
    sqlite: `insert or ignore into "stock" ("id") select null where false`,
    postgres: "-- PostgreSQL has no INSERT IGNORE; use insertInto with onConflictDoNothing",
    mariadb: "insert ignore into `stock` (`name`) select null from dual where false",
    mysql: "insert ignore into `stock` (`name`) select null from dual where false",
  })
  golden("of names with quotes", insertIgnore(Hostile, { key: 1, [`it's "x"\``]: null }), {
    sqlite: {
      sql: "insert or ignore into \"st\"\"o`ck\" (\"key\", \"it's \"\"x\"\"`\") values (?, null)",
      params: [1n],
      text: "insert or ignore into \"st\"\"o`ck\" (\"key\", \"it's \"\"x\"\"`\") values (1, null)",
    },
    postgres: "-- PostgreSQL has no INSERT IGNORE; use insertInto with onConflictDoNothing",
    mariadb: {
      sql: "insert ignore into `st\"o``ck` (`key`, `it's \"x\"```) values (?, null)",
      params: [1n],
      text: "insert ignore into `st\"o``ck` (`key`, `it's \"x\"```) values (1, null)",
    },
    mysql: {
      sql: "insert ignore into `st\"o``ck` (`key`, `it's \"x\"```) values (?, null)",
      params: [1n],
      text: "insert ignore into `st\"o``ck` (`key`, `it's \"x\"```) values (1, null)",
    },
  })
  golden("may have a conflict clause too", pipe(insertIgnore(Stock, { id: 1, name: "a" }), onConflictDoNothing()), {
    sqlite: {
      sql: `insert or ignore into "stock" ("id", "name") values (?, ?) on conflict do nothing`,
      params: [1n, "a"],
      text: `insert or ignore into "stock" ("id", "name") values (1, 'a') on conflict do nothing`,
    },
    postgres: "-- PostgreSQL has no INSERT IGNORE; use insertInto with onConflictDoNothing",
    mariadb: {
      sql: "insert ignore into `stock` (`id`, `name`) values (?, ?) on duplicate key update `id` = `stock`.`id`",
      params: [1n, "a"],
      text: "insert ignore into `stock` (`id`, `name`) values (1, 'a') on duplicate key update `id` = `stock`.`id`",
    },
    mysql: {
      sql: "insert ignore into `stock` (`id`, `name`) values (?, ?) on duplicate key update `id` = `stock`.`id`",
      params: [1n, "a"],
      text: "insert ignore into `stock` (`id`, `name`) values (1, 'a') on duplicate key update `id` = `stock`.`id`",
    },
  })
})

describe("replaceInto", () => {
  golden("prints its own words", replaceInto(Stock, { id: 1, name: "Opera" }), {
    sqlite: {
      sql: `insert or replace into "stock" ("id", "name") values (?, ?)`,
      params: [1n, "Opera"],
      text: `insert or replace into "stock" ("id", "name") values (1, 'Opera')`,
    },
    postgres: "-- PostgreSQL has no REPLACE; use insertInto with onConflictDoUpdate",
    mariadb: {
      sql: "replace into `stock` (`id`, `name`) values (?, ?)",
      params: [1n, "Opera"],
      text: "replace into `stock` (`id`, `name`) values (1, 'Opera')",
    },
    mysql: {
      sql: "replace into `stock` (`id`, `name`) values (?, ?)",
      params: [1n, "Opera"],
      text: "replace into `stock` (`id`, `name`) values (1, 'Opera')",
    },
  })
  golden("of expressions", replaceInto(Stock, { name: upper(literal("opera")), n: coalesce(most, 0) }), {
    sqlite: {
      sql: `insert or replace into "stock" ("name", "n") values (upper(?), coalesce((select max("stock"."n") as "n" from "stock"), ?))`,
      params: ["opera", 0n],
      text: `insert or replace into "stock" ("name", "n") values (upper('opera'), coalesce((select max("stock"."n") as "n" from "stock"), 0))`,
    },
    postgres: "-- PostgreSQL has no REPLACE; use insertInto with onConflictDoUpdate",
    mariadb: {
      sql: "replace into `stock` (`name`, `n`) values (upper(?), coalesce((select max(`stock`.`n`) as `n` from (select * from `stock` limit 18446744073709551615) as `stock`), ?))",
      params: ["opera", 0n],
      text: "replace into `stock` (`name`, `n`) values (upper('opera'), coalesce((select max(`stock`.`n`) as `n` from (select * from `stock` limit 18446744073709551615) as `stock`), 0))",
    },
    mysql: {
      sql: "replace into `stock` (`name`, `n`) values (upper(?), coalesce((select max(`stock`.`n`) as `n` from (select * from `stock` limit 18446744073709551615) as `stock`), ?))",
      params: ["opera", 0n],
      text: "replace into `stock` (`name`, `n`) values (upper('opera'), coalesce((select max(`stock`.`n`) as `n` from (select * from `stock` limit 18446744073709551615) as `stock`), 0))",
    },
  })
  golden("of many rows", replaceInto(Stock, [{ id: 1, name: "Opera" }, { name: "Tart", n: 3 }]), {
    sqlite: {
      sql: `insert or replace into "stock" ("id", "name", "n") values (?, ?, ?), (null, ?, ?)`,
      params: [1n, "Opera", 1n, "Tart", 3n],
      text: `insert or replace into "stock" ("id", "name", "n") values (1, 'Opera', 1), (null, 'Tart', 3)`,
    },
    postgres: "-- PostgreSQL has no REPLACE; use insertInto with onConflictDoUpdate",
    mariadb: {
      sql: "replace into `stock` (`id`, `name`, `n`) values (?, ?, default), (null, ?, ?)",
      params: [1n, "Opera", "Tart", 3n],
      text: "replace into `stock` (`id`, `name`, `n`) values (1, 'Opera', default), (null, 'Tart', 3)",
    },
    mysql: {
      sql: "replace into `stock` (`id`, `name`, `n`) values (?, ?, default), (null, ?, ?)",
      params: [1n, "Opera", "Tart", 3n],
      text: "replace into `stock` (`id`, `name`, `n`) values (1, 'Opera', default), (null, 'Tart', 3)",
    },
  })
  golden("takes rows of a query", replaceFrom(Stock, cakes), {
    sqlite: `insert or replace into "stock" ("name", "n") select "cake"."name", "cake"."price" as "n" from "cake"`,
    postgres: "-- PostgreSQL has no REPLACE; use insertInto with onConflictDoUpdate",
    mariadb: "replace into `stock` (`name`, `n`) select `cake`.`name`, `cake`.`price` as `n` from `cake`",
    mysql: "replace into `stock` (`name`, `n`) select `cake`.`name`, `cake`.`price` as `n` from `cake`",
  })
  golden("may return rows", pipe(replaceInto(Stock, { id: 1, name: "Opera" }), returning(Stock)), {
    sqlite: {
      sql: `insert or replace into "stock" ("id", "name") values (?, ?) returning "id", "name", "n", "note"`,
      params: [1n, "Opera"],
      text: `insert or replace into "stock" ("id", "name") values (1, 'Opera') returning "id", "name", "n", "note"`,
    },
    postgres: "-- PostgreSQL has no REPLACE; use insertInto with onConflictDoUpdate",
    mariadb: {
      sql: "replace into `stock` (`id`, `name`) values (?, ?) returning `id`, `name`, `n`, `note`",
      params: [1n, "Opera"],
      text: "replace into `stock` (`id`, `name`) values (1, 'Opera') returning `id`, `name`, `n`, `note`",
    },
    mysql: "-- MySQL cannot return the rows of a replace; select the rows, in the same transaction",
  })
  golden("has no conflict", pipe(replaceInto(Stock, { name: "a" }) as never, onConflictDoNothing()), {
    sqlite: "-- a replace has no conflict: it deletes the rows that are there; use insertInto",
    postgres: "-- PostgreSQL has no REPLACE; use insertInto with onConflictDoUpdate",
    mariadb: "-- a replace has no conflict: it deletes the rows that are there; use insertInto",
    mysql: "-- a replace has no conflict: it deletes the rows that are there; use insertInto",
  })
})

describe("onDuplicateKeyUpdate", () => {
  const a = { id: 1, name: "a", n: 1 }
  golden("is about whatever key is broken", pipe(
    insertInto(Stock, a),
    onDuplicateKeyUpdate({ n: add(Stock.n, excluded(Stock.n)), note: "again" }),
  ), {
    sqlite: "-- SQLite has no ON DUPLICATE KEY UPDATE; use onConflictDoUpdate with the columns of the unique constraint",
    postgres: "-- PostgreSQL has no ON DUPLICATE KEY UPDATE; use onConflictDoUpdate with the columns of the unique constraint",
    mariadb: {
      sql: "insert into `stock` (`id`, `name`, `n`) values (?, ?, ?) on duplicate key update `n` = `stock`.`n` + values(`n`), `note` = ?",
      params: [1n, "a", 1n, "again"],
      text: "insert into `stock` (`id`, `name`, `n`) values (1, 'a', 1) on duplicate key update `n` = `stock`.`n` + values(`n`), `note` = 'again'",
    },
    mysql: {
      sql: "insert into `stock` (`id`, `name`, `n`) values (?, ?, ?) on duplicate key update `n` = `stock`.`n` + values(`n`), `note` = ?",
      params: [1n, "a", 1n, "again"],
      text: "insert into `stock` (`id`, `name`, `n`) values (1, 'a', 1) on duplicate key update `n` = `stock`.`n` + values(`n`), `note` = 'again'",
    },
  })
  golden("of a query", pipe(insertFrom(Stock, cakes), onDuplicateKeyUpdate({ n: excluded(Stock.n) })), {
    sqlite: "-- SQLite has no ON DUPLICATE KEY UPDATE; use onConflictDoUpdate with the columns of the unique constraint",
    postgres: "-- PostgreSQL has no ON DUPLICATE KEY UPDATE; use onConflictDoUpdate with the columns of the unique constraint",
    mariadb: "insert into `stock` (`name`, `n`) select `cake`.`name`, `cake`.`price` as `n` from `cake` on duplicate key update `n` = values(`n`)",
    mysql: "insert into `stock` (`name`, `n`) select `cake`.`name`, `cake`.`price` as `n` from `cake` on duplicate key update `n` = values(`n`)",
  })
  golden("sets what a value reads after it", pipe(
    insertInto(Stock, a),
    onDuplicateKeyUpdate({ id: excluded(Stock.id), n: Stock.id }),
  ), {
    sqlite: "-- SQLite has no ON DUPLICATE KEY UPDATE; use onConflictDoUpdate with the columns of the unique constraint",
    postgres: "-- PostgreSQL has no ON DUPLICATE KEY UPDATE; use onConflictDoUpdate with the columns of the unique constraint",
    mariadb: {
      sql: "insert into `stock` (`id`, `name`, `n`) values (?, ?, ?) on duplicate key update `n` = `stock`.`id`, `id` = values(`id`)",
      params: [1n, "a", 1n],
      text: "insert into `stock` (`id`, `name`, `n`) values (1, 'a', 1) on duplicate key update `n` = `stock`.`id`, `id` = values(`id`)",
    },
    mysql: {
      sql: "insert into `stock` (`id`, `name`, `n`) values (?, ?, ?) on duplicate key update `n` = `stock`.`id`, `id` = values(`id`)",
      params: [1n, "a", 1n],
      text: "insert into `stock` (`id`, `name`, `n`) values (1, 'a', 1) on duplicate key update `n` = `stock`.`id`, `id` = values(`id`)",
    },
  })
  golden("sets something", pipe(insertInto(Stock, a), onDuplicateKeyUpdate({})), {
    sqlite: "-- SQLite has no ON DUPLICATE KEY UPDATE; use onConflictDoUpdate with the columns of the unique constraint",
    postgres: "-- PostgreSQL has no ON DUPLICATE KEY UPDATE; use onConflictDoUpdate with the columns of the unique constraint",
    mariadb: `-- the update of table "stock" sets no column; give at least one`,
    mysql: `-- the update of table "stock" sets no column; give at least one`,
  })
  golden("of names with quotes", pipe(
    insertInto(Hostile, { key: 1 }),
    onDuplicateKeyUpdate({ [`it's "x"\``]: excluded(Hostile[`it's "x"\``]!) }),
  ), {
    sqlite: "-- SQLite has no ON DUPLICATE KEY UPDATE; use onConflictDoUpdate with the columns of the unique constraint",
    postgres: "-- PostgreSQL has no ON DUPLICATE KEY UPDATE; use onConflictDoUpdate with the columns of the unique constraint",
    mariadb: {
      sql: "insert into `st\"o``ck` (`key`) values (?) on duplicate key update `it's \"x\"``` = values(`it's \"x\"```)",
      params: [1n],
      text: "insert into `st\"o``ck` (`key`) values (1) on duplicate key update `it's \"x\"``` = values(`it's \"x\"```)",
    },
    mysql: {
      sql: "insert into `st\"o``ck` (`key`) values (?) on duplicate key update `it's \"x\"``` = values(`it's \"x\"```)",
      params: [1n],
      text: "insert into `st\"o``ck` (`key`) values (1) on duplicate key update `it's \"x\"``` = values(`it's \"x\"```)",
    },
  })
})
