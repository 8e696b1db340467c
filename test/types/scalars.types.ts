import {
  addInterval, addMonths, addYears, all, ascii, asin, atan2, atTimeZone, date, dateTrunc, epoch, integer, interval, intervalBetween, isoWeek,
  lastDayOfMonth, type LocalDate, type LocalDateTime, makeDate, nullable, primaryKey, quarter, subInterval, table, timestamp, timestamptz,
  toTimestamp, createSequence, currentValue, execute, nextValue, sequence,
   bitAnd, bitNot, bitOr, caseOf, collate, concatWs, degrees, eq, exp, from, greatest, least, left, leftJoin, length,
  literal, ln, log, md5, newUuid, overlay, padStart, random, repeat, reverse, right, type RowOf, select, sha256, shiftLeft, shiftRight, sin,
  splitPart, toHex, trunc, widthBucket,
} from "fulmar"
import { Duration, Effect, pipe } from "effect"
import { MariaDb } from "fulmar/mariadb"
import { MySql } from "fulmar/mysql"
import { Postgres } from "fulmar/postgres"
import { Bakery, Cake, Fruit, type Gives } from "./schema.js"

type Same<A, B> = (<X>() => X extends A ? 1 : 2) extends <X>() => X extends B ? 1 : 2 ? true : false
const same = <A, B>(_: Same<A, B>): void => {}

const texts = pipe(
  from(Cake),
  leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)),
  select({
    start: left(Cake.name, 3),
    byColumn: left(Cake.name, Cake.bakeryId),
    end: Cake.name.pipe(right(3)),
    ofAbsent: left(Fruit.name, 3),
    byAbsent: Cake.name.pipe(repeat(Fruit.id)),
    part: splitPart(Fruit.name, ",", 1),
    overlaid: overlay(Cake.name, Fruit.name, 1),
    padded: padStart(Cake.name, 3),
    backwards: reverse(Fruit.name),
    code: ascii(Cake.name),
    joined: concatWs(", ", Cake.name, Fruit.name, "x"),
    hash: sha256(Cake.name),
    collated: collate(Fruit.name, "C"),
    most: greatest(Cake.id, 5),
    mostOfNullable: greatest(Cake.id, Cake.bakeryId, 5),
    mostOfAbsent: least(Cake.id, Fruit.id),
    choice: caseOf(Cake.id, [[1, "one"], [Fruit.id, Fruit.name]], 2),
    choiceOrNull: caseOf(Fruit.id, [[1, true]], null),
  }),
)
same<
  RowOf<typeof texts>,
  {
    readonly start: string
    readonly byColumn: string | null
    readonly end: string
    readonly ofAbsent: string | null
    readonly byAbsent: string | null
    readonly part: string | null
    readonly overlaid: string | null
    readonly padded: string
    readonly backwards: string | null
    readonly code: number
    readonly joined: string
    readonly hash: string
    readonly collated: string | null
    readonly most: number
    readonly mostOfNullable: number | null
    readonly mostOfAbsent: number | null
    readonly choice: string | number | null
    readonly choiceOrNull: boolean | null
  }
>(true)

// A collation keeps the labels of an enumeration.
const mood = pipe(from(Bakery), select({ mood: collate(Bakery.mood, "C") }))
same<RowOf<typeof mood>, { readonly mood: "happy" | "sad" }>(true)

// @ts-expect-error: a number is no text
left(Cake.id, 3)
// @ts-expect-error: a text is no count
left(Cake.name, "3")
// @ts-expect-error: a value of another type
greatest(Cake.id, "x")
// @ts-expect-error: NULL is equal to none
caseOf(Cake.bakeryId, [[null, 1]], 2)
// @ts-expect-error: a value of another type
caseOf(Cake.id, [["x", 1]], 2)
// @ts-expect-error: one value is the greatest of itself
greatest(Cake.id)

const numbers = pipe(
  from(Cake),
  leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)),
  select({
    bits: bitAnd(Cake.price, 1n),
    bitsOfNullable: Cake.id.pipe(bitOr(Cake.bakeryId)),
    inverse: bitNot(Fruit.id),
    shifted: shiftLeft(Cake.price, 3),
    shiftedByAbsent: Cake.id.pipe(shiftRight(Fruit.id)),
    hex: toHex(Cake.price),
    e: exp(Cake.id),
    ln: ln(Cake.id),
    log: log(2, Fruit.id),
    sine: sin(Cake.bakeryId),
    arcsine: asin(Cake.id),
    angle: atan2(Cake.id, 2),
    degrees: degrees(Cake.id),
    whole: trunc(Cake.bakeryId, 1),
    part: widthBucket(Cake.bakeryId, 0, 10, 5),
    random: random(),
    key: newUuid(),
  }),
)
same<
  RowOf<typeof numbers>,
  {
    readonly bits: bigint
    readonly bitsOfNullable: number | null
    readonly inverse: number | null
    readonly shifted: bigint
    readonly shiftedByAbsent: number | null
    readonly hex: string
    readonly e: number
    readonly ln: number | null
    readonly log: number | null
    readonly sine: number | null
    readonly arcsine: number | null
    readonly angle: number
    readonly degrees: number
    readonly whole: number | null
    readonly part: number | null
    readonly random: number
    readonly key: string
  }
