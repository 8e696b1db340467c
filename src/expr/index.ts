export { avg, countAll, distinctValues, filterWhere, max, min, orderedBy, sum } from "./aggregate.js"
export type { AggregateExpr } from "./aggregate.js"
export { median, mode, percentileCont, percentileDisc } from "./ordered-set.js"
export {
  bitAndAgg,
  bitOrAgg,
  bitXorAgg,
  boolAnd,
  boolOr,
  corr,
  covarPop,
  covarSamp,
  regrIntercept,
  regrR2,
  regrSlope,
  stddevPop,
  stddevSamp,
  varPop,
  varSamp,
} from "./statistics.js"
export { stringAgg } from "./string-agg.js"
export { abs, add, ceil, div, floor, mod, mul, neg, power, round, sign, sqrt, sub, trunc } from "./arithmetic.js"
export {
  arrayAppend,
  arrayConcat,
  arrayContainedBy,
  arrayContains,
  arrayElement,
  arrayOverlaps,
  arrayPosition,
  arrayPositions,
  arrayPrepend,
  arrayRemove,
  arrayReplace,
  arraySlice,
  arrayToString,
  cardinality,
  stringToArray,
} from "./array.js"
export { arrayAgg, arrayFrom, arrayOf } from "./array-make.js"
export { bitAnd, bitNot, bitOr, bitXor, shiftLeft, shiftRight, toHex } from "./bits.js"
export { addMonths, addYears, lastDayOfMonth, makeDate } from "./calendar.js"
export { ascii, chr, concatWs, octetLength } from "./character.js"
export { cast, literal, nullOf, param, value } from "./cast.js"
export { collate } from "./collate.js"
export { between, eq, gt, gte, isDistinctFrom, isNotDistinctFrom, isNotNull, isNull, lt, lte, neq, notBetween } from "./comparison.js"
export { caseOf, caseWhen, coalesce, nullif } from "./conditional.js"
export { dateTrunc } from "./date-trunc.js"
export type { DayUnit, TimeUnit } from "./date-trunc.js"
export {
  addDays,
  dateOf,
  day,
  dayOfWeek,
  dayOfYear,
  daysBetween,
  epoch,
  hour,
  isoDayOfWeek,
  isoWeek,
  isoYear,
  microsecond,
  minute,
  month,
  now,
  quarter,
  second,
  today,
  year,
} from "./datetime.js"
export { addInterval, intervalBetween, subInterval, toTimestamp } from "./elapsed.js"
export { exp, ln, log, log10 } from "./exponential.js"
export { greatest, least } from "./extreme.js"
export {
  currentRow,
  excluding,
  following,
  groupsBetween,
  preceding,
  rangeBetween,
  rowsBetween,
  unboundedFollowing,
  unboundedPreceding,
} from "./frame.js"
export type { Bound, Distance, Frame } from "./frame.js"
export { jsonArray, jsonArrayAgg, jsonObject, jsonObjectAgg } from "./json-build.js"
export { jsonArrayAppend, jsonConcat, jsonInsert, jsonMergePatch, jsonRemove, jsonReplace, jsonSet } from "./json-change.js"
export { jsonContains, jsonPathExists, jsonPathMatch, jsonPathQueryArray, jsonPathQueryFirst } from "./json-query.js"
export type { JsonAt } from "./json-path.js"
export {
  jsonArrayLength,
  jsonAs,
  jsonGet,
  jsonHasAllKeys,
  jsonHasAnyKey,
  jsonHasKey,
  jsonKeys,
  jsonText,
  jsonTypeOf,
} from "./json.js"
export type { JsonTypeName } from "./json.js"
export { grouping } from "./grouping.js"
export { md5, sha256 } from "./hash.js"
export { rowValue } from "./row-value.js"
export type { RowValue } from "./row-value.js"
export { always, and, never, not, or } from "./logic.js"
export { exists, inQuery, isIn, notIn, notInQuery } from "./membership.js"
export { over, window } from "./over.js"
export type { Window, WindowFunction, WindowOptions } from "./over.js"
export { padEnd, padStart, repeat, reverse } from "./pad.js"
export { allOf, anyOf } from "./quantified.js"
export type { Quantified } from "./quantified.js"
export {
  isEmptyRange,
  lowerBound,
  lowerInclusive,
  lowerInfinite,
  rangeAdjacent,
  rangeContainedBy,
  rangeContains,
  rangeDifference,
  rangeFrom,
  rangeIntersection,
  rangeMerge,
  rangeOverlaps,
  rangeStrictlyLeft,
  rangeStrictlyRight,
  rangeUnion,
  upperBound,
  upperInclusive,
  upperInfinite,
} from "./range.js"
export { regexpCount, regexpInstr, regexpMatches, regexpReplace, regexpSubstr } from "./regex.js"
export type { RegexpFlags } from "./regex.js"
export { newUuid, random } from "./random.js"
export { mergeAction } from "./merge-action.js"
export {
  matches,
  phraseToTsquery,
  plainToTsquery,
  setWeight,
  toTsquery,
  toTsvector,
  tsHeadline,
  tsRank,
  tsRankCd,
  tsvectorConcat,
  websearchToTsquery,
} from "./text-search.js"
export type { HeadlineOptions } from "./text-search.js"
export { matchAgainst } from "./match-against.js"
export type { MatchMode } from "./match-against.js"
export { cosineDistance, innerProduct, l1Distance, l2Distance, negativeInnerProduct } from "./vector.js"
export { identifier, raw, rawCommand, rawQuery } from "./raw.js"
export { rawOperator } from "./raw-operator.js"
export type { OperatorOptions, RawOperator } from "./raw-operator.js"
export { currentValue, nextValue } from "./sequence.js"
export { left, overlay, right, splitPart } from "./slice.js"
export { many, maybe, scalar } from "./subquery.js"
export {
  concat,
  contains,
  endsWith,
  ilike,
  length,
  like,
  lower,
  notLike,
  position,
  replace,
  startsWith,
  substring,
  trim,
  trimEnd,
  trimStart,
  upper,
} from "./text.js"
export {
  cumeDist,
  denseRank,
  firstValue,
  lag,
  lastValue,
  lead,
  nthValue,
  ntile,
  percentRank,
  rank,
  rowNumber,
} from "./window.js"
export type { Ranking } from "./window.js"
export { withinGroup } from "./within-group.js"
export { generateSeries } from "./generate-series.js"
export type { GenerateSeries } from "./generate-series.js"
export { unnest } from "./unnest.js"
export { atTimeZone } from "./time-zone.js"
export { acos, asin, atan, atan2, cos, degrees, pi, radians, sin, tan } from "./trigonometry.js"
export { widthBucket } from "./width-bucket.js"
