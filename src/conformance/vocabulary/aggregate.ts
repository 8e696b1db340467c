/** Aggregates: NULLs do not count, and of nothing there is nothing but a count. */
import { pipe } from "effect"
import { bigint, boolean, double, integer, nullable, text } from "../../codec/index.js"
import { desc, from, groupBy, nullsFirst, orderBy, select, values, where } from "../../core/index.js"
import { count } from "../../expr/aggregate.js"
import {
  avg, bitAndAgg, bitOrAgg, bitXorAgg, boolAnd, boolOr, corr, countAll, covarPop, covarSamp, cumeDist, denseRank, distinctValues, filterWhere, gt, jsonArrayAgg,
  jsonObjectAgg, max, median, min, mode, orderedBy, percentileCont, percentileDisc, percentRank, rank, regrIntercept, regrR2, regrSlope, round,
  stddevPop, stddevSamp, stringAgg, sum, varPop, varSamp, withinGroup,
} from "../../expr/index.js"
import type { Queries } from "./case.js"

/** Groups of five rows, of a NULL alone, and of one row. */
const Sample = values(
  "sample",
  {
    g: integer,
    n: integer.pipe(nullable),
    x: double.pipe(nullable),
    big: bigint.pipe(nullable),
    flag: boolean.pipe(nullable),
    word: text.pipe(nullable),
  },
  [
    { g: 1, n: 2, x: 0.5, big: 2n ** 62n, flag: true, word: "b" },
    { g: 1, n: 4, x: -1.5, big: -1n, flag: false, word: "" },
    { g: 1, n: null, x: null, big: null, flag: null, word: null },
    { g: 1, n: 6, x: 2.5, big: 2n ** 62n - 1n, flag: true, word: "a" },
    { g: 1, n: 4, x: 0.5, big: -1n, flag: true, word: "b" },
    { g: 2, n: null, x: null, big: null, flag: null, word: null },
    { g: 3, n: 5, x: 0, big: -(2n ** 63n), flag: false, word: "it's 😀" },
  ],
)
const s = Sample
const groups = pipe(from(s), groupBy(s.g), orderBy(s.g))

/** Pairs on a line, above each other, beside each other, alone, and none. */
const Pair = values("pair", { g: integer, y: integer.pipe(nullable), x: integer.pipe(nullable) }, [
  { g: 1, y: 3, x: 1 },
  { g: 1, y: 7, x: 3 },
  { g: 1, y: null, x: 9 },
  { g: 1, y: 9, x: null },
  { g: 2, y: 1, x: 5 },
  { g: 2, y: 2, x: 5 },
  { g: 3, y: 4, x: 1 },
  { g: 3, y: 4, x: 2 },
  { g: 4, y: 4, x: 1 },
  { g: 5, y: null, x: 1 },
])
const p = Pair
const pairs = pipe(from(p), groupBy(p.g), orderBy(p.g))

