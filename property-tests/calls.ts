/** Every function, operator and cast of scalars on the columns of one row, whose values are random. */
import { BigDecimal, Duration } from "effect"
import * as fc from "fast-check"
import {
  abs, acos, add, addDays, addInterval, addMonths, addYears, always, and, type AnyExpr, ascii, asin, atan, atan2, between, bigint, bitAnd,
  bitNot, bitOr, bitXor, boolean, bytes, caseWhen, cast, ceil, chr, coalesce, concat, concatWs, contains, cos, date, dateOf, dateTrunc,
  day, dayOfWeek, dayOfYear, daysBetween, degrees, div, double, endsWith, enumeration, epoch, eq, exp, floor, greatest, gt,
  gte, hour, integer, interval, intervalBetween, isDistinctFrom, isIn, isNotDistinctFrom, isNull, isoDayOfWeek, isoWeek,
  isoYear, json, type Json, jsonArray, jsonArrayAppend, jsonArrayLength, jsonAs, jsonGet, jsonHasKey, jsonInsert, jsonKeys,
  jsonObject, jsonRemove, jsonReplace, jsonSet, jsonText, jsonTypeOf, lastDayOfMonth, least, left, length, like, literal, ln,
  log10, lower, lt, lte, makeDate, microsecond, minute, mod, month, mul, neg, neq, never, notIn, notLike, nullable, nullif, nullOf,
  numeric, octetLength, or, overlay, padEnd, padStart, position, power, primaryKey, quarter, radians, regexpCount, regexpInstr,
  regexpMatches, regexpReplace, regexpSubstr, repeat, replace, reverse, right, round, type RowOf, second, sha256, shiftLeft,
  shiftRight, sign, sin, splitPart, sqrt, startsWith, sub, subInterval, substring, table, tan, text, time, timestamp,
  timestamptz, toHex, toTimestamp, trim, trimEnd, trimStart, trunc, upper, uuid, value, widthBucket, year, from,
} from "fulmar"

const columns = {
  i: integer.pipe(nullable), j: integer.pipe(nullable),
  /** Small ones, that count something. */
  n: integer.pipe(nullable), m: integer.pipe(nullable),
  b: bigint.pipe(nullable), c: bigint.pipe(nullable),
  d: double.pipe(nullable), e: double.pipe(nullable),
  p: numeric(24, 8).pipe(nullable), q: numeric(24, 8).pipe(nullable),
  s: text.pipe(nullable), t: text.pipe(nullable), u: text.pipe(nullable),
  flag: boolean.pipe(nullable), other: boolean.pipe(nullable),
  on: date.pipe(nullable), by: date.pipe(nullable),
  wall: timestamp.pipe(nullable), until: timestamp.pipe(nullable),
  at: timestamptz.pipe(nullable), till: timestamptz.pipe(nullable),
  clock: time.pipe(nullable), bell: time.pipe(nullable),
  span: interval.pipe(nullable), rest: interval.pipe(nullable),
  raw: bytes.pipe(nullable), blob: bytes.pipe(nullable),
  key: uuid.pipe(nullable), lock: uuid.pipe(nullable),
  mood: enumeration("args_mood", ["sad", "it's \\ glad", "😀"]).pipe(nullable),
  doc: json().pipe(nullable), part: json().pipe(nullable),
  digits: text.pipe(nullable), code: integer.pipe(nullable),
}
export const Args = table("args", { id: integer.pipe(primaryKey), ...columns })
export type Row = RowOf<ReturnType<typeof everyRow>>
const everyRow = () => from(Args)

const edges = <A>(common: fc.Arbitrary<A>, ...rare: ReadonlyArray<A>): fc.Arbitrary<A | null> =>
  fc.oneof({ weight: 6, arbitrary: common }, { weight: 4, arbitrary: fc.constantFrom(...rare) }, { weight: 1, arbitrary: fc.constant(null) })

