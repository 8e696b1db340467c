import type { Template } from "../../../../core/dialect.js"

export const conditional: Readonly<Record<string, Template>> = {
  coalesce: "coalesce($*)",
  nullif: "nullif($1, $2)",
  greatest: "greatest($*)",
  least: "least($*)",
}
