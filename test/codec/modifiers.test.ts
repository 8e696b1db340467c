import { BigDecimal, Option } from "effect"
import * as t from "io-ts"
import { describe, expect, test } from "vitest"
import * as C from "../../src/index.js"
import { columnNode } from "../../src/core/expr-node.js"
import type { AnyColumnDef } from "../../src/core/sql-type.js"
import { table } from "../../src/core/table.js"

const said = (column: AnyColumnDef, value: unknown): unknown => {
  const e = C.validateColumn(column.spec, value)
  return e._tag === "Right" ? e.right : e.left.message
}

describe("modifiers", () => {
  test("change nothing of the column they are given", () => {
    const before = JSON.stringify(C.integer.spec)
    const column = C.integer.pipe(
      C.primaryKey,
      C.nullable,
      C.unique,
      C.indexed,
      C.columnName("x"),
      C.comment("y"),
      C.constrain.ge(0),
    )
    expect(JSON.stringify(C.integer.spec)).toBe(before)
    expect(column.spec).toMatchObject({
      primaryKey: true,
      nullable: true,
      unique: true,
      index: true,
      columnName: "x",
      comment: "y",
    })
    expect(Object.isFrozen(column.spec)).toBe(true)
  })

  test("defaults are values, expressions or functions", () => {
    const Cake = table("cake", { id: C.integer })
    expect(C.integer.pipe(C.defaultTo(1)).spec.default).toMatchObject({
      _tag: "Database",
      expr: { _tag: "Value", value: 1 },
    })
    expect(C.integer.pipe(C.option, C.defaultTo(Option.some(1))).spec.default).toMatchObject({ expr: { value: 1 } })
    expect(C.integer.pipe(C.option, C.defaultTo(Option.none())).spec.default).toMatchObject({ expr: { value: null } })
    expect(C.integer.pipe(C.defaultTo(Cake.id)).spec.default).toMatchObject({ expr: { _tag: "Column", name: "id" } })
    // a JSON value that merely looks like a node
    const lookalike = { _tag: "Column", pipe: "x" }
    expect(C.json().pipe(C.defaultTo(lookalike)).spec.default).toMatchObject({
      expr: { _tag: "Value", value: lookalike },
    })
    expect(C.integer.pipe(C.defaultWith(() => 7)).spec.default).toMatchObject({ _tag: "Client" })
  })

  test("references are resolved late", () => {
    const column = C.integer.pipe(C.references(() => Later.id, { onDelete: "cascade", name: "fk" }))
    const Later = table("later", { id: C.integer.pipe(C.columnName("later_id")) })
    expect(column.spec.references).toMatchObject({ onDelete: "cascade", onUpdate: null, name: "fk" })
    expect(column.spec.references?.target()).toEqual({ table: "later", schema: null, column: "later_id" })
  })
})

describe("validateColumn", () => {
  test("tells NULL, Option and missing values apart", () => {
    expect(said(C.integer, 1)).toBe(1)
    expect(said(C.integer, null)).toBe("expected integer, got null")
    expect(said(C.integer, undefined)).toBe("expected integer, got undefined")
    expect(said(C.integer.pipe(C.nullable), null)).toBe(null)
    expect(said(C.integer.pipe(C.nullable), undefined)).toBe("expected integer or null, got undefined")
    expect(said(C.integer.pipe(C.nullable), 2n)).toBe("expected integer or null, got 2n")
    expect(said(C.integer.pipe(C.option), Option.none())).toBe(null)
    expect(said(C.integer.pipe(C.option), Option.some(1))).toBe(1)
    expect(said(C.integer.pipe(C.option), 1)).toBe("expected an Option of integer, got 1")
    expect(said(C.integer.pipe(C.option), null)).toBe("expected an Option of integer, got null")
    expect(said(C.json(), null)).toBe("null")
    expect(said(C.json().pipe(C.option), Option.some(null))).toBe("null")
    expect(said(C.json().pipe(C.nullable), null)).toBe(null)
  })

  test("a hostile value is a refusal, never a throw", () => {
    const proxy = new Proxy(
      {},
      {
        get: () => {
          throw new Error("no")
        },
        getPrototypeOf: () => {
          throw new Error("no")
        },
      },
    )
    for (const column of [
      C.integer,
      C.numeric(),
      C.json(),
      C.bytes,
      C.timestamptz,
      C.dateTimeUtc,
      C.interval,
      C.array(C.text),
      C.text,
    ]) {
      expect(C.validateColumn(column.spec, proxy)._tag).toBe("Left")
    }
  })
})

