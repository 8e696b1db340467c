import { BigDecimal, Effect, pipe } from "effect"
import {
  add,
  all,
  caseWhen,
  countAll,
  createAll,
  type Database,
  distinct,
  eq,
  except,
  execute,
  from,
  groupBy,
  inQuery,
  insertInto,
  integer,
  mul,
  numeric,
  gt,
  orderBy,
  raw,
  select,
  sub,
  table,
  text,
  union,
  unique,
  update,
  where,
} from "fulmar"
import * as Sqlite from "fulmar/sqlite"
import { describe, expect, test } from "vitest"

const d = BigDecimal.fromStringUnsafe
const T = table("t", { id: integer, a: numeric(10, 2).pipe(unique), b: numeric(10, 4) })
const rows = [
  { id: 1, a: d("1.10"), b: d("1.1") },
  { id: 2, a: d("5.00"), b: d("5") },
  { id: 3, a: d("2"), b: d("1.1") },
]

const run = <A, E>(effect: Effect.Effect<A, E, Database>): Promise<A> =>
  Effect.runPromise(
    Effect.andThen(createAll([T]), Effect.andThen(execute(insertInto(T, rows)), effect)).pipe(
      Effect.provide(Sqlite.layer({ filename: ":memory:" })),
    ),
  )

const storedText = pipe(from(T), where(eq(T.id, 2)), select({ text: raw(text)`${T.a}` }))

describe("a decimal that an expression makes is written with the places of its column", () => {
  test("so that UNIQUE sees equal values as equal", async () => {
    const twice = pipe(update(T, { a: sub(T.a, d("3.9")) }), where(eq(T.id, 2)))
    const error = await run(Effect.flip(execute(twice)))
    expect(error._tag === "SqlError" && error.reason._tag).toBe("UniqueViolation")
  })

  test("rounded, as PostgreSQL does", async () => {
    const third = pipe(update(T, { a: mul(T.a, d("0.3333")) }), where(eq(T.id, 2)))
    expect(await run(Effect.andThen(execute(third), all(storedText)))).toEqual([{ text: "1.67" }])
  })
})

test("beside a decimal a number may be written as it is", async () => {
  const dear = pipe(from(T), where(gt(T.a, 1.5)), select({ twice: mul(T.a, 2) }), orderBy(T.id))
  expect((await run(all(dear))).map((row) => BigDecimal.format(row.twice))).toEqual(["10", "4"])
})

describe("decimals that are equal but written with other places are the same", () => {
  const mixed = caseWhen([[eq(T.id, 1), T.a]], T.b)
  const a = pipe(from(T), select({ x: T.a }))
  const b = pipe(from(T), select({ x: T.b }))
  const count = async <A, E>(effect: Effect.Effect<ReadonlyArray<A>, E, Database>) => (await run(effect)).length

  test("to groupBy", async () => {
    expect(await count(all(pipe(from(T), groupBy(mixed), select({ n: countAll, x: mixed }))))).toBe(2)
  })
  test("to distinct", async () => {
    expect(await count(all(pipe(from(T), distinct, select({ x: mixed }))))).toBe(2)
    expect(await count(all(pipe(from(T), distinct, select({ x: mixed }), orderBy(mixed))))).toBe(2)
  })
  test("to set operations", async () => {
    expect(await count(all(pipe(a, union(b))))).toBe(3)
    expect(await count(all(pipe(a, union(b), union(pipe(from(T), select({ x: add(T.b, 0) }))))))).toBe(3)
    expect(await count(all(pipe(a, except(b))))).toBe(1)
  })
  test("to inQuery", async () => {
    expect(await count(all(pipe(from(T), where(inQuery(T.a, b)), select({ x: T.id }))))).toBe(2)
  })
})
