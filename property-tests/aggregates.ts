/** Every aggregate on the columns of rows whose values are random. */
import { BigDecimal } from "effect"
import {
  type AnyExpr, asc, avg, bitAndAgg, bitOrAgg, bitXorAgg, boolAnd, boolOr, corr, count, countAll, covarPop, covarSamp, cumeDist, denseRank, desc,
  distinctValues, filterWhere, gt, max, median, min, mode, nullsFirst, orderedBy, percentileCont, percentileDisc, percentRank, rank, regrIntercept, regrR2, regrSlope, stddevPop,
  stddevSamp, stringAgg, sum, varPop, varSamp, withinGroup,
} from "fulmar"
import { Args } from "./calls.js"
import type { Kind } from "./documented.js"

const decimal = BigDecimal.fromStringUnsafe("1")

type Calls = Readonly<Record<string, AnyExpr>>

const { at, b, flag, i, id, key, m, mood, n, on, p, raw, s, span, wall } = Args

const everywhere: Calls = {
  countAll, "count": count(s), "count distinct": count(n).pipe(distinctValues), "count some": count(n).pipe(filterWhere(gt(m, 0))),
  "sum i": sum(i), "sum n": sum(n), "sum b": sum(b), "sum p": sum(p), "sum span": sum(span), "sum distinct": sum(n).pipe(distinctValues),
  "sum some": sum(p).pipe(filterWhere(gt(n, 0))), "avg i": avg(i), "avg n": avg(n), "avg p": avg(p),
  ...Object.fromEntries(
    Object.entries({ at, b, i, n, on, p, span, wall }).flatMap(([name, x]): ReadonlyArray<readonly [string, AnyExpr]> => [
      [`min ${name}`, min(x as typeof n)], [`max ${name}`, max(x as typeof n)],
    ]),
  ),
  "min flag": min(flag), "max flag": max(flag), "min key": min(key), "max raw": max(raw), "min raw": min(raw),
  "stringAgg": stringAgg(s, ", ").pipe(orderedBy(id)), "stringAgg some": stringAgg(s, "'\\").pipe(orderedBy(id), filterWhere(gt(n, 0))),
  "stringAgg mood": stringAgg(mood, "").pipe(orderedBy(id)),
  "stddevPop": stddevPop(n), "stddevSamp": stddevSamp(n), "varPop": varPop(n), "varSamp": varSamp(n),
  "bitAnd i": bitAndAgg(i), "bitOr i": bitOrAgg(i), "bitXor i": bitXorAgg(i), "bitAnd b": bitAndAgg(b), "bitOr b": bitOrAgg(b), "bitXor b": bitXorAgg(b),
  "rank": rank().pipe(withinGroup([n, 3])), "rank desc": rank().pipe(withinGroup([desc(i), 0], [nullsFirst(asc(n)), 2])),
  "denseRank": denseRank().pipe(withinGroup([n, 3])), "percentRank": percentRank().pipe(withinGroup([n, 3])), "cumeDist": cumeDist().pipe(withinGroup([p, decimal])),
  "boolAnd": boolAnd(flag), "boolOr": boolOr(flag),
}

const ofSets: Calls = {
  "covarPop": covarPop(n, m), "covarSamp": covarSamp(n, m), "corr": corr(n, m), "regrSlope": regrSlope(n, m),
  "regrIntercept": regrIntercept(n, m), "regrR2": regrR2(n, m), "median": median(n), "percentileCont": percentileCont(0.3, n),
  "percentileDisc": percentileDisc(0.3, n), "percentileDisc p": percentileDisc(0.7, p), "percentileDisc on": percentileDisc(1, on), "mode": mode(n), "mode p": mode(p),
}

/** Those that a database has, by a name for each. */
export const aggregates = (kind: Kind): Calls => (kind === "sqlite" || kind === "postgres" ? { ...everywhere, ...ofSets } : everywhere)
