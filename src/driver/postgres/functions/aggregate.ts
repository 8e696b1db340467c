import type { Template } from "../../../core/dialect.js"

export const aggregates: Readonly<Record<string, Template>> = {
  count: "count($1)",
  countAll: "count(*)",
  sum: "sum($1)",
  avg: "avg($1)",
  min: "min($1)",
  max: "max($1)",
  "min(boolean)": "bool_and($1)",
  "max(boolean)": "bool_or($1)",
  "min(uuid)": "min($dcast($1 as text))",
  "max(uuid)": "max($dcast($1 as text))",
  "min(json)": "min($dcast($1 as text))",
  "max(json)": "max($dcast($1 as text))",
  "min(bytes)": "min($dcast($1 as text))",
  "max(bytes)": "max($dcast($1 as text))",
  sumDecimal: "sum($1)",
  avgDecimal: "avg($1)",
  minDecimal: "min($1)",
  maxDecimal: "max($1)",
  arrayAgg: "array_agg($1)",
}
