/** Full text search of PostgreSQL, and vectors of pgvector. */
import { text, tsquery, tsvector, vector } from "../../codec/index.js"
import {
  cosineDistance, innerProduct, l1Distance, l2Distance, literal, matches, negativeInnerProduct, nullOf, phraseToTsquery, plainToTsquery, round,
  setWeight, toTsquery, toTsvector, tsHeadline, tsRank, tsRankCd, tsvectorConcat, value, websearchToTsquery, gt,
} from "../../expr/index.js"
import type { Expressions } from "./case.js"
import { k } from "./operands.js"

const body = literal("a dark cake with fat cherries")
const words = toTsvector("english", body)
const noText = nullOf(text)
const noWords = nullOf(tsvector)
const noQuery = nullOf(tsquery)
const dark = plainToTsquery("english", "dark")

export const textSearches: Expressions = {
  "words": [words, "'cake':3 'cherri':6 'dark':2 'fat':5"],
  "words of a column": [toTsvector("simple", k.mood), "'glad':1", null],
  "words of nothing": [toTsvector("english", ""), ""],
  "query": [toTsquery("english", "cakes & !tarts"), "'cake' & !'tart'"],
  "query of one word": [matches(words, toTsquery("english", "dark <-> cake")), true],
  "query of NULL": [toTsquery("english", noText), null],
  "plain query": [plainToTsquery("english", "The fat cherry"), "'fat' & 'cherri'"],
  "plain query of a column": [plainToTsquery("simple", k.mood), "'glad'", null],
  "plain query of nothing": [plainToTsquery("english", "the"), ""],
  "query of a phrase": [phraseToTsquery("english", "fat cherries"), "'fat' <-> 'cherri'"],
  "query of a phrase in another order": [matches(words, phraseToTsquery("english", "cherries fat")), false],
  "query of a phrase of NULL": [phraseToTsquery("english", noText), null],
  "query as people write it": [websearchToTsquery("english", '"dark cake" -tart'), "'dark' <-> 'cake' & !'tart'"],
  "query of signs only": [websearchToTsquery("english", '"('), ""],
  "query as people write it, of NULL": [websearchToTsquery("english", noText), null],
  "found": [matches(words, plainToTsquery("english", "cherry")), true],
  "not found": [matches(words, plainToTsquery("english", "apple")), false],
  "found by NULL": [matches(words, noQuery), null],
  "found in NULL": [matches(noWords, dark), null],
  "rank": [gt(tsRank(words, dark), 0), true],
  "rank of what is not found": [tsRank(words, plainToTsquery("english", "apple")), 0],
  "rank of NULL": [tsRank(words, noQuery), null],
  "rank by nearness": [round(tsRankCd(words, dark), 4), 0.1],
  "rank by nearness of what is not found": [tsRankCd(words, plainToTsquery("english", "apple")), 0],
  "rank by nearness of NULL": [tsRankCd(noWords, dark), null],
  "marked": [tsHeadline("english", body, dark), "a <b>dark</b> cake with fat cherries"],
  "marked with something else": [
    tsHeadline("english", body, dark, { StartSel: '<a "b">', StopSel: "'", HighlightAll: true }), `a <a "b">dark' cake with fat cherries`,
  ],
  "marked in NULL": [tsHeadline("english", noText, dark), null],
  "weight": [setWeight(toTsvector("simple", "a b"), "A"), "'a':1A 'b':2A"],
  "weight of nothing": [setWeight(toTsvector("simple", ""), "B"), ""],
  "weight of NULL": [setWeight(noWords, "A"), null],
  "words after words": [tsvectorConcat(toTsvector("simple", "a b"), toTsvector("simple", "a")), "'a':1,3 'b':2"],
  "words after none": [tsvectorConcat(toTsvector("simple", ""), toTsvector("simple", "a")), "'a':1"],
  "words after NULL": [tsvectorConcat(noWords, words), null],
}

const point = value(vector(2), [3, 4])
const noPoint = nullOf(vector(2))

export const vectors: Expressions = {
  "distance": [l2Distance(point, [0, 0]), 5],
  "distance from itself": [l2Distance(point, point), 0],
  "distance from NULL": [l2Distance(point, noPoint), null],
  "distance along the axes": [l1Distance(point, [0, 1]), 6],
  "distance along the axes from itself": [l1Distance(point, point), 0],
  "distance along the axes from NULL": [l1Distance(noPoint, point), null],
  "directions": [cosineDistance(point, [-3, -4]), 2],
  "the same direction": [cosineDistance(point, [6, 8]), 0],
  "direction of NULL": [cosineDistance(point, noPoint), null],
  "inner product": [innerProduct(point, [1, -1]), -1],
  "inner product with nothing": [innerProduct(point, [0, 0]), 0],
  "inner product with NULL": [innerProduct(point, noPoint), null],
  "negative inner product": [negativeInnerProduct(point, [1, -1]), 1],
  "negative inner product of units": [negativeInnerProduct(point, [1, 1]), -7],
  "negative inner product with NULL": [negativeInnerProduct(noPoint, point), null],
}
