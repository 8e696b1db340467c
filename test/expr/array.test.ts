import { BigDecimal, pipe } from "effect"
import {
  allOf,
  and,
  type AnyExpr,
  type AnyQuery,
  anyOf,
  array,
  arrayAgg,
  arrayAppend,
  arrayConcat,
  arrayContainedBy,
  arrayContains,
  arrayElement,
  arrayFrom,
  arrayOf,
  arrayOverlaps,
  arrayPosition,
  arrayPositions,
  arrayPrepend,
  arrayRemove,
  arrayReplace,
  arraySlice,
  arrayToString,
  asc,
  bigint,
  cardinality,
  coalesce,
  compile,
  count,
  desc,
  distinctValues,
  enumeration,
  eq,
  filterWhere,
  from,
  gt,
  integer,
  isIn,
  leftJoin,
  limit,
  literal,
  lower,
  lt,
  nullable,
  numeric,
  orderBy,
  orderedBy,
  over,
  primaryKey,
  raw,
  scalar,
  select,
  smallint,
  stringToArray,
  table,
  text,
  varchar,
  where,
} from "fulmar"
import { dialect as postgres } from "fulmar/postgres"
import { describe, expect, test } from "vitest"
import { golden } from "../core/golden.js"

const mood = enumeration("mood", ["sad", "glad"])
const Shelf = table("shelf", {
  id: integer.pipe(primaryKey),
  tags: array(text),
  more: array(text.pipe(nullable)).pipe(nullable),
  short: array(varchar(20)),
  sizes: array(integer),
  small: array(smallint),
  big: array(bigint),
  prices: array(numeric(10, 2)),
  moods: array(mood),
  deep: array(array(integer)),
  name: varchar(20),
  note: text.pipe(nullable),
  n: integer,
  price: numeric(10, 2),
  mood,
})
const Book = table("book", { id: integer, shelfId: integer, title: text, year: integer.pipe(nullable) })
const s = Shelf
const titles = pipe(from(Book), where(eq(Book.shelfId, s.id)), orderBy(desc(Book.title)), select(Book.title))
const bookIds = pipe(from(Book), where(eq(Book.shelfId, s.id)), select(Book.id))

/** The expression over the table. */
const of = (x: AnyExpr): AnyQuery => pipe(from(Shelf), select({ x: x as never })) as AnyQuery

