import type { Template } from "../../../core/dialect.js"

export const array: Readonly<Record<string, Template>> = {
  "length(array)": "cardinality($1)",
  arrayContains: "($1 @> $2)",
  arrayContainedBy: "($1 <@ $2)",
  arrayOverlaps: "($1 && $2)",
  arrayConcat: "array_cat($1, $2)",
  arrayAppend: "array_append($1, $2)",
  arrayPrepend: "array_prepend($2, $1)",
  arrayRemove: "array_remove($1, $2)",
  arrayReplace: "array_replace($1, $2, $3)",
  arrayPosition: "array_position($1, $2)",
  arrayPositions: "array_positions($1, $2)",
  arrayElement: "($1)[cast($2 as int4)]",
  arraySlice: "($1)[cast($2 as int4):cast($3 as int4)]",
  arraySliceFrom: "($1)[cast($2 as int4):]",
  arrayToString: "array_to_string($*)",
  stringToArray: "string_to_array($*)",
  arrayOf: "array[$*]",
  // Of a query: it is in parentheses by itself.
  arrayFrom: "array$1",
}
