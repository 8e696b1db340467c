import { pipe } from "effect"
import { describe, expect, test } from "vitest"
import {
  as, desc, eq, except, exceptAll, from, intersect, intersectAll, limit, literal, lte, orderBy, orderRowsBy, recursive, select, add, innerJoin, isNull, union, unionAll, values, integer, where, lt, nullable,
} from "../../../src/index.js"
import { interpret } from "../../../src/testing/index.js"
import { Cake, db, rows } from "./meaning.js"

const numbers = (name: string, ...all: ReadonlyArray<number | null>) => {
  const t = values(name, { n: integer.pipe(nullable) }, all.map((n) => ({ n })))
  return pipe(from(t), select({ n: t.n }))
}
const a = numbers("a", 1, 1, 1, null, null, 2)
const b = numbers("b", 1, 1, null, 3)
const compound = pipe(a, unionAll(b))
const list = (query: typeof compound) => rows(pipe(query, orderRowsBy((row) => [row.n]))).map((row) => (row as { n: unknown }).n)

describe("set operations", () => {
  test("NULL is the same as NULL, and what is not said to be all has every row once", () => {
    expect(list(pipe(a, union(b)))).toEqual([null, 1, 2, 3])
    expect(list(pipe(a, intersect(b)))).toEqual([null, 1])
    expect(list(pipe(a, except(b)))).toEqual([2])
  })
  test("of all every row comes as often as the operands say", () => {
    expect(list(pipe(a, unionAll(b)))).toHaveLength(10)
    expect(list(pipe(a, intersectAll(b)))).toEqual([null, 1, 1])
    expect(list(pipe(a, exceptAll(b)))).toEqual([null, 1, 2])
    expect(list(pipe(b, exceptAll(a)))).toEqual([3])
  })
  test("operands keep their order and limit, the result has its own", () => {
    const last = pipe(from(Cake), orderBy(desc(Cake.id)), limit(1), select({ n: Cake.id }))
    const first = pipe(from(Cake), orderBy(Cake.id), limit(1), select({ n: Cake.id }))
    expect(rows(pipe(last, unionAll(first), orderRowsBy((row) => [row.n]), limit(1)))).toEqual([{ n: 1 }])
  })
  test("columns are matched by their keys", () => {
    const one = pipe(from(Cake), where(eq(Cake.id, 3)), select({ id: Cake.id, price: Cake.price }))
    const other = pipe(from(Cake), where(eq(Cake.id, 3)), select({ price: Cake.price, id: Cake.id }))
    expect(rows(pipe(one, union(other)))).toEqual([{ id: 3, price: 10 }])
  })
  test("a result is filtered as a table, or after its limit", () => {
    const both = pipe(a, union(b), as("both"))
    expect(rows(pipe(from(both), where(lt(both.n, 3)), select(both.n), orderBy(both.n)))).toEqual([1, 2])
  })
})

describe("recursion", () => {
  const edges = values("edges", { start: integer, end: integer }, [
    { start: 1, end: 2 },
    { start: 2, end: 3 },
    { start: 1, end: 3 },
    { start: 3, end: 1 },
  ])
  test("with distinct a walk through a circle ends", () => {
    const reached = recursive(
      "reached",
      pipe(from(edges), where(eq(edges.start, 1)), select({ at: edges.end })),
      (self) => pipe(from(edges), innerJoin(self, eq(edges.start, self.at)), select({ at: edges.end })),
      { distinct: true },
    )
    expect(rows(pipe(from(reached), orderBy(reached.at), select(reached.at)))).toEqual([1, 2, 3])
  })
  test("each round sees the rows that the last one added, and all are kept", () => {
    const steps = recursive(
      "steps",
      pipe(from(edges), where(eq(edges.start, 1)), select({ at: edges.end, step: literal(1) })),
      (self) => pipe(from(edges), innerJoin(self, eq(edges.start, self.at)), where(lte(self.step, 2)), select({ at: edges.end, step: add(self.step, 1) })),
    )
    expect(rows(pipe(from(steps), orderBy(steps.step, steps.at)))).toEqual([
      { at: 2, step: 1 },
      { at: 3, step: 1 },
      { at: 1, step: 2 },
      { at: 3, step: 2 },
      { at: 1, step: 3 },
      { at: 2, step: 3 },
      { at: 3, step: 3 },
    ])
  })
  test("the order of a walk, and its circles, are for a database to say", () => {
    const walk = recursive("walk", pipe(from(edges), select({ at: edges.end })), (self) => pipe(from(edges), innerJoin(self, eq(edges.start, self.at)), select({ at: edges.end })), {
      cycle: { by: ["at"], set: "again" },
    })
    expect(interpret(from(walk))(db)).toMatchObject({ left: { reason: "Unsupported" } })
  })
  test("of no base there is nothing", () => {
    const none = recursive("none", pipe(from(Cake), where(isNull(Cake.id)), select({ id: Cake.id })), (self) => pipe(from(self), select({ id: self.id })))
    expect(rows(from(none))).toEqual([])
  })
})