export const aggregates: Queries = {
  "counts": [
    pipe(groups, select({ n: count(s.n), all: countAll, different: distinctValues(count(s.n)), some: filterWhere(gt(s.n, 2))(count(s.n)) })),
    [{ n: 4, all: 5, different: 3, some: 3 }, { n: 0, all: 1, different: 0, some: 0 }, { n: 1, all: 1, different: 1, some: 1 }],
  ],
  "sums": [
    pipe(groups, select({ n: sum(s.n), x: sum(s.x), big: sum(s.big), different: distinctValues(sum(s.n)), some: filterWhere(gt(s.n, 4))(sum(s.n)) })),
    [
      { n: 16, x: 2, big: 2n ** 63n - 3n, different: 12, some: 6 },
      { n: null, x: null, big: null, different: null, some: null },
      { n: 5, x: 0, big: -(2n ** 63n), different: 5, some: 5 },
    ],
  ],
  "means": [
    pipe(groups, select({ n: avg(s.n), x: avg(s.x), different: distinctValues(avg(s.n)), some: filterWhere(gt(s.n, 9))(avg(s.n)) })),
    [{ n: 4, x: 0.5, different: 4, some: null }, { n: null, x: null, different: null, some: null }, { n: 5, x: 0, different: 5, some: null }],
  ],
  "the least and the greatest": [
    pipe(groups, select({ least: min(s.n), most: max(s.n), first: min(s.word), last: max(s.word), low: min(s.big), high: max(s.x) })),
    [
      { least: 2, most: 6, first: "", last: "b", low: -1n, high: 2.5 },
      { least: null, most: null, first: null, last: null, low: null, high: null },
      { least: 5, most: 5, first: "it's 😀", last: "it's 😀", low: -(2n ** 63n), high: 0 },
    ],
  ],
  "aggregates of no rows": [
    pipe(from(s), select({ n: filterWhere(gt(s.n, 100))(countAll), sum: filterWhere(gt(s.n, 100))(sum(s.n)), min: filterWhere(gt(s.n, 100))(min(s.n)) })),
    [{ n: 0, sum: null, min: null }],
  ],
  "deviations": [
    pipe(groups, select({ sd: round(stddevPop(s.n), 2), sample: round(stddevSamp(s.n), 2), v: varPop(s.n), vs: round(varSamp(s.n), 9) })),
    [
      { sd: 1.41, sample: 1.63, v: 2, vs: 2.666666667 },
      { sd: null, sample: null, v: null, vs: null },
      { sd: 0, sample: null, v: 0, vs: null },
    ],
  ],
  "bits together": [
    pipe(groups, select({ and: bitAndAgg(s.n), or: bitOrAgg(s.n), xor: bitXorAgg(s.n), bigAnd: bitAndAgg(s.big), bigOr: bitOrAgg(s.big), bigXor: bitXorAgg(s.big) })),
    [
      { and: 0, or: 6, xor: 4, bigAnd: 0n, bigOr: -1n, bigXor: 2n ** 63n - 1n },
      { and: null, or: null, xor: null, bigAnd: null, bigOr: null, bigXor: null },
      { and: 5, or: 5, xor: 5, bigAnd: -(2n ** 63n), bigOr: -(2n ** 63n), bigXor: -(2n ** 63n) },
    ],
  ],
  "truths together": [
    pipe(groups, select({ all: boolAnd(s.flag), any: boolOr(s.flag), some: filterWhere(gt(s.n, 4))(boolAnd(s.flag)), high: boolOr(gt(s.n, 5)) })),
    [
      { all: false, any: true, some: true, high: true },
      { all: null, any: null, some: null, high: null },
      { all: false, any: false, some: false, high: false },
    ],
  ],
  "texts together": [
    pipe(groups, select({
      up: stringAgg(s.word, ", ").pipe(orderedBy(s.word)),
      down: stringAgg(s.word, "it's").pipe(orderedBy(desc(s.word))),
      different: stringAgg(s.word, "|").pipe(distinctValues, orderedBy(s.word)),
      some: stringAgg(s.word, "").pipe(filterWhere(gt(s.n, 2)), orderedBy(s.word)),
    })),
    [
      { up: ", a, b, b", down: "bit'sbit'sait's", different: "|a|b", some: "ab" },
      { up: null, down: null, different: null, some: null },
      { up: "it's 😀", down: "it's 😀", different: "it's 😀", some: "it's 😀" },
    ],
  ],
  "rows of a group as an array of JSON": [
    pipe(groups, select({ different: filterWhere(gt(s.n, 4))(jsonArrayAgg(s.n)), none: filterWhere(gt(s.n, 100))(jsonArrayAgg(s.n)) })),
    [{ different: [6], none: [] }, { different: [], none: [] }, { different: [5], none: [] }],
  ],
  "rows of a group as an object of JSON": [
    pipe(groups, select({ x: jsonObjectAgg(s.word, s.n) })),
    [{ x: { "": 4, a: 6, b: 4 } }, { x: {} }, { x: { "it's 😀": 5 } }],
  ],
}

