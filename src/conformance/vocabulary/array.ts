/** Arrays, and comparisons with any or all of them. */
import { pipe } from "effect"
import { array, integer, nullable, text } from "../../codec/index.js"
import { desc, from, groupBy, nullsFirst, orderBy, select, where } from "../../core/index.js"
import {
  allOf, anyOf, arrayAgg, arrayAppend, arrayConcat, arrayContainedBy, arrayContains, arrayElement, arrayFrom, arrayOf, arrayOverlaps,
  arrayPosition, arrayPositions, arrayPrepend, arrayRemove, arrayReplace, arraySlice, arrayToString, cardinality, eq, gt, gte, isNull, literal, neq, nullOf,
  orderedBy, stringToArray, value,
} from "../../expr/index.js"
import { Cake, Fruit } from "../tables.js"
import type { Expressions, Queries } from "./case.js"
import { k } from "./operands.js"

const maybe = array(integer.pipe(nullable))
const some = value(array(integer), [3, 1, 3])
const holes = value(maybe, [1, null, 2])
const empty = value(array(integer), [])
const none = nullOf(array(integer))
const words = value(array(text), ["it's", "", "😀,{}"])

/** Counting elements is portable: where there are no arrays they are JSON. */
export const elements: Expressions = {
  "number of elements": [cardinality(some), 3],
  "number of elements, NULL among them": [cardinality(holes), 3],
  "number of no elements": [cardinality(empty), 0],
  "number of elements of NULL": [cardinality(none), null],
}

export const arrays: Expressions = {
  "array of expressions": [arrayOf(k.n, 1, k.m), [7, 1, 3], [-7, 1, null]],
  "array of one": [arrayOf(literal("it's")), ["it's"]],
  "array of rows": [arrayFrom(pipe(from(Cake), orderBy(desc(Cake.id)), select(Cake.name))), ["Sponge", "Tart", "Opera"]],
  "array of no rows": [arrayFrom(pipe(from(Fruit), where(isNull(Fruit.name)), select(Fruit.id))), []],
  "array of rows of the row around": [
    arrayFrom(pipe(from(Fruit), where(eq(Fruit.cakeId, k.id)), orderBy(Fruit.id), select(Fruit.id))), [1], [2, 3],
  ],
  "appended": [arrayAppend(some, 9), [3, 1, 3, 9]],
  "appended a column": [arrayAppend(holes, k.m), [1, null, 2, 3], [1, null, 2, null]],
  "appended to nothing": [arrayAppend(empty, 1), [1]],
  "appended to NULL": [arrayAppend(none, 1), [1]],
  "prepended": [arrayPrepend(some, 9), [9, 3, 1, 3]],
  "prepended a column": [arrayPrepend(holes, k.m), [3, 1, null, 2], [null, 1, null, 2]],
  "prepended to NULL": [arrayPrepend(none, 1), [1]],
  "one after the other": [arrayConcat(some, [2]), [3, 1, 3, 2]],
  "one after nothing": [arrayConcat(empty, holes), [1, null, 2]],
  "one after NULL": [arrayConcat(none, some), [3, 1, 3]],
  "NULL after NULL": [arrayConcat(none, none), null],
  "contains": [arrayContains(some, [3, 1, 1]), true],
  "contains no NULL": [arrayContains(holes, [null]), false],
  "contains nothing": [arrayContains(empty, []), true],
  "contains of NULL": [arrayContains(none, [1]), null],
  "contained": [arrayContainedBy(some, [1, 2, 3]), true],
  "not contained": [arrayContainedBy(some, [3]), false],
  "contained by NULL": [arrayContainedBy(some, none), null],
  "overlap": [arrayOverlaps(some, [5, 1]), true],
  "overlap in NULL": [arrayOverlaps(holes, [null]), false],
  "no overlap with nothing": [arrayOverlaps(some, []), false],
  "overlap of NULL": [arrayOverlaps(none, some), null],
  "element": [arrayElement(words, 3), "😀,{}"],
  "element by a column": [arrayElement(some, k.m), 3, null],
  "element beyond the end": [arrayElement(some, 4), null],
  "element 0": [arrayElement(some, 0), null],
  "slice": [arraySlice(some, 2, 3), [1, 3]],
  "slice to the end": [arraySlice(holes, 2), [null, 2]],
  "slice beyond the end": [arraySlice(some, 9), []],
  "slice of NULL": [arraySlice(none, 1), null],
  "place": [arrayPosition(some, 3), 1],
  "place of NULL": [arrayPosition(holes, null), 2],
  "place of what is not there": [arrayPosition(some, 9), null],
  "places": [arrayPositions(some, 3), [1, 3]],
  "places of what is not there": [arrayPositions(some, 9), []],
  "places in NULL": [arrayPositions(none, 1), null],
  "removed": [arrayRemove(some, 3), [1]],
  "removed NULLs": [arrayRemove(holes, null), [1, 2]],
  "removed from NULL": [arrayRemove(none, 1), null],
  "replaced": [arrayReplace(some, 3, 0), [0, 1, 0]],
  "replaced NULLs": [arrayReplace(holes, null, 0), [1, 0, 2]],
  "replaced in NULL": [arrayReplace(none, 1, 2), null],
  "joined to a text": [arrayToString(words, ";"), "it's;;😀,{}"],
  "joined without NULLs": [arrayToString(holes, ","), "1,2"],
  "joined with something for NULL": [arrayToString(holes, ",", "none"), "1,none,2"],
  "joined, of NULL": [arrayToString(none, ","), null],
  "split to an array": [stringToArray(literal("a,,b"), ","), ["a", "", "b"]],
  "split with NULL for something": [stringToArray(literal("a,,b"), ",", ""), ["a", null, "b"]],
  "split of the empty text": [stringToArray(literal(""), ","), []],
  "split of NULL": [stringToArray(nullOf(text), ","), null],
  "any of a list": [eq(k.m, anyOf([1, 3])), true, null],
  "any of nothing": [eq(k.n, anyOf(empty)), false, false],
  "any of NULLs": [eq(k.n, anyOf(holes)), null, null],
  "all of a list": [gt(k.n, allOf([1, 3])), true, false],
  "all of nothing": [gt(k.n, allOf(empty)), true, true],
  "all of NULLs": [neq(k.n, allOf(holes)), null, null],
}

