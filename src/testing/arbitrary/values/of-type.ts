import * as fc from "fast-check"
import { emptyRange, rangeOf } from "../../../codec/range.js"
import type { Constraint } from "../../../core/column-spec.js"
import type { TypeSpec } from "../../../core/sql-type.js"
import { compareValues } from "../../interpret/meaning.js"
import { kinds } from "../kind.js"
import { documentsOf } from "./json.js"
import { bigints, decimals, floats, integers } from "./number.js"
import { forms, texts } from "./text.js"
import { dates, durations, instants, times, timestamps } from "./time.js"

type Rules = ReadonlyArray<Constraint>

const ruleOf = (rules: Rules, ...names: ReadonlyArray<string>): unknown => rules.find((rule) => names.includes(rule.name))?.of

const numberOf = (u: unknown): number | null =>
  u === undefined ? null : typeof u === "number" || typeof u === "bigint" ? Number(u) : Number(String((u as { readonly value: bigint }).value)) / 10 ** (u as { readonly scale: number }).scale

/** The least and the greatest that rules leave of a span of numbers. */
const spanOf = (rules: Rules, min: number, max: number): readonly [number, number] => {
  const low = Math.max(min, ...rules.filter((r) => r.name === "ge" || r.name === "gt").map((r) => numberOf(r.of) ?? min))
  const high = Math.min(max, ...rules.filter((r) => r.name === "le" || r.name === "lt").map((r) => numberOf(r.of) ?? max))
  return low > high ? [min, max] : [low, high]
}

const wholeSpans: Readonly<Record<string, readonly [number, number]>> = {
  tinyint: [-128, 127],
  smallint: [-32768, 32767],
  integer: [-(2 ** 31), 2 ** 31 - 1],
}

/** What the family of a type holds, as its plain type sees it, within the rules as far as they can be told by looking. */
const ofFamily = (type: TypeSpec, rules: Rules): fc.Arbitrary<unknown> => {
  switch (type.family) {
    case "boolean":
      return fc.boolean()
    case "integer": {
      const [min, max] = spanOf(rules, ...(wholeSpans[type.name] ?? [-(2 ** 31), 2 ** 31 - 1]))
      const step = Math.abs(numberOf(ruleOf(rules, "multipleOf")) ?? 1)
      return step === 1 || !Number.isInteger(step)
        ? integers(Math.ceil(min), Math.floor(max))
        : integers(Math.ceil(min / step), Math.floor(max / step)).map((n) => n * step)
    }
    case "bigint": {
      const [min, max] = spanOf(rules, -(2 ** 63), 2 ** 63)
      const step = BigInt(Math.max(1, Math.trunc(Math.abs(numberOf(ruleOf(rules, "multipleOf")) ?? 1))))
      const low = min <= -(2 ** 63) ? -(2n ** 63n) : BigInt(Math.ceil(min))
      const high = max >= 2 ** 63 ? 2n ** 63n - 1n : BigInt(Math.floor(max))
      return step === 1n ? bigints(low, high) : bigints(low / step, high / step).map((n) => n * step)
    }
    case "float":
      return floats(...spanOf(rules, -1e6, 1e6))
    case "decimal": {
      const digits = Math.min(10, numberOf(ruleOf(rules, "maxDigits")) ?? 10, Number(type.args[0] ?? 10))
      const places = Math.min(2, digits, numberOf(ruleOf(rules, "decimalPlaces")) ?? 2, type.args.length === 0 ? 2 : Number(type.args[1] ?? 0))
      return decimals(digits, places)
    }
    case "text": {
      const pattern = ruleOf(rules, "pattern")
      const shortest = numberOf(ruleOf(rules, "minLength")) ?? 0
      const longest = Math.min(Math.max(shortest, 12), ...rules.filter((r) => r.name === "maxLength").map((r) => Number(r.of)))
      const drawn = texts(shortest, Math.max(shortest, longest))
      // The database gives a text of a fixed length back without the spaces at its end.
      return pattern instanceof RegExp
        ? fc.stringMatching(new RegExp(pattern.source, pattern.flags.replace("m", "")))
        : type.name === "char"
          ? drawn.map((s) => s.replace(/ +$/, ""))
          : type.codec.is("")
            ? drawn
            : fc.oneof({ weight: 2, arbitrary: drawn }, { weight: 1, arbitrary: fc.constantFrom(...forms) })
    }
    case "bytes":
      return fc.uint8Array({ minLength: numberOf(ruleOf(rules, "minLength")) ?? 0, maxLength: Math.max(numberOf(ruleOf(rules, "minLength")) ?? 0, Math.min(6, numberOf(ruleOf(rules, "maxLength")) ?? 6)) })
    case "date":
      return dates
    case "time":
      return times
    case "timestamp":
      return timestamps
    case "timestamptz":
      return instants
    case "interval":
      return durations
    case "uuid":
      return fc.oneof(
        fc.constantFrom("00000000-0000-0000-0000-000000000000", "ffffffff-ffff-4fff-bfff-ffffffffffff", "0f8fad5b-d9cb-469f-a165-70867728950e"),
        fc.uuid(),
      )
    case "enum":
      return fc.constantFrom(...type.args)
    case "inet":
      return fc.oneof(fc.ipV4(), fc.constantFrom("127.0.0.1", "::1", "10.0.0.0/8"))
    case "array":
      return type.element === null ? fc.constant([]) : fc.array(valuesOfType(type.element), { maxLength: 4 })
    case "range":
      return type.element === null ? fc.constant(emptyRange) : ranges(type.element)
    case "vector":
      return fc.array(integers(-4, 4), { minLength: Number(type.args[0]), maxLength: Number(type.args[0]) })
    case "textSearch":
      return type.name === "tsquery"
        ? fc.constantFrom("'cake'", "'cake' & 'nut'", "'cake' | !'nut'")
        : fc.constantFrom("", "'cake':1", "'cake':1 'nut':2")
    case "json":
    case "unknown":
      return fc.constant(null)
  }
}

