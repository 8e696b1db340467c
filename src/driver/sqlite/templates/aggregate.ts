import type { Template } from "../../../core/dialect.js"

export const aggregates: Readonly<Record<string, Template>> = {
  count: "count($1)",
  countAll: "count(*)",
  sum: "sum($1)",
  avg: "avg($1)",
  min: "min($1)",
  max: "max($1)",
  jsonArrayAgg: "json_group_array($1)",
  jsonObjectAgg: "json_group_object($1, $2)",
  stringAgg: "group_concat($1, $2)",
  // Distinct aggregates have one argument.
  "stringAgg distinct": "fulmar_join(json_group_array($d$1$b)$o, $2)",
  sumDecimal: "fulmar_sum($1)",
  avgDecimal: "fulmar_avg($1)",
  minDecimal: "fulmar_min($1)",
  maxDecimal: "fulmar_max($1)",
  "sum(interval)": "fulmar_interval_sum($1)",
  "avg(interval)": "fulmar_interval_avg($1)",
  "min(interval)": "fulmar_interval_min($1)",
  "max(interval)": "fulmar_interval_max($1)",
}
