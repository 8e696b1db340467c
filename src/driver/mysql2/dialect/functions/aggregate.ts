import type { Template } from "../../../../core/dialect.js"

export const aggregates: Readonly<Record<string, Template | null>> = {
  count: "count($1)",
  countAll: "count(*)",
  sum: "sum($1)",
  // It is a decimal, beside which MySQL takes the number of a parameter for a decimal of thirty places.
  "sum(integer)": "cast(sum($d$1)$o as signed)",
  sumWide: "sum($1)",
  "sumWide(integer)": "cast(sum($d$1)$o as signed)",
  // Of integers and decimals the mean would have four digits more than they.
  avg: "avg($1 + 0e0)",
  "avg(interval)": "round(avg($d$1)$o)",
  min: "min($1)",
  max: "max($1)",
  sumDecimal: "sum($1)",
  avgDecimal: "avg($1 + cast(0 as decimal(65, 30)))",
  stringAgg: "group_concat($d$1$b separator $=2)",
  // Of distinct values there are none of these.
  stddevPop: "stddev_pop($1 + 0e0)",
  "stddevPop distinct": null,
  stddevSamp: "stddev_samp($1 + 0e0)",
  "stddevSamp distinct": null,
  varPop: "var_pop($1 + 0e0)",
  "varPop distinct": null,
  varSamp: "var_samp($1 + 0e0)",
  "varSamp distinct": null,
  // Of nothing they would be all bits or none, and a number without a sign.
  bitAndAgg: "(case when count($d$1)$o > 0 then cast(bit_and($1)$o as signed) end)",
  bitOrAgg: "(case when count($d$1)$o > 0 then cast(bit_or($1)$o as signed) end)",
  bitXorAgg: "(case when count($1)$o > 0 then cast(bit_xor($1)$o as signed) end)",
  "bitXorAgg distinct": null,
  boolAnd: "min($1)",
  boolOr: "max($1)",
  minDecimal: "min($1)",
  maxDecimal: "max($1)",
}