/** Ranges as PostgreSQL keeps those of whole steps: with the lower bound and without the upper. */
const ranges = (element: TypeSpec): fc.Arbitrary<unknown> => {
  const bound = fc.option(element.family === "integer" ? integers(-9, 99) : element.family === "date" ? dates : valuesOfType(element), { nil: null, freq: 4 })
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant(emptyRange) },
    {
      weight: 6,
      arbitrary: fc.tuple(bound, bound).map(([a, b]) => {
        if (a === null || b === null) {
          return rangeOf(a, b, "[)")
        }
        const order = compareValues(element)(a, b)
        return order === 0 ? emptyRange : rangeOf(...(order < 0 ? [a, b] : [b, a]) as [unknown, unknown], "[)")
      }),
    },
  )
}

/** The value of a type that the plain type of its family writes so; `null` if it is none. */
const through = (type: TypeSpec, plain: unknown): { readonly value: unknown } | null => {
  const family = kinds[type.family as keyof typeof kinds] as { readonly type: TypeSpec } | undefined
  const wire = family === undefined || type.codec.is(plain) ? null : family.type.codec.encode(plain)
  const value = wire === null ? plain : type.codec.decode(wire)
  return wire === null ? { value } : (value as { readonly _tag: string })._tag === "Right" ? { value: (value as { readonly right: unknown }).right } : null
}

const holds = (type: TypeSpec, rules: Rules, value: unknown): boolean => {
  try {
    return type.codec.is(value) && rules.every((rule) => rule.test(value))
  } catch {
    return false
  }
}

const drawn = (type: TypeSpec, rules: Rules): fc.Arbitrary<{ readonly value: unknown } | null> =>
  type.family === "json" && type.document !== undefined
    ? documentsOf(type.document).map((document) => {
        const read = type.codec.decode(JSON.stringify(document))
        return read._tag === "Right" ? { value: read.right as unknown } : null
      })
    : ofFamily(type, rules).map((plain) => through(type, plain))

/** What is tried before it is said that a type has no values that could be found. */
const tries = 300

/**
 * Values of a type that fulfil the rules, never NULL; `null` if none was found by looking at what the type is made of.
 */
export const valuesWithin = (type: TypeSpec, rules: Rules): fc.Arbitrary<unknown> | null => {
  const candidates = drawn(type, rules)
  const fits = (x: { readonly value: unknown } | null): x is { readonly value: unknown } => x !== null && holds(type, rules, x.value)
  const seen = fc.sample(candidates, { numRuns: tries, seed: 1, path: "" }).filter(fits)
  if (seen.length === 0) {
    return null
  }
  // A filter that lets too little through would try without an end.
  return seen.length < tries / 20
    ? fc.constantFrom(...seen.map((x) => x.value))
    : candidates.filter(fits).map((x) => x.value)
}

const known = new WeakMap<TypeSpec, fc.Arbitrary<unknown>>()

/** Values of a type, never NULL. */
export const valuesOfType = (type: TypeSpec): fc.Arbitrary<unknown> => {
  const found = known.get(type)
  if (found !== undefined) {
    return found
  }
  const made = valuesWithin(type, []) ?? fc.constant(null)
  known.set(type, made)
  return made
}
