import { pipe } from "effect"
import {
  constraintOptions, createIndex, createStatements, createTable, eq, from, generatedAlways, gt, indexOn, integer, matchAgainst, matches, nullOf,
  phraseToTsquery, plainToTsquery, select, setWeight, table, text, toSql, toTsquery, toTsvector, tsHeadline, tsRank, tsRankCd, tsquery,
  tsvector, tsvectorConcat, value, varchar, websearchToTsquery, where,
} from "fulmar"
import { dialect as mysql } from "fulmar/mysql"
import { describe, expect, test } from "vitest"
import { Kinds } from "../core/bakery.js"
import { golden, goldenExpr } from "../core/golden.js"

const { name } = Kinds
const words = toTsvector("english", name)
const query = websearchToTsquery("simple", "it's -$1")

describe("text search", () => {
  goldenExpr("words", words, {
    sqlite: "-- SQLite has no function for toTsvector; write it with raw",
    postgres: {
      sql: `to_tsvector($1::regconfig, "kinds"."name")`,
      params: ["english"],
      text: `to_tsvector('english'::regconfig, "kinds"."name")`,
    },
    mariadb: "-- MariaDB has no function for toTsvector; write it with raw",
    mysql: "-- MySQL has no function for toTsvector; write it with raw",
  })
  goldenExpr("a query", toTsquery("english", "a & b"), {
    sqlite: "-- SQLite has no function for toTsquery; write it with raw",
    postgres: {
      sql: "to_tsquery($1::regconfig, $2::text)",
      params: ["english", "a & b"],
      text: "to_tsquery('english'::regconfig, 'a & b')",
    },
    mariadb: "-- MariaDB has no function for toTsquery; write it with raw",
    mysql: "-- MySQL has no function for toTsquery; write it with raw",
  })
  goldenExpr("a query of all words", plainToTsquery("english", name), {
    sqlite: "-- SQLite has no function for plainToTsquery; write it with raw",
    postgres: {
      sql: `plainto_tsquery($1::regconfig, "kinds"."name")`,
      params: ["english"],
      text: `plainto_tsquery('english'::regconfig, "kinds"."name")`,
    },
    mariadb: "-- MariaDB has no function for plainToTsquery; write it with raw",
    mysql: "-- MySQL has no function for plainToTsquery; write it with raw",
  })
  goldenExpr("a query of a phrase", phraseToTsquery("english", "a b"), {
    sqlite: "-- SQLite has no function for phraseToTsquery; write it with raw",
    postgres: {
      sql: "phraseto_tsquery($1::regconfig, $2::text)",
      params: ["english", "a b"],
      text: "phraseto_tsquery('english'::regconfig, 'a b')",
    },
    mariadb: "-- MariaDB has no function for phraseToTsquery; write it with raw",
    mysql: "-- MySQL has no function for phraseToTsquery; write it with raw",
  })
  goldenExpr("a match", matches(words, query), {
    sqlite: "-- SQLite has no function for matches; write it with raw",
    postgres: {
      sql: `(to_tsvector($1::regconfig, "kinds"."name") @@ websearch_to_tsquery($2::regconfig, $3::text))`,
      params: ["english", "simple", "it's -$1"],
      text: `(to_tsvector('english'::regconfig, "kinds"."name") @@ websearch_to_tsquery('simple'::regconfig, 'it''s -$1'))`,
    },
    mariadb: "-- MariaDB has no function for matches; write it with raw",
    mysql: "-- MySQL has no function for matches; write it with raw",
  })
  goldenExpr("a match, data last", pipe(words, matches(nullOf(tsquery))), {
    sqlite: "-- SQLite has no function for matches; write it with raw",
    postgres: {
      sql: `(to_tsvector($1::regconfig, "kinds"."name") @@ null::tsquery)`,
      params: ["english"],
      text: `(to_tsvector('english'::regconfig, "kinds"."name") @@ null::tsquery)`,
    },
    mariadb: "-- MariaDB has no function for matches; write it with raw",
    mysql: "-- MySQL has no function for matches; write it with raw",
  })
  goldenExpr("a rank", tsRank(words, query, 2), {
    sqlite: "-- SQLite has no function for tsRank; write it with raw",
    postgres: {
      sql: `ts_rank(to_tsvector($1::regconfig, "kinds"."name"), websearch_to_tsquery($2::regconfig, $3::text), cast($4::int8 as int4))`,
      params: ["english", "simple", "it's -$1", "2"],
      text: `ts_rank(to_tsvector('english'::regconfig, "kinds"."name"), websearch_to_tsquery('simple'::regconfig, 'it''s -$1'), cast(2 as int4))`,
    },
    mariadb: "-- MariaDB has no function for tsRank; write it with raw",
    mysql: "-- MySQL has no function for tsRank; write it with raw",
  })
  goldenExpr("a rank by nearness", tsRankCd(words, query), {
    sqlite: "-- SQLite has no function for tsRankCd; write it with raw",
    postgres: {
      sql: `ts_rank_cd(to_tsvector($1::regconfig, "kinds"."name"), websearch_to_tsquery($2::regconfig, $3::text), cast($4::int8 as int4))`,
      params: ["english", "simple", "it's -$1", "0"],
      text: `ts_rank_cd(to_tsvector('english'::regconfig, "kinds"."name"), websearch_to_tsquery('simple'::regconfig, 'it''s -$1'), cast(0 as int4))`,
    },
    mariadb: "-- MariaDB has no function for tsRankCd; write it with raw",
    mysql: "-- MySQL has no function for tsRankCd; write it with raw",
  })
  goldenExpr("a headline", tsHeadline("english", name, query, { StartSel: `<"'>`, MaxWords: 5 }), {
    sqlite: "-- SQLite has no function for tsHeadline; write it with raw",
    postgres: {
      sql: `ts_headline($1::regconfig, "kinds"."name", websearch_to_tsquery($2::regconfig, $3::text), $4::text)`,
      params: ["english", "simple", "it's -$1", `StartSel="<""'>", MaxWords="5"`],
      text: `ts_headline('english'::regconfig, "kinds"."name", websearch_to_tsquery('simple'::regconfig, 'it''s -$1'), 'StartSel="<""''>", MaxWords="5"')`,
    },
    mariadb: "-- MariaDB has no function for tsHeadline; write it with raw",
    mysql: "-- MySQL has no function for tsHeadline; write it with raw",
  })
  goldenExpr("weights", tsvectorConcat(setWeight(words, "A"), words), {
    sqlite: "-- SQLite has no function for tsvectorConcat; write it with raw",
    postgres: {
      sql: `(setweight(to_tsvector($1::regconfig, "kinds"."name"), cast($2::text as "char")) || to_tsvector($3::regconfig, "kinds"."name"))`,
      params: ["english", "A", "english"],
      text: `(setweight(to_tsvector('english'::regconfig, "kinds"."name"), cast('A' as "char")) || to_tsvector('english'::regconfig, "kinds"."name"))`,
    },
    mariadb: "-- MariaDB has no function for tsvectorConcat; write it with raw",
    mysql: "-- MySQL has no function for tsvectorConcat; write it with raw",
  })
  goldenExpr("words as a value", eq(words, value(tsvector, "'a':1" as never)), {
    sqlite: "-- SQLite has no function for toTsvector; write it with raw",
    postgres: {
      sql: `to_tsvector($1::regconfig, "kinds"."name") = $2::tsvector`,
      params: ["english", "'a':1"],
      text: `to_tsvector('english'::regconfig, "kinds"."name") = '''a'':1'::tsvector`,
    },
    mariadb: "-- MariaDB has no function for toTsvector; write it with raw",
    mysql: "-- MySQL has no function for toTsvector; write it with raw",
  })
  const Recipe = table("recipe", { id: integer, body: text })
  golden("a table", createTable(table("recipe", { body: text, words: tsvector.pipe(generatedAlways(toTsvector("simple", Recipe.body))) })), {
    sqlite: `-- SQLite has no type for tsvector, which column "words" of table "recipe" is; give the table columns of types that the database has`,
    postgres: `create table "recipe" ("body" text not null, "words" tsvector generated always as (to_tsvector('simple'::regconfig, "body")) stored not null)`,
    mariadb: `-- MariaDB has no type for tsvector, which column "words" of table "recipe" is; give the table columns of types that the database has`,
    mysql: `-- MySQL has no type for tsvector, which column "words" of table "recipe" is; give the table columns of types that the database has`,
  })
  golden("an index", createIndex("by_words", Recipe, [toTsvector("english", Recipe.body)], { using: "gin" }), {
    sqlite: "-- SQLite has no gin indexes; leave out its using",
    postgres: `create index "by_words" on "recipe" using "gin" ((to_tsvector('english'::regconfig, "body")))`,
    mariadb: "-- MariaDB has no gin indexes; leave out its using",
    mysql: "-- MySQL has no gin indexes; leave out its using",
  })
})

