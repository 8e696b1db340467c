import type { Template } from "../../../core/dialect.js"

/** The range types that every database has. */
export const rangeTypes: ReadonlySet<string> = new Set([
  "int4range",
  "int8range",
  "numrange",
  "daterange",
  "tsrange",
  "tstzrange",
])

export const range: Readonly<Record<string, Template>> = {
  rangeContains: "($1 @> $2)",
  rangeContainedBy: "($1 <@ $2)",
  rangeOverlaps: "($1 && $2)",
  rangeStrictlyLeft: "($1 << $2)",
  rangeStrictlyRight: "($1 >> $2)",
  rangeAdjacent: "($1 -|- $2)",
  rangeUnion: "($1 + $2)",
  rangeIntersection: "($1 * $2)",
  rangeDifference: "($1 - $2)",
  rangeMerge: "range_merge($1, $2)",
  lowerBound: "lower($1)",
  upperBound: "upper($1)",
  isEmptyRange: "isempty($1)",
  lowerInclusive: "lower_inc($1)",
  upperInclusive: "upper_inc($1)",
  lowerInfinite: "lower_inf($1)",
  upperInfinite: "upper_inf($1)",
  ...Object.fromEntries([...rangeTypes].map((name) => [`rangeFrom ${name}`, `${name}($1, $2, $3)`])),
}