const ints = edges(fc.integer({ min: -20, max: 20 }), -(2 ** 31), 2 ** 31 - 1, 0, 255, -32769, 1000, 1250, -1)
const small = edges(fc.integer({ min: -3, max: 12 }), 0, 1, -1, 2)
const bigs = edges(fc.bigInt({ min: -20n, max: 20n }), -(2n ** 63n), 2n ** 63n - 1n, 2n ** 53n + 1n, -(2n ** 53n) - 1n, 2n ** 31n, 0n, -1n)
const floats = edges(
  fc.oneof(fc.integer({ min: -2000, max: 2000 }).map((n) => n / 100), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 })),
  0, 1, -1, 0.5, 2.5, -2.5, 1.005, 0.1, 0.3, 1e15, 1e300, -1e300, 5e-324, 2 ** 53, 0.49999999999999994, 123456.789, 745, 1e-7,
  // the sign of 0 is not kept everywhere
).map((x) => (x === null ? null : x + 0))
const decimals = edges(
  fc.tuple(fc.bigInt(-3000n, 3000n), fc.integer({ min: 0, max: 3 })).map(([n, scale]) => BigDecimal.make(n, scale)),
  ...["0", "1", "-1", "0.5", "-2.5", "1.005", "9999999999999999.99999999", "-9999999999999999.99999999", "0.00000001", "2147483647.5"].map((x) => BigDecimal.fromStringUnsafe(x)),
)
const words = edges(
  fc.string({ unit: fc.constantFrom("a", "b", "A", "B", "%", "_", "'", '"', "\\", " ", "1", ",", "é", "😀", "ß", "\n", "-"), maxLength: 9 }),
  "", " ", "a", "😀", "%", "\\\\", "aa", "a,b,,c", "\ue000", "e\u0301", "null", "it's \\ glad", "Z", "ä",
)
const days = edges(
  fc.date({ min: new Date("1900-01-01"), max: new Date("2100-12-31"), noInvalidDate: true }).map((x) => x.toISOString().slice(0, 10)),
  "0001-01-01", "9999-12-31", "2024-02-29", "2023-12-31", "2024-12-30", "2021-01-03", "1970-01-01", "1900-02-28",
)
const clocks = edges(
  fc.tuple(fc.integer({ min: 0, max: 86_399 }), fc.constantFrom("", ".5", ".000001", ".999999", ".25")).map(([x, part]) => new Date(x * 1000).toISOString().slice(11, 19) + part),
  "00:00:00", "23:59:59.999999", "12:00:00",
)
const walls = fc.oneof({ weight: 9, arbitrary: fc.tuple(days, clocks).map(([x, y]) => (x === null || y === null ? null : `${x}T${y}`)) }, { weight: 1, arbitrary: fc.constant("0001-01-01T00:00:00") })
const instants = edges(
  fc.date({ min: new Date("1800-01-01"), max: new Date("2200-01-01"), noInvalidDate: true }),
  new Date(0), new Date(-1), new Date("0001-01-01T00:00:00.000Z"), new Date("9999-12-31T23:59:59.999Z"), new Date("2024-02-29T23:59:59.999Z"),
)
const lengths = edges(fc.bigInt(-(10n ** 13n), 10n ** 13n), 0n, 1n, -1n, 86_400_000_000n, 315537897599999999n, -315537897599999999n).map((x) => (x === null ? null : Duration.micros(x)))
const octets = edges(fc.uint8Array({ maxLength: 4 }).map((x) => Uint8Array.from(x)), Uint8Array.of(), Uint8Array.of(0), Uint8Array.of(255, 0))
const keys = edges(fc.uuid(), "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-4fff-bfff-ffffffffffff")
const scalars = fc.constantFrom<Json>(null, true, false, 0, 1, -1, 1.5, 42, "", "a", "1", "true", "null", "it's \"\\ 😀", "2024-02-29")
const documents: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: "small" },
    scalars,
    fc.array(tie("json"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "it's \"\\ 😀", "0"), tie("json"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).json.filter((x) => x !== null)

/** One row, whose values anything may be. */
export const rows: fc.Arbitrary<Row> = fc.record({
  id: fc.constant(1),
  i: ints, j: ints, n: small, m: small, b: bigs, c: bigs, d: floats, e: floats, p: decimals, q: decimals, s: words, t: words, u: words,
  flag: edges(fc.boolean(), true), other: edges(fc.boolean(), true), on: days, by: days, wall: walls, until: walls, at: instants,
  till: instants, clock: clocks, bell: clocks, span: lengths, rest: lengths, raw: octets, blob: octets, key: keys, lock: keys,
  mood: edges(fc.constantFrom("sad", "it's \\ glad", "😀"), "sad"), doc: fc.option(documents), part: fc.option(documents),
  digits: edges(fc.integer().map(String), "1", "-7", "2147483647", "12.5", "x", " 3", "", "1e3", "+5"),
  code: edges(fc.integer({ min: 32, max: 126 }), 220, 128512, 0x10ffff, 0x7f, 0x800, 0xe000),
}) as never

/** What functions are given as constants of the statement. */
export interface Constants {
  readonly places: number
  readonly place: number
  readonly count: number
  readonly fill: string
  readonly separator: string
}
export const constants: fc.Arbitrary<Constants> = fc.record({
  places: fc.integer({ min: -3, max: 6 }),
  place: fc.integer({ min: 1, max: 6 }),
  count: fc.integer({ min: 0, max: 5 }),
  fill: fc.constantFrom("", " ", "0", "ab", "😀é", "'", "\\"),
  separator: fc.constantFrom(",", "a", "aa", "😀", " ", "'", "\\", "%"),
})

type Calls = Readonly<Record<string, AnyExpr>>

/** How functions get the values of a row: as columns, as parameters, or as operations on the columns that change nothing. */
export type How = "columns" | "parameters" | "operations"

const parameters = (row: Row): Calls =>
  Object.fromEntries(
    Object.entries(columns).map(([key, { spec }]) => {
      const x = row[key as keyof Row]
      return [key, x === null ? nullOf({ spec } as never) : value({ spec } as never, x as never)]
    }),
  )

/** Operators that bind weakly: a call must keep its operands together. */
const operations = {
  ...Args,
  ...Object.fromEntries((["i", "j", "n", "m", "b", "c"] as const).map((key) => [key, bitOr(bitOr(literal(0), Args[key] as typeof Args.i), 0)])),
  ...Object.fromEntries((["s", "t", "u"] as const).map((key) => [key, concat("", Args[key], "")])),
  ...Object.fromEntries((["flag", "other"] as const).map((key) => [key, or(and(Args[key], always), never)])),
}

export const given = (how: How, row: Row): typeof Args =>
  (how === "columns" ? Args : how === "parameters" ? parameters(row) : operations) as unknown as typeof Args

const numbers = (k: typeof Args, { places }: Constants): Calls => ({
  "i + j": add(k.i, k.j), "i - j": sub(k.i, k.j), "i * j": mul(k.i, k.j), "i / j": div(k.i, k.j), "i % j": mod(k.i, k.j),
  "b + c": add(k.b, k.c), "b - c": sub(k.b, k.c), "b * c": mul(k.b, k.c), "b / c": div(k.b, k.c), "b % c": mod(k.b, k.c),
  "d + e": add(k.d, k.e), "d - e": sub(k.d, k.e), "d * e": mul(k.d, k.e), "d / e": div(k.d, k.e), "d % e": mod(k.d, k.e),
  "p + q": add(k.p, k.q), "p - q": sub(k.p, k.q), "p * q": mul(k.p, k.q), "p / q": div(k.p, k.q), "p % q": mod(k.p, k.q),
  "i * 2.5": mul(k.i, 2.5), "i / 2.5": div(k.i, 2.5), "p * 1.075": mul(k.p, 1.075), "i * i * j": mul(mul(k.i, k.i), k.j),
  "-i": neg(k.i), "-b": neg(k.b), "-d": neg(k.d), "-p": neg(k.p),
  "abs i": abs(k.i), "abs b": abs(k.b), "abs d": abs(k.d), "abs p": abs(k.p),
  "sign i": sign(k.i), "sign b": sign(k.b), "sign d": sign(k.d), "sign p": sign(k.p),
  "ceil i": ceil(k.i), "ceil d": ceil(k.d), "ceil p": ceil(k.p), "floor d": floor(k.d), "floor p": floor(k.p),
  "round i": round(k.i), "round d": round(k.d), "round p": round(k.p), "trunc i": trunc(k.i), "trunc d": trunc(k.d), "trunc p": trunc(k.p),
  "roundTo i": round(k.i, places), "roundTo d": round(k.d, places), "roundTo p": round(k.p, places),
  "truncTo i": trunc(k.i, places), "truncTo d": trunc(k.d, places), "truncTo p": trunc(k.p, places),
  "sqrt i": sqrt(k.i), "sqrt d": sqrt(k.d), "power d": power(k.d, k.e), "power n": power(k.n, k.m), "power d n": power(k.d, k.n as never),
  "exp d": exp(k.d), "exp n": exp(k.n), "ln d": ln(k.d), "ln i": ln(k.i), "log10 d": log10(k.d), "log10 i": log10(k.i),
  "sin d": sin(k.d), "cos d": cos(k.d), "tan d": tan(k.d), "asin d": asin(k.d), "acos d": acos(k.d), "atan d": atan(k.d),
  "atan2 d": atan2(k.d, k.e), "atan2 n": atan2(k.n, k.m), "degrees d": degrees(k.d), "radians d": radians(k.d),
  "i & j": bitAnd(k.i, k.j), "b & c": bitAnd(k.b, k.c), "i | j": bitOr(k.i, k.j), "b | c": bitOr(k.b, k.c),
  "i # j": bitXor(k.i, k.j), "b # c": bitXor(k.b, k.c), "~i": bitNot(k.i), "~b": bitNot(k.b),
  "i << n": shiftLeft(k.i, k.n), "b << n": shiftLeft(k.b, k.n), "b << i": shiftLeft(k.b, k.i), "i >> n": shiftRight(k.i, k.n), "b >> n": shiftRight(k.b, k.n),
  "b >> i": shiftRight(k.b, k.i), "hex i": toHex(k.i), "hex b": toHex(k.b), "bucket": widthBucket(k.n, 0, 10, 4), "bucket d": widthBucket(k.d, -1, 1, 3),
})

const texts = (k: typeof Args, { count, fill, place, separator }: Constants): Calls => ({
  "s || t": concat(k.s, k.t), "lower": lower(k.s), "upper": upper(k.s), "trim": trim(k.s), "trimStart": trimStart(k.s), "trimEnd": trimEnd(k.s),
  "length": length(k.s), "substring n m": substring(k.s, k.n, k.m), "substring n": substring(k.s, k.n), "substring": substring(k.s, place, count),
  "replace": replace(k.s, k.t, k.u), "replace 1": replace(k.s, separator, k.u), "position": position(k.s, k.t),
  "left n": left(k.s, k.n), "left i": left(k.s, k.i), "left": left(k.s, count), "right n": right(k.s, k.n), "right i": right(k.s, k.i), "right": right(k.s, count),
  "splitPart": splitPart(k.s, separator, place), "overlay": overlay(k.s, k.t, place), "overlayFor": overlay(k.s, k.t, place, count),
  "padStart n": padStart(k.s, k.n, fill), "padEnd n": padEnd(k.s, k.n, fill), "padStart": padStart(k.s, count), "padEnd": padEnd(k.s, count, fill),
  "repeat n": repeat(k.s, k.n), "repeat": repeat(k.s, count), "reverse": reverse(k.s), "ascii": ascii(k.s), "chr": chr(k.code), "octetLength": octetLength(k.s),
  "octetLength raw": octetLength(k.raw), "concatWs": concatWs(fill, k.s, k.t, k.u), "sha256": sha256(k.s), "sha256 raw": sha256(k.raw),
  "like": like(k.s, "%a_%"), "like t": like(k.s, k.t), "not like": notLike(k.s, k.t), "contains": contains(k.s, k.t), "startsWith": startsWith(k.s, k.t),
  "endsWith": endsWith(k.s, k.t), "contains value": contains(k.s, separator), "lower mood": lower(k.mood), "length key": length(k.key),
  "regexpMatches": regexpMatches(k.s, "a[b ]"), "regexpMatches i": regexpMatches(k.s, "^A", "i"), "regexpReplace": regexpReplace(k.s, "[ab]", k.u.pipe((u) => replace(replace(u, "$", ""), "\\", ""))),
  "regexpSubstr": regexpSubstr(k.s, "[ab]+"), "regexpCount": regexpCount(k.s, "[ab]"), "regexpInstr": regexpInstr(k.s, "[b1]"),
})

const pairs = (k: typeof Args): ReadonlyArray<readonly [string, any, any]> => [
  ["i", k.i, k.j], ["b", k.b, k.c], ["d", k.d, k.e], ["p", k.p, k.q], ["s", k.s, k.t], ["flag", k.flag, k.other], ["on", k.on, k.by],
  ["wall", k.wall, k.until], ["at", k.at, k.till], ["clock", k.clock, k.bell], ["span", k.span, k.rest], ["raw", k.raw, k.blob], ["key", k.key, k.lock],
]

const comparisons = (k: typeof Args): Calls =>
  Object.fromEntries(
    pairs(k).flatMap(([name, a, b]): ReadonlyArray<readonly [string, AnyExpr]> => [
      [`${name} =`, eq(a, b)], [`${name} <>`, neq(a, b)], [`${name} <`, lt(a, b)], [`${name} <=`, lte(a, b)], [`${name} >`, gt(a, b)],
      [`${name} >=`, gte(a, b)], [`${name} is distinct`, isDistinctFrom(a, b)], [`${name} is not distinct`, isNotDistinctFrom(a, b)],
      [`${name} between`, between(a, b, a)], [`${name} in`, isIn(a, [b, a])], [`${name} not in`, notIn(a, [b])], [`${name} is null`, isNull(a)],
      [`${name} coalesce`, coalesce(a, b)], [`${name} nullif`, nullif(a, b)], [`${name} greatest`, greatest(a, b)], [`${name} least`, least(a, b)],
    ]),
  )

const casts = (k: typeof Args): Calls => ({
  "i to text": cast(k.i, text), "b to text": cast(k.b, text), "p to text": cast(k.p, text), "flag to text": cast(k.flag, text), "on to text": cast(k.on, text),
  "key to text": cast(k.key, text), "mood to text": cast(k.mood, text), "i to bigint": cast(k.i, bigint), "b to integer": cast(k.b, integer),
  "d to integer": cast(k.d, integer), "d to bigint": cast(k.d, bigint), "p to integer": cast(k.p, integer), "p to bigint": cast(k.p, bigint), "i to double": cast(k.i, double), "b to double": cast(k.b, double),
  "p to double": cast(k.p, double), "i to decimal": cast(k.i, numeric(20, 2)), "p to decimal": cast(k.p, numeric(20, 2)), "p to short": cast(k.p, numeric(6, 1)),
  "digits to integer": cast(k.digits, integer), "digits to decimal": cast(k.digits, numeric(20, 2)), "digits to double": cast(k.digits, double),
  "i to boolean": cast(k.i, boolean), "d to boolean": cast(k.d, boolean), "p to boolean": cast(k.p, boolean), "flag to integer": cast(k.flag, integer), "flag to double": cast(k.flag, double),
  "s to bytes": cast(k.s, bytes), "wall to date": cast(k.wall, date), "at to date": cast(k.at, date), "on to wall": cast(k.on, timestamp), "at to wall": cast(k.at, timestamp),
  "on to at": cast(k.on, timestamptz), "wall to at": cast(k.wall, timestamptz), "wall to clock": cast(k.wall, time),
  "text to date": cast(cast(k.on, text), date), "text to boolean": jsonAs(boolean, k.doc, "a"), "d to text and back": cast(cast(k.d, text), double),
})

const times = (k: typeof Args): Calls => ({
  ...Object.fromEntries(
    [["on", k.on], ["wall", k.wall], ["at", k.at]].flatMap(([name, x]: any): ReadonlyArray<readonly [string, AnyExpr]> => [
      [`${name} year`, year(x)], [`${name} month`, month(x)], [`${name} day`, day(x)], [`${name} dayOfWeek`, dayOfWeek(x)], [`${name} dayOfYear`, dayOfYear(x)],
      [`${name} quarter`, quarter(x)], [`${name} isoYear`, isoYear(x)], [`${name} isoWeek`, isoWeek(x)], [`${name} isoDayOfWeek`, isoDayOfWeek(x)],
      [`${name} epoch`, epoch(x)], [`${name} addMonths`, addMonths(x, k.n)], [`${name} addMonths i`, addMonths(x, k.i)], [`${name} addYears`, addYears(x, k.n)], [`${name} lastDayOfMonth`, lastDayOfMonth(x)],
      [`${name} addInterval`, addInterval(x, k.span)], [`${name} subInterval`, subInterval(x, k.span)],
      ...(["year", "quarter", "month", "week", "day"] as const).map((unit) => [`${name} trunc ${unit}`, dateTrunc(unit, x)] as const),
    ]),
  ),
  ...Object.fromEntries(
    [["clock", k.clock], ["wall", k.wall], ["at", k.at]].flatMap(([name, x]: any): ReadonlyArray<readonly [string, AnyExpr]> => [
      [`${name} hour`, hour(x)], [`${name} minute`, minute(x)], [`${name} second`, second(x)], [`${name} microsecond`, microsecond(x)],
      ...(name === "clock" ? [] : (["hour", "minute", "second"] as const).map((unit) => [`${name} trunc ${unit}`, dateTrunc(unit, x)] as const)),
    ]),
  ),
  "wall dateOf": dateOf(k.wall), "at dateOf": dateOf(k.at), "addDays": addDays(k.on, k.n), "addDays i": addDays(k.on, k.i), "daysBetween": daysBetween(k.on, k.by),
  "on between": intervalBetween(k.on, k.by as never), "wall between": intervalBetween(k.wall, k.until as never), "at between": intervalBetween(k.at, k.till as never),
  "toTimestamp d": toTimestamp(k.d), "toTimestamp i": toTimestamp(k.i), "makeDate": makeDate(2024, k.n, k.m), "makeDate i": makeDate(k.i, k.n, 29),
})

const documentsOf = (k: typeof Args): Calls => ({
  "get": jsonGet(k.doc, "a"), "get item": jsonGet(k.doc, 0), "get both": jsonGet(k.doc, "a", 1), "get is null": isNull(jsonGet(k.doc, "a")), "get hostile": jsonGet(k.doc, "it's \"\\ 😀"),
  "text of scalar": caseWhen([[isIn(jsonTypeOf(jsonGet(k.doc, "a")), ["object", "array"]), "no scalar"]], coalesce(jsonText(k.doc, "a"), "none")), "has key": jsonHasKey(k.doc, "a"), "type": jsonTypeOf(k.doc), "type at": jsonTypeOf(jsonGet(k.doc, "a")),
  "array length": jsonArrayLength(k.doc), "keys": jsonArrayLength(jsonKeys(k.doc)), "set": jsonSet(k.doc, ["a"], k.part), "set item": jsonSet(k.doc, [1], k.part), "set deep": jsonSet(k.doc, ["a", "b"], 1),
  "insert": jsonInsert(k.doc, ["a"], k.part), "insert item": jsonInsert(k.doc, [5], k.part), "replace doc": jsonReplace(k.doc, ["a"], k.part), "remove": jsonRemove(k.doc, ["a"]), "remove item": jsonRemove(k.doc, [0]),
  "append": jsonArrayAppend(k.doc, [], k.part), "append at": jsonArrayAppend(k.doc, ["a"], "x"), "set text": jsonSet(k.doc, ["a"], k.s), "set number": jsonSet(k.doc, ["a"], k.d),
  "object": jsonObject({ i: k.i, b: k.b, s: k.s, flag: k.flag, p: k.p, on: k.on, at: k.at, doc: k.doc, raw: k.raw, key: k.key, span: k.span, wall: k.wall }), "array": jsonArray(k.d, k.doc, "x", k.part, literal(true)),
})

/** All of them, by a name for each. */
export const calls = (k: typeof Args, given: Constants): Calls => ({
  ...numbers(k, given), ...texts(k, given), ...comparisons(k), ...casts(k), ...times(k), ...documentsOf(k),
})
