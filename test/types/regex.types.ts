import { pipe } from "effect"
import {
  type Expr, integer, nullable, param, type Param, regexpCount, regexpInstr, regexpMatches, regexpReplace, regexpSubstr, table, text,
} from "fulmar"
import { type Equal, same } from "./schema.js"

const Cake = table("cake", { id: integer, name: text, note: text.pipe(nullable) })
type Of<E> = E extends Expr<infer A, any, any> ? A : never
type NeedsOf<E> = E extends Expr<any, infer R, any> ? R : never
type AbsentOf<E> = E extends Expr<any, any, infer N> ? N : never

const found = {
  sure: regexpMatches(Cake.name, "a"),
  any: regexpMatches(Cake.name, Cake.note, "i"),
  last: pipe(Cake.note, regexpMatches("a")),
  replaced: regexpReplace(Cake.name, "a", "b"),
  maybe: regexpReplace(Cake.name, "a", Cake.note),
  first: regexpSubstr(Cake.name, "a"),
  count: regexpCount(Cake.note, "a"),
  at: regexpInstr(Cake.name, param("p", text)),
}
same<Equal<Of<(typeof found)["sure"]>, boolean>>()
same<Equal<Of<(typeof found)["any"]>, boolean | null>>()
same<Equal<Of<(typeof found)["last"]>, boolean | null>>()
same<Equal<Of<(typeof found)["replaced"]>, string>>()
same<Equal<Of<(typeof found)["maybe"]>, string | null>>()
same<Equal<Of<(typeof found)["first"]>, string | null>>()
same<Equal<Of<(typeof found)["count"]>, number | null>>()
same<Equal<Of<(typeof found)["at"]>, number>>()
same<Equal<Extract<NeedsOf<(typeof found)["at"]>, Param<any, any>>, Param<"p", string>>>()
same<Equal<AbsentOf<(typeof found)["sure"]>, "cake">>()

// @ts-expect-error a number is no text
regexpMatches(Cake.id, "a")
// @ts-expect-error a number is no pattern
regexpCount(Cake.name, 5)
// @ts-expect-error not a way to match
regexpMatches(Cake.name, "a", "x")
// @ts-expect-error a RegExp is no text: its language is that of one database only
regexpSubstr(Cake.name, /a/)