describe("prints", () => {
  golden("contains values", of(arrayContains(s.tags, ["a", 'q"\\,{} '])), {
    sqlite: "-- SQLite has no function for arrayContains; write it with raw",
    postgres: {
      sql: `select ("shelf"."tags" @> $1::text[]) as "x" from "shelf"`,
      params: [`{"a","q\\"\\\\,{} "}`],
      text: `select ("shelf"."tags" @> '{"a","q\\"\\\\,{} "}'::text[]) as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no function for arrayContains; write it with raw",
    mysql: "-- MySQL has no function for arrayContains; write it with raw",
  })
  golden("contains, data last", of(s.tags.pipe(arrayContains(["a"]))), {
    sqlite: "-- SQLite has no function for arrayContains; write it with raw",
    postgres: {
      sql: `select ("shelf"."tags" @> $1::text[]) as "x" from "shelf"`,
      params: [`{"a"}`],
      text: `select ("shelf"."tags" @> '{"a"}'::text[]) as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no function for arrayContains; write it with raw",
    mysql: "-- MySQL has no function for arrayContains; write it with raw",
  })
  golden("contains none", of(arrayContains(s.tags, [])), {
    sqlite: "-- SQLite has no function for arrayContains; write it with raw",
    postgres: {
      sql: `select ("shelf"."tags" @> $1::text[]) as "x" from "shelf"`,
      params: ["{}"],
      text: `select ("shelf"."tags" @> '{}'::text[]) as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no function for arrayContains; write it with raw",
    mysql: "-- MySQL has no function for arrayContains; write it with raw",
  })
  golden("contains another", of(arrayContains(s.tags, s.more)), {
    sqlite: "-- SQLite has no function for arrayContains; write it with raw",
    postgres: `select ("shelf"."tags" @> "shelf"."more") as "x" from "shelf"`,
    mariadb: "-- MariaDB has no function for arrayContains; write it with raw",
    mysql: "-- MySQL has no function for arrayContains; write it with raw",
  })
  golden("is contained", of(arrayContainedBy(s.moods, ["sad"])), {
    sqlite: "-- SQLite has no function for arrayContainedBy; write it with raw",
    postgres: {
      sql: `select ("shelf"."moods" <@ $1::"mood"[]) as "x" from "shelf"`,
      params: [`{"sad"}`],
      text: `select ("shelf"."moods" <@ '{"sad"}'::"mood"[]) as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no function for arrayContainedBy; write it with raw",
    mysql: "-- MySQL has no function for arrayContainedBy; write it with raw",
  })
  golden("overlaps", of(arrayOverlaps(s.big, [9007199254740993n])), {
    sqlite: "-- SQLite has no function for arrayOverlaps; write it with raw",
    postgres: {
      sql: `select ("shelf"."big" && $1::int8[]) as "x" from "shelf"`,
      params: [`{"9007199254740993"}`],
      text: `select ("shelf"."big" && '{"9007199254740993"}'::int8[]) as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no function for arrayOverlaps; write it with raw",
    mysql: "-- MySQL has no function for arrayOverlaps; write it with raw",
  })
  golden("arrays of varchar and of text", of(arrayOverlaps(s.short, s.tags)), {
    sqlite: "-- SQLite has no function for arrayOverlaps; write it with raw",
    postgres: `select (cast("shelf"."short" as text[]) && "shelf"."tags") as "x" from "shelf"`,
    mariadb: "-- MariaDB has no function for arrayOverlaps; write it with raw",
    mysql: "-- MySQL has no function for arrayOverlaps; write it with raw",
  })
  golden("arrays of varchar", of(arrayOverlaps(s.short, ["a"])), {
    sqlite: "-- SQLite has no function for arrayOverlaps; write it with raw",
    postgres: {
      sql: `select ("shelf"."short" && $1::varchar[]) as "x" from "shelf"`,
      params: [`{"a"}`],
      text: `select ("shelf"."short" && '{"a"}'::varchar[]) as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no function for arrayOverlaps; write it with raw",
    mysql: "-- MySQL has no function for arrayOverlaps; write it with raw",
  })
  golden("arrays of integers of two sizes", of(arrayContains(s.small, s.sizes)), {
    sqlite: "-- SQLite has no function for arrayContains; write it with raw",
    postgres: `select (cast("shelf"."small" as int8[]) @> cast("shelf"."sizes" as int8[])) as "x" from "shelf"`,
    mariadb: "-- MariaDB has no function for arrayContains; write it with raw",
    mysql: "-- MySQL has no function for arrayContains; write it with raw",
  })
  golden("numbers that the elements could not be", of(arrayContains(s.small, [70000])), {
    sqlite: "-- SQLite has no function for arrayContains; write it with raw",
    postgres: {
      sql: `select (cast("shelf"."small" as int8[]) @> $1::int8[]) as "x" from "shelf"`,
      params: ["{70000}"],
      text: `select (cast("shelf"."small" as int8[]) @> '{70000}'::int8[]) as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no function for arrayContains; write it with raw",
    mysql: "-- MySQL has no function for arrayContains; write it with raw",
  })
  golden("decimals of more digits than the elements", of(arrayContains(s.prices, [BigDecimal.fromStringUnsafe("1.005")])), {
    sqlite: "-- SQLite has no function for arrayContains; write it with raw",
    postgres: {
      sql: `select ("shelf"."prices" @> $1::numeric[]) as "x" from "shelf"`,
      params: [`{"1.005"}`],
      text: `select ("shelf"."prices" @> '{"1.005"}'::numeric[]) as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no function for arrayContains; write it with raw",
    mysql: "-- MySQL has no function for arrayContains; write it with raw",
  })
  golden("joined", of(arrayConcat(s.tags, s.more)), {
    sqlite: "-- SQLite has no function for arrayConcat; write it with raw",
    postgres: `select array_cat("shelf"."tags", "shelf"."more") as "x" from "shelf"`,
    mariadb: "-- MariaDB has no function for arrayConcat; write it with raw",
    mysql: "-- MySQL has no function for arrayConcat; write it with raw",
  })
  golden("joined to values", of(arrayConcat(s.prices, [])), {
    sqlite: "-- SQLite has no function for arrayConcat; write it with raw",
    postgres: {
      sql: `select array_cat("shelf"."prices", $1::numeric[]) as "x" from "shelf"`,
      params: ["{}"],
      text: `select array_cat("shelf"."prices", '{}'::numeric[]) as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no function for arrayConcat; write it with raw",
    mysql: "-- MySQL has no function for arrayConcat; write it with raw",
  })
  golden("joined, data last", of(s.tags.pipe(arrayConcat(["a", null]))), {
    sqlite: "-- SQLite has no function for arrayConcat; write it with raw",
    postgres: {
      sql: `select array_cat("shelf"."tags", $1::text[]) as "x" from "shelf"`,
      params: [`{"a",NULL}`],
      text: `select array_cat("shelf"."tags", '{"a",NULL}'::text[]) as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no function for arrayConcat; write it with raw",
    mysql: "-- MySQL has no function for arrayConcat; write it with raw",
  })
  golden("appended", of(arrayAppend(s.sizes, s.n)), {
    sqlite: "-- SQLite has no function for arrayAppend; write it with raw",
    postgres: `select array_append("shelf"."sizes", "shelf"."n") as "x" from "shelf"`,
    mariadb: "-- MariaDB has no function for arrayAppend; write it with raw",
    mysql: "-- MySQL has no function for arrayAppend; write it with raw",
  })
  golden("appended, data last", of(s.tags.pipe(arrayAppend("a"))), {
    sqlite: "-- SQLite has no function for arrayAppend; write it with raw",
    postgres: {
      sql: `select array_append("shelf"."tags", $1::text) as "x" from "shelf"`,
      params: ["a"],
      text: `select array_append("shelf"."tags", 'a') as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no function for arrayAppend; write it with raw",
    mysql: "-- MySQL has no function for arrayAppend; write it with raw",
  })
  golden("prepended", of(arrayPrepend(s.tags, s.name)), {
    sqlite: "-- SQLite has no function for arrayPrepend; write it with raw",
    postgres: `select array_prepend(cast("shelf"."name" as text), "shelf"."tags") as "x" from "shelf"`,
    mariadb: "-- MariaDB has no function for arrayPrepend; write it with raw",
    mysql: "-- MySQL has no function for arrayPrepend; write it with raw",
  })
  golden("removed", of(arrayRemove(s.tags, "a")), {
    sqlite: "-- SQLite has no function for arrayRemove; write it with raw",
    postgres: {
      sql: `select array_remove("shelf"."tags", $1::text) as "x" from "shelf"`,
      params: ["a"],
      text: `select array_remove("shelf"."tags", 'a') as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no function for arrayRemove; write it with raw",
    mysql: "-- MySQL has no function for arrayRemove; write it with raw",
  })
  golden("removed NULLs", of(arrayRemove(s.more, null)), {
    sqlite: "-- SQLite has no function for arrayRemove; write it with raw",
    postgres: `select array_remove("shelf"."more", null::text) as "x" from "shelf"`,
    mariadb: "-- MariaDB has no function for arrayRemove; write it with raw",
    mysql: "-- MySQL has no function for arrayRemove; write it with raw",
  })
  golden("replaced", of(arrayReplace(s.moods, "sad", s.mood)), {
    sqlite: "-- SQLite has no function for arrayReplace; write it with raw",
    postgres: {
      sql: `select array_replace("shelf"."moods", $1::"mood", "shelf"."mood") as "x" from "shelf"`,
      params: ["sad"],
      text: `select array_replace("shelf"."moods", 'sad'::"mood", "shelf"."mood") as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no function for arrayReplace; write it with raw",
    mysql: "-- MySQL has no function for arrayReplace; write it with raw",
  })
  golden("a place", of(arrayPosition(s.tags, "a")), {
    sqlite: "-- SQLite has no function for arrayPosition; write it with raw",
    postgres: {
      sql: `select array_position("shelf"."tags", $1::text) as "x" from "shelf"`,
      params: ["a"],
      text: `select array_position("shelf"."tags", 'a') as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no function for arrayPosition; write it with raw",
    mysql: "-- MySQL has no function for arrayPosition; write it with raw",
  })
  golden("places", of(s.sizes.pipe(arrayPositions(3))), {
    sqlite: "-- SQLite has no function for arrayPositions; write it with raw",
    postgres: {
      sql: `select array_positions("shelf"."sizes", $1::int4) as "x" from "shelf"`,
      params: ["3"],
      text: `select array_positions("shelf"."sizes", 3) as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no function for arrayPositions; write it with raw",
    mysql: "-- MySQL has no function for arrayPositions; write it with raw",
  })
  golden("an element", of(arrayElement(s.tags, 1)), {
    sqlite: "-- SQLite has no function for arrayElement; write it with raw",
    postgres: {
      sql: `select ("shelf"."tags")[cast($1::int8 as int4)] as "x" from "shelf"`,
      params: ["1"],
      text: `select ("shelf"."tags")[cast(1 as int4)] as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no function for arrayElement; write it with raw",
    mysql: "-- MySQL has no function for arrayElement; write it with raw",
  })
  golden("an element, data last", of(s.tags.pipe(arrayElement(s.n))), {
    sqlite: "-- SQLite has no function for arrayElement; write it with raw",
    postgres: `select ("shelf"."tags")[cast("shelf"."n" as int4)] as "x" from "shelf"`,
    mariadb: "-- MariaDB has no function for arrayElement; write it with raw",
    mysql: "-- MySQL has no function for arrayElement; write it with raw",
  })
  golden("an element of what a function gives", of(lower(arrayElement(stringToArray(s.name, ","), 2))), {
    sqlite: "-- SQLite has no function for arrayElement; write it with raw",
    postgres: {
      sql: `select lower((string_to_array("shelf"."name", $1::text))[cast($2::int8 as int4)]) as "x" from "shelf"`,
      params: [",", "2"],
      text: `select lower((string_to_array("shelf"."name", ','))[cast(2 as int4)]) as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no function for arrayElement; write it with raw",
    mysql: "-- MySQL has no function for arrayElement; write it with raw",
  })
  golden("a slice", of(arraySlice(s.sizes, 2, 3)), {
    sqlite: "-- SQLite has no function for arraySlice; write it with raw",
    postgres: {
      sql: `select ("shelf"."sizes")[cast($1::int8 as int4):cast($2::int8 as int4)] as "x" from "shelf"`,
      params: ["2", "3"],
      text: `select ("shelf"."sizes")[cast(2 as int4):cast(3 as int4)] as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no function for arraySlice; write it with raw",
    mysql: "-- MySQL has no function for arraySlice; write it with raw",
  })
  golden("a slice to the end", of(arraySlice(s.sizes, s.n)), {
    sqlite: "-- SQLite has no function for arraySliceFrom; write it with raw",
    postgres: `select ("shelf"."sizes")[cast("shelf"."n" as int4):] as "x" from "shelf"`,
    mariadb: "-- MariaDB has no function for arraySliceFrom; write it with raw",
    mysql: "-- MySQL has no function for arraySliceFrom; write it with raw",
  })
  golden("as text", of(arrayToString(s.more, ", ")), {
    sqlite: "-- SQLite has no function for arrayToString; write it with raw",
    postgres: {
      sql: `select array_to_string("shelf"."more", $1::text) as "x" from "shelf"`,
      params: [", "],
      text: `select array_to_string("shelf"."more", ', ') as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no function for arrayToString; write it with raw",
    mysql: "-- MySQL has no function for arrayToString; write it with raw",
  })
  golden("as text, with NULLs", of(arrayToString(s.more, ", ", "none")), {
    sqlite: "-- SQLite has no function for arrayToString; write it with raw",
    postgres: {
      sql: `select array_to_string("shelf"."more", $1::text, $2::text) as "x" from "shelf"`,
      params: [", ", "none"],
      text: `select array_to_string("shelf"."more", ', ', 'none') as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no function for arrayToString; write it with raw",
    mysql: "-- MySQL has no function for arrayToString; write it with raw",
  })
  golden("from text", of(stringToArray(s.name, ",")), {
    sqlite: "-- SQLite has no function for stringToArray; write it with raw",
    postgres: {
      sql: `select string_to_array("shelf"."name", $1::text) as "x" from "shelf"`,
      params: [","],
      text: `select string_to_array("shelf"."name", ',') as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no function for stringToArray; write it with raw",
    mysql: "-- MySQL has no function for stringToArray; write it with raw",
  })
  golden("from text, with NULLs", of(stringToArray(s.name, ",", "none")), {
    sqlite: "-- SQLite has no function for stringToArray; write it with raw",
    postgres: {
      sql: `select string_to_array("shelf"."name", $1::text, $2::text) as "x" from "shelf"`,
      params: [",", "none"],
      text: `select string_to_array("shelf"."name", ',', 'none') as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no function for stringToArray; write it with raw",
    mysql: "-- MySQL has no function for stringToArray; write it with raw",
  })
  golden("the number of elements", of(cardinality(s.tags)), {
    sqlite: `select json_array_length("shelf"."tags") as "x" from "shelf"`,
    postgres: `select cardinality("shelf"."tags") as "x" from "shelf"`,
    mariadb: "select json_length(`shelf`.`tags`) as `x` from `shelf`",
    mysql: "select json_length(`shelf`.`tags`) as `x` from `shelf`",
  })
  golden("made of expressions", of(arrayOf(s.name, "b", s.note, null)), {
    sqlite: "-- SQLite has no function for arrayOf; write it with raw",
    postgres: {
      sql: `select array[cast("shelf"."name" as text), $1::text, "shelf"."note", null::text] as "x" from "shelf"`,
      params: ["b"],
      text: `select array[cast("shelf"."name" as text), 'b', "shelf"."note", null::text] as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no function for arrayOf; write it with raw",
    mysql: "-- MySQL has no function for arrayOf; write it with raw",
  })
  golden("made of numbers of two sizes", of(arrayOf(s.n, 3000000000)), {
    sqlite: "-- SQLite has no function for arrayOf; write it with raw",
    postgres: {
      sql: `select array[cast("shelf"."n" as int8), $1::int8] as "x" from "shelf"`,
      params: ["3000000000"],
      text: `select array[cast("shelf"."n" as int8), 3000000000] as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no function for arrayOf; write it with raw",
    mysql: "-- MySQL has no function for arrayOf; write it with raw",
  })
  golden("made of a query", of(arrayFrom(titles)), {
    sqlite: "-- SQLite has no function for arrayFrom; write it with raw",
    postgres: `select array(select "book"."title" from "book" where "book"."shelfId" = "shelf"."id" order by "book"."title" desc) as "x" from "shelf"`,
    mariadb: "-- MariaDB has no function for arrayFrom; write it with raw",
    mysql: "-- MySQL has no function for arrayFrom; write it with raw",
  })
  golden("arrays of arrays", of(arrayElement(s.deep, 1)), {
    sqlite: "-- SQLite has no function for arrayElement of arrays; write it with raw",
    postgres: "-- PostgreSQL has no function for arrayElement of arrays; write it with raw",
    mariadb: "-- MariaDB has no function for arrayElement of arrays; write it with raw",
    mysql: "-- MySQL has no function for arrayElement of arrays; write it with raw",
  })
  golden("an array of arrays", of(arrayOf(s.tags, ["a"])), {
    sqlite: "-- SQLite has no function for arrayOf of arrays; write it with raw",
    postgres: "-- PostgreSQL has no function for arrayOf of arrays; write it with raw",
    mariadb: "-- MariaDB has no function for arrayOf of arrays; write it with raw",
    mysql: "-- MySQL has no function for arrayOf of arrays; write it with raw",
  })
})

describe("prints, quantified", () => {
  golden("any element", of(eq(s.name, anyOf(s.tags))), {
    sqlite: "-- SQLite has no anyOf an array; use isIn or notIn with a list of values",
    postgres: `select "shelf"."name" = any ("shelf"."tags") as "x" from "shelf"`,
    mariadb: "-- MariaDB has no anyOf an array; use isIn or notIn with a list of values",
    mysql: "-- MySQL has no anyOf an array; use isIn or notIn with a list of values",
  })
  golden("any element, data last", of(s.name.pipe(eq(anyOf(s.more)))), {
    sqlite: "-- SQLite has no anyOf an array; use isIn or notIn with a list of values",
    postgres: `select "shelf"."name" = any ("shelf"."more") as "x" from "shelf"`,
    mariadb: "-- MariaDB has no anyOf an array; use isIn or notIn with a list of values",
    mysql: "-- MySQL has no anyOf an array; use isIn or notIn with a list of values",
  })
  golden("all elements", of(gt(s.n, allOf(s.sizes))), {
    sqlite: "-- SQLite has no allOf an array; use isIn or notIn with a list of values",
    postgres: `select "shelf"."n" > all ("shelf"."sizes") as "x" from "shelf"`,
    mariadb: "-- MariaDB has no allOf an array; use isIn or notIn with a list of values",
    mysql: "-- MySQL has no allOf an array; use isIn or notIn with a list of values",
  })
  golden("any of values", of(eq(s.n, anyOf([1, 2, 3]))), {
    sqlite: "-- SQLite has no anyOf an array; use isIn or notIn with a list of values",
    postgres: {
      sql: `select "shelf"."n" = any ($1::int4[]) as "x" from "shelf"`,
      params: ["{1,2,3}"],
      text: `select "shelf"."n" = any ('{1,2,3}'::int4[]) as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no anyOf an array; use isIn or notIn with a list of values",
    mysql: "-- MySQL has no anyOf an array; use isIn or notIn with a list of values",
  })
  golden("any of labels", of(s.mood.pipe(eq(anyOf(["sad"])))), {
    sqlite: "-- SQLite has no anyOf an array; use isIn or notIn with a list of values",
    postgres: {
      sql: `select "shelf"."mood" = any ($1::"mood"[]) as "x" from "shelf"`,
      params: [`{"sad"}`],
      text: `select "shelf"."mood" = any ('{"sad"}'::"mood"[]) as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no anyOf an array; use isIn or notIn with a list of values",
    mysql: "-- MySQL has no anyOf an array; use isIn or notIn with a list of values",
  })
  golden("none of no values", of(eq(s.n, anyOf([]))), {
    sqlite: "-- SQLite has no anyOf an array; use isIn or notIn with a list of values",
    postgres: {
      sql: `select "shelf"."n" = any ($1::int4[]) as "x" from "shelf"`,
      params: ["{}"],
      text: `select "shelf"."n" = any ('{}'::int4[]) as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no anyOf an array; use isIn or notIn with a list of values",
    mysql: "-- MySQL has no anyOf an array; use isIn or notIn with a list of values",
  })
  golden("values that the column could not hold", of(eq(s.n, anyOf([1, 2.5, 3000000000]))), {
    sqlite: "-- SQLite has no anyOf an array; use isIn or notIn with a list of values",
    postgres: {
      sql: `select "shelf"."n" = any ($1::float8[]) as "x" from "shelf"`,
      params: ["{1,2.5,3000000000}"],
      text: `select "shelf"."n" = any ('{1,2.5,3000000000}'::float8[]) as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no anyOf an array; use isIn or notIn with a list of values",
    mysql: "-- MySQL has no anyOf an array; use isIn or notIn with a list of values",
  })
  golden("any of values, some NULL", of(eq(s.note, anyOf(["a", null]))), {
    sqlite: "-- SQLite has no anyOf an array; use isIn or notIn with a list of values",
    postgres: {
      sql: `select "shelf"."note" = any ($1::text[]) as "x" from "shelf"`,
      params: [`{"a",NULL}`],
      text: `select "shelf"."note" = any ('{"a",NULL}'::text[]) as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no anyOf an array; use isIn or notIn with a list of values",
    mysql: "-- MySQL has no anyOf an array; use isIn or notIn with a list of values",
  })
  golden("any of an array from a query", of(eq(s.name, anyOf(scalar(pipe(from(Shelf), select(Shelf.tags), limit(1)))))), {
    sqlite: "-- SQLite has no anyOf an array; use isIn or notIn with a list of values",
    postgres: {
      sql: `select "shelf"."name" = any (cast((select "shelf"."tags" from "shelf" limit $1) as text[])) as "x" from "shelf"`,
      params: ["1"],
      text: `select "shelf"."name" = any (cast((select "shelf"."tags" from "shelf" limit 1) as text[])) as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no anyOf an array; use isIn or notIn with a list of values",
    mysql: "-- MySQL has no anyOf an array; use isIn or notIn with a list of values",
  })
  golden("any of an array in raw SQL", of(eq(s.name, anyOf(raw(array(text))`(select tags from shelf limit 1)`))), {
    sqlite: "-- SQLite has no anyOf an array; use isIn or notIn with a list of values",
    postgres: `select "shelf"."name" = any (cast((select tags from shelf limit 1) as text[])) as "x" from "shelf"`,
    mariadb: "-- MariaDB has no anyOf an array; use isIn or notIn with a list of values",
    mysql: "-- MySQL has no anyOf an array; use isIn or notIn with a list of values",
  })
  golden("any of an array that was made", of(eq(literal("a"), anyOf(arrayOf(s.name, s.note)))), {
    sqlite: "-- SQLite has no anyOf an array; use isIn or notIn with a list of values",
    postgres: {
      sql: `select $1::text = any (array[cast("shelf"."name" as text), "shelf"."note"]) as "x" from "shelf"`,
      params: ["a"],
      text: `select 'a' = any (array[cast("shelf"."name" as text), "shelf"."note"]) as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no anyOf an array; use isIn or notIn with a list of values",
    mysql: "-- MySQL has no anyOf an array; use isIn or notIn with a list of values",
  })
  golden("any of a query", of(eq(s.n, anyOf(pipe(from(Book), select(Book.year))))), {
    sqlite: "-- SQLite has no anyOf a query; use inQuery or notInQuery, or compare with scalar of the query's min or max",
    postgres: `select "shelf"."n" = any (select "book"."year" from "book") as "x" from "shelf"`,
    mariadb: "select `shelf`.`n` = any (select `book`.`year` from `book`) as `x` from `shelf`",
    mysql: "select `shelf`.`n` = any (select `book`.`year` from `book`) as `x` from `shelf`",
  })
  golden("all of a query, data last", of(s.n.pipe(lt(allOf(pipe(from(Book), where(eq(Book.shelfId, s.id)), select(Book.id)))))), {
    sqlite: "-- SQLite has no allOf a query; use inQuery or notInQuery, or compare with scalar of the query's min or max",
    postgres: `select "shelf"."n" < all (select "book"."id" from "book" where "book"."shelfId" = "shelf"."id") as "x" from "shelf"`,
    mariadb: "select `shelf`.`n` < all (select `book`.`id` from `book` where `book`.`shelfId` = `shelf`.`id`) as `x` from `shelf`",
    mysql: "select `shelf`.`n` < all (select `book`.`id` from `book` where `book`.`shelfId` = `shelf`.`id`) as `x` from `shelf`",
  })
  golden("any of a limited query", of(eq(s.n, anyOf(pipe(from(Book), select(Book.year), orderBy(Book.year), limit(2))))), {
    sqlite: "-- SQLite has no anyOf a query; use inQuery or notInQuery, or compare with scalar of the query's min or max",
    postgres: {
      sql: `select "shelf"."n" = any (select "book"."year" from "book" order by "book"."year" limit $1) as "x" from "shelf"`,
      params: ["2"],
      text: `select "shelf"."n" = any (select "book"."year" from "book" order by "book"."year" limit 2) as "x" from "shelf"`,
    },
    mariadb: {
      sql: "select `shelf`.`n` = any (select `_1`.`c0` as `year` from (select `book`.`year` as `c0` from `book` order by `book`.`year` limit ?) as `_1` order by `_1`.`c0`) as `x` from `shelf`",
      params: [2n],
      text: "select `shelf`.`n` = any (select `_1`.`c0` as `year` from (select `book`.`year` as `c0` from `book` order by `book`.`year` limit 2) as `_1` order by `_1`.`c0`) as `x` from `shelf`",
    },
    mysql: {
      sql: "select `shelf`.`n` = any (select `_1`.`c0` as `year` from (select `book`.`year` as `c0` from `book` order by `book`.`year` limit ?) as `_1` order by `_1`.`c0`) as `x` from `shelf`",
      params: [2n],
      text: "select `shelf`.`n` = any (select `_1`.`c0` as `year` from (select `book`.`year` as `c0` from `book` order by `book`.`year` limit 2) as `_1` order by `_1`.`c0`) as `x` from `shelf`",
    },
  })
  golden("after a limit", pipe(from(Shelf), limit(2), where(and(eq(s.name, anyOf(s.tags)), eq(s.id, anyOf(arrayFrom(bookIds))))), select({ x: arrayAppend(s.tags, s.name) })), {
    sqlite: "-- SQLite has no function for arrayAppend; write it with raw",
    postgres: {
      sql: `select array_append("_1"."c0", cast("_1"."c1" as text)) as "x" from (select "shelf"."tags" as "c0", "shelf"."name" as "c1", "shelf"."id" as "c2" from "shelf" limit $1) as "_1" where "_1"."c1" = any ("_1"."c0") and "_1"."c2" = any (array(select "book"."id" from "book" where "book"."shelfId" = "_1"."c2"))`,
      params: ["2"],
      text: `select array_append("_1"."c0", cast("_1"."c1" as text)) as "x" from (select "shelf"."tags" as "c0", "shelf"."name" as "c1", "shelf"."id" as "c2" from "shelf" limit 2) as "_1" where "_1"."c1" = any ("_1"."c0") and "_1"."c2" = any (array(select "book"."id" from "book" where "book"."shelfId" = "_1"."c2"))`,
    },
    mariadb: "-- MariaDB has no function for arrayAppend; write it with raw",
    mysql: "-- MySQL has no function for arrayAppend; write it with raw",
  })
  golden("decimals of more digits than the column", of(eq(s.price, anyOf([1.005, 2]))), {
    sqlite: "-- SQLite has no anyOf an array; use isIn or notIn with a list of values",
    postgres: {
      sql: `select "shelf"."price" = any ($1::numeric[]) as "x" from "shelf"`,
      params: [`{"1.005","2"}`],
      text: `select "shelf"."price" = any ('{"1.005","2"}'::numeric[]) as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no anyOf an array; use isIn or notIn with a list of values",
    mysql: "-- MySQL has no anyOf an array; use isIn or notIn with a list of values",
  })
  golden("with other conditions", of(and(eq(s.n, anyOf([1])), gt(s.n, 0))), {
    sqlite: "-- SQLite has no anyOf an array; use isIn or notIn with a list of values",
    postgres: {
      sql: `select "shelf"."n" = any ($1::int4[]) and "shelf"."n" > $2 as "x" from "shelf"`,
      params: ["{1}", "0"],
      text: `select "shelf"."n" = any ('{1}'::int4[]) and "shelf"."n" > 0 as "x" from "shelf"`,
    },
    mariadb: "-- MariaDB has no anyOf an array; use isIn or notIn with a list of values",
    mysql: "-- MySQL has no anyOf an array; use isIn or notIn with a list of values",
  })
})

describe("prints aggregates", () => {
  golden("aggregated", pipe(from(Book), select({ x: arrayAgg(Book.year) })), {
    sqlite: "-- SQLite has no aggregate for arrayAgg; write it with raw",
    postgres: `select array_agg("book"."year") as "x" from "book"`,
    mariadb: "-- MariaDB has no aggregate for arrayAgg; write it with raw",
    mysql: "-- MySQL has no aggregate for arrayAgg; write it with raw",
  })
  golden("aggregated from the optional side", pipe(from(Shelf), leftJoin(Book, eq(Book.shelfId, s.id)), select({ x: arrayAgg(Book.title) })), {
    sqlite: "-- SQLite has no aggregate for arrayAgg; write it with raw",
    postgres: `select array_agg("book"."title") filter (where "book"."title" is not null) as "x" from "shelf" left join "book" on "book"."shelfId" = "shelf"."id"`,
    mariadb: "-- MariaDB has no aggregate for arrayAgg; write it with raw",
    mysql: "-- MySQL has no aggregate for arrayAgg; write it with raw",
  })
  golden("aggregated in an order", pipe(from(Book), select({ x: arrayAgg(Book.year).pipe(orderedBy(desc(Book.year), asc(Book.id))) })), {
    sqlite: "-- SQLite has no aggregate for arrayAgg; write it with raw",
    postgres: `select array_agg("book"."year" order by "book"."year" desc, "book"."id") as "x" from "book"`,
    mariadb: "-- MariaDB has no aggregate for arrayAgg; write it with raw",
    mysql: "-- MySQL has no aggregate for arrayAgg; write it with raw",
  })
  golden("aggregated where a condition holds too", pipe(from(Book), select({ x: arrayAgg(Book.title).pipe(filterWhere(gt(Book.id, 1)), distinctValues) })), {
    sqlite: "-- SQLite has no aggregate for arrayAgg; write it with raw",
    postgres: {
      sql: `select array_agg(distinct "book"."title") filter (where "book"."title" is not null and "book"."id" > $1) as "x" from "book"`,
      params: ["1"],
      text: `select array_agg(distinct "book"."title") filter (where "book"."title" is not null and "book"."id" > 1) as "x" from "book"`,
    },
    mariadb: "-- MariaDB has no aggregate for arrayAgg; write it with raw",
    mysql: "-- MySQL has no aggregate for arrayAgg; write it with raw",
  })
  golden("never NULL", pipe(from(Book), select({ x: coalesce(arrayAgg(Book.year), []) })), {
    sqlite: "-- SQLite has no aggregate for arrayAgg; write it with raw",
    postgres: {
      sql: `select coalesce(array_agg("book"."year"), $1::int4[]) as "x" from "book"`,
      params: ["{}"],
      text: `select coalesce(array_agg("book"."year"), '{}'::int4[]) as "x" from "book"`,
    },
    mariadb: "-- MariaDB has no aggregate for arrayAgg; write it with raw",
    mysql: "-- MySQL has no aggregate for arrayAgg; write it with raw",
  })
  golden("counted in an order", pipe(from(Book), select({ x: count(Book.id).pipe(orderedBy(Book.id)) })), {
    sqlite: `select count("book"."id" order by "book"."id") as "x" from "book"`,
    postgres: `select count("book"."id" order by "book"."id") as "x" from "book"`,
    mariadb: "-- MariaDB has no order inside count; sort the rows of a query nested with many",
    mysql: "-- MySQL has no order inside count; sort the rows of a query nested with many",
  })
  golden("aggregated over a window", pipe(from(Book), select({ x: arrayAgg(Book.title).pipe(over({ orderBy: [Book.id] })) })), {
    sqlite: "-- SQLite has no aggregate for arrayAgg; write it with raw",
    postgres: `select array_agg("book"."title") filter (where "book"."title" is not null) over (order by "book"."id") as "x" from "book"`,
    mariadb: "-- MariaDB has no aggregate for arrayAgg; write it with raw",
    mysql: "-- MySQL has no aggregate for arrayAgg; write it with raw",
  })
  golden("aggregated in an order, over a window", pipe(from(Book), select({ x: arrayAgg(Book.title).pipe(orderedBy(Book.id), over()) })), {
    sqlite: "-- an aggregate with an order of its own has no over; make the values distinct, or sort them, in a derived table",
    postgres: "-- an aggregate with an order of its own has no over; make the values distinct, or sort them, in a derived table",
    mariadb: "-- an aggregate with an order of its own has no over; make the values distinct, or sort them, in a derived table",
    mysql: "-- an aggregate with an order of its own has no over; make the values distinct, or sort them, in a derived table",
  })
  golden("arrays aggregated", pipe(from(Shelf), select({ x: arrayAgg(s.tags) })), {
    sqlite: "-- SQLite has no aggregate for arrayAgg of arrays; write it with raw",
    postgres: "-- PostgreSQL has no aggregate for arrayAgg of arrays; write it with raw",
    mariadb: "-- MariaDB has no aggregate for arrayAgg of arrays; write it with raw",
    mysql: "-- MySQL has no aggregate for arrayAgg of arrays; write it with raw",
  })
})

test("a list with too many parameters may be one array", () => {
  const ids = Array.from({ length: 70_000 }, (_, i) => i)
  const find = (q: AnyQuery) => compile(postgres)(q as never)
  const parameters = find(pipe(from(Shelf), where(isIn(s.id, ids))))
  expect(parameters._tag === "Left" && parameters.left.message).toBe(
    "the statement has 70000 parameters, and PostgreSQL takes 65535; " +
      "compare with anyOf of a list, which is one, or run it in several parts, in one transaction",
  )
  const one = find(pipe(from(Shelf), where(eq(s.id, anyOf(ids)))))
  expect(one._tag === "Right" && one.right.params.length).toBe(1)
})

test("a list that is changed afterwards is not changed in the statement", () => {
  const ids = [1, 2]
  const q = pipe(from(Shelf), select(s.id), where(eq(s.id, anyOf(ids))))
  ids.push(3)
  const compiled = compile(postgres)(q)
  expect(compiled._tag === "Right" && compiled.right.params).toEqual(["{1,2}"])
})
