import { typeCode } from "../type.js"
import { alike, type Chapter } from "./spelling.js"

export const range: Chapter = {
  ...alike("rangeContains", "rangeContainedBy", "rangeOverlaps", "rangeStrictlyLeft", "rangeStrictlyRight", "rangeAdjacent"),
  ...alike("rangeUnion", "rangeIntersection", "rangeDifference", "rangeMerge", "lowerBound", "upperBound"),
  ...alike("isEmptyRange", "lowerInclusive", "upperInclusive", "lowerInfinite", "upperInfinite"),
  rangeFrom: ({ args, type }) => [
    ["rangeFrom", typeCode(type), ...args.slice(0, -1)],
    ["rangeFrom", typeCode(type), ...args],
  ],
}
