import { Option, pipe } from "effect"
import * as fc from "fast-check"
import * as t from "io-ts"
import { constrain, email, integer, json, nullable, refine, references, type Row, table, text, validateColumn } from "fulmar"
import { arbitraryMemory, arbitraryRow, arbitraryRows } from "fulmar/testing/arbitrary"
import { describe, expect, test } from "vitest"
import { tableData } from "../../../src/core/table.js"
import { Cake, Fruit, Order, shop } from "./shop.js"

const specs = (table: never) => Object.fromEntries(tableData(table).columns.map((c) => [c.key, c.spec]))

describe("a row", () => {
  test("can be written: each value is of its column's type and keeps its rules", () => {
    for (const of of shop) {
      const columns = specs(of as never)
      fc.assert(
        fc.property(arbitraryRow(of as typeof Cake), (row) => {
          for (const [key, value] of Object.entries(row)) {
            expect(validateColumn(columns[key]!, value)._tag).toBe("Right")
          }
        }),
      )
    }
  })

  test("has NULL about one time in four, and what breaks quoting, often enough", () => {
    const rows = fc.sample(arbitraryRow(Fruit), { numRuns: 2000, seed: 1 })
    const nulls = rows.filter((row) => row.cakeId === null).length / rows.length
    expect(nulls).toBeGreaterThan(0.2)
    expect(nulls).toBeLessThan(0.3)
    const names = new Set(rows.map((row) => Option.getOrNull(row.name)))
    for (const name of [null, "", "it's", '"', "\\", "🍰", "e\u0301"]) {
      expect(names).toContain(name)
    }
    expect(rows.some((row) => Option.getOrElse(row.name, () => "").includes("\0"))).toBe(false)
  })

  test("keeps to limits, patterns, multiples and codecs", () => {
    const even = t.refinement(t.number, (n) => n % 2 === 0, "Even")
    const Thing = table("thing", {
      few: integer.pipe(constrain.ge(3), constrain.lt(6)),
      code: text.pipe(constrain.pattern(/^[A-Z]{2}\d$/)),
      dozen: integer.pipe(constrain.multipleOf(12)),
      even: integer.pipe(refine(even)),
      mail: email,
      body: json(t.readonly(t.type({ kind: t.literal("a"), n: t.union([t.null, t.number]) }))),
    })
    fc.assert(
      fc.property(arbitraryRow(Thing), ({ body, code, dozen, even, few }) => {
        expect([3, 4, 5]).toContain(few)
        expect(code).toMatch(/^[A-Z]{2}\d$/)
        expect(Math.abs(dozen % 12)).toBe(0)
        expect(Math.abs(even % 2)).toBe(0)
        expect(body.kind).toBe("a")
      }),
    )
  })

  test("a column whose values cannot be found is named", () => {
    const Impossible = t.refinement(t.string, (s) => s === "open sesame", "Impossible")
    const Door = table("door", { word: text.pipe(refine(Impossible)) })
    expect(() => arbitraryRow(Door)).toThrow('no value of column "word" of table "door" was found')
    const [row] = fc.sample(arbitraryRow(Door, { word: fc.constant("open sesame") }), 1)
    expect(row).toEqual({ word: "open sesame" })
  })

  test("is typed as what the table holds", () => {
    const drawn: fc.Arbitrary<Row<typeof Order>> = arbitraryRow(Order)
    expect(fc.sample(drawn, 1)).toHaveLength(1)
    // @ts-expect-error a column is given values of its type
    arbitraryRow(Order, { line: fc.constant("one") })
  })
})

describe("rows of one table", () => {
  test("differ in what is unique", () => {
    fc.assert(
      fc.property(arbitraryRows(Order, { maxLength: 20 }), (rows) => {
        expect(new Set(rows.map(({ key, line }) => `${key} ${line}`)).size).toBe(rows.length)
      }),
    )
  })
  test("are as many as is asked for", () => {
    fc.assert(fc.property(arbitraryRows(Order, { minLength: 2, maxLength: 3 }), (rows) => rows.length === 2 || rows.length === 3))
  })
})

describe("a memory", () => {
  test("refers to rows that are there", () => {
    fc.assert(
      fc.property(arbitraryMemory(Fruit, Cake), ({ tables: [fruit, cake] }) => {
        const ids = cake!.rows.map((row) => row["id"])
        return fruit!.rows.every((row) => row["cakeId"] === null || ids.includes(row["cakeId"]))
      }),
    )
  })

  test("has tables that refer to themselves and to each other", () => {
    const Node = table("node", { id: integer, parentId: integer.pipe(nullable, references(() => Node.id as never)) }) as never as typeof Cake
    const drawn = fc.sample(arbitraryMemory({ maxRows: 4 }, Node), { numRuns: 200, seed: 2 })
    const rows = drawn.flatMap((db) => db.tables[0]!.rows.map((row) => ({ row, ids: db.tables[0]!.rows.map((r) => r["id"]) })))
    expect(rows.every(({ ids, row }) => row["parentId"] === null || ids.includes(row["parentId"]))).toBe(true)
    expect(pipe(rows, (all) => all.some(({ row }) => row["parentId"] !== null))).toBe(true)
  })

  test("shrinks to no rows", () => {
    const result = fc.check(fc.property(arbitraryMemory(Cake, Fruit), ({ tables }) => tables[1]!.rows.length < 1), { seed: 3 })
    expect(result.counterexample![0].tables.map((x) => x.rows.length)).toEqual([0, 1])
  })
})
