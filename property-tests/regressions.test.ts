import * as BigDecimal from "effect/BigDecimal"
import * as Option from "effect/Option"
import { beforeAll, describe, expect, test } from "vitest"
import { equivalentRewrites, holding, interpret, memory } from "../src/testing/index.js"
import { Author, Book, Note, type Rows, sql } from "./arbitraries/index.js"
import { dialect as postgres } from "../src/driver/postgres/dialect.js"
import { dialect, load, perform, run } from "./harness.js"

/** What the properties found, smallest first: each failed before it was mended. */

const data: Rows = [
  [
    { id: 1, name: "a", mentorId: null, born: "2024-02-29", active: true, followers: null },
    { id: 2, name: "B", mentorId: 1, born: null, active: false, followers: 2n ** 53n + 1n },
    { id: 3, name: "c", mentorId: 1, born: "1970-01-01", active: true, followers: 0n },
  ],
  [{ authorId: 1, no: 1, title: "it's", price: null, inPrint: null, released: "2024-02-29" }],
  [{ bookNo: null, body: null, seen: null, words: null, fee: null, day: null }],
  [],
]

beforeAll(() => load(data))

const authors = sql.from(Author)
const [A, B]: ReadonlyArray<any> = [Author, Book]

describe("groups", () => {
  test("groupBy() is one group of all rows, whatever is selected", () => {
    expect(run(sql.select({ x: sql.literal(1) })(sql.groupBy()(authors)))).toEqual([{ x: 1 }])
    expect(run(sql.select({ x: sql.literal(1) })(sql.groupBy()(sql.where(sql.never)(authors))))).toEqual([{ x: 1 }])
  })

  test("having without groupBy is on one group of all rows", () => {
    expect(run(sql.select({ x: sql.literal("y") })(sql.having(sql.gt(sql.countAll, 2))(authors)))).toEqual([{ x: "y" }])
    expect(run(sql.select({ x: sql.literal("y") })(sql.having(sql.always)(authors)))).toEqual([{ x: "y" }])
  })

  test("an aggregate that is only sorted by makes one group", () => {
    expect(run(sql.orderBy(sql.countAll)(sql.select({ x: sql.literal(1) })(authors)))).toEqual([{ x: 1 }])
  })

  test("an aggregate that is not printed makes one group all the same", () => {
    expect(run(sql.select({ x: sql.isIn(sql.countAll, []) })(authors))).toEqual([{ x: false }])
  })

  test("a condition that is a grouping key is one too inside a longer condition", () => {
    const key = sql.and(sql.gt(A.id, 1), A.active)
    const q = sql.select({ x: sql.and(key, sql.gt(sql.countAll, 0)) })(sql.groupBy(key)(authors))
    expect(run(q).length).toBe(2)
  })

  test("two equal decimals are one grouping key", () => {
    const price = (): unknown => sql.coalesce(B.price, sql.value(sql.numeric(10, 2), BigDecimal.make(150n, 2)))
    expect(run(sql.select({ p: price() })(sql.groupBy(price())(sql.from(Book)))).length).toBe(1)
  })
})

