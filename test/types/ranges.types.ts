import {
  all,
  bigint,
  type BoundedRange,
  date,
  daterange,
  type EmptyRange,
  eq,
  from,
  type Insert,
  int4range,
  int8range,
  integer,
  isEmptyRange,
  type LocalDate,
  leftJoin,
  lowerBound,
  nullable,
  numrange,
  type Range,
  rangeContainedBy,
  rangeContains,
  rangeFrom,
  rangeOf,
  rangeOverlaps,
  rangeUnion,
  type RowOf,
  select,
  type Supports,
  table,
  text,
  upperBound,
} from "fulmar"
import type { Database } from "fulmar"
import type { BigDecimal } from "effect/BigDecimal"
import { pipe } from "effect"
import { type Equal, same, type Wants } from "./schema.js"

const Stay = table("stay", {
  id: integer,
  nights: daterange,
  beds: int4range.pipe(nullable),
  big: int8range,
  price: numrange,
  arrival: date,
  count: bigint,
  name: text,
})
const Room = table("room", { id: integer, open: daterange })
const s = Stay

const insert: Insert<typeof Stay>["nights"] = rangeOf("2024-05-01", null)
void insert

const q = pipe(
  from(Stay),
  leftJoin(Room, eq(Room.id, s.id)),
  select({
    nights: s.nights,
    open: Room.open,
    contains: rangeContains(s.nights, "2024-05-01"),
    piped: s.beds.pipe(rangeContains(1)),
    decimals: rangeContains(s.price, 12.5),
    ranges: rangeContains(s.beds, rangeOf(1, 2)),
    within: rangeContainedBy(s.arrival, s.nights),
    withinPiped: s.count.pipe(rangeContainedBy(s.big)),
    overlaps: rangeOverlaps(s.nights, Room.open),
    union: rangeUnion(s.beds, rangeOf(1, 2)),
    lower: lowerBound(s.nights),
    upper: upperBound(s.price),
    empty: isEmptyRange(s.beds),
    made: rangeFrom(daterange, s.arrival, "2024-05-01", "[]"),
  }),
)
same<
  Equal<
    RowOf<typeof q>,
    {
      readonly nights: Range<LocalDate>
      readonly open: Range<LocalDate> | null
      readonly contains: boolean
      readonly piped: boolean | null
      readonly decimals: boolean
      readonly ranges: boolean | null
      readonly within: boolean
      readonly withinPiped: boolean
      readonly overlaps: boolean | null
      readonly union: Range<number> | null
      readonly lower: LocalDate | null
      readonly upper: BigDecimal | null
      readonly empty: boolean | null
      readonly made: Range<LocalDate>
    }
  >
>()
const rows = all(q)
same<Equal<Wants<typeof rows>, Database | Supports<"ranges">>>()
same<Equal<Range<number>, BoundedRange<number> | EmptyRange>>()

// @ts-expect-error: whole numbers are no days
rangeContains(s.nights, 1)
// @ts-expect-error
s.nights.pipe(rangeContains(1))
// @ts-expect-error
rangeContains(s.nights, rangeOf(1, 2))
// @ts-expect-error: a text is no day
rangeContains(s.nights, "May")
// @ts-expect-error
rangeOverlaps(s.nights, s.beds)
// @ts-expect-error
s.nights.pipe(rangeOverlaps(s.beds))
// @ts-expect-error
rangeContainedBy(s.id, s.nights)
// @ts-expect-error
s.id.pipe(rangeContainedBy(s.nights))
// @ts-expect-error
rangeUnion(s.beds, 5)
// @ts-expect-error: a text is no range
lowerBound(s.name)
// @ts-expect-error
rangeFrom(daterange, s.id, null)
// @ts-expect-error
rangeOf(1, 2, "[[")
// @ts-expect-error
eq(s.beds, rangeOf("a", "b"))