describe("full text", () => {
  const Cake = table("cake", { name: varchar(80), body: text }, (cake) => [indexOn(cake.name, cake.body).pipe(constraintOptions({ using: "fulltext" }))])
  goldenExpr("of words", matchAgainst([name], "it's"), {
    sqlite: "-- SQLite has no function for matchAgainst; write it with raw",
    postgres: "-- PostgreSQL has no function for matchAgainst; write it with raw",
    mariadb: {
      sql: "match (`kinds`.`name`) against (? in natural language mode)",
      params: ["it's"],
      text: "match (`kinds`.`name`) against ('it''s' in natural language mode)",
    },
    mysql: {
      sql: "match (`kinds`.`name`) against (? in natural language mode)",
      params: ["it's"],
      text: "match (`kinds`.`name`) against ('it''s' in natural language mode)",
    },
  })
  golden("of operators", pipe(from(Cake), where(gt(matchAgainst([Cake.name, Cake.body], "+a -b", { mode: "boolean" }), 0)), select(Cake.name)), {
    sqlite: "-- SQLite has no function for matchAgainst(boolean); write it with raw",
    postgres: "-- PostgreSQL has no function for matchAgainst(boolean); write it with raw",
    mariadb: {
      sql: "select `cake`.`name` from `cake` where match (`cake`.`name`, `cake`.`body`) against (? in boolean mode) > ?",
      params: ["+a -b", 0],
      text: "select `cake`.`name` from `cake` where match (`cake`.`name`, `cake`.`body`) against ('+a -b' in boolean mode) > 0e0",
    },
    mysql: {
      sql: "select `cake`.`name` from `cake` where match (`cake`.`name`, `cake`.`body`) against (? in boolean mode) > ?",
      params: ["+a -b", 0],
      text: "select `cake`.`name` from `cake` where match (`cake`.`name`, `cake`.`body`) against ('+a -b' in boolean mode) > 0e0",
    },
  })
  goldenExpr("of words like those that are found", matchAgainst([name], "a", { mode: "query expansion" }), {
    sqlite: "-- SQLite has no function for matchAgainst(query expansion); write it with raw",
    postgres: "-- PostgreSQL has no function for matchAgainst(query expansion); write it with raw",
    mariadb: {
      sql: "match (`kinds`.`name`) against (? with query expansion)",
      params: ["a"],
      text: "match (`kinds`.`name`) against ('a' with query expansion)",
    },
    mysql: {
      sql: "match (`kinds`.`name`) against (? with query expansion)",
      params: ["a"],
      text: "match (`kinds`.`name`) against ('a' with query expansion)",
    },
  })
  golden("an index", createIndex("by_words", Cake, [Cake.name, Cake.body], { using: "fulltext" }), {
    sqlite: "-- SQLite has no fulltext indexes; leave out its using",
    postgres: `create index "by_words" on "cake" using "fulltext" ("name", "body")`,
    mariadb: "create fulltext index `by_words` on `cake` (`name`, `body`)",
    mysql: "create fulltext index `by_words` on `cake` (`name`, `body`)",
  })
  golden("an index of another kind", createIndex("by_name", Cake, [Cake.name], { using: "hash", unique: true }), {
    sqlite: "-- SQLite has no hash indexes; leave out its using",
    postgres: `create unique index "by_name" on "cake" using "hash" ("name")`,
    mariadb: "create unique index `by_name` on `cake` (`name`) using hash",
    mysql: "create unique index `by_name` on `cake` (`name`) using hash",
  })

  test("a table with an index takes texts of any length", () => {
    expect(createStatements(mysql)([Cake]).map(toSql(mysql))).toEqual([
      "create table `cake` (`name` varchar(80) not null, `body` longtext not null, fulltext index `ix_cake_name_body` (`name`, `body`)) " +
        "engine = innodb default character set = utf8mb4 collate = utf8mb4_0900_bin",
    ])
  })
})
