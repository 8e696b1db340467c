import { pipe } from "effect"
import {
  type AnyExpr,
  type AnyQuery,
  anyOf,
  array,
  bigint,
  createTable,
  date,
  daterange,
  emptyRange,
  eq,
  from,
  int4range,
  int8range,
  integer,
  isEmptyRange,
  lowerBound,
  lowerInclusive,
  lowerInfinite,
  numeric,
  numrange,
  range,
  rangeAdjacent,
  rangeContainedBy,
  rangeContains,
  rangeDifference,
  rangeFrom,
  rangeIntersection,
  rangeMerge,
  rangeOf,
  rangeOverlaps,
  rangeStrictlyLeft,
  rangeStrictlyRight,
  rangeUnion,
  select,
  smallint,
  table,
  text,
  timestamptz,
  tsrange,
  tstzrange,
  upperBound,
  upperInclusive,
  upperInfinite,
  add,
  nullable,
} from "fulmar"
import { describe } from "vitest"
import { golden } from "../core/golden.js"

const Stay = table("stay", {
  nights: daterange,
  n: int4range,
  big: int8range.pipe(nullable),
  price: numrange,
  wall: tsrange,
  at: tstzrange,
  words: range("word range", text),
  many: array(daterange),
  arrival: date,
  i: integer,
  small: smallint,
  b: bigint,
  p: numeric(8, 2),
  moment: timestamptz,
  name: text,
})
const s = Stay

/** The expression over the table. */
const of = (x: AnyExpr): AnyQuery => pipe(from(Stay), select({ x: x as never })) as AnyQuery

const s0 = range("word range", text)

