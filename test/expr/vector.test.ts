import { pipe } from "effect"
import {
  cosineDistance, createTable, from, innerProduct, insertInto, integer, l1Distance, l2Distance, limit, negativeInnerProduct, orderBy, select,
  table, vector,
} from "fulmar"
import { describe } from "vitest"
import { golden } from "../core/golden.js"

const Cake = table("cake", { id: integer, taste: vector(3) })

describe("vectors", () => {
  golden("nearest first", pipe(from(Cake), orderBy(l2Distance(Cake.taste, [1, 0, 0.5])), limit(2), select(Cake.id)), {
    sqlite: "-- SQLite has no function for l2Distance; write it with raw",
    postgres: {
      sql: `select "cake"."id" from "cake" order by ("cake"."taste" <-> $1::vector) limit $2`,
      params: ["[1,0,0.5]", "2"],
      text: `select "cake"."id" from "cake" order by ("cake"."taste" <-> '[1,0,0.5]'::vector) limit 2`,
    },
    mariadb: "-- MariaDB has no function for l2Distance; write it with raw",
    mysql: "-- MySQL has no function for l2Distance; write it with raw",
  })
  golden("other distances", pipe(from(Cake), select({
    cosine: cosineDistance(Cake.taste, Cake.taste), l1: pipe(Cake.taste, l1Distance([1, 2, 3])), negative: negativeInnerProduct(Cake.taste, [1, 2, 3]),
    inner: innerProduct(Cake.taste, [1e-7, -0, 3]),
  })), {
    sqlite: "-- SQLite has no function for cosineDistance; write it with raw",
    postgres: {
      sql: `select ("cake"."taste" <=> "cake"."taste") as "cosine", ("cake"."taste" <+> $1::vector) as "l1", ("cake"."taste" <#> $2::vector) as "negative", inner_product("cake"."taste", $3::vector) as "inner" from "cake"`,
      params: ["[1,2,3]", "[1,2,3]", "[1e-7,0,3]"],
      text: `select ("cake"."taste" <=> "cake"."taste") as "cosine", ("cake"."taste" <+> '[1,2,3]'::vector) as "l1", ("cake"."taste" <#> '[1,2,3]'::vector) as "negative", inner_product("cake"."taste", '[1e-7,0,3]'::vector) as "inner" from "cake"`,
    },
    mariadb: "-- MariaDB has no function for cosineDistance; write it with raw",
    mysql: "-- MySQL has no function for cosineDistance; write it with raw",
  })
  golden("a table", createTable(Cake), {
    sqlite: `-- SQLite has no type for vector, which column "taste" of table "cake" is; give the table columns of types that the database has`,
    postgres: `create table "cake" ("id" integer not null, "taste" vector(3) not null)`,
    mariadb: `-- MariaDB has no type for vector, which column "taste" of table "cake" is; give the table columns of types that the database has`,
    mysql: `-- MySQL has no type for vector, which column "taste" of table "cake" is; give the table columns of types that the database has`,
  })
  golden("a row", insertInto(Cake, { id: 1, taste: [1, 2, 3] }), {
    sqlite: `-- Cannot write column "taste" of table "cake": expected vector(3): SQLite has no vector, got [1,2,3]`,
    postgres: {
      sql: `insert into "cake" ("id", "taste") values ($1, $2)`,
      params: ["1", "[1,2,3]"],
      text: `insert into "cake" ("id", "taste") values (1, '[1,2,3]'::vector)`,
    },
    mariadb: `-- Cannot write column "taste" of table "cake": expected vector(3): MariaDB has no vector, got [1,2,3]`,
    mysql: `-- Cannot write column "taste" of table "cake": expected vector(3): MySQL has no vector, got [1,2,3]`,
  })
  golden("a vector of another length", pipe(from(Cake), orderBy(l2Distance(Cake.taste, [1])), select(Cake.id)), {
    sqlite: "-- SQLite has no function for l2Distance; write it with raw",
    postgres: "-- [1] does not fit here: expected vector(3)",
    mariadb: "-- MariaDB has no function for l2Distance; write it with raw",
    mysql: "-- MySQL has no function for l2Distance; write it with raw",
  })
})
