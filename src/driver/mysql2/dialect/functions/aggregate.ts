import type { Template } from "../../../../core/dialect.js"

export const aggregates: Readonly<Record<string, Template>> = {
  count: "count($1)",
  countAll: "count(*)",
  sum: "sum($1)",
  // It is a decimal, beside which MySQL takes the number of a parameter for a decimal of thirty places.
  "sum(integer)": "cast(sum($d$1)$o as signed)",
  // Of integers and decimals the mean would have four digits more than they.
  avg: "avg($1 + 0e0)",
  "avg(interval)": "round(avg($d$1)$o)",
  min: "min($1)",
  max: "max($1)",
  sumDecimal: "sum($1)",
  avgDecimal: "avg($1 + cast(0 as decimal(65, 30)))",
  stringAgg: "group_concat($d$1$b separator $=2)",
  minDecimal: "min($1)",
  maxDecimal: "max($1)",
}
