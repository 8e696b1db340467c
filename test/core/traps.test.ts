import { BigDecimal, pipe } from "effect"
import {
  alias,
  all,
  and,
  bigint,
  bytes,
  compile,
  contains,
  count,
  countAll,
  createAll,
  cte,
  defaultTo,
  deleteFrom,
  desc,
  eq,
  execute,
  exists,
  from,
  groupBy,
  gt,
  insertFrom,
  insertInto,
  integer,
  isNotDistinctFrom,
  leftJoin,
  limit,
  many,
  mul,
  not,
  nullable,
  numeric,
  offset,
  or,
  orderBy,
  orderRowsBy,
  param,
  prepare,
  primaryKey,
  raw,
  rawQuery,
  boolean,
  select,
  scalar,
  table,
  text,
  toSql,
  value,
  where,
} from "fulmar"
import * as Sqlite from "fulmar/sqlite"
import { dialect } from "fulmar/sqlite"
import { Effect } from "effect"
import { describe, expect, test } from "vitest"

const d = BigDecimal.fromStringUnsafe
const A = table("a", { id: integer.pipe(primaryKey), v: integer })
const rows = [1, 2, 3].map((id) => ({ id, v: id * 10 }))
const setUp = Effect.andThen(createAll([A]), execute(insertInto(A, rows)))

const run = <B, E, R>(effect: Effect.Effect<B, E, R>): Promise<B> =>
  Effect.runPromise(
    Effect.andThen(setUp, effect).pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" }))) as Effect.Effect<B, E>,
  )
const error = async <B, E, R>(effect: Effect.Effect<B, E, R>): Promise<{ readonly message: string }> =>
  (await run(Effect.flip(effect))) as never

describe("names that differ only in case are one name to SQLite, so they are refused", () => {
  const A2 = A.pipe(alias("A"))

  test("in a subquery of a delete, which would delete other rows", async () => {
    const last = pipe(deleteFrom(A), where(not(exists(pipe(from(A2), where(gt(A2.id, A.id)))))))
    expect((await error(execute(last))).message).toMatch(/"a" and "A" differ only in case; give one of them another name/)
    expect(await run(Effect.andThen(Effect.exit(execute(last)), count(from(A))))).toBe(3)
  })

  test("in nested rows", async () => {
    const nested = pipe(from(A), select({ m: many(pipe(from(A2), where(eq(A2.id, A.id)), select(A2.id))) }))
    expect((await error(all(nested))).message).toMatch(/differ only in case/)
  })

  test("between a CTE and a table", () => {
    const X = pipe(from(A), select({ id: A.id }), cte("A"))
    const q = pipe(from(X), select({ n: scalar(pipe(from(A), select(count(A.id)))) }))
    expect(toSql(dialect)(q)).toMatch(/^-- .*"A"/)
  })
})

describe("names that the compiler makes never meet a name of the user", () => {
  test("in a subquery", async () => {
    const U = table("_1", { c0: integer, id: integer })
    const q = pipe(
      from(A),
      orderBy(A.id),
      limit(2),
      where(exists(pipe(from(U), where(eq(U.id, A.id))))),
      select({ id: A.id }),
    )
    const made = Effect.andThen(createAll([U]), execute(insertInto(U, [{ c0: 5, id: 1 }, { c0: 5, id: 5 }])))
    expect(await run(Effect.andThen(made, all(q)))).toEqual([{ id: 1 }])
  })

  test("as a column that tells a row of NULLs from none", async () => {
    const W = table("w", { id: integer.pipe(nullable), _present: integer.pipe(nullable) })
    const q = pipe(from(A), where(eq(A.id, 1)), leftJoin(W, eq(W.id, A.id)), select({ w: W }))
    const made = Effect.andThen(createAll([W]), execute(insertInto(W, { id: 1 })))
    expect(await run(Effect.andThen(made, all(q)))).toEqual([{ w: { id: 1, _present: null } }])
  })
})

describe("raw SQL", () => {
  test("may end in a comment, which does not go on into what follows", async () => {
    const positive = raw(boolean)`v > 0 -- only these`
    expect(await run(all(pipe(from(A), where(positive), orderBy(desc(A.id)), select(A.id))))).toEqual([3, 2, 1])
  })

  test("finds nothing in an empty list, and everything outside of it", async () => {
    expect(await run(all(rawQuery({ id: integer })`select id from a where id in (${[]})`))).toEqual([])
    expect(await run(all(rawQuery({ id: integer })`select id from a where id not in (${[]})`))).toHaveLength(3)
  })

  test("that gives another number of columns than was declared is a DecodeError", async () => {
    expect((await error(all(rawQuery({ id: integer })`select id, v from a`))).message).toMatch(/expected 1 columns.*got 2/)
  })
})

