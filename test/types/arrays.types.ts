import {
  all,
  allOf,
  anyOf,
  array,
  arrayAgg,
  arrayAppend,
  arrayConcat,
  arrayContains,
  arrayElement,
  arrayFrom,
  arrayOf,
  arrayPosition,
  arrayRemove,
  arrayReplace,
  arraySlice,
  arrayToString,
  cardinality,
  coalesce,
  count,
  desc,
  enumeration,
  eq,
  from,
  gt,
  integer,
  isDistinctFrom,
  leftJoin,
  lt,
  neq,
  nullable,
  numeric,
  option,
  orderedBy,
  type RowOf,
  select,
  stringToArray,
  type Supports,
  table,
  text,
  where,
} from "fulmar"
import type { Database } from "fulmar"
import { Option, pipe } from "effect"
import { type Equal, same, type Wants } from "./schema.js"

const Shelf = table("shelf", {
  id: integer,
  tags: array(text),
  more: array(text.pipe(nullable)).pipe(nullable),
  moods: array(enumeration("mood", ["sad", "glad"])),
  name: text,
  note: text.pipe(nullable),
  motto: text.pipe(option),
  mood: enumeration("mood", ["sad", "glad"]),
  price: numeric(8, 2),
})
const Book = table("book", { id: integer, shelfId: integer, title: text })
const s = Shelf

const shelves = pipe(from(Shelf), leftJoin(Book, eq(Book.shelfId, s.id)))
const row = pipe(
  shelves,
  select({
    contains: arrayContains(s.tags, ["a"]),
    overlap: arrayContains(s.more, s.tags),
    piped: s.moods.pipe(arrayContains(["sad"])),
    element: arrayElement(s.tags, 1),
    label: arrayElement(s.moods, 1),
    joined: arrayConcat(s.tags, ["x"]),
    mixed: arrayConcat(s.tags, s.more),
    nullable: arrayConcat(s.more, s.more),
    appended: arrayAppend(s.more, "a"),
    same: arrayAppend(s.tags, "a"),
    absent: arrayAppend(s.tags, Book.title),
    present: arrayAppend(s.tags, coalesce(Book.title, "none")),
    removed: arrayRemove(s.tags, "a"),
    replaced: arrayReplace(s.tags, "a", null),
    place: arrayPosition(s.tags, "a"),
    slice: arraySlice(s.more, 1, 2),
    text: arrayToString(s.tags, ","),
    parts: stringToArray(s.note, ","),
    n: cardinality(s.more),
    made: arrayOf(coalesce(s.name, ""), "b"),
    option: arrayOf(s.motto),
  }),
)
same<
  Equal<
    RowOf<typeof row>,
    {
      readonly contains: boolean
      readonly overlap: boolean | null
      readonly piped: boolean
      readonly element: string | null
      readonly label: "sad" | "glad" | null
      readonly joined: ReadonlyArray<string>
      readonly mixed: ReadonlyArray<string | null>
      readonly nullable: ReadonlyArray<string | null> | null
      readonly appended: ReadonlyArray<string | null>
      readonly same: ReadonlyArray<string>
      readonly absent: ReadonlyArray<string | null>
      readonly present: ReadonlyArray<string>
      readonly removed: ReadonlyArray<string>
      readonly replaced: ReadonlyArray<string | null>
      readonly place: number | null
      readonly slice: ReadonlyArray<string | null> | null
      readonly text: string
      readonly parts: ReadonlyArray<string> | null
      readonly n: number | null
      readonly made: ReadonlyArray<string>
      readonly option: ReadonlyArray<string | null>
    }
  >
>()
const arrays = all(row)
same<Equal<Wants<typeof arrays>, Database | Supports<"arrays">>>()

// Aggregates: elements are NULL only where the expression is by itself.
const grouped = pipe(
  shelves,
  select({ titles: arrayAgg(Book.title).pipe(orderedBy(desc(Book.id))), notes: arrayAgg(s.note), mottos: arrayAgg(s.motto) }),
)
same<
  Equal<
    RowOf<typeof grouped>,
    {
      readonly titles: ReadonlyArray<string> | null
      readonly notes: ReadonlyArray<string | null> | null
      readonly mottos: ReadonlyArray<string | null> | null
    }
  >
>()
const aggregates = all(grouped)
same<Equal<Wants<typeof aggregates>, Database | Supports<"arrays"> | Supports<"orderedAggregates">>>()
const made = pipe(from(Shelf), select({ x: arrayFrom(pipe(from(Book), where(eq(Book.shelfId, s.id)), select(Book.title))) }))
same<Equal<RowOf<typeof made>, { readonly x: ReadonlyArray<string> }>>()

// Any and all.
const quantified = pipe(
  shelves,
  select({
    any: eq(s.name, anyOf(s.tags)),
    piped: s.name.pipe(eq(anyOf(s.tags))),
    nulls: neq(s.name, allOf(s.more)),
    values: eq(s.id, anyOf([1, 2, 3])),
    some: eq(s.id, anyOf([1, null])),
    label: eq(s.mood, anyOf(["sad"])),
    decimals: gt(s.price, allOf([1.5, 2n])),
    none: eq(s.id, anyOf([])),
    optional: eq(Book.title, anyOf(s.tags)),
    inQuery: lt(s.id, allOf(pipe(from(Book), select(Book.id)))),
    option: eq(s.motto, anyOf([Option.some("a")])),
  }),
)
same<
  Equal<
    RowOf<typeof quantified>,
    {
      readonly any: boolean
      readonly piped: boolean
      readonly nulls: boolean | null
      readonly values: boolean
      readonly some: boolean | null
      readonly label: boolean
      readonly decimals: boolean
      readonly none: boolean
      readonly optional: boolean | null
      readonly inQuery: boolean
      readonly option: boolean
    }
  >
>()
const comparisons = all(quantified)
same<Equal<Wants<typeof comparisons>, Database | Supports<"arrays"> | Supports<"quantified">>>()
const portable = all(pipe(from(Shelf), where(eq(s.id, anyOf(pipe(from(Book), select(Book.id))))), select({ n: cardinality(s.tags) })))
same<Equal<Wants<typeof portable>, Database | Supports<"quantified">>>()

// What is quantified is no expression, and stands at the right of a comparison only.
// @ts-expect-error
where(anyOf(s.tags))
// @ts-expect-error
select({ x: anyOf(s.tags) })
// @ts-expect-error
eq(anyOf(s.tags), s.name)
// @ts-expect-error
isDistinctFrom(s.name, anyOf(s.tags))
// @ts-expect-error: numbers are no texts
eq(s.id, anyOf(s.tags))
// @ts-expect-error
s.id.pipe(eq(anyOf(s.tags)))
// @ts-expect-error
eq(s.name, anyOf([1]))
// @ts-expect-error: not among the labels
eq(s.mood, anyOf(["angry"]))
// @ts-expect-error: a text is no array
anyOf(s.name)
// @ts-expect-error: a query of two columns
anyOf(pipe(from(Book), select({ a: Book.id, b: Book.title })))
// @ts-expect-error
arrayContains(s.tags, [1])
// @ts-expect-error
s.tags.pipe(arrayContains([1]))
// @ts-expect-error
arrayContains(s.name, ["a"])
// @ts-expect-error
arrayAppend(s.tags, 1)
// @ts-expect-error
arrayElement(s.tags, "a")
// @ts-expect-error
arrayOf("a", "b")
// @ts-expect-error: an aggregate in an aggregate
arrayAgg(count(s.id))
// @ts-expect-error: only aggregates have an order
orderedBy(s.id)(s.name)
// @ts-expect-error
cardinality(s.name)