describe("clauses after limit", () => {
  test("a grouped query of which nothing is used can be limited twice", () => {
    const q = sql.limit(2)(sql.groupBy()(sql.select({ x: sql.literal(1) })(authors)))
    expect(run(sql.where(sql.always)(q))).toEqual([{ x: 1 }])
  })

  test("an expression that was grouped by is a column of the groups", () => {
    const key = sql.add(A.id, 1)
    const groups = sql.limit(2)(sql.orderBy(key)(sql.groupBy(key)(sql.select({ key })(authors))))
    expect(run(sql.limit(9)(sql.where(sql.gt(key, 2))(groups)))).toEqual([{ key: 3 }])
    expect(run(sql.limit(8)(sql.limit(9)(sql.where(sql.gt(key, 2))(groups))))).toEqual([{ key: 3 }])
  })

  test("groups stay in order when they are filtered after limit", () => {
    const groups = sql.limit(3)(
      sql.orderBy(sql.desc(sql.max(A.id)))(sql.groupBy(A.id)(sql.select({ id: A.id, n: sql.countAll })(authors))))
    expect(run(sql.where(sql.gt(A.id, 1))(groups)).map(({ id }) => id)).toEqual([3, 2])
  })

  test("orderBy after groupBy after limit sorts the groups", () => {
    const limited = sql.limit(3)(sql.orderBy(A.id)(authors))
    // By `desc(A.id)` SQLite 3.53 sorts upwards: it takes the order of the derived table for that of the groups.
    const q = sql.orderBy(sql.neg(A.id))(sql.select({ id: A.id })(sql.groupBy(A.id)(limited)))
    expect(run(q).map(({ id }) => id)).toEqual([3, 2, 1])
  })

  test("distinct after limit may leave the sort keys out", () => {
    const limited = sql.limit(2)(sql.orderBy(A.id)(authors))
    expect(run(sql.distinct(sql.select({ x: sql.isNull(A.followers) })(limited))).length).toBe(2)
  })

  test("distinct rows are sorted by a subquery, though no column stands beside it", () => {
    const active = sql.inQuery(sql.nullOf(sql.integer), sql.select({ x: sql.literal(0) })(sql.where(A.active)(sql.from(Book))))
    const q = sql.limit(1)(sql.orderBy(active, A.id)(sql.distinct(sql.select({ active, id: A.id })(authors))))
    // NULL in rows is unknown, NULL in no rows is false, and NULL sorts first.
    load([[...data[0]!, { ...data[0]![1]!, id: 0 }], ...data.slice(1)])
    expect(run(q)).toEqual([{ active: null, id: 1 }])
    load(data)
  })

  test("an aggregate of a subquery stays its own", () => {
    const groups = sql.limit(9)(sql.select({ id: A.id, n: sql.countAll })(sql.groupBy(A.id)(authors)))
    const books = sql.scalar(sql.select({ n: sql.countAll })(sql.from(Note)))
    expect(run(sql.where(sql.eq(books, 1))(groups)).length).toBe(3)
    const other: any = sql.alias("other")(Author)
    const all = sql.scalar(sql.select({ n: sql.countAll })(sql.from(other)))
    expect(run(sql.where(sql.eq(all, 3))(groups)).length).toBe(3)
  })

  test("a set operation can be limited twice and more", () => {
    const both = sql.unionAll(sql.select({ x: A.name, y: A.followers })(authors))(
      sql.select({ x: A.name, y: A.followers })(authors))
    const sorted = sql.orderRowsBy((row: any) => [sql.cast(row.y, sql.text), row.x])(both)
    expect(run(sql.limit(3)(sql.limit(4)(sql.limit(5)(sorted)))).length).toBe(3)
  })

  test("a limited query in a subquery reads the tables around it, also if it goes on", () => {
    const books = sql.where(sql.always)(sql.limit(1)(sql.where(sql.eq(B.authorId, A.id))(sql.from(Book))))
    expect(run(sql.select({ id: A.id })(sql.where(sql.exists(books))(authors)))).toEqual([{ id: 1 }])
  })
})

