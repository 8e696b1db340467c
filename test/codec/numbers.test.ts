import { BigDecimal } from "effect"
import { describe, expect, test } from "vitest"
import { bigint, decimal, double, float, integer, numeric, real, smallint, tinyint } from "../../src/codec/index.js"
import { read, refused, same, write } from "./reads.js"

describe("integers", () => {
  test("read numbers, bigints and digits, within their bits", () => {
    for (const [type, min, max] of [
      [tinyint, -128, 127],
      [smallint, -32768, 32767],
      [integer, -2147483648, 2147483647],
    ] as const) {
      for (const n of [min, -1, 0, 1, max]) {
        expect([n, BigInt(n), String(n)].map((wire) => read(type, wire))).toEqual([n, n, n])
        expect(write(type, n)).toBe(n)
      }
      for (const n of [min - 1, max + 1]) {
        expect([n, BigInt(n), String(n)].map((wire) => read(type, wire))).toEqual([refused, refused, refused])
        expect(write(type, n)).toBe(refused)
      }
    }
  })

  test("refuse everything else", () => {
    for (const wire of [
      null,
      undefined,
      "",
      " 1",
      "1.0",
      "1e3",
      "0x10",
      "+1",
      "9".repeat(400),
      0.5,
      NaN,
      Infinity,
      true,
      {},
      [],
    ]) {
      expect(read(integer, wire)).toBe(refused)
    }
    for (const value of [null, undefined, "1", 1n, 0.5, NaN, {}]) expect(write(integer, value)).toBe(refused)
  })

  test("-0 is written as 0", () => expect(Object.is(write(integer, -0), 0)).toBe(true))
})

test("the text -0 is no whole number", () => expect(read(integer, "-0")).toBe(refused))

describe("bigint", () => {
  const min = -9223372036854775808n
  const max = 9223372036854775807n
  test("keeps 64 bits", () => {
    for (const n of [min, -1n, 0n, max]) {
      expect([n, String(n)].map((wire) => read(bigint, wire))).toEqual([n, n])
      expect(write(bigint, n)).toBe(n)
    }
    expect(read(bigint, 42)).toBe(42n)
  })

  test("refuses what does not fit, or was rounded", () => {
    for (const wire of [
      min - 1n,
      max + 1n,
      String(max + 1n),
      2 ** 53,
      0.5,
      "",
      "1.5",
      null,
      undefined,
      "9".repeat(400),
    ]) {
      expect(read(bigint, wire)).toBe(refused)
    }
    for (const value of [min - 1n, max + 1n, 1, "1", null]) expect(write(bigint, value)).toBe(refused)
  })
})

describe("floats", () => {
  test("read numbers, exact bigints and text", () => {
    expect(float).toBe(double)
    for (const [wire, value] of [
      [0.1, 0.1],
      ["0.1", 0.1],
      ["-1e-3", -0.001],
      ["1.", 1],
      [".5", 0.5],
      [3n, 3],
      ["NaN", NaN],
      ["Infinity", Infinity],
      ["-Infinity", -Infinity],
      [-0, -0],
    ] as const) {
      expect(read(double, wire)).toBe(value)
    }
    for (const wire of ["", ".", "abc", "0x1", "1e999", 2n ** 60n + 1n, null, undefined, true]) {
      expect(read(double, wire)).toBe(refused)
    }
  })

  test("real rounds to 32 bits, whichever way the wire was widened", () => {
    const tenth = Math.fround(0.1)
    expect(["0.1", 0.1, tenth].map((wire) => read(real, wire))).toEqual([tenth, tenth, tenth])
    expect(write(real, 0.1)).toBe(tenth)
    for (const n of [1e39, -1e39])
      expect([read(real, n), read(real, String(n)), write(real, n)]).toEqual(Array(3).fill(refused))
    expect([read(real, Infinity), write(real, -Infinity), read(real, 3.4e38)]).toEqual([
      Infinity,
      -Infinity,
      Math.fround(3.4e38),
    ])
  })
})

describe("numeric", () => {
  const of = BigDecimal.fromStringUnsafe
  test("reads text exactly, whatever its scale", () => {
    for (const text of [
      "0",
      "-0.00",
      "12.345",
      "123456789012345678901234567890.000000001",
      "1e5",
      "1.5E-3",
      ".5",
      "5.",
      "+1",
    ]) {
      const expected = of(text.replace(/^\+/, "").replace(/^\./, "0.").replace(/\.$/, ""))
      expect(same(read(numeric(10, 2), text), expected)).toBe(true)
    }
    expect(same(read(numeric(), 7n), of("7"))).toBe(true)
    expect(same(read(numeric(), 7), of("7"))).toBe(true)
    expect(same(read(numeric(5), "-.5"), of("-0.5"))).toBe(true)
  })

  test("refuses what is inexact, or no decimal", () => {
    for (const wire of [
      0.5,
      2 ** 60,
      "NaN",
      "Infinity",
      "",
      ".",
      "-",
      "1e",
      "abc",
      "1,5",
      "1e200000",
      "1e-20000",
      null,
      undefined,
    ]) {
      expect(read(numeric(), wire)).toBe(refused)
    }
  })

  test("writes plain text with its scale, and refuses more digits", () => {
    for (const [value, wire] of [
      ["12.5", "12.50"],
      ["-0.01", "-0.01"],
      ["0", "0.00"],
      ["99999999.99", "99999999.99"],
      ["1e7", "10000000.00"],
      ["1.500", "1.50"],
    ] as const) {
      expect(write(numeric(10, 2), of(value))).toBe(wire)
    }
    for (const value of ["0.001", "100000000", "-100000000", "1e20"])
      expect(write(numeric(10, 2), of(value))).toBe(refused)
    expect([write(decimal(3), of("999")), write(decimal(3), of("0.1"))]).toEqual(["999", refused])
    expect(write(numeric(2, 2), of("0.99"))).toBe("0.99")
    expect(write(numeric(), of("1e20"))).toBe("100000000000000000000")
    expect(write(numeric(), of("-1e-20"))).toBe("-0.00000000000000000001")
    expect(write(numeric(), of("1.500"))).toBe("1.5")
    expect(write(numeric(), BigDecimal.make(1n, -1_000_000_000))).toBe(refused)
    for (const value of [1, 1n, "1", null, undefined, {}]) expect(write(numeric(), value)).toBe(refused)
  })
})
