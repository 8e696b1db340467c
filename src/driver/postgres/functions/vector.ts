import type { Template } from "../../../core/dialect.js"

/** Operators and functions of the extension pgvector. */
export const vector: Readonly<Record<string, Template>> = {
  l2Distance: "($1 <-> $2)",
  cosineDistance: "($1 <=> $2)",
  l1Distance: "($1 <+> $2)",
  negativeInnerProduct: "($1 <#> $2)",
  innerProduct: "inner_product($1, $2)",
}