describe("types of values", () => {
  test("a column of a set operation holds the numbers of both operands", () => {
    const big = sql.select({ n: sql.mul(A.id, 2 ** 40) })(authors)
    const small = sql.select({ n: A.id })(authors)
    expect(run(sql.union(big)(small)).length).toBe(6)
    expect(run(sql.union(sql.select({ n: sql.cast(A.id, sql.double) })(authors))(small)).length).toBe(3)
  })

  test("coalesce holds the numbers of all its operands", () => {
    expect(run(sql.select({ n: sql.coalesce(A.mentorId, sql.mul(A.id, 2 ** 40)) })(authors)).length).toBe(3)
  })

  test("the right operand may be NULL where the left is not, also under further clauses", () => {
    const left = sql.select({ n: A.id })(authors)
    const right = sql.select({ n: A.mentorId })(authors)
    const limited = sql.limit(9)(sql.limit(9)(sql.union(right)(left)))
    expect(run(sql.from(sql.as("u")(limited))).some(({ n }) => n === null)).toBe(true)
  })

  test("so may what is nested in it", () => {
    const ids = (id: unknown): unknown => sql.select({ many: sql.many(sql.select({ id })(sql.orderBy(A.id)(authors))) })(sql.from(Note))
    expect(run(sql.unionAll(ids(A.mentorId))(ids(A.id))).length).toBe(2)
  })

  test("a column of an absent table around a subquery may be NULL in it", () => {
    const q = sql.rightJoin(Author, sql.never)(sql.from(Book))
    const one = sql.limit(1)(sql.select({ no: B.no })(sql.from(Note)))
    const row = run(sql.select({ many: sql.many(one), maybe: sql.maybe(one), in: sql.inQuery(A.id, one) })(q))[0]
    expect(row).toEqual({ many: [{ no: null }], maybe: { no: null }, in: null })
    const nested = sql.select({ many: sql.many(sql.select({ no: B.no, book: Book })(one)), maybe: sql.maybe(one) })(q)
    expect(run(sql.from(sql.as("d")(nested)))[0]).toEqual({ many: [{ no: null, book: null }], maybe: { no: null } })
  })
})

describe("oracles", () => {
  test("a column that is read as an Option is not written in another way, which would be read as null", () => {
    const Opt = sql.table("opt", { name: sql.text.pipe(sql.option) })
    perform(sql.createAll([Opt]))
    perform(sql.execute(sql.insertInto(Opt, [{ name: Option.none() }, { name: Option.some("a") }])))
    expect(perform(equivalentRewrites(sql.select({ name: Opt.name })(sql.from(Opt))))).toBe(0)
  })
})

describe("what a query means", () => {
  test("letters beyond A to Z have a case on some databases only, so that nothing is said of it", () => {
    const named = memory(holding(Author, [{ ...data[0]![0]!, name: "é" } as never]))
    const meant = (e: unknown): unknown => interpret(sql.select({ e })(authors) as never)(named)
    expect(meant(sql.upper(A.name))).toMatchObject({ _tag: "Left", left: { reason: "Undetermined" } })
    expect(meant(sql.lower(A.name))).toMatchObject({ _tag: "Right", right: [{ e: "é" }] })
    expect(run(sql.select({ e: sql.upper(sql.literal("aé")) })(sql.limit(1)(authors)))).toEqual([{ e: "Aé" }])
  })
})

describe("SQLite", () => {
  test("exists minds the distinct of a query with an offset", () => {
    const same = sql.offset(1)(sql.distinct(sql.select({ x: sql.literal(0) })(authors)))
    expect(perform(sql.existsRow(same))).toBe(false)
    expect(run(sql.where(sql.exists(same))(authors))).toEqual([])
  })

  test("a constant that is sorted or grouped by is not the number of a column, in text for people neither", () => {
    const texts = [sql.orderBy(sql.literal(9)), sql.orderBy(sql.and(sql.literal(true))),
      sql.orderBy(sql.nullOf(sql.integer))].map(
      (order) => sql.toSql(dialect)(order(sql.select({ id: A.id })(authors))) as string,
    )
    texts.forEach((text) => {
      expect(run(sql.rawQuery({ id: sql.integer })(Object.assign([text], { raw: [text] }))).length).toBe(3)
    })
  })
})

describe("PostgreSQL", () => {
  const text = (query: unknown): string => sql.toSql(postgres)(query as never)

  test("distinct rows are not sorted by a constant, which PostgreSQL does not find among what is selected", () => {
    const nothing = sql.nullOf(sql.text)
    expect(text(sql.orderBy(nothing, A.id)(sql.distinct(sql.select({ nothing, id: A.id })(authors))))).toBe(
      'select distinct null::text as "nothing", "author"."id" from "author" order by "author"."id"',
    )
  })

  test("a path of a JSON document that is NULL", () => {
    expect(text(sql.select({ x: sql.jsonGet(sql.value(sql.json(), null), "a") })(authors))).toBe(
      `select (null::jsonb -> 'a') as "x" from "author"`,
    )
  })
})
