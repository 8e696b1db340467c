import { pipe } from "effect"
import {
  all, cosineDistance, type Database, type Expr, from, integer, l2Distance, matchAgainst, matches, nullable, select, setWeight, type Supports,
  table, text, toTsvector, tsHeadline, tsRank, type TsVector, tsvector, tsvectorConcat, type Vector, vector, websearchToTsquery,
} from "fulmar"
import { type Equal, same, type Wants } from "./schema.js"

const Cake = table("cake", {
  id: integer, name: text, note: text.pipe(nullable), words: tsvector, more: tsvector.pipe(nullable), taste: vector(3),
  smell: vector(3).pipe(nullable),
})
type Of<E> = E extends Expr<infer A, any, any> ? A : never
type AbsentOf<E> = E extends Expr<any, any, infer N> ? N : never
const query = websearchToTsquery("english", "cake")

const found = {
  words: toTsvector("english", Cake.name),
  none: toTsvector("english", Cake.note),
  match: matches(Cake.words, query),
  maybe: matches(Cake.more, query),
  last: pipe(Cake.words, matches(query)),
  rank: tsRank(Cake.words, query),
  headline: tsHeadline("english", Cake.note, query),
  both: tsvectorConcat(setWeight(Cake.words, "A"), Cake.more),
  score: matchAgainst([Cake.name, Cake.note], "cake"),
  near: l2Distance(Cake.taste, [1, 2, 3]),
  far: pipe(Cake.taste, cosineDistance(Cake.smell)),
  taste: Cake.taste,
}
same<Equal<Of<(typeof found)["words"]>, TsVector>>()
same<Equal<Of<(typeof found)["none"]>, TsVector | null>>()
same<Equal<Of<(typeof found)["match"]>, boolean>>()
same<Equal<Of<(typeof found)["maybe"]>, boolean | null>>()
same<Equal<Of<(typeof found)["last"]>, boolean>>()
same<Equal<Of<(typeof found)["rank"]>, number>>()
same<Equal<Of<(typeof found)["headline"]>, string | null>>()
same<Equal<Of<(typeof found)["both"]>, TsVector | null>>()
same<Equal<Of<(typeof found)["score"]>, number>>()
same<Equal<Of<(typeof found)["near"]>, number>>()
same<Equal<Of<(typeof found)["far"]>, number | null>>()
same<Equal<Of<(typeof found)["taste"]>, Vector>>()
same<Equal<AbsentOf<(typeof found)["match"]>, "cake">>()
same<Equal<AbsentOf<(typeof found)["score"]>, never>>()

const needs = all(pipe(from(Cake), select({ a: found.match, b: found.score, c: found.near })))
same<Equal<Wants<typeof needs>, Database | Supports<"textSearch"> | Supports<"matchAgainst"> | Supports<"vectors">>>()

// @ts-expect-error a text is not searched as it is: toTsvector
matches(Cake.name, query)
// @ts-expect-error a text is no query
matches(Cake.words, "cake")
// @ts-expect-error no such weight
setWeight(Cake.words, "E")
// @ts-expect-error a number has no words
toTsvector("english", Cake.id)
// @ts-expect-error only columns have a full text index
matchAgainst([toTsvector("english", Cake.name)], "cake")
// @ts-expect-error the words are the same for every row
matchAgainst([Cake.name], Cake.note)
// @ts-expect-error no columns
matchAgainst([], "cake")
// @ts-expect-error a text is no vector
l2Distance(Cake.taste, "x")
// @ts-expect-error a text has no distance
l2Distance(Cake.name, [1])
