/** Every value comes back from a table as it went in: plain, in a stream, in nested rows, after an update. */
import { BigDecimal, Duration, Effect, pipe, Stream } from "effect"
import { from, insertInto, limit, orderBy, select, update, where } from "../core/index.js"
import { eq, gt, many, maybe } from "../expr/index.js"
import { all, execute, one, stream } from "../driver/operations/index.js"
import { createAll } from "../schema/index.js"
import { check, type ConformanceCheck, type Program, type Suite } from "./check.js"
import { same } from "./expected.js"
import { Holder, Types, Value } from "./tables.js"

const dec = BigDecimal.fromStringUnsafe

const least = {
  id: 1,
  small: -2147483648,
  big: -9223372036854775808n,
  exact: dec("-99999999999999999999.999999999999999999"),
  ratio: -Number.MAX_VALUE,
  flag: false,
  name: "",
  day: "0001-01-01",
  clock: "00:00:00",
  wall: "0001-01-01T00:00:00.000001",
  at: new Date("0001-01-01T00:00:00.001Z"),
  raw: new Uint8Array(0),
  doc: { n: "-9223372036854775809", m: -9007199254740991 },
  key: "00000000-0000-0000-0000-000000000000",
  mood: "sad",
  span: Duration.micros(-1n),
} as const
const most = {
  id: 2,
  small: 2147483647,
  big: 9223372036854775807n,
  exact: dec("99999999999999999999.999999999999999999"),
  ratio: Number.MAX_VALUE,
  flag: true,
  name: "👩‍👩‍👧 é e\u0301 \u{10FFFF} \\ ' \" ` % _ ? $1 :a\n\r\t\u0001 \u007f ",
  day: "9999-12-31",
  clock: "23:59:59.999999",
  wall: "9999-12-31T23:59:59.999999",
  at: new Date("9999-12-31T23:59:59.999Z"),
  raw: Uint8Array.from({ length: 512 }, (_, i) => i % 256),
  doc: { n: "123456789012345678901234567890.123456789", '😀 \\ "': [1, "x\n", null, true, { a: [] }], m: 9007199254740991 },
  key: "ffffffff-ffff-ffff-ffff-ffffffffffff",
  mood: "😀",
  span: Duration.days(36500),
} as const
const odd = {
  id: 3,
  small: 0,
  big: 9007199254740993n,
  exact: dec("0.000000000000000001"),
  ratio: 0.1 + 0.2,
  flag: true,
  name: " a ",
  day: "2024-02-29",
  clock: "12:00:00.5",
  wall: "1970-01-01T00:00:00",
  at: new Date(0),
  raw: Uint8Array.of(0, 0, 92, 39, 0),
  doc: "text",
  key: "0f8fad5b-d9cb-469f-a165-70867728950e",
  mood: "it's \\ glad",
  span: Duration.micros(90061000001n),
} as const
const tiny = {
  id: 4,
  ratio: Number.MIN_VALUE,
  exact: dec("-0.5"),
  doc: [],
  span: Duration.zero,
  raw: Uint8Array.of(0),
} as const

const whole = (row: object) => ({ ...Object.fromEntries(Object.keys(odd).map((key) => [key, null])), ...row })
const expected = [least, most, odd, tiny, { id: 5 }].map(whole)

const written = Effect.gen(function* () {
  yield* createAll([Value, Holder])
  yield* execute(insertInto(Value, [least, most]))
  for (const row of [odd, tiny, { id: 5 }]) yield* execute(insertInto(Value, row))
  yield* execute(insertInto(Holder, [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }, { id: 5 }, { id: 6 }]))
})

const inOrder = pipe(from(Value), orderBy(Value.id))
/** The column `key` of the row `id` equals `value`: as any column and any value. */
const found = (key: string, value: unknown, id: number): Program =>
  all(
    pipe(
      from(Value),
      where(eq((Value as unknown as Record<string, typeof Value.name>)[key]!, value as string)),
      where(eq(Value.id, id)),
      select(Value.id),
    ),
  )

const wide = {
  id: 1,
  small: -32768,
  clock: "23:59:59.999999",
  wall: "1999-12-31T23:59:59.123456",
  at: new Date("2000-01-01T00:00:00.001Z"),
  ip: "192.168.0.1",
  list: ["a", null, 'q"\\,{} '],
  numbers: [1, -2],
  doc: { b: [1.5, "\\", null], a: {} },
  exact: dec("-12345678901234567890.000000000123456789"),
  key: "0f8fad5b-d9cb-469f-a165-70867728950e",
  span: Duration.micros(-1500001n),
  raw: Uint8Array.of(0, 92, 39, 255),
} as const

const types: Program = Effect.gen(function* () {
  yield* createAll([Types])
  yield* execute(insertInto(Types, wide))
  yield* same("the row", yield* all(from(Types)), [wide])
  yield* same("the row in a list", yield* all(pipe(from(Holder), limit(1), select({ x: many(from(Types)) }))), [{ x: [wide] }])
})

const programs: Readonly<Record<string, Program>> = {
  "come back as they went": Effect.flatMap(all(inOrder), (rows) => same("the rows", rows, expected)),
  "of lists, addresses and decimals of any length come back as they went": types,
  "come back as they went, from a stream": Effect.flatMap(
    Stream.runCollect(stream(inOrder, { chunkSize: 2 })),
    (rows) => same("the rows", [...rows], expected),
  ),
  "come back as they went in a list of rows": Effect.gen(function* () {
    const lists = pipe(from(Value), where(gt(Value.id, 0)), orderBy(Value.id))
    const rows = yield* all(pipe(from(Holder), limit(1), select({ all: many(lists) })))
    yield* same("the list", rows, [{ all: expected }])
  }),
  "come back as they went in a row in a row, and none is null": Effect.gen(function* () {
    const row = maybe(pipe(from(Value), where(eq(Value.id, Holder.id))))
    const rows = yield* all(pipe(from(Holder), orderBy(Holder.id), select({ id: Holder.id, row })))
    yield* same("the rows", rows, [...expected.map((row, i) => ({ id: i + 1, row })), { id: 6, row: null }])
  }),
  "are written by an update as by an insert": Effect.gen(function* () {
    const { id: _, ...values } = most
    const id = eq(Value.id, 5)
    yield* execute(pipe(update(Value, values), where(id)))
    yield* same("the changed row", yield* one(pipe(from(Value), where(id))), { ...most, id: 5 })
    const nulls = Object.fromEntries(Object.keys(values).map((key) => [key, null]))
    yield* execute(pipe(update(Value, nulls as { small: null }), where(id)))
    yield* same("the row set to NULL", yield* one(pipe(from(Value), where(id))), whole({ id: 5 }))
  }),
  "are found by what they are": Effect.gen(function* () {
    // Documents are left out: no database compares them as any other does.
    for (const row of [least, most, odd]) {
      for (const [key, value] of Object.entries(row)) {
        if (key === "id" || key === "doc") continue
        yield* same(`the rows whose ${key} is that of row ${row.id}`, yield* found(key, value, row.id), [row.id])
      }
    }
  }),
}

export const valueChecks = (suite: Suite): ReadonlyArray<ConformanceCheck> =>
  Object.entries(programs).map(([name, program]) =>
    check(suite, "values", name, [], Effect.andThen(written, program)),
  )
