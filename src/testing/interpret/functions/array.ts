/** Arrays; places count from 1. */
import type { TypeSpec } from "../../../core/sql-type.js"
import type { Meaning } from "../meaning.js"
import { textAs } from "./cast.js"
import { of, typed, unlessNull } from "./of.js"
import { sameValue } from "./order.js"

type List = ReadonlyArray<unknown>

/** Is it equal to the element? NULL is equal to NULL. */
const equalTo = (array: TypeSpec, element: unknown): ((x: unknown) => boolean) => {
  const same = sameValue(array.element!)
  return (x) => (x === null || element === null ? x === element : same(x, element))
}

const places = (array: TypeSpec, list: List, element: unknown): ReadonlyArray<number> =>
  list.flatMap((x, i) => (equalTo(array, element)(x) ? [i + 1] : []))

/** Is each element of the second in the first? NULL is in none. */
const containsAll = (type: TypeSpec, list: List, others: List): boolean =>
  others.every((x) => x !== null && list.some(equalTo(type, x)))

const slice = unlessNull((list: List, from: number, to: number = Infinity) =>
  list.filter((_, i) => i + 1 >= Number(from) && i + 1 <= Number(to)),
)

/** Without a separator each character is a part. */
const parts = (text: string, separator: string | null): ReadonlyArray<string> =>
  text === "" ? [] : separator === null ? [...text] : separator === "" ? [text] : text.split(separator)

/** A function of an array and what may be NULL; it is NULL of a NULL array. */
const ofArray = (meaning: (list: List, type: TypeSpec, ...rest: ReadonlyArray<never>) => unknown): Meaning =>
  typed(([list, ...rest]: readonly [List | null, ...ReadonlyArray<never>], { args }) =>
    list === null ? null : meaning(list, args[0]!, ...rest),
  )

export const array: Readonly<Record<string, Meaning>> = {
  arrayContains: ofArray((list, type, other: List) => containsAll(type, list, other)),
  arrayContainedBy: ofArray((list, type, other: List) => containsAll(type, other, list)),
  arrayOverlaps: ofArray((list, type, other: List) => other.some((x) => x !== null && list.some(equalTo(type, x)))),
  arrayConcat: of((a: List | null, b: List | null) => (a === null || b === null ? (a ?? b) : [...a, ...b])),
  arrayAppend: of((list: List | null, element: unknown) => [...(list ?? []), element]),
  arrayPrepend: of((list: List | null, element: unknown) => [element, ...(list ?? [])]),
  arrayRemove: ofArray((list, type, element: unknown) => list.filter((x) => !equalTo(type, element)(x))),
  arrayReplace: ofArray((list, type, from: unknown, to: unknown) => list.map((x) => (equalTo(type, from)(x) ? to : x))),
  arrayPosition: ofArray((list, type, element: unknown) => places(type, list, element)[0] ?? null),
  arrayPositions: ofArray((list, type, element: unknown) => places(type, list, element)),
  arrayElement: unlessNull((list: List, place: number) => list[Number(place) - 1] ?? null),
  arraySlice: slice,
  arraySliceFrom: slice,
  arrayToString: ofArray((list, type, separator: string | null, none: string | null) =>
    separator === null
      ? null
      : list.flatMap((x) => (x === null ? (none ?? []) : [textAs(type.element!, x)])).join(separator),
  ),
  stringToArray: of((text: string | null, separator: string | null, none: string | null) =>
    text === null ? null : parts(text, separator).map((x) => (x === none ? null : x)),
  ),
  arrayOf: (args) => args,
  /** Of a query: its values in their order are the argument. */
  arrayFrom: ([list]) => list,
}

/** Those that say themselves what they are of NULL, though their NullRule is strict: NULL may be an element. */
export const takesNull: ReadonlySet<string> = new Set(["arrayRemove", "arrayReplace", "arrayPositions", "arrayToString", "stringToArray"])
