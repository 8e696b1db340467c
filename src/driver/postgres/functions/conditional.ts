import type { Template } from "../../../core/dialect.js"

export const conditional: Readonly<Record<string, Template>> = {
  coalesce: "coalesce($*)",
  nullif: "nullif($1, $2)",
  // PostgreSQL's own leave NULLs out.
  greatest: "case when num_nulls($*) = 0 then greatest($*) end",
  least: "case when num_nulls($*) = 0 then least($*) end",
}
