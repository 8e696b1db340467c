import { Option, pipe } from "effect"
import { describe, expect, test } from "vitest"
import {
  array, arrayFrom, crossJoin, cte, desc, eq, from, generateSeries, innerJoin, integer, leftJoin, limit, literal, many, maybe, nullable, option, orderBy, raw, select, table, text, unnest, values, where,
} from "../../../src/index.js"
import { rowDifference, holding, interpret, memory } from "../../../src/testing/index.js"
import { Cake, db, Fruit, rows } from "./meaning.js"

const ofCake = pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)))

describe("nested rows", () => {
  test("many has all rows, maybe the first one or null", () => {
    const q = pipe(
      from(Cake),
      orderBy(Cake.id),
      limit(2),
      select({ id: Cake.id, all: many(pipe(ofCake, select({ id: Fruit.id }), orderBy(desc(Fruit.id)))), last: maybe(pipe(ofCake, orderBy(desc(Fruit.id)))) }),
    )
    expect(rows(q)).toEqual([
      { id: 1, all: [{ id: 2 }, { id: 1 }], last: { id: 2, cakeId: 1, name: "Plum" } },
      { id: 2, all: [], last: null },
    ])
  })
  test("order and limit of the inner query hold for each outer row", () => {
    const one = many(pipe(ofCake, select(Fruit.id), orderBy(Fruit.id), limit(1)))
    expect(rows(pipe(from(Cake), orderBy(Cake.id), select(one)))).toEqual([[1], [], [3], []])
    expect(rows(pipe(from(Cake), orderBy(Cake.id), select(arrayFrom(pipe(ofCake, select(Fruit.id), orderBy(Fruit.id))))))).toEqual([[1, 2], [], [3], []])
  })
  test("nothing says which row is the first of several without an order", () => {
    expect(interpret(pipe(from(Cake), select(maybe(ofCake))))(db)).toMatchObject({ left: { reason: "Undetermined" } })
  })
  test("a table that is absent around the nested query is null in it", () => {
    const inner = pipe(from(Cake), where(eq(Cake.id, 1)), select({ fruit: Fruit }))
    const q = pipe(from(Cake), leftJoin(Fruit, eq(Fruit.id, Cake.price)), where(eq(Cake.id, 2)), select({ fruit: Fruit }))
    expect(rows(q)).toEqual([{ fruit: null }])
    expect(rows(pipe(from(Fruit), where(eq(Fruit.id, 3)), select(many(inner))))).toEqual([[{ fruit: { id: 3, cakeId: 3, name: null } }]])
  })
})

describe("tables that are not stored", () => {
  test("values, series and the elements of arrays", () => {
    const days = generateSeries("days", "2024-02-28", "2024-03-01")
    expect(rows(pipe(from(days), select(days.value)))).toEqual(["2024-02-28", "2024-02-29", "2024-03-01"])
    const down = generateSeries("down", 3, 1, -2)
    expect(rows(pipe(from(down), select(down.value)))).toEqual([3, 1])
    const Sale = table("sale", { id: integer, tags: array(text).pipe(nullable) })
    const tags = unnest("tags", Sale.tags)
    const sales = memory(holding(Sale, [{ id: 1, tags: ["cold", "sweet"] }, { id: 2, tags: [] }, { id: 3, tags: null }]))
    expect(rows(pipe(from(Sale), crossJoin(tags), select({ id: Sale.id, tag: tags.value, place: tags.ordinality })), sales)).toEqual([
      { id: 1, tag: "cold", place: 1 },
      { id: 1, tag: "sweet", place: 2 },
    ])
  })
  test("a CTE has the rows of its query wherever it is used", () => {
    const some = pipe(from(Cake), where(eq(Cake.price, 30)), select({ id: Cake.id }), cte("some"))
    expect(rows(pipe(from(Cake), innerJoin(some, eq(some.id, Cake.id)), select(Cake.name)))).toEqual(["Opera", "Eclair"])
  })
  test("an optional column is an Option, of a whole row too", () => {
    const Note = table("note", { id: integer, body: text.pipe(option) })
    const notes = memory(holding(Note, [{ id: 1, body: Option.some("x") }, { id: 2, body: Option.none() }]))
    expect(rows(from(Note), notes)).toEqual([{ id: 1, body: Option.some("x") }, { id: 2, body: Option.none() }])
    expect(rows(pipe(from(Note), where(eq(Note.body, Option.some("x"))), select(Note.id)), notes)).toEqual([1])
  })
  test("raw SQL and tables that are not there have no meaning", () => {
    expect(interpret(pipe(from(Cake), select(raw(integer)`1 + 1`)))(db)).toMatchObject({ left: { reason: "Unsupported" } })
    expect(interpret(from(table("nowhere", { id: integer })))(db)).toMatchObject({ left: { reason: "Unsupported" } })
  })
})

describe("difference", () => {
  const ids = pipe(from(Cake), select({ id: Cake.id, price: Cake.price }))
  const found = (query: object, actual: ReadonlyArray<unknown>) => rowDifference(query as typeof ids)(db, actual as never)
  const all = rows(ids)
  test("rows without an order may come in any", () => {
    expect(found(ids, all.toReversed())).toMatchObject({ right: null })
  })
  test("rows that sort alike may change places, others may not", () => {
    const byPrice = pipe(ids, orderBy(desc(Cake.price)))
    const [a, b, ...rest] = rows(byPrice)
    expect(found(byPrice, [b, a, ...rest])).toMatchObject({ right: null })
    expect(found(byPrice, [a, ...rest, b])).toMatchObject({ right: "expected {\"id\":4,\"price\":30} among the rows 0 to 1, got [{\"id\":1,\"price\":30},{\"id\":3,\"price\":10}]" })
  })
  test("a row more, a row less, another value, and a key more are differences", () => {
    expect(found(ids, all.slice(1))).toMatchObject({ right: "expected 4 rows, got 3" })
    expect(found(ids, [...all.slice(1), all[1]])).not.toMatchObject({ right: null })
    expect(found(ids, all.map((row) => ({ ...(row as object), more: 1 })))).not.toMatchObject({ right: null })
  })
  test("nested rows are compared by their own order", () => {
    const nestedRows = pipe(from(Cake), where(eq(Cake.id, 1)), select({ fruit: many(pipe(ofCake, select(Fruit.id))) }))
    const sortedRows = pipe(from(Cake), where(eq(Cake.id, 1)), select({ fruit: many(pipe(ofCake, select(Fruit.id), orderBy(Fruit.id))) }))
    expect(rowDifference(nestedRows)(db, [{ fruit: [2, 1] }])).toMatchObject({ right: null })
    expect(rowDifference(sortedRows)(db, [{ fruit: [2, 1] }])).not.toMatchObject({ right: null })
  })
  test("floats may differ in their last digits", () => {
    const t = values("t", { id: integer }, [{ id: 1 }])
    const third = pipe(from(t), select({ x: literal(1 / 3) }))
    expect(rowDifference(third)(db, [{ x: 0.33333333333 }])).toMatchObject({ right: null })
    expect(rowDifference(third)(db, [{ x: 0.3333 }])).not.toMatchObject({ right: null })
  })
})