describe("prints", () => {
  golden("contains an element", of(rangeContains(s.nights, "2024-05-01")), {
    sqlite: "-- SQLite has no function for rangeContains; write it with raw",
    postgres: {
      sql: `select ("stay"."nights" @> $1::date) as "x" from "stay"`,
      params: ["2024-05-01"],
      text: `select ("stay"."nights" @> '2024-05-01'::date) as "x" from "stay"`,
    },
    mariadb: "-- MariaDB has no function for rangeContains; write it with raw",
    mysql: "-- MySQL has no function for rangeContains; write it with raw",
  })
  golden("contains an element, data last", of(s.n.pipe(rangeContains(s.i))), {
    sqlite: "-- SQLite has no function for rangeContains; write it with raw",
    postgres: `select ("stay"."n" @> "stay"."i") as "x" from "stay"`,
    mariadb: "-- MariaDB has no function for rangeContains; write it with raw",
    mysql: "-- MySQL has no function for rangeContains; write it with raw",
  })
  golden("contains a range", of(rangeContains(s.n, rangeOf(1, 5))), {
    sqlite: "-- SQLite has no function for rangeContains; write it with raw",
    postgres: {
      sql: `select ("stay"."n" @> $1::int4range) as "x" from "stay"`,
      params: ["[1,5)"],
      text: `select ("stay"."n" @> '[1,5)'::int4range) as "x" from "stay"`,
    },
    mariadb: "-- MariaDB has no function for rangeContains; write it with raw",
    mysql: "-- MySQL has no function for rangeContains; write it with raw",
  })
  golden("contains a range with quotes", of(rangeContains(s.words, rangeOf('q"\\,)] ', null, "()"))), {
    sqlite: "-- SQLite has no function for rangeContains; write it with raw",
    postgres: {
      sql: `select ("stay"."words" @> $1::"word range") as "x" from "stay"`,
      params: [`("q\\"\\\\,)] ",)`],
      text: `select ("stay"."words" @> '("q\\"\\\\,)] ",)'::"word range") as "x" from "stay"`,
    },
    mariadb: "-- MariaDB has no function for rangeContains; write it with raw",
    mysql: "-- MySQL has no function for rangeContains; write it with raw",
  })
  golden("contains an element of another size", of(rangeContains(s.n, s.small)), {
    sqlite: "-- SQLite has no function for rangeContains; write it with raw",
    postgres: `select ("stay"."n" @> cast("stay"."small" as int4)) as "x" from "stay"`,
    mariadb: "-- MariaDB has no function for rangeContains; write it with raw",
    mysql: "-- MySQL has no function for rangeContains; write it with raw",
  })
  golden("contains a number as a decimal", of(rangeContains(s.price, 12.5)), {
    sqlite: "-- SQLite has no function for rangeContains; write it with raw",
    postgres: {
      sql: `select ("stay"."price" @> $1::numeric) as "x" from "stay"`,
      params: ["12.5"],
      text: `select ("stay"."price" @> 12.5) as "x" from "stay"`,
    },
    mariadb: "-- MariaDB has no function for rangeContains; write it with raw",
    mysql: "-- MySQL has no function for rangeContains; write it with raw",
  })
  golden("cannot contain such an element", of(rangeContains(s.n, 3000000000)), {
    sqlite: "-- SQLite has no function for rangeContains; write it with raw",
    postgres: "-- 3000000000 does not fit here: expected integer",
    mariadb: "-- MariaDB has no function for rangeContains; write it with raw",
    mysql: "-- MySQL has no function for rangeContains; write it with raw",
  })
  golden("is contained", of(rangeContainedBy(s.n, rangeOf(1, null))), {
    sqlite: "-- SQLite has no function for rangeContainedBy; write it with raw",
    postgres: {
      sql: `select ("stay"."n" <@ $1::int4range) as "x" from "stay"`,
      params: ["[1,)"],
      text: `select ("stay"."n" <@ '[1,)'::int4range) as "x" from "stay"`,
    },
    mariadb: "-- MariaDB has no function for rangeContainedBy; write it with raw",
    mysql: "-- MySQL has no function for rangeContainedBy; write it with raw",
  })
  golden("an element is contained", of(rangeContainedBy(s.arrival, s.nights)), {
    sqlite: "-- SQLite has no function for rangeContainedBy; write it with raw",
    postgres: `select ("stay"."arrival" <@ "stay"."nights") as "x" from "stay"`,
    mariadb: "-- MariaDB has no function for rangeContainedBy; write it with raw",
    mysql: "-- MySQL has no function for rangeContainedBy; write it with raw",
  })
  golden("an element is contained in a value, data last", of(s.moment.pipe(rangeContainedBy(rangeOf(new Date(0), null)))), {
    sqlite: "-- SQLite has no function for rangeContainedBy; write it with raw",
    postgres: {
      sql: `select ("stay"."moment" <@ $1::tstzrange) as "x" from "stay"`,
      params: ["[1970-01-01T00:00:00.000Z,)"],
      text: `select ("stay"."moment" <@ '[1970-01-01T00:00:00.000Z,)'::tstzrange) as "x" from "stay"`,
    },
    mariadb: "-- MariaDB has no function for rangeContainedBy; write it with raw",
    mysql: "-- MySQL has no function for rangeContainedBy; write it with raw",
  })
  golden("a whole number is contained in a value", of(rangeContainedBy(add(s.i, 1), rangeOf(1, 5))), {
    sqlite: "-- SQLite has no function for rangeContainedBy; write it with raw",
    postgres: {
      sql: `select (("stay"."i" + $1::int8) <@ $2::int8range) as "x" from "stay"`,
      params: ["1", "[1,5)"],
      text: `select (("stay"."i" + 1) <@ '[1,5)'::int8range) as "x" from "stay"`,
    },
    mariadb: "-- MariaDB has no function for rangeContainedBy; write it with raw",
    mysql: "-- MySQL has no function for rangeContainedBy; write it with raw",
  })
  golden("a small number is contained in a value", of(rangeContainedBy(s.small, rangeOf(1, 5))), {
    sqlite: "-- SQLite has no function for rangeContainedBy; write it with raw",
    postgres: {
      sql: `select (cast("stay"."small" as int4) <@ $1::int4range) as "x" from "stay"`,
      params: ["[1,5)"],
      text: `select (cast("stay"."small" as int4) <@ '[1,5)'::int4range) as "x" from "stay"`,
    },
    mariadb: "-- MariaDB has no function for rangeContainedBy; write it with raw",
    mysql: "-- MySQL has no function for rangeContainedBy; write it with raw",
  })
  golden("what has no ranges is contained", of(rangeContainedBy(s.name, rangeOf("a", "b"))), {
    sqlite: "-- SQLite has no function for rangeContainedBy; write it with raw",
    postgres: `-- {"_tag":"Range","lower":"a","upper":"b","lowerInclusive":true,"upperInclusive":false} does not fit here: expected text`,
    mariadb: "-- MariaDB has no function for rangeContainedBy; write it with raw",
    mysql: "-- MySQL has no function for rangeContainedBy; write it with raw",
  })
  golden("overlaps", of(rangeOverlaps(s.big, rangeOf(-9223372036854775808n, 9223372036854775807n, "[]"))), {
    sqlite: "-- SQLite has no function for rangeOverlaps; write it with raw",
    postgres: {
      sql: `select ("stay"."big" && $1::int8range) as "x" from "stay"`,
      params: ["[-9223372036854775808,9223372036854775807]"],
      text: `select ("stay"."big" && '[-9223372036854775808,9223372036854775807]'::int8range) as "x" from "stay"`,
    },
    mariadb: "-- MariaDB has no function for rangeOverlaps; write it with raw",
    mysql: "-- MySQL has no function for rangeOverlaps; write it with raw",
  })
  golden("overlaps, data last", of(s.wall.pipe(rangeOverlaps(rangeOf("0001-01-01T00:00:00", "9999-12-31T23:59:59.999999")))), {
    sqlite: "-- SQLite has no function for rangeOverlaps; write it with raw",
    postgres: {
      sql: `select ("stay"."wall" && $1::tsrange) as "x" from "stay"`,
      params: ["[0001-01-01T00:00:00,9999-12-31T23:59:59.999999)"],
      text: `select ("stay"."wall" && '[0001-01-01T00:00:00,9999-12-31T23:59:59.999999)'::tsrange) as "x" from "stay"`,
    },
    mariadb: "-- MariaDB has no function for rangeOverlaps; write it with raw",
    mysql: "-- MySQL has no function for rangeOverlaps; write it with raw",
  })
  golden("is left of", of(rangeStrictlyLeft(s.nights, emptyRange)), {
    sqlite: "-- SQLite has no function for rangeStrictlyLeft; write it with raw",
    postgres: {
      sql: `select ("stay"."nights" << $1::daterange) as "x" from "stay"`,
      params: ["empty"],
      text: `select ("stay"."nights" << 'empty'::daterange) as "x" from "stay"`,
    },
    mariadb: "-- MariaDB has no function for rangeStrictlyLeft; write it with raw",
    mysql: "-- MySQL has no function for rangeStrictlyLeft; write it with raw",
  })
  golden("is right of", of(rangeStrictlyRight(s.nights, s.nights)), {
    sqlite: "-- SQLite has no function for rangeStrictlyRight; write it with raw",
    postgres: `select ("stay"."nights" >> "stay"."nights") as "x" from "stay"`,
    mariadb: "-- MariaDB has no function for rangeStrictlyRight; write it with raw",
    mysql: "-- MySQL has no function for rangeStrictlyRight; write it with raw",
  })
  golden("is adjacent to", of(rangeAdjacent(s.n, rangeOf(5, 6, "(]"))), {
    sqlite: "-- SQLite has no function for rangeAdjacent; write it with raw",
    postgres: {
      sql: `select ("stay"."n" -|- $1::int4range) as "x" from "stay"`,
      params: ["(5,6]"],
      text: `select ("stay"."n" -|- '(5,6]'::int4range) as "x" from "stay"`,
    },
    mariadb: "-- MariaDB has no function for rangeAdjacent; write it with raw",
    mysql: "-- MySQL has no function for rangeAdjacent; write it with raw",
  })
  golden("joined", of(rangeUnion(s.n, rangeOf(5, 6))), {
    sqlite: "-- SQLite has no function for rangeUnion; write it with raw",
    postgres: {
      sql: `select ("stay"."n" + $1::int4range) as "x" from "stay"`,
      params: ["[5,6)"],
      text: `select ("stay"."n" + '[5,6)'::int4range) as "x" from "stay"`,
    },
    mariadb: "-- MariaDB has no function for rangeUnion; write it with raw",
    mysql: "-- MySQL has no function for rangeUnion; write it with raw",
  })
  golden("what is in both", of(rangeIntersection(s.n, rangeOf(5, 6))), {
    sqlite: "-- SQLite has no function for rangeIntersection; write it with raw",
    postgres: {
      sql: `select ("stay"."n" * $1::int4range) as "x" from "stay"`,
      params: ["[5,6)"],
      text: `select ("stay"."n" * '[5,6)'::int4range) as "x" from "stay"`,
    },
    mariadb: "-- MariaDB has no function for rangeIntersection; write it with raw",
    mysql: "-- MySQL has no function for rangeIntersection; write it with raw",
  })
  golden("what is in one", of(rangeDifference(s.n, rangeOf(5, 6))), {
    sqlite: "-- SQLite has no function for rangeDifference; write it with raw",
    postgres: {
      sql: `select ("stay"."n" - $1::int4range) as "x" from "stay"`,
      params: ["[5,6)"],
      text: `select ("stay"."n" - '[5,6)'::int4range) as "x" from "stay"`,
    },
    mariadb: "-- MariaDB has no function for rangeDifference; write it with raw",
    mysql: "-- MySQL has no function for rangeDifference; write it with raw",
  })
  golden("merged", of(s.n.pipe(rangeMerge(rangeOf(5, 6)))), {
    sqlite: "-- SQLite has no function for rangeMerge; write it with raw",
    postgres: {
      sql: `select range_merge("stay"."n", $1::int4range) as "x" from "stay"`,
      params: ["[5,6)"],
      text: `select range_merge("stay"."n", '[5,6)'::int4range) as "x" from "stay"`,
    },
    mariadb: "-- MariaDB has no function for rangeMerge; write it with raw",
    mysql: "-- MySQL has no function for rangeMerge; write it with raw",
  })
  golden("the lower bound", of(lowerBound(s.nights)), {
    sqlite: "-- SQLite has no function for lowerBound; write it with raw",
    postgres: `select lower("stay"."nights") as "x" from "stay"`,
    mariadb: "-- MariaDB has no function for lowerBound; write it with raw",
    mysql: "-- MySQL has no function for lowerBound; write it with raw",
  })
  golden("the upper bound", of(upperBound(s.nights)), {
    sqlite: "-- SQLite has no function for upperBound; write it with raw",
    postgres: `select upper("stay"."nights") as "x" from "stay"`,
    mariadb: "-- MariaDB has no function for upperBound; write it with raw",
    mysql: "-- MySQL has no function for upperBound; write it with raw",
  })
  golden("empty", of(isEmptyRange(s.nights)), {
    sqlite: "-- SQLite has no function for isEmptyRange; write it with raw",
    postgres: `select isempty("stay"."nights") as "x" from "stay"`,
    mariadb: "-- MariaDB has no function for isEmptyRange; write it with raw",
    mysql: "-- MySQL has no function for isEmptyRange; write it with raw",
  })
  golden("the lower bound is included", of(lowerInclusive(s.at)), {
    sqlite: "-- SQLite has no function for lowerInclusive; write it with raw",
    postgres: `select lower_inc("stay"."at") as "x" from "stay"`,
    mariadb: "-- MariaDB has no function for lowerInclusive; write it with raw",
    mysql: "-- MySQL has no function for lowerInclusive; write it with raw",
  })
  golden("the upper bound is included", of(upperInclusive(s.at)), {
    sqlite: "-- SQLite has no function for upperInclusive; write it with raw",
    postgres: `select upper_inc("stay"."at") as "x" from "stay"`,
    mariadb: "-- MariaDB has no function for upperInclusive; write it with raw",
    mysql: "-- MySQL has no function for upperInclusive; write it with raw",
  })
  golden("no lower bound", of(lowerInfinite(s.at)), {
    sqlite: "-- SQLite has no function for lowerInfinite; write it with raw",
    postgres: `select lower_inf("stay"."at") as "x" from "stay"`,
    mariadb: "-- MariaDB has no function for lowerInfinite; write it with raw",
    mysql: "-- MySQL has no function for lowerInfinite; write it with raw",
  })
  golden("no upper bound", of(upperInfinite(s.at)), {
    sqlite: "-- SQLite has no function for upperInfinite; write it with raw",
    postgres: `select upper_inf("stay"."at") as "x" from "stay"`,
    mariadb: "-- MariaDB has no function for upperInfinite; write it with raw",
    mysql: "-- MySQL has no function for upperInfinite; write it with raw",
  })
  golden("made of expressions", of(rangeFrom(daterange, s.arrival, "2024-06-01", "[]")), {
    sqlite: "-- SQLite has no function for rangeFrom daterange; write it with raw",
    postgres: {
      sql: `select daterange("stay"."arrival", $1::date, $2::text) as "x" from "stay"`,
      params: ["2024-06-01", "[]"],
      text: `select daterange("stay"."arrival", '2024-06-01'::date, '[]') as "x" from "stay"`,
    },
    mariadb: "-- MariaDB has no function for rangeFrom daterange; write it with raw",
    mysql: "-- MySQL has no function for rangeFrom daterange; write it with raw",
  })
  golden("made of expressions without a bound", of(rangeFrom(int4range, s.small, null)), {
    sqlite: "-- SQLite has no function for rangeFrom int4range; write it with raw",
    postgres: {
      sql: `select int4range(cast("stay"."small" as int4), null::int4, $1::text) as "x" from "stay"`,
      params: ["[)"],
      text: `select int4range(cast("stay"."small" as int4), null::int4, '[)') as "x" from "stay"`,
    },
    mariadb: "-- MariaDB has no function for rangeFrom int4range; write it with raw",
    mysql: "-- MySQL has no function for rangeFrom int4range; write it with raw",
  })
  golden("made of another type", of(rangeFrom(s0, s.name, "b")), {
    sqlite: "-- SQLite has no function for rangeFrom word range; write it with raw",
    postgres: "-- PostgreSQL has no function for rangeFrom word range; write it with raw",
    mariadb: "-- MariaDB has no function for rangeFrom word range; write it with raw",
    mysql: "-- MySQL has no function for rangeFrom word range; write it with raw",
  })
  golden("equal", of(eq(s.nights, rangeOf("2024-05-01", null))), {
    sqlite: `-- "[2024-05-01,)" cannot be a parameter: SQLite has no daterange`,
    postgres: {
      sql: `select "stay"."nights" = $1 as "x" from "stay"`,
      params: ["[2024-05-01,)"],
      text: `select "stay"."nights" = '[2024-05-01,)'::daterange as "x" from "stay"`,
    },
    mariadb: `-- "[2024-05-01,)" cannot be a parameter: MariaDB has no daterange`,
    mysql: `-- "[2024-05-01,)" cannot be a parameter: MySQL has no daterange`,
  })
  golden("one of some", of(eq(s.nights, anyOf([rangeOf("2024-05-01", "2024-05-02"), emptyRange]))), {
    sqlite: "-- SQLite has no anyOf an array; use isIn or notIn with a list of values",
    postgres: {
      sql: `select "stay"."nights" = any ($1::daterange[]) as "x" from "stay"`,
      params: [`{"[2024-05-01,2024-05-02)","empty"}`],
      text: `select "stay"."nights" = any ('{"[2024-05-01,2024-05-02)","empty"}'::daterange[]) as "x" from "stay"`,
    },
    mariadb: "-- MariaDB has no anyOf an array; use isIn or notIn with a list of values",
    mysql: "-- MySQL has no anyOf an array; use isIn or notIn with a list of values",
  })
  golden("a table", createTable(Stay), {
    sqlite: `-- SQLite has no type for daterange, which column "nights" of table "stay" is; give the table columns of types that the database has`,
    postgres: `create table "stay" ("nights" daterange not null, "n" int4range not null, "big" int8range, "price" numrange not null, "wall" tsrange not null, "at" tstzrange not null, "words" "word range" not null, "many" daterange[] not null, "arrival" date not null, "i" integer not null, "small" smallint not null, "b" bigint not null, "p" numeric(8, 2) not null, "moment" timestamptz not null, "name" text not null)`,
    mariadb: `-- MariaDB has no type for daterange, which column "nights" of table "stay" is; give the table columns of types that the database has`,
    mysql: `-- MySQL has no type for daterange, which column "nights" of table "stay" is; give the table columns of types that the database has`,
  })
})
