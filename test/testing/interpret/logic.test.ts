import { pipe } from "effect"
import { describe, expect, test } from "vitest"
import {
  add, allOf, and, anyOf, between, type AnyQuery, boolean, caseOf, caseWhen, eq, exists, from, gt, inQuery, integer, isDistinctFrom, isIn, isNull, literal, lt, neq, not, notBetween, notIn, notInQuery,
  nullOf, or, param, rowValue, scalar, select, where,
} from "../../../src/index.js"
import { holding, interpret, memory } from "../../../src/testing/index.js"
import { Cake, db, Fruit, rows } from "./meaning.js"

const one = memory(holding(Cake, [{ id: 1, name: "Opera", price: 30 }]))
/** The value of an expression that reads no table. */
const value = (expr: object): unknown => rows(pipe(from(Cake), select({ x: expr as never })) as AnyQuery, one).map((row) => (row as { x: unknown }).x)[0]

const unknown = nullOf(boolean)
const yes = literal(true)
const no = literal(false)

describe("three-valued logic", () => {
  test("and is false if any operand is, else NULL if any is", () => {
    expect([and(yes, unknown), and(no, unknown), and(unknown, unknown), and(), and(yes, yes)].map(value)).toEqual([null, false, null, true, true])
  })
  test("or is true if any operand is, else NULL if any is", () => {
    expect([or(yes, unknown), or(no, unknown), or(unknown, unknown), or(), or(no, no)].map(value)).toEqual([true, null, null, false, false])
  })
  test("not of NULL is NULL", () => {
    expect([not(unknown), not(yes)].map(value)).toEqual([null, false])
  })
  test("a condition that is NULL keeps no row, nor does its negation", () => {
    expect(rows(pipe(from(Cake), where(gt(Cake.price, 20)), select(Cake.id)))).toEqual([1, 4])
    expect(rows(pipe(from(Cake), where(not(gt(Cake.price, 20))), select(Cake.id)))).toEqual([3])
  })
})

describe("comparisons", () => {
  const none = nullOf(integer)
  test("NULL is equal to nothing, and is distinct from what is no NULL", () => {
    expect([eq(none, 1), neq(none, 1), eq(none, none), isDistinctFrom(none, 1), isDistinctFrom(none, none), isNull(none)].map(value)).toEqual([
      null, null, null, true, false, true,
    ])
  })
  test("eq(x, null) is whether x is NULL", () => {
    expect([eq(none, null), eq(literal(1), null)].map(value)).toEqual([true, false])
  })
  test("between is two comparisons, of which one may decide", () => {
    expect([between(literal(1), none, 0), between(literal(1), none, 2), notBetween(literal(1), none, 0)].map(value)).toEqual([false, null, true])
  })
  test("of row values the first items decide, unless they are equal", () => {
    const row = (a: object, b: object) => rowValue({ a: a as typeof none, b: b as typeof none })
    const [x, y] = [literal(1), literal(2)]
    expect(
      [
        lt(row(x, none), { a: 2, b: 0 }),
        lt(row(x, none), { a: 1, b: 0 }),
        lt(row(x, x), { a: 1, b: 2 }),
        eq(row(x, none), { a: 2, b: 0 }),
        eq(row(x, none), { a: 1, b: 0 }),
        neq(row(y, none), { a: 1, b: 0 }),
      ].map(value),
    ).toEqual([true, null, true, false, null, true])
  })
})

describe("membership", () => {
  const none = nullOf(integer)
  test("NULL as a value of the list is looked for, NULL that an expression gives is not", () => {
    expect([isIn(literal(1), [1, null]), isIn(none, [1, null]), isIn(none, [1]), isIn(literal(2), [1, none]), notIn(literal(2), [1, none])].map(value)).toEqual([
      true, true, null, null, null,
    ])
    expect([notIn(literal(2), [1, null]), notIn(none, [1, null])].map(value)).toEqual([true, false])
  })
  test("nothing is in an empty list, NULL neither", () => {
    expect([isIn(none, []), notIn(none, [])].map(value)).toEqual([false, true])
  })
  const cakeIds = pipe(from(Fruit), select({ id: Fruit.cakeId }))
  test("not in is never true where the query gives a NULL", () => {
    expect(rows(pipe(from(Cake), where(notInQuery(Cake.id, cakeIds)), select(Cake.id)))).toEqual([])
    expect(rows(pipe(from(Cake), where(inQuery(Cake.id, cakeIds)), select(Cake.id)))).toEqual([1, 3])
  })
  test("of no rows in is false, and not in is true, of NULL too", () => {
    const nothing = pipe(cakeIds, where(lt(Fruit.id, 0)))
    expect(rows(pipe(from(Cake), where(eq(Cake.id, 2)), select({ in: inQuery(Cake.price, nothing), out: notInQuery(Cake.price, nothing) })))).toEqual([
      { in: false, out: true },
    ])
  })
  test("any of none is false, all of none is true, and NULLs among them make it NULL", () => {
    const prices = pipe(from(Cake), select(Cake.price))
    const none = pipe(prices, where(lt(Cake.id, 0)))
    expect([eq(literal(1), anyOf(none)), eq(literal(1), allOf(none)), gt(literal(99), allOf(pipe(prices, where(gt(Cake.id, 2))))), gt(literal(20), anyOf(prices)), gt(literal(20), allOf(prices))].map(value)).toEqual([
      false, true, true, false, false,
    ])
    expect(rows(pipe(from(Cake), where(eq(Cake.id, 1)), select({ all: gt(literal(99), allOf(pipe(from(Fruit), select(Fruit.cakeId)))), any: gt(literal(0), anyOf(pipe(from(Fruit), select(Fruit.cakeId)))) })))).toEqual([
      { all: null, any: null },
    ])
    expect([eq(literal(1), anyOf([1, 2])), gt(literal(1), allOf([1, 2]))].map(value)).toEqual([true, false])
  })
  test("exists is never NULL", () => {
    expect(rows(pipe(from(Cake), where(not(exists(pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)))))), select(Cake.id)))).toEqual([2, 4])
  })
})

describe("values", () => {
  test("case takes the first branch that is true; without one it is NULL", () => {
    expect([caseWhen([[unknown, 1], [yes, 2]], 3), caseWhen([[no, 1]], nullOf(integer)), caseOf(nullOf(integer), [[1, "a"]], "b")].map(value)).toEqual([2, null, "b"])
  })
  test("a scalar query without rows is NULL, with several it has no value", () => {
    expect(rows(pipe(from(Cake), where(eq(Cake.id, 1)), select(scalar(pipe(from(Fruit), where(lt(Fruit.id, 0)), select(Fruit.id))))))).toEqual([null])
    expect(interpret(pipe(from(Cake), select(scalar(pipe(from(Fruit), select(Fruit.id))))))(db)).toMatchObject({ left: { reason: "DataError" } })
  })
  test("a named parameter has the value that is given", () => {
    const byId = pipe(from(Cake), where(eq(Cake.id, param("id", integer))), select(add(Cake.id, param("more", integer))))
    expect(interpret(byId)(db, { id: 3, more: 4 })).toMatchObject({ right: [7] })
    expect(interpret(byId)(db, { id: 3, more: 0.5 })).toMatchObject({ left: { reason: "DataError" } })
  })
})
