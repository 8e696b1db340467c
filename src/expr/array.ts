import { integer } from "../codec/integer.js"
import type { AbsentOf, Expr, Needs, NeedsOf, Operand } from "../core/expr.js"
import type { ExprNode } from "../core/expr-node.js"
import type { TypeSpec } from "../core/sql-type.js"
import { booleanSpec, dual, operand, textOperand, textSpec, wholeSpec } from "./arguments.js"
import { arrayCall, arrayType, alike, elementType, holdsNull, mayBeAbsent, withElements } from "./array-type.js"
import type {
  AnyArray,
  ArrayJoin,
  ArrayTest,
  Count,
  ElementAt,
  ElementOf,
  ItemOf,
  NullAmong,
  NullIf,
  PlaceOf,
  PlacesOf,
  WithElement,
  WithoutElement,
} from "./array-signatures.js"

const test = (name: string): ArrayTest =>
  dual((a: ExprNode, b: unknown) => arrayCall(booleanSpec, name, alike(a, b), "strict"))

/**
 * Does the first array contain each element of the second, wherever and however often? NULL is among no elements, so an
 * array with NULL is contained in none.
 *
 * The SQL: `a @> b`.
 *
 * @example
 * ```ts
 * import { array, arrayContains, from, table, text, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { tags: array(text) })
 * toSql(dialect)(pipe(from(Cake), where(arrayContains(Cake.tags, ["sweet", "cold"]))))
 * // => `select "cake"."tags" from "cake" where ("cake"."tags" @> '{"sweet","cold"}'::text[])`
 * ```
 *
 * @since 0.1.0
 */
export const arrayContains: ArrayTest = test("arrayContains")

/** Is each element of the first array among those of the second? The SQL: `a <@ b`. @since 0.1.0 */
export const arrayContainedBy: ArrayTest = test("arrayContainedBy")

/** Have the two arrays an element in common? NULL is none. The SQL: `a && b`. @since 0.1.0 */
export const arrayOverlaps: ArrayTest = test("arrayOverlaps")

/** The type of arrays like `a`, in which NULLs may have come. */
const withNulls = (a: TypeSpec, nulls: boolean): TypeSpec =>
  nulls && !holdsNull(a) ? arrayType(elementType(a), true) : a

/**
 * The elements of one array and then of the other. As in SQL a NULL array adds nothing: the result is NULL only if both
 * are.
 *
 * The SQL: `array_cat(a, b)`.
 *
 * @since 0.1.0
 */
export const arrayConcat: ArrayJoin = dual((a: ExprNode, b: unknown) => {
  const [left, right] = alike(a, b)
  return arrayCall(withNulls(left.type, holdsNull(right.type)), "arrayConcat", [left, right], "coalesce")
})

const longer = (name: string): WithElement =>
  dual((a: ExprNode, b: unknown) => {
    const [array, element] = withElements(a, [b])
    return arrayCall(withNulls(array.type, mayBeAbsent(element!)), name, [array, element!], "never")
  })

/**
 * The array with one more element at its end; of a NULL array just that element. The element counts as NULL where an
 * outer join may leave its table absent: `coalesce` says what to put in instead.
 *
 * The SQL: `array_append(a, b)`.
 *
 * @example
 * ```ts
 * import { array, arrayAppend, eq, integer, table, text, toSql, update, where } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer, tags: array(text) })
 * toSql(dialect)(pipe(update(Cake, { tags: arrayAppend(Cake.tags, "new") }), where(eq(Cake.id, 1))))
 * // => `update "cake" set "tags" = array_append("cake"."tags", 'new') where "cake"."id" = 1`
 * ```
 *
 * @since 0.1.0
 */
export const arrayAppend: WithElement = longer("arrayAppend")

/** {@link arrayAppend} at the start; the array is the first argument here too. The SQL: `array_prepend(b, a)`. @since 0.1.0 */
export const arrayPrepend: WithElement = longer("arrayPrepend")

/** The array without the elements that are equal to the given one; NULL takes out NULLs. The SQL: `array_remove(a, b)`. @since 0.1.0 */
export const arrayRemove: WithoutElement = dual((a: ExprNode, b: unknown) => {
  const args = withElements(a, [b])
  return arrayCall(args[0].type, "arrayRemove", args, "strict")
})

/**
 * The array with each element that is equal to one given replaced by another. NULL may be either.
 *
 * The SQL: `array_replace(a, from, to)`.
 *
 * @since 0.1.0
 */
export const arrayReplace = <
  A extends AnyArray,
  R,
  N,
  const F extends Operand<ElementOf<A>>,
  const T extends Operand<ElementOf<A>>,