/** The place that a row would have in its group. */
export const places: Queries = {
  "a place in a group": [
    pipe(groups, select({
      up: withinGroup([s.n, 4])(rank()), down: withinGroup([desc(s.n), 5])(rank()), dense: withinGroup([s.n, 5])(denseRank()),
      percent: withinGroup([s.n, 4])(percentRank()), part: round(withinGroup([s.n, 4])(cumeDist()), 9), last: withinGroup([s.n, null])(rank()),
    })),
    [
      { up: 2, down: 2, dense: 3, percent: 0.2, part: 0.666666667, last: 5 },
      { up: 1, down: 1, dense: 1, percent: 0, part: 0.5, last: 1 },
      { up: 1, down: 1, dense: 1, percent: 0, part: 0.5, last: 2 },
    ],
  ],
  "a place by two keys": [
    pipe(groups, select({ x: withinGroup([s.n, 4], [desc(s.word), "a"])(rank()), first: withinGroup([nullsFirst(s.n), 0])(rank()) })),
    [{ x: 3, first: 2 }, { x: 1, first: 2 }, { x: 1, first: 1 }],
  ],
  "a place in a group of no rows": [
    pipe(from(s), where(gt(s.n, 100)), select({ rank: withinGroup([s.n, 1])(rank()), percent: withinGroup([s.n, 1])(percentRank()), part: withinGroup([s.n, 1])(cumeDist()) })),
    [{ rank: 1, percent: 0, part: 1 }],
  ],
}

/** They are the same whatever the order of their rows. */
export const orderedAggregates: Queries = {
  "a sum in an order": [pipe(groups, select({ x: sum(s.n).pipe(orderedBy(desc(s.n))) })), [{ x: 16 }, { x: null }, { x: 5 }]],
}

export const orderedSets: Queries = {
  "percentiles": [
    pipe(groups, select({
      half: median(s.n), low: percentileCont(0.25, s.x), first: percentileCont(0, s.n), last: percentileCont(1, s.n),
      value: percentileDisc(0.5, s.n), least: percentileDisc(0, s.word), most: percentileDisc(1, s.word),
    })),
    [
      { half: 4, low: 0, first: 2, last: 6, value: 4, least: "", most: "b" },
      { half: null, low: null, first: null, last: null, value: null, least: null, most: null },
      { half: 5, low: 0, first: 5, last: 5, value: 5, least: "it's 😀", most: "it's 😀" },
    ],
  ],
  "the most frequent": [
    pipe(groups, select({ n: mode(s.n), word: mode(s.word), flag: mode(s.flag), first: filterWhere(gt(s.n, 4))(mode(s.n)) })),
    [
      { n: 4, word: "b", flag: true, first: 6 },
      { n: null, word: null, flag: null, first: null },
      { n: 5, word: "it's 😀", flag: false, first: 5 },
    ],
  ],
  "the first of the most frequent": [pipe(from(p), select({ x: mode(p.x), y: mode(p.y), half: median(p.x) })), [{ x: 1, y: 4, half: 2 }]],
}

export const regressions: Queries = {
  "a line": [
    pipe(pairs, select({ slope: regrSlope(p.y, p.x), intercept: regrIntercept(p.y, p.x), fit: regrR2(p.y, p.x) })),
    [
      { slope: 2, intercept: 1, fit: 1 },
      { slope: null, intercept: null, fit: null },
      { slope: 0, intercept: 4, fit: 1 },
      { slope: null, intercept: null, fit: null },
      { slope: null, intercept: null, fit: null },
    ],
  ],
  "numbers that change together": [
    pipe(pairs, select({ corr: corr(p.y, p.x), population: covarPop(p.y, p.x), sample: covarSamp(p.y, p.x) })),
    [
      { corr: 1, population: 2, sample: 4 },
      { corr: null, population: 0, sample: 0 },
      { corr: null, population: 0, sample: 0 },
      { corr: null, population: 0, sample: null },
      { corr: null, population: null, sample: null },
    ],
  ],
}

