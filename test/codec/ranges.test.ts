import * as fc from "fast-check"
import { array, bytes, daterange, double, emptyRange, int4range, range, rangeOf, text, tstzrange } from "fulmar"
import { describe, expect, test } from "vitest"

const words = range("words", text).spec.type.codec

describe("a range", () => {
  test("is written as PostgreSQL reads it", () => {
    expect(int4range.spec.type.codec.encode(rangeOf(1, 5))).toBe("[1,5)")
    expect(int4range.spec.type.codec.encode(rangeOf(null, 5, "[]"))).toBe("(,5]")
    expect(int4range.spec.type.codec.encode(emptyRange)).toBe("empty")
    expect(words.encode(rangeOf("", 'q"\\', "()"))).toBe('("","q\\"\\\\")')
    expect(tstzrange.spec.type.codec.encode(rangeOf(new Date(0), null))).toBe("[1970-01-01T00:00:00.000Z,)")
    expect(range("spans", double).spec.type.codec.encode(rangeOf(-0, Infinity))).toBe("[-0,Infinity)")
    expect(range("blobs", bytes).spec.type.codec.encode(rangeOf(Uint8Array.of(1, 255), null))).toBe('["\\\\x01ff",)')
  })

  test("is read as PostgreSQL writes it", () => {
    const read = words.decode
    expect(read("empty")).toEqual({ _tag: "Right", right: emptyRange })
    expect(read("(,)")).toEqual({ _tag: "Right", right: rangeOf(null, null) })
    expect(read('["",a]')).toEqual({ _tag: "Right", right: rangeOf("", "a", "[]") })
    expect(read('["a ""quoted"" \\\\ b",)')).toEqual({ _tag: "Right", right: rangeOf('a "quoted" \\ b', null) })
    expect(read("(\\,,\\])")).toEqual({ _tag: "Right", right: rangeOf(",", "]", "()") })
    expect(read('(a"b,c"d,)')).toEqual({ _tag: "Right", right: rangeOf("ab,cd", null, "()") })
  })

  test.each(["", "[", "[)", "[1", "[1,2", "1,2)", "[1,2)x", "[1,2,3)", "{1,2}", '["1,2)', "Empty", null, 7, "[1.5,2)", "[a,b)"])(
    "is not %s",
    (wire) => {
      expect(int4range.spec.type.codec.decode(wire)._tag).toBe("Left")
    },
  )

  test("is a value of its bounds", () => {
    const { is } = int4range.spec.type.codec
    expect([rangeOf(1, 5), rangeOf(null, null), emptyRange].every(is)).toBe(true)
    const bad = [rangeOf("a", "b"), rangeOf(1.5, 2), rangeOf(1, undefined), { _tag: "Range", lower: 1, upper: 2 }, {}, null, undefined, "[1,2)"]
    expect(bad.filter(is)).toEqual([])
  })

  test("says what its bound should have been", () => {
    const decoded = daterange.spec.type.codec.decode("[2024-02-30,)")
    const error = decoded._tag === "Left" ? decoded.left[0]! : null
    expect(error?.context.map((c) => [c.key, c.type.name])).toEqual([
      ["", "daterange of date"],
      ["lower", "date"],
    ])
  })

  test("of any texts is read as it was written", () => {
    const bound = fc.option(fc.string({ unit: "grapheme" }), { nil: null })
    const bounds = fc.constantFrom("[)", "[]", "(]", "()")
    fc.assert(
      fc.property(bound, bound, bounds, (lower, upper, kind) => {
        const value = rangeOf(lower, upper, kind as "[)")
        expect(words.decode(words.encode(value))).toEqual({ _tag: "Right", right: value })
        const list = array(range("words", text)).spec.type.codec
        expect(list.decode(list.encode([value, emptyRange]))).toEqual({ _tag: "Right", right: [value, emptyRange] })
      }),
      { numRuns: Number(process.env["FULMAR_RUNS"] ?? 1000) },
    )
  })

  test("is never changed", () => {
    expect(Object.isFrozen(rangeOf(1, 2))).toBe(true)
    expect(Object.isFrozen(emptyRange)).toBe(true)
  })
})