>(
  array: Expr<A, R, N>,
  from: F,
  to: T,
): Expr<
  ReadonlyArray<ElementOf<A> | Extract<ItemOf<T>, null>> | NullIf<A>,
  R | NeedsOf<F> | NeedsOf<T> | Needs<"arrays">,
  N
> => {
  const args = withElements(array as unknown as ExprNode, [from, to])
  return arrayCall(withNulls(args[0].type, mayBeAbsent(args[2]!)), "arrayReplace", args, "strict") as never
}

/**
 * The place of the first element that is equal to the given one, the first place being 1; NULL if there is none. NULL is
 * equal to NULL here.
 *
 * The SQL: `array_position(a, b)`.
 *
 * @since 0.1.0
 */
export const arrayPosition: PlaceOf = dual((a: ExprNode, b: unknown) =>
  arrayCall(wholeSpec, "arrayPosition", withElements(a, [b]), "always"),
)

/** All places of the given element, the first being 1; an empty array if there are none. The SQL: `array_positions(a, b)`. @since 0.1.0 */
export const arrayPositions: PlacesOf = dual((a: ExprNode, b: unknown) =>
  arrayCall(arrayType(integer.spec.type, false), "arrayPositions", withElements(a, [b]), "strict"),
)

/** The element at a place, the first being 1; NULL where there is none. The SQL: `(a)[2]`. @since 0.1.0 */
export const arrayElement: ElementAt = dual((a: ExprNode, place: unknown) =>
  arrayCall(elementType(a.type), "arrayElement", [a, operand(wholeSpec, place)], "always"),
)

/**
 * The elements from one place to another, both included, the first being 1; to the end if no other is given. Places
 * beyond the array have no elements.
 *
 * The SQL: `(a)[2:3]`.
 *
 * @since 0.1.0
 */
export const arraySlice = <A extends AnyArray, R, N, const F extends Count, const T extends Count = never>(
  array: Expr<A, R, N>,
  from: F,
  to?: T,
): Expr<
  A | NullAmong<F | T>,
  R | NeedsOf<F> | NeedsOf<T> | Needs<"arrays">,
  N | AbsentOf<F> | AbsentOf<T>
> => {
  const a = array as unknown as ExprNode
  const args = [a, operand(wholeSpec, from)]
  return (
    to === undefined
      ? arrayCall(a.type, "arraySliceFrom", args, "strict")
      : arrayCall(a.type, "arraySlice", [...args, operand(wholeSpec, to)], "strict")
  ) as never
}

type Text = string | Expr<string | null, unknown, unknown>

/**
 * The elements as texts, as the database writes them, with a separator between. NULLs are left out, unless a text for them
 * is given.
 *
 * The SQL: `array_to_string(a, ',', 'none')`.
 *
 * @since 0.1.0
 */
export const arrayToString = <A extends AnyArray, R, N, S extends Text, T extends Text = never>(
  array: Expr<A, R, N>,
  separator: S,
  forNull?: T,
): Expr<
  string | NullIf<A> | NullAmong<S>,
  R | NeedsOf<S> | NeedsOf<T> | Needs<"arrays">,
  N | AbsentOf<S>
> => {
  const texts = (forNull === undefined ? [separator] : [separator, forNull]).map((x) => operand(textSpec, x))
  return arrayCall(textSpec, "arrayToString", [array as unknown as ExprNode, ...texts], "strict") as never
}

/**
 * The parts of a text between the separators; of the empty text none. The part that is equal to the third text is NULL.
 *
 * The SQL: `string_to_array(a, ',', 'none')`.
 *
 * @since 0.1.0
 */
export const stringToArray = <A extends string | null, R, N, S extends Text, T extends Text = never>(
  text: Expr<A, R, N>,
  separator: S,
  forNull?: T,
): Expr<
  ReadonlyArray<string | ([T] extends [never] ? never : null)> | NullIf<A> | NullAmong<S>,
  R | NeedsOf<S> | NeedsOf<T> | Needs<"arrays">,
  N | AbsentOf<S>
> => {
  const texts = (forNull === undefined ? [separator] : [separator, forNull]).map((x) => operand(textSpec, x))
  const args = [textOperand(text), ...texts]
  return arrayCall(arrayType(textSpec, forNull !== undefined), "stringToArray", args, "strict") as never
}

/**
 * The number of elements, NULLs among them.
 *
 * The SQL: `cardinality(a)`, or `json_array_length(a)` where arrays are JSON.
 *
 * @since 0.1.0
 */
export const cardinality = <A extends AnyArray, R, N>(array: Expr<A, R, N>): Expr<number | NullIf<A>, R, N> =>
  arrayCall(wholeSpec, "length", [array as unknown as ExprNode], "strict") as never