describe("constrain", () => {
  const { constrain } = C
  test("limits hold for every kind of number", () => {
    const of = BigDecimal.fromStringUnsafe
    const cases: ReadonlyArray<readonly [AnyColumnDef, unknown, boolean]> = [
      [C.integer.pipe(constrain.ge(1)), 1, true],
      [C.integer.pipe(constrain.gt(1)), 1, false],
      [C.integer.pipe(constrain.le(1.5)), 2, false],
      [C.bigint.pipe(constrain.lt(10)), 9n, true],
      [C.bigint.pipe(constrain.lt(2 ** 53)), 9007199254740993n, false],
      [C.double.pipe(constrain.ge(0n)), -0.1, false],
      [C.double.pipe(constrain.ge(0)), NaN, false],
      [C.double.pipe(constrain.le(of("1.5"))), Infinity, false],
      [C.double.pipe(constrain.ge(of("1.5"))), Infinity, true],
      [C.numeric().pipe(constrain.gt(0.1)), of("0.1"), false],
      [C.numeric().pipe(constrain.ge(0.1)), of("0.10"), true],
      [C.numeric().pipe(constrain.le(10n)), of("10.01"), false],
      [C.date.pipe(constrain.ge("2024-01-01")), "2023-12-31", false],
      [C.timestamptz.pipe(constrain.lt(new Date(10))), new Date(9), true],
      [C.numeric().pipe(constrain.multipleOf(0.1)), of("0.3"), true],
      [C.double.pipe(constrain.multipleOf(0.1)), 0.3, true],
      [C.bigint.pipe(constrain.multipleOf(3n)), 9007199254740993n, true],
      [C.integer.pipe(constrain.multipleOf(5)), 7, false],
      [C.double.pipe(constrain.multipleOf(5)), Infinity, false],
      [C.numeric().pipe(constrain.maxDigits(5)), of("123.45"), true],
      [C.numeric().pipe(constrain.maxDigits(5)), of("123.456"), false],
      [C.numeric().pipe(constrain.maxDigits(2)), of("0.05"), true],
      [C.integer.pipe(constrain.maxDigits(3)), -1000, false],
      [C.numeric().pipe(constrain.decimalPlaces(2)), of("1.500"), true],
      [C.double.pipe(constrain.decimalPlaces(2)), 1.005, false],
      [C.text.pipe(constrain.minLength(2)), "👩", false],
      [C.text.pipe(constrain.maxLength(2)), "👩👩", true],
      [C.text.pipe(constrain.maxLength(2)), "abc", false],
      [C.bytes.pipe(constrain.maxLength(1)), Uint8Array.of(1, 2), false],
      [C.array(C.text).pipe(constrain.minLength(1)), [], false],
      [C.text.pipe(constrain.pattern(/^a+$/g)), "aaa", true],
      [C.text.pipe(constrain.pattern(/^a+$/)), "ab", false],
      [C.varchar(3), "abcd", false],
      [C.char(3), "👩👩👩", true],
      [C.integer.pipe(constrain.ge(1), C.nullable), null, true],
      [C.integer.pipe(C.option, constrain.ge(1)), Option.none(), true],
      [C.integer.pipe(C.option, constrain.ge(1)), Option.some(0), false],
    ]
    const wrong = cases.filter(
      ([column, value, fits]) => (C.validateColumn(column.spec, value)._tag === "Right") !== fits,
    )
    expect(wrong).toEqual([])
  })

  test("a pattern with the g flag does not remember", () => {
    const column = C.text.pipe(constrain.pattern(/a/g))
    expect([1, 2, 3].map(() => said(column, "a"))).toEqual(["a", "a", "a"])
  })

  test("one error names every broken rule", () => {
    expect(said(C.integer.pipe(constrain.ge(10), constrain.multipleOf(2)), 3)).toBe(
      "expected at least 10 and a multiple of 2, got 3",
    )
    expect(said(C.varchar(1), "ab")).toBe('expected at most 1 character, got "ab"')
  })

  test("with check, the rule is SQL too", () => {
    const rules = C.integer.pipe(
      constrain.ge(1, { check: true }),
      constrain.multipleOf(2, { check: true }),
      constrain.maxDigits(3, { check: true }),
      constrain.le(5),
    ).spec.constraints
    const column = columnNode("t", "a", "a", C.integer.spec)
    expect(rules.map((rule) => rule.sql?.(column)._tag)).toEqual(["Binary", "Binary", "Binary", undefined])
    expect(rules[0]!.sql!(column)).toMatchObject({ op: ">=", left: { name: "a" }, right: { value: 1 } })
  })

  test("nothing is a multiple of zero", () => expect(() => constrain.multipleOf(0)).toThrow(RangeError))
})

describe("refine", () => {
  const Trimmed = new t.Type<string, string, string>(
    "Trimmed",
    (u): u is string => typeof u === "string" && u === u.trim(),
    (s, c) => (s === s.trim() ? t.success(s) : t.failure(s, c)),
    t.identity,
  )
  const Chars = new t.Type<ReadonlyArray<string>, string, string>(
    "Chars",
    (u): u is ReadonlyArray<string> => Array.isArray(u) && u.every((s) => typeof s === "string"),
    (s) => t.success([...s]),
    (a) => a.join(""),
  )

  test("reads and writes through both codecs", () => {
    const column = C.text.pipe(C.refine(Trimmed), C.nullable)
    expect([said(column, "a"), said(column, " a"), said(column, null)]).toEqual([
      "a",
      'expected Trimmed or null, got " a"',
      null,
    ])
    expect(column.spec.type.codec.decode(" a")._tag).toBe("Left")
    expect(column.spec.type.inline).toBe(null)
  })

  test("rules given before still speak of the value before", () => {
    const column = C.varchar(2).pipe(C.refine(Chars))
    expect([said(column, ["a", "b"]), said(column, ["a", "b", "c"])]).toEqual([
      "ab",
      'expected at most 2 characters, got ["a","b","c"]',
    ])
  })

  test("the type of the column still has its say", () => {
    expect(said(C.text.pipe(C.refine(Chars)), ["\ud800"])).toBe('expected Chars, got ["\\ud800"]')
  })
})