const byCake = pipe(from(Fruit), groupBy(Fruit.cakeId), orderBy(nullsFirst(Fruit.cakeId)))

export const arrayQueries: Queries = {
  "arrays of groups": [
    pipe(byCake, select({ names: arrayAgg(Fruit.name).pipe(orderedBy(desc(Fruit.id))) })),
    [{ names: ["Fig"] }, { names: ["Cherry"] }, { names: ["Berry", "Apple"] }],
  ],
  "an array with NULLs": [
    pipe(from(Cake), select({ x: arrayAgg(Cake.bakeryId).pipe(orderedBy(Cake.id)) })),
    [{ x: [1, 1, null] }],
  ],
  "an array of no rows at all": [pipe(from(Cake), where(gt(Cake.id, 9)), select({ x: arrayAgg(Cake.id) })), [{ x: null }]],
}

const ids = pipe(from(Cake), select(Cake.id))
const bakeries = pipe(from(Cake), select(Cake.bakeryId))

export const quantified: Expressions = {
  "any of rows": [eq(k.m, anyOf(ids)), true, null],
  "any of rows, NULL among them": [eq(k.n, anyOf(bakeries)), null, null],
  "any of no rows": [eq(k.n, anyOf(pipe(ids, where(gt(Cake.id, 9))))), false, false],
  "all of rows": [gte(k.n, allOf(ids)), true, false],
  "all of rows, NULL among them": [gt(k.n, allOf(bakeries)), null, false],
  "all of no rows": [gt(k.m, allOf(pipe(ids, where(gt(Cake.id, 9))))), true, true],
}
