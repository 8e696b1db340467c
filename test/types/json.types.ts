import * as t from "io-ts"
import { pipe } from "effect"
import type { BigDecimal } from "effect/BigDecimal"
import {
  type Aggregate, all, bigint, type Expr, from, integer, json, type Json, jsonArray, jsonArrayAgg, jsonArrayAppend, jsonAs,
  jsonContains, jsonGet, jsonHasKey, jsonInsert, jsonMergePatch, jsonObject, jsonObjectAgg, jsonPathExists, jsonRemove, jsonReplace,
  jsonSet, jsonText, leftJoin, eq, nullable, numeric, option, type RowOf, select, table, text, type Database, type Supports,
} from "fulmar"
import { type Equal, same, type Wants } from "./schema.js"

const Recipe = t.type({
  eggs: t.number,
  steps: t.readonlyArray(t.intersection([t.type({ name: t.string }), t.partial({ minutes: t.number })])),
  pair: t.tuple([t.string, t.number]),
  by: t.record(t.string, t.boolean),
  kind: t.union([t.type({ hot: t.boolean }), t.type({ cold: t.string }), t.null]),
})
const Cake = table("cake", {
  id: integer, name: text, big: bigint, price: numeric(8, 2), recipe: json(Recipe), any: json(), maybe: json(Recipe).pipe(nullable),
  opt: json(Recipe).pipe(option),
})
type Of<E> = E extends Expr<infer A, any, any> ? A : never

const parts = {
  eggs: jsonGet(Cake.recipe, "eggs"),
  step: jsonGet(Cake.recipe, "steps", 0),
  minutes: jsonGet(Cake.recipe, "steps", 0, "minutes"),
  first: jsonGet(Cake.recipe, "pair", 0),
  second: jsonGet(Cake.recipe, "pair", 1),
  by: jsonGet(Cake.recipe, "by", "anyone"),
  hot: jsonGet(Cake.recipe, "kind", "hot"),
  any: jsonGet(Cake.any, "a", 0, "b"),
  maybe: jsonGet(Cake.maybe, "eggs"),
  text: jsonText(Cake.recipe, "eggs"),
  as: jsonAs(bigint, Cake.recipe, "eggs"),
}
same<Equal<Of<(typeof parts)["eggs"]>, number | null>>()
same<Equal<Of<(typeof parts)["step"]>, { name: string } & { minutes?: number } | null>>()
same<Equal<Of<(typeof parts)["minutes"]>, number | null>>()
same<Equal<Of<(typeof parts)["first"]>, string | null>>()
same<Equal<Of<(typeof parts)["second"]>, number | null>>()
same<Equal<Of<(typeof parts)["by"]>, boolean | null>>()
same<Equal<Of<(typeof parts)["hot"]>, boolean | null>>()
same<Equal<Of<(typeof parts)["any"]>, Json>>()
same<Equal<Of<(typeof parts)["maybe"]>, number | null>>()
same<Equal<Of<(typeof parts)["text"]>, string | null>>()
same<Equal<Of<(typeof parts)["as"]>, bigint | null>>()

// What the codec does not know cannot be read, set, or removed.
// @ts-expect-error "the JSON has nothing at": readonly ["egs"]
jsonGet(Cake.recipe, "egs")
// @ts-expect-error a key of an array
jsonText(Cake.recipe, "steps", "length")
// @ts-expect-error an index of an object
jsonAs(integer, Cake.recipe, 0)
// @ts-expect-error nothing is in a number
jsonGet(Cake.recipe, "eggs", "x")
// @ts-expect-error a column of texts is no document
jsonGet(Cake.name, "length")
// @ts-expect-error an Option is no document
jsonGet(Cake.opt, "eggs")
// @ts-expect-error no such key
jsonRemove(Cake.recipe, ["egs"])
// @ts-expect-error no path
jsonSet(Cake.any, [], 1)

// What is put there fits.
same<Equal<Of<ReturnType<typeof changed>>, Of<typeof Cake.recipe>>>()
const changed = () => jsonSet(Cake.recipe, ["steps", 0], { name: "stir", minutes: 3 })
jsonSet(Cake.recipe, ["eggs"], Cake.id)
jsonInsert(Cake.recipe, ["by", "me"], true)
jsonArrayAppend(Cake.recipe, ["steps"], { name: "bake" })
jsonSet(Cake.any, ["a", "b"], { x: [1] })
same<Equal<Of<ReturnType<typeof maybeSet>>, Of<typeof Cake.maybe>>>()
const maybeSet = () => jsonReplace(Cake.maybe, ["eggs"], 2)
// @ts-expect-error a text is no number
jsonSet(Cake.recipe, ["eggs"], "two")
// @ts-expect-error a text is no number, as an expression
jsonReplace(Cake.recipe, ["eggs"], Cake.name)
// @ts-expect-error an item of another type
jsonArrayAppend(Cake.recipe, ["steps"], 5)
// @ts-expect-error no array
jsonArrayAppend(Cake.recipe, ["eggs"], 5)
// @ts-expect-error JSON has no bigint
jsonMergePatch(Cake.any, 5n)

// Values that are built have the types of their parts.
const built = jsonObject({ id: Cake.id, big: Cake.big, price: Cake.price, recipe: Cake.recipe, kind: "x", n: 1, t: true, at: Cake.maybe })
same<
  Equal<
    Of<typeof built>,
    {
      readonly id: number
      readonly big: bigint
      readonly price: BigDecimal
      readonly recipe: t.TypeOf<typeof Recipe>
      readonly kind: string
      readonly n: number
      readonly t: boolean
      readonly at: t.TypeOf<typeof Recipe> | null
    }
  >
>()
same<Equal<Of<ReturnType<typeof array>>, readonly [number, string]>>()
const array = () => jsonArray(Cake.id, "x")
same<Equal<Of<ReturnType<typeof list>>, ReadonlyArray<t.TypeOf<typeof Recipe>>>>()
const list = () => jsonArrayAgg(Cake.maybe)
same<Equal<Of<ReturnType<typeof record>>, { readonly [key: string]: bigint }>>()
const record = () => jsonObjectAgg(Cake.name, Cake.big)
same<Equal<Aggregate extends (typeof list extends () => Expr<any, infer R, any> ? R : never) ? true : false, true>>()

// An outer join adds NULL, but not to what is never NULL.
const Other = table("other", { id: integer, doc: json(Recipe) })
const joined = pipe(
  from(Cake),
  leftJoin(Other, eq(Other.id, Cake.id)),
  select({ set: jsonSet(Other.doc, ["eggs"], 1), has: jsonHasKey(Other.doc, "eggs"), id: Cake.id }),
)
same<
  Equal<RowOf<typeof joined>, { readonly set: t.TypeOf<typeof Recipe> | null; readonly has: boolean; readonly id: number }>
>()

// Not every database has them.
const contained = all(pipe(from(Cake), select({ x: jsonContains(Cake.any, [1]), y: jsonPathExists(Cake.any, "$.a") })))
same<Equal<Wants<typeof contained>, Database | Supports<"jsonContains"> | Supports<"jsonPath">>>()
