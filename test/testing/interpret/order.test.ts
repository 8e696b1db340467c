import { pipe } from "effect"
import { describe, expect, test } from "vitest"
import {
  desc, distinct, distinctOn, from, limit, limitWithTies, lt, nullsFirst, nullsLast, offset, orderBy, orderRowsBy, select, where,
} from "../../../src/index.js"
import { interpret, nullsLargest } from "../../../src/testing/index.js"
import { Cake, db, Fruit, rows } from "./meaning.js"

const ids = pipe(from(Cake), select(Cake.id))

describe("order", () => {
  test("NULLs are where the database puts them, or where the query says", () => {
    const upwards = pipe(ids, orderBy(Cake.price, Cake.id))
    const downwards = pipe(ids, orderBy(desc(Cake.price), Cake.id))
    expect(rows(upwards)).toEqual([2, 3, 1, 4])
    expect(rows(upwards, nullsLargest(db))).toEqual([3, 1, 4, 2])
    expect(rows(downwards)).toEqual([1, 4, 3, 2])
    expect(rows(downwards, nullsLargest(db))).toEqual([2, 1, 4, 3])
    expect(rows(pipe(ids, orderBy(nullsLast(Cake.price), Cake.id)))).toEqual([3, 1, 4, 2])
    expect(rows(pipe(ids, orderBy(nullsFirst(desc(Cake.price)), Cake.id)))).toEqual([2, 1, 4, 3])
  })
  test("later keys come after earlier ones, and those after a limit too", () => {
    expect(rows(pipe(ids, orderBy(Cake.price), orderBy(desc(Cake.id))))).toEqual([2, 3, 4, 1])
    expect(rows(pipe(ids, orderBy(Cake.price), limit(3), orderBy(desc(Cake.id))))).toEqual([2, 3, 4])
  })
})

describe("limit", () => {
  test("limit and offset are a pair in either order; another one applies to what is left", () => {
    expect(rows(pipe(ids, orderBy(Cake.id), offset(1), limit(2)))).toEqual([2, 3])
    expect(rows(pipe(ids, orderBy(Cake.id), limit(2), offset(1)))).toEqual([2, 3])
    expect(rows(pipe(ids, orderBy(Cake.id), limit(3), limit(5)))).toEqual([1, 2, 3])
    expect(rows(pipe(ids, orderBy(Cake.id), offset(1), offset(1)))).toEqual([3, 4])
    expect(rows(pipe(ids, orderBy(Cake.id), offset(9), limit(2)))).toEqual([])
  })
  test("with ties the rows that sort like the last one come too", () => {
    const dear = pipe(ids, orderBy(desc(Cake.price)))
    expect(rows(pipe(dear, limitWithTies(1)))).toEqual([1, 4])
    expect(rows(pipe(dear, limitWithTies(0)))).toEqual([])
    expect(rows(pipe(pipe(ids, orderBy(desc(Cake.price), Cake.id)), offset(1), limitWithTies(1)))).toEqual([4])
  })
  test("rows that sort alike are cut apart only where they are the same", () => {
    expect(interpret(pipe(ids, orderBy(desc(Cake.price)), limit(1)))(db)).toMatchObject({ left: { reason: "Undetermined" } })
    expect(rows(pipe(from(Cake), orderBy(desc(Cake.price)), limit(1), select(Cake.price)))).toEqual([30])
    expect(rows(pipe(ids, orderBy(desc(Cake.price)), limit(2)))).toEqual([1, 4])
  })
})

describe("distinct", () => {
  test("every row comes once, and NULLs are the same", () => {
    expect(rows(pipe(from(Cake), select({ price: Cake.price }), distinct, orderRowsBy((row) => [row.price])))).toEqual([{ price: null }, { price: 10 }, { price: 30 }])
  })
  test("after a limit it applies to the rows that are left", () => {
    expect(rows(pipe(from(Cake), select({ price: Cake.price }), orderBy(desc(Cake.id)), limit(2), distinct))).toHaveLength(2)
  })
  test("distinctOn keeps the first row of each key, in the order", () => {
    expect(rows(pipe(ids, distinctOn(Cake.price), orderBy(desc(Cake.id))))).toEqual([4, 3, 2])
    expect(rows(pipe(ids, distinctOn(Cake.price), orderBy(desc(Cake.id)), limit(1)))).toEqual([4])
    expect(interpret(pipe(ids, distinctOn(Cake.price)))(db)).toMatchObject({ left: { reason: "Undetermined" } })
    expect(rows(pipe(from(Fruit), where(lt(Fruit.id, 3)), distinctOn(Fruit.cakeId), orderBy(desc(Fruit.id)), select(Fruit.id)))).toEqual([2])
  })
})
