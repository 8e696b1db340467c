import { alike, type Chapter, queryCode } from "./spelling.js"

export const array: Chapter = {
  ...alike("arrayOf", "arrayContains", "arrayContainedBy", "arrayOverlaps", "arrayConcat", "arrayAppend", "arrayPrepend"),
  ...alike("arrayRemove", "arrayReplace", "arrayPosition", "arrayPositions", "arrayElement", "arraySlice"),
  ...alike("arrayToString", "stringToArray"),
  arrayFrom: ({ args: [scalar] }, _, s) => (scalar?._tag === "Scalar" ? [["arrayFrom", queryCode(s, scalar.query)]] : []),
  arraySliceFrom: "arraySlice",
}