describe("a parameter", () => {
  test("of limit or offset is a number of rows, and never negative", async () => {
    const page = prepare(pipe(from(A), select(A.id), limit(param("n", integer)), offset(param("m", integer))))
    expect(await run(page({ n: 1, m: 1 }))).toEqual([2])
    for (const args of [{ n: -1, m: 0 }, { n: 1, m: -1 }]) {
      expect((await error(page(args))).message).toMatch(/expected a whole number of rows, 0 or more, got -1/)
    }
  })

  test("may have the type of a column", async () => {
    const byId = prepare(pipe(from(A), where(eq(A.id, param("id", A.id))), select(A.v)))
    expect(await run(byId({ id: 2 }))).toEqual([20])
  })
})

test("a tree does not change with the values it was made of", async () => {
  const B = table("b", { id: integer, raw: bytes })
  const row = { id: 1, raw: Uint8Array.of(1) }
  const many = [{ id: 2, raw: Uint8Array.of(2) }]
  const one = insertInto(B, row)
  const some = insertInto(B, many)
  compile(dialect)(one)
  row.id = 7
  many[0]!.id = 8
  row.raw[0] = 9
  const stored = Effect.andThen(createAll([B]), Effect.andThen(execute(one), Effect.andThen(execute(some), all(from(B)))))
  expect((await run(stored)).map((x) => x.id)).toEqual([1, 2])
})

test("text with a NUL is refused, since SQLite would compare what is before it", async () => {
  const T = table("t", { name: text })
  expect((await error(all(pipe(from(T), where(contains(T.name, "\0zzz")))))).message).toMatch(/does not fit/)
})

test("a decimal is rounded to its column by insertFrom and by a default", async () => {
  const P = table("p", { id: integer, price: numeric(8, 2), third: numeric(4, 1).pipe(defaultTo(mul(value(numeric(), d("10")), d("0.33333")))) })
  const copy = insertFrom(P, pipe(from(P), select({ id: P.id, price: mul(P.price, d("1.2345678")) })))
  const all3 = pipe(from(P), select({ p: raw(text)`${P.price}`, t: raw(text)`${P.third}` }))
  const filled = Effect.andThen(createAll([P]), execute(insertInto(P, { id: 1, price: d("1.5") })))
  expect(await run(Effect.andThen(filled, Effect.andThen(execute(copy), all(all3))))).toEqual([
    { p: "1.50", t: "3.3" },
    { p: "1.85", t: "3.3" },
  ])
})

test("64-bit integers that overflow are an error, also where they are only compared", async () => {
  const G = table("g", { b: bigint })
  const q = pipe(from(G), where(gt(mul(G.b, 2n), 0n)))
  const filled = Effect.andThen(createAll([G]), execute(insertInto(G, { b: 2n ** 62n })))
  expect((await error(Effect.andThen(filled, all(q)))).message).toMatch(/overflow/)
})

test("any number of conditions can be joined", async () => {
  const some = Array.from({ length: 3000 }, (_, i) => eq(A.id, i))
  expect(await run(count(pipe(from(A), where(or(...some)))))).toBe(3)
  expect(await run(count(pipe(from(A), where(and(...some)))))).toBe(0)
})

test("rows are sorted by what is selected", async () => {
  const q = pipe(from(A), groupBy(A.id), select({ n: count(A.v), id: A.id }), orderRowsBy((row) => [desc(row.n), desc(row.id)]))
  expect(toSql(dialect)(q)).toBe(
    `select count("a"."v") as "n", "a"."id" from "a" group by "a"."id" order by count("a"."v") desc, "a"."id" desc`,
  )
  expect((await run(all(q))).map((row) => row.id)).toEqual([3, 2, 1])
})

test("a value that does not fit says beside which column", async () => {
  const q = pipe(from(A), where(eq(A.id, Number.NaN)))
  expect((await error(all(q))).message).toMatch(/^NaN does not fit column "id" of table "a": expected integer/)
})

test("the text for people sorts by an aggregate, and not by the number of a column", () => {
  const q = pipe(from(A), groupBy(A.v), select({ v: A.v }), orderBy(desc(countAll)))
  expect(toSql(dialect)(q)).toMatch(/order by count\(\*\) desc$/)
})

test("a parameter of the type of a nullable column may be null", async () => {
  const N = table("n", { id: integer.pipe(nullable) })
  const found = prepare(pipe(from(N), where(isNotDistinctFrom(N.id, param("id", N.id))), select(N.id)))
  const filled = Effect.andThen(createAll([N]), execute(insertInto(N, [{ id: 1 }, { id: null }])))
  expect(await run(Effect.andThen(filled, found({ id: null })))).toEqual([null])
})
