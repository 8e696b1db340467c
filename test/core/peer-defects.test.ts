import { Effect, Option, pipe } from "effect"
import {
  add,
  all,
  allRows,
  and,
  as,
  deleteFrom,
  desc,
  eq,
  execute,
  first,
  from,
  insertInto,
  intersect,
  integer,
  isIn,
  limit,
  literal,
  mul,
  neg,
  notIn,
  offset,
  orderBy,
  primaryKey,
  raw,
  returning,
  select,
  sub,
  table,
  union,
  unionAll,
  update,
  where,
  createAll,
  type Expr,
} from "fulmar"
import { describe, expect, test } from "vitest"
import { onEmpty } from "./bakery.js"

/** Each test is a query that a query builder in wide use prints wrong. */
const T = table("t", { id: integer.pipe(primaryKey), x: integer, y: integer })
const rows = [{ id: 1, x: 10, y: 5 }, { id: 2, x: 1, y: 2 }, { id: 3, x: 3, y: 3 }]
const run = <A, E>(program: Effect.Effect<A, E, never> | Effect.Effect<A, E, any>): Promise<A> =>
  onEmpty(Effect.andThen(
    Effect.andThen(createAll([T]), execute(insertInto(T, rows))),
    program as Effect.Effect<A,
    E,
    never>,
  ))

const of = async (exprs: Record<string, Expr<unknown, any, any>>) =>
  Option.getOrThrow((await run(first(pipe(
    from(T),
    where(eq(T.id, 1)),
    select(exprs as { x: typeof T.x }),
  )))) as Option.Option<unknown>)
const ids = (n: ReadonlyArray<number>) => pipe(from(T), where(isIn(T.id, n)), select({ id: T.id }))
const sorted = (found: ReadonlyArray<{ readonly id: number }>) => found.map((row) => row.id).toSorted()
const refused = (statement: unknown) =>
  run(Effect.flip(execute(statement as never) as Effect.Effect<never, any, any>))

describe("expressions", () => {
  test("the product of a sum keeps its parentheses", async () => {
    expect(await of({ v: mul(T.x, add(T.y, 1)) })).toEqual({ v: 60 })
  })

  test("a difference on the right of a difference keeps its parentheses", async () => {
    expect(await of({ v: sub(T.x, sub(T.y, 3)) })).toEqual({ v: 8 })
  })

  test("the sign of a sum is the sign of all of it", async () => {
    expect(await of({ v: neg(add(T.x, 1)) })).toEqual({ v: -11 })
  })

  test("two signs in a row are not a comment", async () => {
    expect(await of({
      twice: neg(neg(T.x)), value: neg(literal(-1)), thrice: neg(neg(neg(T.x))), less: sub(T.x, -1),
      minus: sub(T.x, neg(T.y)),
    })).toEqual({ twice: 10, value: 1, thrice: -10, less: 11, minus: 15 })
  })

  test("comparisons compare comparisons", async () => {
    expect(await of({
      both: eq(eq(T.x, 1), eq(T.y, 2)), one: eq(eq(T.x, 10), eq(T.y, 2)),
    })).toEqual({ both: true, one: false })
  })

  test("raw SQL inside raw SQL keeps its value", async () => {
    expect(await of({
      v: raw(integer)`${T.x} - ${raw(integer)`${T.y} - 3`}`, w: sub(T.x, raw(integer)`${T.y} - 3`),
    })).toEqual({ v: 8, w: 8 })
  })
})

describe("set operations", () => {
  test("an intersection of a union is not a union with an intersection", async () => {
    const [a, b, c] = [ids([1, 2]), ids([2, 3]), ids([3])]
    expect(sorted(await run(all(pipe(a, union(b), intersect(c)))))).toEqual([3])
    expect(sorted(await run(all(pipe(a, union(pipe(b, intersect(c)))))))).toEqual([1, 2, 3])
  })

  test("the order and limit of an operand stay its own", async () => {
    const greatest = pipe(ids([1, 2, 3]), orderBy(desc(T.id)), limit(1))
    expect(sorted(await run(all(pipe(greatest, unionAll(ids([1, 2]))))))).toEqual([1, 2, 3])
  })

  test("both operands may be limited", async () => {
    const least = pipe(ids([1, 2, 3]), orderBy(T.id), limit(1))
    const second = pipe(ids([1, 2, 3]), orderBy(T.id), limit(1), offset(1))
    expect(sorted(await run(all(pipe(least, union(second)))))).toEqual([1, 2])
    expect(sorted(await run(all(from(pipe(least, union(second), as("both"))))))).toEqual([1, 2])
  })
})

describe("nothing and undefined", () => {
  test("one of no values is false, and none of no values is true", async () => {
    expect(await of({ some: isIn(T.x, []), none: notIn(T.x, []) })).toEqual({ some: false, none: true })
  })

  test("undefined is an error and not NULL", async () => {
    for (const condition of [
      eq(T.x, undefined as never), isIn(T.x, [1, undefined as never]), and(eq(T.x, 1), undefined as never),
      undefined as never,
    ]) {
      const e = await refused(pipe(from(T), where(condition)))
      expect([e._tag, e.reason?._tag]).toEqual(["SqlError", "CompileError"])
    }
  })

  test("an update of nothing is refused, and an insert of no rows inserts none", async () => {
    expect((await refused(pipe(update(T, {}), where(eq(T.id, 1))))).reason?._tag).toBe("CompileError")
    expect(await run(execute(insertInto(T, [])))).toEqual({ rowsAffected: 0 })
    expect(await run(all(pipe(insertInto(T, []), returning(T))))).toEqual([])
  })

  test("a delete whose condition is missing deletes nothing, and one whose condition is empty is meant", async () => {
    for (const command of [
      deleteFrom(T), pipe(deleteFrom(T), where(undefined as never)),
      pipe(deleteFrom(T), where(and(undefined as never))),
    ]) {
      const left = await run(Effect.andThen(Effect.flip(execute(command as never)), all(from(T))))
      expect(left).toHaveLength(3)
    }
    expect(await run(execute(pipe(deleteFrom(T), where(and()))))).toEqual({ rowsAffected: 3 })
    expect(await run(execute(pipe(deleteFrom(T), allRows)))).toEqual({ rowsAffected: 3 })
  })
})