>(true)

// @ts-expect-error: bits of different kinds of numbers
bitAnd(Cake.price, 1)
// @ts-expect-error: a text has no bits
bitNot(Cake.name)
// @ts-expect-error: of bigints there is no sine
sin(Cake.price)
// @ts-expect-error: no bigint is a count
shiftLeft(Cake.price, 1n)

const Shift = table("shift", {
  id: integer.pipe(primaryKey), day: date, begin: timestamp, end: timestamptz.pipe(nullable), length: interval.pipe(nullable), n: integer,
})
const dates = pipe(
  from(Cake),
  leftJoin(Shift, eq(Shift.id, Cake.id)),
  select({ quarter: quarter(Shift.day), begin: dateTrunc("month", Shift.day) }),
)
same<RowOf<typeof dates>, { readonly quarter: number | null; readonly begin: LocalDate | null }>(true)
const shifts = pipe(
  from(Shift),
  select({
    week: isoWeek(Shift.end),
    begin: dateTrunc("hour", Shift.begin),
    end: dateTrunc("day", Shift.end),
    later: addInterval(Shift.day, Duration.hours(1)),
    laterByColumn: addInterval(Shift.begin, Shift.length),
    earlier: subInterval(Shift.end, Duration.hours(1)),
    between: intervalBetween(Shift.begin, "2024-01-01T00:00:00"),
    betweenNulls: intervalBetween(Shift.end, new Date(0)),
    month: addMonths(Shift.day, 1),
    year: addYears(Shift.end, Shift.n),
    last: lastDayOfMonth(Shift.begin),
    made: makeDate(2024, Shift.n, 1),
    seconds: epoch(Shift.day),
    instant: toTimestamp(Shift.n),
    clock: atTimeZone(Shift.end, "UTC"),
    instantOfClock: Shift.begin.pipe(atTimeZone("UTC")),
  }),
)
same<
  RowOf<typeof shifts>,
  {
    readonly week: number | null
    readonly begin: LocalDateTime
    readonly end: Date | null
    readonly later: LocalDateTime
    readonly laterByColumn: LocalDateTime | null
    readonly earlier: Date | null
    readonly between: Duration.Duration
    readonly betweenNulls: Duration.Duration | null
    readonly month: LocalDate
    readonly year: Date | null
    readonly last: LocalDate
    readonly made: LocalDate | null
    readonly seconds: number
    readonly instant: Date
    readonly clock: LocalDateTime | null
    readonly instantOfClock: Date
  }
>(true)

// @ts-expect-error: a day has no hours
dateTrunc("hour", Shift.day)
// @ts-expect-error: not a length of time
addInterval(Shift.day, 1)
// @ts-expect-error: a day and an instant
intervalBetween(Shift.day, new Date(0))
// @ts-expect-error: a day has no time zone
atTimeZone(Shift.day, "UTC")
// @ts-expect-error: a time has no months
addMonths(Shift.length, 1)

// @ts-expect-error: MySQL may not know time zones
Effect.runPromise(all(shifts).pipe(Effect.provide(MySql.layer({}))))

const taken = all(pipe(from(Cake), select({ next: nextValue(sequence("s")), current: currentValue(sequence("s")) })))
same<Gives<typeof taken>, ReadonlyArray<{ readonly next: bigint; readonly current: bigint | null }>>(true)
Effect.runPromise(taken.pipe(Effect.provide(MariaDb.layer({}))))
// @ts-expect-error: MySQL has no sequences
Effect.runPromise(taken.pipe(Effect.provide(MySql.layer({}))))
// @ts-expect-error: nor can it make one
Effect.runPromise(execute(createSequence(sequence("s"))).pipe(Effect.provide(MySql.layer({}))))

const hashes = all(pipe(from(Cake), select({ x: md5(Cake.name), n: length(literal("x")) })))
Effect.runPromise(hashes.pipe(Effect.provide(Postgres.layer({}))))
// @ts-expect-error: MySQL has no MD5
Effect.runPromise(hashes.pipe(Effect.provide(MySql.layer({}))))
