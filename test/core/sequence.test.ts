import { pipe } from "effect"
import { add, createSequence, currentValue, dropSequence, from, insertInto, nextValue, orderBy, select, sequence, bigint, table } from "fulmar"
import { describe, expect, test } from "vitest"
import { writes } from "../../src/core/writes.js"
import { Kinds } from "./bakery.js"
import { golden, goldenExpr } from "./golden.js"

const numbers = sequence("numbers")
const hostile = sequence(`o'd"d\`\\`, { schema: "my schema", start: -5n, increment: -2 })
const Invoice = table("invoice", { number: bigint })

describe("prints", () => {
  golden("a new sequence", createSequence(numbers), {
    sqlite: "-- SQLite has no sequences; use a column with autoIncrement",
    postgres: `create sequence "numbers" start with 1 increment by 1`,
    mariadb: "create sequence `numbers` start with 1 increment by 1",
    mysql: "-- MySQL has no sequences; use a column with autoIncrement",
  })
  golden("a new sequence of a hostile name", createSequence(hostile, { ifNotExists: true }), {
    sqlite: "-- SQLite has no sequences; use a column with autoIncrement",
    postgres: "create sequence if not exists \"my schema\".\"o'd\"\"d`\\\" start with -5 increment by -2",
    mariadb: "create sequence if not exists `my schema`.`o'd\"d``\\` start with -5 increment by -2",
    mysql: "-- MySQL has no sequences; use a column with autoIncrement",
  })
  golden("a sequence no more", dropSequence(numbers), {
    sqlite: "-- SQLite has no sequences; use a column with autoIncrement",
    postgres: `drop sequence "numbers"`,
    mariadb: "drop sequence `numbers`",
    mysql: "-- MySQL has no sequences; use a column with autoIncrement",
  })
  golden("a sequence of a hostile name no more", dropSequence(hostile, { ifExists: true }), {
    sqlite: "-- SQLite has no sequences; use a column with autoIncrement",
    postgres: "drop sequence if exists \"my schema\".\"o'd\"\"d`\\\"",
    mariadb: "drop sequence if exists `my schema`.`o'd\"d``\\`",
    mysql: "-- MySQL has no sequences; use a column with autoIncrement",
  })
  goldenExpr("the next number", add(nextValue(numbers), 1n), {
    sqlite: "-- SQLite has no sequences; use a column with autoIncrement",
    postgres: {
      sql: `nextval('"numbers"') + $1::int8`,
      params: ["1"],
      text: `nextval('"numbers"') + 1`,
    },
    mariadb: {
      sql: "nextval(`numbers`) + cast(? as signed)",
      params: [1n],
      text: "nextval(`numbers`) + 1",
    },
    mysql: "-- MySQL has no sequences; use a column with autoIncrement",
  })
  goldenExpr("the next number of a hostile name", nextValue(hostile), {
    sqlite: "-- SQLite has no sequences; use a column with autoIncrement",
    postgres: "nextval('\"my schema\".\"o''d\"\"d`\\\"')",
    mariadb: "nextval(`my schema`.`o'd\"d``\\`)",
    mysql: "-- MySQL has no sequences; use a column with autoIncrement",
  })
  goldenExpr("the number before", currentValue(numbers), {
    sqlite: "-- SQLite has no sequences; use a column with autoIncrement",
    postgres: `currval('"numbers"')`,
    mariadb: "lastval(`numbers`)",
    mysql: "-- MySQL has no sequences; use a column with autoIncrement",
  })
  golden("an insert of the next number", insertInto(Invoice, { number: nextValue(numbers) }), {
    sqlite: "-- SQLite has no sequences; use a column with autoIncrement",
    postgres: `insert into "invoice" ("number") values (nextval('"numbers"'))`,
    mariadb: "insert into `invoice` (`number`) values (nextval(`numbers`))",
    mysql: "-- MySQL has no sequences; use a column with autoIncrement",
  })
})

test("a query that takes a number is one that writes", () => {
  const q = pipe(from(Kinds), select(nextValue(numbers)))
  expect(writes(q as never)).toBe(true)
  expect(writes(pipe(from(Kinds), select(Kinds.id), orderBy(currentValue(numbers))) as never)).toBe(true)
})
