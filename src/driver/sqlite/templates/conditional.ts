import type { Template } from "../../../core/dialect.js"

export const conditional: Readonly<Record<string, Template>> = {
  coalesce: "coalesce($*)",
  nullif: "nullif($1, $2)",
  greatest: "max($*)",
  least: "min($*)",
  "greatest(decimal)": "fulmar_greatest_decimal($*)",
  "least(decimal)": "fulmar_least_decimal($*)",
  "greatest(interval)": "fulmar_greatest_interval($*)",
  "least(interval)": "fulmar_least_interval($*)",
  "nullif(decimal)": "iif(fulmar_decimal_key($1) = fulmar_decimal_key($2), null, $1)",
  "nullif(interval)": "iif(fulmar_interval_key($1) = fulmar_interval_key($2), null, $1)",
}
